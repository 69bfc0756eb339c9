"""One box of a page: what was posted for a question, and what becomes of it.

Pure: what stands in the form goes in, what is to be kept or said comes out.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from forms import error_words
from forms.answers import Given
from forms.asked import Asked, Value
from forms.kinds import KINDS
from forms.kinds.plain import visible
from forms.question_set import Question
from forms.reading import Reading, Status

TICKING: Final = frozenset({"choice", "choices", "yes_no"})
ADDED: Final = "file"
"""Files come with the page and are dealt with by whoever takes it in (portal/uploads): nothing is read from a box."""
_LACKING: Final = (Status.dont_know, Status.not_available)
LONGEST_REASON: Final = 600


@dataclass(frozen=True, slots=True)
class Posted:
    """What the inputs of one question held. `picked` are options that were ticked; `raw` is what was typed."""

    raw: str = ""
    picked: tuple[str, ...] = ()
    yes: str = ""
    dont_have: bool = False
    why: str = ""
    when: str = ""
    not_applicable: bool = False
    use: bool = False
    """What was told elsewhere was taken over by its button; it stands in `raw` or `picked` like anything typed."""
    option_words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Box:
    """A question as it stood before: its stored answer, or the standing fact that waits to be confirmed."""

    question: Question
    asked: Asked
    stored: Given | None = None
    carried: Value | None = None
    example: str = ""
    limit_from: str = ""
    """Where the upper limit comes from, in words."""

    @property
    def value(self) -> Value | None:
        """What the box shows before anything is typed."""
        return self.carried if self.stored is None else self.stored.value

    @property
    def text(self) -> str:
        """The same, as it stands in a box that is typed into."""
        return "" if self.value is None or self.asked.kind in TICKING else error_words.say(self.value, self.asked)

    @property
    def picked(self) -> tuple[str, ...]:
        """The same, as ticked options."""
        if self.value is None or self.asked.kind not in TICKING:
            return ()
        return self.value if isinstance(self.value, tuple) else (str(self.value),)  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of it: an answer to keep, or an error with candidates; both where only the day was unclear."""

    given: Given | None = None
    error: str = ""
    reading: Reading | None = None
    candidates: tuple[Any, ...] = ()
    opens_dont_have: bool = False
    carried: bool = False


def posted(formdata: Any, question: Question) -> Posted:
    """The inputs of a question from a multi-dict of form data; nothing in it is trusted."""
    if question.kind == ADDED:
        return Posted()
    key, own = question.key, [option.key for option in question.options] or ["yes", "no"]
    ticking, use = question.kind in TICKING, _one(formdata, f"{key}.use")
    values = [str(value) for value in formdata.getlist(key)]
    if use:
        values = use.split(",") if ticking else [use]
    return Posted(
        raw="" if ticking and all(value in own for value in values) else ", ".join(values),
        picked=tuple(option for option in own if option in values) if ticking else (),
        yes=_one(formdata, f"{key}.yes"),
        dont_have=bool(_one(formdata, f"{key}.dont_have")),
        why=visible(_one(formdata, f"{key}.why")).strip()[:LONGEST_REASON],
        when=_one(formdata, f"{key}.when"),
        not_applicable=bool(_one(formdata, f"{key}.not_applicable")),
        use=bool(use),
        option_words={option: _one(formdata, f"{key}.{option}.text") for option in question.takes_words()},
    )


def _one(formdata: Any, name: str) -> str:
    return str(next(iter(formdata.getlist(name)), "")).strip()


def settle(sent: Posted, box: Box) -> Settled:
    """What becomes of what was posted. An empty or untouched box changes nothing."""
    found = _settle(sent, box)
    return replace(found, carried=True) if sent.use and found.given is not None else found


def _settle(sent: Posted, box: Box) -> Settled:
    reading = _read(sent, box)
    lacking = sent.dont_have or (bool(sent.why) and reading is None)
    if sent.yes and reading is not None:
        return _accept(sent, box, reading)
    if lacking or (reading is not None and reading.status in _LACKING):
        return _lacks(sent, box, reading)
    if reading is not None:
        return _judge(sent, box, reading)
    return _untouched(sent, box)


def _untouched(sent: Posted, box: Box) -> Settled:
    """Nothing new in the box: a standing fact is confirmed, or “not applicable” was ticked or unticked."""
    filled = bool(sent.raw.strip() or sent.picked)
    reason = box.question.not_applicable_words if sent.not_applicable else ""
    if filled and box.value is not None:
        given = Given(value=box.value, reason=reason)
        return Settled(given, carried=box.stored is None)
    return Settled(Given("not_applicable") if reason else None)


def _touched(sent: Posted, box: Box) -> bool:
    """Whether the box holds something, and something else than what it was filled with."""
    if sent.raw.strip():
        return sent.raw.strip() != box.text
    return bool(sent.picked) and sent.picked != box.picked


