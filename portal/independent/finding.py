"""One home with one council, or one report, loaded and authorised in one call; what is not this person’s is 404."""

from typing import Any
from uuid import UUID

from models.home_reply import HomeReply
from models.monitoring_return import Return
from portal import access
from portal.independent import work
from portal.returns.work.sheet import with_people


def led() -> list[int]:
    """The providers that this person leads."""
    who = access.viewer()
    return [provider for provider in who.providers if who.leads(provider)]


def place(home: UUID, authority: str, **whose: Any) -> work.Place:
    """The place among those of `whose`, as `work.places` takes it."""
    found = work.places(**whose)
    return access.found(
        next((one for one in found if one.home.public_id == home and one.authority.slug == authority), None)
    )


def report(public_id: UUID) -> Return:
    """A report on a home of one of this person’s own providers."""
    query = with_people(access.reports_on(access.viewer().providers))
    found: Return = access.find(query, Return, public_id)
    return found


def reply(ret: Return, public_id: UUID) -> HomeReply:
    """One reply to it."""
    rows: Any = HomeReply.select().where(HomeReply.return_ == ret.id)
    found: HomeReply = access.find(rows, HomeReply, public_id)
    return found
