"""What became of wishes to meet, in plain words. Nobody else’s name is in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.events.matching import explaining
from portal.events.matching.explaining import Reason
from portal.events.matching.problem import Pair
from portal.events.work.meeting_problem import Meetings

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
STATES = {"proposed": "Proposed, nobody was told", "told": "Told", "cancelled": "Cancelled"}
HOW = {"matched": "Matched", "booked": "Booked from what was left"}
OFF = {
    "booking": "cancelled by the organisation",
    "buyer": "the buyer cannot be there then",
    "clash": "it did not fit any more once the booking was changed",
    "tender": "the tender that it would be about is open now",
}
LIVE = (
    "The tender that this buyer is about is open. Until it is decided nobody meets them alone about it: questions go "
    "through the tender’s page, so that everybody gets the same answer."
)
TO_GUEST = {
    "apart": "they are there only while you are in a session, or not at all",
    "most": "everybody has at most {most}, so that more organisations get a meeting",
    "busy": "at the times that they have left, all of you are in other meetings",
    "free": "there is a time left, but it was not yours yet when times were given out",
}
TO_HOST = {
    "apart": "they are in a session, or you are away, whenever the other is there",
    "most": "they have {most}, as many as anybody gets",
    "busy": "at the times that you have left, all of them are in other meetings",
    "free": "there is a time left: run the matching once more",
}
RULE = (
    "How times are given out: first a third of each buyer’s times to organisations without a contract with the "
    "council, small and voluntary ones first, as far as they ask; then as many wishes of both sides as can be, then of "
    "the buyers, then of the organisations; then so that as many organisations as possible have a meeting at all. What "
    "somebody was told stays."
)
REFUSED = {
    "taken": "Somebody was quicker: that time is taken. What is still free stands below.",
    "kept": "A third of each buyer’s times is kept for organisations without a contract with the council. What is left "
    "of this buyer’s is among those.",
    "met": "You meet this buyer already.",
    "most": "You have as many meetings as anybody gets.",
    "elsewhere": "At that time one of you cannot be there.",
    "declined": "This buyer would rather not meet now.",
    "gone": "This buyer cannot be met.",
}


def number(count: int) -> str:
    """“three”; figures from eleven on."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def several(count: int, one: str, many: str) -> str:
    """“one meeting”, “three meetings”."""
    return f"{number(count)} {one if count == 1 else many}"


@dataclass(frozen=True)
class Unmet:
    """Somebody whom they asked for and do not meet, and why."""

    name: str
    because: str


@dataclass(frozen=True)
class Told:
    """What became of somebody’s wishes: “You asked for three, got two, because …”."""

    sentence: str
    unmet: Sequence[Unmet]


def of_guest(there: Meetings, booking_id: int, *, you: bool = True) -> Told:
    """For the people of a booking; not `you`: for the council."""
    who = "You asked" if you else "Asked"
    wished = [one for one in there.wishes if one.booking_id == booking_id]
    told = {one.buyer_id for one in there.meetings if one.booking_id == booking_id and one.state == "told"}
    unmet = [
        Unmet(there.by_buyer[one.buyer_id].name, _to_guest(there, Pair(one.buyer_id, booking_id)))
        for one in wished
        if one.buyer_id not in told
    ]
    met = len(wished) - len(unmet)
    if not wished:
        return Told(f"{who} for nobody; {several(len(told), 'meeting', 'meetings')}.", ())
    said = f"{who} for {number(len(wished))} and {'meet' if you else 'meets'} {_of_them(met, len(wished))}"
    more = len(told) - met
    others = f", and {number(more)} more who asked for {'you' if you else 'them'}" if more else ""
    return Told(f"{said}{others}.", unmet)


def _of_them(met: int, wished: int) -> str:
    """“both”, “all three”, “one of them”."""
    if met == wished:
        return {1: "them", 2: "both"}.get(met, f"all {number(met)}")
    return f"{number(met)} of them"


def _to_guest(there: Meetings, pair: Pair) -> str:
    if pair.host in {one.id for one in there.gone}:
        return "they do not come after all"
    if pair.host in there.closed:
        return "the tender that they are about is open, and until it is decided nobody meets them alone"
    if pair in {met.pair for met in there.found}:
        return "times are being given out once more, and you hear of it"
    why = explaining.reason(there.problem, there.found, pair)
    if why.why == "declined":
        said = next(one.why for one in there.wanted if one.pair == pair and one.rank is None)
        return f"they would rather not meet now, and say why: “{said.rstrip('.')}”"
    return _full(why) if why.why == "full" else TO_GUEST[why.why].format(most=_most(there))


def of_host(there: Meetings, buyer_id: int) -> Told:
    """For a buyer, or whoever looks after their day."""
    wished = [one for one in there.wanted if one.buyer_id == buyer_id and one.rank]
    met = {one.booking_id for one in there.meetings if one.buyer_id == buyer_id}
    unmet = [
        Unmet(there.bookings[one.booking_id].organisation, _to_host(there, Pair(buyer_id, one.booking_id)))
        for one in wished
        if one.booking_id not in met
    ]
    got = len(wished) - len(unmet)
    free = len(there.problem.hosts.get(buyer_id, ()))
    said = f"Asked for {number(len(wished))}, meets {number(got)} of them"
    return Told(f"{said}; {several(len(met), 'meeting', 'meetings')} in {several(free, 'time', 'times')}.", unmet)


def _to_host(there: Meetings, pair: Pair) -> str:
    if pair.host in there.closed:
        return "the tender is open, and until it is decided nobody meets anybody alone about it"
    why = explaining.reason(there.problem, there.found, pair)
    return _full(why) if why.why == "full" else TO_HOST[why.why].format(most=_most(there))


def _most(there: Meetings) -> str:
    return several(there.problem.most or 0, "meeting", "meetings")


def _full(why: Reason) -> str:
    parts = (
        (why.wanted, "by organisations whom the buyer had asked for"),
        (why.newcomers, "by organisations without a contract with the council, for whom a third is kept"),
        (why.others, "by others who asked"),
    )
    total = why.wanted + why.newcomers + why.others
    said = ", ".join(f"{number(count)} {by}" for count, by in parts if count)
    times = "the one time" if total == 1 else f"all {number(total)} times"
    return f"{times} at which both could be there {'is' if total == 1 else 'are'} taken: {said}"


def called_off(count: int, *, will: bool = False) -> str:
    """What becomes, or became, of the meetings that somebody was told of."""
    if not count:
        return "Nobody was told of a meeting with them."
    it = several(count, "meeting that somebody was told of", "meetings that somebody was told of").capitalize()
    becomes = "will be" if will else "is" if count == 1 else "are"
    return f"{it} {becomes} called off, and whoever was to come is written to."


def published(counts: dict[str, int]) -> str:
    """What everybody reads of the kept third, on the event’s page."""
    if not counts:
        return ""
    return (
        f"One-to-one meetings with buyers: {counts['all']:,}. With organisations without a contract with the buyer’s "
        f"council: {counts['newcomers']:,}, of those small or medium firms, charities or social enterprises: "
        f"{counts['small']:,}. A third of each buyer’s times is kept for them, as far as they ask."
    )
