"""How outcomes are described, in words. Pure."""

from collections.abc import Sequence

from models.tendering.tender import Tender
from portal.london import day, moment
from portal.outcomes.work.bidding import Sheet

YES_NO = (("yes", "Yes"), ("no", "No"))
DATES = {"answers": "Last answer", "decision": "Decision", "feedback": "Feedback"}


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
