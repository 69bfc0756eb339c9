"""One message seen with one question: its numbers, what they belong to, and what explains the rest."""

import re
from dataclasses import dataclass, field

from forms.asked import Asked
from forms.kinds.words import hedges
from forms.kinds.words.counted import flag_other_things
from forms.kinds.words.explained import Explained, explained
from forms.kinds.words.none import nones
from forms.kinds.words.nouns import HEAD, OTHER, OURS, Named, asked_words, named, stem
from forms.kinds.words.tokens import Token, lower, tokens
from forms.kinds.words.words_to_number import SCALES, TIMES, Number, numbers

_CLAUSE_MARKS = frozenset(",;.!?():")
_CLAUSE_WORDS = frozenset(["but", "so", "because", "since", "although", "though", "while", "as", "however"])
_MONEY_BEFORE = frozenset(["£", "$", "€", "gbp", "usd", "eur", "rs", "inr"])
_MONEY_AFTER = frozenset(
    ["£", "$", "€", "pound", "pounds", "quid", "p", "pence", "euro", "euros", "dollar", "dollars", "buck", "bucks",
     "cents", "gbp"]
)  # fmt: skip
_MEASURES = frozenset(
    ["km", "l", "ml", "kg", "mm", "cm", "mile", "miles", "mph", "litre", "litres", "degrees", "gb", "mb", "inches",
     "feet", "foot", "grams", "stone", "metres", "meters", "kilometers", "kilometres", "volts", "watts",
     "calories", "acres", "k", "bn", "couples", "pairs", "trios", "dozs"]
)  # fmt: skip
_FRACTION_AFTER = re.compile(
    r" ?-? ?(?:and (?:a|an|one|two|three|\d) )?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?"
    r"(?:halves|thirds|quarters|(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)s?"
    r"|\w+(?:teen|ieth|lion)ths?|(?<=-)(?:first|second|third)s?)\b(?! (?:form|year|class|floor))"
)
"""“five eighths”, “one and a fourth”: no count, whatever the number before it is."""
_OF_WORDS = frozenset(["our", "the", "my", "your", "these", "those", "all", "total", "a", "their"])
_AFTER, _BEFORE = 6, 4
_TOO_MANY = 12
_TIMES_SIGNS = ("x", "*", "×")


@dataclass(slots=True)
class Scene:
    """What was found; token indexes refer to `words`."""

    text: str
    low: str
    asked: Asked
    words: list[Token]
    explained: list[Explained]
    nouns: list[Named]
    numbers: list[Number] = field(default_factory=list)
    clause: list[int] = field(default_factory=list)
    percents: list[Number] = field(default_factory=list)
    moneys: list[Number] = field(default_factory=list)
    hidden: list[Number] = field(default_factory=list)
    """Figures that are part of a noun (“16”, “reg 27”) or of something explained."""
    leftover: bool = False
    """A number-like word that nothing explains."""
    crowded: bool = False
    """More numbers than any answer has; only the first few were looked at."""

    def scope(self, number: Number) -> str:
        """The words of a number's own part of the message."""
        first, last = self.bounds(number)
        return self.low[self.words[first].start : self.words[last - 1].end] if last > first else ""

    def bounds(self, number: Number) -> tuple[int, int]:
        """The tokens of the number's clause up to the neighbouring numbers, as first and last (not included)."""
        here = self.clause[number.first]
        first, last = number.first, number.last
        stops = {i for other in self.numbers if other is not number for i in range(other.first, other.last)}
        while first > 0 and self.clause[first - 1] == here and first - 1 not in stops:
            first -= 1
        while last < len(self.words) and self.clause[last] == here and last not in stops:
            last += 1
        return first, last

    def clause_text(self, number: Number) -> str:
        """The whole clause in which a number stands."""
        here = self.clause[number.first]
        inside = [word for word, clause in zip(self.words, self.clause, strict=True) if clause == here]
        return self.low[inside[0].start : inside[-1].end]


