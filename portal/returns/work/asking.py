"""The council asks: who, which set, for which period, by when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from forms import library
from forms.journey import Journey
from forms.proportion import RHYTHMS
from forms.question_set import QuestionSet
from models.authority import Authority, Service
from models.calendar import to_london
from models.care import Care
from models.conflicts import BothSides, Taken
from models.monitoring_return import Return
from models.outbox import Message
from models.period import Period
from models.person import Person
from models.provider import Home, Provider
from models.store import writing
from portal.mail import compose
from portal.returns.work import adopting, sheet, tiers, writers


class CannotAsk(ValueError):
    """What the officer chose does not go together; the message says what to change, at `field`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Asked:
    """What came of asking: returns that now wait, and providers (or homes) that had been asked before."""

    made: tuple[Return, ...]
    already: tuple[Provider | Home, ...]
    left_out: tuple[Provider | Home, ...] = ()
    """Those whose turn it is not by the rule of how often."""

    @property
    def already_names(self) -> list[str]:
        """The names of those that had been asked before."""
        return _names(self.already)

    @property
    def left_out_names(self) -> list[str]:
        """The names of those whose turn it is not."""
        return _names(self.left_out)


def _names(some: Sequence[Provider | Home]) -> list[str]:
    return [str(one.name if isinstance(one, Home) else one.legal_name) for one in some]


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
    homes: Sequence[Home] = (),
    tier_why: str = "",
    turn_why: str = "",
) -> Asked:
    """Asks each provider for one return and tells its people; of a set that is about one home, for each of `homes`.
    `tier` may be `tiers.BY_RULE`; another than the rule’s takes a reason, `tier_why`.

    Whoever is asked less often by the rule is left out when it is not their turn, unless there is a reason, `turn_why`.
    The officer is who looks after the provider, else who asks. Raises CannotAsk.
    """
    used = _in_use(authority, set_key)
    chosen, period = used.questions, Period.parse(period_key)
    _fits(chosen, period, due_on, now)
    made: list[Return] = []
    already: list[Provider | Home] = []
    left_out: list[Provider | Home] = []
    with writing():
        units = _units(chosen, providers, homes)
        known = tiers.facts(authority, service, [provider.id for provider, _ in units], period)
        if tiers.against_the_rule(known, tier) and not tier_why:
            raise CannotAsk("tier_why", "Enter why you ask for another length than the rule says.")
        carers = Care.officer_for(authority.id, known)
        for provider, home in units:
            in_turn = tiers.its_turn(chosen, known[provider.id], period)
            if not in_turn and not turn_why:
                left_out.append(home or provider)
                continue
            try:
                ret = Return.ask(
                    authority=authority,
                    provider=provider,
                    service=service,
                    home=home,
                    set_key=set_key,
                    set_version=chosen.version,
                    overlay=used.overlay_id,
                    tier=tiers.tier(known[provider.id], tier),
                    period=period,
                    due_on=due_on,
                    why=why,
                    officer=carers.get(provider.id, by),
                    by=by.id,
                    at=now,
                )
            except Taken:
                already.append(home or provider)
            except BothSides as both:
                raise CannotAsk("providers", f"{both} Nobody may be on both sides of one council.") from both
            else:
                tiers.keep(ret, known[provider.id], tier_why, now, turn_why="" if in_turn else turn_why)
                made.append(ret)
        tell(made, now)
    return Asked(tuple(made), tuple(already), tuple(left_out))


def _units(
    chosen: QuestionSet, providers: Sequence[Provider], homes: Sequence[Home]
) -> list[tuple[Provider, Home | None]]:
    """What each return is about."""
    if not chosen.per_home:
        return [(provider, None) for provider in providers]
    if not homes:
        raise CannotAsk("homes", "Select at least one home.")
    return [(home.provider, home) for home in homes]


def _in_use(authority: Authority, set_key: str) -> adopting.InUse:
    """The set as this authority asks it."""
    if adopting.LETTERS[library.latest(set_key).nation] != authority.nation:
        raise CannotAsk("set_key", "This set is written for another nation’s law. Choose one for yours.")
    used = adopting.one_in_use(authority.id, set_key)
    if used is None:
        raise CannotAsk("set_key", f"{authority.name} has not adopted this set of questions.")
    return used


def _fits(chosen: QuestionSet, period: Period, due_on: date, now: datetime) -> None:
    if period.rhythm != chosen.rhythm:
        raise CannotAsk("period_key", wrong_rhythm(chosen.rhythm, period))
    today = to_london(now).date()
    if due_on < today:
        raise CannotAsk("due_on", "Enter a due day that is today or later.")
    if due_on <= period.last_day:
        raise CannotAsk("due_on", f"Enter a day after the period ends. {period.label} ends on its last day.")


def wrong_rhythm(rhythm: str, period: Period) -> str:
    """“These questions are asked once a year. Choose a year, not October 2026.”"""
    one = {"month": "a month", "quarter": "a quarter", "half_year": "a half-year", "year": "a year"}[rhythm]
    return f"These questions are asked {RHYTHMS[rhythm]}. Choose {one}, not {period.label}."  # type: ignore[index]


def tell(returns: Sequence[Return], now: datetime) -> None:
    """That they were asked: mail to who fills each in, in the `writing()` in which they were."""
    to, unnamed = writers.of(returns), writers.without_one(returns)
    for ret in returns:
        questions = sheet.question_set(ret)
        journey = Journey(questions, sheet.situation(ret, sheet.sent_before(ret).last, now), {})
        about = {"title": questions.title, "minutes": journey.minutes(), "due_on": ret.due_on}
        for email in to[ret.id]:
            put("name_somebody" if ret.id in unnamed else "asked", ret, email, now, **about)


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
        contact=sheet.contact(ret, now),
        **words,
    )


def put_to_desk(template: str, ret: Return, now: datetime, **words: object) -> None:
    """The same to the return’s officer, and to who stands in while the officer is away."""
    for to in sheet.at_the_desk(ret, now):
        put(template, ret, to, now, **words)
