"""A supplier’s page: what is known of it, what it has and had, and where it went."""

import csv
import io
from datetime import date, datetime

from portal.publishing import words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Row, Rows, service, supplier
from tests.portal.publishing.site_client import SitePage

PAGE = "/suppliers/harbour-young-people/"


def figures(page: SitePage) -> dict[str, str]:
    """Each large number by the words under it."""
    found = page.all("//p[@class='eh-figure']")
    told = ["".join(one.itertext()) for one in found]
    numbers = [one.xpath("string(span[@class='eh-figure__number'])") for one in found]
    return {text.removeprefix(number).strip(): number for text, number in zip(told, numbers, strict=True)}


def test_it_says_what_is_known_of_a_charity(rows: Rows, site_client: MakeSite) -> None:
    facts = {"charity_number": "1090095", "charity_register": "CCEW", "sme": "yes", "vcse": "yes"}
    rows.contract(suppliers=[supplier(**facts)])
    page = site_client().get(PAGE)
    assert page.h1 == "Harbour Young People"
    told = page.rows()
    assert told["What it is"] == "Charity"
    assert told["Small or medium"] == "Yes"
    assert told["Company number"] == "Not said"
    assert told["Charity number"].startswith("1090095")
    link = page.links()["Look it up at the Charity Commission for England and Wales"]
    assert link.endswith("/charity-details/1090095")
    assert "fewer than 250 employees" in page.main