def look_at(plain_text: str, asked: Asked) -> Scene:
    """Everything that the readers of counts need to know about a message."""
    low = lower(plain_text)
    words = tokens(low)
    scene = Scene(plain_text, low, asked, words, explained(low), named(words, asked))
    scene.clause = _clauses(words, low)
    taken = _taken(scene)
    found = _with_roles(scene, numbers(words, taken))
    none = [zero for zero in nones(words, low, scene.nouns, taken) if not _takes_back(scene, zero, found)]
    _no_strangers(scene, none)
    scene.numbers = sorted([*found, *none], key=lambda number: number.first)
    scene.numbers = _without_overlaps(scene.numbers)
    if len(scene.numbers) > _TOO_MANY:
        scene.crowded = True
        scene.numbers = scene.numbers[:_TOO_MANY]
    for number in scene.numbers:
        hedges.describe(number, low)
    flag_other_things(scene.numbers, words, scene.clause, scene.nouns, asked, taken)
    real = [number for number in scene.numbers if not number.zero_word]
    hedges.pair_up(sorted([*real, *scene.percents, *scene.moneys], key=lambda number: number.first), low)
    hedges.correct(real, low)
    hedges.leave_behind(real, low, was_says_so=False)
    scene.leftover = _leftover(scene, taken)
    return scene


def _no_strangers(scene: Scene, none: list[Number]) -> None:
    """“No missing episodes” to “how many times was somebody reported missing”: a “no” to what is asked about."""
    if _NEGATIVE_ASK.search(scene.asked.ask.lower()):
        return
    asked_about = asked_words(scene.asked.ask)
    for zero in none:
        following = scene.words[zero.last : zero.last + _NEXT]
        if any(word.kind == "word" and stem(word.text) in asked_about for word in following):
            zero.flags.discard("stranger")


_NEXT = 2
_NEGATIVE_ASK = re.compile(r"\b(?:no|not|without|never)\b")


def _takes_back(scene: Scene, zero: Number, found: list[Number]) -> bool:
    """In “two seats, not one” and “2 never came” nobody says “none”."""
    if scene.low[zero.start : zero.end] == "never":
        return any(number.last <= zero.first and _same_clause(scene, number, zero) for number in found)
    return scene.low[zero.start : zero.end] == "not one" and any(number.last <= zero.first for number in found)


def _same_clause(scene: Scene, number: Number, other: Number) -> bool:
    return scene.clause[number.first] == scene.clause[other.first]


def _clauses(words: list[Token], low: str) -> list[int]:
    clause, found = 0, []
    for i, word in enumerate(words):
        broken = i > 0 and "\n" in low[words[i - 1].end : word.start]
        if word.text in _CLAUSE_MARKS or word.text in _CLAUSE_WORDS or broken:
            clause += 1
        found.append(clause)
    return found


def _taken(scene: Scene) -> set[int]:
    """Tokens that are explained, and figures that belong to a noun (“reg 27”)."""
    taken = {i for what in scene.explained for i, word in enumerate(scene.words) if what.start <= word.start < what.end}
    for noun in scene.nouns:
        for i in range(noun.first, noun.last):
            if scene.words[i].kind == "figure" or scene.words[i].text in ("sixteen", "seventeen", "eighteen"):
                taken.add(i)
    scene.hidden = numbers([word for i, word in enumerate(scene.words) if i in taken and word.kind == "figure"])
    return taken


def _without_overlaps(found: list[Number]) -> list[Number]:
    kept: list[Number] = []
    for number in found:
        if not kept or number.first >= kept[-1].last:
            kept.append(number)
    return kept


def _with_roles(scene: Scene, found: list[Number]) -> list[Number]:
    """Counts only: money, percentages and measures are set aside; products and “x 2” are worked out."""
    counts: list[Number] = []
    for number in found:
        before = scene.words[number.first - 1].text if number.first else ""
        after = scene.words[number.last] if number.last < len(scene.words) else None
        following = after.text if after else ""
        if before in _MONEY_BEFORE or following in _MONEY_AFTER:
            scene.moneys.append(number)
        elif following in ("%", "percent", "percents", "pc", "pct") or (
            following == "per" and _next(scene, number.last + 1) == "cent"
        ):
            number.about = number.about or following in ("pc", "pct")
            scene.percents.append(number)
        elif following in _MEASURES or _FRACTION_AFTER.match(scene.low, number.end):
            number.flags.add("unit")
            counts.append(number)
        else:
            _signed(scene, number, before)
            counts.append(number)
    return _products(scene, counts)


def _next(scene: Scene, at: int) -> str:
    return scene.words[at].text if at < len(scene.words) else ""


def _signed(scene: Scene, number: Number, before: str) -> None:
    second = scene.words[number.first - 2] if number.first > 1 else None
    glued = before == "-" and (second is None or (second.end < number.start - 1 and second.kind != "figure"))
    if before in ("minus", "negative") or glued:
        number.value, number.first = -number.value, number.first - 1


