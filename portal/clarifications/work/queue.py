"""The council’s side: the blind queue. Nothing in here gives a name but `open_name`, which a manager does for a written
reason that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.calendar import add_working_days, today
from models.provider import Provider
from models.store import writing
from models.tendering.asker import Asker, NameOpened
from models.tendering.clarification import Clarification
from models.tendering.reply import Reply
from models.tendering.tender import Tender

RULING_DAYS = 2
"""Working days in which the council says whether it keeps a question confidential, and in which the asker then acts."""


@dataclass(frozen=True)
class Line:
    """A question in the queue, without who asked. `due_on`: the day by which the council promised an answer."""

    question: Clarification
    who: str
    due_on: date
    ruling_by: date | None

    @property
    def late(self) -> bool:
        """Whether it came after the last good instant; it may be answered all the same."""
        return bool(self.question.late)


def lines(tender: Tender, *, states: Sequence[str] = ("asked",)) -> list[Line]:
    """The questions of a tender, in the order of their promised day; one query."""
    query = Clarification.full().where(Clarification.tender == tender.id, Clarification.state << list(states))
    found = [_line(question, tender) for question in query.order_by(Clarification.id)]
    return sorted(found, key=lambda line: (line.due_on, str(line.question.public_id)))


def _line(question: Clarification, tender: Tender) -> Line:
    nation, asked = tender.authority.nation, today(question.arrived_at)
    who = f"Asker {question.asker.number}" if question.asker else WAYS[question.way]
    ruling = None
    if question.confidential and not question.ruling and question.state == "asked":
        ruling = add_working_days(asked, RULING_DAYS, nation)
    return Line(question, who, add_working_days(asked, tender.answer_days, nation), ruling)


WAYS = {
    "email": "By e-mail",
    "telephone": "By telephone",
    "event": "At an event",
    "portal": "In the other portal",
}


def find(tender: Tender, public_id: object) -> Line | None:
    """One question of a tender."""
    question = (
        Clarification.full().where(Clarification.tender == tender.id, Clarification.public_id == public_id).first()
    )
    return _line(question, tender) if question else None


def came_another_way(
    tender: Tender, words: str, way: str, note: str, *, came_at: datetime, by: int, now: datetime
) -> Clarification:
    """A question by e-mail, telephone or at an event stands in the same queue as all others. Raises NotNow."""
    values: dict[str, object] = {"words": words, "way": way, "way_note": note}
    with writing():
        return Clarification.ask(Tender.get_by_id(tender.id), None, values, by=by, arrived_at=came_at, at=now)


def rule(question: Clarification, *, agreed: bool, by: int, now: datetime, version: int) -> None:
    """What the council says to the wish for confidentiality. Raises Stale, NotNow."""
    with writing():
        question.rule(agreed=agreed, by=by, at=now, version=version)


def claim(question: Clarification, *, by: int, now: datetime, version: int) -> None:
    """An officer works on it from now on. Raises Stale, NotNow."""
    with writing():
        question.claim(by=by, at=now, version=version)


def let_go(question: Clarification, *, by: int, now: datetime, version: int) -> None:
    """Nobody does any more. Raises Stale, NotNow."""
    with writing():
        question.let_go(by=by, at=now, version=version)


def settle_time(question: Clarification, why: str, *, late: bool, by: int, now: datetime, version: int) -> None:
    """A person decides where the clocks did not agree. Raises Stale, NotNow."""
    with writing():
        question.settle_time(why, late=late, by=by, at=now, version=version)


def draft(tender: Tender, questions: Sequence[Clarification], *, kind: str = "answer", by: int, now: datetime) -> Reply:
    """One answer for these questions; it begins with the first one’s words, to be said so that they reveal nobody.
    Raises Stale, NotNow."""
    with writing():
        reply = Reply.write(tender, questions[0].words, kind=kind, by=by, at=now)
        for question in questions:
            question.put_to(reply, by=by, at=now, version=question.version)
        return reply


def join(question: Clarification, reply: Reply | None, *, by: int, now: datetime) -> None:
    """Answered together with the others of an answer; None: by itself again. Raises Stale, NotNow."""
    with writing():
        question.put_to(reply, by=by, at=now, version=question.version)


def drafts(tender: Tender) -> list[Reply]:
    """Answers that are not released yet."""
    return list(Reply.select().where(Reply.tender == tender.id, Reply.state != "released").order_by(Reply.id))


def questions_of(reply: Reply) -> list[Line]:
    """The questions that an answer answers."""
    query = Clarification.full().where(Clarification.reply == reply.id).order_by(Clarification.id)
    return [_line(question, reply.tender) for question in query]


def open_name(asker: Asker, reason: str, *, by: int, now: datetime) -> str:
    """The name of an asker, for a written reason; the asker is told after the award."""
    with writing():
        NameOpened.open(asker, reason, by=by, at=now)
        return str(Provider.get_by_id(asker.provider_id).legal_name)
