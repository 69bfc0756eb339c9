"""The home page: the few figures that matter, each with its day and what is not known; what ends next, what changed."""

from typing import Any

from tests.fixtures.house_style import words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Rows, service, supplier
from tests.portal.publishing.site_client import SitePage

WESTMOOR = "westmoor"
Q2 = "/register/2026-27-q2/"


def figures(page: SitePage) -> list[str]:
    return [words(p) for p in page.all("//p[@class='eh-figure']")]


def changed(page: SitePage) -> list[str]:
    return [words(li) for li in page.all("//ul[@class='eh-timeline']/li")]


def many(rows: Rows, number: int, **facts: Any) -> None:
    for n in range(number):
        rows.contract(f"c-{n}", **facts)


def test_one_council_speaks_for_itself(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    page = site_client().get("/")
    assert page.h1 == "Who we pay for children’s services, and what we will buy next"
    assert "Every contract over £5,000: who has it, what it costs, what ends next and what changed." in page.main
    assert "Whose contracts these are" not in page.main


def test_each_figure_says_its_quarter_and_what_is_not_known(rows: Rows, site_client: MakeSite) -> None:
    small, large = supplier("Kite Club", sme="yes"), supplier("Northgate Care Ltd", sme="no")
    many(rows, 6, suppliers=[small])
    for n in range(4):
        rows.contract(f"l-{n}", suppliers=[supplier(f"Home {n}", sme="no")], ends_on="2029-03-31")
    rows.contract("unsaid", value_pence=None, value_kind="unknown", ends_on=None)
    nominal = {"value_pence": 100, "value_kind": "nominal", "ends_on": "2029-03-31", "suppliers": [large]}
    rows.contract("framework", arrangement="framework", **nominal)
    rows.contract("abandoned", arrangement="", **nominal)
    site = site_client()
    assert figures(site.get("/")) == [
        "13 contracts in force in July to September 2026",
        "£4.8m a year not known for 1; 1 framework and 1 entered at £0 or £1 are not added",
        "46% with small or medium providers not known for 1",
        "6 end within 12 months 1 has no end date",
    ]
    assert "Small or medium646%" in site.get("/authorities/fairshire/suppliers/").main


def test_a_share_is_said_only_where_it_is_known_of_most(rows: Rows, site_client: MakeSite) -> None:
    many(rows, 10, suppliers=[supplier("Kite Club", sme="yes")])
    for n in range(11):
        rows.contract(f"unknown-{n}")
    assert "Not known with small or medium providers said of 10 contracts" in figures(site_client().get("/"))


def test_a_council_without_a_contract_has_nothing_that_is_not_known(rows: Rows, site_client: MakeSite) -> None:
    rows.edition()
    site = site_client()
    assert "Nothing a year no contract is in force" in site.get("/authorities/fairshire/").main
    home = site.get("/").main
    assert "0 end within 12 months no contract is in force" in home
    assert "What ends next No contract is in force." in home
    assert "All 0 contracts" not in home


def test_what_ended_in_the_quarter_was_in_force_in_it_and_not_on_its_last_day(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract(ends_on="2026-08-31")
    page = site_client().get("/")
    assert figures(page)[0] == "1 contract in force in July to September 2026"
    assert "0 end within 12 months" in figures(page)[3]


def test_where_few_say_what_they_cost_in_a_year_the_whole_is_given(rows: Rows, site_client: MakeSite) -> None:
    many(rows, 4, value_kind="whole", value_pence=100_000_000, ends_on=None)
    rows.contract("three-years", value_pence=10_000_000)
    rows.contract("endless", value_pence=1_000_000, ends_on=None)
    page = site_client().get("/")
    assert figures(page)[1] == "£4.3m over the whole length of the contracts not known for 1"


def test_what_nobody_says_is_not_guessed(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(value_pence=None, value_kind="unknown", ends_on=None)
    page = site_client().get("/")
    assert figures(page)[1:] == [
        "Not known a year not known for 1",
        "Not known with small or medium providers said of no contract",
        "Not known end within 12 months no contract gives an end date",
    ]
    assert "No contract gives an end date: what ends next cannot be said." in page.main
    rows.contract("later", ends_on="2030-03-31")
    assert "No contract that gives an end date ends in the next 12 months." in site_client().get("/").main


def test_what_ends_next_stands_there_soonest_first_with_what_may_be_extended(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("past", ends_on="2026-08-31")
    rows.contract("later", ends_on="2027-10-01")
    rows.contract("second", ends_on="2027-09-30", last_possible_end="2028-06-30")
    rows.contract("first", ends_on="2026-10-01", last_possible_end="2026-10-01")
    page = site_client().get("/")
    ending = [words(row) for row in page.all("//table[contains(@class, 'eh-ends')]/tbody/tr")]
    assert ending == [
        "First1 Oct 2026£480,000 a year",
        "Second may be extended to June 202830 Sep 2027£480,000 a year",
    ]
    link = "All 2 that end in the next 12 months, and what ends later"
    assert page.links()[link] == f"{Q2}by-end-date/1/"


def test_what_changed_since_the_last_quarter_is_counted_and_linked(rows: Rows, site_client: MakeSite) -> None:
    many(rows, 2, period=BEFORE)
    rows.contract("c-0", ends_on="2029-03-31")
    rows.contract("c-1", value_pence=50_000_000)
    rows.contract("over", period=BEFORE, ends_on="2026-06-30")
    rows.contract("lost", period=BEFORE)
    rows.contract("n-1", suppliers=[supplier(vcse="yes")])
    rows.contract("n-2", suppliers=[supplier("Northgate", vcse="no")])
    page = site_client().get("/")
    assert "What changed since June 2026" in page.main
    assert changed(page) == [
        "2 new contracts£960,000 a year, 1 with voluntary or community organisations",
        "1 extended",
        "1 changed",
        "1 ended",
        "1 no longer listed",
    ]
    assert page.links()["2 new contracts"] == f"{Q2}changes/#new"
    assert page.links()["See every change, field by field"] == f"{Q2}changes/"
    assert "Published on 14 October 2026, 17 days before it was due." in page.main


def test_a_quarter_in_which_nothing_changed_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract()
    assert "Every contract stands as it stood in the register before." in site_client().get("/").main


def test_the_first_quarter_promises_no_changes(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    page = site_client().get("/")
    assert "What changed will stand here when the next quarter is closed." in page.main
    assert f"{Q2}changes/" not in page.links().values()


def test_several_councils_are_counted_together_and_linked_each_by_name(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(service=service("Fostering"))
    rows.service("Fostering")
    rows.contract("other", authority=WESTMOOR, ends_on="2026-12-31")
    rows.edition(authority="eastham")
    page = site_client().get("/")
    assert page.h1 == "Who 3 councils pay for children’s services, and what they will buy next"
    assert figures(page)[0] == "2 contracts in force in July to September 2026"
    beside = page.all("//section[@aria-labelledby='compared']//tbody/tr")
    listed = [[words(cell) for cell in row.xpath("./*")][:2] for row in beside]
    assert listed == [["Eastham", "0"], ["Fairshire County Council", "1"], ["Westmoor Borough Council", "1"]]
    assert page.links()["Westmoor Borough Council"] == "/authorities/westmoor/"
    assert page.links()["When each publishes, and its newest register"] == "/authorities/"
    assert "3 councils published July to September 2026, all in time." in page.main
    assert "Other Westmoor Borough Council" in page.main


def test_bodies_that_are_no_councils_are_called_authorities(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.contract("other", authority=WESTMOOR)
    rows.authority(WESTMOOR, kind="nhs_body")
    assert site_client().get("/").h1.startswith("Who 2 authorities pay")


def test_councils_whose_newest_quarters_differ_are_all_in_the_figures(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract("other", authority=WESTMOOR)
    page = site_client().get("/")
    assert figures(page)[0] == "2 contracts in force in the newest register of each"
    assert "All 1 contract of July to September 2026 by" in page.main
    assert "1 council published July to September 2026, all in time; 1 has not yet." in page.main


def test_lists_are_linked_where_no_script_can_search(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    links = site_client().get("/").links()
    assert [links[name] for name in ("end date", "value", "supplier", "service")] == [
        f"{Q2}by-{key}/1/" for key in ("end-date", "value", "supplier", "service")
    ]


def test_a_site_without_any_register_has_a_home(site_client: MakeSite) -> None:
    page = site_client().get("/")
    assert page.h1 == "Who we pay for children’s services, and what we will buy next"
    assert "No register yet" in page.main


def test_the_home_page_is_made_again_when_anything_changes_in_any_quarter(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract()
    before = site_client().addresses()["/"]
    assert site_client().addresses()["/"] == before
    rows.editions["fairshire", BEFORE]["rows"]["contract"][0]["title"] = "Other words"
    assert site_client().addresses()["/"] != before


def test_the_site_of_one_council_speaks_of_its_own_register_and_names_the_others(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("lodgings", title="Supported lodgings")
    rows.contract("roads", authority="westmoor", title="Gritting of roads", ends_on="2026-10-31")
    page = site_client(name="Fairshire County Council").get("/")
    assert page.h1.startswith("Who we pay")
    assert "1 contract in force" in page.main
    assert "Gritting of roads" not in page.main
    assert "Registers that stand here" in page.main
    assert "Westmoor Borough Council" in page.main
    assert "All 2 contracts of 2 councils" in page.main
    assert site_client(name="Contracts register").get("/").h1.startswith("Who 2 councils pay")