def _read(sent: Posted, box: Box) -> Reading | None:
    """What was typed or ticked, read; None where nothing new was."""
    if not (_touched(sent, box) or (sent.yes and sent.raw.strip())):
        return None
    if sent.raw.strip():
        # “11 of 11” where there are 12 homes: right, if it was ticked that some have no gas
        asked = replace(box.asked, of=None) if sent.not_applicable else box.asked
        return KINDS[asked.kind].read(sent.raw, asked)
    chosen = sent.picked if box.asked.kind == "choices" else sent.picked[0]
    return Reading(Status.exact, chosen)


def _accept(sent: Posted, box: Box, reading: Reading) -> Settled:
    """A candidate was pressed: it counts only if it is one of those that the text in the box gives."""
    for value in candidates_of(reading):
        if fits(value, box) and sent.yes == as_posted(value, box.asked):
            return _keep(sent, box, reading, value)
    return _judge(sent, box, reading)


def _lacks(sent: Posted, box: Box, reading: Reading | None) -> Settled:
    """“We don’t have this figure”: counts once there is a reason. A figure typed beside it needs a decision."""
    was = box.stored is not None and box.stored.status == "not_available"
    if reading is not None and reading.status not in _LACKING:
        if was:
            return _judge(sent, box, reading)
        return Settled(error=error_words.BOTH, reading=reading, opens_dont_have=True)
    if not sent.why:
        error = error_words.WHY if reading is None else error_words.not_understood(reading, sent.raw, box.asked)
        return Settled(error=error, reading=reading, opens_dont_have=True)
    if not sent.when:
        return Settled(Given("not_available", reason=sent.why), opens_dont_have=True)
    asked = box.asked
    expected = KINDS["date"].read(sent.when, Asked("when", "date", "", today=asked.today, first_day=asked.today,
                                                   last_day=asked.today, min=asked.today))  # fmt: skip
    if expected.value is None or expected.value < asked.today:
        return Settled(Given("not_available", reason=sent.why), error_words.WHEN, opens_dont_have=True)
    return Settled(Given("not_available", reason=sent.why, expected_on=expected.value), opens_dont_have=True)


def _judge(sent: Posted, box: Box, reading: Reading) -> Settled:
    match reading.status:
        case Status.exact:
            return _keep(sent, box, reading, reading.value)
        case Status.none if reading.value is not None:
            return _keep(sent, box, reading, reading.value)
        case Status.not_applicable if box.asked.not_applicable:
            return Settled(Given("not_applicable"), reading=reading)
        case Status.approximate if wrong := outside(reading.value, box):
            return Settled(error=wrong, reading=reading)
        case _:
            sayable = replace(reading, candidates=tuple(c for c in reading.candidates if fits(c, box)))
            error = error_words.not_understood(sayable, sent.raw, box.asked, box.example)
            return Settled(error=error, reading=reading, candidates=candidates_of(sayable))


def _keep(sent: Posted, box: Box, reading: Reading, value: Any) -> Settled:
    """Keep a value that was understood, if it is inside its limits and does not contradict what is known."""
    if wrong := outside(value, box):
        return Settled(error=wrong, reading=reading)
    if box.asked.kind == "ratio" and isinstance(value, tuple):
        value, of = value
        another = of is not None and box.asked.of is not None and of != box.asked.of
        if another and not sent.yes and not sent.not_applicable:
            doubtful = Reading(Status.ambiguous, None, (reading.value,), reading.spans, ("other_of",))
            error = error_words.not_understood(doubtful, sent.raw, box.asked)
            return Settled(error=error, reading=doubtful, candidates=doubtful.candidates)
    reason = box.question.not_applicable_words if sent.not_applicable else ""
    return Settled(Given(value=value, reason=reason), reading=reading)


def outside(value: Any, box: Box) -> str:
    """Why a value cannot be kept: outside its limits, or an option that excludes others was ticked with them."""
    if isinstance(value, tuple) and box.asked.kind == "choices":
        only = [option.words for option in box.asked.options if option.only and option.key in value]
        return error_words.only_one(only[0]) if only and len(value) > 1 else ""
    if isinstance(value, tuple) and box.asked.kind == "ratio":
        value = value[0]
    return error_words.outside(value, box.asked, box.limit_from)


def fits(value: Any, box: Box) -> bool:
    """Whether a candidate could be kept at all, so that no button leads to an error."""
    number = value[0] if isinstance(value, tuple) and box.asked.kind == "ratio" else value
    whole = not isinstance(number, float) or number.is_integer() or box.asked.decimals > 0
    return whole and not outside(value, box)


def candidates_of(reading: Reading) -> tuple[Any, ...]:
    """What can be offered as buttons."""
    if reading.status is Status.approximate:
        return (reading.value, *(value for value in reading.candidates if value != reading.value))
    return reading.candidates if reading.candidates or reading.value is None else (reading.value,)


def as_posted(value: Any, asked: Asked) -> str:
    """A candidate as the value of its button: its canonical form, as text."""
    found = KINDS[asked.kind].canonical(value)
    return ",".join(map(str, found)) if isinstance(found, list) else str(found)
