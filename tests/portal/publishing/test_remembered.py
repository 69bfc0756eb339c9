"""What is kept of the files of editions between builds: how much work it saves, and when it is not believed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.public.record import write_record
from portal.publishing.building import Outcome, build
from portal.publishing.open_data import drawing
from portal.publishing.open_data.remembered import Shelf
from portal.publishing.site import Site
from portal.publishing.slots import Folder
from tests.portal.publishing.released_rows import BEFORE, Rows, revised

FILES = "data/2026-27-q2/fairshire"


@pytest.fixture
def publish(rows: Rows, tmp_path: Path) -> Callable[[], Outcome]:
    def published() -> Outcome:
        write_record(tmp_path / "record.sqlite", rows.record())
        site = Site("Fairshire", tmp_path / "record.sqlite", "https://c.example", facts=tmp_path / "facts")
        outcome = build(site, Folder(tmp_path / "site"), processes=1)
        assert not outcome.failures
        return outcome

    return published


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """References of the contracts that are drawn."""
    found: list[str] = []
    draw = drawing.rows_of
    monkeypatch.setattr(drawing, "rows_of", lambda row, place: found.append(row["slug"]) or draw(row, place))
    return found


def test_a_contract_is_drawn_once_for_all_files_and_editions_that_say_the_same_of_it(
    rows: Rows, publish: Callable[[], Outcome], drawn: list[str]
) -> None:
    for period in (BEFORE, "2026-27-Q2"):
        for slug in ("a", "b", "c"):
            rows.contract(slug, period=period)
    publish()
    assert drawn == ["a", "b", "c"]


def test_after_a_change_only_what_changed_is_drawn_again_and_nothing_without_one(
    rows: Rows, publish: Callable[[], Outcome], drawn: list[str], tmp_path: Path
) -> None:
    for slug in ("a", "b", "c"):
        rows.contract(slug)
    publish()
    before = (tmp_path / "site" / FILES / "contracts.csv").read_text()
    drawn.clear()
    assert publish().counts.written == 0
    assert drawn == []
    rows.edition()["rows"]["contract"][1]["title"] = "Another title"
    revised(rows.edition(), "A title was wrong.", "2026-11-01")
    publish()
    after = (tmp_path / "site" / FILES / "contracts.csv").read_text()
    assert drawn == ["b"]
    assert [one != other for one, other in zip(before.splitlines(), after.splitlines(), strict=True)] == [
        False, False, True, False,
    ]  # fmt: skip


def test_what_is_torn_or_was_made_by_others_is_not_believed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "fairshire", "made by us")
    shelf.keep({"a": (b"digest", ((b"row",), (), ()))})
    assert shelf.recall()["a"][0] == b"digest"
    place = tmp_path / "fairshire.drawn"
    kept = place.read_bytes()
    assert Shelf(tmp_path, "fairshire", "made by others").recall() == {}
    assert not place.exists(), "words that were taken down do not wait in it"
    place.write_bytes(kept.replace(b"row", b"wor"))
    assert shelf.recall() == {}
    place.write_bytes(b"")
    assert shelf.recall() == {}


def test_where_there_are_too_many_none_is_kept_and_what_was_is_thrown_away(
    rows: Rows, publish: Callable[[], Outcome], drawn: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in ("a", "b"):
        rows.contract(slug)
    publish()
    kept = tmp_path / "facts" / "fairshire.drawn"
    whole = kept.stat().st_size
    monkeypatch.setattr(drawing, "MOST", 1)
    drawn.clear()
    rows.edition()["rows"]["contract"][1]["title"] = "Another title"
    revised(rows.edition(), "A title was wrong.", "2026-11-01")
    publish()
    assert drawn == ["b"], "what was kept is still good once"
    assert kept.stat().st_size < whole / 4
