"""The figures of a question set: every number that it asks for or works out, and what a return says of each. Pure.

A figure is known by its key, which no later version of its set gives to anything else: that is how one quarter lines up
with the next. People are shown its code (SA09a); what is worked out has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from forms.asked import Asked, Value
from forms.journey import Journey
from forms.kinds import KINDS
from forms.kinds.ratio import part
from forms.question_set import COUNTING, Derived, Question, QuestionSet

FigureStatus: TypeAlias = Literal["given", "not_available", "not_applicable"]
PER_CENT = "%"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a set. `kind` is number, ratio, money (whole pence) or percent; a percentage is never added up.

    `sensitive`: it stands on, or is worked out from, a page about safety; other providers are never shown anything of
    it.
    """

    key: str
    code: str
    name: str
    unit: str
    kind: str
    sensitive: bool

    @property
    def averaged(self) -> bool:
        """Whether several of them make an average instead of a sum."""
        return self.kind == "percent"


@dataclass(frozen=True, slots=True)
class Said:
    """What one return says of one figure. `whole` is what a ratio is out of; `expected_on` the day when a figure that
    is not available yet will come. Answers of other kinds stand here only while they are not available."""

    key: str
    status: FigureStatus
    number: float | None = None
    whole: float | None = None
    expected_on: date | None = None


def measures(questions: QuestionSet) -> tuple[Measure, ...]:
    """Every figure of a set, in the order of its pages; what is worked out comes after the page that settles it."""
    asked = [question for question in questions.questions.values() if question.kind in COUNTING]
    found = [_asked(question) for question in asked]
    places = {measure.key: place for place, measure in enumerate(found)}
    for derived in questions.derived:
        if derived.rule.text in places:
            continue  # another name for an answer
        used = [places[name] for name in _roots(questions, derived) if name in places]
        found.append(_worked_out(questions, derived))
        places[derived.key] = max(used, default=len(asked))
    order = sorted(found, key=lambda measure: (places[measure.key], not measure.code))
    return tuple(order)


def _asked(question: Question) -> Measure:
    unit = PER_CENT if question.kind == "percent" else question.unit
    return Measure(question.key, question.code, question.name, unit, question.kind, question.sensitive)


def _worked_out(questions: QuestionSet, derived: Derived) -> Measure:
    sources = [questions.questions[name] for name in _roots(questions, derived)]
    kind = "percent" if derived.unit == PER_CENT else "number"
    if sources and all(source.kind == "money" for source in sources):
        kind = "money"
    return Measure(derived.key, "", derived.name, derived.unit, kind, any(source.sensitive for source in sources))


def _roots(questions: QuestionSet, derived: Derived) -> list[str]:
    """The answers that a derived value is worked out from in the end."""
    found: list[str] = []
    for name in sorted(derived.rule.names):
        inner = questions.derived_by_key.get(name)
        found += _roots(questions, inner) if inner else [name] if name in questions.questions else []
    return found


def said(journey: Journey) -> list[Said]:
    """Every figure of a return as it is sent, and whatever else is “not available yet”; nothing for what is not asked.

    A derived value stands here where everything that it is worked out from is known.
    """
    return [*_answered(journey), *_derived(journey)]


def _answered(journey: Journey) -> Iterator[Said]:
    questions = journey.question_set.questions
    for key, given in journey.submitted().items():
        question = questions.get(key)
        if question is None or given.status == "explained":
            continue
        if given.status == "not_available":
            yield Said(key, "not_available", expected_on=given.expected_on)
        elif question.kind in COUNTING:
            yield _counted(journey, question, given.value)


def _counted(journey: Journey, question: Question, value: Value | None) -> Said:
    if value is None:
        return Said(question.key, "not_applicable")
    if question.kind != "ratio":
        return Said(question.key, "given", KINDS[question.kind].number(value))
    whole = journey.asked(question).of
    return Said(question.key, "given", float(part(value)), None if whole is None else float(whole))


def _derived(journey: Journey) -> Iterator[Said]:
    worked_out = journey.derived()
    for measure in measures(journey.question_set):
        value = worked_out.get(measure.key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield Said(measure.key, "given", float(value))


def in_words(measure: Measure, number: float | None, whole: float | None = None) -> str:
    """“12”, “9 of 12”, “£1,200”, “75%”; “” where there is no number."""
    if number is None:
        return ""
    if measure.kind == "money":
        return _money(number)
    said = f"{number:,.1f}".removesuffix(".0")
    if measure.averaged:
        return f"{said}%"
    return said if whole is None else f"{said} of {whole:,.1f}".removesuffix(".0")


def _money(pence: float) -> str:
    return KINDS["money"].say(round(pence), Asked("", "money", ""))


def worked_out(journey: Journey) -> list[tuple[str, str]]:
    """What is worked out from the answers, as it will be read: (its name, the figure in words)."""
    worked_out = {one.key: one.number for one in _derived(journey)}
    named = [measure for measure in measures(journey.question_set) if not measure.code and measure.key in worked_out]
    return [(measure.name, in_words(measure, worked_out[measure.key])) for measure in named]


def by_key(questions: QuestionSet) -> dict[str, Measure]:
    """The figures of a set by their keys."""
    return {measure.key: measure for measure in measures(questions)}


def changes_since(versions: Sequence[QuestionSet]) -> list[tuple[str, str]]:
    """(version, what is other than before it) of those versions that say so, newest first."""
    return [(one.version, one.changes) for one in reversed(versions) if one.changes]
