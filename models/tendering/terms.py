"""The words in which a tender is kept, and what follows from them. Pure.

An instant of the timetable is the last good one: in time means received at or before it, to the millisecond.
"""

from datetime import datetime

STATES = ("draft", "published", "awarded", "cancelled")
"""What people decided. That questions or the tender have closed follows from the timetable: see `stage_of`."""
STAGES = ("draft", "open", "questions_closed", "closed", "awarded", "cancelled")

AUDIENCES = ("open", "members")
"""Everybody, or the members of one framework (and lot)."""
REGIMES = ("procurement_act", "provider_selection", "scotland", "below_threshold")
"""Procurement Act 2023; Provider Selection Regime (SI 2023/1348), for health services, also a council’s; the rules of
Scotland; below the threshold."""
RESERVATIONS = ("", "uk", "local", "sme_vcse", "supported_employment", "public_service_mutual")
BELOW_THRESHOLD_RESERVATIONS = ("uk", "local", "sme_vcse")
"""English authorities, below the threshold: Local Government (Exclusion of Non-commercial Considerations) (England)
Order 2026."""
ABOVE_THRESHOLD_RESERVATIONS = ("supported_employment", "public_service_mutual")
"""Procurement Act 2023, sections 32 and 33."""
CHANNELS = ("here", "there")
"""Where questions are officially asked: here, or in the portal that takes the bids; then this page mirrors."""
TUPE = ("", "present", "none", "later")
"""Staff who would transfer: their details are in the documents, there are none, or they come by `tupe_by`."""
OUTCOMES = ("awarded", "cancelled")


def reservation_is_lawful(reserved: str, regime: str, nation: str) -> bool:
    """Whether a competition may be reserved so. Source: see the two tuples above."""
    if reserved in BELOW_THRESHOLD_RESERVATIONS:
        return regime == "below_threshold" and nation == "E"
    if reserved in ABOVE_THRESHOLD_RESERVATIONS:
        return regime == "procurement_act" and nation != "S"
    return reserved == ""


def stage_of(state: str, questions_close_at: datetime | None, closes_at: datetime | None, at: datetime) -> str:
    """Which of STAGES a tender is in at an instant."""
    if state != "published":
        return state
    if closes_at is not None and at > closes_at:
        return "closed"
    if questions_close_at is not None and at > questions_close_at:
        return "questions_closed"
    return "open"
