"""What can be followed here: every feed, calendar and mail that there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.publishing import coming_up as coming
from portal.publishing import opportunities
from portal.publishing.lists import folded
from portal.publishing.pages.coming_up import buyers, url_of
from portal.publishing.register import Register

FEED = "/changes.xml"
"""What changed in the register; of one authority below its own address."""


@dataclass(frozen=True)
class Followed:
    """One thing that can be. `page`: where it stands; `mails`: of whom, and below which address of the portal."""

    name: str
    page: str = ""
    feed: str = ""
    calendar: str = ""
    mails: Sequence[tuple[str, str]] = ()


def parts(of: Register) -> list[tuple[str, str, list[Followed]]]:
    """What it is, when something is new, and what there is of it; only what there is."""
    found = (
        ("Tenders", "New whenever one is published, questions are answered, or a day moves.", _tenders()),
        ("What comes up", "New each quarter: contracts that end, are reviewed or may be ended early within 24 months. "
         "The e-mail about a service tells of its tenders and events as well, as you choose.", _services(of)),
        ("Events", "New whenever one is announced, changes, or is over and has something to read.", [_EVENTS]),
        ("Contracts registers", "New each quarter, within a month of its end, and whenever something is corrected or "
         "removed. The e-mail about a council tells of its tenders, too.", _registers(of)),
    )  # fmt: skip
    return [part for part in found if part[2]]


_EVENTS = Followed("All events", "/events/", "/events/changes.xml", "/events/calendar.ics")


def _registers(of: Register) -> list[Followed]:
    """Everybody’s, where there are several, and each council’s by its name."""
    several = len(of.authorities) > 1
    whole = [Followed("All registers", "/register/", FEED)] if several else []
    names = sorted(((str(of.authorities[slug]["name"]), slug) for slug in of.newest), key=lambda one: folded(one[0]))
    return whole + [
        Followed(
            name, f"/authorities/{slug}/", f"/authorities/{slug}{FEED}" if several else FEED,
            mails=[(name, f"council/{slug}/all/")],
        )
        for name, slug in names
    ]  # fmt: skip


def _services(of: Register) -> list[Followed]:
    found = coming.by_service(of)
    return [
        Followed(
            one.title, url_of(one.key), f"{url_of(one.key).removesuffix('/')}.xml",
            mails=[(name, f"service/{slug}/{one.key}/") for slug, name in buyers(of, found[one.key])]
            if one.key in of.services else (),
        )
        for one in coming.counts(of)
    ]  # fmt: skip


def _tenders() -> list[Followed]:
    return [
        Followed(name, "/opportunities/", f"{shelf}changes.xml", f"{shelf}dates.ics", [(name, mail)])
        for name, shelf, mail in opportunities.followed()
    ]
