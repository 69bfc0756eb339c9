"""The files of an edition beside contracts.csv: each opened by somebody else’s library, and their checksums."""

import csv
import hashlib
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from models.public.record import write_record
from portal.publishing.building import build
from portal.publishing.csv_columns import COLUMNS
from portal.publishing.open_data import kinds
from portal.publishing.open_data.book import NOT_IN_XML, NUMBER, Book, Drawer, numbered
from portal.publishing.open_data.frame import Frame, parts_of
from portal.publishing.open_data.zipped import piece
from portal.publishing.site import Site
from portal.publishing.slots import Folder
from portal.register.validation.validating import validate
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Rows, supplier
from tests.portal.publishing.whole_site import fill

HERE = "/data/2026-27-q2/fairshire/"
PREFIX = "ocds-a1b2c3"
ALL = {
    "contracts.csv",
    "contracts-schema.csv",
    "contracts.xlsx",
    "foi.csv",
    "section-35.csv",
    "ocds.json",
    "datapackage.json",
}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_workbook_has_days_that_are_days_money_that_is_money_and_no_formula(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract(title="=1+1", description="<two>\nlines & “quotes”\x07", value_pence=2_512_345, places=6)
    content = site_client().bytes_at(f"{HERE}contracts.xlsx")
    book = python_calamine.load_workbook(io.BytesIO(content))
    header, row = book.get_sheet_by_index(0).to_python()
    assert header == [column.name for column in COLUMNS]
    found = dict(zip(header, row, strict=True))
    assert (found["StartDate"], found["ContractValue"], found["Places"]) == (date(2024, 4, 1), 25123.45, 6)
    assert (found["ContractTitle"], found["Description"]) == ("'=1+1", "<two>\nlines & “quotes”")
    assert b"<f>" not in content
    assert not validate(content, "guide").counts["note"] - len(COLUMNS) + 39, "the validator knows the template in it"


NAMES = [column.name for column in COLUMNS]
FRAME = Frame(NAMES, parts_of(NAMES))
TEXTS = st.sampled_from(
    ["", "plain", "Smith & Sons <Ltd>", " spaces ", "two\nlines", "\ttab", "no\x07bell", "a | b|", "“é”\xa0"]
)


@given(st.lists(TEXTS, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_a_row_of_the_workbook_is_its_cells_each_drawn_by_itself(texts: list[str]) -> None:
    names = [column.name for column in COLUMNS]
    cells = [text if kinds.kind_of(name) == "text" else "" for name, text in zip(names, texts, strict=True)]
    filled = tuple(at for at, cell in enumerate(cells) if cell)
    drawer = Drawer(FRAME, 0)
    row = drawer.drawn(cells, filled)
    assert row == "".join(drawer.drawn(cells, (at,)) for at in filled)
    read = ElementTree.fromstring(f"<row>{row.replace(NUMBER, '7')}</row>").iter("t")
    assert [cell.text or "" for cell in read] == [NOT_IN_XML.sub("", cells[at]) for at in filled]


def test_the_same_rows_always_make_the_same_workbook() -> None:
    assert workbook([b"<c/>"]) == workbook([b"<c/>"])


def workbook(rows: list[bytes]) -> bytes:
    file = io.BytesIO()
    with Book(Frame(NAMES, parts_of(NAMES)), file) as book:
        book.add(piece(numbered(rows, 2)))
    return file.getvalue()


def test_every_kind_of_cell_is_of_a_column_that_there_is() -> None:
    names = {column.name for column in COLUMNS}
    assert {*kinds.DAYS, *kinds.MONEY, *kinds.NUMBERS, *kinds.FLAGS} <= names
    days = {name for name in names if re.search(r"Dates?$", name)}
    assert {name for name in names if kinds.kind_of(name) == "day"} == days


def test_the_machine_schema_has_a_file_of_its_own_that_fits_it(rows: Rows, site_client: MakeSite) -> None:
    known = {"department": "Care", "description": "Homes", "review_on": "2027-01-01", "irrecoverable_vat_pence": 0}
    part = supplier("Oak", sme="yes", vcse="yes", vcse_kind="Voluntary sector", charity_number="1090095",
                    charity_register="CCEW")  # fmt: skip
    rows.contract(**known, process="tender", suppliers=[part])
    rows.contract("other", **known, process="other", suppliers=[part | {"vcse_kind": "Community Interest Company"}])
    content = site_client().bytes_at(f"{HERE}contracts-schema.csv")
    assert len(table(content)[0]) == 38
    (left,) = validate(content, "schema").faults
    assert (left.column, left.problem) == ("ProcessType", "an empty cell in a column that must be filled in")
    assert [row["VCSESupplierType"] for row in table(content)] == ["Voluntary sector", ""]


@pytest.mark.parametrize(
    ("arrangement", "said"), [("framework", "Framework without its own value"), ("call_off", "Entered as £1")]
)
def test_a_pound_of_a_framework_is_in_no_column_that_somebody_adds_up(
    rows: Rows, site_client: MakeSite, arrangement: str, said: str
) -> None:
    rows.contract(arrangement=arrangement, value_kind="nominal", value_pence=100, extension_months=1)
    (row,) = table(site_client().bytes_at(f"{HERE}foi.csv"))
    assert (row["Total contract value"], row["Annual contract value"], row["Value in words"]) == ("", "", said)
    assert row["Extension options"] == "1 month"


def test_foi_columns_stand_in_their_order_with_one_row_a_contract(rows: Rows, site_client: MakeSite) -> None:
    oak = [supplier("Oak", lot=lot) for lot in ("1", "2")]
    rows.contract(suppliers=[*oak, supplier("Elm")], extension_months=12, contact="Ann Lee")
    (row,) = table(site_client().bytes_at(f"{HERE}foi.csv"))
    assert list(row)[:8] == [
        "Contract reference", "Contract title", "Procurement category", "Supplier name", "Total contract value",
        "Annual contract value", "Value in words", "Duration in months",
    ]  # fmt: skip
    assert (row["Supplier name"], row["Annual contract value"], row["Total contract value"]) == (
        "Oak | Elm", "480000.00", "",
    )  # fmt: skip
    assert (row["Duration in months"], row["Extension options"]) == ("36", "12 months")
    assert row["Contract owner"] == "Ann Lee"


def test_section_35_stands_for_authorities_of_scotland_alone_and_is_right(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(awarded_on="2024-03-01", extension_months=0)
    rows.contract("open", awarded_on="2024-03-01", ends_on=None, ends_note="When the last child leaves",
                  extension_months=24)  # fmt: skip
    assert f"{HERE}section-35.csv" not in site_client().addresses()
    rows.authority(nation="S")
    content = site_client().bytes_at(f"{HERE}section-35.csv")
    assert not validate(content, "scotland").faults
    first, second = table(content)
    assert (first["Date of Award"], first["Extension Period Option"]) == ("01/03/2024", "None")
    assert (second["End Date"], second["Extension Period Option"]) == ("When the last child leaves", "24 months")


def test_descriptions_for_programs_name_every_column_and_file(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    content = client.bytes_at(f"{HERE}contracts.csv")
    package = json.loads(client.bytes_at(f"{HERE}datapackage.json"))
    first = package["resources"][0]
    assert (first["bytes"], first["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    described = [field["name"] for field in first["schema"]["fields"]]
    metadata = json.loads(client.bytes_at(f"{HERE}contracts.csv-metadata.json"))
    assert described == [column["titles"] for column in metadata["tableSchema"]["columns"]]
    assert described == list(table(content)[0])
    assert metadata["url"] == "contracts.csv"
    for resource in package["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert client.bytes_at(f"{HERE}{resource['path']}")


def test_without_a_prefix_there_is_no_ocds_file_and_words_say_why(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    why = "has not been given a prefix for its identifiers by the Open Contracting Partnership"
    assert f"{HERE}ocds.json" not in client.addresses()
    assert why in client.get("/data/").text
    assert why in json.loads(client.bytes_at(f"{HERE}datapackage.json"))["description"]
    assert why not in site_client(ocid_prefix=PREFIX).get("/data/").text


REQUIRED = {
    "package": {"uri", "publisher", "publishedDate", "releases", "version"},
    "release": {"ocid", "id", "date", "tag", "initiationType"},
}
TAGS = set(
    "planning planningUpdate tender tenderAmendment tenderUpdate tenderCancellation award awardUpdate "
    "awardCancellation contract contractUpdate contractAmendment implementation implementationUpdate "
    "contractTermination compiled".split()
)
STATUSES = {"pending", "active", "cancelled", "terminated"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def hold_to_the_standard(package: dict[str, Any]) -> None:
    """What the schemas of the tag 1__1__5 require, and their closed lists, by hand."""
    assert REQUIRED["package"] <= package.keys()
    assert (package["version"], package["publisher"]["name"] != "") == ("1.1", True)
    assert INSTANT.fullmatch(package["publishedDate"])
    ids = [(one["ocid"], one["id"]) for one in package["releases"]]
    assert len(ids) == len(set(ids))
    for release in package["releases"]:
        assert REQUIRED["release"] <= release.keys()
        assert release["initiationType"] == "tender"
        assert release["tag"]
        assert set(release["tag"]) <= TAGS
        assert INSTANT.fullmatch(release["date"])
        parties = {party["id"] for party in release["parties"]}
        assert len(parties) == len(release["parties"])
        assert release["buyer"]["id"] in parties
        awards = {award["id"] for award in release["awards"]}
        assert {one["id"] for award in release["awards"] for one in award.get("suppliers", [])} <= parties
        for contract in release["contracts"]:
            assert contract["awardID"] in awards
            assert contract["status"] in STATUSES
            assert all(INSTANT.fullmatch(day) for day in contract.get("period", {}).values())
            assert all(one["id"] and one["dueDate"] for one in contract.get("milestones", []))
        assert "" not in json.loads(json.dumps(list(_leaves(release))))


def _leaves(value: Any) -> Any:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _leaves(one)
    else:
        yield value


def releases(client: Any, quarter: str) -> dict[str, Any]:
    package = json.loads(client.bytes_at(f"/data/{quarter}/fairshire/ocds.json"))
    hold_to_the_standard(package)
    return {one["tender"]["id"]: one for one in package["releases"]}


def test_ocds_releases_are_the_history_of_what_changed(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("same", period=BEFORE)
    rows.contract("same")
    rows.contract("extended", period=BEFORE)
    rows.contract("extended", ends_on="2028-03-31", last_possible_end="2028-03-31")
    rows.contract("renamed", period=BEFORE)
    rows.contract("renamed", title="Another title")
    rows.contract("over", period=BEFORE, ends_on="2026-06-30", last_possible_end="2026-09-30")
    rows.contract("dropped", period=BEFORE)
    rows.contract("won", period=BEFORE, suppliers=[])
    rows.contract("won", suppliers=[supplier("Oak", company_number="01234567", sme="yes", vcse="no")])
    rows.contract("new", starts_on="2026-11-01", value_kind="whole", irrecoverable_vat_pence=100,
                  review_on="2027-01-01", ocid="ocds-b5fd17-77")  # fmt: skip
    client = site_client(ocid_prefix=PREFIX)
    first, second = releases(client, "2026-27-q1"), releases(client, "2026-27-q2")
    assert {tuple(one["tag"]) for one in first.values()} == {("tender", "award", "contract")}
    assert {slug: one["tag"] for slug, one in second.items()} == {
        "extended": ["contractAmendment"],
        "renamed": ["tenderUpdate", "awardUpdate", "contractUpdate"],
        "won": ["awardUpdate"],
        "new": ["tender", "award", "contract"],
    }
    assert (second["renamed"]["ocid"], second["new"]["ocid"]) == (f"{PREFIX}-fairshire-renamed", "ocds-b5fd17-77")
    new, won = second["new"]["contracts"][0], second["won"]["parties"][1]
    assert (new["status"], new["value"]) == (
        "pending", {"amount": 480000.0, "currency": "GBP", "amountGross": 480001.0},
    )  # fmt: skip
    assert (won["id"], won["details"]) == ("GB-COH-01234567", {"scale": "sme", "vcse": False})
    assert first["over"]["contracts"][0]["status"] == "terminated"


def test_a_contract_that_ends_is_terminated_once_and_a_correction_gets_another_release(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("over", period="2025-26-Q4", ends_on="2026-06-30", last_possible_end="2026-06-30")
    rows.contract("over", period=BEFORE, ends_on="2026-06-30", last_possible_end="2026-06-30")
    now = rows.contract("other")
    client = site_client(ocid_prefix=PREFIX)
    assert releases(client, "2026-27-q1")["over"]["tag"] == ["contractTermination"]
    before = releases(client, "2026-27-q2")
    assert set(before) == {"other"}
    now["title"] = "Corrected"
    after = releases(site_client(ocid_prefix=PREFIX), "2026-27-q2")
    assert after["other"]["id"] != before["other"]["id"]


def test_a_whole_site_has_every_file_with_its_checksum_and_a_second_build_writes_nothing(tmp_path: Path) -> None:
    rows = fill(Rows())
    rows.authority(nation="S")
    write_record(tmp_path / "record.sqlite", rows.record())
    site = Site("Fairshire", tmp_path / "record.sqlite", "https://c.example", ocid_prefix=PREFIX)
    outcome = build(site, Folder(tmp_path / "out"), processes=1)
    assert not outcome.failures
    folder = tmp_path / "out" / HERE.strip("/")
    sums = dict(reversed(line.split("  ")) for line in (folder / "sha256sums.txt").read_text().splitlines())
    assert sums.keys() == ALL | {"contracts.csv-metadata.json"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    hold_to_the_standard(json.loads((folder / "ocds.json").read_text()))
    again = build(site, Folder(tmp_path / "out"), processes=1)
    assert (again.counts.written, again.counts.removed) == (0, 0)


def test_a_wrong_cell_fails_the_build_with_its_row_and_nothing_is_switched(tmp_path: Path) -> None:
    rows = Rows()
    rows.contract("a")
    rows.contract("b", starts_on="2024-02-30")
    write_record(tmp_path / "record.sqlite", rows.record())
    outcome = build(Site("F", tmp_path / "record.sqlite", "https://c.example"), Folder(tmp_path / "out"), processes=1)
    said = outcome.failures[f"{HERE}contracts.csv"]
    assert "row 3, StartDate: no such day (“30/02/2024”)" in said
    assert not (tmp_path / "out" / "index.html").exists()


@pytest.mark.parametrize("name", ["nothing.csv", "ocds.json", "section-35.csv"])
def test_a_file_that_an_edition_has_not_is_not_found(rows: Rows, site_client: MakeSite, name: str) -> None:
    rows.contract()
    client = site_client()
    client.get(f"{HERE}{name}", 404)
    client.get(f"/data/2026-27-q3/fairshire/{name}", 404)
