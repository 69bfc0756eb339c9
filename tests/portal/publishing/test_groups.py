"""Groups of suppliers: known by number or by name, with the source and the day; what they have together."""

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows, supplier

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
