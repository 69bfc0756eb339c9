"""The council asks: who, which set, for which period, by when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from forms import library
from forms.journey import Journey
from models.authority import AdoptedSet, Authority, Service
from models.calendar import add_working_days, to_london
from models.conflicts import BothSides, Taken
from models.monitoring_return import Return
from models.outbox import Message
from models.period import Period
from models.person import Membership, Person
from models.provider import Provider
from models.store import writing
from portal.mail import compose
from portal.returns.work import sheet

WORKING_DAYS = 15  # the usual time from the end of a quarter to the due day
NATIONS = {"England": "E", "Wales": "W", "Scotland": "S", "Northern Ireland": "N"}


class CannotAsk(ValueError):
    """What the officer chose does not go together; the message says what to change, at `field`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Asked:
    """What came of asking: returns that now wait, and providers that had been asked before."""

    made: tuple[Return, ...]
    already: tuple[Provider, ...]


Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class CanAsk:
    """What an officer may choose from: keys and words; the newest whole quarter first; the usual due day."""

    authorities: Choices
    providers: Choices
    services: Choices
    sets: Choices
    periods: Choices
    due_on: date


def choices(authorities: Sequence[int], now: datetime) -> CanAsk:
    """What people of these authorities may ask for, of whom, and by when."""
    own = list(Authority.select().where(Authority.id << list(authorities)).order_by(Authority.name))
    today = to_london(now).date()
    quarters = [Period.quarter_of(today).previous()]
    while len(quarters) < 4:
        quarters.append(quarters[-1].previous())
    adopted = {row.set_key for row in AdoptedSet.select().where(AdoptedSet.authority << own)}
    newest = {found.key: found for found in library.all()}
    services = Service.select().where(Service.authority << own).order_by(Service.title)
    providers = Provider.select().order_by(Provider.legal_name)
    return CanAsk(
        [(str(authority.id), authority.name) for authority in own],
        [(str(provider.public_id), provider.legal_name) for provider in providers],
        [(service.key, service.title) for service in services],
        [(key, found.title) for key, found in newest.items() if key in adopted],
        [(quarter.key, quarter.label) for quarter in quarters],
        _usual_day(own[0].nation, quarters[0], today),
    )


def _usual_day(nation: str, quarter: Period, today: date) -> date:
    usual = add_working_days(quarter.last_day, WORKING_DAYS, nation)
    return usual if usual >= today else add_working_days(today, 5, nation)


@dataclass(frozen=True)
class Chosen:
    """What an officer chose, by the keys of `CanAsk`."""

    authority: str
    providers: Sequence[str]
    service: str
    set_key: str
    period_key: str
    tier: str
    due_on: date
    why: str


def ask_as_chosen(chosen: Chosen, *, authorities: Sequence[int], by: int, now: datetime) -> Asked:
    """`ask`, from what was chosen in a form; only for one of these authorities. Raises CannotAsk."""
    authority = Authority.get_or_none((Authority.id == int(chosen.authority)) & (Authority.id << list(authorities)))
    service = Service.get_or_none((Service.authority == authority) & (Service.key == chosen.service))
    if authority is None or service is None:
        raise CannotAsk("service", "Select a service of that council.")
    return ask(
        authority=authority,
        service=service,
        providers=list(Provider.select().where(Provider.public_id << list(chosen.providers))),
        set_key=chosen.set_key,
        period_key=chosen.period_key,
        tier=chosen.tier,
        due_on=chosen.due_on,
        why=chosen.why,
        by=Person.get_by_id(by),
        now=now,
    )


def ask(
    *,
    authority: Authority,
    service: Service,
    providers: Sequence[Provider],
    set_key: str,
    period_key: str,
    tier: str,
    due_on: date,
    why: str,
    by: Person,
    now: datetime,
) -> Asked:
    """Asks each provider for one return and tells its people. Raises CannotAsk."""
    chosen = library.latest(set_key)
    period = Period.parse(period_key)
    _fits(authority, set_key, chosen.nation, period, due_on, now)
    made, already = [], []
    with writing():
        for provider in providers:
            try:
                ret = Return.ask(
                    authority=authority,
                    provider=provider,
                    service=service,
                    home=None,
                    set_key=set_key,
                    set_version=chosen.version,
                    tier=tier,
                    period=period,
                    due_on=due_on,
                    why=why,
                    officer=by,
                    by=by.id,
                    at=now,
                )
            except Taken:
                already.append(provider)
            except BothSides as both:
                raise CannotAsk("providers", f"{both} Nobody may be on both sides of one council.") from both
            else:
                made.append(ret)
        _tell(made, now)
    return Asked(tuple(made), tuple(already))


def _fits(authority: Authority, set_key: str, nation: str, period: Period, due_on: date, now: datetime) -> None:
    if NATIONS[nation] != authority.nation:
        raise CannotAsk("set_key", "This set is written for another nation’s law. Choose one for yours.")
    if not AdoptedSet.select().where((AdoptedSet.authority == authority) & (AdoptedSet.set_key == set_key)).exists():
        raise CannotAsk("set_key", f"{authority.name} has not adopted this set of questions.")
    today = to_london(now).date()
    if due_on < today:
        raise CannotAsk("due_on", "Enter a due day that is today or later.")
    if due_on <= period.last_day:
        raise CannotAsk("due_on", f"Enter a day after the period ends. {period.label} ends on its last day.")


def _tell(returns: Sequence[Return], now: datetime) -> None:
    people = people_of([ret.provider_id for ret in returns])
    for ret in returns:
        questions = sheet.question_set(ret)
        journey = Journey(questions, sheet.situation(ret, sheet.sent_before(ret).last, now), {})
        for email in people.get(ret.provider_id, []) or [ret.provider.contact_email]:
            if email:
                put(
                    "asked",
                    ret,
                    email,
                    now,
                    title=questions.title,
                    minutes=journey.minutes(),
                    due_on=ret.due_on,
                )


def people_of(providers: Sequence[int], roles: Sequence[str] = ("lead", "member")) -> dict[int, list[str]]:
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


def put(template: str, ret: Return, to: str, now: datetime, **words: object) -> Message:
    """One mail about a return; never an answer, a comment, a name or a figure in it."""
    return compose.put(
        f"returns/{template}",
        to=to,
        about=f"return:{ret.public_id}",
        at=now,
        id=ret.public_id,
        council=ret.authority.name,
        provider=ret.provider.legal_name,
        quarter=Period.parse(ret.period_key).label,
        contact=sheet.contact(ret),
        **words,
    )
