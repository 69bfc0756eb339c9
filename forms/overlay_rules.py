"""What a council may lay over a set, and what it may not: the rules of `Overlay`, and the budget of boxes and minutes.

The core stays, what rests on a law stays, what something else needs stays; and a set with three more questions still
keeps to what it promised, measured on the providers of its ordinary period.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from forms import library, own_words
from forms.asked import Value
from forms.burden import Burden
from forms.needing import Needs
from forms.ordinary import Ordinary
from forms.overlay import MOST_OWN, Overlay, with_overlay
from forms.question_set import COUNTING, Question, QuestionSet, Rhythm
from forms.situation import TIERS, Tier
from forms.soundness import faults as unsound

DUE_BOUNDS: Final[Mapping[Rhythm, tuple[int, int]]] = {
    "month": (5, 20), "quarter": (10, 40), "half_year": (10, 40), "year": (10, 60),
}  # fmt: skip
"""Working days after the period: no fewer, so that a small provider can do it; no more, so that it is of use."""
LONGEST_CONTACT: Final = 160


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in a sentence; `place` names the box: `hints.<page>`, `own.1`, `off`, `due_after`, `contact` …"""

    place: str
    say: str


@dataclass(frozen=True, slots=True)
class Over:
    """More than was promised to the providers of a tier, and what could be left out instead."""

    tier: Tier
    what: Literal["boxes", "minutes"]
    measured: int
    promised: int
    drop: tuple[str, ...]

    @property
    def by(self) -> int:
        return self.measured - self.promised


def faults(questions: QuestionSet, overlay: Overlay) -> list[Fault]:
    """Everything that is wrong with an overlay over this set but its budget (`over`); empty for one that may be."""
    found = [*_hints(questions, overlay), *_targets(questions, overlay), *_terms(questions, overlay)]
    found += [*_off(questions, overlay), *_own(overlay)]
    if not found:
        found = [Fault("", fault) for fault in unsound(with_overlay(questions, overlay))]
    return found


def _hints(questions: QuestionSet, overlay: Overlay) -> Iterator[Fault]:
    for key, words in overlay.hints.items():
        if key not in questions.pages_by_key:
            yield Fault(f"hints.{key}", f"This set has no page “{key}”.")
        for fault in own_words.of_hint(words):
            yield Fault(f"hints.{key}", fault)


def _targets(questions: QuestionSet, overlay: Overlay) -> Iterator[Fault]:
    for key, target in overlay.targets.items():
        question = questions.questions.get(key)
        if question is None or question.kind not in COUNTING:
            yield Fault(f"targets.{key}", f"“{key}” is no figure of this set.")
        elif target.value < 0 or (question.kind == "percent" and target.value > 100):
            yield Fault(f"targets.{key}", f"{question.code}: enter a figure that can be reached.")


def _terms(questions: QuestionSet, overlay: Overlay) -> Iterator[Fault]:
    least, most = DUE_BOUNDS[questions.rhythm]
    if overlay.due_after is not None and not least <= overlay.due_after <= most:
        yield Fault("due_after", f"Enter between {least} and {most} working days.")
    contact = overlay.contact
    if contact and not re.search(r"\d{5}|\S@\S", contact.replace(" ", "")):
        yield Fault("contact", "Give a telephone number or an e-mail address with the name.")
    if len(contact) > LONGEST_CONTACT or re.search(r"[{}]", contact):
        yield Fault("contact", f"Enter a name, a telephone number and an address, at most {LONGEST_CONTACT} letters.")


def _off(questions: QuestionSet, overlay: Overlay) -> Iterator[Fault]:
    for key in overlay.off:
        if reason := stays(questions, key):
            yield Fault("off", reason)
    needed = Needs(questions).of(overlay.off) if overlay.off else {}
    for key in (key for key in overlay.off if key in needed):
        yield Fault("off", f"{_named(questions.questions[key])} stays: {needed[key]}.")


def stays(questions: QuestionSet, key: str) -> str:
    """Why a question is never switched off, whatever else is; “” where it may be."""
    question = questions.questions.get(key)
    if question is None:
        return f"This set has no question “{key}”."
    if question.tier == 1:
        return f"{_named(question)} stays: it is asked of everybody."
    if questions.page_of(question).law:
        return f"{_named(question)} stays: it rests on a law."
    return ""