def test_it_says_what_is_not_known(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    told = site_client().get(PAGE).rows()
    assert told["What it is"] == "Not said"
    assert told["Small or medium"] == told["Voluntary or community"] == told["Part of a group"] == "Not known"


def test_its_group_is_named_with_source_and_day(rows: Rows, site_client: MakeSite) -> None:
    group = {"group_name": "Brackenfold Holdings Ltd", "group_number": "28400011"}
    rows.contract(suppliers=[supplier(**group, group_source="Companies House", group_on="2026-04-01")])
    rows.contract("other", suppliers=[supplier("Bright Tern Ltd", **group)])
    page = site_client().get(PAGE)
    told = page.rows()["Part of a group"]
    assert told.startswith("Brackenfold Holdings Ltd")
    assert "Source: Companies House, 1 April 2026" in told
    assert page.links()["Bright Tern Ltd"] == "/suppliers/bright-tern-ltd/"


def test_contracts_in_force_and_earlier_ones_stand_apart(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("ended", period=BEFORE, title="Advocacy")
    rows.contract("lodgings", title="Lodgings")
    page = site_client().get(PAGE)
    tables = {t.xpath("string(caption)"): t.xpath(".//tbody//a/text()") for t in page.all("//table")}
    assert tables == {"Contracts in force": ["Lodgings"], "Earlier contracts": ["Advocacy"]}
    assert figures(page)["contract in force in the newest registers"] == "1"


def test_the_sum_counts_its_own_part_and_says_what_is_not_known(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("alone", value_pence=10_000_000)
    rows.contract("told", suppliers=[supplier(value_pence=2_000_000), supplier("Other", value_pence=9_000_000)])
    rows.contract("shared", suppliers=[supplier(), supplier("Other")])
    rows.contract("unknown", value_pence=None, value_kind="unknown")
    rows.contract("agencies", arrangement="framework", value_pence=100, value_kind="nominal")
    told = figures(site_client().get(PAGE))
    note = "a year said by 2 of 4 contracts; how 1 contract is shared out is not said; 1 framework not counted"
    assert told[note] == "£120,000"


def test_a_value_is_not_called_unsaid_because_nobody_says_how_it_is_shared_out(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("shared", suppliers=[supplier(), supplier("Other")], value_pence=9_000_000)
    rows.contract("agencies", arrangement="framework", value_pence=100, value_kind="nominal")
    rows.contract("abandoned", arrangement="", value_pence=0, value_kind="nominal")
    note = "how the contract is shared out is not said; 1 framework not counted; 1 entered at £0 or £1 not counted"
    assert figures(site_client().get(PAGE))[f"a year {note}"] == "Not known"


def test_of_a_contract_that_is_shared_its_own_part_stands_in_the_list(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("alone", title="Alone", value_pence=10_000_000)
    both = [supplier(value_pence=2_000_000), supplier("Other", value_pence=9_000_000)]
    rows.contract("told", title="Told", suppliers=both, value_pence=11_000_000)
    rows.contract("shared", title="Shared", suppliers=[supplier(), supplier("Other"), supplier("Third")])
    page = site_client().get(PAGE)
    told = {row.xpath("string(th/a)"): " ".join(row.xpath("string()").split()) for row in page.all("//tbody/tr")}
    assert "shared" not in told["Alone"]
    assert "shared with 1 other provider: £110,000 for all of them" in told["Told"]
    assert told["Told"].endswith("£20,000 a year")
    assert "shared with 2 other providers; what falls to it is not said" in told["Shared"]
    assert told["Shared"].endswith("£480,000 a year")


def test_where_no_contract_says_when_it_ends_nobody_knows_how_many_end(rows: Rows, site_client: MakeSite) -> None:
    rows.service("Fostering")
    rows.contract("endless", service=service("Fostering"), ends_on=None, last_possible_end=None)
    for address in (PAGE, "/authorities/fairshire/", "/services/fostering/"):
        told = figures(site_client().get(address))
        assert told["end within 12 months no contract gives an end date"] == "Not known", address


def as_guidance_adds_up(content: bytes, page: str) -> float:
    """What a provider gets in a year, by the words of site/content/guidance/reading-the-register.md alone."""
    found = [*csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
    alone = {one["Page"] for one in found if sum(other["Page"] == one["Page"] for other in found) == 1}
    total = 0.0
    for one in found:
        said = float((one["ContractValue"] if one["Page"] in alone else one["AwardValue"]) or 0)
        if not one["SupplierPage"].endswith(page) or one["ValueKind"] not in ("Whole", "Yearly"):
            continue
        if one["Arrangement"] in ("Framework", "Open framework", "Dynamic market"):
            continue
        first, last = (_day(one[name]) for name in ("StartDate", "EndDate"))
        days = (last - first).days + 1 if first and last else 0
        total += said if one["ValueKind"] == "Yearly" or 0 < days <= 366 else said / days * 365.25 if days else 0
    return total


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def test_the_sum_is_that_of_the_file_added_up_as_guidance_says(rows: Rows, site_client: MakeSite) -> None:
    four_years = {"value_kind": "whole", "starts_on": "2024-04-01", "ends_on": "2028-03-31"}
    rows.contract("yearly", value_pence=12_345_600)
    rows.contract("whole", value_pence=98_765_400, **four_years)
    rows.contract("short", value_kind="whole", value_pence=1_111_100, starts_on="2026-04-01", ends_on="2027-03-31")
    rows.contract("endless", value_kind="whole", value_pence=5_000_000, ends_on=None)
    own, other = supplier(value_pence=40_000_000), supplier("Kite Club", value_pence=9_000_000)
    rows.contract("shared", suppliers=[own, other], value_pence=49_000_000, **four_years)
    rows.contract("not-shared-out", suppliers=[supplier(), supplier("Kite Club")], value_pence=700_000, **four_years)
    rows.contract("market", arrangement="dynamic_market", value_pence=7_700_000, **four_years)
    rows.contract("nominal", value_kind="nominal", value_pence=100)
    site = site_client()
    added = as_guidance_adds_up(site.bytes_at("/data/2026-27-q2/fairshire/contracts.csv"), PAGE)
    assert round(added) == 123_456 + 246_913 + 11_111 + 100_000
    told = [number for under, number in figures(site.get(PAGE)).items() if under.startswith("a year")]
    assert told == [words.about(round(added) * 100)]


def test_it_counts_over_all_authorities(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.contract("breaks", authority="westmoor")
    page = site_client(portal_url="").get(PAGE)
    assert "Has 2 contracts with 2 authorities." in page.main
    assert "Westmoor Borough Council" in page.main
    asked = "Something wrong on this page? Write to Fairshire County Council or Westmoor Borough Council."
    assert asked in page.main
    assert page.links()["Westmoor Borough Council"] == "mailto:contracts@westmoor.example"


def test_one_that_was_merged_says_where_it_went(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("old", period=BEFORE, suppliers=[supplier("HARBOUR YOUNG PEOPLE LIMITED", "harbour-2")])
    rows.edition(NOW)
    rows.contract(suppliers=[{**supplier(), "formerly": ["harbour-2", "harbour-3"]}])
    site = site_client()
    for slug, name in (("harbour-2", "HARBOUR YOUNG PEOPLE LIMITED"), ("harbour-3", "Harbour 3")):
        page = site.get(f"/suppliers/{slug}/")
        assert page.h1 == name
        assert page.links()["Harbour Young People"] == PAGE
    page = site.get(PAGE)
    assert page.rows()["Other names"] == "HARBOUR YOUNG PEOPLE LIMITED"
    assert "Earlier contracts" in page.main
    assert "/suppliers/harbour-2/" not in site.get("/suppliers/").links().values()


def test_one_that_is_no_longer_named_keeps_its_page(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE, title="Lodgings")
    rows.contract(title="Lodgings", suppliers=[supplier("Northgate")])
    page = site_client().get(PAGE)
    assert "No contract in the newest registers names it." in page.main
    assert page.links()["Lodgings"] == "/contracts/fairshire/lodgings/"


def test_up_to_200_contracts_stand_on_one_page_and_more_on_several(rows: Rows, site_client: MakeSite) -> None:
    for number in range(200):
        rows.contract(f"c-{number:03}")
    site = site_client()
    assert len(site.get(PAGE).all("//tbody/tr")) == 200
    assert f"{PAGE}2/" not in site.addresses()
    rows.contract("one-more")
    site = site_client()
    assert {f"{PAGE}2/", f"{PAGE}3/"} <= site.addresses().keys()
    shown = [site.get(url).all("//tbody//a/@href") for url in (PAGE, f"{PAGE}2/", f"{PAGE}3/")]
    assert [len(one) for one in shown] == [100, 100, 1]
    assert len({url for one in shown for url in one}) == 201
    site.get(f"{PAGE}4/", status=404)


def test_few_suppliers_stand_on_one_page_by_letter(rows: Rows, site_client: MakeSite) -> None:
    named = ["Zebra", "älpha", "24 Hours", "Alpine"]
    rows.contract(suppliers=[supplier(name, f"s-{number}") for number, name in enumerate(named)])
    page = site_client().get("/suppliers/")
    assert page.all("//tbody//a/text()") == ["älpha", "Alpine", "Zebra", "24 Hours"]
    assert page.links()["0 to 9"] == "#other"


def test_many_suppliers_have_a_page_for_each_letter(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(suppliers=[supplier(f"{'AB'[n % 2]} {n:03}") for n in range(210)])
    site = site_client()
    assert site.get("/suppliers/").links()["A"] == "/suppliers/by-name/a/"
    pages = [site.get(f"/suppliers/by-name/{key}/").all("//tbody//a/text()") for key in ("a", "a/2", "b", "b/2")]
    assert [len(page) for page in pages] == [100, 5, 100, 5]
    assert len({name for page in pages for name in page}) == 210
    site.get("/suppliers/by-name/c/", status=404)


def test_a_register_without_suppliers_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.edition()
    assert "No register that is published names a supplier yet." in site_client().get("/suppliers/").main


def test_no_page_of_a_supplier_tells_more_than_its_rows(rows: Rows, site_client: MakeSite) -> None:
    """A carer’s name that was taken out of its contract is gone from the suppliers, too."""
    one: Row = rows.contract(service=service(), suppliers=[supplier("Jane Quenby")])
    one.update(suppliers=[], supplier_words="REDACTED PERSONAL DATA")
    site = site_client()
    site.get("/suppliers/jane-quenby/", status=404)
    assert not [url for url, page in site.everything().items() if b"Quenby" in page or b"quenby" in page]
