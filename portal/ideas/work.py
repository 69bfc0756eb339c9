"""What can be done with ideas. No Flask here.

Nobody is mailed when one comes: they wait in a list. What somebody wrote may name a person, and can be taken out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from models.authority import Authority, Service
from models.idea import Idea
from models.person import Membership
from models.store import forget, writing

READS = ("officer", "manager", "register_editor", "auditor")
TAKES_OUT = ("officer", "manager")
SOMETHING_ELSE = ""


def councils() -> list[Authority]:
    """Those to whom an idea can be sent: somebody there reads it."""
    reading = Membership.live().where(Membership.role << READS).select(Membership.authority)
    return list(Authority.select().where(Authority.id << reading).order_by(Authority.name))


def subjects() -> dict[str, str]:
    """What an idea can be about: “council/service” -> its name; “council/” is something else."""
    here = councils()
    services = Service.select().where(Service.authority << here).order_by(Service.title)
    found = {
        f"{one.slug}/{service.key}": service.title
        for one in here
        for service in services
        if service.authority_id == one.id
    }
    several = len(here) > 1
    named = {key: f"{title}, {_named(here, key)}" if several else title for key, title in found.items()}
    others = {f"{one.slug}/": f"Something else, {one.name}" if several else "Something else" for one in here}
    return {**named, **others}


def _named(here: Sequence[Authority], key: str) -> str:
    return next(str(one.name) for one in here if key.startswith(f"{one.slug}/"))


def send(about: str, words: str, who: Mapping[str, str], now: datetime) -> Idea:
    """Keeps an idea. `about` is a key of `subjects()`; `who`: name, organisation, email, each may be empty."""
    slug, _, service = about.partition("/")
    with writing():
        council = Authority.get(Authority.slug == slug)
        return Idea.send(council.id, words, service_key=service, at=now, **who)


def waiting(authorities: Sequence[int], page: int, size: int) -> tuple[list[Idea], int]:
    """One page of ideas that were sent to these authorities, newest first, and how many there are."""
    query = Idea.select(Idea, Authority).join(Authority).where(Idea.authority << authorities)
    return list(query.order_by(Idea.at.desc(), Idea.id.desc()).paginate(page, size)), query.count()


def titles(ideas: Sequence[Idea]) -> dict[tuple[int, str], str]:
    """The names of the services that ideas are about."""
    rows = Service.select().where(Service.authority << {idea.authority_id for idea in ideas})
    return {(row.authority_id, row.key): row.title for row in rows}


def take_out(idea: Idea, by: int, now: datetime) -> None:
    """Empties it for good, also beside the store. Raises AlreadyDone."""
    with writing():
        idea.take_out(by=by, at=now)
    forget()
