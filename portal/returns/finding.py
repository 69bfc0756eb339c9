"""One return, loaded and authorised in one call. What this person may not see does not exist (404)."""

from uuid import UUID

from flask import abort, redirect, url_for

from models.monitoring_return import Return
from models.prepared import Prepared
from portal import access
from portal.returns.work.sheet import with_people

OWN: Prepared[Return] = Prepared(
    lambda providers, public_id: with_people(access.of_providers(providers)).where(Return.public_id == public_id)
)


VISITED: Prepared[Return] = Prepared(
    lambda person, public_id: with_people(access.visited_returns(person)).where(Return.public_id == public_id)
)


def own(public_id: UUID) -> Return:
    """A return that this person fills in: of one of their own providers, or on a home that they visit."""
    return access.found(_own(public_id))


def _own(public_id: UUID) -> Return | None:
    who = access.viewer()
    mine = OWN.first(providers=who.providers, public_id=public_id)
    return mine or VISITED.first(person=who.person, public_id=public_id)


def own_or_read(public_id: UUID) -> Return:
    """The same for the page that mails lead to: people of a home are sent on to where they read what its independent
    person has sent."""
    mine = _own(public_id)
    reports = access.reports_on(access.viewer().providers).where(Return.public_id == public_id)
    if mine is None and reports.exists():
        abort(redirect(url_for("independent.report", return_id=public_id)))
    return access.found(mine)


def readable(public_id: UUID) -> Return:
    """A return to an authority where this person reads returns."""
    found: Return = access.find(with_people(access.desk_returns(access.viewer())), Return, public_id)
    return found


def workable(public_id: UUID) -> Return:
    """A return to an authority where this person decides on returns."""
    query = access.desk_returns(access.viewer(), access.WORKS_ON_RETURNS)
    found: Return = access.find(with_people(query), Return, public_id)
    return found


def visible(public_id: UUID) -> Return:
    """A return that this person may read from either side."""
    found: Return = access.find(with_people(access.visible_returns(access.viewer())), Return, public_id)
    return found
