"""Files are looked through in a process of its own: what is too much for it ends it and nothing else."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from portal.uploads import checking
from portal.uploads.looking.looked import Found, Refused
from tests.portal.uploads import making


def test_a_file_comes_back_with_what_was_found_and_cleaned_without_it() -> None:
    hiding = making.HIDING["a hidden sheet"][2]()
    looked = checking.look(hiding, "xlsx")
    assert (looked.kind, looked.content) == ("xlsx", hiding)
    assert looked.found == (Found("hidden_sheets", 1, ("Names of children",)),)
    assert not checking.clean(hiding, "xlsx").found


def test_what_cannot_be_taken_away_is_said_and_nothing_comes_back() -> None:
    with zipfile.ZipFile(BytesIO(making.docx())) as parts:
        whole = {name: parts.read(name) for name in parts.namelist()} | {"word/embeddings/list.xlsx": making.xlsx()}
    with pytest.raises(Refused, match="stays"):
        checking.clean(making.zipped(whole), "docx")


def test_a_sheet_of_a_million_rows_that_asks_for_too_much_time_ends_its_own_process_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "SECONDS", 0.001)  # the product’s limit, reached at once
    with pytest.raises(Refused, match="bomb"):
        checking.look(making.xlsx(), "xlsx")


def test_a_process_that_is_ended_for_its_memory_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from portal.uploads.looking import program\n"
        "program.MEMORY = 64 * 1024 * 1024\n"
        "program.dealt_with = lambda *_: bytearray(200 * 1024 * 1024)\n"
        "sys.exit(program.main(*sys.argv[2:]))"
    )
    monkeypatch.setattr(checking, "RUN", greedy)
    with pytest.raises(Refused, match="bomb"):
        checking.look(b"%PDF-1.4", "pdf")


def test_the_process_can_write_no_file_and_sees_nothing_of_our_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    curious = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from portal.uploads.looking import program, looked\n"
        "def deal(*_):\n"
        f"    open({str(canary)!r}, 'w').write('dead')\n"
        "program.dealt_with = deal\n"
        "assert 'SECRET_KEY' not in os.environ\n"
        "sys.exit(program.main(*sys.argv[2:]))"
    )
    monkeypatch.setenv("SECRET_KEY", "s" * 40)
    monkeypatch.setattr(checking, "RUN", curious)
    with pytest.raises(Refused):
        checking.look(b"%PDF-1.4", "pdf")
    assert not canary.exists() or canary.stat().st_size == 0
