"""How complete a register is, said by itself: blanks, frameworks at £1, overdue reviews, the segments of the market."""

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import NOW, Rows, service, supplier
from tests.portal.publishing.site_client import SitePage

PAGE = "/about-the-data/completeness/2026-27-q2/fairshire/"
WHOLE = {
    "department": "Children", "description": "Rooms", "review_on": "2026-12-01", "irrecoverable_vat_pence": 0,
    "process": "tender", "suppliers": [supplier(sme="yes", vcse="no")],
}  # fmt: skip


def table(page: SitePage) -> dict[str, str]:
    """Head of each row of each table -> its cells."""
    return {
        " ".join("".join(row.xpath("th//text()")).split()): " ".join(
            " ".join("".join(cell.itertext()).split()) for cell in row.xpath("td")
        )
        for row in page.tree.xpath("//main//tbody/tr")
    }


def test_what_is_mandatory_and_blank_is_counted_column_by_column(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("whole", **WHOLE)
    rows.contract("bare", **{**WHOLE, "department": "", "value_pence": None, "value_kind": "unknown"})
    rows.contract("covered", **{**WHOLE, "suppliers": [], "supplier_words": "REDACTED PERSONAL DATA"})
    told = table(site_client().get(PAGE))
    assert told["Department OrganisationalUnit"] == "1 3 33%"
    assert told["Value ContractValue"] == "1 3 33%"
    assert told["Supplier SupplierName"] == "0 3 none"
    assert told["Small or medium supplier SMESupplier"] == "0 2 none"
    assert told["Charity number, of charities CharityCommissionNumber"] == "0 0 none"
    assert "2 contracts with nothing mandatory blank" in site_client().get(PAGE).main


def test_a_register_without_a_contract_has_nothing_to_be_blank(rows: Rows, site_client: MakeSite) -> None:
    rows.edition()
    page = site_client().get(PAGE)
    assert "holds no contract: there is nothing that could be blank" in page.main
    assert not page.tree.xpath("//main//table")


def test_a_charity_without_its_number_is_blank(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("a", suppliers=[supplier(vcse_kind="charity")])
    rows.contract("b", suppliers=[supplier(charity_register="CCEW", charity_number="1111111")])
    told = table(site_client().get(PAGE))
    assert told["Charity number, of charities CharityCommissionNumber"] == "1 2 50%"


def test_each_segment_says_which_frameworks_have_no_value_and_what_the_others_are_worth(
    rows: Rows, site_client: MakeSite
) -> None:
    placement = service("Fostering")
    rows.service("Fostering", segment="Placements")
    rows.contract("f", arrangement="framework", value_kind="nominal", value_pence=100, service=placement)
    rows.call_off("c", "f", service=placement)
    rows.contract("o", value_kind="whole", value_pence=618_000_000, service=placement)
    rows.contract("y", service=placement)
    rows.contract("none")
    told = table(site_client().get(PAGE))
    assert told["Placements"] == "4 1 1 2 £6.2m of 1"
    assert told["No segment is named"] == "1 0 0 1 not known"


def test_overdue_reviews_count_from_the_day_of_the_register(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("late", title="Late", review_on="2026-09-29")
    rows.contract("today", title="Today", review_on="2026-09-30")
    rows.contract("tomorrow", title="Tomorrow", review_on="2026-10-01")
    rows.contract("ended", title="Ended", ends_on="2026-09-29", last_possible_end=None)
    page = site_client().get(PAGE)
    assert page.all("//main//ul[@class='eh-list']/li/a/text()") == ["Late", "Today"]
    assert "2 review dates passed by 30 September 2026" in page.main
    passed = "30 September 2026this day has passed"
    assert site_client().get("/contracts/fairshire/today/").rows()["Next review"] == passed
    assert "1 contract ended before 30 September 2026 and was in force" in page.main


def test_every_edition_has_its_page_and_the_authority_leads_to_it(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("a", period="2026-27-Q1")
    rows.contract("a", period=NOW)
    site = site_client()
    assert {PAGE, PAGE.replace("q2", "q1")} <= site.addresses().keys()
    assert PAGE in site.get("/authorities/fairshire/").all("//main//a/@href")
