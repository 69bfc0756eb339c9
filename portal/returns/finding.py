"""One return, loaded and authorised in one call. What this person may not see does not exist (404)."""

from uuid import UUID

from models.monitoring_return import Return
from models.prepared import Prepared
from portal import access
from portal.returns.work.sheet import with_people

OWN: Prepared[Return] = Prepared(
    lambda providers, public_id: with_people(access.of_providers(providers)).where(Return.public_id == public_id)
)


def own(public_id: UUID) -> Return:
    """A return of one of this person’s own providers."""
    return access.found(OWN.first(providers=access.viewer().providers, public_id=public_id))


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
