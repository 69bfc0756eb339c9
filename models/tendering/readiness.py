"""The readiness check: what a tender must say before it is published, and why. Pure.

A `stop` keeps it from being published; everything else that is not as it should be is an `ask`, which a written
reason sets aside. The reason is published with the tender. Sources stand at each check.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from models.calendar import add_working_days, to_london, working_day
from models.tendering import terms

RULES = Path(__file__).with_name("readiness.toml")
NOON = 12


@dataclass(frozen=True)
class Facts:
    """A tender as it would be published. `tender` has the columns of `Tender`, `lots` and `criteria` theirs;
    `nation` is the letter of the authority’s, `expires_on` the last day of the contract that this one follows."""

    tender: Any
    nation: str
    lots: Sequence[Any] = ()
    criteria: Sequence[Any] = ()
    documents: int = 0
    expires_on: date | None = None


@dataclass(frozen=True)
class Point:
    """Something that is not as it should be: `key` names it for ever, `field` is where it is put right."""

    key: str
    level: Literal["stop", "ask"]
    say: str
    field: str


def points(facts: Facts, now: datetime) -> list[Point]:
    """Everything that speaks against publishing, stops first, in the order in which the form asks."""
    found = [point for check in CHECKS for point in check(facts, now)]
    return sorted(found, key=lambda point: point.level != "stop")


@cache
def rules() -> dict[str, Any]:
    """The figures that the check goes by."""
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def word_budget(value_pence: int | None) -> int:
    """How many words all answers together may have. An unknown value is taken as a small one."""
    pounds = (value_pence or 0) // 100
    return next(int(row["most"]) for row in rules()["words"] if pounds < row.get("below", pounds + 1))


NEEDED = (
    ("summary", "Say in two or three plain sentences what is bought, for whom, and who should think of bidding."),
    ("description", "Describe what is bought."),
    ("service", "Select the service that this is for."),
    ("value_pence", "Enter what the whole contract may be worth."),
    ("starts_on", "Enter the day on which the contract starts."),
    ("ends_on", "Enter the day on which the contract ends."),
    ("bids_go_to", "Name the portal where bids are sent."),
    ("bids_go_to_url", "Enter the address of the portal where bids are sent."),
    ("closes_at", "Enter the day and the time by which bids must be there."),
    ("contact_email", "Enter an address for technical help. Questions about the tender never go there."),
)


def _needed(facts: Facts, _now: datetime) -> Iterator[Point]:
    for name, say in NEEDED:
        if getattr(facts.tender, name) in ("", None):
            yield Point(f"needs_{name}", "stop", say, name)


def _length(facts: Facts, _now: datetime) -> Iterator[Point]:
    if not facts.tender.length_why:
        yield Point("length_why", "ask", "Say why the contract lasts as long as it does.", "length_why")


def _lots(facts: Facts, _now: datetime) -> Iterator[Point]:
    """Procurement Act 2023, section 18: to consider lots, and to say why not."""
    if not facts.lots and not facts.tender.lots_why:
        yield Point("lots", "ask", "Divide it into lots, or say why that would not work.", "lots_why")


def _reserved(facts: Facts, _now: datetime) -> Iterator[Point]:
    tender = facts.tender
    if not terms.reservation_is_lawful(tender.reserved, tender.regime, facts.nation):
        say = (
            "It may not be reserved so. Below the threshold English councils may reserve for suppliers of the United "
            "Kingdom or of an area, SMEs and VCSEs; above it only supported employment (section 32) and public "
            "service mutuals (section 33) can be reserved for."
        )
        yield Point("reserved", "stop", say, "reserved")


def _weights(facts: Facts, _now: datetime) -> Iterator[Point]:
    if not facts.criteria:
        yield Point("criteria", "stop", "Say what bids are judged by.", "criteria")
        return
    total = sum(one.weight for one in facts.criteria)
    if total != 100:
        say = f"The weights add up to {total}%. They must add up to 100%."
        yield Point("weights", "stop", say, "criteria")
    bounds = rules()["weights"]
    price, social = (sum(c.weight for c in facts.criteria if c.kind == kind) for kind in ("price", "social_value"))
    if price > bounds["price_most"]:
        say = f"Price weighs {price}%. We do not usually go above {bounds['price_most']}%."
        yield Point("price_weight", "ask", say, "criteria")
    if social < bounds["social_value_least"]:
        say = f"Social value weighs {social}%. We ask for at least {bounds['social_value_least']}%."
        yield Point("social_weight", "ask", say, "criteria")


def _words(facts: Facts, _now: datetime) -> Iterator[Point]:
    written = [one for one in facts.criteria if one.kind != "price"]
    if any(one.words is None for one in written):
        yield Point("word_limits", "ask", "Say for each criterion how many words an answer may have.", "criteria")
    total, budget = sum(one.words or 0 for one in written), word_budget(facts.tender.value_pence)
    if total > budget:
        say = f"All answers together may have {total:,} words. For a contract of this value {budget:,} are enough."
        yield Point("word_budget", "ask", say, "criteria")


def _tupe(facts: Facts, _now: datetime) -> Iterator[Point]:
    if facts.tender.tupe == "":
        say = "Say whether staff would transfer (TUPE): their details are here, there are none, or by when they come."
        yield Point("tupe", "stop", say, "tupe")
    elif facts.tender.tupe == "later" and _later(facts.tender.tupe_by, facts.tender.answers_by_on):
        say = "Details of the staff who would transfer come after the last answer. Bidders cannot ask about them."
        yield Point("tupe_late", "ask", say, "tupe")


def _order(facts: Facts, now: datetime) -> Iterator[Point]:
    """Each step after the one before it."""
    tender = facts.tender
    steps = [
        ("questions_close_at", "the end of questions", _day(tender.questions_close_at)),
        ("answers_by_on", "the last answer", tender.answers_by_on),
        ("closes_at", "the deadline", _day(tender.closes_at)),
        ("decision_by_on", "the decision", tender.decision_by_on),
        ("feedback_by_on", "feedback", tender.feedback_by_on),
    ]
    before, words = to_london(now).date(), "today"
    for field, name, day in steps:
        if day is None:
            if field != "closes_at" and not (field == "questions_close_at" and tender.questions_to == "there"):
                yield Point(f"no_{field}", "stop", f"Enter the date of {name.lower()}.", field)
            continue
        if day < before:
            yield Point(f"order_{field}", "stop", f"{name.capitalize()} ({_on(day)}) is before {words}.", field)
        before, words = day, f"{name.lower()} ({_on(day)})"
    if _later(tender.decision_by_on, tender.starts_on):
        yield Point("order_starts_on", "stop", "The contract starts before it is decided who has it.", "starts_on")


def _working_days(facts: Facts, _now: datetime) -> Iterator[Point]:
    tender = facts.tender
    for field, instant in (("questions_close_at", tender.questions_close_at), ("closes_at", tender.closes_at)):
        if instant is None:
            continue
        wall = to_london(instant)
        if not working_day(wall.date(), facts.nation):
            say = f"{wall:%A} {_on(wall.date())} is no working day. Small organisations have nobody to ask then."
            yield Point(f"holiday_{field}", "ask", say, field)
        if (wall.hour, wall.minute) != (NOON, 0):
            say = f"We close at 12 noon, when help can be had, not at {wall:%H:%M}."
            yield Point(f"noon_{field}", "ask", say, field)
    for field in ("answers_by_on", "decision_by_on", "feedback_by_on"):
        day = getattr(tender, field)
        if day is not None and not working_day(day, facts.nation):
            yield Point(f"holiday_{field}", "ask", f"{_on(day)} is no working day.", field)


def _time_to_read(facts: Facts, _now: datetime) -> Iterator[Point]:
    """Scotland: Procurement Journey, route 3. Elsewhere the house rule of the table."""
    answers, closes = facts.tender.answers_by_on, _day(facts.tender.closes_at)
    if answers is None or closes is None:
        return
    days = rules()["days"]
    if facts.nation == "S":
        if (closes - answers).days < days["after_last_answer_scotland"]:
            say = "In Scotland the last answer is given at least six days before the deadline."
            yield Point("six_days", "stop", say, "answers_by_on")
    elif add_working_days(answers, days["after_last_answer"], facts.nation) > closes:
        say = f"Leave at least {days['after_last_answer']} working days between the last answer and the deadline."
        yield Point("time_to_read", "ask", say, "answers_by_on")


def _insurance(facts: Facts, _now: datetime) -> Iterator[Point]:
    """Procurement Act 2023, sections 22(3) and 46(3)(b); 46(11) excepts light-touch contracts under a framework."""
    tender = facts.tender
    if tender.insurance and not tender.insurance_by_start:
        say = "Insurance may not be asked for before the award. Ask that the winner has it by the start."
        yield Point("insurance", "stop" if tender.regime == "procurement_act" else "ask", say, "insurance_by_start")
    if tender.insurance and not tender.insurance_why:
        say = "Say why this much insurance is needed: its price keeps small organisations away."
        yield Point("insurance_why", "ask", say, "insurance_why")
    if tender.audited_accounts:
        say = "Audited accounts may not be asked of those who need not have their accounts audited."
        yield Point("accounts", "stop" if tender.regime == "procurement_act" else "ask", say, "audited_accounts")


def _after_the_old_one(facts: Facts, _now: datetime) -> Iterator[Point]:
    tender = facts.tender
    if facts.expires_on is not None and tender.starts_on is not None:
        gap = (tender.starts_on - facts.expires_on).days - 1
        if gap > 0:
            say = f"{gap} days lie between the end of the old contract and this one. Say who helps people meanwhile."
            yield Point("gap", "ask", say, "starts_on")
    if tender.expiring_id is not None and not tender.parity:
        say = "Tell everybody what the present provider knows: volumes, staff, today’s price."
        yield Point("parity", "ask", say, "parity")


def _documents(facts: Facts, _now: datetime) -> Iterator[Point]:
    if not facts.documents:
        yield Point(
            "documents", "ask", "There is no document. Say why none is needed, or add the specification.", "documents"
        )


def _equality(facts: Facts, _now: datetime) -> Iterator[Point]:
    if not facts.tender.equality:
        say = "Say what the equality assessment found, or why there is none."
        yield Point("equality", "ask", say, "equality")


CHECKS: tuple[Callable[[Facts, datetime], Iterator[Point]], ...] = (
    *(_needed, _length, _lots, _reserved, _weights, _words, _order, _working_days, _time_to_read),
    *(_tupe, _insurance, _after_the_old_one, _documents, _equality),
)


def _day(instant: datetime | None) -> date | None:
    return None if instant is None else to_london(instant).date()


def _later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def _on(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
