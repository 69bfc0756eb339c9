"""How long a return is: what the rule finds, for officers who ask and for providers who are asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast

from forms import one_off
from forms.proportion import RHYTHMS, USUAL, Facts, Risk, in_short, table
from forms.question_set import QuestionSet
from forms.situation import Tier
from models.authority import Authority, Service
from models.monitoring_return import Return
from models.out_of_turn import OutOfTurn
from models.period import Period
from models.provider import Provider
from models.register.bought import NOTHING, bought
from models.risk import Risk as RiskWord
from models.sizing import Sizing
from portal.returns.work import sets

BY_RULE = "by_rule"
"""What an officer chooses who leaves the tier to the rule."""
NO_CONTRACT = "No contract in the register"


def facts(authority: Authority, service: Service, providers: Iterable[int], period: Period) -> dict[int, Facts]:
    """Provider id -> what the rule goes by; two queries."""
    wanted = list(providers)
    buys, risks = bought(authority.id, wanted, period), RiskWord.words(authority.id)
    return {
        provider: _facts(buys.get((provider, service.id), NOTHING).year_pence,
                         buys.get((provider, service.id), NOTHING).places, risks.get(provider))
        for provider in wanted
    }  # fmt: skip


def _facts(year_pence: int | None, places: int | None, risk: str | None) -> Facts:
    return Facts(year_pence, places, cast(Risk, risk or USUAL))


def tier(known: Facts, chosen: str) -> Tier:
    """The tier that was chosen, or that of the rule."""
    return table().size(known).tier if chosen == BY_RULE else cast(Tier, chosen)


def against_the_rule(known: Mapping[int, Facts], chosen: str) -> bool:
    """Whether the tier that was chosen is another than the rule’s for one of them: that takes a reason."""
    return any(tier(one, chosen) != tier(one, BY_RULE) for one in known.values())


def its_turn(questions: QuestionSet, known: Facts, period: Period) -> bool:
    """Whether the rule of how often asks this provider for this period."""
    return table().its_turn(questions.rhythm, known.risk, _ends(period))


def _ends(period: Period) -> set[str]:
    """The longer periods that end with this one."""
    found = {"half_year": period.ends_half_year, "year": period.ends_year}
    return {rhythm for rhythm, ends in found.items() if ends}


def not_their_turn(authorities: Sequence[int], period: Period) -> list[str]:
    """The names of providers that are not asked for a quarter by the rule, because they are asked less often; two
    queries, none for a period that everybody is asked for."""
    seldom = [risk for risk in table().risks if not table().its_turn("quarter", risk, _ends(period))]
    if period.rhythm != "quarter" or not seldom:
        return []
    providers = {one for a in authorities for one, word in RiskWord.words(a).items() if word in seldom}
    return [p.legal_name for p in Provider.select().where(Provider.id << providers).order_by(Provider.legal_name)]


def keep(ret: Return, known: Facts, why: str, now: datetime, *, turn_why: str = "") -> Sizing:
    """What the rule went by, kept with the return that was just asked for; call it in the same `writing()`. `turn_why`
    is why it was asked for though it is not its turn."""
    if turn_why:
        OutOfTurn.keep(ret, turn_why, now)
    size = table().size(known)
    amounts = {"year_pence": known.year_pence, "places": known.places, "risk": known.risk}
    return Sizing.keep(ret, **amounts, proposed=size.tier, because=size.because, why=why, at=now)  # type: ignore[arg-type]


def hints(authorities: Sequence[Authority], providers: Sequence[int], period: Period) -> dict[int, str]:
    """Provider id -> what the rule proposes, for each service that is bought from it: “Supported accommodation:
    £84,000 a year, 12 places: short return”."""
    titles = {s.id: s.title for s in Service.select().where(Service.authority << list(authorities))}
    lines: dict[int, list[str]] = defaultdict(list)
    for authority in authorities:
        risks = RiskWord.words(authority.id)
        found = bought(authority.id, providers, period)
        for (provider, service), what in found.items():
            known = _facts(what.year_pence, what.places, risks.get(provider))
            lines[provider].append(f"{titles[service]}: {in_short(known)}")
        for provider in set(risks) & set(providers) - {unit[0] for unit in found}:
            lines[provider].append(f"{NO_CONTRACT}, {in_short(_facts(None, None, risks[provider]))}")
    nothing = f"{NO_CONTRACT}: {table().title(table().size(Facts()).tier).lower()}"
    return {provider: "; ".join(sorted(lines[provider])) or nothing for provider in providers}


def because(ret: Return, questions: QuestionSet) -> str:
    """“You are asked about 25 boxes four times a year because …”, for the provider. One query."""
    if one_off.is_one_off(ret.set_key):
        most = table().single_questions_a_year
        return (
            f"This is one question, asked once. {ret.authority.name} may ask you at most {most} such questions a year."
        )
    sizing = Sizing.of(ret.id)
    risk = cast(Risk, sizing.risk if sizing else USUAL)
    often = RHYTHMS[table().rhythm(questions.rhythm, risk)]
    boxes = sets.burden_of(ret).boxes
    asked = f"You are asked about {boxes} boxes {often}"
    title = table().title(ret.tier).lower()
    if not sizing:
        return f"{asked}: the {title}."
    return f"{asked} because {_reason(sizing, ret.authority.name)}{_how_often(ret, questions, risk)}"


def _how_often(ret: Return, questions: QuestionSet, risk: Risk) -> str:
    """Why it is asked less often than the set is made for; and why now, where it is not its turn. One query then."""
    council, period = ret.authority.name, Period.parse(ret.period_key)
    if table().rhythm(questions.rhythm, risk) == questions.rhythm:
        return ""
    if table().its_turn(questions.rhythm, risk, _ends(period)):
        return f" Twice a year, because {council} thinks that the risk is low."
    return f" It is not your turn by the rule, and your contact asks all the same: “{OutOfTurn.of(ret.id)}”"


def _reason(sizing: Sizing, council: str) -> str:
    if sizing.chosen != sizing.proposed:
        chosen, proposed = (table().title(one).lower() for one in (sizing.chosen, sizing.proposed))
        return f"your contact chose the {chosen} rather than the {proposed}: “{sizing.why}”"
    if sizing.risk in ("high", "improvement_plan"):
        return f"{sizing.because}."
    if sizing.year_pence is None:
        return f"no yearly value is known of what {council} buys from you here, and {sizing.because}."
    places = "" if sizing.places is None else f" for {sizing.places} place{'' if sizing.places == 1 else 's'}"
    return f"{council} pays you £{sizing.year_pence // 100:,} a year here{places}, and {sizing.because}."
