"""A contract’s page: what it buys, who, how much, how long, what comes next, and what happened to it."""

import pytest

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Row, Rows, service, supplier

PAGE = "/contracts/fairshire/lodgings/"


def test_it_says_who_how_much_and_how_long(rows: Rows, site_client: MakeSite) -> None:
    harbour = supplier("Harbour Young People", charity_number="1090095", charity_register="CCEW", sme="yes")
    rows.contract(title="Supported lodgings", description="Rooms in hosts’ homes.", suppliers=[harbour])
    page = site_client().get(PAGE)
    assert page.h1 == "Supported lodgings"
    assert "Rooms in hosts’ homes." in page.main
    facts = page.rows()
    assert facts["Who"] == "Harbour Young People Charity Small or medium"
    assert facts["How much"].startswith("£480,000 a year, about £1,440,000 in all")
    assert facts["How long"].startswith("1 April 2024 to 31 March 2027")
    assert page.links()["Harbour Young People"] == "/suppliers/harbour-young-people/"


def test_a_value_for_the_whole_time_is_told_by_the_year_too(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(value_kind="whole", value_pence=144_000_000)
    assert site_client().get(PAGE).rows()["How much"] == "£1,440,000 in all, about £480,000 a year"


def test_what_is_redacted_stands_in_the_codes_own_words(rows: Rows, site_client: MakeSite) -> None:
    words = "REDACTED COMMERCIAL CONFIDENTIALITY"
    rows.contract(
        value_pence=None, value_kind="unknown", value_words=words, suppliers=[], supplier_words="REDACTED PERSONAL DATA"
    )
    facts = site_client().get(PAGE).rows()
    assert facts["How much"].startswith(words)
    assert facts["Who"].startswith("REDACTED PERSONAL DATA")
    assert "Transparency Code" in facts["Who"]


def test_a_framework_of_one_pound_has_no_value_of_its_own(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("agencies", arrangement="framework", value_pence=100, value_kind="nominal")
    rows.call_off("one", "agencies", value_kind="whole", value_pence=30_000_000)
    rows.call_off("two", "agencies", value_kind="whole", value_pence=12_000_000)
    rows.call_off("three", "agencies", value_kind="unknown", value_pence=None)
    page = site_client().get("/contracts/fairshire/agencies/")
    much = page.rows()["How much"]
    assert much.startswith("Framework without its own value")
    said = "Spent under it so far: £420,000 (from 2 call-offs, over their whole length; 1 more without a value for it)."
    assert said in much
    assert "£1" not in page.main


def test_contracts_of_one_title_are_told_apart_by_their_reference(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("one", title="Electricity", reference="E-1")
    alone = site_client()
    rows.contract("two", title="Electricity", reference="E-2")
    both = site_client()
    page = "/contracts/fairshire/one/"
    assert alone.get(page).all("//title/text()")[0].strip().startswith("Electricity –")
    assert both.get(page).all("//title/text()")[0].strip().startswith("Electricity (E-1) –")
    assert alone.addresses()[page] != both.addresses()[page]


def test_the_description_names_all_suppliers_and_what_is_not_known_of_it(rows: Rows, site_client: MakeSite) -> None:
    several = [supplier(name) for name in ("Ash", "Beech", "Cedar", "Douglas", "Elm")]
    rows.contract(suppliers=several, value_pence=None, value_kind="unknown", reference="FC-7", ends_on=None)
    (told,) = site_client().get("/contracts/fairshire/lodgings/").all("//meta[@name='description']/@content")
    assert told == "Fairshire County Council and Ash, Beech, Cedar and 2 more: value not said. Reference FC-7."


def test_a_framework_without_call_offs_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("agencies", arrangement="framework", value_pence=0, value_kind="nominal")
    much = site_client().get("/contracts/fairshire/agencies/").rows()["How much"]
    assert "Spent under it so far: not published." in much


def test_lots_stand_with_their_suppliers_and_values(rows: Rows, site_client: MakeSite) -> None:
    north = supplier("Northgate Homes Ltd", lot="1", value_pence=12_000_000, sme="yes", vcse="no")
    rows.contract(suppliers=[north, supplier("Kite Club", lot="South")])
    who = site_client().get(PAGE).rows()["Who"]
    assert "Lot 1 Northgate Homes Ltd Small or medium £120,000 a year" in who
    assert "South Kite Club size and kind not known" in who


def test_what_the_register_does_not_say_is_said(rows: Rows, site_client: MakeSite) -> None:
    unknown = {"value_pence": None, "value_kind": "unknown", "starts_on": None, "ends_on": None}
    rows.contract(suppliers=[], last_possible_end=None, **unknown)
    facts = site_client().get(PAGE).rows()
    assert facts["Who"] == "Not said"
    assert facts["How much"] == "Not said"
    assert facts["How long"].startswith("Not said")
    for missing in ("how it was bought", "VAT that cannot be recovered", "the next review", "department"):
        assert missing in facts["Not said"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"extension_months": 24, "last_possible_end": "2029-03-31"}, "by 2 years, at the latest to 31 March 2029"),
        ({"extension_months": 0}, "cannot be extended any further"),
        ({}, "whether it may be extended is not said"),
        ({"break_on": "2026-10-01"}, "may be ended early on 1 October 2026"),
        ({"break_on": "2026-09-30"}, "could be ended early on 30 September 2026"),
        ({"ends_on": None, "ends_note": "until either side gives notice"}, "until either side gives notice"),
    ],
)
def test_how_it_may_end_is_told(rows: Rows, site_client: MakeSite, changes: Row, expected: str) -> None:
    rows.contract(**changes)
    assert expected in site_client().get(PAGE).rows()["How long"]


