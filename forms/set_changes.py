"""What changed between two versions of a set, in words, by code: for the council that takes up the newer one. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from forms.question_set import Page, Question, QuestionSet

TIER_WORDS: Final = {1: "everybody", 2: "middle and large providers", 3: "large providers"}
EVERY_WORDS: Final = {"Q": "each time", "H": "twice a year", "Y": "once a year"}


@dataclass(frozen=True, slots=True)
class SetChange:
    """One change. `code` is that of the newer version where the question is still there, “” for the whole set."""

    code: str
    say: str


def changes(old: QuestionSet, new: QuestionSet) -> Sequence[SetChange]:
    """In the order of the newer version; what is gone comes last."""
    found = [SetChange("", say) for say in _of_set(old, new)]
    for page in new.pages:
        if (before := old.pages_by_key.get(page.key)) is not None:
            found += [SetChange(page.code, say) for say in _of_page(before, page)]
        for question in page.questions:
            found += [SetChange(question.code, say) for say in _of_question(old.questions.get(question.key), question)]
    for key, question in old.questions.items():
        if key not in new.questions:
            found.append(SetChange(question.code, f"No longer asked: ‘{question.name}’."))
    return found


def _of_set(old: QuestionSet, new: QuestionSet) -> Iterator[str]:
    if old.title != new.title:
        yield f"Now called “{new.title}”."
    if old.working_days != new.working_days:
        yield f"Due {new.working_days} working days after the period, before {old.working_days}."
    for what in ("boxes", "minutes"):
        before, now = getattr(old, what), getattr(new, what)
        if before != now:
            shown = [f"{one.core}, {one.standard} and {one.full}" for one in (before, now)]
            yield f"It promises at most {shown[1]} {what} (small, middle, large), before {shown[0]}."
    for what in ("start", "send"):
        if getattr(old.words, what) != getattr(new.words, what):
            yield f"Other words {'before the first question' if what == 'start' else 'round sending'}."


def _of_page(old: Page, new: Page) -> Iterator[str]:
    if old.title != new.title:
        yield f"The page is now called “{new.title}”."
    for what, words in (("why", "why it is asked"), ("used", "what is done with it"), ("hint", "how to count")):
        if getattr(old, what) != getattr(new, what):
            yield f"Other words on {words}: “{getattr(new, what)}”" if getattr(new, what) else f"Nothing on {words}."
    if old.law != new.law:
        yield f"Its law: {new.law}" if new.law else "It no longer rests on a law."
    yield from _of_checks(old, new)


def _of_checks(old: Page, new: Page) -> Iterator[str]:
    before, now = ({check.key: check for check in page.checks} for page in (old, new))
    for key, check in now.items():
        if key not in before:
            yield f"A new check: “{check.say}”"
        elif _as_text(before[key]) != _as_text(check):
            yield f"A check has changed: “{check.say}”"
    for key in before.keys() - now.keys():
        yield f"A check is gone: “{before[key].say}”"


def _as_text(thing: object) -> str:
    return repr(thing)


def _of_question(old: Question | None, new: Question) -> Iterator[str]:
    if old is None:
        yield f"New, for {TIER_WORDS[new.tier]}: “{new.ask}”"
        return
    if old.code != new.code:
        yield f"It had the code {old.code}."
    if old.ask != new.ask:
        yield f"Asked in other words: “{new.ask}” Before: “{old.ask}”"
    if old.kind != new.kind:
        yield f"Answered as {new.kind.replace('_', ' ')}, before as {old.kind.replace('_', ' ')}."
    if old.tier != new.tier:
        yield f"Now asked of {TIER_WORDS[new.tier]}, before of {TIER_WORDS[old.tier]}."
    if old.every != new.every:
        yield f"Now asked {EVERY_WORDS[new.every]}, before {EVERY_WORDS[old.every]}."
    if old.required != new.required:
        yield "It needs an answer now." if new.required else "It may be left empty now."
    if old.hint != new.hint:
        yield f"Another hint: “{new.hint}”" if new.hint else "It has no hint now."
    yield from _of_options(old, new)
    yield from _of_limits(old, new)


def _of_options(old: Question, new: Question) -> Iterator[str]:
    before, now = ({option.key: option.words for option in question.options} for question in (old, new))
    if added := [words for key, words in now.items() if key not in before]:
        yield f"New to choose: {', '.join(f'“{words}”' for words in added)}."
    if gone := [words for key, words in before.items() if key not in now]:
        yield f"No longer to choose: {', '.join(f'“{words}”' for words in gone)}."
    for key in now:
        if key in before and before[key] != now[key]:
            yield f"A choice has other words: “{now[key]}”, before “{before[key]}”."


def _of_limits(old: Question, new: Question) -> Iterator[str]:
    named = {"show_if": "when it is asked", "min": "the least", "max": "the most", "max_words": "how many words"}
    for field, words in named.items():
        if _as_text(getattr(old, field)) != _as_text(getattr(new, field)):
            yield f"What has changed: {words}."
