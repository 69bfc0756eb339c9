"""The council asks: who, which set, for which period, by when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from forms import library
from models.authority import AdoptedSet, Authority, Service
from models.calendar import to_london
from models.conflicts import Taken
from models.monitoring_return import Return
from models.outbox import Message
from models.period import Period
from models.person import Membership, Person
from models.provider import Provider
from models.store import writing
from portal.mail import compose
from portal.returns.work import sheet


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
        page = sheet.question_set(ret)
        for email in people.get(ret.provider_id, []) or [ret.provider.contact_email]:
            if email:
                put("asked", ret, email, now, title=page.title, minutes=page.minutes.of(ret.tier), due_on=ret.due_on)


def people_of(providers: Sequence[int], roles: Sequence[str] = ("lead", "member")) -> dict[int, list[str]]:
    """E-mail addresses of a provider’s live people, by provider; one query."""
    rows = (
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
