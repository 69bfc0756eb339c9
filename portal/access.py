"""Who sees what. Every query starts from what this person may see; what they may not see does not exist (404).

Access comes from all live memberships: switching organisation changes lists and never access.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from flask import abort, current_app, g, request, session
from flask_login import current_user
from peewee import Model, ModelSelect, fn

from models.authority import Authority
from models.independent_person import IndependentPerson
from models.monitoring_return import Return
from models.person import Membership
from models.prepared import Prepared
from models.provider import Home, Provider
from portal.returns.work import writers

P = ParamSpec("P")
T = TypeVar("T")

READS_RETURNS = ("officer", "manager", "auditor")
WORKS_ON_RETURNS = ("officer", "manager")
READS_QUESTIONS = (*READS_RETURNS, "administrator")
WORKS_ON_QUESTIONS = ("manager", "administrator")
"""What is asked of everybody is a setting of the council: not for each officer, and it shows no return."""
READS_REGISTER = ("officer", "manager", "register_editor", "auditor")
WORKS_ON_REGISTER = ("manager", "register_editor")
READS_TENDERS = ("procurement_officer", "manager", "auditor", "evaluator")
WORKS_ON_TENDERS = ("procurement_officer", "manager")
WORKS_ON_EVENTS = ("procurement_officer", "manager", "officer")
READS_EVENTS = (*WORKS_ON_EVENTS, "auditor")


@dataclass(frozen=True)
class Seat:
    """One live membership: a role at one authority or one provider."""

    membership: UUID
    role: str
    authority: int | None
    provider: int | None
    organisation: UUID
    name: str


@dataclass(frozen=True)
class Visits:
    """That somebody is the independent person of a home, for one council. No seat: it opens the reports on that home,
    and nothing else of its provider or of the council."""

    home: str
    provider: str
    council: str


@dataclass(frozen=True)
class Viewer:
    """The person who looks: who they are and every seat that they hold now."""

    person: int
    name: str
    email: str
    seats: tuple[Seat, ...]
    chosen: UUID | None = None

    @property
    def seat(self) -> Seat | None:
        """The seat whose lists are shown: the chosen organisation’s, else the first."""
        return next((s for s in self.seats if s.organisation == self.chosen), next(iter(self.seats), None))

    @property
    def organisations(self) -> tuple[Seat, ...]:
        """One seat an organisation, for the switcher."""
        return tuple({s.organisation: s for s in reversed(self.seats)}.values())[::-1]

    @property
    def providers(self) -> list[int]:
        return [s.provider for s in self.seats if s.provider is not None]

    @property
    def at_desk(self) -> bool:
        """Whether this person works for an authority."""
        return any(s.authority is not None for s in self.seats)

    @cached_property
    def visits(self) -> tuple[Visits, ...]:
        """The homes that this person visits, by name; one query where somebody asks."""
        return tuple(Visits(*row) for row in _VISITS.rows(person=self.person))

    def authorities(self, roles: Iterable[str]) -> list[int]:
        """Authorities where this person holds one of the roles."""
        return sorted({s.authority for s in self.seats if s.authority is not None and s.role in set(roles)})

    def holds(self, *roles: str) -> bool:
        return any(s.role in roles for s in self.seats)

    def leads(self, provider: int) -> bool:
        return any(s.provider == provider and s.role == "lead" for s in self.seats)


def seats(person: int) -> tuple[Seat, ...]:
    """Live memberships of a person, one query; provider seats first, then by name."""
    rows = _SEATS.rows(person=person)
    found = [Seat(m, role, a, p, a_id or p_id, a_name or p_name) for m, role, a, p, a_id, a_name, p_id, p_name in rows]
    return tuple(sorted(found, key=lambda seat: (seat.provider is None, seat.name, seat.role)))


_SEATS: Prepared[Any] = Prepared(
    lambda person: (
        Membership.select(
            Membership.public_id,
            Membership.role,
            Membership.authority,
            Membership.provider,
            Authority.public_id,
            Authority.name,
            Provider.public_id,
            Provider.legal_name,
        )
        .left_outer_join(Authority)
        .switch(Membership)
        .left_outer_join(Provider)
        .where((Membership.person == person) & Membership.ended_at.is_null())
        .tuples()
    )
)


_VISITS: Prepared[Any] = Prepared(
    lambda person: (
        IndependentPerson.serving()
        .select(Home.name, Provider.legal_name, Authority.name)
        .join(Home)
        .join(Provider)
        .switch(IndependentPerson)
        .join(Authority)
        .where(IndependentPerson.person == person)
        .order_by(Home.name, Authority.name)
        .tuples()
    )
)


def viewer() -> Viewer:
    """The signed-in person, once a request; anonymous people are sent to sign in."""
    if not current_user.is_authenticated:
        abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    if "viewer" not in g:
        held = seats(current_user.id)
        g.viewer = Viewer(current_user.id, current_user.name, current_user.email, held, _chosen(held))
    found: Viewer = g.viewer
    return found


def _chosen(held: tuple[Seat, ...]) -> UUID | None:
    """The organisation that a form was filled in for; else the one that was switched to."""
    meant = g.get("meant", "")
    chosen = meant if any(str(seat.organisation) == meant for seat in held) else session.get("organisation")
    return UUID(chosen) if chosen else None


def stay_with_the_form() -> None:
    """Before each request: a form for an organisation that is not (or no longer) this person’s finds nothing.

    Somebody may have switched in another tab since the form was shown: what they typed belongs to the first one.
    """
    g.meant = request.form.get("organisation", "")
    if g.meant and current_user.is_authenticated and str(viewer().chosen) != g.meant:
        abort(404)


def shown_organisation() -> str:
    """The organisation whose lists are shown, for the hidden field of a form; empty where there is none."""
    seat = viewer().seat if current_user and current_user.is_authenticated else None
    return str(seat.organisation) if seat else ""


def find(query: "ModelSelect[Any]", model: type[Model], public_id: UUID) -> Any:
    """The one row of `query` with this public id; 404 where the query does not hold it."""
    row = query.where(model.public_id == public_id).first()  # type: ignore[attr-defined]
    if row is None:
        abort(404)
    return row


def required(*roles: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Views for people who hold one of the roles (any seat at all where none is named); others get 403."""

    def decorate(view: Callable[P, T]) -> Callable[P, T]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
            if not (viewer().holds(*roles) if roles else viewer().seats):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate


