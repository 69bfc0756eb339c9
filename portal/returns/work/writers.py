"""Who fills in a return and gets its mail: the people of the provider; where its set says so, the independent person of
the home, for as long as they serve."""

from collections.abc import Collection, Iterable
from typing import Any

from forms import library
from models.independent_person import IndependentPerson
from models.monitoring_return import Return
from models.person import Membership, Person


def set_keys() -> list[str]:
    """The sets that independent persons fill in."""
    return sorted({found.key for found in library.all() if found.by_independent_person})


def on_a_visit(ret: Return) -> bool:
    """Whether the independent person of its home fills it in."""
    return ret.set_key in set_keys()


def of(returns: Collection[Return]) -> dict[int, list[str]]:
    """E-mail addresses by return id: the provider’s people, its own address where it has none; of a report on a visit
    the independent person, and where nobody serves the provider’s people, who can name somebody. Two queries at most.
    """
    people = people_of({ret.provider_id for ret in returns})
    visitors = _visitors([ret for ret in returns if on_a_visit(ret)])
    return {
        ret.id: visitors.get((ret.home_id, ret.authority_id)) or people.get(ret.provider_id) or _own_address(ret)
        for ret in returns
    }


def without_one(returns: Collection[Return]) -> set[int]:
    """The ids of those that nobody can fill in: their home has no independent person."""
    visits = [ret for ret in returns if on_a_visit(ret)]
    serving = _visitors(visits)
    return {ret.id for ret in visits if (ret.home_id, ret.authority_id) not in serving}


def _own_address(ret: Return) -> list[str]:
    return [ret.provider.contact_email] if ret.provider.contact_email else []


def _visitors(returns: Collection[Return]) -> dict[tuple[int | None, int], list[str]]:
    """(home, authority) -> the address of who serves there; no query for no return."""
    if not returns:
        return {}
    query: Any = (
        IndependentPerson.serving()
        .select(IndependentPerson.home, IndependentPerson.authority, Person.email)
        .join(Person, on=IndependentPerson.person)
        .where(IndependentPerson.home << {ret.home_id for ret in returns})
        .tuples()
    )
    return {(home, authority): [email] for home, authority, email in query}


def people_of(providers: Iterable[int], roles: Iterable[str] = ("lead", "member")) -> dict[int, list[str]]:
    """E-mail addresses of a provider’s live people, by provider; one query."""
    rows: Any = (
        Membership.select(Membership.provider, Person.email)
        .join(Person)
        .where(
            Membership.provider.in_(list(providers)) & Membership.role.in_(list(roles)) & Membership.ended_at.is_null()
        )
        .order_by(Person.email)
        .tuples()
    )
    found: dict[int, list[str]] = {}
    for provider, email in rows:
        found.setdefault(provider, []).append(email)
    return found
