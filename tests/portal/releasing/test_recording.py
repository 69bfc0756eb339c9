"""The public record holds what was released as it stands now, each time the same bytes."""

from pathlib import Path
from typing import Any

from models.public import record as tables
from models.public.record import open_record
from models.store import writing
from portal.releasing import work
from portal.releasing.recording import record
from tests.portal.releasing.conftest import Register


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in the order of the tables’ keys."""
    with open_record(path):
        return {name: list(table.select().dicts()) for name, table in tables.TABLES.items()}


def test_every_edition_stands_in_its_newest_revision_with_its_history(register: Register, tmp_path: Path) -> None:
    harbour = register.supplier(sme="yes")
    contract = register.contract(harbour, title="Short breaks")
    register.close("2026-27-Q1")
    register.close("2026-27-Q2")
    register.act(contract, "change", {"title": "Short breaks for disabled children"})
    work.correct("2026-27-Q2", register.cast.fairshire, "The title was cut off", register.cast.erin.id, register.now)
    record(tmp_path / "record.sqlite")
    found = read(tmp_path / "record.sqlite")
    assert [(e["period_key"], e["revision"]) for e in found["edition"]] == [("2026-27-Q1", 0), ("2026-27-Q2", 1)]
    assert [(r["period_key"], r["reason"]) for r in found["revision"]] == [
        ("2026-27-Q1", None), ("2026-27-Q2", None), ("2026-27-Q2", "The title was cut off"),
    ]  # fmt: skip
    assert ["disabled" in row["data"] for row in found["contract"]] == [False, True]
    assert [award["supplier"] for award in found["award"]] == [harbour.slug] * 2
    assert [supplier["slug"] for supplier in found["supplier"]] == [harbour.slug]


def test_a_supplier_is_described_as_the_newest_edition_does(register: Register, tmp_path: Path) -> None:
    harbour = register.supplier()
    register.contract(harbour)
    register.close("2026-27-Q1")
    with writing():
        harbour.change({"sme": "yes"}, by=None, at=register.now, version=harbour.version)
    register.close("2026-27-Q2")
    record(tmp_path / "record.sqlite")
    (supplier,) = read(tmp_path / "record.sqlite")["supplier"]
    assert '"sme":"yes"' in supplier["data"]


def test_the_same_releases_give_the_same_bytes_and_later_edits_none(register: Register, tmp_path: Path) -> None:
    contract = register.contract(register.supplier())
    register.close()
    record(tmp_path / "one.sqlite")
    register.act(contract, "change", {"title": "Not released yet"})
    record(tmp_path / "two.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


def test_what_was_taken_down_leaves_only_its_address_day_and_reason(register: Register, tmp_path: Path) -> None:
    contract = register.contract(register.supplier("A name to forget"), title="SECRETTOKEN")
    register.contract(register.supplier("Another firm"))
    register.close("2026-27-Q1")
    register.close("2026-27-Q2")
    cast, now = register.cast, register.now
    work.ask_take_down(f"fairshire/{contract.slug}", "A court order", cast.dana.id, now)
    work.agree_take_down(f"fairshire/{contract.slug}", cast.erin.id, now)
    record(tmp_path / "record.sqlite")
    found = read(tmp_path / "record.sqlite")
    assert [(r["slug"], r["reason"]) for r in found["removed"]] == [(contract.slug, "A court order")]
    assert b"SECRETTOKEN" not in (tmp_path / "record.sqlite").read_bytes()
    assert b"A name to forget" not in (tmp_path / "record.sqlite").read_bytes()
    assert [len(found[name]) for name in ("contract", "award", "supplier")] == [2, 2, 1]
