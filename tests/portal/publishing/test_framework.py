"""Frameworks: who may use one, its lots, what was called off, and what that is worth."""

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Row, Rows, supplier
from tests.portal.publishing.site_client import URL

PAGE = "/frameworks/fairshire/agencies/"
NOMINAL = {"arrangement": "framework", "value_pence": 100, "value_kind": "nominal"}


def agencies(rows: Rows, **facts: object) -> Row:
    return rows.contract("agencies", title="Agencies framework", **{**NOMINAL, **facts})


def test_its_page_shows_users_lots_and_call_offs(rows: Rows, site_client: MakeSite) -> None:
    users = [
        {"slug": "westmoor", "name": "Westmoor Borough Council"},
        {"slug": "elsewhere", "name": "Elsewhere Council"},
    ]
    agencies(
        rows,
        users=users,
        suppliers=[supplier("Penhallow", lot="1"), supplier("Tern", lot="2"), supplier("Penhallow", lot="2")],
    )
    rows.call_off("siblings", "agencies", title="Brothers and sisters", value_kind="whole", value_pence=120_000_000)
    rows.edition(authority="westmoor")
    page = site_client().get(PAGE)
    links = page.links()
    assert links["Westmoor Borough Council"] == "/authorities/westmoor/"
    assert "Elsewhere Council" in page.main
    assert "Elsewhere Council" not in links
    assert page.all("//h3/text()") == ["Lot 1", "Lot 2"]
    assert links["Brothers and sisters"] == "/contracts/fairshire/siblings/"
    assert "£1,200,000 spent under it so far from call-offs, over their whole length" in page.main
    assert "2 suppliers" in page.main
    assert "1 call-off that is published" in page.main


def test_its_nominal_value_stands_nowhere(rows: Rows, site_client: MakeSite) -> None:
    agencies(rows)
    site = site_client()
    page = site.get(PAGE)
    assert page.rows()["Its own value"] == "None: a framework without its own value"
    assert "Not published spent under it so far no call-off is published" in page.main
    for url in (PAGE, "/frameworks/", "/authorities/fairshire/", "/suppliers/harbour-young-people/"):
        assert "£1 " not in site.get(url).text


def test_call_offs_of_other_authorities_count_too(rows: Rows, site_client: MakeSite) -> None:
    agencies(rows)
    of = {"within": {"authority": "fairshire", "slug": "agencies"}, "arrangement": "call_off"}
    rows.contract("ours", authority="westmoor", value_kind="whole", value_pence=7_000_000, **of)
    rows.call_off("theirs", "agencies", value_kind="yearly", value_pence=9_000_000)
    page = site_client().get(PAGE)
    assert "from call-offs, over their whole length; 1 of 2 does not say what it comes to" in page.main
    assert "Westmoor Borough Council" in page.main


def test_without_call_offs_it_says_so(rows: Rows, site_client: MakeSite) -> None:
    agencies(rows)
    assert "No contract that is published was called off from it." in site_client().get(PAGE).main


def test_the_list_shows_those_in_force_by_their_end(rows: Rows, site_client: MakeSite) -> None:
    for slug, ends_on in (("later", "2029-03-31"), ("sooner", "2027-03-31"), ("endless", None)):
        rows.contract(slug, title=slug.capitalize(), ends_on=ends_on, **NOMINAL)
    rows.contract("gone", period=BEFORE, **NOMINAL)
    rows.edition(NOW)
    site = site_client()
    assert site.get("/frameworks/").all("//tbody//a/text()") == ["Sooner", "Later", "Endless"]
    assert "It is no longer in the register" in site.get("/frameworks/fairshire/gone/").main


def test_without_frameworks_the_list_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    site = site_client()
    assert "No framework stands in the newest registers." in site.get("/frameworks/").main
    site.get("/frameworks/fairshire/lodgings/", status=404)


def test_what_a_later_register_calls_a_framework_no_more_keeps_its_address(rows: Rows, site_client: MakeSite) -> None:
    agencies(rows, period=BEFORE)
    rows.contract("agencies", title="Agencies contract")
    rows.contract("never", period=BEFORE)
    rows.contract("never", title="It changed, too")
    site = site_client()
    assert {PAGE, "/contracts/fairshire/agencies/"} <= site.addresses().keys()
    assert "/frameworks/fairshire/never/" not in site.addresses()
    page = site.get(PAGE)
    assert page.h1 == "Agencies contract: a framework no more"
    assert page.links()["its page as a contract"] == "/contracts/fairshire/agencies/"
    assert page.all("//link[@rel='canonical']/@href") == [f"{URL}/contracts/fairshire/agencies/"]
    site.get("/frameworks/fairshire/never/", status=404)
    assert "Agencies contract" not in site.get("/frameworks/").main
