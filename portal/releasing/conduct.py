"""How a council kept its own promises, added up: the ONLY list of what is public of it.

Tenders count once their outcome is released, and never before: a figure that moved meanwhile would tell that a question
is open. Returns count by whole periods, once nothing of a period waits any more.
"""

from datetime import datetime
from typing import TypedDict

from models.authority import Authority
from models.calendar import today
from models.conduct import ReleasedConduct
from models.promise import Promise
from models.store import must_be_writing, writing
from models.tendering.clarification import Clarification
from models.tendering.outcome import Outcome
from models.tendering.papers import PapersDeleted
from models.tendering.tender import Tender
from portal.outcomes.work import dates
from portal.releasing.rows import canonical


class Conduct(TypedDict):
    """Counts of things, and of those of them that were in time; `slipped` in working days over all promised days."""

    name: str
    tenders: int
    questions: int
    questions_in_time: int
    days: int
    days_kept: int
    slipped: int
    feedback: int
    feedback_in_time: int
    returns: int
    returns_in_time: int


def release_all(now: datetime) -> int:
    """Releases what changed, a row a council; how many."""
    with writing():
        return sum(_release(authority, now) for authority in Authority.select().order_by(Authority.id))


def _release(authority: Authority, now: datetime) -> bool:
    must_be_writing()
    found = conduct(authority, now)
    known = ReleasedConduct.select().where(ReleasedConduct.authority == authority.id).exists()
    if not known and not (found["tenders"] or found["returns"]):
        return False
    return ReleasedConduct.release(authority.id, canonical(found), at=now) is not None


def conduct(authority: Authority, now: datetime) -> Conduct:
    """As it stands."""
    done = Outcome.select(Outcome.tender).where(Outcome.released_at.is_null(is_null=False))
    tenders = list(Tender.full().where(Tender.authority == authority.id, Tender.id << done).order_by(Tender.id))
    days = [one for tender in tenders for one in dates.promised(tender, now) if one.kept_on]
    fed = [one for one in days if one.key == "feedback"]
    questions = [_answered(tender) for tender in tenders]
    counted = [(kept, broken) for kept, broken, waits in _returns(authority, now) if not waits]
    return {
        "name": authority.name,
        "tenders": len(tenders),
        "questions": sum(answered for answered, _ in questions),
        "questions_in_time": sum(in_time for _, in_time in questions),
        "days": len(days),
        "days_kept": sum(not one.missed for one in days),
        "slipped": sum(one.slipped(authority.nation) for one in days),
        "feedback": len(fed),
        "feedback_in_time": sum(not one.missed for one in fed),
        "returns": sum(kept + broken for kept, broken in counted),
        "returns_in_time": sum(kept for kept, _ in counted),
    }


def _answered(tender: Tender) -> tuple[int, int]:
    """How many questions that came in time were answered, and how many of these by their promised day."""
    if (deleted := PapersDeleted.of(tender.id)) is not None:
        return deleted.answered, deleted.answered_in_time
    kept = Clarification.kept_promises(tender)
    return len(kept), sum(kept)


def _returns(authority: Authority, now: datetime) -> list[tuple[int, int, int]]:
    return list(Promise.counts([authority.id], today(now)).values())


def released_conduct() -> list[dict[str, str]]:
    """Rows of the record’s table `conduct`."""
    return [
        {"authority": row.authority.slug, "released_at": f"{row.at}", "data": row.data}
        for row in ReleasedConduct.newest()
    ]
