"""The word for the risk at each provider: shown, and said anew with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.proportion import USUAL, table
from models.authority import Authority
from models.calendar import today
from models.period import Period
from models.provider import Provider
from models.risk import Risk
from models.store import reading, writing
from portal.returns.work import tiers

USUAL_WORD = USUAL


@dataclass(frozen=True)
class Line:
    """One provider at one authority: the word that counts, and what the rule makes of it with what is bought."""

    authority: Authority
    provider: Provider
    word: str
    sizes: str


def choices() -> list[tuple[str, str]]:
    """The words, as people read them."""
    return list(table().risks.items())


def lines(authorities: Sequence[int], now: datetime) -> list[Line]:
    """Every provider at each of these authorities, by name; four queries an authority, however many providers."""
    with reading():
        found = [_of(authority, now) for authority in Authority.select().where(Authority.id << list(authorities))]
    return sorted((line for some in found for line in some), key=lambda line: line.provider.legal_name)


def _of(authority: Authority, now: datetime) -> list[Line]:
    providers = list(Provider.select().order_by(Provider.legal_name))
    said = Risk.select().where(Risk.authority == authority.id, Risk.replaced_at.is_null())
    risks = {risk.provider_id: risk for risk in said}
    sizes = tiers.hints([authority], [one.id for one in providers], Period.quarter_of(today(now)))
    return [Line(authority, one, _word(risks.get(one.id)), sizes[one.id]) for one in providers]


def _word(risk: Risk | None) -> str:
    return table().risks[risk.word] if risk else f"{table().risks[USUAL]}: nobody has said otherwise"  # type: ignore[index]


def in_words(risk: Risk) -> str:
    """“High”."""
    return _word(risk)


def put(authority: Authority, provider: Provider, word: str, why: str, *, by: int, now: datetime, seen: int) -> Risk:
    """Another word, over the one that was seen (its number, 0 for none). Raises Stale, AlreadyDone."""
    with writing():
        return Risk.put(authority.id, provider, word, why, by=by, at=now, seen=seen)
