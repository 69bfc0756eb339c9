"""What describes the files of an edition to programs: datapackage.json (Frictionless Data Package 1) and the metadata
that CSV on the Web (W3C, 2015) looks for beside a CSV file."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson

from portal.publishing.csv_columns import COLUMNS, Column
from portal.publishing.open_data.kinds import Kind, kind_of
from portal.publishing.register import Edition
from portal.publishing.tables import Facts

OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCE = {"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0", "path": OGL}

_FRICTIONLESS: dict[Kind, dict[str, Any]] = {
    "day": {"type": "date", "format": "%d/%m/%Y"},
    "money": {"type": "number"},
    "number": {"type": "integer"},
    "flag": {"type": "boolean", "trueValues": ["Yes"], "falseValues": ["No"]},
    "text": {"type": "string"},
}
_CSVW: dict[Kind, Any] = {
    "day": {"base": "date", "format": "dd/MM/yyyy"},
    "money": "decimal",
    "number": "integer",
    "flag": {"base": "boolean", "format": "Yes|No"},
    "text": "string",
}


def data_package(
    edition: Edition, authority: str, facts: Facts, others: Sequence[tuple[str, str]], note: str, address: str
) -> bytes:
    """datapackage.json. `others`: names of the other files with their titles; `note`: words about what is not there."""
    first = {
        "name": "contracts", "path": "contracts.csv", "title": "Contracts, one row an award",
        "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": facts.size, "hash": f"sha256:{facts.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {"fields": _fields(), "missingValues": [""]},
    }  # fmt: skip
    package = {
        "profile": "data-package",
        "name": f"contracts-{edition.authority}-{edition.quarter}",
        "title": f"Contracts register of {authority}, {edition.label}",
        "description": f"The contracts in force in {edition.label}. {note}".strip(),
        "version": str(edition.revision),
        "created": f"{edition.closed_at}Z",
        **({"homepage": f"{address}/register/{edition.quarter}/"} if address else {}),
        "licenses": [LICENCE],
        "resources": [first, *(_other(name, title) for name, title in others)],
    }
    return _json(package)


@cache
def _fields() -> list[dict[str, Any]]:
    return [
        {"name": column.name, "description": _described(column), **_FRICTIONLESS[kind_of(column.name)]}
        for column in COLUMNS
    ]


@cache
def _columns() -> list[dict[str, Any]]:
    return [
        {
            "name": column.name, "titles": column.name, "dc:description": _described(column),
            "datatype": _CSVW[kind_of(column.name)],
        }
        for column in COLUMNS
    ]  # fmt: skip


def _described(column: Column) -> str:
    return f"{column.says} {column.blank}".strip()


def _other(name: str, title: str) -> dict[str, str]:
    stem, _, kind = name.rpartition(".")
    own = stem.replace("_", "-") if kind == "csv" else f"{stem}-{kind}"
    return {"name": own, "path": name, "title": title, "format": kind}


def csvw(edition: Edition, authority: str, address: str) -> bytes:
    """contracts.csv-metadata.json: what a reader of CSV on the Web finds beside the file."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": "contracts.csv",
        "dc:title": f"Contracts register of {authority}, {edition.label}",
        "dc:license": {"@id": OGL},
        "dc:publisher": authority,
        "dc:modified": {"@value": edition.closed_on, "@type": "xsd:date"},
        **({"dc:source": {"@id": f"{address}/register/{edition.quarter}/"}} if address else {}),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": _columns()},
    }
    return _json(described)


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
