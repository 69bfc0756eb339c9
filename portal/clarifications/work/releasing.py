"""Answers go out in batches, to everybody at one instant."""

from collections.abc import Sequence
from datetime import datetime

from models.conflicts import NotNow
from models.outbox import Message
from models.person import Membership, Person
from models.store import writing
from models.tendering.asker import Asker
from models.tendering.clarification import Clarification
from models.tendering.released_answer import NewAnswer, ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.mail import compose


def save(reply: Reply, values: dict[str, object], *, by: int, now: datetime, version: int) -> None:
    """Keep the words of a draft. Raises Stale, NotNow once it is released."""
    with writing():
        reply.change(values, by=by, at=now, version=version)


def agree(reply: Reply, *, by: int, now: datetime, version: int) -> None:
    """A second person agrees. Raises Stale, NotNow, NeedsAnother."""
    with writing():
        reply.agree(by=by, at=now, version=version)


def release(tender: Tender, chosen: Sequence[tuple[int, int]], *, by: int, now: datetime) -> int:
    """Release these answers (id and the version that was seen) to everybody at one instant; how many.

    All or none: Raises Stale, NotNow (“nobody asks it any more” where all its questions were withdrawn), NeedsAnother.
    """
    with writing():
        replies = [(Reply.get_by_id(number), version) for number, version in chosen]
        if any(reply.tender_id != tender.id for reply, _ in replies):
            raise NotNow("of another tender")
        public = [(reply, version) for reply, version in replies if not reply.private]
        rows = ReleasedAnswer.release(tender, [_row(reply) for reply, _ in public], by=by, at=now) if public else []
        slugs = {reply.id: row.slug for (reply, _), row in zip(public, rows, strict=True)}
        for reply, version in replies:
            reply.release(slugs.get(reply.id, ""), by=by, at=now, version=version)
            _settle(reply, by=by, now=now)
        _tell(tender, bool(public), [reply.id for reply, _ in replies], now)
        return len(replies)


def _row(reply: Reply) -> NewAnswer:
    return NewAnswer(reply.kind, reply.question, reply.answer, reply.addendum.number if reply.addendum else 0)


def _settle(reply: Reply, *, by: int, now: datetime) -> None:
    waiting = list(Clarification.select().where(Clarification.reply == reply.id, Clarification.state == "asked"))
    if not waiting:
        raise NotNow("nobody asks it any more")
    for question in waiting:
        if reply.kind == "declined":
            question.decline(reply, by=by, at=now, version=question.version)
        else:
            question.answered(by=by, at=now, version=question.version)


def _tell(tender: Tender, public: bool, replies: Sequence[int], now: datetime) -> list[Message]:
    """One mail to each person of every organisation that asked: that something is there, and nothing else."""
    asked = Asker.select(Asker.provider).where(Asker.tender == tender.id)
    if not public:
        asked = asked.join(Clarification).where(Clarification.reply << list(replies))
    people = (
        Person.select(Person.email).join(Membership).where(Membership.provider << asked, Membership.ended_at.is_null())
    )
    return [
        compose.put("clarifications/released", to=email, about=tender.subject, at=now, tender=tender)
        for email in sorted({person.email for person in people})
    ]


def correct(row: ReleasedAnswer, answer: str, why: str, *, by: int, now: datetime) -> ReleasedAnswer:
    """A new version for everybody; the old one stays readable. Raises AlreadyDone."""
    with writing():
        return row.correct(answer, why, by=by, at=now)
