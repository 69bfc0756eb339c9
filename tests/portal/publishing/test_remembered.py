"""What is kept of the files of editions between builds: how much work it saves, and when it is not believed."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from models.public.record import open_record, write_record
from portal.publishing.building import Outcome, build
from portal.publishing.editions import editions_of
from portal.publishing.open_data import batches, drawing, growing, remembered
from portal.publishing.open_data.making import BOOK, HEADERS, Made
from portal.publishing.open_data.remembered import Kept, Shelf
from portal.publishing.pages import data
from portal.publishing.register import Register
from portal.publishing.site import Site
from portal.publishing.slots import Folder
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows, revised, supplier

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


@pytest.mark.parametrize("few", [2, 3])
def test_a_contract_is_drawn_once_for_all_files_and_editions_that_say_the_same_of_it(
    rows: Rows, make: "Make", drawn: list[str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "FEW", few)
    for period in (BEFORE, NOW):
        for slug in ("a", "b", "c"):
            rows.contract(slug, period=period)
    make()
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


Make = Callable[..., list[dict[str, bytes]]]


@pytest.fixture
def make(rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """The files of each edition of Fairshire by their names, with or without what is kept."""
    monkeypatch.setattr(batches, "ABOUT", 4)

    def made(*, kept: bool = True) -> list[dict[str, bytes]]:
        write_record(tmp_path / "record.sqlite", rows.record())
        return list(_files(tmp_path, kept=kept))

    return made


def _files(folder: Path, *, kept: bool) -> Iterator[dict[str, bytes]]:
    with open_record(folder / "record.sqlite"):
        of = Register()
        for edition in editions_of(of, "fairshire"):
            made = Made(of, edition, "https://c.example", (folder / "facts", "made by us") if kept else None)
            files = {name: b"".join(made.chunks(name)) for name in (*HEADERS, BOOK)}
            assert made.facts.digests == {name: sha256(content).hexdigest() for name, content in files.items()}
            yield files | {"facts": str(made.facts).encode()}


def on_shelf(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "facts" / "fairshire.rows").iterdir()}


@pytest.mark.parametrize(("few", "in_memory"), [(0, 4_000), (6_000, 2**23)])
def test_whatever_is_kept_the_files_are_those_that_are_made_of_nothing(
    rows: Rows, make: Make, few: int, in_memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "FEW", few)
    monkeypatch.setattr(growing, "IN_MEMORY", in_memory)
    chance = random.Random(7)
    for number in range(30):
        rows.contract(f"c{number}", period=BEFORE)
        rows.contract(f"c{number}")
    for step in range(10):
        period = chance.choice((BEFORE, NOW, NOW))
        here = rows.edition(period)["rows"]["contract"]
        match chance.randrange(5):
            case 0:
                rows.contract(f"{chance.choice('abde')}{step}", period=period, title="New\xa0& <b>bold</b>")
            case 1:
                del here[chance.randrange(len(here))]
            case 2:
                here[chance.randrange(len(here))]["title"] = chance.choice(("Homes, two", 'Said "so"', " x\ny "))
            case 3:
                parts = [supplier("Oak", lot=str(lot)) for lot in range(chance.randrange(3))]
                here[chance.randrange(len(here))]["suppliers"] = parts
            case _:
                rows.authority(period=period, name=f"Fairshire {step}", nation=chance.choice("ES"))
        made = make()
        assert made == make(kept=False), step
        for files in made:
            assert zipfile.ZipFile(io.BytesIO(files[BOOK])).testzip() is None


def test_one_change_makes_one_batch_anew_and_a_new_contract_moves_none_into_another(
    rows: Rows, make: Make, tmp_path: Path
) -> None:
    for number in range(40):
        rows.contract(f"c{number:02}")
    make()
    before = on_shelf(tmp_path)
    assert len(before) > 5
    rows.edition()["rows"]["contract"][20]["title"] = "Another title"
    make()
    after = on_shelf(tmp_path)
    assert after.keys() == before.keys()
    assert sum(after[name] != before[name] for name in before) == 1
    rows.contract("c20-and-more")
    make()
    assert on_shelf(tmp_path).keys() >= before.keys()


def test_what_is_kept_is_the_newest_edition_also_where_an_older_one_is_made(
    rows: Rows, make: Make, tmp_path: Path
) -> None:
    rows.contract("a", period=BEFORE, title="Words that were")
    rows.contract("a", title="Words that are")
    make()
    with open_record(tmp_path / "record.sqlite"):
        of = Register()
        Made(of, editions_of(of, "fairshire")[0], "https://c.example", (tmp_path / "facts", "made by us"))
    (kept,) = on_shelf(tmp_path).values()
    assert b"Words that are" in kept
    assert b"Words that were" not in kept


def test_what_stands_in_no_edition_any_more_is_not_kept(rows: Rows, make: Make, tmp_path: Path) -> None:
    for number in range(20):
        rows.contract(f"c{number:02}", title=f"The words of {number:02}", period=BEFORE)
        rows.contract(f"c{number:02}", title=f"The words of {number:02}")
    make()
    assert any(b"The words of 07" in kept for kept in on_shelf(tmp_path).values())
    for number in range(4, 17):  # whole batches go
        rows.remove(f"c{number:02}", on="2026-11-05", reason="A court order")
    make()
    kept = b"".join(on_shelf(tmp_path).values())
    assert b"The words of 03" in kept
    assert not any(f"The words of {number:02}".encode() in kept for number in range(4, 17))


def test_of_an_authority_that_is_there_no_more_nothing_is_kept_nor_what_an_older_evenhand_kept(
    rows: Rows, publish: Callable[[], Outcome], tmp_path: Path
) -> None:
    rows.contract("a")
    publish()
    folder = tmp_path / "facts"
    known = {path.name for path in folder.iterdir()}
    (folder / "fairshire.drawn").write_bytes(b"a removed name")
    Shelf(folder, "westmere", "mark").keep("first", Kept("key", {}, [[b"another"]]))
    rows.edition()["rows"]["contract"][0]["title"] = "Another title"
    publish()
    assert {path.name for path in folder.iterdir()} == known >= {"fairshire.rows", "workbook.json"}


def test_what_is_torn_or_was_made_by_others_is_not_believed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "fairshire", "made by us")
    place = tmp_path / "fairshire.rows" / "first"
    shelf.keep("first", Kept("key", {"rows": 1}, [[b"row", b""], [b"more"]]))
    assert shelf.recall("first", "key") == Kept("key", {"rows": 1}, [[b"row", b""]])
    assert shelf.recall("first", "another key") == Kept("key", {"rows": 1}, [[b"row", b""], [b"more"]])
    kept = place.read_bytes()
    assert Shelf(tmp_path, "fairshire", "made by others").recall("first", "key") is None
    assert not place.exists(), "words that were taken down do not wait in it"
    for torn in (kept.replace(b"row", b"wor", 1), kept.replace(b"wor", b"row"), kept[:-9], kept[:20], b""):
        place.write_bytes(torn if torn != kept else kept.replace(b"more", b"less"))
        assert shelf.recall("first", "another key") is None
        assert not place.exists()


def test_the_empty_workbook_is_kept_until_something_else_makes_it(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> dict[str, bytes]:
        made.append("once more")
        return {"sheet.xml": "“é”".encode()}

    for mark in ("us", "us", "others"):
        assert remembered.workbook(tmp_path, mark, make) == {"sheet.xml": "“é”".encode()}
    assert len(made) == 2


def test_of_a_file_that_has_not_changed_nothing_is_made_for_its_checksum(
    rows: Rows, publish: Callable[[], Outcome], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows.contract("a", period=BEFORE)
    rows.contract("a")
    publish()
    made: list[str] = []
    monkeypatch.setattr(data, "Made", lambda of, one, *more: made.append(one.period_key) or Made(of, one, *more))
    sums = (tmp_path / "site" / FILES / "sha256sums.txt").read_bytes()
    rows.edition(BEFORE)["rows"]["contract"][0]["title"] = "Another title"
    revised(rows.edition(BEFORE), "A title was wrong.", "2026-11-01")
    publish()
    assert made == [BEFORE]
    assert (tmp_path / "site" / FILES / "sha256sums.txt").read_bytes() == sums
