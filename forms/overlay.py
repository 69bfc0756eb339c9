"""What a council lays over a set of questions: words of its own, targets, due days, questions off, three of its own.

Pure: `with_overlay(questions, overlay)` is a set like any other, so that journey, page, paper form, conversation and
submission need know nothing of it. The set’s own words and codes stay; its key and version, too.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from forms.own_question import OwnQuestion
from forms.question_set import Page, Question, QuestionSet, Section

SECTION: Final = Section(key="from_your_council", title="From your council")
MOST_OWN: Final = 3
Key: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(_Model):
    """A figure that the council wants to see: at least, or at most."""

    sense: Literal["at_least", "at_most"] = "at_least"
    value: float

    def words(self, question: Question) -> str:
        """“at least 90%”."""
        figure = f"{self.value:,.10g}"
        shown = {"percent": f"{figure}%", "money": f"£{figure}"}.get(question.kind, figure)
        return f"{self.sense.replace('_', ' ')} {shown}"


class Overlay(_Model):
    """By key: `hints` of pages, `targets` of questions. `off` are questions. Empty is no overlay at all."""

    hints: Mapping[Key, str] = Field(default_factory=dict)
    targets: Mapping[Key, Target] = Field(default_factory=dict)
    due_after: int | None = None
    """Working days from the end of a period to the due day, in place of the set’s."""
    contact: str = ""
    """Whom to ask about this set, in place of the officer who asked for the return."""
    off: tuple[Key, ...] = ()
    own: tuple[OwnQuestion, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return self == Overlay()

    @classmethod
    def read(cls, stored: str) -> Self:
        """From the JSON that `stored` gave."""
        return cls.model_validate_json(stored)

    def stored(self) -> str:
        """As JSON, without what it leaves as it is."""
        return self.model_dump_json(exclude_defaults=True)

    def said(self) -> Iterator[str]:
        """What it changes, a line each, without the set: for lists of versions."""
        counts = {
            "hint": len(self.hints), "target": len(self.targets), "question switched off": len(self.off),
            "own question": len(self.own),
        }  # fmt: skip
        for what, count in counts.items():
            if count:
                many = what.replace("question s", "questions s") if what.startswith("question") else what + "s"
                yield f"{count} {what if count == 1 else many}"
        if self.due_after:
            yield f"due after {self.due_after} working days"
        if self.contact:
            yield "a contact of its own"


def with_overlay(questions: QuestionSet, overlay: Overlay) -> QuestionSet:
    """The set as this council asks it. Keys that the set does not know are passed over."""
    pages = [page for own in questions.pages if (page := _laid(own, overlay)) is not None]
    sections = questions.sections
    if overlay.own:
        place = next((n for n, page in enumerate(pages) if page.section == sections[-1].key), len(pages))
        pages[place:place] = [Page.model_validate(own.page(SECTION.key)) for own in overlay.own]
        sections = (*sections[:-1], SECTION, sections[-1])
    return rebuilt(
        questions,
        pages=tuple(pages),
        sections=sections,
        due_after=overlay.due_after or questions.due_after,
        contact=overlay.contact or questions.contact,
    )


def rebuilt(questions: QuestionSet, **changes: object) -> QuestionSet:
    """The same set with other values: what was worked out from the old ones is left behind."""
    own = {name: getattr(questions, name) for name in QuestionSet.model_fields}
    return QuestionSet.model_construct(**{**own, **changes})


def _laid(page: Page, overlay: Overlay) -> Page | None:
    """A page with what is laid over it; None where none of its questions is left. It takes as long as what is left."""
    kept = [question for question in page.questions if question.key not in overlay.off]
    if not kept:
        return None
    changes: dict[str, object] = {}
    if len(kept) < len(page.questions):
        changes["minutes"] = page.minutes * len(kept) / len(page.questions)
    if words := overlay.hints.get(page.key):
        changes["hint"] = f"{page.hint} {{council}} adds: {words}".strip()
    aimed = tuple(_aimed(question, overlay) for question in kept)
    if aimed != page.questions:
        changes["questions"] = aimed
    return page.model_copy(update=changes) if changes else page


def _aimed(question: Question, overlay: Overlay) -> Question:
    target = overlay.targets.get(question.key)
    if target is None:
        return question
    hint = f"{question.hint} What {{council}} aims for: {target.words(question)}.".strip()
    return question.model_copy(update={"hint": hint})