def own_returns(who: Viewer) -> "ModelSelect[Return]":
    """Returns that this person fills in: of their own providers, and on the homes that they visit."""
    return Return.select().where(_of_providers(who.providers) | _visited(who.person))


def of_providers(providers: Sequence[Any]) -> "ModelSelect[Return]":
    """Returns that people of these providers fill in. For `portal/returns/finding.py` and what is prepared there."""
    return Return.select().where(_of_providers(providers))


def _of_providers(providers: Sequence[Any]) -> Any:
    mine = (Return.provider << providers) & (Return.state != "withdrawn")
    return mine & Return.set_key.not_in(writers.set_keys())


def visited_returns(person: int) -> "ModelSelect[Return]":
    """Monthly returns on homes whose independent person this is now."""
    return Return.select().where(_visited(person))


def _visited(person: Any) -> Any:
    here = (IndependentPerson.home == Return.home) & (IndependentPerson.authority == Return.authority)
    serves = IndependentPerson.serving().select(IndependentPerson.id).where(IndependentPerson.person == person, here)
    return Return.set_key.in_(writers.set_keys()) & (Return.state != "withdrawn") & fn.EXISTS(serves)


def reports_on(providers: Sequence[Any]) -> "ModelSelect[Return]":
    """Reports on homes of these providers that an independent person writes: the provider reads what was sent."""
    mine = (Return.provider << providers) & (Return.state != "withdrawn")
    return Return.select().where(mine & Return.set_key.in_(writers.set_keys()))


def desk_returns(who: Viewer, roles: Iterable[str] = READS_RETURNS) -> "ModelSelect[Return]":
    """Returns to the authorities where this person reads (or, with WORKS_ON_RETURNS, works on) returns."""
    return Return.select().where(Return.authority << who.authorities(roles))


def visible_returns(who: Viewer) -> "ModelSelect[Return]":
    """Returns that this person may read from either side: receipts and references."""
    mine = (Return.provider << who.providers) & (Return.state != "withdrawn")
    desk = Return.authority << who.authorities(READS_RETURNS)
    return Return.select().where(mine | desk | _visited(who.person))


def found(thing: T | None) -> T:
    """The thing itself; 404 where there is none."""
    if thing is None:
        abort(404)
    return thing
