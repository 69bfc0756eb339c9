"""What may be stored, what is proposed, what is asked again: one table, read from the top, the first row that holds.

The order is the rule. A message is never stored by a row that stands below one which has a doubt about it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from forms.answers import Given
from forms.asked import Asked
from forms.kinds.plain import plain
from forms.question_set import COUNTING
from forms.reading import Reading, Status


class Verdict(StrEnum):
    """What happens to an answer."""

    store = "store"
    """Stored, and shown first thing in the reply."""
    propose = "propose"
    """Shown; stored only on a yes."""
    ask = "ask"
    """Not stored; asked again, with buttons where there are candidates."""
    refuse = "refuse"
    """Cannot be, says the question’s limits; asked again."""
    open = "open"
    """Not known yet: the question stays open, and is put off."""
    lacks = "lacks"
    """The figure is not there: why, and when will it come?"""
    not_applicable = "not_applicable"
    """Stored as not applicable, where the question allows that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An answer that was read, and what is known about it."""

    reading: Reading
    asked: Asked
    said: str = ""
    in_focus: bool = True
    wrong: str = ""
    """Why it is outside of its limits."""
    doubt: str = ""
    """What is asked about it before it is stored: outside soft limits, or far from the last return."""
    alarming: bool = False
    private: bool = False
    questioning: bool = False
    """It looks like a question."""
    takes_not_available: bool = False
    pressed: bool = False
    """It came by a button that said its value."""
    stored: Given | None = None
    meanwhile: bool = False
    """Somebody answered the question since it was asked here."""

    @property
    def lacking(self) -> bool:
        """“Don’t know”, “we don’t have it”."""
        return self.reading.status in (Status.dont_know, Status.not_available)

    @property
    def another(self) -> bool:
        """Another answer than the one that is stored."""
        return self.stored is not None and self.stored.value != self.plain_value

    @property
    def plain_value(self) -> object:
        """The value as it would be stored."""
        value = self.reading.value
        return value[0] if self.asked.kind == "ratio" and isinstance(value, tuple) else value

    @property
    def none_beside_a_figure(self) -> bool:
        """“No new starters, 2 leavers”: two answers in one, and the “no” may belong to either."""
        return self.asked.kind in COUNTING and self.plain_value == 0 and _FIGURE.search(self.said) is not None

    @property
    def says_another(self) -> bool:
        """“All but one” is not one, and “7 of 12 in all” is not twelve, however surely it was read."""
        if self.asked.kind not in COUNTING or self.reading.status is not Status.exact or self.pressed:
            return False
        part = _PART.search(self.said)
        return _ALL_BUT.search(self.said) is not None or (part is not None and int(part[1]) != self.plain_value)

    @property
    def in_other_words(self) -> bool:
        """An option that was named otherwise than it is written."""
        if self.asked.kind not in ("choice", "choices") or self.pressed:
            return False
        chosen = self.reading.value if isinstance(self.reading.value, tuple) else (self.reading.value,)
        words = [_folded(option.words) for option in self.asked.options if option.key in chosen]
        return _folded(self.said) not in (*words, "; ".join(words), ", ".join(words), " and ".join(words))

    @property
    def ratio_of_unknown(self) -> bool:
        """“12 of 15” where nobody has said yet how many there are."""
        value = self.reading.value
        if self.asked.of is not None:
            return False
        return (isinstance(value, tuple) and len(value) == 2 and value[1] is not None) if self._ratio else False

    @property
    def _ratio(self) -> bool:
        return self.asked.kind == "ratio"


_SIGNS: Final = re.compile(r"[<>{}\\|^~`]|;\s*--|://|\b(?:ignore|disregard) (?:all |your |the )", re.IGNORECASE)
"""What no answer to a question for a figure, a day or a choice holds: such a message is not taken at its word."""


_ALL_BUT: Final = re.compile(r"\b(?:all|every\w*) (?:but|except|bar|apart from)\b", re.IGNORECASE)
_PART: Final = re.compile(r"(?<![\d.,/])(\d{1,6}) (?:out )?of (?:the |our )?\d", re.IGNORECASE)
_REPEATS: Final = re.compile(r"\b(?:same|twice|thrice|repeat(?:s|ed)?|again)\b", re.IGNORECASE)
_FIGURE: Final = re.compile(
    r"[1-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|couple)\b", re.IGNORECASE
)


def _folded(text: str) -> str:
    return plain(text).lower().rstrip(".! ")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    when: Callable[[Case], bool]
    then: Verdict


POLICY: Final = (
    Row("not known yet", lambda c: c.reading.status is Status.dont_know, Verdict.open),
    Row("not available", lambda c: c.lacking and c.takes_not_available, Verdict.lacks),
    Row("not available, no figure", lambda c: c.lacking, Verdict.open),
    Row("not applicable", lambda c: _is(c, Status.not_applicable) and c.asked.not_applicable, Verdict.not_applicable),
    Row("range", lambda c: _is(c, Status.range), Verdict.ask),
    Row("several", lambda c: _is(c, Status.ambiguous), Verdict.ask),
    Row("nothing read", lambda c: c.reading.value is None, Verdict.ask),
    Row("outside limits", lambda c: bool(c.wrong), Verdict.refuse),
    Row("says another", lambda c: c.says_another, Verdict.ask),
    Row("danger", lambda c: c.alarming, Verdict.propose),
    Row("private", lambda c: c.private, Verdict.propose),
    Row("elsewhere", lambda c: not c.in_focus, Verdict.propose),
    Row("question", lambda c: c.questioning, Verdict.propose),
    Row("meanwhile", lambda c: c.meanwhile and c.another, Verdict.propose),
    Row("same", lambda c: "same_again" in c.reading.notes, Verdict.propose),
    Row("signs", lambda c: c.asked.kind != "text" and _SIGNS.search(c.said) is not None, Verdict.propose),
    Row("none beside a figure", lambda c: c.none_beside_a_figure, Verdict.propose),
    Row("repeats", lambda c: c.asked.kind in COUNTING and _REPEATS.search(c.said) is not None, Verdict.propose),
    Row("alias", lambda c: c.in_other_words, Verdict.propose),
    Row("about", lambda c: _is(c, Status.approximate), Verdict.propose),
    Row("about", lambda c: c.ratio_of_unknown, Verdict.propose),
    Row("doubt", lambda c: bool(c.doubt), Verdict.propose),
    Row("exact", lambda c: c.reading.status in (Status.exact, Status.none), Verdict.store),
)


def _is(case: Case, status: Status) -> bool:
    return case.reading.status is status


def judge(case: Case) -> Row:
    """The first row that holds. Every reading finds one: the last two look at the status alone."""
    return next(row for row in POLICY if row.when(case))
