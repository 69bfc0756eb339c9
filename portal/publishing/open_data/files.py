"""The files that stand beside contracts.csv, each with what it is called, what it is for, and how it is made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from portal.publishing import tables
from portal.publishing.open_data import describing, making, ocds
from portal.publishing.open_data.making import Made
from portal.publishing.register import Edition, Register
from portal.publishing.site import Site
from portal.publishing.tables import Facts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NO_OCDS = "There is no OCDS release package: {why}."
NO_PREFIX = "this register has not been given a prefix for its identifiers by the Open Contracting Partnership"
NO_ADDRESS = "this site does not know the address that it stands at"


@dataclass(frozen=True)
class Asked:
    """An edition of which a file is wanted, and where it is published. `made`: gives the files that hold its contracts
    row by row, `facts` what there is to know of contracts.csv."""

    of: Register
    edition: Edition
    site: Site
    made: Callable[[], Made]
    facts: Callable[[], Facts]

    @property
    def authority(self) -> str:
        return tables.name(self.of, self.edition)


@dataclass(frozen=True)
class File:
    """`short`: what it is called in a row of many files. `history`: whether earlier editions of the authority count in
    what stands in it, too."""

    name: str
    title: str
    mimetype: str
    make: Callable[[Asked], Iterator[bytes]]
    short: str
    history: bool = False


def _one(content: bytes) -> Iterator[bytes]:
    return iter((content,))


def _package(asked: Asked) -> Iterator[bytes]:
    others = [(one.name, one.title) for one in files_of(asked.of, asked.edition, asked.site) if one is not PACKAGE]
    note = no_ocds(asked.site)
    return _one(describing.data_package(asked.edition, asked.authority, asked.facts(), others, note, asked.site.url))


def _rows(name: str, title: str, short: str, mimetype: str = "text/csv") -> File:
    """One that holds the contracts row by row."""
    return File(name, title, mimetype, lambda asked: asked.made().chunks(name), short)


BOOK = _rows(making.BOOK, "the same as a workbook (XLSX)", "workbook", XLSX)
SCHEMA = _rows(making.SCHEMA, "the columns of the LGA’s machine schema alone (CSV)", "machine schema")
FOI = _rows(making.FOI, "the columns of the usual FOI request, one row a contract (CSV)", "usual FOI request")
SECTION_35 = _rows(
    making.SECTION_35, "the contents of section 35 of the Procurement Reform (Scotland) Act 2014 (CSV)", "section 35"
)
OCDS = File(
    "ocds.json", "what this edition changed, as an OCDS 1.1 release package (JSON)", "application/json",
    lambda asked: ocds.package(asked.of, asked.edition, asked.site), "OCDS", history=True,
)  # fmt: skip
PACKAGE = File(
    "datapackage.json", "Frictionless description of these files (JSON)", "application/json", _package, "Frictionless"
)
CSVW = File(
    "contracts.csv-metadata.json", "CSV on the Web description of contracts.csv (JSON)", "application/json",
    lambda asked: _one(describing.csvw(asked.edition, asked.authority, asked.site.url)), "CSV on the Web",
)  # fmt: skip


def files_of(of: Register, edition: Edition, site: Site) -> list[File]:
    """Those that an edition has."""
    scottish = tables.nation(of, edition) == "S"
    found = [BOOK, SCHEMA, FOI, *([SECTION_35] if scottish else []), *([OCDS] if ocds.is_possible(site) else [])]
    return [*found, PACKAGE, CSVW]


def no_ocds(site: Site) -> str:
    """Why there is no OCDS file, in words; “” where there is one."""
    if ocds.is_possible(site):
        return ""
    return NO_OCDS.format(why=NO_ADDRESS if site.ocid_prefix else NO_PREFIX)


def url_of(edition: Edition, name: str) -> str:
    """/data/2026-27-q2/fairshire/contracts.xlsx"""
    return f"/data/{edition.quarter}/{edition.authority}/{name}"
