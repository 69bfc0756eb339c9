"""How the readers of numbers, ratios and percentages decide: exact, proposed, or asked again."""

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.asked import Asked
from forms.kinds.plain import plain
from forms.kinds.words import asides, hedges
from forms.kinds.words.binding import Choice, choose
from forms.kinds.words.counted import ANOTHER_THING, ANOTHER_UNIT, SOME_OF_THEM, looks_like_a_label
from forms.kinds.words.figures import plain_figure
from forms.kinds.words.none import negations, not_aware_of_any, not_yet, only_as_far_as_known
from forms.kinds.words.nouns import OURS, heads, stem
from forms.kinds.words.opposites import says_no_gaps
from forms.kinds.words.parts import parted, turned_after
from forms.kinds.words.scene import Scene, look_at
from forms.kinds.words.tokens import lower, tokens
from forms.kinds.words.whole import Share, out_of_asked, share_of, told_from_whole, turned_round, vague, whole_of
from forms.kinds.words.words_to_number import ONES, Number
from forms.reading import Reading, Span, Status, unreadable

_DICTATED = {
    "to": 2, "too": 2, "for": 4, "fore": 4, "won": 1, "wan": 1, "ate": 8, "free": 3, "tree": 3, "sex": 6, "sicks": 6,
    "fife": 5, "heaven": 7, "tin": 10, "nein": 9, "tu": 2, "fort": 4,
    "ane": 1, "yin": 1, "twa": 2, "fower": 4, "echt": 8, "nane": 0, "hauf a dozen": 6,
    "dim": 0, "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pump": 5, "chwech": 6,
    "saith": 7, "wyth": 8, "naw": 9, "deg": 10,
}  # fmt: skip
"""Words that a telephone writes for a number, and numbers in Scots and Welsh: asked about when they stand alone."""
_DIGITS = {"oh": "0", "o": "0", "nought": "0"} | {w: str(n) for w, n in ONES.items() if n < 10 and w != "naught"}
_DOUBLED = re.compile(rf"\b(double|treble|triple) ({'|'.join(_DIGITS)})\b")
"""“double four”: 44, as telephone numbers are dictated."""
_TIMES_AS_MANY = re.compile(
    r"\b(?:twice|double|triple|treble|half|\w+ times) (?:as (?:many|much)|the (?:number|amount)|that|what it was"
    r"|last)\b"
)
_FILLER = re.compile(r"\b(?:um+|uh+|er+|erm|just|only|please|thanks|it's|its|about|the|say|well|so|ok|okay)\b|[.!?,]")


def read_count(text: str, asked: Asked) -> Reading:
    """Read how many; values are int, or float where `asked.decimals` allows figures after the point."""
    said, asked = plain(text), out_of_asked(asked)
    early = before_looking(said, asked)
    return early if early is not None else count(look_at(said, asked), asked)


def read_ratio(text: str, asked: Asked) -> Reading:
    """Read `(n, of or None)`; another `of` than the known one asks."""
    said, bare, asked = plain(text), asked.of is None, out_of_asked(asked)
    early = before_looking(said, asked)
    if early is not None:
        return _as_ratio(early, asked.of)
    found = _ratio(look_at(said, asked), asked)
    return _not_above(found, asked) if bare else found


def _ratio(scene: Scene, asked: Asked) -> Reading:
    choice = choose(scene)
    if told := _told_of(scene, asked) or (parted(scene) if choice.of is None else None):
        return told
    if choice.number is None or choice.of is None or "left_out" in choice.number.flags:
        return _as_ratio(count(scene, asked), asked.of)
    n, of = choice.number, choice.of.value
    if n.value > of or (asked.of is not None and of != asked.of):
        return Reading(Status.ambiguous, candidates=((n.value, asked.of),), spans=(span_of(n),), notes=("other_of",))
    if (turned := turned_after(scene, n, choice.of)) is not None:
        return turned
    return _as_ratio(judge(scene, replace(choice, leftover=choice.strays), n, asked), of)


def _not_above(reading: Reading, asked: Asked) -> Reading:
    """“15” where the question’s own words say that there are 12. (A limit of the set says so itself.)"""
    if reading.status is Status.exact and asked.of is not None and reading.value[0] > asked.of:
        return replace(reading, status=Status.ambiguous, value=None, candidates=(), notes=("other_of",))
    return reading


