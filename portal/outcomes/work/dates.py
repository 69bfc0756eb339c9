"""What the council promised of a tender, and what it kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.calendar import today, working_day
from models.tendering.outcome import Outcome
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.tender import Tender


@dataclass(frozen=True)
class Promised:
    """`key`: answers, decision or feedback; `kept_on` is None while it is not kept, or is not told yet."""

    key: str
    promised_on: date
    kept_on: date | None
    missed: bool

    def slipped(self, nation: str) -> int:
        """Working days after the promised one, once it is kept."""
        if self.kept_on is None or self.kept_on <= self.promised_on:
            return 0
        days = (self.promised_on + timedelta(days=n) for n in range(1, (self.kept_on - self.promised_on).days + 1))
        return sum(working_day(day, nation) for day in days)


def promised(tender: Tender, at: datetime) -> list[Promised]:
    """The council’s own dates, in their order. Whether answers were late is not told before the award: it would say
    that a question is open."""
    outcome, decided = Outcome.of(tender.id), tender.decided_at
    fed = outcome.feedback_at if outcome else None
    found = [("decision", tender.decision_by_on, decided)]
    if tender.state == "awarded":
        found.insert(0, ("answers", tender.answers_by_on, _last_answer(tender)))
        found.append(("feedback", tender.feedback_by_on, fed))
    return [_one(key, day, kept, at) for key, day, kept in found if day is not None]


def _one(key: str, day: date, kept: datetime | None, at: datetime) -> Promised:
    kept_on = today(kept) if kept else None
    return Promised(key, day, kept_on, missed=(kept_on or today(at)) > day)


def _last_answer(tender: Tender) -> datetime | None:
    """When the last answer was released for the first time; where there was none the day was kept at publication."""
    first = (ReleasedAnswer.tender == tender.id) & (ReleasedAnswer.number == 1)
    row = ReleasedAnswer.select().where(first).order_by(ReleasedAnswer.at.desc()).first()
    return row.at if row else tender.published_at