def test_of_what_has_ended_nothing_is_said_of_extending_it(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(ends_on="2026-09-30", last_possible_end="2027-09-30", break_on="2026-12-01", service=service())
    rows.service("Supported accommodation")
    site = site_client()
    told = site.get(PAGE).rows()["How long"]
    assert "extended" not in told
    assert "could be ended early on 1 December 2026" in told
    assert "No register that is published says that anything ends" in site.get("/coming-up/").main


def test_a_review_that_has_passed_is_marked(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(review_on="2026-09-30")
    rows.contract("later", review_on="2026-10-01")
    site = site_client()
    assert site.get(PAGE).rows()["Next review"] == "30 September 2026this day has passed"
    assert site.get("/contracts/fairshire/later/").rows()["Next review"] == "1 October 2026"


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        ("2026-08-31", "Ended on 31 August 2026."),
        ("2026-10-12", "Ends in less than a month."),
        ("2027-03-31", "Ends in 6 months."),
        ("2027-09-30", "Ends in 1 year."),
        ("2027-10-01", ""),
        (None, ""),
    ],
)
def test_what_is_about_to_happen_counts_from_the_quarter(
    rows: Rows, site_client: MakeSite, ends_on: str | None, expected: str
) -> None:
    rows.contract(ends_on=ends_on, last_possible_end=ends_on)
    notes = site_client().get(PAGE).all("//*[contains(@class, 'eh-note')]//b/text()")
    assert notes == ([expected] if expected else [])


def test_its_history_tells_every_change_of_a_quarter(rows: Rows, site_client: MakeSite) -> None:
    rows.edition("2025-26-Q4")
    rows.contract(period=BEFORE, value_pence=46_500_000, department="", area="All")
    rows.contract(department="Children’s services", area="")
    main = site_client().get(PAGE).main
    assert "July to September 2026Value changed from £465,000 a year to £480,000 a year" in main
    assert "Department added: Children’s services" in main
    assert "Area taken out: it was “All”" in main
    assert "April to June 2026New in the register" in main
    assert "April 2024Started" in main


def test_who_buys_it_too_stands_there_and_in_its_history(rows: Rows, site_client: MakeSite) -> None:
    rows.edition("2025-26-Q4")
    westmoor = {"slug": "westmoor", "name": "Westmoor Borough Council"}
    rows.contract(period="2025-26-Q4")
    rows.contract(period=BEFORE, buyers=[westmoor])
    rows.contract(buyers=[{"slug": "oldtown", "name": "Oldtown Council"}])
    del rows.editions["fairshire", "2025-26-Q4"]["rows"]["contract"][-1]["buyers"]  # as rows from before are
    page = site_client().get(PAGE)
    assert page.rows()["Bought together with"] == "Oldtown Council"
    for said in (
        "Westmoor Borough Council buys it, too",
        "Westmoor Borough Council does not buy it with them any more",
    ):
        assert said in page.main