_ALL_OF = re.compile(r"\ball (?:of )?(?:the |our |my )?$")
_SHARE_OF = re.compile(r" ?(?:%|per ?cent) of (?:the |our |my |all )?$")


def _told_of(scene: Scene, asked: Asked) -> Reading | None:
    """“80% of 15”, and “all 15” where nothing else says out of how many."""
    if len(scene.numbers) != 1 or scene.leftover:
        return None
    only = scene.numbers[0]
    known = whole_of(asked)
    if only.flags or only.about or only.zero_word or only.unsure or only.share or (known not in (None, only.value)):
        return None
    if not scene.percents and known is None and _ALL_OF.search(scene.low[: only.start]):
        return Reading(Status.exact, (only.value, only.value), spans=(span_of(only),))
    if len(scene.percents) == 1 and _SHARE_OF.fullmatch(scene.low[scene.percents[0].end : only.start]):
        share = share_of(scene.percents[0].value / 100, replace(asked, of=only.value))
        value = None if share is None else (share, only.value)
        status = Status.ambiguous if value is None else Status.approximate
        return Reading(status, value, spans=(span_of(scene.percents[0]), span_of(only)), notes=("worked_out",))
    return None


def _as_ratio(reading: Reading, of: int | float | None) -> Reading:
    value = None if reading.value is None else (reading.value, of)
    return replace(reading, value=value, candidates=tuple((candidate, of) for candidate in reading.candidates))


def span_of(number: Number) -> Span:
    return Span(number.start, number.end)


def before_looking(said: str, asked: Asked) -> Reading | None:
    """What is settled without looking at numbers."""
    low = lower(said)
    settled = asides.settled(said, low, asked)
    if settled is not None:
        return settled
    if dictated := _DOUBLED.search(low):
        figure = _DIGITS[dictated[2]]
        candidate = int(figure * (2 if dictated[1] == "double" else 3))
        return Reading(Status.ambiguous, candidates=(candidate,), notes=("dictated",))
    if _TIMES_AS_MANY.search(low):
        return Reading(Status.ambiguous, notes=("vague",))
    bare = _FILLER.sub(" ", low).strip()
    if bare in _DICTATED:
        return Reading(Status.ambiguous, candidates=(_DICTATED[bare],), notes=("dictated",))
    return _zero(asked, sure=False, spans=(Span(0, len(said)),)) if bare in ("o", "oh") else None


def _zero(asked: Asked, *, sure: bool, spans: tuple[Span, ...]) -> Reading:
    if not asked.none_is_zero:
        return Reading(Status.none, None, candidates=(0,), spans=spans)
    return Reading(Status.none if sure else Status.approximate, 0, spans=spans)


def count(scene: Scene, asked: Asked) -> Reading:
    real = [number for number in scene.numbers if not number.zero_word]
    if asides.asks_back(scene.low):
        return Reading(Status.ambiguous, candidates=_values(real), notes=("question",))
    early = (None if real else _aside(scene)) or _no_gaps(scene, asked) or _told(scene, asked, real)
    if early is not None:
        return early
    choice = choose(scene)
    if choice.number is not None:
        return judge(scene, choice, choice.number, asked)
    told = _told(scene, asked, []) if choice.others_only else None
    return told or _undecided(scene, choice)


def _aside(scene: Scene) -> Reading | None:
    """Don't know and don't have it count only where no number stands."""
    if scene.percents or not_aware_of_any(scene.low) or (scene.numbers and only_as_far_as_known(scene.low)):
        return None
    if asides.not_looked(scene.low, scene.asked.ask):
        return Reading(Status.dont_know, spans=(Span(0, len(scene.low)),))
    return asides.without_value(scene.low) or _not_told(scene)


def _not_told(scene: Scene) -> Reading | None:
    """“The school never told us”: no figure, unless the telling is what is asked about."""
    span = asides.not_told(scene.low)
    if span is None:
        return None
    asked_about = {stem(word.text) for word in tokens(lower(scene.asked.ask))}
    told = [word for word in scene.words if span[0] <= word.start < span[1]]
    if any(stem(word.text) in asked_about for word in told[1:]) or any(
        noun.whose == OURS and scene.words[noun.first].start < span[1] and scene.words[noun.last - 1].end > span[0]
        for noun in scene.nouns
    ):
        return None
    return Reading(Status.not_available, spans=(Span(*span),))


