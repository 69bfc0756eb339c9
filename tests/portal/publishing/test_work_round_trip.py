"""Register -> edition -> CSV -> import -> edition: the same register, on both stores.

Two things are of the portal alone and are not read back: who may use a framework, and the history of extensions; the
file has them as information. Addresses are given anew.
"""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from models.authority import Authority, Service
from models.public.record import open_record
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.edition import Edition
from models.register.supplier import Supplier
from models.schema import TABLES
from models.store import writing
from portal.publishing.open_data.making import TABLE, Made
from portal.publishing.register import Register
from portal.register.work import take_in
from portal.releasing import work
from portal.releasing.recording import record
from tests.portal.publishing.register_strategies import IS_FRAMEWORK, NAMES, REGISTERS, SERVICES

QUARTER, NOW = "2026-27-Q2", datetime(2026, 10, 5, 8, 0)
STAMP: dict[str, Any] = {"by": None, "at": NOW}


def empty() -> Authority:
    """An empty store, but for the authority and its services."""
    with writing():
        for table in reversed(TABLES):
            table.delete().execute()
        authority = Authority.create(slug="fairshire", name="Fairshire County Council", kind="council")
        for title in SERVICES:
            Service.create(authority=authority.id, key=title.lower().replace(" ", "-"), title=title)
    return authority


def written(authority: Authority, facts: list[dict[str, Any]], contracts: list[dict[str, Any]]) -> None:
    """The register as hypothesis drew it."""
    services = {service.title: service.id for service in Service.select()}
    frameworks: list[int] = []
    with writing():
        names = [Supplier.add(name, "entered", **STAMP, **one).id for name, one in zip(NAMES, facts, strict=True)]
        for number, one in enumerate(contracts, 1):
            values = {name: value for name, value in one.items() if name not in ("awards", "has_reference", "within")}
            is_framework = one["arrangement"] in IS_FRAMEWORK
            values["reference"] = f"FC/{number}" if one["has_reference"] or is_framework else ""
            values["service"] = services.get(one["service"])
            values["within"] = frameworks[0] if frameworks and one["within"] and not is_framework else None
            awards = [NewAward(names[who], *rest) for who, *rest in one["awards"]]
            made = Contract.add(authority.id, values, awards=awards, **STAMP)
            frameworks += [made.id] if is_framework else []


def closed() -> list[dict[str, Any]]:
    """Closes the quarter; its contracts as released, without their addresses."""
    authority = Authority.get(Authority.slug == "fairshire")
    work.close_quarter(QUARTER, authority=authority, by=None, now=NOW)
    return sorted((without_address(row) for row in released()), key=json.dumps)


def released() -> list[dict[str, Any]]:
    newest = Edition.select().order_by(Edition.id.desc()).get()
    return [json.loads(row.data) for row in newest.rows("contract")]


def without_address(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "slug": "", "within": bool(row["within"])}


@contextmanager
def published(folder: Path) -> Iterator[bytes]:
    """contracts.csv of the edition that was closed."""
    path = folder / "record.sqlite"
    record(path)
    with open_record(path):
        of = Register()
        yield b"".join(Made(of, of.newest["fairshire"], "https://contracts.fairshire.example").chunks(TABLE))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=REGISTERS)
def test_a_register_comes_back_from_its_own_file_as_it_was(store: Any, tmp_path: Path, register: Any) -> None:
    written(empty(), *register)
    before = closed()
    assume(before)
    with published(tmp_path) as content:
        empty()
        found = take_in(content, "Somebody else", by=None, now=NOW)
    assert found.counts.rejected == 0
    assert closed() == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=REGISTERS)
def test_an_own_file_changes_nothing_in_the_register_that_it_came_from(
    store: Any, tmp_path: Path, register: Any
) -> None:
    written(empty(), *register)
    assume(closed())
    with published(tmp_path) as content:
        found = take_in(content, "Somebody else", by=None, now=NOW)
    counts = found.counts
    assert (counts.new, counts.changed, counts.rejected) == (0, 0, 0), found.findings
    assert counts.unchanged > 0


def test_a_framework_with_lots_and_its_call_off_come_back(store: Any, tmp_path: Path) -> None:
    authority = empty()
    with writing():
        harbour, rowan = (Supplier.add(name, "entered", **STAMP) for name in ("Harbour Ltd, Rowan Ltd", "Rowan & Sons"))
        values = {"reference": "FW-1", "title": "Short breaks", "arrangement": "framework", "value_pence": 0, "lots": 2}
        awards = [NewAward(harbour.id, "1"), NewAward(harbour.id, "2", 700_000), NewAward(rowan.id, "2", 900_000)]
        framework = Contract.add(authority.id, values, awards=awards, **STAMP)
        off = {"reference": "FW-1/1", "title": "Saturdays", "arrangement": "call_off_direct", "value_pence": 900_000}
        Contract.add(authority.id, {**off, "within": framework.id}, awards=[NewAward(rowan.id)], **STAMP)
    before = closed()
    with published(tmp_path) as content:
        empty()
        take_in(content, "Somebody else", by=None, now=NOW)
    assert closed() == before
    by_reference = {row["reference"]: row for row in released()}
    assert by_reference["FW-1/1"]["within"] == {"authority": "fairshire", "slug": "fw-1"}
    assert by_reference["FW-1"]["value_kind"] == "nominal"


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "＋cmd", "@SUM(A1)", "-5", "|calc", "%1", "''@x"])
def test_a_text_that_looks_like_a_formula_is_harmless_in_the_file_and_comes_back(
    store: Any, tmp_path: Path, text: str
) -> None:
    authority = empty()
    with writing():
        values = {"reference": "R1", "title": text, "description": f"{text}\n{text}", "value_pence": None}
        Contract.add(authority.id, values, **STAMP)
    before = closed()
    with published(tmp_path) as content:
        cells = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        empty()
        take_in(content, "Somebody else", by=None, now=NOW)
    assert cells["ContractTitle"] == f"'{text}"
    assert closed() == before
