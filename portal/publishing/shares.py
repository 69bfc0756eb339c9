"""With whom an authority has its contracts: small or medium, voluntary or community, local; against its own targets.

What is not known is never taken as no: a target is reached, not reached, or cannot be told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.publishing import words
from portal.publishing.figures import LOCAL, SME, VCSE, Figures, Question, Share
from portal.publishing.statements import rounded

QUESTIONS: Mapping[str, Question] = {"sme": SME, "vcse": VCSE, "local": LOCAL}
TITLES = {"sme": "Small or medium", "vcse": "Voluntary or community", "local": "Local"}
MEASURES = {"count": "of contracts", "value": "of what contracts cost in a year"}


@dataclass(frozen=True)
class Against:
    """A share beside the target for it; no `rows`: not published, and `why`. `target` and `verdict` are empty where the
    authority has stated none."""

    title: str
    measure: str
    rows: tuple[tuple[str, str, str], ...]  # what, how much, per cent
    why: str
    target: str
    verdict: str


def against(figures: Figures, targets: list[Mapping[str, Any]]) -> Iterator[Against]:
    """Every share by count and by value."""
    stated = {(one["subject"], one["measure"]): one for one in targets}
    for subject, question in QUESTIONS.items():
        for measure, share in (("count", figures.by_count(question)), ("value", figures.by_value(question))):
            target = stated.get((subject, measure))
            said = str if measure == "count" else rounded
            rows = tuple((part.label, said(part.value), _percent(share.percent(part))) for part in share.parts)
            told, verdict = (_target(target), _verdict(share, int(target["percent"]))) if target else ("", "")
            yield Against(TITLES[subject], MEASURES[measure], rows, share.why, told, verdict)


def _percent(percent: int | None) -> str:
    return "" if percent is None else f"{percent}%"


def _target(target: Mapping[str, Any]) -> str:
    since = f", since {words.day(target['since_on'])}" if target["since_on"] else ""
    return f"{target['percent']}% ({target['said_in']}{since})"


def _verdict(share: Share, percent: int) -> str:
    """By what is known at least, and what it could be at most."""
    if not share.parts or not share.whole:
        return "Cannot be told"
    least = 100 * share.parts[0].value
    rest = share.parts[-1].value
    if least >= percent * share.whole:
        return "Reached"
    return "Not reached" if least + 100 * rest < percent * share.whole else "Cannot be told: too much is not known"
