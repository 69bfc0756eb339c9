"""Ideas: kept as they came, and emptied for good."""

from datetime import datetime

import pytest
from peewee import IntegrityError

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, broken_rule
from models.idea import Idea
from models.store import writing
from tests.fixtures.cast import Cast

WHO = {"name": "Ro", "organisation": "Sunday Club", "email": "ro@sunday.example"}


def send(cast: Cast, now: datetime, words: str = "A club on Sundays.") -> Idea:
    with writing():
        service = {"service_key": "short-breaks"}  # pragma: allowlist secret
        return Idea.send(cast.fairshire.id, words, at=now, **service, **WHO)


def test_an_idea_is_kept_with_who_sent_it_and_the_audit_knows_only_that(cast: Cast, now: datetime) -> None:
    idea = Idea.get_by_id(send(cast, now).id)
    assert (idea.words, idea.email, idea.service_key) == ("A club on Sundays.", "ro@sunday.example", "short-breaks")
    event = AuditEvent.select().where(AuditEvent.subject == idea.subject).get()
    assert (event.action, event.words, event.by) == ("idea.sent", None, None)


def test_taking_out_empties_the_words_and_who_wrote_them_once(cast: Cast, now: datetime) -> None:
    idea = send(cast, now)
    with writing():
        idea.take_out(by=cast.dana.id, at=now)
    emptied = Idea.get_by_id(idea.id)
    assert (emptied.words, emptied.name, emptied.organisation, emptied.email) == (None, "", "", "")
    assert emptied.removed_by_id == cast.dana.id
    with pytest.raises(AlreadyDone), writing():
        idea.take_out(by=cast.erin.id, at=now)


def test_an_idea_without_words_is_refused_by_the_store(cast: Cast, now: datetime) -> None:
    with pytest.raises(IntegrityError) as refused:
        send(cast, now, words="")
    assert broken_rule(refused.value) == "an_idea_says_something"
