"""How outcomes are described, in words. Pure."""

from collections.abc import Sequence

from models.tendering.tender import Tender
from portal.london import day, moment
from portal.outcomes.work.bidding import Sheet
from portal.outcomes.work.waits import Wait

YES_NO = (("yes", "Yes"), ("no", "No"))
WAITS = {
    "questions": "questions that came in time are neither answered nor declined",
    "late_questions": "questions came after the deadline and wait: answer them for everybody, or say why not",
    "declarations": "people on the panel have not declared what they have to do with bidders",
    "substance_write": "private answers are to be written in substance",
    "substance_agree": "private answers in substance wait for a second person to agree",
    "substance_release": "private answers in substance can be released to everybody",
    "feedback": "Bidders do not have their feedback yet",
    "outcome": "The outcome is not published yet",
    "notice": "The contract award notice is not noted",
    "contract": "The contract does not stand in the register",
}
ONE_WAITS = {
    "questions": "question that came in time is neither answered nor declined",
    "late_questions": "question came after the deadline and waits: answer it for everybody, or say why not",
    "declarations": "person on the panel has not declared what they have to do with bidders",
    "substance_write": "private answer is to be written in substance",
    "substance_agree": "private answer in substance waits for a second person to agree",
    "substance_release": "private answer in substance can be released to everybody",
}
DATES = {"answers": "Last answer", "decision": "Decision", "feedback": "Feedback"}


def waiting(one: Wait) -> str:
    """What still waits, in words: “2 private answers are to be written in substance.”"""
    if one.key not in ONE_WAITS:
        return f"{WAITS[one.key]}."
    said = ONE_WAITS[one.key] if one.count == 1 else WAITS[one.key]
    return f"{one.count} {said}."


def sheet_text(tender: Tender, sheets: Sequence[Sheet], released_at: object) -> str:
    """Feedback as a plain text, to be read here or sent through another portal."""
    lines = [f"Feedback: {tender.title}", f"{tender.authority.name}, {moment(released_at)}", ""]  # type: ignore[arg-type]
    if tender.decided_at:
        lines += [f"Decided on {day(tender.decided_at)}. Every bidder has feedback since the same moment.", ""]
    for sheet in sheets:
        lines += [f"Bid: {sheet.bidder.name}" + (f", {sheet.lot}" if sheet.lot else "")]
        lines += ["This bid won." if sheet.bidder.won else "This bid did not win.", ""]
        for one in sheet.criteria:
            mark = sheet.marks[one.number]
            lines += [f"{one.number}. {one.title} (weight {one.weight}%)", f"Score: {mark.score}"]
            lines += [f"Why this score: {mark.why}", f"Why not higher: {mark.why_not_higher}", ""]
    return "\n".join(lines).rstrip() + "\n"
