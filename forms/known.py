"""What is known before anybody types: where a standing fact comes from, and what may be taken over by a button. Pure.

Nothing here is an answer. A standing fact becomes one when it is confirmed with its page; a figure that another
authority was told becomes one when its own button is pressed.
"""

from dataclasses import dataclass
from datetime import date

from forms import error_words
from forms.asked import Asked, Value
from forms.box import as_posted
from forms.journey import Journey
from forms.kinds import KINDS
from forms.question_set import CHOOSING, Question


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence, and a button that takes over its value: `posted` is that of the input `<key>.use`."""

    words: str
    posted: str
    press: str


def source(journey: Journey, question: Question, value: Value | None) -> str:
    """Where a standing fact comes from, to follow “This is”: “as you told us on 14 July 2026”, “from Ofsted’s list of
    31 March 2024”; “” where it comes from neither."""
    situation = journey.situation
    if value is None or not question.carry_forward:
        return ""
    listed = situation.listed.get(question.key) == value
    if listed and (situation.list_is_newer or situation.last.get(question.key) != value):
        return f"from Ofsted’s list of {_day(situation.listed_on)}"
    if situation.last.get(question.key) != value:
        return ""
    return f"as you told us on {_day(situation.last_told_on)}" if situation.last_told_on else "from your last return"


def offers(journey: Journey, question: Question) -> tuple[Offer, ...]:
    """What can be taken over into a box that has no answer yet: of Ofsted’s list where it says something else than
    what stands there, and of what other authorities were told."""
    if journey.given(question) is not None or not journey.visible(question):
        return ()
    asked, shown = journey.asked(question), journey.carried(question)
    found = []
    listed = journey.situation.listed.get(question.key)
    if listed is not None and listed != shown:
        on = _day(journey.situation.listed_on)
        found.append(_offer(f"Ofsted’s list of {on} says {{said}}.", "Use that", listed, asked))
    for told in journey.situation.elsewhere.get(question.key, ()):
        if told.value != shown:
            words = f"You told {told.council} {{said}} on {_day(told.told_on)}."
            found.append(_offer(words, "Use it here, too", told.value, asked))
    return tuple(found)


def _offer(words: str, press: str, value: Value, asked: Asked) -> Offer:
    said = KINDS[asked.kind].say(value, asked)
    typed = asked.kind not in (*CHOOSING, "yes_no")
    quoted = said if typed else f"“{said}”"
    posted = error_words.say(value, asked) if typed else as_posted(value, asked)
    return Offer(words.format(said=quoted), posted, press)


def _day(day: date | None) -> str:
    return "" if day is None else KINDS["date"].say(day, Asked("day", "date", ""))
