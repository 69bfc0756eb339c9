"""Groups of suppliers: known by number or by name, with the source and the day; what they have together."""

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Rows, supplier

OWNED = {"group_name": "Northgate Group", "group_number": "07654321", "group_source": "Companies House"}


def test_suppliers_of_one_number_are_one_group_whatever_its_name_is(rows: Rows, site_client: MakeSite) -> None:
    first = supplier("Anchor", **OWNED, group_on="2026-01-31")
    second = supplier("Beacon", **{**OWNED, "group_name": "Northgate Holdings"}, group_on="2026-06-30")
    rows.contract("a", title="A", suppliers=[first], value_pence=10_000_00)
    rows.contract("b", title="B", suppliers=[first, second])
    rows.contract("c", title="C", suppliers=[supplier("Cedar")])
    site = site_client()
    page = site.get("/groups/07654321/")
    assert page.h1 == "Northgate Holdings"
    assert page.links()["look it up at Companies House"].endswith("/company/07654321")
    assert page.all("//main//ul[@class='eh-list']/li/a/text()") == ["Anchor", "Beacon"]
    assert "Known from: Companies House, 30 June 2026" in page.main
    assert page.all("//main//tbody//a/text()") == ["A", "B"]
    assert "2 contracts in force" in page.main
    assert site.get("/groups/").all("//main//tbody//a/@href") == ["/groups/07654321/"]
    assert site.get("/suppliers/anchor/").links()["Northgate Group"] == "/groups/07654321/"


def test_without_a_number_the_name_is_the_group(rows: Rows, site_client: MakeSite) -> None:
    names = {"Anchor": "The Kite & Co.", "Beacon": "the kite & co"}
    for name, group in names.items():
        rows.contract(name, suppliers=[supplier(name, group_name=group, group_source="Its letter")])
    page = site_client().get("/groups/the-kite-co/")
    assert page.all("//main//ul[@class='eh-list']/li/a/text()") == ["Anchor", "Beacon"]


def test_who_belongs_to_nobody_is_on_no_list(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    assert "Of no supplier is it known" in site_client().get("/groups/").main


def test_the_address_of_a_group_that_was_renamed_says_where_it_went(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("a", period=BEFORE, suppliers=[supplier("Anchor", group_name="Kite", group_source="Its letter")])
    rows.contract("a", suppliers=[supplier("Anchor", **OWNED)])
    site = site_client()
    page = site.get("/groups/kite/")
    assert page.h1 == "Kite"
    assert "Nothing is listed here any more" in page.main
    assert "are now part of Northgate Group" in page.main
    assert page.links()["Northgate Group"] == "/groups/07654321/"
    assert page.links()["Anchor"] == "/suppliers/anchor/"
    assert "/groups/kite/" in site.addresses()
    assert site.get("/groups/").all("//main//tbody//a/@href") == ["/groups/07654321/"]
    site.get("/groups/kite/2/", 404)


def test_one_that_nobody_is_part_of_any_more_answers_also_by_a_contract_that_ended(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("ended", period=BEFORE, suppliers=[supplier("Anchor", **OWNED)])
    rows.contract("goes-on", suppliers=[supplier("Anchor")])
    page = site_client().get("/groups/07654321/")
    assert page.h1 == "Northgate Group"
    assert "are now part of" not in page.main
    assert page.links()["Anchor"] == "/suppliers/anchor/"


def test_a_take_down_leaves_nothing_of_a_group(rows: Rows, site_client: MakeSite) -> None:
    for period in (BEFORE, "2026-27-Q2"):
        rows.contract("a", period=period, suppliers=[supplier("Anchor", group_name="Kite")])
        rows.contract("b", period=period)
    assert "/groups/kite/" in site_client().addresses()
    rows.remove("a", on="2026-11-04", reason="A court order")
    site = site_client()
    assert not [url for url in site.addresses() if "kite" in url or "anchor" in url]
    site.get("/groups/kite/", 404)
