"""The public record: the same bytes for the same rows, read only, and nothing that it does not know."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from models.public.record import TABLES, Contract, ask, open_record, write_record


def row(slug: str) -> dict[str, Any]:
    return {"authority": "fairshire", "period_key": "2026-27-Q2", "slug": slug, "data": "{}"}


def test_the_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    slugs = [f"contract-{n}" for n in range(200)]
    write_record(tmp_path / "a", {"contract": [row(slug) for slug in slugs]})
    write_record(tmp_path / "b", {"contract": [row(slug) for slug in reversed(slugs)]})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_writing_again_leaves_nothing_of_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    write_record(path, {"contract": [row("gone-for-good")]})
    write_record(path, {"contract": [row("stays")]})
    assert b"gone-for-good" not in path.read_bytes()


def test_an_open_record_can_be_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    write_record(path, {"contract": [row("one")]})
    with open_record(path):
        assert [contract.slug for contract in Contract.rows()] == ["one"]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            ask("DELETE FROM contract")
    with pytest.raises(LookupError, match="open record"):
        ask("SELECT 1")


def test_rows_come_by_the_key_or_as_asked_and_only_those_that_hold_what_was_asked(tmp_path: Path) -> None:
    said = [
        row(slug) | {"authority": whose} for slug, whose in (("b", "fairshire"), ("a", "other"), ("c", "fairshire"))
    ]
    write_record(tmp_path / "record.sqlite", {"contract": said})
    with open_record(tmp_path / "record.sqlite"):
        assert [one.slug for one in Contract.rows()] == ["b", "c", "a"]
        assert [one.slug for one in Contract.rows("slug")] == ["a", "b", "c"]
        (found,) = Contract.rows(authority="fairshire", slug="c")
    assert vars(found) == row("c")


def test_a_row_that_says_too_little_or_stands_twice_is_refused(tmp_path: Path) -> None:
    for rows, what in (([row("one") | {"data": None}], "NOT NULL"), ([row("one"), row("one")], "UNIQUE")):
        with pytest.raises(sqlite3.IntegrityError, match=what):
            write_record(tmp_path / "record.sqlite", {"contract": rows})
    assert not list(tmp_path.iterdir())


def test_every_table_is_called_as_it_is_known() -> None:
    assert {name: table.table() for name, table in TABLES.items()} == {name: name for name in TABLES}


@pytest.mark.parametrize("rows", [{"person": []}, {"contract": [row("one") | {"note": "private"}]}])
def test_what_the_record_does_not_know_is_refused_and_the_old_one_stays(tmp_path: Path, rows: dict[str, Any]) -> None:
    path = tmp_path / "record.sqlite"
    write_record(path, {"contract": [row("one")]})
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"record has no table|other columns"):
        write_record(path, rows)
    assert path.read_bytes() == before
