"""A build: all pages are tried, only what changed is touched, nothing is switched if one page fails."""

import re
import sys
from pathlib import Path
from subprocess import PIPE, run
from typing import Any

import pytest

from models.public.record import write_record
from portal.publishing import building
from portal.publishing.building import build, fingerprint
from portal.publishing.pages import contract
from portal.publishing.relative import from_root
from portal.publishing.site import Site
from portal.publishing.slots import Counts, Folder, Slots
from tests.fixtures.tree import ROOT
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows, revised
from tests.portal.publishing.whole_site import fill


@pytest.fixture
def site(rows: Rows, tmp_path: Path) -> Site:
    for number in range(5):
        rows.contract(f"contract-{number}")
    return recorded(rows, tmp_path)


def recorded(rows: Rows, tmp_path: Path) -> Site:
    write_record(tmp_path / "record.sqlite", rows.record())
    return Site("Fairshire", tmp_path / "record.sqlite", "https://contracts.fairshire.example")


def served(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_outcome_counts_every_file(site: Site, tmp_path: Path) -> None:
    outcome = build(site, Folder(tmp_path / "out"), processes=1)
    assert not outcome.failures
    assert outcome.pages == len(served(tmp_path / "out")) > 10
    assert outcome.counts == Counts(outcome.pages, 0, 0)
    assert outcome.told().keys() == {"pages", "written", "unchanged", "removed", "seconds"}


def test_no_change_writes_nothing_and_reads_no_row(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(site, Slots(tmp_path / "public", 0), processes=1)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*") if path.name != ".lock"}
    monkeypatch.setattr("portal.publishing.building.Register", None)  # would fail if it were called
    again = build(site, Slots(tmp_path / "public", 9000), processes=1)
    assert not again.failures
    assert again.counts == Counts(0, first.pages, 0)
    assert {
        path: path.stat().st_mtime_ns for path in (tmp_path / "public").rglob("*") if path.name != ".lock"
    } == before


def test_after_one_change_just_the_pages_that_show_it_are_rendered(
    rows: Rows, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, Folder(tmp_path / "out"), processes=1)
    shown: list[str] = []
    render = contract.show_stamped
    monkeypatch.setattr(
        contract, "show_stamped", lambda name, **shows: shown.append(shows["row"]["slug"]) or render(name, **shows)
    )
    rows.edition()["rows"]["contract"][2]["description"] = "Says something else"
    revised(rows.edition(), "It said too little.", "2026-11-01")
    outcome = build(recorded(rows, tmp_path), Folder(tmp_path / "out"), processes=1)
    assert shown == ["contract-2"]
    assert outcome.counts.written < outcome.pages / 2


def test_one_change_touches_just_the_files_whose_bytes_change(rows: Rows, site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(site, Folder(out), processes=1)
    before, touched = served(out), {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    rows.edition()["rows"]["contract"][2]["title"] = "Another title"
    outcome = build(recorded(rows, tmp_path), Folder(out), processes=1)
    after = served(out)
    differ = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    newer = {path.relative_to(out).as_posix() for path, at in touched.items() if path.stat().st_mtime_ns != at}
    assert newer - {".manifest.json", ".lock"} == differ
    assert outcome.counts.written == len(differ)
    build(recorded(rows, tmp_path), Folder(tmp_path / "clean"), processes=1)
    assert after == served(tmp_path / "clean")


def test_two_processes_make_the_same_bytes_as_one(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "PART", 3)
    build(site, Folder(tmp_path / "one"), processes=1)
    build(site, Folder(tmp_path / "two"), processes=2)
    assert served(tmp_path / "one") == served(tmp_path / "two")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_page_that_fails_is_named_the_others_are_tried_and_nothing_is_switched(
    rows: Rows, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(building, "PART", 3)
    build(site, Slots(tmp_path / "public", 0), processes=1)
    before = served((tmp_path / "public" / "live").resolve())
    real = contract.facts

    def facts(row: dict[str, Any], *others: Any, **more: Any) -> Any:
        if row["slug"] in ("contract-1", "contract-3"):
            raise LookupError("no such word")
        return real(row, *others, **more)

    monkeypatch.setattr(contract, "facts", facts)
    for row in rows.edition()["rows"]["contract"]:
        row["title"] = "Another title"
    outcome = build(recorded(rows, tmp_path), Slots(tmp_path / "public", 10), processes=processes)
    assert sorted(outcome.failures) == [f"/contracts/fairshire/contract-{n}/" for n in (1, 3)]
    said = outcome.failures["/contracts/fairshire/contract-1/"]
    assert re.fullmatch(r"portal/publishing/pages/contract\.py, line \d+: LookupError: no such word", said)
    assert outcome.told()["failures"] == outcome.failures
    assert served((tmp_path / "public" / "live").resolve()) == before


def test_a_link_that_leads_nowhere_stops_the_build(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = building.published
    monkeypatch.setattr(building, "published", lambda app: (a for a in real(app) if a.url != "/privacy/"))
    outcome = build(site, Folder(tmp_path / "out"), processes=1)
    assert list(outcome.failures) == ["/privacy/"]
    assert "is linked to from" in outcome.failures["/privacy/"]
    assert not served(tmp_path / "out")


def test_a_page_that_goes_is_missed_by_pages_that_are_not_rendered_again(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Folder(tmp_path / "out")
    build(site, out, processes=1)
    real = building.published
    monkeypatch.setattr(
        building, "published", lambda app: (a for a in real(app) if a.url != "/contracts/fairshire/contract-1/")
    )
    monkeypatch.setattr(building, "_frozen", lambda *_args: building.Frozen())
    monkeypatch.setattr(building, "_unchanged", lambda before, _now: bool(before))
    monkeypatch.setattr(building.Manifest, "is_made_of", lambda *_: False)  # as if the record were another
    assert list(build(site, out, processes=1).failures) == ["/contracts/fairshire/contract-1/"]


SELDOM_NEEDED = ("icalendar", "xlsxwriter", "vl_convert", "obstore", "requests", "wtforms", "waitress", "forms")


def test_what_only_some_builds_need_is_loaded_by_those_alone() -> None:
    """Loading is half of a small build."""
    probe = f"""
import sys, portal.commands.publish, portal.builds.making
print([name for name in {SELDOM_NEEDED} if name in sys.modules])
"""
    assert run([sys.executable, "-c", probe], cwd=ROOT, check=True, stdout=PIPE, text=True).stdout == "[]\n"


def test_other_words_or_settings_make_every_page_anew(site: Site, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.mkdir()
    (words / "one.md").write_text("One")
    prints = {
        fingerprint(site),
        fingerprint(Site("Westmoor", site.record)),
        fingerprint(Site("Fairshire", site.record, words=words)),
    }
    (words / "one.md").write_text("Two")
    prints.add(fingerprint(Site("Fairshire", site.record, words=words)))
    assert len(prints) == 4


def test_what_is_frozen_is_what_the_application_answers(rows: Rows, site_client: MakeSite, tmp_path: Path) -> None:
    fill(rows)
    client = site_client()
    answers = client.everything()
    build(client.app.extensions["site"], Folder(tmp_path / "out"), processes=1)
    files = served(tmp_path / "out")
    assert len(answers) == len(files)
    for url, answer in answers.items():
        there = files[f"{url}index.html"[1:] if url.endswith("/") else url[1:]]
        assert (
            from_root(there, url, client.app.extensions["site"].url) if b"<!DOCTYPE html" in answer else there
        ) == answer, url
