"""Ideas: the form that anybody may fill in, and the officers’ list."""

from playwright.sync_api import Page

from models.idea import Idea
from models.store import writing
from portal import clock
from portal.ideas import work
from tests.browser.exhibit import Exhibit, pressing, typing
from tests.browser.exhibition import World

WHO = {"name": "Ro Read", "organisation": "Sunday Club", "email": "ro@sunday.example"}


def _with_ideas(page: Page, world: World) -> None:
    """One whole, one from nobody, one that was taken out."""
    nobody = dict.fromkeys(WHO, "")
    work.send("fairshire/", "A club on Sundays in the east,\nwith a bus.\n\nWe have a hall.", WHO, clock.now())
    work.send("fairshire/", "Pay hosts on the first day of the month.", nobody, clock.now())
    gone = work.send("fairshire/", "A name that does not belong here.", nobody, clock.now())
    work.take_out(gone, world.people["dana"], clock.now())
    page.reload()


def _without_ideas(page: Page, _: World) -> None:
    with writing():
        Idea.delete().execute()
    page.reload()


EXHIBITS = [
    Exhibit("/ideas/new", "Tell us your idea"),
    Exhibit("/ideas/new", "Tell us your idea", "alice", note="signed in"),
    Exhibit("/ideas/new", "Enter your idea", act=pressing("Send your idea"), note="empty"),
    Exhibit(
        "/ideas/new",
        "We have your idea",
        act=typing("Send your idea", {"words": "A club on Sundays.", **WHO}),
        note="sent",
    ),
    Exhibit("/ideas/received", "We have your idea"),
    Exhibit("/desk/ideas/", "Taken out on", "dana", _with_ideas),
    Exhibit("/desk/ideas/", "No ideas yet", "dana", _without_ideas, "none"),
    Exhibit("/desk/ideas/{idea}/take-out", "Take out this idea", "dana"),
]
