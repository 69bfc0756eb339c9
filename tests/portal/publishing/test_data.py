"""The files to take away: contracts.csv in the LGA’s order and formats, the record, their index and checksums."""

import csv
import hashlib
import io
import re
from typing import Any

import pytest

from portal.publishing.csv_columns import COLUMNS, LGA, OURS
from portal.register import columns as importer
from portal.releasing.rows import ContractFacts, SupplierPart
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows, revised, service, supplier
from tests.portal.publishing.site_client import SiteClient

FILE = "/data/2026-27-q2/fairshire/contracts.csv"

TEMPLATE = (
    "OrganisationLabel OrganisationURI EffectiveDate ContractReference OpenContractingID ContractTitle ContractType "
    "OrganisationalUnit ServiceCategoryLabel ServiceCategoryURI Description ProcurementCategory CPVLabel CPVCode "
    "ProclassLabel ProclassCode StartDate EndDate ReviewDate LastExtensionDate ContractValue FixedCost "
    "IrrecoverableVAT SupplierName CompaniesHouseRegistrationNumber CharityCommissionNumber OtherSupplierID "
    "SMESupplier VCSESupplier VCSESupplierType ContactName ContactEmail ContactURL ProcessType TenderDocumentURL "
    "ContractDocumentURL PerformanceInformationURL AreaServedLabel AreaServedURI"
).split()
"""The fields of the LGA’s Contracts.json in its order, with the effective date where the guidance has it."""


def table(client: SiteClient, url: str = FILE) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.bytes_at(url).decode("utf-8-sig"), newline="")))


def row(client: SiteClient) -> dict[str, str]:
    (only,) = table(client)
    return only