def _no_gaps(scene: Scene, asked: Asked) -> Reading | None:
    return _zero(asked, sure=False, spans=()) if says_no_gaps(scene.low, asked.nouns) else None


def _told(scene: Scene, asked: Asked, real: Sequence[Number]) -> Reading | None:
    """“All of them”, “both”, “all but one”, “75%”, “not yet”: worked out, so proposed.

    A number (of `real`) that is not part of such words comes first.
    """
    if not real and len(scene.percents) == 1 and "bound" not in _described(scene.percents[0], scene):
        percent = scene.percents[0]
        worked_out = Share(share_of(percent.value / 100, asked), percent.start, percent.end)
        turned = turned_round(scene.low, worked_out, asked)
        return _proposed(turned.value, (span_of(percent),), turned.candidates)
    share = told_from_whole(scene.low, asked)
    real = [number for number in real if not _HAS_ONE.search(scene.low[: number.end])] if share else real
    if share is not None and all(share.start <= number.start and number.end <= share.end for number in real):
        return _told_share(scene, turned_round(scene.low, share, asked), asked)
    if scene.numbers:
        return None
    if not_yet(scene.low) or not_aware_of_any(scene.low):
        return _zero(asked, sure=False, spans=())
    return Reading(Status.ambiguous, notes=("vague",)) if vague(scene.low) else None


_HAS_ONE = re.compile(r"\b(?:ha(?:s|ve|d)|got|gets?|needs?) one$")
"""“Everyone has one”: no number."""


def _told_share(scene: Scene, share: Share, asked: Asked) -> Reading | None:
    spans = (Span(share.start, share.end),)
    if share.sure and share.value == 0:
        return _zero(asked, sure=True, spans=spans)
    if share.value is None and any(number.zero_word for number in scene.numbers):
        return None
    return _proposed(share.value, spans, share.candidates)


def _described(number: Number, scene: Scene) -> set[str]:
    hedges.describe(number, scene.low)
    return number.flags


def _proposed(value: int | float | None, spans: tuple[Span, ...], candidates: tuple[int | float, ...] = ()) -> Reading:
    if value is None:
        return Reading(Status.ambiguous, candidates=candidates, spans=spans, notes=("worked_out",))
    return Reading(Status.approximate, value, spans=spans, notes=("worked_out",))


def _values(found: Sequence[Number]) -> tuple[int | float, ...]:
    return tuple(dict.fromkeys(number.value for number in found))


def _undecided(scene: Scene, choice: Choice) -> Reading:
    """Nothing could be chosen: a sum to propose, a range, several candidates, or nothing at all."""
    if choice.total is not None:
        return _proposed(choice.total, tuple(span_of(number) for number in choice.among))
    if any(number.flags & {"range", "bound"} for number in choice.among):
        return in_range(choice.among)
    if choice.among:
        return Reading(Status.ambiguous, candidates=_values(choice.among), spans=tuple(map(span_of, choice.among)))
    hidden = _values(scene.hidden)
    if len(hidden) == 1 and len(scene.words) <= 2 and not scene.explained:
        return Reading(Status.ambiguous, candidates=hidden)
    something = scene.moneys or scene.explained or scene.percents or scene.leftover
    return Reading(Status.ambiguous, notes=("not_a_count",)) if something else unreadable()


def in_range(found: Sequence[Number]) -> Reading:
    marked = [number for number in found if number.flags & {"range", "bound"}]
    return Reading(Status.range, candidates=_values(marked), spans=tuple(map(span_of, marked)))


def judge(scene: Scene, choice: Choice, number: Number, asked: Asked) -> Reading:
    """The status of the number that was chosen."""
    if number.zero_word:
        return _judge_zero(scene, choice, number, asked)
    if number.flags & {"range", "bound"}:
        return in_range([number])
    spans = (span_of(number),)
    if number.share:
        return _shared(number, asked, spans)
    if hesitation := _hesitation(number, choice, asked):
        candidates = number.candidates or (number.value,)
        return Reading(Status.ambiguous, candidates=candidates, spans=spans, notes=(hesitation,))
    if choice.contrary or choice.less_than_whole:
        return _of_the_others(number, choice, asked)
    status = Status.approximate if _only_proposed(scene, choice, number) else Status.exact
    return Reading(status, plain_figure(number.value), spans=spans)


