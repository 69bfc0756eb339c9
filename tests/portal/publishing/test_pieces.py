"""What many pages have alike is drawn, looked at and placed once; the pages come out as if each had its own."""

from pathlib import Path

import pytest
from jinja2 import Environment

from portal.publishing import pieces, put_by
from portal.publishing.pages import contract, show
from portal.publishing.pieces import MARK, Pieces
from portal.publishing.put_by import PutBy
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.test_sound import published


@pytest.fixture
def listed(rows: Rows) -> Rows:
    for slug in ("lodgings", "breaks", "advocacy"):
        rows.contract(slug, title=f"Support: “{slug}” & more")
    return rows


def pages(folder: Path) -> dict[str, bytes]:
    """Path -> what stands in it, of every page."""
    live = folder / "public" / "live"
    return {str(path.relative_to(live)): path.read_bytes() for path in live.rglob("*.html")}


def test_forgetting_all_between_two_pages_changes_no_byte_and_no_mark_is_published(
    listed: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("kept", "forgotten"):
        (tmp_path / name).mkdir()
    assert not published(listed, tmp_path / "kept").failures
    monkeypatch.setattr(pieces, "MOST", 1)
    assert not published(listed, tmp_path / "forgotten").failures
    found = pages(tmp_path / "kept")
    assert found == pages(tmp_path / "forgotten")
    assert not [path for path, page in found.items() if MARK.encode() in page]
    row = b"Support: \xe2\x80\x9cbreaks\xe2\x80\x9d &amp; more</a>"
    assert sum(row in page for path, page in found.items() if "/by-" in path) >= 4, "in each order"


@pytest.mark.parametrize(
    ("template", "was", "becomes", "said"),
    [
        ("public/frame.html", '<li><a class="govuk-link" href="/groups/">', "<li><b>", "begins"),
        ("components/register_row.html", "</td>\n</tr>", "</tr>", "<td> begins"),
    ],
)
def test_a_piece_that_is_not_whole_stops_the_build(
    listed: Rows, tmp_path: Path, template: str, was: str, becomes: str, said: str
) -> None:
    outcome = published(listed, tmp_path, f"../{template}", was, becomes)
    assert any(said in reason for reason in outcome.failures.values())
    assert not (tmp_path / "public" / "live").exists()


def test_a_link_of_a_piece_that_leads_nowhere_is_found(listed: Rows, tmp_path: Path) -> None:
    outcome = published(listed, tmp_path, "frame.html", 'href="/groups/"', 'href="/nowhere/"')
    assert list(outcome.failures) == ["/nowhere/"]


def test_a_piece_is_placed_once_for_each_depth() -> None:
    kept, placed = Pieces(Environment()), []
    kept.marked = True
    mark = kept.shown("a", lambda: "<b>’</b>")
    assert kept.shown("a", lambda: "other") == mark
    for depth in (1, 2, 2):
        page = kept.whole(f"x{mark}y{mark}".encode(), depth, lambda piece: placed.append(piece) or piece.upper())
        assert page.decode() == "x<B>’</B>y<B>’</B>"
    assert len(placed) == 2


def test_what_is_in_use_is_kept_and_what_is_not_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MOST", 3)
    kept, drawn = Pieces(Environment()), []
    kept.marked = True
    for page in range(9):
        kept.trim()
        for key in ("frame", f"row {page}"):
            mark = kept.shown(key, lambda key=key: drawn.append(key) or f"<p>{key}</p>")
            assert kept.whole(mark.encode(), 1, bytes).decode() == f"<p>{key}</p>"
    assert drawn.count("frame") == 1
    kept.trim()
    mark = kept.shown("row 0", lambda: drawn.append("row 0") or "")
    kept.whole(mark.encode(), 1, bytes)
    assert drawn.count("row 0") == 2


def test_what_stands_far_apart_is_put_by_as_it_was_placed_until_nobody_asks_for_the_like(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "MOST", 3)
    kept, drawn = Pieces(Environment()), []
    kept.marked = True

    def page(*keys: str, depth: int = 1, far: bool = True) -> str:
        kept.trim()
        marks = [kept.shown(key, lambda key=key: drawn.append(key) or f"<p>{key} “’”</p>", far=far) for key in keys]
        return kept.whole(" ".join(marks).encode(), depth, lambda piece: piece.replace(b"p", b"%d" % depth)).decode()

    rows = [f"row {number}" for number in range(20)]
    for _order in range(3):
        for number in range(0, 20, 4):
            some = rows[number : number + 4]
            assert page(*some) == " ".join(f"<1>{key} “’”</1>" for key in some)
    assert drawn == rows
    assert page("row 3", depth=2) == "<2>row 3 “’”</2>", "it stands otherwise on pages of another depth"
    assert page("row 3") == "<1>row 3 “’”</1>"
    for number in range(0, 20, 4):
        page(*(f"other {number + one}" for one in range(4)), far=False)
    assert kept._put_by._file is None
    page("row 9")
    assert drawn.count("row 9") == 2


def test_a_build_that_ends_leaves_no_file_open() -> None:
    kept = PutBy()
    kept.put([("row", (1, b"<p>Row</p>"))])
    file = kept._file
    assert kept.get("row") == (1, b"<p>Row</p>")
    assert file
    assert not file.closed
    del kept
    assert file.closed


def test_what_cannot_be_put_by_because_the_disk_is_full_is_no_fault_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr(put_by, "TemporaryFile", lambda: full)
        with pytest.raises(OSError, match="No space left"):  # with which the freezer stops
            PutBy().put([("row", (1, b"<p>Row</p>"))])


def test_a_page_by_the_stamp_is_what_its_template_makes_of_it(
    listed: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stamped", "inherited"):
        (tmp_path / name).mkdir()
    listed.contract("quoted", title="“<&>” and 'quotes'", description="Said of <b>it</b>.", reference="R & D")
    assert not published(listed, tmp_path / "stamped").failures
    monkeypatch.setattr(contract, "show_stamped", show)
    assert not published(listed, tmp_path / "inherited").failures
    assert pages(tmp_path / "stamped") == pages(tmp_path / "inherited")
