"""Numbers as English writes them: “two hundred and six”, “1,012”, “a dozen”, “1.2k”, “287 and a half”.

What could be two numbers (“1.012”, “287,5”) is marked `unsure` and carries its candidates; what stands for
a round or worked-out number (“a dozen”, “3k”) is marked `about`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from forms.kinds.words.slips import one_slip
from forms.kinds.words.tokens import Token

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
ONES = {word: n for n, word in enumerate(_SMALL.split())} | {"nought": 0, "naught": 0}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90}  # fmt: skip
SCALES = {
    "thousand": 10**3, "thousands": 10**3, "grand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6,
    "millions": 10**6, "mil": 10**6, "crore": 10**7, "crores": 10**7, "krore": 10**7,
    "krores": 10**7, "koti": 10**7, "billion": 10**9, "billions": 10**9,
    "trillion": 10**12, "trillions": 10**12,
}  # fmt: skip
SUFFIX_SCALES = {"k": 10**3, "m": 10**6, "mil": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}
GROUPS = {"dozen": 12, "dozens": 12, "doz": 12, "score": 20, "couple": 2, "pair": 2, "pairs": 2}
TIMES = {"once": 1, "twice": 2, "thrice": 3}
FRACTIONS = {
    "half": 0.5, "halves": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25,
    "fifth": 0.2, "fifths": 0.2, "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
_LONG = tuple(word for word in (*ONES, *TENS, "hundred", "thousand") if len(word) >= len("three"))
_KNOWN = frozenset({**ONES, **TENS, **SCALES, **GROUPS, **TIMES, **FRACTIONS, "hundred": 100})
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_DECIMAL = re.compile(r"\d*\.\d+$")
_LONGEST_FIGURE = 12


_REAL_WORDS = frozenset(
    "there these threw thee tree throe sever severn seen steven fort forte seventh fifth sixth forth eighth eights "
    "ninth tenth eleventh thirsty hundreds hundredth thousands twelfth fortieth nineteenth".split()
)
"""One letter away from a number, and none."""


@lru_cache(maxsize=4096)
def as_spelt(word: str) -> str:
    """The number that a word with one letter wrong is meant for (“sevn”, “twleve”), else the word itself."""
    if len(word) < len("sevn") or word in _KNOWN or word in _REAL_WORDS:
        return word
    return next((known for known in _LONG if one_slip(word, known)), word)


@dataclass(slots=True)
class Number:
    """One number in a message; `first` and `last` are token indexes, `last` not included."""

    value: int | float
    first: int
    last: int
    start: int = 0
    end: int = 0
    about: bool = False
    unsure: bool = False
    share: bool = False
    """A fraction of something: “two thirds”."""
    zero_word: bool = False
    """“None”, “nobody”, “no complaints”."""
    worded: bool = False
    candidates: tuple[int | float, ...] = ()
    flags: set[str] = field(default_factory=set)


def _is_zeroed(text: str) -> bool:
    return len(text) > 2 and text[0] == "0" and text[1] not in ".,"


def from_figures(text: str) -> tuple[int | float, bool, tuple[int | float, ...]] | None:
    """Value, whether it could be another number, and which: “1,012” is sure, “1.012” and “287,5” are not."""
    if len(text) > _LONGEST_FIGURE + 4 or _is_zeroed(text):
        return None
    if _THOUSANDS.match(text):
        text = text.replace(",", "")
    if text.isdigit():
        return int(text), False, ()
    if _DECIMAL.match(text):
        return _decimal(text)
    if text.count(",") == 1 and "." not in text:
        value = _narrow(float(text.replace(",", ".")))
        return value, True, (value,)
    return None


def _decimal(text: str) -> tuple[int | float, bool, tuple[int | float, ...]]:
    """Three figures after the point may be thousands, as other countries write them."""
    value = _narrow(float(text))
    whole, _, after = text.partition(".")
    if len(after) == 3 and whole not in ("", "0") and len(whole) <= 3:
        return value, True, (int(whole + after), value)
    return value, False, ()


def _narrow(value: float) -> int | float:
    return int(value) if value.is_integer() else value


_NOTHING_MORE = Token("", 0, 0, "mark")


class _Run:
    """Reads one number from position `at`; a small hand-written grammar, no backtracking."""

    def __init__(self, words: Sequence[Token], at: int) -> None:
        self.words, self.first, self.at = words, at, at
        self.total: int | float = 0
        self.group: int | float = 0
        self.room = 10**15
        self.slot = 100
        self.about = self.unsure = self.share = self.worded = self.started = False
        self.candidates: tuple[int | float, ...] = ()

    def text(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.words[at].text if at < len(self.words) else ""

    def token(self, ahead: int = 0) -> Token | None:
        at = self.at + ahead
        return self.words[at] if at < len(self.words) else None

    def read(self) -> Number | None:
        if self.text() in TIMES:
            return self._plain(TIMES[self.text()])
        self._opening()
        while self._step():
            pass
        if not self.started:
            return None
        self._ending()
        value = self.total + self.group
        return Number(
            value=_narrow(float(value)) if isinstance(value, float) else value,
            first=self.first, last=self.at, start=self.words[self.first].start, end=self.words[self.at - 1].end,
            about=self.about, unsure=self.unsure, share=self.share, worded=self.worded,
            candidates=self.candidates,
        )  # fmt: skip

    def _plain(self, value: int) -> Number:
        token = self.words[self.at]
        return Number(value, self.at, self.at + 1, token.start, token.end, worded=True)

    def _opening(self) -> None:
        """“a dozen”, “half a dozen”, “a hundred”, “a half”, “point five”."""
        ahead = self.text(1)
        scale = {**GROUPS, **SCALES, "hundred": 100}.get(self.text(2), 0)
        if self.text() in ("half", "quarter") and ahead in ("a", "an") and scale:
            self.group = _narrow(scale * FRACTIONS[self.text()])
            self.at, self.started, self.about = self.at + 3, True, True
        elif self.text() in ("a", "an") and (ahead in GROUPS or ahead in SCALES or ahead == "hundred"):
            self.group, self.at = 1, self.at + 1
        elif self.text() == "couple" and not self.at:
            self.group = 1
        elif self.text() == "a" and ahead == "single" and self.text(2) not in ("", "one", "figure"):
            self.group, self.at, self.started, self.about, self.slot = 1, self.at + 2, True, True, 1
        elif self.text() in ("a", "an") and ahead in FRACTIONS and ahead != "quarter":
            self._fraction(self.at + 2, FRACTIONS[ahead])
        elif self.text() in ("half", "halves"):
            self._fraction(self.at + 1, 0.5)
        elif self.text() == "hundred" and self._number_at(self.at + 1 + (ahead == "and")):
            self.group = 1
        elif self.text() == "point" and self._point_digits(self.at + 1):
            self.started = True

    def _fraction(self, at: int, value: float) -> None:
        self.group, self.at, self.started, self.share, self.worded = value, at, True, True, True

    def _step(self) -> bool:
        if self.share:
            return False
        token, before = self.token() or _NOTHING_MORE, self.at
        if token.kind == "figure":
            return self._figure(token)
        if token.kind == "word":
            known = as_spelt(token.text)
            self.about = self.about or (known != token.text and self._word(known))
            return self._word(token.text) if known == token.text else self.at > before
        if token.text == "-" and self.started and self.worded and self._continues(self.at + 1):
            self.at += 1
            return self._step()
        return token.text == "&" and self._word("and")

    def _continues(self, at: int) -> bool:
        word = self.words[at].text if at < len(self.words) else ""
        if word in ONES:
            return ONES[word] < self.slot and ONES[word] > 0 and self.slot <= 100
        return word in SCALES or word == "hundred" or (word in FRACTIONS and self.started)

    def _figure(self, token: Token) -> bool:
        read = from_figures(token.text)
        if read is None or (token.suffix and token.suffix not in SUFFIX_SCALES and token.suffix not in ("ish", "x")):
            return False
        value, unsure, candidates = read
        fits = isinstance(value, int) and 0 < value < self.slot != 100
        if self.started and (unsure or not fits):
            return False
        self.about = self.about or (self.started and self.worded)  # “twenty 5” may be two numbers
        self.group, self.started, self.at = self.group + value, True, self.at + 1
        self.unsure, self.candidates, self.slot = unsure, candidates, 1
        if token.suffix in SUFFIX_SCALES:
            self.group, self.about = round(value * SUFFIX_SCALES[token.suffix], 6), True
            return False
        spaced = token.end - token.start > len(token.text) + len(token.suffix)  # “1 000”
        self.about = self.about or spaced or token.suffix == "ish"
        return True

    def _word(self, word: str) -> bool:
        if word in ONES or word in TENS:
            return self._small(word)
        if word == "hundred" and self._opened() and self.group < 1000:
            self.group, self.slot = self._times(100), 101
        elif word in SCALES and self._opened() and SCALES[word] < self.room:
            self.total += self._times(SCALES[word])
            self.room, self.group, self.slot = SCALES[word], 0, 1001
        elif word in SCALES and self.total and not self.group and self.words[self.at - 1].text in SCALES:
            self.total *= SCALES[word]  # “three thousand millions”
            self.room, self.slot = SCALES[word], 1001
        elif word == "k" and self.started and not self.total and self.group < 1000:
            self.total, self.group, self.slot, self.room, self.about = self._times(1000), 0, 1, 1, True
        elif word in GROUPS and self._opened():
            self.group, self.about = self._times(GROUPS[word]), True
            self.at, self.started, self.slot = self.at + 1, True, 1
            self._group_of()
            return False
        elif word in FRACTIONS and word not in ("half", "quarter") and self.started and self.group and not self.total:
            self.group, self.share = self.group * FRACTIONS[word], True
        elif word == "and" and self.started and self.slot > 100 and self._number_at(self.at + 1):
            self.at += 1
            return True
        elif word == "point" and self.started and self._point_digits(self.at + 1):
            return False
        else:
            return False
        self.at, self.started = self.at + 1, True
        return True

    def _group_of(self) -> None:
        """“a couple of dozen”, “a couple hundred”."""
        ahead = int(self.text() == "of")
        scale = {**GROUPS, "hundred": 100, **SCALES}.get(self.text(ahead), 0)
        if scale > 2:
            self.group, self.at = self._times(scale), self.at + ahead + 1

    def _opened(self) -> bool:
        return self.started or self.group == 1

    def _times(self, scale: int) -> int | float:
        value = self.group * scale
        return _narrow(value) if isinstance(value, float) else value

    def _number_at(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        token = self.words[at]
        return token.text in ONES or token.text in TENS or (token.kind == "figure" and token.text.isdigit())

    def _small(self, word: str) -> bool:
        value = TENS.get(word, ONES.get(word, 0))
        room = self.slot
        if self.started and (value >= room or value == 0 or (room == 100 and self.started)):
            return False
        self.group += value
        self.slot = 10 if word in TENS else 1
        self.at, self.started, self.worded = self.at + 1, True, True
        return True

    def _point_digits(self, at: int) -> bool:
        digits = ""
        while at < len(self.words) and len(digits) < 6:
            token = self.words[at]
            if token.kind == "figure" and token.text.isdigit() and not token.suffix:
                digits += token.text
            elif (token.text in ONES and ONES[token.text] < 20) or token.text in TENS:
                digits += str(TENS.get(token.text, ONES.get(token.text, 0)))
            else:
                break
            at += 1
        if not digits:
            return False
        self.group, self.at, self.slot = self.group + float(f"0.{digits}"), at, 1
        return True

    def _ending(self) -> None:
        """“and a half”, “-ish”, “-odd”."""
        if self.text() == "and" and self.text(1) in ("a", "one") and self.text(2) in ("half", "quarter", "third"):
            self.group, self.at = self.group + FRACTIONS[self.text(2)], self.at + 3
            if self.text() in SCALES and not self.total:  # “three and a half thousand”
                self.group, self.at, self.about = self._times(SCALES[self.text()]), self.at + 1, True
        tail = self.at + (self.text() == "-")
        if tail < len(self.words) and self.words[tail].text in ("ish", "odd"):
            self.about, self.at = True, tail + 1


def numbers(words: Sequence[Token], skip: set[int] | frozenset[int] = frozenset()) -> list[Number]:
    """Every number in the tokens, from left to right; tokens whose index is in `skip` belong to something else."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = None if at in skip else _Run(words, at).read()
        if number is None or any(i in skip for i in range(number.first, number.last)):
            at += 1
            continue
        found.append(number)
        at = number.last
    return found
