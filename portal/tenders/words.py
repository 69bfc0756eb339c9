"""How tenders are described, in words. Keys are what is stored; pure."""

from datetime import datetime

from models.tendering import terms
from portal.london import moment

AUDIENCES = {"open": "Anybody", "members": "Members of a framework"}
REGIMES = {
    "procurement_act": "Procurement Act 2023",
    "provider_selection": "Provider Selection Regime",
    "scotland": "The rules of Scotland",
    "below_threshold": "Below the threshold",
}
RESERVATIONS = {
    "uk": "Suppliers of the United Kingdom",
    "local": "Suppliers of an area",
    "sme_vcse": "Small and medium organisations, and voluntary ones",
    "supported_employment": "Supported employment providers",
    "public_service_mutual": "Public service mutuals",
}
CHANNELS = {"here": "Here", "there": "In the portal that takes the bids; this page only shows them"}
TUPE = {
    "present": "Yes, and the details are among the documents",
    "none": "No staff would transfer",
    "later": "Yes, and the details come later",
}
KINDS = {"price": "Price", "quality": "Quality", "social_value": "Social value"}
STAGES = {
    "draft": "Draft",
    "open": "Open",
    "questions_closed": "Open, questions have closed",
    "closed": "Closed, being judged",
    "awarded": "Awarded",
    "cancelled": "Cancelled",
}
DEADLINE_REASONS = {
    "documents_changed": "The documents changed",
    "more_time_to_write": "More time to write",
    "technical_fault": "A technical fault",
    "holiday": "A holiday lies in between",
    "other_body": "Another public body decides first",
}
IN_TIME = (
    "In time means: received at or before that instant, to the thousandth of a second. One thousandth of a second "
    "later is late."
)

FIELDS = {
    "title": "Title",
    "summary": "In short",
    "description": "What is bought",
    "service": "Service",
    "arrangement": "Arrangement",
    "volume": "Volume",
    "payment": "How it is paid",
    "value_pence": "Value of the whole contract",
    "starts_on": "First day",
    "ends_on": "Last day",
    "extension_months": "May be extended by",
    "length_why": "Why it lasts as long",
    "lots_why": "Why there are no lots",
    "cpv_code": "CPV code",
    "proclass": "ProClass",
    "area": "Where",
    "audience": "Who may take part",
    "framework": "Framework",
    "lot_name": "Lot of the framework",
    "regime": "Rules",
    "reserved": "Reserved for",
    "reserved_area": "Which area",
    "bids_go_to": "Where bids go",
    "bids_go_to_url": "Address of that portal",
    "notice_id": "Public notice",
    "questions_to": "Where questions are asked",
    "answers_by_on": "Last answer by",
    "decision_by_on": "Decision by",
    "feedback_by_on": "Feedback by",
    "answer_days": "Working days to answer a question",
    "choose_days": "Working days before the deadline by which open questions are decided",
    "second_person": "Answers need a second person",
    "tupe": "Staff who would transfer (TUPE)",
    "tupe_by": "Details of staff by",
    "tupe_words": "On staff",
    "insurance": "Insurance",
    "insurance_why": "Why this much insurance",
    "insurance_by_start": "The winner has it by the start",
    "audited_accounts": "Audited accounts",
    "consortium": "Bidding together, and subcontractors",
    "social_value": "Social value",
    "equality": "Equality assessment",
    "statement": "Market position statement",
    "expiring": "Contract that ends",
    "parity": "What the present provider knows",
    "contact": "Technical help",
    "contact_email": "Its e-mail address",
    "jointly": "Bought together with",
    "lots": "Lots",
    "criteria": "How bids are judged",
}


def stage(tender: object, at: datetime) -> str:
    """The stage of a tender in words."""
    return STAGES[tender.stage(at)]  # type: ignore[attr-defined]


def deadline(tender: object) -> str:
    """“The deadline that counts is the one in ProContract. We show it as of 5 October 2026, 9:00am.”"""
    seen = tender.deadline_seen_at or tender.published_at or tender.changed_at  # type: ignore[attr-defined]
    where = tender.bids_go_to or "the portal that takes the bids"  # type: ignore[attr-defined]
    shown = f" We show it as of {moment(seen)}." if seen else ""
    return f"The deadline that counts is the one in {where}.{shown}"


def reservations(regime: str) -> list[tuple[str, str]]:
    """What a competition under these rules may be reserved for."""
    kept = terms.BELOW_THRESHOLD_RESERVATIONS if regime == "below_threshold" else terms.ABOVE_THRESHOLD_RESERVATIONS
    return [(key, text) for key, text in RESERVATIONS.items() if key in kept]
