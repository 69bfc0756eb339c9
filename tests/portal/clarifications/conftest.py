"""A published tender, and hands to ask and to answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from models.store import writing
from models.tendering.clarification import Clarification
from models.tendering.override import Override
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.mail import compose
from portal.settings import Settings
from portal.tenders.work import panel
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender

Ask = Callable[..., Clarification]
Answer = Callable[..., Reply]
Release = Callable[[Clarification, str, str], None]


@pytest.fixture
def tender(cast: Cast, settings: Settings, now: datetime) -> Tender:
    """Fairshire’s, published at `now`."""
    compose.configure(settings)
    made = make_tender(cast, now)
    with writing():
        Override.put(made, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
        made.publish(by=cast.kofi.id, at=now, version=made.version)
    for person in (cast.kofi, cast.erin):
        panel.declare(made, person.id, "", now=now)
    found: Tender = Tender.full().where(Tender.id == made.id).get()
    return found


@pytest.fixture
def ask(tender: Tender, cast: Cast, now: datetime) -> Ask:
    """`ask("Words", who=cast.charlie, provider=cast.northgate, at=…)`; Alice of Harbour otherwise."""

    def asks(
        words: str, *, who: object = None, provider: object = None, at: datetime | None = None, why: str = ""
    ) -> Clarification:
        wish = asking.Wish(words, confidential_why=why)
        person: Any = who or cast.alice
        firm: Any = provider or cast.harbour
        return asking.ask(tender, firm.id, wish, by=person.id, arrived_at=at or now, now=at or now)

    return asks


@pytest.fixture
def answer(tender: Tender, cast: Cast, now: datetime) -> Answer:
    """Writes one answer for some questions; it is not released yet."""

    def answers(questions: list[Clarification], words: str = "Yes.", **more: object) -> Reply:
        fresh = [Clarification.get_by_id(question.id) for question in questions]
        reply = queue.draft(tender, fresh, by=cast.kofi.id, now=now)
        said = {"question": "May they?", "answer": words, "changes_nothing": True, **more}
        releasing.save(reply, said, by=cast.kofi.id, now=now, version=reply.version)
        return reply

    return answers


@pytest.fixture
def release(tender: Tender, cast: Cast, answer: Answer, now: datetime) -> Release:
    """Answers one question in these words, and releases that."""

    def releases(question: Clarification, words: str, said: str) -> None:
        reply = answer([question], words)
        Reply.update(question=said).where(Reply.id == reply.id).execute()
        releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)

    return releases


@pytest.fixture
def here(tender: Tender) -> str:
    """Where its questions are."""
    return f"/tenders/fairshire/{tender.slug}/questions/"
