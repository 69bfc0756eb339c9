"""How the reader of percentages decides: “75%”, “three quarters”, “9 of 12”, “up from 75% to 80%”."""

import re
from dataclasses import replace

from forms.asked import Asked
from forms.kinds.plain import plain
from forms.kinds.words import hedges
from forms.kinds.words.asides import asks_back
from forms.kinds.words.binding import choose, single
from forms.kinds.words.counted import names_a_thing
from forms.kinds.words.counting import before_looking, count, in_range, judge, span_of
from forms.kinds.words.figures import plain_figure
from forms.kinds.words.none import neutral
from forms.kinds.words.nouns import asked_words, stem
from forms.kinds.words.scene import Scene, look_at
from forms.kinds.words.tokens import lower
from forms.kinds.words.words_to_number import Number
from forms.reading import Reading, Span, Status

_CHANGED_BY = re.compile(
    r"\b(?:more|less|fewer|higher|lower|better|worse|up|down) (?:than|on) (?:last|before|the|in|a|our)\b"
    r"|\bpercentage points?\b|\b(?:increase|decrease|rise|drop|fall|improvement|reduction) of\b|\b(?:target"
    r"|aim(?:ing)?|goal) (?:is|for|of|was)\b|^(?:up|down|minus|plus) (?:by )?\d"
)
"""“5% more than last time” says no share."""
_UP_BY = re.compile(r"\d ?% (?:up|down|higher|lower|better|worse)\b(?! (?:to|from))")
_EVEN = re.compile(r"(?:about |around |roughly )?(?:50 ?[-/] ?50|fifty[ -]fifty|half and half)[.!]?")
_EVERY_SO_MANY = re.compile(r" (?:in|out of)(?: every)? ")
_OF_SLASH = re.compile(r" ?/ ?")
_CLOSE = 1
"""Points by which a share that was rounded may differ from what its figures come to."""


def read_percent(text: str, asked: Asked) -> Reading:
    """Read a number of per cent; “9 of 12”, “half” and “all” are proposed as what they come to."""
    said = plain(text)
    percent = replace(asked, whole=100, of=None, decimals=max(asked.decimals, 2))
    early = before_looking(said, percent)
    if early is None and _EVEN.fullmatch(lower(said)):
        return _worked_out(50, Span(0, len(said)))
    return early if early is not None else _percent(look_at(said, percent), percent)


def _percent(scene: Scene, percent: Asked) -> Reading:
    if _CHANGED_BY.search(scene.low) or _UP_BY.search(scene.low) or asks_back(scene.low):
        return Reading(Status.ambiguous, notes=("change",))
    if any("range" in number.flags for number in scene.percents):
        return in_range([*scene.numbers, *scene.percents])
    of_them = _one_of_two(scene)
    if scene.percents:
        _leave_one(scene)
    if len(scene.percents) == 1:
        return _said(scene, percent, of_them)
    if of_them is not None and not scene.percents:
        return _worked_out(of_them, *map(span_of, scene.numbers))
    return _bare(scene, percent)


def _bare(scene: Scene, percent: Asked) -> Reading:
    """“85” without a sign, “half”, “all of them”."""
    reading = count(scene, percent)
    counted = reading.status is Status.exact and _says_more(scene, percent)
    if reading.status is Status.exact and 0 < reading.value < 1:  # “0.8” may be 80%
        either = (plain_figure(round(100 * reading.value, 6)), reading.value)
        return Reading(Status.ambiguous, candidates=either, notes=("share",))
    counted = counted or (reading.status is Status.exact and reading.value > 100)
    return replace(reading, status=Status.approximate) if counted else reading


_OF_A_SHARE = frozenset(
    "percent per cent pc pct compliance compliant complete completed done average overall currently current figure "
    "stands stand sitting now today exactly about up they it's we're is its as far been date trained staff them "
    "everyone's inclusive not no i mean meant said sorry wait correction last time before previous previously from "
    "compared with increased rose risen quarter down".split()
)
"""Words beside a percentage that do not say of what else it may be."""