def test_an_extension_is_told_once(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE, ends_on="2026-03-31", last_possible_end="2027-03-31")
    rows.contract(
        extensions=[{"months": 12, "was_ends_on": "2026-03-31", "ends_on": "2027-03-31", "decided_on": "2026-07-02"}]
    )
    main = site_client().get(PAGE).main
    assert "Extended from 31 March 2026 to 31 March 2027, decided on 2 July 2026" in main
    assert "Last day changed" not in main


def test_a_correction_is_told_with_its_reason_where_it_touched_the_contract(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract()
    rows.contract("other")
    rows.correct("lodgings", "The value was typed wrongly.", on="2026-11-03")
    site = site_client()
    assert "July to September 2026Corrected on 3 November 2026: The value was typed wrongly." in site.get(PAGE).main
    assert "Corrected" not in site.get("/contracts/fairshire/other/").main


def test_suppliers_that_come_go_and_merge_are_told(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE, suppliers=[supplier("Kite"), supplier("Northgate")])
    kite = {**supplier("Kite Club Ltd", "kite-club"), "formerly": ["kite"]}
    rows.contract(suppliers=[kite, supplier("Wharfside")])
    main = site_client().get(PAGE).main
    assert "Supplier now named Kite Club Ltd, before that Kite" in main
    assert "Supplier added: Wharfside" in main
    assert "Supplier no longer named: Northgate" in main
    assert "no longer named: Kite" not in main


def test_a_contract_that_left_the_register_keeps_its_page(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.edition(NOW)
    page = site_client().get(PAGE)
    assert "July to September 2026No longer in the register" in page.main
    assert "No longer in the register since July to September 2026. This is what it said in April to June 2026." in (
        " ".join(page.one("//*[contains(@class, 'eh-noticed')]").xpath(".//text()"))
    )
    assert "From the contracts register, April to June 2026" in page.main
    assert not page.all("//*[contains(@class, 'eh-note')]//b")


def test_a_change_in_another_contract_leaves_the_page_alone(rows: Rows, site_client: MakeSite) -> None:
    """A correction of one contract must not render every page of the register again."""
    rows.contract()
    other = rows.contract("other")
    before = site_client().addresses()[PAGE]
    other["title"] = "Another title"
    rows.edition()["revision"] = 1
    assert site_client().addresses()[PAGE] == before


def test_the_call_off_leads_to_its_framework(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("agencies", title="Agencies framework", arrangement="framework", value_pence=0, value_kind="nominal")
    rows.call_off("lodgings", "agencies", arrangement="call_off_direct")
    rows.call_off("elsewhere", "unknown")
    site = site_client()
    page = site.get(PAGE)
    assert page.links()["Agencies framework"] == "/frameworks/fairshire/agencies/"
    assert "Called off from a framework by direct award" in page.rows()["How it was bought"]
    assert site.get("/contracts/fairshire/elsewhere/").rows()["Framework"] == "Not published here"


def test_only_web_addresses_become_links(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(tender_url="https://example.org/notice", contract_url="javascript:alert(1)")
    page = site_client().get(PAGE)
    assert page.links()["Tender documents"] == "https://example.org/notice"
    assert "The contract: javascript:alert(1)" in page.main


def test_it_says_which_register_says_so_and_when_that_was_published(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    page = site_client().get(PAGE)
    assert "Published on 14 October 2026, 17 days before it was due." in page.main
    assert page.links()["a spreadsheet file (CSV)"] == "/data/2026-27-q2/fairshire/contracts.csv"
    assert page.rows()["Who to ask"].startswith("Placements and contracts team")


def test_shares_of_the_same_service_stand_only_where_they_are_nobodys_price(rows: Rows, site_client: MakeSite) -> None:
    few, many = service("Few"), service("Many")
    for number in range(12):
        vcse = "yes" if number % 2 else "no"
        rows.contract(f"many-{number}", service=many, suppliers=[supplier(f"Firm {number}", vcse=vcse, sme="yes")])
    for number in range(2):
        rows.contract(f"few-{number}", service=few, suppliers=[supplier(f"Charity {number}", vcse="yes", sme="yes")])
    site = site_client()
    assert site.get("/contracts/fairshire/many-0/").rows()["Voluntary or community"] == "50%"
    assert "Same service" not in site.get("/contracts/fairshire/few-0/").main


def test_a_contract_that_nobody_published_has_no_page(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    site_client().get("/contracts/fairshire/other/", status=404)
