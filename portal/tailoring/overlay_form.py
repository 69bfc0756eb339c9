"""The form by which a council lays something over a set: flat names of boxes, and the `Overlay` that they make.

hint.<page>   target.<question> sense.<question>   off (ticked)   due_after   contact
own.<1-3>.kind  .number .name .ask .why .unit .options .of_ask .max_words .tier
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from forms.asked import Asked
from forms.kinds import KINDS
from forms.kinds.plain import visible
from forms.overlay import MOST_OWN, Overlay, Target
from forms.overlay_rules import DUE_BOUNDS, Fault, switchable
from forms.own_question import KINDS as OWN_KINDS
from forms.own_question import MOST_WORDS, USUAL_WORDS, OwnQuestion
from forms.question_set import COUNTING, Page, Question, QuestionSet
from forms.reading import Status
from portal.profile.typed import one_line
from portal.questions.words import KINDS as KIND_WORDS

OWN = range(1, MOST_OWN + 1)
LONGEST = 2_000
KIND_CHOICES = [("", "None"), *((kind, KIND_WORDS[kind]) for kind in OWN_KINDS)]
TIER_CHOICES = [("1", "Everybody"), ("2", "Middle and large providers"), ("3", "Large providers only")]
SENSES = [("at_least", "At least"), ("at_most", "At most")]


@dataclass
class Typed:
    """What stands in the boxes, by name, and what is wrong with it. `off` are the questions that are ticked."""

    values: dict[str, str]
    off: tuple[str, ...] = ()
    problems: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What stands in a box."""
        return self.values.get(name, "")

    def refuse(self, faults: Mapping[str, str]) -> None:
        """More that is wrong; the first message of each box stands."""
        self.problems = {**faults, **self.problems}


def as_typed(overlay: Overlay) -> Typed:
    """The boxes as they stand for an overlay that was saved."""
    values = {f"hint.{key}": words for key, words in overlay.hints.items()}
    for key, target in overlay.targets.items():
        values |= {f"target.{key}": f"{target.value:.10g}", f"sense.{key}": target.sense}
    values |= {"due_after": str(overlay.due_after or ""), "contact": overlay.contact}
    for place, own in enumerate(overlay.own, 1):
        values |= {f"own.{place}.{name}": text for name, text in _own_values(own).items()}
    return Typed(values, overlay.off)


def _own_values(own: OwnQuestion) -> dict[str, str]:
    plain = own.model_dump(include={"number", "kind", "name", "ask", "why", "unit", "of_ask", "max_words", "tier"})
    return {name: str(value) for name, value in plain.items()} | {"options": "\n".join(own.options)}


def read(form: Any, questions: QuestionSet) -> tuple[Typed, Overlay | None]:
    """What was typed, and the overlay that it makes; None where a box could not be read (`Typed.problems`)."""
    known = {question.key for question in switchable(questions)}
    values = {name: visible(str(text)).strip()[:LONGEST] for name, text in form.items()}
    typed = Typed(values, tuple(key for key in form.getlist("off") if key in known))
    overlay = Overlay(
        hints={page.key: one_line(typed.get(f"hint.{page.key}")) for page in _hinted(questions, typed)},
        targets=dict(_targets(questions, typed)),
        due_after=_due_after(typed),
        contact=one_line(typed.get("contact")),
        off=typed.off,
        own=tuple(own for place in OWN if (own := _own(typed, place)) is not None),
    )
    return typed, None if typed.problems else overlay


def _hinted(questions: QuestionSet, typed: Typed) -> Iterator[Page]:
    return (page for page in questions.pages if typed.get(f"hint.{page.key}"))


def figures(page: Page) -> tuple[Question, ...]:
    """The questions of a page that can have a target."""
    return tuple(question for question in page.questions if question.kind in COUNTING)


def _targets(questions: QuestionSet, typed: Typed) -> Iterator[tuple[str, Target]]:
    for question in (question for page in questions.pages for question in figures(page)):
        name = f"target.{question.key}"
        if not (text := typed.get(name)):
            continue
        kind = question.kind if question.kind in ("percent", "money") else "number"
        reading = KINDS[kind].read(text, Asked(question.key, kind, "", decimals=2))
        if reading.status is not Status.exact:
            typed.refuse({name: f"{question.code}: enter one figure, like 90."})
            continue
        value = float(cast(float, reading.value)) / (100 if kind == "money" else 1)
        sense = "at_most" if typed.get(f"sense.{question.key}") == "at_most" else "at_least"
        yield question.key, Target(sense=sense, value=value)


def _due_after(typed: Typed) -> int | None:
    text = typed.get("due_after")
    if text and not text.isdecimal():
        typed.refuse({"due_after": "Enter a number of working days, like 15."})
    return int(text[:4]) if text.isdecimal() else None


def _own(typed: Typed, place: int) -> OwnQuestion | None:
    """One of the council’s own questions; None where no kind is chosen."""
    said = {name: one_line(typed.get(f"own.{place}.{name}")) for name in ("name", "ask", "why", "unit", "of_ask")}
    kind = typed.get(f"own.{place}.kind")
    if kind not in OWN_KINDS:
        if any(said.values()):
            typed.refuse({f"own.{place}.kind": "Select how it is answered, or leave all its boxes empty."})
        return None
    options = (one_line(line) for line in typed.get(f"own.{place}.options").splitlines())
    return OwnQuestion(
        number=_whole(typed.get(f"own.{place}.number"), 0),
        kind=kind,
        options=tuple(filter(None, options)) if kind in ("choice", "choices") else (),
        max_words=min(max(_whole(typed.get(f"own.{place}.max_words"), USUAL_WORDS), 1), MOST_WORDS),
        tier=cast(Any, min(max(_whole(typed.get(f"own.{place}.tier"), 1), 1), 3)),
        **said,
    )


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def at_boxes(faults: Sequence[Fault]) -> dict[str, str]:
    """What is wrong by the name of the box that it stands at; the first message of each."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(_box(fault.place), fault.say)
    return found


def _box(place: str) -> str:
    what, _, key = place.partition(".")
    if what == "own":
        return f"own.{key}.ask" if key else "own.1.kind"
    return {"hints": f"hint.{key}", "targets": f"target.{key}"}.get(what, what)


def due_hint(questions: QuestionSet) -> str:
    """“The set says 15. Between 10 and 40.”"""
    least, most = DUE_BOUNDS[questions.rhythm]
    return f"Working days after the period ends. The set says {questions.working_days}; between {least} and {most}."
