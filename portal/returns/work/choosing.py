"""What an officer may choose from when asking for returns, and asking from what was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import ModelSelect

from forms import library
from forms.question_set import QuestionSet
from models.authority import Authority, Service
from models.calendar import add_working_days, today, working_day
from models.period import Period
from models.person import Person
from models.provider import Home, Provider
from portal.london import weekday
from portal.returns.work import adopting, asking, due, tiers
from portal.returns.work.asking import Asked, CannotAsk

OFFERED: Mapping[str, int] = {"month": 6, "quarter": 4, "half_year": 4, "year": 2}
"""How many whole periods there are to choose from."""

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class CanAsk:
    """Keys and words; of periods the newest whole one first. `homes` is empty unless `per_home`."""

    authorities: Choices
    providers: Choices
    homes: Choices
    services: Choices
    sets: Choices
    periods: Choices
    due_on: date
    set_key: str
    """The set that the rest is for: the one that was chosen, else the first; “” where none was adopted."""
    per_home: bool
    sizes: Mapping[str, str]
    """What the rule of how much is asked says of each provider, or of whose home it is."""


def adopted(authorities: Sequence[int]) -> Mapping[str, QuestionSet]:
    """Each set that one of these authorities has adopted, by key, as the first of them asks it."""
    found: dict[str, QuestionSet] = {}
    for used in adopting.in_use(authorities):
        found.setdefault(used.questions.key, used.asked)
    return found


def choices(authorities: Sequence[int], now: datetime, set_key: str = "") -> CanAsk:
    """What people of these authorities may ask for, of whom, and by when."""
    own = list(Authority.select().where(Authority.id << list(authorities)).order_by(Authority.name))
    sets = adopted(authorities)
    chosen = sets.get(set_key) or next(iter(sets.values()), None)
    rhythm, per_home = (chosen.rhythm, chosen.per_home) if chosen else ("quarter", False)
    periods = whole_periods(rhythm, today(now))
    services = Service.select().where(Service.authority << own).order_by(Service.title)
    providers = list(Provider.select().order_by(Provider.legal_name))
    return CanAsk(
        [(str(authority.id), authority.name) for authority in own],
        [(str(provider.public_id), provider.legal_name) for provider in providers],
        _homes() if per_home else [],
        [(service.key, service.title) for service in services],
        [(key, found.title) for key, found in sets.items()],
        [(period.key, period.label) for period in periods],
        due.usual(chosen, own[0].nation, periods[0], now),
        chosen.key if chosen else "",
        per_home,
        _sizes(own, list(_open_homes()) if per_home else providers, periods[0]),
    )


def _sizes(own: Sequence[Authority], units: Sequence[Provider] | Sequence[Home], period: Period) -> dict[str, str]:
    whose = {str(one.public_id): one.provider_id if isinstance(one, Home) else one.id for one in units}
    found = tiers.hints(own, sorted(set(whose.values())), period)
    return {unit: found[provider] for unit, provider in whose.items()}


def _homes() -> Choices:
    return [(str(home.public_id), f"{home.name}, {home.provider.legal_name}") for home in _open_homes()]


def _open_homes() -> "ModelSelect[Home]":
    """Every home that is open, with whose it is."""
    query = Home.select(Home, Provider).join(Provider).where(Home.closed_at.is_null())
    return query.order_by(Provider.legal_name, Home.name)


def whole_periods(rhythm: str, day: date) -> list[Period]:
    """The periods of that rhythm that have ended on a day, newest first."""
    found = [Period.holding(day, rhythm).previous()]
    while len(found) < OFFERED[rhythm]:
        found.append(found[-1].previous())
    return found


def another_rhythm(set_key: str, period_key: str) -> str:
    """Why a set is not asked for a period: it is made for months, quarters …; “” where it fits or is none at all."""
    try:
        rhythm, period = library.latest(set_key).rhythm, Period.parse(period_key)
    except (library.NoSuchSet, ValueError):
        return ""
    return "" if period.rhythm == rhythm else asking.wrong_rhythm(rhythm, period)


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
    homes: Sequence[str] = ()
    tier_why: str = ""
    turn_why: str = ""


def ask_as_chosen(chosen: Chosen, *, authorities: Sequence[int], by: int, now: datetime) -> Asked:
    """`ask`, from what was chosen in a form; only for one of these authorities. Raises CannotAsk."""
    authority = Authority.get_or_none((Authority.id == int(chosen.authority)) & (Authority.id << list(authorities)))
    service = Service.get_or_none((Service.authority == authority) & (Service.key == chosen.service))
    if authority is None or service is None:
        raise CannotAsk("service", "Select a service of that council.")
    _on_a_working_day(chosen.due_on, authority.nation)
    return asking.ask(
        authority=authority,
        service=service,
        providers=list(Provider.select().where(Provider.public_id << list(chosen.providers))),
        homes=list(_open_homes().where(Home.public_id << list(chosen.homes))),
        set_key=chosen.set_key,
        period_key=chosen.period_key,
        tier=chosen.tier,
        tier_why=chosen.tier_why,
        turn_why=chosen.turn_why,
        due_on=chosen.due_on,
        why=chosen.why,
        by=Person.get_by_id(by),
        now=now,
    )


def _on_a_working_day(due_on: date, nation: str) -> None:
    if not working_day(due_on, nation):
        following = add_working_days(due_on - timedelta(days=1), 1, nation)
        raise CannotAsk("due_on", f"Nobody works on {weekday(due_on)}. The next working day is {weekday(following)}.")