def _says_more(scene: Scene, percent: Asked, also: frozenset[str] = frozenset()) -> bool:
    """“80 young people”, “6 in July”: a number of something, and perhaps no share of a hundred."""
    if not also and any(
        number.last < len(scene.words) and names_a_thing(scene.words[number.last].text, many=True)
        for number in scene.numbers
    ):
        return True
    inside = {i for number in scene.numbers for i in range(number.first, number.last)}
    asked = asked_words(percent.ask)
    things = {word.text for word in scene.words if word.text in _THINGS}
    return bool(things and not also) or any(
        not neutral(word.text) and stem(word.text) not in asked and word.text not in also
        and not (also and any(what.start <= word.start < what.end for what in scene.explained))
        for i, word in enumerate(scene.words) if word.kind == "word" and i not in inside
    )  # fmt: skip


_THINGS = frozenset("young people children kids staff hosts places placements beds yp yps them person lads".split())


def _said(scene: Scene, percent: Asked, of_them: int | float | None) -> Reading:
    """The one percentage of a message; figures beside it must come to the same, or nothing is sure."""
    number, beside = scene.percents[0], [one for one in scene.numbers if not one.zero_word]
    if "rejected" in number.flags or any(_touch(scene, one, number) for one in beside):
        return Reading(Status.ambiguous, candidates=(number.value,), spans=(span_of(number),), notes=("which_number",))
    if of_them is not None and abs(of_them - number.value) > _CLOSE:
        return Reading(Status.ambiguous, candidates=(number.value, of_them), notes=("which_number",))
    scene.numbers, scene.percents = [number], []
    _minus(scene)
    choice = single(scene, number, leftover=False, bound=False)
    if choice.number is None:
        return Reading(Status.ambiguous, candidates=(number.value,), spans=(span_of(number),), notes=("which_number",))
    reading = judge(scene, choice, number, percent)
    over = reading.status is Status.exact and (reading.value > 100 or (percent.ask != "" and reading.value < 0))
    over = over or (reading.status is Status.exact and _says_more(scene, percent, _OF_A_SHARE))  # “8% agency”
    return replace(reading, status=Status.approximate) if over else reading


def _touch(scene: Scene, left: Number, right: Number) -> bool:
    """“6 2%”: nothing but a space between."""
    return left.end <= right.start and not scene.low[left.end : right.start].strip()


def _leave_one(scene: Scene) -> None:
    """Of several, the one that was not taken back, and does not tell how it was before."""
    for number in scene.percents:
        hedges.describe(number, scene.low)
    hedges.correct(scene.percents, scene.low)
    hedges.leave_behind(scene.percents, scene.low)
    kept = [number for number in scene.percents if "rejected" not in number.flags]
    scene.percents = kept or scene.percents


def _one_of_two(scene: Scene) -> int | float | None:
    """What “9 of 12”, “9/12” or “nine in ten” come to."""
    choice = choose(scene)
    number, of = choice.number, choice.of
    real = [one for one in scene.numbers if not one.zero_word]
    if (number is None or of is None) and len(real) == 2 and not any(one.flags or one.share for one in real):
        between = scene.low[real[0].end : real[1].start]
        joined = _EVERY_SO_MANY.fullmatch(between) or _OF_SLASH.fullmatch(between)
        number, of = (real[0], real[1]) if joined and not real[0].about else (None, None)
    if number is None or of is None or not of.value or number.value > of.value:
        return None
    return plain_figure(round(100 * number.value / of.value, 1))


def _worked_out(value: int | float, *spans: Span) -> Reading:
    return Reading(Status.approximate, value, spans=spans[:1], notes=("worked_out",))


def _minus(scene: Scene) -> None:
    number: Number = scene.numbers[0]
    if number.first and scene.words[number.first - 1].text in ("minus", "negative", "-"):
        number.value = -number.value
