"""Who asked, when, how many and in which words: none of it reaches anybody before the award, the council included."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.draft import Draft
from models.outbox import Message
from models.store import writing
from models.tendering.asker import Asker
from models.tendering.clarification import Clarification
from models.tendering.panel import Panelist
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.clarifications.work import queue, releasing
from portal.clarifications.work.matter import SET, About
from portal.demo.talking import talk_of
from portal.drafts.work.homes import Stored
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.clarifications.conftest import Answer, Ask

WORDS = ("zebraoriginal", "zebrasecret", "zebradraft", "zebrawaiting")
UNSENT = ("zebraunsent", "zebratalked")
"""What was typed and not asked: nobody else’s, in any words of the council’s or of a colleague’s pages."""
ASKED_AFTER = timedelta(hours=1, minutes=37, seconds=42, milliseconds=123)
TIMES = ("10:37", "09:37", "37:42", "42.123")
"""That time in London and in UTC, as pages and headers could tell it."""
OTHERS = ("charlie", "dana", "frank", "gita", "ivan", None)
OWN = ("bob",)
COUNCIL = ("kofi", "erin", "hana", "lena")


@pytest.fixture
def planted(tender: Tender, cast: Cast, ask: Ask, answer: Answer, now: datetime) -> Tender:
    """Harbour asked four times; one answer is released, one is a draft, two questions wait. Alice has a
    question lying there that she talked about and did not ask."""
    with writing():
        Panelist.add(tender, cast.lena.id, by=cast.kofi.id, at=now).declare("", at=now)
    released, drafted = ask("zebraoriginal may hosts smoke?"), ask("Who pays taxis?")
    ask("zebrawaiting?", at=now + ASKED_AFTER), ask("Another one?", why="zebrasecret")
    reply = answer([released], "No.")
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)
    answer([drafted], "zebradraft")
    begin(tender, cast.alice.id, cast.harbour.id, now)
    return tender


def begin(tender: Tender, person: int, provider: int, now: datetime) -> None:
    """Somebody talks of a question and does not ask it."""
    matter = About(tender, provider, "/", lambda _: None, now).matter()
    home = Stored(person, (SET, "2026-1"), tender=tender.id)
    talk_of(matter, home, ["zebraunsent may hosts smoke?", "zebratalked"], at=now)


def pages(tender: Tender, at_desk: bool) -> Iterator[str]:
    """Every page that has to do with the tender."""
    asked = f"/tenders/fairshire/{tender.slug}/questions/"
    yield from ("/", "/tenders/", f"/tenders/fairshire/{tender.slug}/", asked)
    yield from (f"{asked}ask{page}" for page in ("", "/check", "/talk", "/talk/transcript.txt"))
    if at_desk:
        here = f"/desk/tenders/{tender.public_id}/"
        yield from ("/desk/tenders/", here, f"{here}questions/", f"{here}panel", f"{here}declare")
        yield from (f"{here}questions/{one.public_id}" for one in Clarification.select())
        yield from (f"{here}answers/{one.public_id}" for one in Reply.select())


def read(client: HouseClient, cast: Cast, who: str | None, paths: list[str]) -> str:
    """Everything that somebody is sent: pages and headers."""
    browser = (client.as_(getattr(cast, who)) if who else client).browser
    answers = [browser.get(path) for path in paths]
    return "\n".join(f"{answer.headers}\n{answer.get_data(as_text=True)}" for answer in answers).lower()


def leaks(client: HouseClient, cast: Cast, tender: Tender) -> dict[str | None, list[str]]:
    """Who is sent what they must not be."""
    asked = list(Clarification.select())
    who_asked = [*TIMES, cast.harbour.legal_name.lower(), "alice", *(one.reference.lower() for one in asked)]
    numbers = [f"asker {asker.number}" for asker in Asker.select()]
    found: dict[str | None, list[str]] = {}
    for who in OTHERS:
        sent = read(client, cast, who, list(pages(tender, at_desk=False)))
        found[who] = [token for token in (*WORDS, *UNSENT, *who_asked, *numbers) if token in sent]
    for who in OWN:
        sent = read(client, cast, who, list(pages(tender, at_desk=False)))
        found[who] = [token for token in UNSENT if token in sent]
    for who in COUNCIL:
        sent = read(client, cast, who, list(pages(tender, at_desk=True)))
        found[who] = [token for token in (*UNSENT, *who_asked) if token in sent]
    return {who: told for who, told in found.items() if told}


def test_nothing_private_reaches_anybody(client: HouseClient, cast: Cast, planted: Tender) -> None:
    assert leaks(client, cast, planted) == {}
    mails = "\n".join(f"{mail.subject} {mail.text}" for mail in Message.select()).lower()
    assert not [token for token in (*WORDS, *UNSENT) if token in mails]


def test_a_queue_that_names_who_asks_is_caught(
    client: HouseClient, cast: Cast, planted: Tender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control."""
    line = queue._line

    def names(question: Clarification, tender: Tender) -> Any:
        told = line(question, tender)
        return queue.Line(told.question, question.asker.provider.legal_name, told.due_on, told.ruling_by)  # type: ignore[union-attr]

    monkeypatch.setattr(queue, "_line", names)
    assert set(leaks(client, cast, planted)) == set(COUNCIL)


def test_a_draft_that_is_found_without_its_person_is_caught(
    client: HouseClient, cast: Cast, planted: Tender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control for what was not sent."""
    monkeypatch.setattr(Draft, "of", lambda *_, tender=None, **__: Draft.get_or_none(Draft.tender == tender))
    assert set(leaks(client, cast, planted)) == {"bob", "charlie"}


def test_nobody_can_count_what_is_open(
    client: HouseClient, cast: Cast, planted: Tender, ask: Ask, now: datetime
) -> None:
    """Pages that bidders and the public see are the same bytes with two more questions in the queue."""
    paths = [path for path in pages(planted, at_desk=False) if path != "/"]
    before = read(client, cast, None, paths)
    begin(planted, cast.charlie.id, cast.northgate.id, now)
    ask("One more?"), ask("And one?", who=cast.charlie, provider=cast.northgate)
    assert read(client, cast, None, paths) == before


def test_the_asker_reads_it_all(client: HouseClient, cast: Cast, planted: Tender) -> None:
    sent = read(client, cast, "alice", [f"/tenders/fairshire/{planted.slug}/questions/"])
    assert all(one.reference.lower() in sent for one in Clarification.select())
