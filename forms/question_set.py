"""The shape of a question set, as its TOML file says it, in layers: set, section, page, question.

What must hold between the layers (names, order, words) is in forms/soundness.py; where the files are, in
forms/library.py. A set never changes once it is loaded.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property, partial
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from forms.asked import Option
from forms.expressions import BadExpression, Expression, parse
from forms.scope import Scope
from forms.situation import Tier

Key: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Every: TypeAlias = Literal["Q", "H", "Y"]
Rhythm: TypeAlias = Literal["month", "quarter", "half_year", "year"]
DUE_AFTER: Mapping[Rhythm, int] = {"month": 10, "quarter": 15, "half_year": 15, "year": 20}
"""Working days from the end of a period to the due day, where a set does not say otherwise."""
Counts: TypeAlias = Literal["ours", "service"]
About: TypeAlias = Literal["return", "tender", "event"]
"""What is filled in with a set: a return that the council asked for, a question about a tender, a booking."""
Listed: TypeAlias = Literal["registered", "places", "overall", "overall_on"]
"""What Ofsted’s published lists say of a home or an agency, and a question may be answered with."""

INHERITED = ("tier", "every", "counts", "carry_forward", "sensitive")
"""What a question takes from its page unless it says otherwise."""

CHOOSING = frozenset({"choice", "choices"})
COUNTING = frozenset({"number", "ratio", "money", "percent"})
STEPPING = frozenset({"number", "percent"})


def _rule(text: object) -> Expression:
    if not isinstance(text, str):
        raise BadExpression("an expression is written in quotes")
    return parse(text)


def _limit(value: object) -> int | float | date | Expression:
    """A number, a day (“2023-04-28”) or an expression."""
    if isinstance(value, bool):
        raise BadExpression("a limit is a number, a day or an expression")
    if isinstance(value, int | float | date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return _rule(value)


Rule: TypeAlias = Annotated[Expression, PlainValidator(_rule)]
Bound: TypeAlias = Annotated[int | float | date | Expression, PlainValidator(_limit)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Tiers(_Model):
    """One figure a tier."""

    core: int
    standard: int
    full: int

    def of(self, tier: Tier) -> int:
        """The figure of that tier."""
        figure: int = getattr(self, tier)
        return figure


class StartWords(_Model):
    """The words before the first question. `urgent` is for paper; pages show the council’s own line."""

    title: str
    body: tuple[str, ...]
    no_names: str
    urgent: str
    who_sees: str


class DontHave(_Model):
    """The words of “We don’t have this figure”."""

    words: str
    why: str
    when: str
    shown: str


class SendWords(_Model):
    """The words round sending. `jump` is said of a figure that differs much from the last return."""

    title: str
    declaration: str
    sent: str
    late: str
    more_time: str
    dont_have: DontHave
    jump: str


class Words(_Model):
    """What the whole set says."""

    start: StartWords
    send: SendWords


class Section(_Model):
    """A heading of the task list."""

    key: Key
    title: str


class Derived(_Model):
    """A value that is worked out; bare in expressions, in braces in words."""

    key: Key
    name: str
    rule: Rule
    unit: str = ""


class Wording(_Model):
    """Words that depend on the answers: `{people_who_work}` is “staff and hosts” for a provider of lodgings."""

    key: Key
    when: Rule
    words: str
    otherwise: str


class Check(_Model):
    """A rule over several answers. `stop`: it cannot be true otherwise. `ask`: “Is that right?”; never blocks."""

    key: Key
    rule: Rule
    level: Literal["stop", "ask"] = "ask"
    say: str


class Question(_Model):
    """One box. `code`, and what the page says for all its questions, are filled in when the set is loaded."""

    key: Key
    code: str
    page: Key
    kind: str
    ask: str
    """The label on the page and the sentence that the assistant says."""
    name: str
    """Short, for lists and charts."""
    thing: str
    """For errors: “Enter {thing}”."""
    unit: str = ""
    decimals: int = Field(default=0, ge=0, le=2)
    example: str = ""
    hint: str = ""
    show_if: Rule | None = None
    otherwise: Rule | None = None
    """What a question counts as while its show_if is False (default: 0, no choices, else unknown)."""
    min: Bound | None = None
    max: Bound | None = None
    step: int | None = Field(default=None, ge=2)
    """Only multiples of it are kept: 5 for a score of 0, 5, 10 … 100."""
    soft_min: Bound | None = None
    soft_max: Bound | None = None
    soft_say: str = ""
    of: Rule | None = None
    """What a ratio is out of."""
    whole: Rule | None = None
    """What “all of them” means, where it is not `of` or `max`."""
    jump: bool = False
    none_is_zero: bool = False
    required: bool = True
    max_words: int | None = Field(default=None, ge=1)
    longest: int | None = Field(default=None, ge=1)
    """Characters of a text that can be sent."""
    a_question: bool = False
    """Its answer is a question to somebody else: it is never taken for one to us."""
    asks_who: bool = False
    """It asks who somebody is: nothing is said of names in its answer."""
    nouns: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    offers: Key | None = None
    """What can be chosen is known only where it is asked (the lots of a tender): those of the file are an example."""
    says: tuple[tuple[str, int | float | str], ...] = ()
    not_known_words: str = ""
    """Instead of the set’s “We don’t have this figure”."""
    not_applicable_words: str = ""
    if_no: str = ""
    """What else we want to know where a yes-or-no is answered no."""
    tier: Literal[1, 2, 3]
    every: Every
    counts: Counts
    carry_forward: bool
    sensitive: bool
    types: tuple[str, ...] = ()
    """Of a file question: the types that it takes (forms/file_types.py)."""
    most_files: int = Field(default=1, ge=1, le=10)
    largest_mb: int = Field(default=10, ge=1, le=25)
    apart: bool = False
    """Its files are a class of their own: not searched, not exported, each opening written down, and deleted."""
    kept_months: int | None = Field(default=None, ge=1, le=120)
    """After how many months its files are deleted; as long as the return where it does not say."""
    ofsted: Listed | None = None
    """What of Ofsted’s list stands in the box, to be confirmed; standing facts only."""

    def takes_words(self) -> tuple[str, ...]:
        """Options that take a few words of their own; those are stored under `<key>.<option>`."""
        if self.if_no:
            return ("no",)
        return tuple(option.key for option in self.options if option.text)


class Page(_Model):
    """Questions that are counted from the same list, on one page."""

    code: str
    key: Key
    section: Key
    title: str
    tier: Literal[1, 2, 3]
    every: Every
    counts: Counts
    carry_forward: bool
    sensitive: bool
    minutes: float = Field(gt=0)
    why: str
    used: str
    hint: str = ""
    law: str = ""
    show_if: Rule | None = None
    questions: tuple[Question, ...] = Field(alias="question", min_length=1)
    checks: tuple[Check, ...] = Field(alias="check", default=())

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, page: Any) -> Any:
        """Give each question its code (SA09a), its page, and what it takes from its page."""
        if not isinstance(page, dict) or not isinstance(page.get("question"), list):
            return page
        common = {name: page[name] for name in INHERITED if name in page}
        own = {"page": page.get("key")}
        questions = [
            common | question | own | {"code": f"{page.get('code')}{chr(ord('a') + place)}"}
            for place, question in enumerate(page["question"])
        ]
        return page | {"question": questions}


class QuestionSet(_Model):
    """One version of one set of questions."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^\d{4}-\d+$")]
    title: str
    nation: str
    about: About = "return"
    unit_of_return: str
    rhythm: Rhythm = "quarter"
    """What one return of it is about. `every` of a question counts in these: Q is each time."""
    by_council: bool = False
    """Whether people of a council that was sent the same may enter it: a report that goes to both by law."""
    by_independent_person: bool = False
    """Whether the independent person of a home fills it in (SI 2015/541, regulation 44), and nobody of the provider."""
    per_home: bool = False
    """Whether one return is about one home; otherwise it is about the provider’s whole service."""
    due_after: int | None = Field(default=None, ge=1, le=60)
    """Working days from the last day of a period to the day on which its return is due, where they are not the usual
    ones of the rhythm."""
    minutes: Tiers
    boxes: Tiers
    law_note: str = ""
    ofsted_type: str = ""
    """What Ofsted’s lists call what it is about, or a part of that (“Children’s home”): for `ofsted` of a question."""
    changes: str = ""
    """What is other than in the version before it, in a sentence or two; “” in the first."""
    people: str = ""
    """The key of the answer or derived value that counts the young people, where there is one."""
    contact: str = ""
    """Whom to ask about it, where that is not the officer who asked for the return; a council says so."""
    year_ends: int = Field(default=3, ge=1, le=12)
    """The month in which the year of the set ends, for questions that are asked twice or once a year."""
    words: Words
    sections: tuple[Section, ...]
    pages: tuple[Page, ...] = Field(alias="page")
    derived: tuple[Derived, ...] = ()
    wording: tuple[Wording, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _lift(cls, data: Any) -> Any:
        """The file keeps what the set is in a table of its own."""
        if isinstance(data, dict) and isinstance(data.get("set"), dict):
            return {name: value for name, value in data.items() if name != "set"} | data["set"]
        return data

    @property
    def working_days(self) -> int:
        """How many working days after its period a return of this set is due."""
        return self.due_after or DUE_AFTER[self.rhythm]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its key, in order."""
        return {question.key: question for page in self.pages for question in page.questions}

    @cached_property
    def asks_of_ofsted(self) -> tuple[Question, ...]:
        """The questions that Ofsted’s list may have answered already."""
        return tuple(question for question in self.questions.values() if question.ofsted)

    @cached_property
    def pages_by_key(self) -> Mapping[str, Page]:
        """Every page by its key, in order."""
        return {page.key: page for page in self.pages}

    @cached_property
    def derived_by_key(self) -> Mapping[str, Derived]:
        """Every worked-out value by its key."""
        return {derived.key: derived for derived in self.derived}

    @cached_property
    def wording_by_key(self) -> Mapping[str, Wording]:
        """Every wording by its key."""
        return {wording.key: wording for wording in self.wording}

    @cached_property
    def scope(self) -> Callable[[Tier, date], Scope]:
        """What is asked of a tier in a period that ends on a day, whatever is answered; worked out once."""
        return cache(partial(Scope.of, self))

    def page_of(self, question: Question) -> Page:
        """The page that a question stands on."""
        return self.pages_by_key[question.page]
