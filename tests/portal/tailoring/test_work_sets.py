"""Taking up a set, a newer version of it, stopping; the overlay that goes with it."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import pytest

from forms import library
from forms.overlay import Overlay, rebuilt
from models.audit import AuditEvent
from models.authority import AdoptedSet
from models.conflicts import AlreadyDone, OtherNation, Stale
from models.overlay import Overlay as Row
from models.store import writing
from portal.returns.work import adopting, sets
from portal.tailoring.work import catalogue, overlays
from tests.fixtures.queries import Counting
from tests.portal.life import Life

SET = "small-grants-half-yearly"
SCOTTISH = "residential-child-care-half-yearly-scotland"


@pytest.fixture
def two_versions(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A second version of the small set, without its first page’s hint and with another wording."""
    old = library.latest(SET)
    page = old.pages[0]
    first = page.questions[0].model_copy(update={"ask": "Said in other words?"})
    pages = (page.model_copy(update={"questions": (first, *page.questions[1:])}), *old.pages[1:])
    new = rebuilt(old, version="2027-1", pages=pages)
    shelf = {**library._shelf(), (new.key, new.version): new}
    told = {tier: replace(one, question_set=new) for tier, one in library.ordinary(old).items()}
    ordinary = library.ordinary
    monkeypatch.setattr(library, "ordinary", lambda found: told if found is new else ordinary(found))
    monkeypatch.setattr(library, "_shelf", lambda: MappingProxyType(shelf))
    return old, new


def test_every_set_of_the_nation_stands_there_with_boxes_and_minutes(life: Life, queries: Counting) -> None:
    catalogue.adopt(life.cast.fairshire, SET, by=life.cast.erin.id, now=life.now)
    with queries() as seen:
        lines = catalogue.lines(life.cast.fairshire)
    assert len(seen) <= 2
    assert {line.questions.key for line in lines} == set(adopting.for_nation("E"))
    assert SCOTTISH not in {line.questions.key for line in lines}
    grants = next(line for line in lines if line.questions.key == SET)
    assert grants.version == grants.newest == library.latest(SET).version
    assert (grants.burdens["core"].boxes, grants.burdens["core"].minutes) == (12, 9)
    assert [line.used for line in lines] == sorted((line.used for line in lines), reverse=True)


def test_taking_up_and_stopping_are_told_and_done_once(life: Life) -> None:
    fairshire, erin = life.cast.fairshire, life.cast.erin.id
    catalogue.adopt(fairshire, SET, by=erin, now=life.now)
    catalogue.adopt(fairshire, SET, by=erin, now=life.now)
    catalogue.stop(fairshire, SET, by=erin, now=life.now)
    catalogue.stop(fairshire, SET, by=erin, now=life.now)
    actions = [event.action for event in AuditEvent.select().where(AuditEvent.action.startswith("set."))]
    assert actions == ["set.adopted", "set.stopped"]
    with pytest.raises(OtherNation):
        catalogue.adopt(fairshire, SCOTTISH, by=erin, now=life.now)


def test_a_council_stays_in_its_version_until_it_takes_up_the_newer_one(life: Life, two_versions: Any) -> None:
    old, new = two_versions
    fairshire, erin = life.cast.fairshire, life.cast.erin.id
    catalogue.adopt(fairshire, SET, by=erin, now=life.now)
    AdoptedSet.update(set_version=old.version).where(AdoptedSet.set_key == SET).execute()
    grants = {"set_key": SET, "period_key": "2026-27-H1"}
    assert life.ask(**grants).set_version == old.version
    found = catalogue.newer(fairshire, SET)
    assert found is not None
    [change] = found.changes
    assert change.say.startswith("Asked in other words: “Said in other words?”")
    catalogue.take_up(fairshire, SET, seen=old.version, by=erin, now=life.now)
    assert life.ask(life.cast.northgate, **grants).set_version == new.version
    assert catalogue.newer(fairshire, SET) is None
    with pytest.raises(AlreadyDone):
        catalogue.take_up(fairshire, SET, seen=new.version, by=erin, now=life.now)


def test_what_does_not_fit_the_newer_version_is_left_out_of_the_overlay(life: Life, two_versions: Any) -> None:
    old, _ = two_versions
    fairshire, erin = life.cast.fairshire, life.cast.erin.id
    catalogue.adopt(fairshire, SET, by=erin, now=life.now)
    AdoptedSet.update(set_version=old.version).where(AdoptedSet.set_key == SET).execute()
    hints = {old.pages[0].key: "Round it.", old.pages[1].key: "Count all."}
    overlays.save(fairshire, SET, Overlay(hints=hints), why="To help.", seen=0, by=erin, now=life.now)
    with_more = Overlay(hints={**hints, "gone": "Count."}, off=("gone_too",)).stored()
    Row.update(data=with_more, public_id=uuid4()).execute()
    found = catalogue.newer(fairshire, SET)
    assert found is not None
    assert found.left_out == ["This set has no page “gone”.", "This set has no question “gone_too”."]
    catalogue.take_up(fairshire, SET, seen=old.version, by=erin, now=life.now)
    newest = Row.newest(fairshire.id, SET)
    assert newest is not None
    assert (newest.number, newest.set_version) == (2, "2027-1")
    assert sets.as_read(newest) == Overlay(hints=hints)


def test_what_was_laid_over_a_set_that_was_stopped_counts_again_as_far_as_it_fits(life: Life) -> None:
    fairshire, erin = life.cast.fairshire, life.cast.erin.id
    catalogue.adopt(fairshire, SET, by=erin, now=life.now)
    page = library.latest(SET).pages[0].key
    overlays.save(fairshire, SET, Overlay(hints={page: "Round it."}), why="To help.", seen=0, by=erin, now=life.now)
    catalogue.stop(fairshire, SET, by=erin, now=life.now)
    older = Overlay(hints={page: "Round it.", "gone": "Count."}).stored()
    Row.update(data=older, public_id=uuid4()).execute()
    catalogue.adopt(fairshire, SET, by=erin, now=life.now)
    used = adopting.one_in_use(fairshire.id, SET)
    assert used is not None
    assert used.row is not None
    assert sets.as_read(used.row) == Overlay(hints={page: "Round it."})


def test_an_overlay_keeps_the_set_in_the_version_that_it_was_made_for(life: Life) -> None:
    fairshire, key = life.cast.fairshire, "supported-accommodation-quarterly"
    before = AdoptedSet.of(fairshire.id, key)
    overlays.save(fairshire, key, Overlay(due_after=20), why="Post.", seen=0, by=life.cast.erin.id, now=life.now)
    after = AdoptedSet.of(fairshire.id, key)
    assert before is not None
    assert after is not None
    assert (before.set_version, after.set_version) == (None, library.latest(key).version)


def test_a_colleague_who_was_quicker_is_seen(life: Life, two_versions: Any) -> None:
    old, new = two_versions
    fairshire = life.cast.fairshire
    catalogue.adopt(fairshire, SET, by=life.cast.erin.id, now=life.now)
    row = AdoptedSet.of(fairshire.id, SET)
    assert row is not None
    with writing(), pytest.raises(Stale):
        row.take_up(old.version, by=life.cast.erin.id, at=life.now, seen="2020-1")
    with writing(), pytest.raises(AlreadyDone):
        row.take_up(new.version, by=life.cast.erin.id, at=life.now, seen="2020-1")
