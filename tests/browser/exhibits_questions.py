"""The questions, open to everybody, and choosing among several sets at the desk."""

from forms import library
from tests.browser.exhibit import Exhibit, in_turn, typing
from tests.fixtures.cast import SET

NEWEST = {found.key: found.version for found in library.all()}
HERE = f"/questions/{SET}/{NEWEST[SET]}"
TRY = f"{HERE}/try"


READ = [Exhibit(f"/questions/{key}/{version}/", "One return is") for key, version in NEWEST.items()]
IN_BETWEEN = [
    Exhibit("/questions/clarification-question/2026-1/", "It is for"),
    Exhibit("/questions/event-booking/2026-1/paper", "To whoever organises the event"),
    Exhibit(
        "/questions/event-booking/2026-1/try/who", "Is that right?", None,
        typing("Try it", {"firm": "Elm Street", "email": "jo@elm.example", "who": "Jo and Sue"}), "two on a line",
    ),
]  # fmt: skip
PAPER = [Exhibit(f"/questions/{key}/{version}/paper", "Where to send it") for key, version in NEWEST.items()]
TRIAL = [
    Exhibit(f"{TRY}/your_places", "This is a trial. Nothing is kept or sent."),
    Exhibit(f"{TRY}/places_ready?size=large", "This is a trial. Nothing is kept or sent.", "alice"),
    Exhibit(
        f"{TRY}/places_ready", "The council would read", None, typing("Try it", {"places_ready": "12"}), "read exactly"
    ),
    Exhibit(f"{TRY}/places_ready", "Did you mean", None, typing("Try it", {"places_ready": "about 11"}), "doubtful"),
    Exhibit(
        f"{TRY}/missing", "We could not read everything", None, typing("Try it", {"missing_times": "a few"}), "not read"
    ),
    Exhibit(f"{TRY}/missing", "Is that right?", None, typing("Try it", {"missing_times": "40"}), "asked about"),
    Exhibit(
        f"{TRY}/missing",
        "The council would read",
        None,
        in_turn(typing("Try it", {"missing_times": "40"}), typing("Try it", {"missing_people": "3"})),
        "asked about, and it is right",
    ),
]
DESK = [
    Exhibit("/desk/returns/new", "Which questions?", "gita", note="of several sets"),
    Exhibit("/desk/returns/new?set=small-grants-half-yearly", "For which period?", "gita", note="for a half-year"),
    Exhibit("/desk/returns/new?set=independent-person-monthly", "Which homes?", "gita", note="about homes"),
    Exhibit(
        "/desk/returns/new?set=independent-person-monthly",
        "Select at least one home",
        "gita",
        typing("Ask these providers"),
        "about homes, none chosen",
    ),
]
EXHIBITS = [
    Exhibit("/questions/", "What we ask, and how long it takes"),
    Exhibit("/questions/", "What we ask, and how long it takes", "dana"),
    Exhibit(f"{HERE}/?size=large", "£500,000 a year or more", note="large"),
    Exhibit(f"{HERE}/paper?size=large&council=fairshire", "01632 960999", note="large, of one council"),
    *READ,
    *PAPER,
    *IN_BETWEEN,
    *TRIAL,
    *DESK,
]
