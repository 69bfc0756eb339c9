"""Deputies, and giving providers, contracts and returns into another officer’s care. No Flask here."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from models.absence import Absence
from models.authority import Authority
from models.calendar import today
from models.care import Care
from models.conflicts import AlreadyDone, NotYours
from models.handover import Handover
from models.monitoring_return import Return
from models.period import Period
from models.person import LOOKS_AFTER, Membership, Person
from models.provider import Dealing, Provider
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.store import writing
from portal.mail import compose

WORKS = LOOKS_AFTER
OPEN = ("due", "draft", "sent_back", "received")


class CannotHandOver(ValueError):
    """What was chosen does not go together; the message says what to change, at `field`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Thing:
    """One provider, contract or return in a list: its `key` as forms send it, what it is called, whose it is."""

    key: str
    kind: str
    title: str
    officer: Person | None
    row: Any


@dataclass(frozen=True)
class Charge:
    """Everything in one officer’s care; of nobody where `officer` is None. `left` says that they work here no more."""

    officer: Person | None
    things: list[Thing] = field(default_factory=list)
    left: bool = False
    absence: Absence | None = None

    def of(self, kind: str) -> list[Thing]:
        """Its providers, contracts or returns."""
        return [thing for thing in self.things if thing.kind == kind]


def officers(authority_id: int) -> list[Person]:
    """Who may look after something at an authority, by name; one query."""
    rows = Membership.live().select(Membership, Person).join(Person)
    here = (Membership.authority == authority_id) & Membership.role.in_(WORKS)
    found = {row.person_id: row.person for row in rows.where(here).order_by(Person.name)}
    return list(found.values())


def charges(authority: Authority, now: datetime) -> list[Charge]:
    """Who looks after what at an authority, by name, what is nobody’s last; seven queries however much there is."""
    here, things = {person.id: person for person in officers(authority.id)}, _things(authority, now)
    absences = {absence.person_id: absence for absence in Absence.counting([authority.id])}
    found = {number: Charge(person, absence=absences.get(number)) for number, person in here.items()}
    nobody = Charge(None)
    for thing in things:
        if thing.officer is None:
            nobody.things.append(thing)
        else:
            own = found.setdefault(thing.officer.id, Charge(thing.officer, left=True))
            own.things.append(thing)
    return [*found.values(), *([nobody] if nobody.things else [])]


def duties(authority: Authority, person: int, now: datetime) -> Charge | None:
    """What is in one person’s care; None where nothing is."""
    found = next((one for one in charges(authority, now) if one.officer and one.officer.id == person), None)
    return found if found and found.things else None


def _things(authority: Authority, now: datetime) -> list[Thing]:
    """Providers that it deals with, contracts with one of them or in somebody’s care, open returns."""
    live = Care.live([authority.id])
    of_provider = {care.provider_id: care.officer for care in live if care.provider_id}
    of_contract = {care.contract_id: care.officer for care in live if care.contract_id}
    dealing = Dealing.select(Dealing.provider).where(Dealing.authority == authority)
    providers = Provider.select().where(Provider.id << dealing).order_by(Provider.legal_name)
    lasts = Contract.ends_on.is_null() | (Contract.ends_on >= today(now))
    running = (Contract.authority == authority) & Contract.stands() & lasts
    linked = Award.select(Award.contract).join(Supplier).where(~Supplier.provider.is_null())
    ours = (Contract.id << linked) | (Contract.id << list(of_contract))
    contracts = Contract.select().where(running & ours).order_by(Contract.title, Contract.id)
    return [
        *(Thing(f"provider:{p.public_id}", "provider", p.legal_name, of_provider.get(p.id), p) for p in providers),
        *(Thing(f"contract:{c.slug}", "contract", c.title, of_contract.get(c.id), c) for c in contracts),
        *(_return(ret) for ret in _open_returns(authority.id)),
    ]


def _open_returns(authority_id: int) -> list[Return]:
    query: Any = Return.select(Return, Provider, Person).join(Provider).switch(Return)
    query = query.join(Person, on=Return.officer)
    return list(query.where(Return.authority == authority_id, Return.state << OPEN).order_by(Return.due_on, Return.id))


def _return(ret: Return) -> Thing:
    title = f"{ret.provider.legal_name}, {Period.parse(ret.period_key).label}"
    return Thing(f"return:{ret.public_id}", "return", title, ret.officer, ret)


