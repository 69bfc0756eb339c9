"""Private answers in substance: written, agreed by a second person, released to everybody after the decision."""

from datetime import datetime

from models.conflicts import NotNow
from models.store import writing
from models.tendering.released_answer import NewAnswer, ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.substance import Substance
from models.tendering.tender import Tender


def write(reply: Reply, question: str, answer: str, *, by: int, now: datetime, version: int) -> None:
    """Keep the words. Raises Stale, NotNow once it is released."""
    with writing():
        Substance.put(reply, question, answer, by=by, at=now, version=version)


def agree(substance: Substance | None, *, by: int, now: datetime, version: int) -> None:
    """A second person agrees. Raises Stale, NotNow, also where nothing is written yet, NeedsAnother."""
    if substance is None:
        raise NotNow("not written")
    with writing():
        substance.agree(by=by, at=now, version=version)


def release(tender: Tender, *, by: int, now: datetime) -> int:
    """Everything that is not released yet, at one instant, or nothing; how many.

    Raises NotNow before the decision, and (“incomplete”) where one is not written, or not agreed.
    """
    with writing():
        fresh = Tender.get_by_id(tender.id)
        if fresh.state not in ("awarded", "cancelled"):
            raise NotNow(fresh.state)
        waiting = [kept for _, kept in Substance.given(fresh.id) if kept is None or kept.state != "released"]
        ready = [kept for kept in waiting if kept is not None and kept.state == "agreed"]
        if not ready or len(ready) < len(waiting):
            raise NotNow("incomplete")
        rows = [NewAnswer("answer", kept.question, kept.answer) for kept in ready]
        for kept, row in zip(ready, ReleasedAnswer.release(fresh, rows, by=by, at=now), strict=True):
            kept.release(row.slug, by=by, at=now)
        return len(ready)