def switchable(questions: QuestionSet) -> tuple[Question, ...]:
    """The questions that can be switched off, alone or with others that need them."""
    return tuple(question for key, question in questions.questions.items() if not stays(questions, key))


def _named(question: Question) -> str:
    return f"{question.code} ‘{question.name}’"


def _own(overlay: Overlay) -> Iterator[Fault]:
    if len(overlay.own) > MOST_OWN:
        yield Fault("own", f"At most {MOST_OWN} questions of your own. Leave out {len(overlay.own) - MOST_OWN}.")
    for place, own in enumerate(overlay.own, 1):
        for fault in own.faults():
            yield Fault(f"own.{place}", fault)
    numbers = [own.number for own in overlay.own]
    if len(set(numbers)) < len(numbers):
        yield Fault("own", "Two questions of your own have the same code.")


# The budget


def ordinary(questions: QuestionSet, overlay: Overlay) -> Mapping[Tier, Ordinary]:
    """The providers of the set’s ordinary period, asked what this council asks."""
    laid = with_overlay(questions, overlay)
    found = library.ordinary(questions)
    return {
        tier: replace(one, question_set=laid, values={**one.values, **_answers(overlay, one)})
        for tier, one in found.items()
    }


def _answers(overlay: Overlay, one: Ordinary) -> dict[str, Value]:
    return {key: value for own in overlay.own for key, value in own.ordinary(one.situation.last_day).items()}


def measured(questions: QuestionSet, overlay: Overlay) -> Mapping[Tier, Burden]:
    """Tier -> the boxes and minutes of an ordinary period."""
    journeys = {tier: one.journey() for tier, one in ordinary(questions, overlay).items()}
    return {tier: Burden(journey.counts()[1], journey.minutes()) for tier, journey in journeys.items()}


def over(questions: QuestionSet, overlay: Overlay, burdens: Mapping[Tier, Burden] | None = None) -> list[Over]:
    """Where this asks for more than the set promises; empty where it keeps to that. `burdens` are what `measured` gave,
    where somebody has asked already."""
    found = []
    for tier, burden in (burdens or measured(questions, overlay)).items():
        promised = Burden(questions.boxes.of(tier), questions.minutes.of(tier))
        if burden.boxes > promised.boxes or burden.minutes > promised.minutes:
            drop = _droppable(questions, overlay, tier)
            if burden.boxes > promised.boxes:
                found.append(Over(tier, "boxes", burden.boxes, promised.boxes, drop))
            if burden.minutes > promised.minutes:
                found.append(Over(tier, "minutes", burden.minutes, promised.minutes, drop))
    return found


def _droppable(questions: QuestionSet, overlay: Overlay, tier: Tier) -> tuple[str, ...]:
    """What could go instead: the council’s own questions, then those of this tier that nothing needs."""
    own: Sequence[str] = [f"{own.code} ‘{own.name}’" for own in overlay.own if own.tier <= TIERS[tier]]
    needs = Needs(questions)
    asked = ordinary(questions, overlay)[tier].journey()
    others = [
        _named(question)
        for question in switchable(questions)
        if question.tier <= TIERS[tier] and question.key not in overlay.off and question.required
        if asked.visible(question) and not set(needs.of([*overlay.off, question.key])) - set(overlay.off)
    ]
    return (*own, *others)


def fitted(questions: QuestionSet, overlay: Overlay) -> tuple[Overlay, list[str]]:
    """What of an overlay fits another version of its set, and what was left out, a sentence each."""
    left: list[str] = []
    while found := faults(questions, overlay):
        left += [fault.say for fault in found]
        overlay = _without(overlay, {fault.place for fault in found})
    return overlay, left


def _without(overlay: Overlay, places: set[str]) -> Overlay:
    """Without what stands at these places; nothing at all where that changes nothing."""
    rest = Overlay(
        hints={key: words for key, words in overlay.hints.items() if f"hints.{key}" not in places},
        targets={key: target for key, target in overlay.targets.items() if f"targets.{key}" not in places},
        due_after=None if "due_after" in places else overlay.due_after,
        contact="" if "contact" in places else overlay.contact,
        off=() if places & {"", "off"} else overlay.off,
        own=tuple(own for place, own in enumerate(overlay.own, 1) if f"own.{place}" not in places)[:MOST_OWN],
    )
    return Overlay() if rest == overlay else rest
