"""The public record: the same bytes for the same rows, read only, and nothing that it does not know."""

from pathlib import Path
from typing import Any

import pytest
from peewee import OperationalError

from models.public.record import Contract, open_record, write_record


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
        assert [contract.slug for contract in Contract.select()] == ["one"]
        with pytest.raises(OperationalError, match="readonly"):
            Contract.delete().execute()


@pytest.mark.parametrize("rows", [{"person": []}, {"contract": [row("one") | {"note": "private"}]}])
def test_what_the_record_does_not_know_is_refused_and_the_old_one_stays(tmp_path: Path, rows: dict[str, Any]) -> None:
    path = tmp_path / "record.sqlite"
    write_record(path, {"contract": [row("one")]})
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"record has no table|other columns"):
        write_record(path, rows)
    assert path.read_bytes() == before
