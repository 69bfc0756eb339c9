"""Pages, feeds and calendars are looked at before the switch: one that is not whole is named, and nothing switched."""

from pathlib import Path
from shutil import copytree

import pytest

from models.public.record import write_record
from portal.publishing import sound
from portal.publishing.building import Outcome, build
from portal.publishing.pages import opportunity_feeds
from portal.publishing.site import Site
from portal.publishing.slots import Slots
from tests.fixtures.tree import ROOT
from tests.portal.publishing.released_rows import Rows

PAGE = b"<!DOCTYPE html><html><head><title>A</title></head><body><main><h1>A</h1><p>B<br>C</p></main></body></html>"
CONTRACT, FEED, DATES = "/contracts/fairshire/lodgings/", "/changes.xml", "/opportunities/fairshire/dates.ics"


def published(rows: Rows, folder: Path, template: str = "", was: str = "", becomes: str = "") -> Outcome:
    """A build of the rows, by a template in which something was written otherwise."""
    templates = folder / "templates"
    for part in ("public", "components"):
        copytree(ROOT / "templates" / part, templates / part, dirs_exist_ok=True)
    if template:
        place = templates / "public" / template
        assert was in place.read_text()
        place.write_text(place.read_text().replace(was, becomes, 1))
    write_record(folder / "record.sqlite", rows.record())
    words = folder / "words"  # without market position statements: they would only make it slow
    (words / "content").mkdir(parents=True, exist_ok=True)
    if not (words / "content" / "about").exists():
        (words / "content" / "about").symlink_to(ROOT / "site" / "content" / "about")
    site = Site("Fairshire", folder / "record.sqlite", "https://c.example", words=words, templates=templates)
    return build(site, Slots(folder / "public", 0), processes=1)


@pytest.mark.parametrize(
    ("url", "broken", "said"),
    [
        (CONTRACT, ("contract.html", "</h1>", "</h1><h1>Again</h1>"), "There are 2 <h1>, and must be 1."),
        (CONTRACT, ("contract.html", "</h1>", "</h1><p>And"), "<p> begins"),
        (FEED, ("changes.xml", "</title>", ""), "It is not well-formed XML: "),
        ("/sitemap-1.xml", ("sitemap.xml", "</loc>", ""), "It is not well-formed XML: "),
        (FEED, ("changes.xml", "<updated>{{ updated }}</updated>", ""), "The feed has no updated."),
        (FEED, ("changes.xml", "<title>{{ entry.title }}</title>", "<title> </title>"), "Entry 1 has no title."),
        (FEED, ("changes.xml", "{{ entry.id }}", "the same"), "“the same” is the id of several."),
    ],
)
def test_a_broken_template_stops_the_build_and_its_page_is_named(
    rows: Rows, tmp_path: Path, url: str, broken: tuple[str, str, str], said: str
) -> None:
    rows.contract("lodgings", period="2026-27-Q1")
    rows.contract("lodgings")
    outcome = published(rows, tmp_path, *broken)
    assert outcome.failures[url].startswith(said)
    assert not (tmp_path / "public" / "live").exists()


def test_what_is_live_stays_and_without_the_look_it_would_not(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows.contract("lodgings")
    broken = ("contract.html", "</h1>", "</h1><p>And")
    assert not published(rows, tmp_path).failures
    live = (tmp_path / "public" / "live").resolve()
    assert published(rows, tmp_path, *broken).failures
    assert (tmp_path / "public" / "live").resolve() == live
    monkeypatch.setattr(sound, "refuse", lambda _url, _content: None)
    assert not published(rows, tmp_path, *broken).failures
    assert (tmp_path / "public" / "live").resolve() != live


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (b"END:VCALENDAR", b"", "It is no calendar: "),
        (b"SUMMARY:", b"SUMMARY", "Event 1 has no SUMMARY."),
        (b"UID:", b"X-UID:", "Event 1 has no UID."),
    ],
)
def test_a_calendar_is_read_before_it_is_published(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: bytes, becomes: bytes, said: str
) -> None:
    rows.contract()
    rows.tender()
    real = opportunity_feeds.calendar
    monkeypatch.setattr(opportunity_feeds, "calendar", lambda *given: real(*given).replace(was, becomes))
    outcome = published(rows, tmp_path)
    assert outcome.failures[DATES].startswith(said)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (b"<title>A</title>", b"", "There are 0 <title>, and must be 1."),
        (b"</p>", b"</p></div>", "<div> begins 0 times and ends 1 times."),
        (b"</p>", b"", "<p> begins 1 times and ends 0 times."),
    ],
)
def test_what_is_wrong_with_a_page_is_said(was: bytes, becomes: bytes, said: str) -> None:
    sound.refuse("/", PAGE)
    with pytest.raises(sound.Unsound) as refused:
        sound.refuse("/", PAGE.replace(was, becomes))
    assert str(refused.value) == said
    sound.refuse("/data/a.csv", b"<p>")
