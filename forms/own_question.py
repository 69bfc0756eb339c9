"""A question that a council asks of its own: beside a set (forms/overlay.py) or alone (forms/one_off.py). Pure.

It becomes a page like any other, so that it is asked, read, checked, sent and kept as every question is.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field

from forms import own_words
from forms.asked import Value
from forms.question_set import CHOOSING
from forms.soundness import RESERVED_OPTIONS

Kind: TypeAlias = Literal["number", "money", "percent", "ratio", "date", "yes_no", "choice", "choices", "text"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MINUTES: Final[Mapping[Kind, float]] = {
    "number": 1, "money": 1, "percent": 1, "ratio": 1.5, "date": 0.5, "yes_no": 0.5, "choice": 0.5, "choices": 1,
    "text": 2,
}  # fmt: skip
"""What one takes; measured afterwards, as for every set."""
ORDINARY: Final[Mapping[Kind, Value]] = {
    "number": 1, "money": 100, "percent": 50, "ratio": 1, "yes_no": "yes", "text": "Nothing just now.",
}  # fmt: skip
"""What is answered in an ordinary period, where every such question has the same answer."""
MOST_WORDS: Final = 120
USUAL_WORDS: Final = 60


class OwnQuestion(BaseModel):
    """What an officer says of it. `number` makes its code (X1) and key, and is never given to another question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(default=0, ge=0)
    kind: Kind
    name: str
    ask: str
    why: str
    unit: str = ""
    options: tuple[str, ...] = ()
    of_ask: str = ""
    """For “how many of how many”: the question for the whole."""
    max_words: int = Field(default=USUAL_WORDS, ge=1, le=MOST_WORDS)
    tier: Literal[1, 2, 3] = 1

    @property
    def key(self) -> str:
        """The key of its answer and of its page."""
        return f"own_{self.number}"

    @property
    def code(self) -> str:
        """The code of its page."""
        return f"X{self.number}"

    @property
    def boxes(self) -> int:
        """How many boxes it is."""
        return 2 if self.kind == "ratio" else 1

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return MINUTES[self.kind]

    def faults(self) -> Iterator[str]:
        """What is wrong with it, a sentence each, for the officer."""
        yield from own_words.of_name(self.name)
        yield from own_words.of_question(self.ask)
        yield from own_words.of_reason(self.why)
        if self.kind == "ratio":
            yield from (f"Out of what? {fault}" for fault in own_words.of_question(self.of_ask))
        if self.kind in CHOOSING:
            yield from _of_options(self.options)

    def page(self, section: str, *, code: str = "", key: str = "", used: str = "") -> dict[str, Any]:
        """It as a page of a set; `code` and `key` in place of its own."""
        own = key or self.key
        return {
            "code": code or self.code,
            "key": own,
            "section": section,
            "title": self.name,
            "tier": self.tier,
            "every": "Q",
            "counts": "ours",
            "carry_forward": False,
            "sensitive": self.kind == "text",
            "minutes": self.minutes,
            "why": self.why,
            "used": used or "Your contact at {council} reads it.",
            "question": [*self._whole(own), self._question(own)],
        }

    def _whole(self, key: str) -> list[dict[str, Any]]:
        """The box before a ratio: out of how many."""
        if self.kind != "ratio":
            return []
        name = f"{self.name}: out of"
        thing = f"your answer to ‘{name}’"
        counted = {"unit": self.unit, "min": 0, "max": 99_999, "none_is_zero": True}
        return [{"key": f"{key}_of", "kind": "number", "ask": self.of_ask, "name": name, "thing": thing, **counted}]

    def _question(self, key: str) -> dict[str, Any]:
        thing = f"your answer to ‘{self.name}’"
        asked = {"key": key, "kind": self.kind, "ask": self.ask, "name": self.name, "thing": thing}
        return asked | self._limits(key)

    def _limits(self, key: str) -> dict[str, Any]:
        match self.kind:
            case "number" | "money":
                return {"unit": self.unit, "min": 0, "none_is_zero": True, "jump": True}
            case "percent":
                return {"min": 0, "max": 100}
            case "ratio":
                return {"unit": self.unit, "min": 0, "max": f"{key}_of", "of": f"{key}_of", "none_is_zero": True}
            case "text":
                return {"max_words": self.max_words}
            case "choice" | "choices":
                return {"options": [{"key": option, "words": words} for option, words in self.option_keys().items()]}
            case _:
                return {}

    def option_keys(self) -> dict[str, str]:
        """Key -> words of what can be chosen; a key follows from its words, so that it means the same for ever."""
        found: dict[str, str] = {}
        for words in self.options:
            bare = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:60] or "option"
            found["o_" + bare if bare in RESERVED_OPTIONS or bare[0].isdigit() else bare] = words
        return found

    def ordinary(self, today: Value) -> dict[str, Value]:
        """What is answered in an ordinary period, by key; `today` for a day."""
        if self.kind == "ratio":
            return {f"{self.key}_of": 2, self.key: 1}
        if self.kind in CHOOSING:
            first = next(iter(self.option_keys()))
            return {self.key: (first,) if self.kind == "choices" else first}
        return {self.key: today if self.kind == "date" else ORDINARY[self.kind]}


def _of_options(options: tuple[str, ...]) -> Iterator[str]:
    if not 2 <= len(options) <= 12:
        yield "Give between 2 and 12 things to choose from, one a line."
    bare = [re.sub(r"[^a-z0-9]+", "", words.lower()) for words in options]
    if len(set(bare)) < len(bare):
        yield "Two of the choices are the same."
    for words in options:
        yield from own_words.of_option(words)
