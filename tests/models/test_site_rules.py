"""Each rule of the tables of builds, corrections and drafts is broken once, on either engine, and says its name."""

from datetime import datetime, timedelta
from typing import Any

import peewee
import pytest

from models.build import Build
from models.conflicts import broken_rule
from models.correction import Correction
from models.draft import Draft
from models.events.event import Event
from models.store import writing
from models.tendering.tender import Tender
from tests.fixtures.cast import Cast

NOW = datetime(2026, 10, 5, 8, 0)
TABLES = (Build, Correction, Draft)
EARLIER = NOW - timedelta(hours=1)
GONE = {"words": None, "removed_at": NOW, "name": "", "email": ""}


def _rows(cast: Cast) -> dict[type[peewee.Model], dict[str, Any]]:
    """A good row of each table, with one like it in the store where only one may be."""
    common = {"authority": cast.fairshire, "title": "T", "created_at": NOW}
    event = Event.create(**common, slug="event", organiser=cast.kofi, places=9)
    tender = Tender.create(**common, slug="tender", owner=cast.kofi)
    draft = {"set_key": "s", "set_version": "1", "content": "{}", "began_at": NOW, "changed_at": NOW}
    Draft.create(person=cast.alice, tender=tender, **draft)
    Draft.create(person=cast.alice, event=event, **draft)
    Build.create(begun_at=NOW)
    asked = {"authority": cast.fairshire, "page": "/register/", "words": "W", "at": NOW, "due_on": NOW.date()}
    answered = {"state": "corrected", "answer": "A", "answered_by": cast.dana, "answered_at": NOW}
    return {
        Build: {"begun_at": NOW, "state": "live", "ended_at": NOW},
        Correction: {**asked, **answered},
        Draft: {"person": cast.bob, "tender": tender, **draft},
    }


BROKEN: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "a_build_runs_is_live_or_failed": (Build, {"state": "lost"}),
    "a_build_that_ended_says_when": (Build, {"ended_at": None}),
    "a_build_ends_after_it_began": (Build, {"ended_at": EARLIER}),
    "a_build_is_no_farther_than_its_end": (Build, {"done": 2, "total": 1}),
    "pages_of_a_build_are_counted_from_nought": (Build, {"written": -1}),
    "one_build_at_a_time": (Build, {"state": "running", "ended_at": None}),
    "a_correction_says_something": (Correction, {"words": ""}),
    "a_correction_is_of_a_page_of_the_site": (Correction, {"page": "elsewhere"}),
    "a_correction_is_received_corrected_or_unchanged": (Correction, {"state": "lost"}),
    "a_correction_is_settled_by_an_answer": (Correction, {"answered_at": None, "answered_by": None}),
    "who_answered_a_correction_is_known": (Correction, {"answered_by": None}),
    "an_answer_to_a_correction_says_something": (Correction, {"answer": ""}),
    "a_correction_is_there_or_says_when_it_was_taken_out": (Correction, {"words": None}),
    "a_correction_says_who_took_it_out": (Correction, GONE),
    "who_asked_for_a_correction_goes_with_its_words": (Correction, {**GONE, "removed_by": "dana", "name": "N"}),
    "a_draft_is_about_one_thing": (Draft, {"tender": None}),
    "a_draft_changes_after_it_began": (Draft, {"changed_at": EARLIER}),
    "a_person_has_one_draft_a_tender": (Draft, {"person": "alice"}),
    "a_person_has_one_draft_an_event": (Draft, {"person": "alice", "tender": None, "event": "event"}),
}


def test_each_rule_is_broken_by_the_one_value_that_it_forbids(store: peewee.Database, cast: Cast) -> None:
    said = {}
    with writing():
        rows = _rows(cast)
        there = {"dana": cast.dana, "alice": cast.alice, "event": Event.get()}
        for rule, (table, told) in BROKEN.items():
            wrong = {name: there.get(value, value) if isinstance(value, str) else value for name, value in told.items()}
            with pytest.raises(peewee.IntegrityError) as refused, store.atomic():
                table.create(**{**rows[table], **wrong})
            said[rule] = broken_rule(refused.value)
        for table, row in rows.items():
            table.create(**row)
    assert said == {rule: rule for rule in BROKEN}


def test_no_rule_is_forgotten_here() -> None:
    checks = {check.nodes[1]._path[0] for table in TABLES for check in table._meta.constraints or ()}
    indexes = {
        index._name for table in TABLES for index in table._meta.indexes or () if getattr(index, "_unique", False)
    }
    assert checks | indexes == BROKEN.keys()