def _products(scene: Scene, found: list[Number]) -> list[Number]:
    """“11 x 92” and “2 + 1” as one number, worked out; “Jordan x2” as 2."""
    counts: list[Number] = []
    for number in found:
        sign = scene.words[number.first - 1].text if number.first else ""
        joined = bool(counts) and counts[-1].last == number.first - 1
        if sign in ("+", "plus") and joined:
            _take_in(counts[-1], number, counts[-1].value + number.value)
        elif sign in _TIMES_SIGNS and joined:
            if 16 <= number.value <= 18 and counts[-1].value < 16:  # “1 x 16, 2 x 17”: people and their ages
                counts[-1].flags.add("unit")
            _take_in(counts[-1], number, counts[-1].value * number.value)
        else:
            named_before = any(noun.whose == OURS and noun.last == number.first - 1 for noun in scene.nouns)
            number.about = number.about or (sign in _TIMES_SIGNS and not named_before)
            counts.append(number)
    return counts


def _take_in(left: Number, right: Number, value: int | float) -> None:
    """`left` becomes the result of both."""
    left.value, left.last, left.end, left.about = value, right.last, right.end, True


def _leftover(scene: Scene, taken: set[int]) -> bool:
    """Whether a figure, a scale or a fraction stands in the message that is neither read nor explained."""
    read = {i for number in (*scene.numbers, *scene.percents, *scene.moneys) for i in range(number.first, number.last)}
    for i, word in enumerate(scene.words):
        if i in read or i in taken:
            continue
        if word.kind in ("figure", "code") or word.text in SCALES or word.text in ("hundred", "hundreds", "dozens"):
            return True
        if re.search(r"\d", word.text):
            return True
    return False


def out_of(scene: Scene, number: Number) -> Number | None:
    """The second number of “9 of 12”, “9 out of our 12”, “9/12”."""
    at, seen = number.last, False
    while at < len(scene.words):
        text = scene.words[at].text
        if text in ("of", "/"):
            seen = True
        elif not (text == "out" and _next(scene, at + 1) == "of") and not (seen and text in _OF_WORDS):
            break
        at += 1
    if not seen:
        return None
    return next((other for other in scene.numbers if other.first == at and not other.zero_word), None)


_OUT_OF_THOSE = re.compile(r"\bout ?of (?:the |our |a )?(?:total (?:of )?)?$")


_BRACKET = re.compile(r" ?[(:=-] ?")


def parted_in_brackets(scene: Scene, pool: list[Number]) -> bool:
    """“9 (5 college, 4 work)”, but not “3 (one twice)”."""
    first, *others = pool
    adds_up = len(others) > 1 and first.value == sum(number.value for number in others)
    times = any(scene.words[number.first].text in TIMES for number in others)
    return adds_up and not times and _BRACKET.fullmatch(scene.low[first.end : others[0].start]) is not None


def after_out_of(scene: Scene, number: Number) -> bool:
    """The twelve of “eigth out of 12”, where nobody knows how many."""
    return _OUT_OF_THOSE.search(scene.low[: number.start]) is not None


def whose(scene: Scene, number: Number) -> Named | None:
    """The noun that a number belongs to: ours before a neighbour's, a neighbour's before the bare head noun."""
    first, last = scene.bounds(number)
    after = [noun for noun in scene.nouns if number.last <= noun.first < min(last, number.last + _AFTER)]
    before = [
        noun for noun in scene.nouns if max(first, number.first - _BEFORE) <= noun.first and noun.last <= number.first
    ]
    if _noun_first(scene):
        sides = (before, [] if _shares_clause(scene, number, later=True) else after)
    else:
        sides = (after, [] if _shares_clause(scene, number, later=False) else before)
    inside = [noun for noun in scene.nouns if noun.first < number.last and number.first < noun.last]
    for owner in (OURS, OTHER):
        for side in (inside, *sides):
            if match := next((noun for noun in side if noun.whose == owner), None):
                return match
    return next((noun for side in sides for noun in side if noun.whose == HEAD), None)


def _shares_clause(scene: Scene, number: Number, *, later: bool) -> bool:
    """Whether a number that stands earlier (later) in the same clause has the better claim to the words between."""
    here = scene.clause[number.first]
    return any(
        scene.clause[other.first] == here and (other.first > number.first if later else other.first < number.first)
        for other in scene.numbers if other is not number
    )  # fmt: skip


def _noun_first(scene: Scene) -> bool:
    """“took 2, refused 1”: each number follows its noun."""
    if not scene.numbers:
        return False
    start, end = scene.numbers[0], scene.numbers[-1]
    leads = any(noun.last == start.first and noun.whose != HEAD for noun in scene.nouns)
    trails = any(noun.first >= end.last for noun in scene.nouns)
    return leads and not trails
