"""A build that somebody began in the portal: the worker has it made; what came of it is kept, killed or not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.build import Build
from models.store import writing
from portal.builds import builder
from portal.clock import now
from tests.fixtures.tree import ROOT
from tests.portal.commands.conftest import Run


@pytest.fixture
def ready(run: Run) -> Run:
    """An installation whose audit chain has its key."""
    run("init")
    run("remind")
    return run


def begin() -> Build:
    with writing():
        return Build.begin(None, now())


def test_the_worker_publishes_what_was_begun_and_the_history_says_what_changed(ready: Run, data: Path) -> None:
    build = begin()
    result = ready("worker", "--once")
    assert result.exit_code == 0, result.output
    made = Build.get_by_id(build.id)
    assert (made.state, made.wrong) == ("live", {})
    assert made.pages == made.written > 5
    assert "index.html" in made.changes["new"]
    assert (data / "public" / "live" / "index.html").is_file()
    ready("publish")
    assert Build.select().count() == 1, "what changed nothing leaves no trace"
    begin()
    ready("worker", "--once")
    assert Build.newest().written == 0


def test_what_is_published_by_hand_stands_in_the_history_unless_it_goes_into_a_folder(
    ready: Run, tmp_path: Path
) -> None:
    assert ready("publish", "--output", str(tmp_path / "out")).exit_code == 0
    assert not Build.select().exists()
    assert ready("publish").exit_code == 0
    made = Build.get()
    assert (made.state, made.by_id) == ("live", None)


def test_a_fault_in_the_words_is_told_with_its_file_and_line(ready: Run, data: Path, tmp_path: Path) -> None:
    ready("publish")
    live = (data / "public" / "live").resolve()
    shutil.copytree(ROOT / "site", tmp_path / "words")
    (tmp_path / "words" / "content" / "market-position" / "fostering.md").write_text("no front matter\n")
    build = begin()
    ready("worker", "--once", EVENHAND_SITE_WORDS=str(tmp_path / "words"))
    wrong = Build.get_by_id(build.id).wrong
    assert any("fostering.md, line 1" in why for why in wrong.values()), wrong
    assert (data / "public" / "live").resolve() == live, "nothing was switched"


def test_a_build_whose_process_is_killed_has_failed_and_another_can_begin(
    ready: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = begin()
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *_a, **_k: real([sys.executable, "-c", "import os; os.abort()"]))
    ready("worker", "--once")
    failed = Build.get_by_id(build.id)
    assert (failed.state, failed.wrong) == ("failed", {"": builder.LOST})
    assert begin().state == "running"
