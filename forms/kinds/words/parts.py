"""So many out of a whole in other words than “9 of 12”: “9 (of 12)”, “9 yes, 3 no”, “2 of 9 late”."""

import re

from forms.kinds.words.opposites import counts_the_others, falls_short
from forms.kinds.words.scene import Scene
from forms.kinds.words.whole import whole_of
from forms.kinds.words.words_to_number import Number
from forms.reading import Reading, Span, Status

_OUT_OF = re.compile(
    r" (?:(?:[a-z]+ ){1,3}?out ?of|\(?of|outof|oot o|oot of|out|o|o'|off|from|in|oof|ouf of|iut of) ?(?:the |our |a )?"
    r"|,? ?\((?:of |out of )?(?:the |our )?"
)
_NOT_THEM = re.compile(
    r"^(?: [a-z]+){0,2}? ?(?:\w*n't|not|no|nope|nah|to (?:do|go|come)|still to \w+|out of date|outstanding|left to do"
    r"|remaining|missing|booked(?: in| on)?)\b"
)


def parted(scene: Scene) -> Reading | None:
    """A ratio whose two numbers agree with the whole that is known; or, after “out of”, where none is known."""
    real = [one for one in scene.numbers if not one.zero_word]
    if len(real) != 2 or scene.percents or any(one.flags or one.unsure or one.share or one.about for one in real):
        return None
    first, second = real
    whole, between = whole_of(scene.asked), scene.low[first.end : second.start]
    told = _OUT_OF.fullmatch(between)
    named = "out of" in between or "(of" in between
    if told and first.value <= second.value and (second.value == whole or (whole is None and named)):
        turned = turned_after(scene, first, second)
        return turned or _proposed(first, second.value)
    if whole is not None and first.value + second.value == whole:
        return _one_side(scene, first, second, whole)
    return None


def _one_side(scene: Scene, first: Number, second: Number, whole: int | float) -> Reading | None:
    """“9 are, 3 aren't” of 12: who is not counted is told by the words beside."""
    others = [one for one in (first, second) if _others(scene, one)]
    if len(others) != 1:
        return None
    return _proposed(second if others[0] is first else first, whole)


def _others(scene: Scene, number: Number) -> bool:
    after = scene.low[number.end :]
    rest = [one.start for one in scene.numbers if one.start > number.start and not one.zero_word]
    after = scene.low[number.end : rest[0]] if rest else after
    return (
        _NOT_THEM.match(after) is not None or counts_the_others(after, scene.asked) or falls_short(after, scene.asked)
    )


def _proposed(number: Number, of: int | float) -> Reading:
    return Reading(Status.approximate, (number.value, of), spans=(Span(number.start, number.end),))


def turned_after(scene: Scene, number: Number, of: Number) -> Reading | None:
    """“2 of 9 late” to “how many on time”: the rest is proposed; after “2 of 9 cancelled” nothing is sure."""
    after = re.split(r"[,.;:(!?]| and ", scene.low[of.end :])[0]
    spans = (Span(number.start, number.end),)
    if counts_the_others(after, scene.asked):
        return Reading(Status.approximate, (of.value - number.value, of.value), spans=spans, notes=("worked_out",))
    if falls_short(after, scene.asked) or _NOT_THEM.match(after):
        return Reading(
            Status.ambiguous, candidates=((of.value - number.value, of.value),), spans=spans, notes=("opposite",)
        )
    return None
