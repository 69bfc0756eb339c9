"""Why somebody cannot be the independent person of a home, and what a link says that works no more."""

from collections.abc import Mapping

from models.conflicts import Conflict, NotImpartial, NotNow, NotYours, Taken

LAW = "the Children’s Homes (England) Regulations 2015 (SI 2015/541)"
LINKS: Mapping[str, str] = {
    "serving": "This link has been used. If it was you, sign in.",
    "ended": "This link works no more. Ask whoever named you for a new one.",
    "expired": "This link is too old. Ask whoever named you for a new one.",
    "unknown": "We don’t know this link. Check that the whole of it was copied.",
}
IMPARTIAL: Mapping[str, str] = {
    "employed": f"They belong to this provider. Whoever works for it may not be the independent person: regulation "
    f"43(3)(b) of {LAW}.",
    "commissions": f"They work for the council that buys from this home. Whoever commissions or finances what a home "
    f"provides may not be its independent person: regulation 43(3)(d) of {LAW}.",
    "council": "They work for the council that the report goes to. Nobody is on both sides of one council.",
}


def refused(error: Conflict) -> str:
    """For the person who tried."""
    if isinstance(error, NotImpartial):
        return IMPARTIAL[error.why]
    if isinstance(error, NotNow):
        return LINKS.get(error.state, LINKS["ended"])
    if isinstance(error, Taken):
        return "This home has an independent person. End that first, then name another."
    if isinstance(error, NotYours):
        return "This link was sent to another address."
    return "This was done already."
