"""What still waits before a tender is decided, and after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from models.tendering.clarification import Clarification
from models.tendering.outcome import Outcome
from models.tendering.panel import Panelist
from models.tendering.substance import Substance
from models.tendering.tender import Tender

Key = Literal[
    "questions", "late_questions", "declarations", "substance_write", "substance_agree", "substance_release",
    "feedback", "outcome", "notice", "contract",
]  # fmt: skip


@dataclass(frozen=True)
class Wait:
    """One thing, and how many of it. A `stop` keeps the tender from being awarded."""

    key: Key
    count: int = 1
    stop: bool = False


def waits(tender: Tender, now: datetime) -> list[Wait]:
    """In the order in which it is done; nothing for a draft."""
    found = _questions(tender) + _substances(tender)
    if tender.state == "published" and tender.stage(now) == "closed":
        undeclared = sum(one.declared_at is None for one in Panelist.of(tender.id))
        found.append(Wait("declarations", undeclared))
    if tender.state == "awarded":
        found += _after(Outcome.of(tender.id))
    return [one for one in found if one.count]


def open_in_time(tender: Tender) -> int:
    """Questions that came in time and are neither answered nor declined."""
    return int(_asked(tender).where(~Clarification.late).count())


def _asked(tender: Tender) -> Any:
    return Clarification.select().where(Clarification.tender == tender.id, Clarification.state == "asked")


def _questions(tender: Tender) -> list[Wait]:
    if tender.published_at is None:
        return []
    late = _asked(tender).where(Clarification.late).count()
    return [Wait("questions", open_in_time(tender), stop=True), Wait("late_questions", late)]


def _substances(tender: Tender) -> list[Wait]:
    states = [kept.state if kept else "" for _, kept in Substance.given(tender.id)]
    ready = states.count("agreed") if tender.state in ("awarded", "cancelled") else 0
    return [
        Wait("substance_write", states.count("")), Wait("substance_agree", states.count("draft")),
        Wait("substance_release", ready),
    ]  # fmt: skip


def _after(outcome: Outcome | None) -> list[Wait]:
    return [
        Wait("feedback", outcome is None or outcome.feedback_at is None),
        Wait("outcome", outcome is None or outcome.released_at is None),
        Wait("notice", outcome is None or outcome.notice_on is None),
        Wait("contract", outcome is None or outcome.contract_id is None),
    ]
