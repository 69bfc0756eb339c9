"""The files that stand beside contracts.csv, each with what it is called, what it is for, and how it is made."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.public import record
from portal.publishing import tables
from portal.publishing.csv_columns import COLUMNS
from portal.publishing.open_data import describing, lists, ocds, schema_table
from portal.publishing.open_data.book import book
from portal.publishing.register import Edition, Register
from portal.publishing.site import Site
from portal.publishing.tables import Facts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NO_OCDS = "There is no OCDS release package: {why}."
NO_PREFIX = "this register has not been given a prefix for its identifiers by the Open Contracting Partnership"
NO_ADDRESS = "this site does not know the address that it stands at"


@dataclass(frozen=True)
class Asked:
    """An edition of which a file is wanted, and where it is published. `contracts`: gives its contracts.csv, `facts`
    what there is to know of that."""

    of: Register
    edition: Edition
    site: Site
    contracts: Callable[[], bytes]
    facts: Callable[[], Facts]

    @property
    def authority(self) -> str:
        return tables.name(self.of, self.edition)


@dataclass(frozen=True)
class File:
    """`history`: whether earlier editions of the authority count in what stands in it, too."""

    name: str
    title: str
    mimetype: str
    make: Callable[[Asked], bytes]
    history: bool = False


def _cells(asked: Asked) -> Iterator[list[str]]:
    """The rows of contracts.csv."""
    text = io.TextIOWrapper(io.BytesIO(asked.contracts()), "utf-8-sig", newline="")
    rows = csv.reader(text)
    next(rows)
    yield from rows


def _book(asked: Asked) -> bytes:
    return book([column.name for column in COLUMNS], _cells(asked))


def _package(asked: Asked) -> bytes:
    others = [(one.name, one.title) for one in files_of(asked.of, asked.edition, asked.site) if one is not PACKAGE]
    note = no_ocds(asked.site)
    return describing.data_package(asked.edition, asked.authority, asked.facts(), others, note, asked.site.url)


BOOK = File("contracts.xlsx", "the same as a workbook (XLSX)", XLSX, _book)
SCHEMA = File(
    "contracts-schema.csv", "the columns of the LGA’s machine schema alone (CSV)", "text/csv",
    lambda asked: schema_table.table(_cells(asked)),
)  # fmt: skip
FOI = File(
    "foi.csv", "the columns of the usual FOI request, one row a contract (CSV)", "text/csv",
    lambda asked: lists.table(lists.FOI, asked.of.rows(asked.edition)),
)  # fmt: skip
SECTION_35 = File(
    "section-35.csv", "the contents of section 35 of the Procurement Reform (Scotland) Act 2014 (CSV)", "text/csv",
    lambda asked: lists.table(lists.SECTION_35, asked.of.rows(asked.edition)),
)  # fmt: skip
OCDS = File(
    "ocds.json", "what this edition changed, as an OCDS 1.1 release package (JSON)", "application/json",
    lambda asked: ocds.package(asked.of, asked.edition, asked.site), history=True,
)  # fmt: skip
PACKAGE = File("datapackage.json", "Frictionless description of these files (JSON)", "application/json", _package)
CSVW = File(
    "contracts.csv-metadata.json", "CSV on the Web description of contracts.csv (JSON)", "application/json",
    lambda asked: describing.csvw(asked.edition, asked.authority, asked.site.url),
)  # fmt: skip


def files_of(of: Register, edition: Edition, site: Site) -> list[File]:
    """Those that an edition has."""
    scottish = nation(of, edition) == "S"
    found = [BOOK, SCHEMA, FOI, *([SECTION_35] if scottish else []), *([OCDS] if ocds.is_possible(site) else [])]
    return [*found, PACKAGE, CSVW]


def nation(of: Register, edition: Edition) -> str:
    """Of the authority, as the edition has it."""
    rows = of.other(record.Authority, edition)
    return str((rows[0] if rows else of.authorities[edition.authority])["nation"])


def no_ocds(site: Site) -> str:
    """Why there is no OCDS file, in words; “” where there is one."""
    if ocds.is_possible(site):
        return ""
    return NO_OCDS.format(why=NO_ADDRESS if site.ocid_prefix else NO_PREFIX)


def url_of(edition: Edition, name: str) -> str:
    """/data/2026-27-q2/fairshire/contracts.xlsx"""
    return f"/data/{edition.quarter}/{edition.authority}/{name}"
