"""What waits in the tenders that somebody works on, for their home page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from models.tendering.clarification import Clarification
from models.tendering.lot import JointBuyer
from models.tendering.panel import Panelist
from models.tendering.tender import Tender


@dataclass(frozen=True)
class Waiting:
    """One tender, and what is to be done: `jointly` (say whether it buys it, too), `declare`, `write`, `answer`
    (so many questions) or `decide`."""

    tender: Tender
    what: str
    questions: int = 0


def waiting(tenders: Sequence[Tender], person: int, now: datetime, *, works: Sequence[int]) -> list[Waiting]:
    """What this person has to do, of tenders that they may read; `works`: authorities whose tenders they write. Three
    queries."""
    declared: Any = Panelist.select(Panelist.tender).where(Panelist.person == person, Panelist.declared_at.is_null())
    undeclared = {tender for (tender,) in declared.tuples()}
    asked: Any = (
        Clarification.select(Clarification.tender, fn.COUNT(Clarification.id))
        .where(Clarification.tender << [tender.id for tender in tenders], Clarification.state == "asked")
        .group_by(Clarification.tender)
    )
    questions = dict(asked.tuples())
    named: Any = JointBuyer.unanswered(works).tuples()
    unanswered = {tender for (tender,) in named}
    found = []
    for tender in tenders:
        if tender.id in unanswered:
            found.append(Waiting(tender, "jointly"))
        if tender.id in undeclared and tender.published_at is not None:
            found.append(Waiting(tender, "declare"))
        if tender.authority_id in works:
            found += _of(tender, questions.get(tender.id, 0), now)
    return found


def _of(tender: Tender, questions: int, now: datetime) -> list[Waiting]:
    stage = tender.stage(now)
    found = [Waiting(tender, "answer", questions)] if questions and tender.state == "published" else []
    if stage in ("draft", "closed"):
        found.append(Waiting(tender, {"draft": "write", "closed": "decide"}[stage]))
    return found