def hand_over(
    authority: Authority, keys: Collection[str], to: int, note: str, *, by: int, any_officer: bool, now: datetime
) -> list[Handover]:
    """Gives what was ticked into another officer’s care, from today; the open returns of a provider go with it. The
    providers are told who, and from when; the note stays here.

    An officer gives away their own and takes what is nobody’s; `any_officer` says that this person may move all.
    Gives one handover for each officer who had some of it. Raises CannotHandOver.
    """
    colleague = next((person for person in officers(authority.id) if person.id == to), None)
    if colleague is None:
        raise CannotHandOver("to", "Select a colleague who works on returns here")
    chosen = [thing for thing in _things(authority, now) if thing.key in keys]
    moving = [thing for thing in chosen if thing.officer is None or thing.officer.id != to]
    if not moving:
        raise CannotHandOver("things", "Select something that is not in this colleague’s care already")
    if not any_officer and any(thing.officer is not None and thing.officer.id != by for thing in moving):
        raise CannotHandOver("things", "A manager moves what is in another officer’s care")
    if not note and any(thing.officer for thing in moving):
        raise CannotHandOver("note", "Enter what your colleague needs to know")
    with writing():
        made = [_give(authority, was, some, colleague, note, by=by, now=now) for was, some in _by_officer(moving)]
        _tell(authority, moving, colleague, now)
    return made


def _by_officer(things: Sequence[Thing]) -> list[tuple[Person | None, list[Thing]]]:
    groups: dict[int, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[thing.officer.id if thing.officer else 0].append(thing)
    return [(some[0].officer, some) for some in groups.values()]


def _give(
    authority: Authority, was: Person | None, things: list[Thing], to: Person, note: str, *, by: int, now: datetime
) -> Handover:
    handover = Handover.make(authority.id, was, to, note, len(things), by=by, at=now)
    given = {thing.key for thing in things}
    for thing in things:
        Care.give(handover, thing.row, at=now)
    for ret in _returns_with(authority.id, things):
        if ret.officer_id != to.id and f"return:{ret.public_id}" not in given:
            Care.give(handover, ret, at=now)
    return handover


def _returns_with(authority_id: int, things: Sequence[Thing]) -> list[Return]:
    """The open returns of the providers among these things."""
    providers = [thing.row.id for thing in things if thing.kind == "provider"]
    mine = (Return.authority == authority_id) & (Return.provider << providers) & (Return.state << OPEN)
    return list(Return.select().where(mine)) if providers else []


def _tell(authority: Authority, things: Sequence[Thing], to: Person, now: datetime) -> None:
    """One mail to each person of each provider that this concerns, whatever went of it."""
    emails = _addresses(_providers_of(things))
    for email in sorted(emails):
        compose.put(
            "care/contact", to=email, about=f"authority:{authority.slug}", at=now, council=authority.name, name=to.name,
            phone=authority.contact_phone, email=authority.contact_email, since=today(now),
        )  # fmt: skip


def _providers_of(things: Sequence[Thing]) -> set[int]:
    contracts = [thing.row.id for thing in things if thing.kind == "contract"]
    awarded: Any = Award.select(Supplier.provider).join(Supplier).where(Award.contract << contracts).tuples()
    linked = {provider for (provider,) in awarded if provider} if contracts else set()
    own = {thing.row.id for thing in things if thing.kind == "provider"}
    return linked | own | {thing.row.provider_id for thing in things if thing.kind == "return"}


def _addresses(providers: Collection[int]) -> set[str]:
    rows: Any = Membership.live().select(Membership, Person).join(Person).where(Membership.provider << list(providers))
    people: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        people[row.provider_id].append(row.person.email)
    without = [number for number in providers if number not in people]
    plain = [p.contact_email for p in Provider.select().where(Provider.id << without)] if without else []
    return {email for some in people.values() for email in some} | {email for email in plain if email}


# Who is away


def away(
    authority: Authority, person: Person, deputy: int, first_on: date, last_on: date, *, by: int, seen: int,
    now: datetime,
) -> Absence:  # fmt: skip
    """Somebody is away and says who stands in. Raises CannotHandOver, Stale where somebody said so meanwhile."""
    colleague = next((one for one in officers(authority.id) if one.id == deputy and one.id != person.id), None)
    if colleague is None:
        raise CannotHandOver("deputy", "Select a colleague who works on returns here")
    if last_on < first_on or last_on < today(now):
        raise CannotHandOver("last_on", "Enter a last day that is not before the first, nor before today")
    theirs = Absence.of(authority.id, colleague.id)
    if theirs and theirs.first_on <= last_on and first_on <= theirs.last_on:
        raise CannotHandOver("deputy", f"{colleague.name} is away on some of these days. Select somebody else")
    with writing():
        return Absence.put(authority.id, person, colleague, first_on, last_on, by=by, at=now, seen=seen)


def back(authority: Authority, person: int, *, by: int, now: datetime) -> None:
    """They are there again. Raises AlreadyDone."""
    absence = Absence.of(authority.id, person)
    if absence is None:
        raise AlreadyDone
    with writing():
        absence.back(by=by, at=now)


def person_here(authority: Authority, public_id: object) -> Person:
    """An officer or manager of the authority. Raises NotYours."""
    found = next((person for person in officers(authority.id) if person.public_id == public_id), None)
    if found is None:
        raise NotYours("Nobody with that seat works here.")
    return found


def contacts(providers: Sequence[int]) -> list[Care]:
    """Who looks after these providers, at each council, since when; one query."""
    return Care.of_providers(providers)


def absences(authority: Authority) -> list[Absence]:
    """Those that count at an authority, with the deputy; one query."""
    return Absence.counting([authority.id])