def _of_the_others(number: Number, choice: Choice, asked: Asked) -> Reading:
    """“One late” to “how many on time”: the rest is proposed; after “one cancelled” it is only a candidate."""
    whole, value, spans = whole_of(asked), plain_figure(number.value), (span_of(number),)
    rest = whole - value if whole is not None and value <= whole else None
    if not choice.contrary:
        return _proposed(rest, spans)
    return Reading(Status.ambiguous, candidates=() if rest is None else (rest,), spans=spans, notes=("opposite",))


def _shared(number: Number, asked: Asked, spans: tuple[Span, ...]) -> Reading:
    whole = whole_of(asked)
    value = share_of(float(number.value), asked)
    if value is None and whole is not None:
        low = int(whole * number.value)
        return _proposed(None, spans, (low, low + 1))
    return _proposed(value, spans)


def _hesitation(number: Number, choice: Choice, asked: Asked) -> str:
    """Why a number cannot even be proposed, or nothing."""
    never_less = heads(asked.ask) if asked.min is None else isinstance(asked.min, (int, float)) and asked.min >= 0
    negative = number.value < 0 and never_less
    too_fine = round(number.value, asked.decimals) != number.value
    reasons = (
        ("percent_of", choice.percent_of),
        ("which_number", number.unsure),
        ("rate", "rate" in number.flags),
        ("fte", "fte" in number.flags and "fte" not in asked.unit.lower()),
        ("unit", ANOTHER_UNIT in number.flags),
        ("more", "more" in number.flags),
        ("left_out", "left_out" in number.flags),
        ("another", "another" in number.flags),
        ("whole_number", too_fine and asked.decimals == 0),
        ("too_fine", too_fine),
        ("negative", negative),
        ("other_of", choice.of is not None and choice.of.value < number.value),
    )
    return next((reason for reason, holds in reasons if holds), "")


def _only_proposed(scene: Scene, choice: Choice, number: Number) -> bool:
    unexplained = (
        choice.leftover or scene.leftover or bool(scene.percents) or bool(number.flags & {ANOTHER_THING, SOME_OF_THEM})
    )
    unexplained = unexplained or _of_another_year(scene) or looks_like_a_label(number, scene.words, scene.nouns)
    doubted = number.about or hedges.doubted(scene.low) or asides.tentative(scene.low)
    return unexplained or doubted or _negated_nearby(scene, number)


def _of_another_year(scene: Scene) -> bool:
    """“6 in 2025”, where this year is asked about."""
    asked = scene.asked
    if asked.today.year == 1:
        return False
    meant = {str(year) for year in (asked.today.year, asked.first_day.year, asked.last_day.year)}
    return any(year not in meant and year not in asked.ask for year in _IN_YEAR.findall(scene.low))


_IN_YEAR = re.compile(r"\b(?:in|during|for) ((?:19|20)\d\d)\b(?![-/])")


def _negated_nearby(scene: Scene, number: Number) -> bool:
    """A negating word in the number's own clause that no rejected number or “none” explains."""
    here = scene.clause[number.first]
    explained = [
        (max(0, other.start - 24), other.end)
        for other in scene.numbers if other.zero_word or "rejected" in other.flags
    ]  # fmt: skip
    for start, _ in negations(scene.low):
        token = next((i for i, word in enumerate(scene.words) if word.end > start), 0)
        if scene.clause[token] == here and not any(a <= start < b for a, b in explained):
            return True
    return False


def _judge_zero(scene: Scene, choice: Choice, number: Number, asked: Asked) -> Reading:
    spans = (span_of(number),)
    if choice.contrary or choice.less_than_whole:  # “none late” to “how many on time”
        return _of_the_others(number, choice, asked)
    if "unclear" in number.flags:
        return Reading(Status.ambiguous, candidates=(0,), spans=spans, notes=("none",))
    sure = not (choice.leftover or "loose" in number.flags or only_as_far_as_known(scene.low) or scene.leftover)
    return _zero(asked, sure=sure and not asides.tentative(scene.low), spans=spans)
