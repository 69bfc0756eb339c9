"""Meetings with buyers and providers’ forums: what providers see by their link, the desk, and what everybody reads."""

from tests.browser.exhibit import Exhibit, pressing, typing

DESK = "/desk/events/{event_coming}/meetings/"
BUYER = f"{DESK}buyers/{{buyer}}/"
FORUM = "/desk/forums/{forum}/"

EXHIBITS = [
    Exhibit("/events/booking/{link_booked}/meetings/", "You asked for two and meet one of them."),
    Exhibit(DESK, "What came of it", "kofi"),
    Exhibit(f"{DESK}plan", "Enter a line for each", "kofi", typing("Save", {"breaks": "lunch"}), "error"),
    Exhibit(f"{DESK}left", "Whoever comes first has a time", "kofi"),
    Exhibit(f"{DESK}organisations", "We buy nothing this year", "kofi"),
    Exhibit(f"{DESK}day", "Buyer of lodgings", "kofi"),
    Exhibit(f"{BUYER}leave", "called off", "kofi"),
    Exhibit(f"{DESK}buyers/new", "Enter a role", "kofi", pressing("Save"), "empty"),
    Exhibit(BUYER, "We have twelve hosts.", "hana"),
    Exhibit("/events/buyer/{buyer}/{buyer_key}/", "Why they asked to meet you"),
    Exhibit(f"{BUYER}change", "What do they buy?", "kofi"),
    Exhibit(f"{BUYER}wishes", "Rather not, because", "kofi"),
    Exhibit("/forums/", "Lodgings and homes"),
    Exhibit("/forums/fairshire/{forum_slug}/", "What was agreed", "alice"),
    Exhibit("/desk/forums/", "Meets next on", "kofi"),
    Exhibit("/desk/forums/new", "Enter a name", "kofi", pressing("Save"), "empty"),
    Exhibit(FORUM, "Late.", "kofi"),
    Exhibit(f"{FORUM}change", "What is it for?", "kofi"),
    Exhibit(f"{FORUM}paper", "What it says, for everybody", "kofi"),
    Exhibit(f"{FORUM}actions/{{forum_action}}/done", "Enter what came of it", "kofi", pressing("Save"), "empty"),
]
