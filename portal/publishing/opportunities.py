"""Tenders and answers as the record has them, for the pages of opportunities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from models.public import record as tables
from portal.publishing.as_released import AsReleased, Row
from portal.publishing.words import day

LONDON = ZoneInfo("Europe/London")

STAGES = {
    "open": "Open",
    "questions_closed": "Open, questions have closed",
    "closed": "Closed, being judged",
    "awarded": "Awarded",
    "cancelled": "Cancelled",
}
ORDER = tuple(STAGES)
AUDIENCES = {"open": "Anybody", "members": "Members of a framework"}
REGIMES = {
    "procurement_act": "Procurement Act 2023",
    "provider_selection": "Provider Selection Regime",
    "scotland": "The rules of Scotland",
    "below_threshold": "Below the threshold",
}
RESERVATIONS = {
    "": "",
    "uk": "Suppliers of the United Kingdom",
    "local": "Suppliers of an area",
    "sme_vcse": "Small and medium organisations, and voluntary ones",
    "supported_employment": "Supported employment providers",
    "public_service_mutual": "Public service mutuals",
}
TUPE = {
    "": "",
    "present": "Staff would transfer; the details are among the documents",
    "none": "No staff would transfer",
    "later": "Staff would transfer; the details come later",
}
KINDS = {"price": "Price", "quality": "Quality", "social_value": "Social value"}
REASONS = {
    "documents_changed": "The documents changed",
    "more_time_to_write": "More time to write",
    "technical_fault": "A technical fault",
    "holiday": "A holiday lies in between",
    "other_body": "Another public body decides first",
}
PROMISES = {"answers": "The last answer", "decision": "The decision", "feedback": "Feedback to bidders"}
FIELDS = {
    "title": "Title", "summary": "In short", "description": "What is bought", "service": "Service",
    "arrangement": "Arrangement", "volume": "Volume", "payment": "How it is paid", "value_pence": "Value in pence",
    "starts_on": "First day", "ends_on": "Last day", "extension_months": "Months it may be extended by",
    "length_why": "Why it lasts as long", "lots_why": "Why there are no lots", "cpv_code": "CPV code",
    "proclass": "ProClass", "area": "Where", "audience": "Who may take part", "framework": "Framework",
    "lot_name": "Lot of the framework", "regime": "Rules", "reserved": "Reserved for",
    "reserved_area": "Area it is reserved for", "bids_go_to": "Where bids go",
    "bids_go_to_url": "Address of that portal", "questions_to": "Where questions are asked",
    "answers_by_on": "Last answer by", "decision_by_on": "Decision by", "feedback_by_on": "Feedback by",
    "answer_days": "Working days to answer", "second_person": "Answers need a second person", "tupe": "Staff (TUPE)",
    "tupe_by": "Details of staff by", "tupe_words": "On staff", "insurance": "Insurance",
    "insurance_why": "Why this much insurance", "insurance_by_start": "The winner has it by the start",
    "audited_accounts": "Audited accounts", "consortium": "Bidding together", "social_value": "Social value",
    "equality": "Equality", "expiring": "Contract that ends", "parity": "What the present provider knows",
    "jointly": "Bought together with", "lots": "Lots", "criteria": "How bids are judged",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """A question with its answer: the version that stands, and those before it, newest first."""

    slug: str
    row: Row
    before: Sequence[Row] = ()


class Opportunity(AsReleased):
    """A tender; its row is that of portal/releasing/tenders.py."""

    table = tables.Tender
    under = "opportunities"


def all_opportunities() -> list[Opportunity]:
    """What is open first, by its deadline; then what is being judged and what was decided, the newest first."""
    found = sorted(Opportunity.every(), key=lambda one: str(one.row["closes_at"]))
    waiting = [one for one in found if one.row["stage"] in ("open", "questions_closed")]
    return waiting + [one for one in reversed(found) if one not in waiting]


def shelves(of: Opportunity) -> list[str]:
    """Where it is followed together with others: its council’s, and its service’s there."""
    council = f"/opportunities/{of.authority}/"
    service = of.row["service"]
    return [council, f"{council}services/{service['key']}/"] if service else [council]


def followed() -> list[tuple[str, str, str]]:
    """What can be followed together, by name: “Short breaks, Fairshire County Council”, its feed’s folder, and where it
    is followed by e-mail."""
    found: dict[str, tuple[str, str]] = {}
    for one in all_opportunities():
        name, service = one.row["authority"]["name"], one.row["service"]
        by_mail = (f"council/{one.authority}/all/", f"service/{one.authority}/{service['key']}/" if service else "")
        titles = (f"All tenders of {name}", f"{service['title']}, {name}" if service else "")
        found |= dict(zip(shelves(one), zip(titles, by_mail, strict=True), strict=False))
    return sorted((title, shelf, mail) for shelf, (title, mail) in found.items())


def answers(of: Opportunity) -> list[Answer]:
    """Its questions and answers: the last batch first, each batch in the order that was drawn."""
    here = (tables.Answer.authority == of.authority) & (tables.Answer.tender == of.slug)
    versions: dict[str, list[Row]] = {}
    for row in tables.Answer.select().where(here).order_by(tables.Answer.version):
        versions.setdefault(row.slug, []).insert(0, orjson.loads(row.data))
    found = [Answer(slug, rows[0], rows[1:]) for slug, rows in versions.items()]
    found.sort(key=lambda one: _first(one)["place"])
    return sorted(found, key=lambda one: str(_first(one)["at"]), reverse=True)


def _first(answer: Answer) -> Row:
    return answer.before[-1] if answer.before else answer.row


def instant(value: str | None) -> str:
    """“22 December 2026, 12 noon”, London time, of a stored instant (naive UTC)."""
    if not value:
        return ""
    wall = datetime.fromisoformat(value).replace(tzinfo=UTC).astimezone(LONDON)
    if (wall.hour, wall.minute) == (12, 0):
        clock = "12 noon"
    elif (wall.hour, wall.minute) == (23, 59):
        clock = "midnight at the end of the day"
    else:
        clock = f"{wall.hour % 12 or 12}:{wall.minute:02}{'am' if wall.hour < 12 else 'pm'}"
    return f"{day(wall.date().isoformat())}, {clock}"


def kept(one: Row) -> str:
    """Whether a day that the council promised was kept, in words."""
    if one["kept_on"] is None:
        return "not kept." if one["missed"] else "not there yet."
    late = f", {one['slipped']} working {'day' if one['slipped'] == 1 else 'days'} late" if one["slipped"] else ""
    return f"done on {day(one['kept_on'])}{late}."


def said(name: str, value: Any) -> str:
    """A value of an addendum in words."""
    if isinstance(value, list):
        parts = (f"{one['title']} {one['weight']}%" if "weight" in one else str(one["title"]) for one in value)
        return "; ".join(parts) or "None"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    words = {"audience": AUDIENCES, "regime": REGIMES, "reserved": RESERVATIONS, "tupe": TUPE}.get(name, {})
    text = words.get(value, value) if isinstance(value, str) else value
    return "Nothing" if text in ("", None) else str(text)