def test_columns_stand_in_the_order_of_the_template_and_ours_come_after(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    content = site_client().bytes_at(FILE)
    assert content.startswith(b"\xef\xbb\xbfOrganisationLabel,")
    header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert header[: len(TEMPLATE)] == TEMPLATE == [column.name for column in LGA]
    assert header[len(TEMPLATE) :] == [column.name for column in OURS]


def test_days_money_and_flags_have_the_formats_of_the_guidance(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(
        starts_on="2024-04-01", ends_on="2027-03-31", review_on="2026-10-05", value_pence=2_512_300,
        irrecoverable_vat_pence=0, fixed_cost="yes", extension_months=12, last_possible_end="2028-03-31",
        process="tender", suppliers=[supplier("Harbour", sme="yes", vcse="no", value_pence=5)],
    )  # fmt: skip
    found = row(site_client())
    assert (found["StartDate"], found["EndDate"], found["ReviewDate"]) == ("01/04/2024", "31/03/2027", "05/10/2026")
    assert (found["ContractValue"], found["IrrecoverableVAT"], found["AwardValue"]) == ("25123.00", "0.00", "0.05")
    assert (found["FixedCost"], found["SMESupplier"], found["VCSESupplier"]) == ("Yes", "Yes", "No")
    assert (found["EffectiveDate"], found["LastExtensionDate"]) == ("30/09/2026", "31/03/2028")
    assert found["ProcessType"] == "Published invitation to tender"


def test_what_is_not_known_is_an_empty_cell(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(reference="", starts_on=None, ends_on=None, last_possible_end=None, value_pence=None,
                  value_kind="unknown", suppliers=[])  # fmt: skip
    found = row(site_client())
    filled = {name for name, cell in found.items() if cell}
    always = {"OrganisationLabel", "EffectiveDate", "ContractTitle", "ContractType", "Page", "ValueKind", "Arrangement"}
    assert filled == always


def test_an_award_is_a_row_and_the_page_says_which_belong_together(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("fw", suppliers=[supplier("Oak", lot="1", value_pence=100), supplier("Elm", lot="2")])
    first, second = table(site_client())
    assert (first["SupplierName"], first["Lot"], first["AwardValue"]) == ("Oak", "1", "1.00")
    assert (second["SupplierName"], second["Lot"], second["AwardValue"]) == ("Elm", "2", "")
    assert first["Page"] == second["Page"] == "https://contracts.fairshire.example/contracts/fairshire/fw/"
    assert first["ContractValue"] == second["ContractValue"]
    assert first["ContractType"] == "Multiple award contract"


@pytest.mark.parametrize(
    ("arrangement", "said"),
    [("framework", "Framework agreement"), ("open_framework", "Framework agreement"), ("grant", "Grant agreement"),
     ("dynamic_market", "Dynamic purchasing system"), ("call_off_direct", "Single award contract"), ("", "")],
)  # fmt: skip
def test_the_kind_of_contract_is_said_in_the_words_of_the_template(
    rows: Rows, site_client: MakeSite, arrangement: str, said: str
) -> None:
    rows.contract(arrangement=arrangement)
    assert row(site_client())["ContractType"] == said


def test_redactions_stand_in_the_exact_words_of_the_code(rows: Rows, site_client: MakeSite) -> None:
    words = "REDACTED COMMERCIAL CONFIDENTIALITY"
    rows.contract(value_pence=None, value_kind="unknown", value_words=words, suppliers=[],
                  supplier_words="REDACTED PERSONAL DATA")  # fmt: skip
    found = row(site_client())
    assert (found["SupplierName"], found["SupplierNote"]) == ("REDACTED PERSONAL DATA",) * 2
    assert (found["ContractValue"], found["ValueNote"]) == ("", words)


def test_a_nominal_value_says_that_it_is_nominal(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(arrangement="framework", value_pence=100, value_kind="nominal")
    found = row(site_client())
    assert (found["ContractValue"], found["ValueKind"]) == ("1.00", "Nominal")


FORMULAS = [
    "=1+1",
    "+44 1632",
    "-5",
    "@SUM(A1)",
    "|calc",
    "%1",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "  =1",
    "\u200b=1",
    "'=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_run_as_a_formula(rows: Rows, site_client: MakeSite, text: str) -> None:
    names = [name for name, kind in ContractFacts.__annotations__.items() if kind == "str"]
    own = ("slug", "arrangement", "volume", "payment", "value_kind", "process", "fixed_cost")
    facts = {name: text for name in names if name not in own}
    rows.authority(name=text)
    rows.contract(**facts, service=service(text, "key"), suppliers=[supplier(text, slug="s", vcse_kind=text, lot=text)])
    for name, cell in row(site_client()).items():
        assert not cell or cell[0] == "'" or re.match(r"[A-Za-z0-9]", cell), name


def test_a_call_off_names_the_framework_of_its_own_authority_alone(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("fw", arrangement="framework", reference="FW-1")
    rows.call_off("off", "fw")
    rows.contract("theirs", arrangement="call_off", within={"authority": "westmoor", "slug": "w"})
    found = {one["ContractReference"]: one for one in table(site_client())}
    assert found["FC-OFF"]["FrameworkReference"] == "FW-1"
    assert found["FC-OFF"]["FrameworkPage"].endswith("/contracts/fairshire/fw/")
    assert found["FC-THEIRS"]["FrameworkReference"] == ""


@pytest.mark.parametrize(("register", "said"), [("CCEW", "1090095"), ("OSCR", "SC042386"), ("CCNI", "NIC100019")])
def test_a_charity_number_says_of_which_register_it_is(
    rows: Rows, site_client: MakeSite, register: str, said: str
) -> None:
    number = said.removeprefix("NIC")
    rows.contract(suppliers=[supplier("Harbour", charity_number=number, charity_register=register)])
    assert row(site_client())["CharityCommissionNumber"] == said


def test_every_public_field_of_a_contract_stands_in_the_file(rows: Rows, site_client: MakeSite) -> None:
    marks: dict[str, Any] = {"starts_on": "2011-01-01", "ends_on": "2031-01-02", "awarded_on": "2011-01-03"}
    marks |= {"review_on": "2027-01-04", "break_on": "2027-01-05", "last_end_on": "2033-01-06"}
    marks |= {
        "extension_months": 17,
        "value_pence": 91_100,
        "irrecoverable_vat_pence": 92_200,
        "places": 93,
        "lots": 94,
    }
    words = {"arrangement": "open_framework", "volume": "cost_and_volume", "payment": "sliding_scale"}
    words |= {"process": "quote", "fixed_cost": "no", "value_kind": "yearly"}
    facts = {name: f"said of {name}" for name in ContractFacts.__annotations__} | marks | words
    part = {name: f"said of the {name}" for name in SupplierPart.__annotations__}
    part |= {"sme": "no", "vcse": "yes", "local": "yes", "charity_register": "CCNI", "value_pence": 95, "formerly": []}
    part |= {"group_on": "2021-02-07", "awarded_on": "2022-02-08"}
    extension = {"months": None, "was_ends_on": "2030-03-09", "ends_on": "2031-01-02", "decided_on": "2030-03-10"}
    rows.contract(**facts, suppliers=[part], extensions=[extension], users=[{"slug": "w", "name": "Westmoor"}],
                  buyers=[{"slug": "e", "name": "Eastmoor"}],
                  service=service("A service"))  # fmt: skip
    (line,) = site_client().bytes_at(FILE).decode("utf-8-sig").splitlines()[1:]
    dated = {name: "/".join(reversed(str(day).split("-"))) for name, day in marks.items() if name.endswith("_on")}
    numbers = {"value_pence": "911.00", "irrecoverable_vat_pence": "922.00", "extension_months": "17"}
    said = facts | dated | numbers | {"arrangement": "Open framework", "volume": "Cost and volume"}
    said |= {"payment": "Sliding scale", "process": "Invitation to quote", "fixed_cost": "No", "value_kind": "Yearly"}
    said |= {f"of the supplier: {name}": text for name, text in part.items() if str(text).startswith("said")}
    said |= {
        "group": "07/02/2021",
        "awarded": "08/02/2022",
        "share": "0.95",
        "users": "Westmoor",
        "buyers": "Eastmoor",
        "of": "A service",
    }
    said |= {"extension": "09/03/2030 to 02/01/2031, decided 10/03/2030", "places": "93", "lots": "94"}
    missing = {name: text for name, text in said.items() if str(text) not in line}
    assert not missing


def test_the_importer_knows_every_column_that_is_ever_filled() -> None:
    known = {heading for family in (importer.LGA, importer.OURS) for one in family.values() for heading in one}
    assert not [column.name for column in COLUMNS if column.name not in known]


def test_every_column_says_what_stands_in_it() -> None:
    assert all(column.says.endswith(".") for column in COLUMNS)
    assert all(column.blank.startswith("Always") for column in COLUMNS if not column.is_filled)


def test_the_index_lists_every_file_with_what_is_in_it(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("fw", suppliers=[supplier("Oak"), supplier("Elm")])
    rows.contract("old", period="2026-27-Q1")
    rows.contract("w", authority="westmoor")
    client = site_client()
    page = client.get("/data/")
    files = [url for url in client.addresses() if url.startswith("/data/") and url.endswith(("s.csv", ".sqlite"))]
    assert len(files) == 4
    for url in files:
        assert url in page.links().values()
        assert hashlib.sha256(client.bytes_at(url)).hexdigest() in page.main
    assert page.all("//tr[.//a[contains(@href, 'q2/fairshire')]]/td/text()")[:2] == ["1", "2"], "one contract, two rows"


def test_checksums_are_those_of_the_files(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    lines = client.bytes_at("/data/sha256sums.txt").decode().splitlines()
    assert len(lines) == 2
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256(client.bytes_at(f"/data/{name}")).hexdigest() == digest


def test_the_record_is_sent_as_it_is_and_as_a_stream(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    answer = client.browser.get("/data/record.sqlite")
    assert answer.is_streamed
    assert answer.data == client.app.extensions["site"].record.read_bytes()
    answer.close()


def test_the_mark_of_a_file_changes_with_what_stands_in_it_and_with_nothing_else(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("old", period="2026-27-Q1")
    rows.contract()
    rows.contract("fw", arrangement="framework", reference="FW-1")
    off = rows.call_off("off", "fw")
    framework = rows.edition()["rows"]["contract"][0]
    before = site_client().addresses()
    old = "/data/2026-27-q1/fairshire/contracts.csv"
    revised(rows.edition(), "A wrong title.", "2026-11-02")
    off["title"] = "Another title"
    after = site_client().addresses()
    assert after[FILE] != before[FILE]
    assert after[old] == before[old]
    assert after["/data/"] != before["/data/"]
    assert after["/data/record.sqlite"] != before["/data/record.sqlite"]
    next(one for one in rows.edition()["rows"]["contract"] if one["slug"] == "fw")["reference"] = "FW-2"
    assert site_client().addresses()[FILE] != after[FILE]
    assert framework in rows.edition()["rows"]["contract"]


def test_a_quarter_that_nobody_closed_has_no_file(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    for url in ("/data/2026-27-Q2/fairshire/contracts.csv", "/data/2026-27-q2/westmoor/contracts.csv"):
        client.get(url, 404)
