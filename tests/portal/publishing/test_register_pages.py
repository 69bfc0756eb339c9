"""The register of a quarter: who closed it, its lists without a script, what is left out, what changed, its rows."""

import gzip
import json
from typing import Any

import pytest

from tests.fixtures.house_style import words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NAMES, NOW, Rows, revised, service, supplier
from tests.portal.publishing.site_client import SitePage

Q2, Q1 = "/register/2026-27-q2/", "/register/2026-27-q1/"
WESTMOOR = "westmoor"


def titles(page: SitePage) -> list[str]:
    """The contracts of the list, in its order."""
    return [words(a) for a in page.all("//table[contains(@class, 'eh-register')]/tbody/tr/th/a")]


def columns(page: SitePage) -> list[str]:
    return [words(th) for th in page.all("//table[contains(@class, 'eh-register')]/thead//th")]


def many(rows: Rows, number: int) -> None:
    for n in range(number):
        rows.contract(f"c-{n:03}", title=f"Contract {n:03}", value_pence=1_000_000 + n)


def test_a_quarter_is_called_by_its_months_and_says_what_stands_in_it(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    page = site_client().get(Q2)
    assert page.h1 == "Contracts register, July to September 2026"
    assert "Every contract over £5,000 that was in force between 1 July 2026 and 30 September 2026." in page.main
    assert "Published on 14 October 2026, 17 days before it was due. By Fairshire County Council." in page.main
    assert page.links()["a spreadsheet file (CSV)"] == "/data/2026-27-q2/fairshire/contracts.csv"


def test_the_register_shows_the_latest_quarter_under_an_address_that_stays(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("old", period=BEFORE)
    rows.contract("new")
    site = site_client()
    latest = site.get("/register/")
    assert (latest.h1, latest.main) == (site.get(Q2).h1, site.get(Q2).main)
    assert latest.title.startswith("Contracts register, July to September 2026, the latest")
    assert latest.links()["April to June 2026"] == Q1
    assert titles(site.get(Q1)) == ["Old"]
    assert site.get(Q1).links()["July to September 2026"] == Q2


def test_a_site_without_any_register_says_so(site_client: MakeSite) -> None:
    assert "No register yet" in site_client().get("/register/").main


def test_a_quarter_without_any_contract_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.edition()
    site = site_client()
    assert "No contract above the limit was in force" in site.get(Q2).main
    assert "No contract above the limit was in force" in site.get(f"{Q2}by-value/1/").main


def test_a_quarter_that_was_closed_late_is_marked(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    late = rows.edition(closed_on="2026-11-05", closed_late=True)
    late["revisions"][0]["closed_on"] = "2026-11-05"
    assert "Published on 5 November 2026, 5 days late. Late" in site_client().get(Q2).main


def test_corrections_stand_there_with_their_reasons_newest_first(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    revised(rows.edition(), "A value was wrong.", "2026-10-20")
    revised(rows.edition(), "A name was misspelt.", "2026-11-03")
    said = [words(li) for li in site_client().get(Q2).all("//ol[@class='eh-timeline']/li")]
    assert [" ".join(text.split()) for text in said] == [
        "CorrectedA name was misspelt.3 November 2026",
        "CorrectedA value was wrong.20 October 2026",
    ]


def test_every_order_is_reached_without_a_script(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("late", title="Late", ends_on="2029-01-01", value_pence=1_000_000, suppliers=[supplier("Zebra")])
    rows.contract("soon", title="Soon", ends_on="2026-12-31", value_pence=900_000, suppliers=[supplier("Aspen")])
    site = site_client()
    links = site.get(Q2).links()
    orders = {name: links[name] for name in ("end date", "value", "supplier", "service")}
    assert set(orders.values()) == {f"{Q2}by-{key}/1/" for key in ("end-date", "value", "supplier", "service")}
    assert titles(site.get(Q2)) == titles(site.get(orders["end date"])) == ["Soon", "Late"]
    assert titles(site.get(orders["value"])) == ["Late", "Soon"]
    assert titles(site.get(orders["supplier"])) == ["Soon", "Late"]
    assert site.get(orders["value"]).h1 == "Contracts by value, July to September 2026"


def test_what_a_list_says_of_a_contract(rows: Rows, site_client: MakeSite) -> None:
    rows.service("Fostering")
    parties = [supplier("Harbour Young People"), supplier("Kite Club")]
    rows.contract(service=service("Fostering"), suppliers=parties)
    page = site_client().get(Q2)
    assert columns(page) == ["Contract", "Supplier", "Service", "Ends", "Value"]
    cells = [words(cell) for cell in page.all("//tbody/tr/*")]
    assert cells == ["Lodgings", "Harbour Young People and 1 more", "Fostering", "31 Mar 2027", "£480,000 a year"]
    links = page.links()
    assert links["Lodgings"] == "/contracts/fairshire/lodgings/"
    assert links["Harbour Young People"] == "/suppliers/harbour-young-people/"
    assert links["Fostering"] == "/services/fostering/"


def test_a_framework_without_its_own_value_stands_last_by_value(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("framework", arrangement="framework", value_pence=100, value_kind="nominal")
    rows.contract("small", value_pence=600_000)
    page = site_client().get(f"{Q2}by-value/1/")
    assert titles(page) == ["Small", "Framework"]
    assert "Framework without its own value" in page.main
    assert "£1" not in page.main


def test_a_long_list_has_pages_of_a_hundred(rows: Rows, site_client: MakeSite) -> None:
    many(rows, 201)
    site = site_client()
    first, second, third = (site.get(f"{Q2}by-value/{n}/") for n in (1, 2, 3))
    assert [len(titles(page)) for page in (first, second, third)] == [100, 100, 1]
    assert titles(first)[0] == "Contract 200"
    assert third.title.startswith("Contracts by value, July to September 2026, page 3 of 3")
    assert second.one("//a[@rel='prev']").get("href") == f"{Q2}by-value/1/"
    assert second.one("//a[@rel='next']").get("href") == f"{Q2}by-value/3/"
    assert len(titles(site.get(Q2))) == 100
    assert "201 contracts, the first 100." in site.get(Q2).main
    assert site.get(Q2).one("//a[@rel='next']").get("href") == f"{Q2}by-end-date/2/"


@pytest.mark.parametrize(
    "url",
    [
        f"{Q2}by-value/0/",
        f"{Q2}by-value/2/",
        f"{Q2}by-colour/1/",
        "/register/2031-32-q1/",
        "/register/2031-32-q1/by-value/1/",
        "/register/2031-32-q1/rows.json",
        "/register/2031-32-q1/withheld/",
        f"{Q2}changes/",
    ],
)
def test_what_is_not_published_is_not_there(rows: Rows, site_client: MakeSite, url: str) -> None:
    rows.contract()
    site = site_client()
    assert url not in site.addresses()
    site.get(url, 404)


def test_a_register_of_several_councils_names_the_council_of_each(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.contract("advocacy", authority=WESTMOOR)
    rows.contract("breaks", authority="eastham", period=BEFORE)
    page = site_client().get(Q2)
    assert columns(page) == ["Contract", "Supplier", "Service", "Authority", "Ends", "Value"]
    assert "The contracts over £5,000 of 2 councils that were in force" in page.main
    assert "2 councils published July to September 2026, all in time; 1 has not yet." in page.main
    assert "Eastham, newest register: April to June 2026" in page.main
    assert page.links()["Westmoor Borough Council"] == "/authorities/westmoor/"
    assert page.links()["CSV of Westmoor Borough Council"] == "/data/2026-27-q2/westmoor/contracts.csv"


def test_when_each_of_several_councils_published_stands_in_a_table(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.contract("other", authority=WESTMOOR)
    revised(rows.edition(authority=WESTMOOR), "A value was wrong.", "2026-10-20")
    rows.edition()["revisions"][0]["closed_on"] = "2026-11-05"
    page = site_client().get(Q2)
    assert "2 councils published July to September 2026, 1 of them late." in page.main
    told = {words(row[0]): words(row[1]) for row in page.all("//details[@id='published']//tbody/tr")}
    assert told == {
        "Fairshire County Council": "Published on 5 November 2026, 5 days late.",
        "Westmoor Borough Council": "Published on 14 October 2026, 17 days before it was due."
        "Corrected on 20 October 2026: A value was wrong.",
    }


def test_councils_with_different_limits_are_not_given_one(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.contract("other", authority=WESTMOOR)
    rows.authority(WESTMOOR, threshold_pence=5_000_000)
    assert "The contracts above the limit of each council of 2 councils" in site_client().get(Q2).main


def test_what_is_left_out_is_counted_and_explained(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.withheld(spot=14, held=2, taken_down=1, redacted={"REDACTED PERSONAL DATA": 3, "REDACTED": 0})
    site = site_client()
    assert "Up to 17 contracts are left out of this list" in site.get(Q2).main
    assert site.get(Q2).links()["What is left out, and why"] == f"{Q2}withheld/"
    page = site.get(f"{Q2}withheld/")
    assert page.h1 == "What is left out of the register, July to September 2026"
    counted = list(page.rows())
    assert counted == ["Up to 14 contracts", "2 contracts", "1 contract"]
    assert "“REDACTED PERSONAL DATA” in 3 contracts" in page.main
    assert "“REDACTED” in" not in page.main


def test_nothing_left_out_is_said_too(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    assert "No contract above the limit is left out." in site_client().get(Q2).main


def test_purchases_for_one_person_are_totals_and_small_ones_are_suppressed(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    numbers: dict[str, Any] = {"people": 14, "suppliers": 5, "spend_pence": 61_200_000, "without_value": 2}
    rows.totals(service("Fostering"), **numbers)
    rows.totals(service("Short breaks"))
    rows.totals(None, **{**numbers, "spend_pence": None})
    page = site_client().get(f"{Q2}withheld/")
    assert "Bought for one person each, April to September 2026" in page.main
    told = {words(row[0]): [words(cell) for cell in row[1:]] for row in page.all("//tbody/tr")}
    assert told == {
        "Fostering": ["about 14", "5", "£612,000 without about 2 purchases of unknown value"],
        "Short breaks": ["Not published: fewer than 6 people, or fewer than 3 suppliers"],
        "Service not said": ["about 14", "5", "Not published"],
    }


@pytest.mark.parametrize(
    ("period", "said"),
    [(NOW, "No purchase for one person was in force in this half-year."), (BEFORE, "are published twice a year")],
)
def test_a_quarter_without_totals_says_why(rows: Rows, site_client: MakeSite, period: str, said: str) -> None:
    rows.contract(period=period)
    assert said in site_client().get(f"/register/{period.lower()}/withheld/").main


def test_nothing_bought_for_one_person_is_not_up_to_nothing(rows: Rows, site_client: MakeSite) -> None:
    rows.withheld(spot=0, held=1)
    assert "Up to 0" not in site_client().get(f"{Q2}withheld/").main


def test_several_councils_are_told_apart_in_what_is_left_out(rows: Rows, site_client: MakeSite) -> None:
    rows.withheld(spot=3)
    rows.withheld(held=2, authority=WESTMOOR)
    page = site_client().get(f"{Q2}withheld/")
    told = {words(row[0]): [words(cell) for cell in row[1:]] for row in page.all("//tbody/tr")}
    assert told == {"Fairshire County Council": ["up to 3", "0", "0"], "Westmoor Borough Council": ["0", "2", "0"]}


def test_what_changed_is_listed_by_kind_and_field_by_field(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("dearer", period=BEFORE, value_pence=46_500_000)
    rows.contract("dearer")
    rows.contract("over", period=BEFORE, ends_on="2026-06-30")
    rows.contract("started", suppliers=[supplier("Kite Club")])
    site = site_client()
    assert site.get(Q2).links()["Every change since June 2026, field by field"] == f"{Q2}changes/"
    page = site.get(f"{Q2}changes/")
    assert page.h1 == "What changed in the register, July to September 2026"
    jumps = {"New: 1": "#new", "Changed: 1": "#changed", "Ended: 1": "#ended"}
    assert {text: page.links()[text] for text in jumps} == {k: f"{Q2}changes/{v}" for k, v in jumps.items()}
    assert "Started Kite Club, £480,000 a year" in page.main
    assert "Dearer Value changed from £465,000 a year to £480,000 a year" in page.main
    assert "Over Ended on 30 June 2026" in page.main


def test_nothing_that_changed_is_said_too(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract()
    assert "Nothing changed" in site_client().get(f"{Q2}changes/").main


def test_many_changes_have_pages_and_each_kind_is_found_on_its_own(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("over", period=BEFORE, ends_on="2026-06-30")
    many(rows, 150)
    site = site_client()
    first, second = site.get(f"{Q2}changes/"), site.get(f"{Q2}changes/2/")
    assert first.links()["Ended: 1"] == f"{Q2}changes/2/#ended"
    assert second.one("//h2[@id='ended']") is not None
    assert len(first.all("//li/h3")) == 100


def test_a_council_that_is_here_for_the_first_time_is_not_all_new(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract()
    rows.contract("other", authority=WESTMOOR)
    page = site_client().get(f"{Q2}changes/")
    assert "Westmoor Borough Council is in the register for the first time" in page.main
    assert "Other" not in page.links()


def rows_of(site: Any, quarter: str = Q2) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.bytes_at(f"{quarter}rows.json"))
    return found


def test_the_rows_for_the_search_say_what_the_lists_say(rows: Rows, site_client: MakeSite) -> None:
    rows.service("Fostering")
    rows.contract("lodgings", reference="Lodgings", service=service("Fostering"))
    parties = [supplier("Kite Club"), supplier("Harbour Young People"), supplier("Kite Club", lot="2")]
    rows.contract("odd", reference="X/1", ends_on=None, value_kind="whole", value_pence=123_456, suppliers=parties)
    nominal = {"value_pence": 0, "value_kind": "nominal"}
    rows.contract("z", ends_on=None, ends_note="Until ended", suppliers=[], supplier_words="REDACTED", **nominal)
    found = rows_of(site_client())
    assert found["title"] == ["Lodgings", "Odd", "Z"]
    assert found["slug"] == ["", "odd", "z"]
    assert found["reference"] == ["Lodgings", "X/1", "FC-Z"]
    assert found["suppliers"] == [["Harbour Young People", ""], ["Kite Club", ""]]
    assert found["supplier"] == [0, [1, 0], "REDACTED"]
    assert found["services"] == [["Fostering", ""]]
    assert found["service"] == [0, -1, -1]
    assert found["authorities"] == [["Fairshire County Council", "fairshire"]]
    assert found["ends"] == ["2027-03-31", "No end date", "Until ended"]
    assert found["value"] == [-480_000, 1234.56, "Entered as £0"]
    assert "Entered as £0" in found["nominal"]


def test_each_council_of_several_has_its_own_rows_and_can_be_chosen_among_all(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("old", period=BEFORE)
    rows.contract("own", title="Own")
    assert "/authorities/fairshire/rows.json" not in site_client().addresses(), "the quarter’s rows are its own"
    assert site_client().get("/authorities/fairshire/").one("//search").get("data-rows") == f"{Q2}rows.json"
    rows.contract("other", title="Other", authority=WESTMOOR)
    site = site_client()
    assert rows_of(site, "/authorities/fairshire/")["title"] == ["Own"]
    assert rows_of(site)["title"] == ["Other", "Own"]
    page = site.get("/authorities/westmoor/")
    assert page.one("//search").get("data-rows") == "/authorities/westmoor/rows.json"
    assert page.one("//search/form").get("action") == "/authorities/westmoor/"
    assert "Search this contract" in page.main
    assert not page.all("//search//select")
    for url in ("/register/", f"{Q2}by-value/1/"):
        options = site.get(url).all("//search//select/option")
        assert [words(one) for one in options] == ["All 2 councils", *(NAMES[slug] for slug in ("fairshire", WESTMOOR))]
    assert not site.get(Q1).all("//search//select")


def test_five_thousand_rows_are_at_most_a_seventh_of_a_megabyte_packed(rows: Rows, site_client: MakeSite) -> None:
    kinds = ("Residential care", "Fostering", "Short breaks", "Advocacy", "Leaving care", "Family support")
    places = ("north", "south", "coast", "valley", "city", "villages", "moors", "towns", "east", "west", "harbour")
    one, stored = rows.contract("fc-000000"), rows.edition()["rows"]["contract"]
    for n in range(1, 5000):
        title = f"{kinds[n % 6]}: {places[n * 7 % 11]} {places[n * 3 % 11]} {places[n * 5 % 11]} {n}"
        ends = f"{2026 + n % 5}-{1 + n * 7 % 12:02}-{1 + n * 13 % 28:02}"
        named = {"slug": f"fc-{n:06}", "reference": f"FC-{n:06}", "title": title}
        party = supplier(f"{places[n % 11].title()} {kinds[n % 6]} {n * 31 % 1250}")
        stored.append({**one, **named, "ends_on": ends, "value_pence": n * 7919 % 5000 * 100_000, "suppliers": [party]})
    site = site_client()
    packed = gzip.compress(site.bytes_at(f"{Q2}rows.json"), 6)
    assert len(packed) <= 140_000
    first = (f"{Q2}rows.json", *(site.app.jinja_env.globals["asset"](name) for name in ("evenhand.css", "site.js")), Q2)
    assert sum(len(gzip.compress(site.bytes_at(url), 6)) for url in first) <= 250_000, "all that a first query fetches"


def test_the_search_is_hidden_until_its_script_is_there(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    site = site_client()
    for url in ("/", "/register/", f"{Q2}by-value/1/"):
        page = site.get(url)
        assert page.one("//search").get("hidden") is not None
        assert page.one("//search//form").get("action") in ("/register/", Q2)
    assert site.get(Q2).one("//section[@id='results']").get("hidden") is not None


def test_a_page_of_a_list_is_made_again_only_when_its_own_contracts_change(rows: Rows, site_client: MakeSite) -> None:
    many(rows, 150)
    before = site_client().addresses()
    rows.editions["fairshire", NOW]["rows"]["contract"][0]["department"] = "Children and families"
    after = site_client().addresses()
    changed = {url for url, mark in after.items() if before[url] != mark and "/by-" in url and url.startswith(Q2)}
    assert changed == {f"{Q2}by-{order}/1/" for order in ("end-date", "supplier", "service")} | {f"{Q2}by-value/2/"}
