"""How events and bookings are described, in words. Keys are what is stored; pure."""

from models.events.event import Event
from portal.events.summing import Groups
from portal.london import clock, weekday

KINDS = {
    "meet_the_buyer": "Meet the buyer",
    "forum": "Providers’ forum",
    "engagement": "Market engagement",
    "drop_in": "Drop-in",
}
PLACES = {"in_person": "In a room", "online": "Online", "both": "In a room and online"}
STATES = {"draft": "Draft", "published": "Coming", "held": "Held", "cancelled": "Cancelled"}
SIZES = {"micro": "Fewer than 10 people", "small": "10 to 49", "medium": "50 to 249", "large": "250 or more"}
BOOKINGS = {
    "pending": "Not confirmed yet",
    "asked": "Not confirmed yet",
    "booked": "Booked",
    "waiting": "On the waiting list",
    "offered": "A place is offered to you",
    "lapsed": "Over",
    "cancelled": "Cancelled",
}
AT_DESK = {
    "pending": "Not confirmed",
    "booked": "Booked",
    "offered": "Offered a place",
    "asked": "Not confirmed, no place kept",
    "waiting": "Waiting",
}
FIELDS = {
    "title": "Title",
    "kind": "Kind of event",
    "summary": "What it is for",
    "audience": "For whom it is",
    "agenda": "Agenda",
    "speakers": "Who speaks",
    "place": "In a room or online",
    "venue": "Where it is",
    "venue_access": "Access",
    "online_link": "The link to join",
    "starts_at": "When it starts",
    "ends_at": "When it ends",
    "booking_opens_at": "When booking opens",
    "booking_closes_at": "When booking closes",
    "per_organisation": "People an organisation",
    "places": "Places",
    "tender": "Tender that it is about",
    "statement": "Market position statement",
    "subject_matter": "Subject of the engagement",
    "engagement_closes_on": "When the engagement closes",
    "goes_on": "How the engagement goes on",
    "sessions": "Sessions",
    "contracts": "Contracts that end soon",
    "hosts": "Who invites",
}
FEEDBACK = {
    "worth": "Was it worth your time?",
    "clear": "Do you know better now what we want to buy, and how to take part?",
    "again": "Would you tell another organisation to come next time?",
}
ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No"}
PAPERS = {"slides": "Slides", "note": "One-page note", "answers": "Answers", "other": "Something else"}
NOT_TICKED = ("cancelled", "no_booking", "changed", "unknown", "closed")
"""What became of a tick that could not be taken in."""
DOOR = {
    "here": "Here.",
    "earlier": "Another door had ticked them a little later. The earlier time, {at}, stands.",
    "already": "They were ticked before, at {at}.",
    "cancelled": "This booking was cancelled, so it has no place any more. If they are here, count them as somebody "
    "without a booking.",
    "no_booking": "This booking has no place: it waits, or nobody confirmed it. If they are here, count them as "
    "somebody without a booking.",
    "changed": "This booking was changed, and somebody else comes now. Load the list once more.",
    "unknown": "This is no booking of this event. If they are here, count them as somebody without a booking.",
    "closed": "The list is not open, so nothing was added: it opens on the day, and closes when somebody closes it.",
    "walked_in": "Counted. There was a place for them.",
    "no_place": "Counted. All places are taken, and it is kept that they came over them.",
}
NO_MEETINGS = (
    "The tender that this is about is open. Until it is decided nobody meets a buyer alone about it: questions about "
    "the tender go through its page, so that everybody gets the same answer."
)
HOW_THE_LIST_MOVES = (
    "The list moves by itself, in order. When a place is free, the first on the list gets an e-mail, on working days "
    "between 8am and 6pm, on Fridays until 3pm. The place is kept until the end of the next working day; then the next "
    "is asked."
)
LIST_STOPPED = (
    "There is less than a working day left, so the list does not move by itself any more. Whoever takes a free place "
    "first has it."
)

FEEDBACK_LATER = (
    "It is published in sum, without names, once nobody can answer any more, if at least five answered. Small counts "
    "are put together."
)


def said_in_sum(groups: Groups) -> str:
    """“7 yes, 3 partly or no”."""
    return ", ".join(f"{number} {' or '.join(ANSWERS[one].lower() for one in names)}" for names, number in groups)


def left(event: Event) -> str:
    """“12 places left”."""
    if event.left <= 0:
        return "No place left; there is a waiting list"
    return "1 place left" if event.left == 1 else f"{event.left:,} places left"


def when(event: Event) -> str:
    """“Monday 2 November 2026, 9:30am”."""
    return f"{weekday(event.starts_at)}, {clock(event.starts_at)}"
