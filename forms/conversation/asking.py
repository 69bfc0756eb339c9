"""What is asked next, and how: one question at a time, with why it is asked."""

from collections.abc import Iterator

from forms.answers import EXPLANATION, REPLY, Given
from forms.conversation import words
from forms.conversation.proposing import propose
from forms.conversation.saying import Button
from forms.conversation.slots import WHEN, Slot, problem_of, slot_of
from forms.conversation.state import Proposal
from forms.conversation.talk import Talk
from forms.journey import Journey
from forms.question_set import COUNTING, Page, Question

STOP = "stop:"
CARRIED = "carried:"
_MOST_OFFERED = 8


def ask_next(talk: Talk, after: Question | None = None) -> None:
    """Ask what comes next. `after` is the question that was just answered: what belongs to it comes first."""
    state = talk.state
    if state.pending:
        propose(talk, state.pending, singly=state.singly)
        return
    focus = (_follow_up(talk, after) if after is not None else None) or _next(talk)
    revisit = focus is not None and (slot := slot_of(focus, talk.journey)) is not None and _answered(talk.journey, slot)
    talk.focus(focus, revisit=revisit)
    ask(talk)


def _answered(journey: Journey, slot: Slot) -> bool:
    return slot.part == "value" and journey.given(slot.question) is not None


def _follow_up(talk: Talk, question: Question) -> str | None:
    """What belongs to an answer: words of an option, the day a figure will come, “Is that right?”, what cannot be."""
    journey, passed = talk.journey, talk.state.passed
    if talk.question(question.key) is None:
        return None
    for key in _unsaid_words(journey, question):
        if key not in passed:
            return key
    given = journey.given(question)
    when = question.key + WHEN
    if given is not None and given.status == "not_available" and given.expected_on is None and when not in passed:
        return when
    for problem in journey.page(question.page).problems:
        if problem.level == "ask" and not problem.explained and EXPLANATION + problem.key not in passed:
            return EXPLANATION + problem.key
        if problem.level == "stop" and STOP + problem.key not in passed:
            talk.passes(STOP + problem.key)
            talk.reply("repair", words.CANNOT_BE.format(say=problem.say), question=problem.question)
            return problem.question
    return None


def _unsaid_words(journey: Journey, question: Question) -> Iterator[str]:
    given = journey.given(question)
    chosen = () if given is None else given.value if isinstance(given.value, tuple) else (given.value,)
    for option in question.takes_words():
        key = f"{question.key}.{option}"
        if option in chosen and key not in journey.answers:
            yield key


def _next(talk: Talk) -> str | None:
    """The next thing to ask: a remark of the council, else the first question that is open; walking, the one after."""
    state, journey = talk.state, talk.journey
    if still_open(talk):
        return state.focus
    for key in talk.facts.remarks:
        remark = f"{EXPLANATION}{key}{REPLY}"
        settled = key in talk.kept or remark in state.passed or remark in journey.answers
        if not settled and talk.question(key) is not None:
            return remark
    if state.walk:
        return _after(talk) or _first_open(talk)
    return _first_open(talk)


def still_open(talk: Talk) -> bool:
    """Whether the question in focus waits for its answer: after an interruption it is asked again."""
    slot = talk.slot
    if slot is None or slot.part != "value" or talk.journey.given(slot.question) is not None:
        return False
    return slot.key not in (*talk.state.skipped, *talk.state.passed)


def _after(talk: Talk) -> str | None:
    slot = talk.slot
    asked = [q.key for page in talk.journey.question_set.pages for q in talk.journey.visible_questions(page)]
    place = asked.index(slot.question.key) + 1 if slot is not None and slot.question.key in asked else 0
    if place < len(asked):
        return asked[place]
    talk.move(walk=False)
    return None


def _first_open(talk: Talk) -> str | None:
    state = talk.state
    found = next(open_questions(talk.journey, leaving_out={*state.skipped, *state.passed}), None)
    if found is None and state.skipped and not state.second:
        talk.move(skipped=(), second=True)
        found = next(open_questions(talk.journey, leaving_out=set(talk.state.passed)), None)
        if found is not None:
            talk.reply("say", words.SECOND_ROUND)
    return None if found is None else found.key


def open_questions(journey: Journey, leaving_out: set[str] | frozenset[str] = frozenset()) -> Iterator[Question]:
    """Questions that are asked and not answered, in order."""
    for page in journey.question_set.pages:
        for question in page.questions:
            given = journey.answers.get(question.key)
            answered = given is not None and given.counts  # looked at first: most are, and whether they show costs more
            if not answered and question.key not in leaving_out and journey.visible(question):
                yield question


# Asking for what is in focus


def ask(talk: Talk) -> None:
    """Ask for what is in focus: the same way after every interruption."""
    slot = talk.slot
    if slot is None:
        talk.move(focus=None)
        _ask_nothing(talk)
        return
    match slot.part:
        case "value":
            _ask_value(talk, slot.question)
        case "why":
            _ask_words(talk, slot, talk.journey.question_set.words.send.dont_have.why)
        case "when":
            _ask_words(talk, slot, talk.journey.question_set.words.send.dont_have.when)
        case "words":
            _ask_words(talk, slot, _prompt(talk, slot))
        case "remark":
            remark = talk.facts.remarks.get(slot.question.key, "")
            told = words.REMARK.format(name=slot.question.name, value=talk.now(slot.question), words=remark)
            talk.reply("ask", told, *_check_buttons(talk, slot), question=slot.question.key)
        case "check":
            _ask_check(talk, slot)


def _ask_nothing(talk: Talk) -> None:
    left = [question for question in open_questions(talk.journey) if question.required]
    said = words.DONE_BUT.format(open=words.listed([f"“{one.name}”" for one in left])) if left else words.DONE
    answer = words.BUTTONS["answer_named"]
    to_them = (Button(f"change:{one.key}", answer.format(name=one.name)) for one in left[:_MOST_OFFERED])
    talk.reply("check", said, Button("move:check", words.BUTTONS["check"]), *to_them)


def _prompt(talk: Talk, slot: Slot) -> str:
    if slot.question.kind == "yes_no":
        return talk.journey.words(slot.question.if_no)
    option = next(one for one in talk.journey.asked(slot.question).options if one.key == slot.option)
    return " ".join(part for part in (option.then, words.OPTION_WORDS.format(option=option.words)) if part)


def _ask_words(talk: Talk, slot: Slot, prompt: str) -> None:
    skip = () if slot.part == "why" else (Button("move:skip", words.BUTTONS["skip_words"]),)
    talk.reply("ask", prompt, *skip, question=slot.question.key)


def _ask_check(talk: Talk, slot: Slot) -> None:
    problem = problem_of(slot.check, talk.journey)
    say = "" if problem is None else problem.say
    talk.reply("ask", say, *_check_buttons(talk, slot), note=words.RIGHT, question=slot.question.key)


def _check_buttons(talk: Talk, slot: Slot) -> tuple[Button, ...]:
    right = Button(f"right:{slot.check}", words.BUTTONS["right"])
    return (right, *talk.change_buttons(_named_in(talk.journey, slot)))


def _named_in(journey: Journey, slot: Slot) -> list[Question]:
    page = journey.question_set.page_of(slot.question)
    check = next((one for one in page.checks if one.key == slot.check), None)
    if check is None:
        return [slot.question]
    return [q for q in journey.visible_questions(page) if q.key in check.rule.names] or [slot.question]


def _ask_value(talk: Talk, question: Question) -> None:
    carried = _carried(talk, question)
    if carried and not talk.state.revisit:
        propose(talk, carried)
        return
    asked = talk.journey.asked(question)
    say = asked.ask
    if talk.state.revisit:
        say = f"{words.IT_IS_NOW.format(name=question.name, value=talk.said(question))} {say}"
    talk.reply(
        "ask", say, *_buttons(talk, question), note=_note(talk, question), question=question.key,
        control=question.kind in ("choices", "file"),
    )  # fmt: skip
    if talk.state.trail[-1:] != (question.key,):
        talk.move(trail=(*talk.state.trail, question.key))


def _carried(talk: Talk, question: Question) -> tuple[Proposal, ...]:
    """The standing facts of its page that wait to be confirmed, together; never of a page about safety."""
    page = talk.journey.question_set.page_of(question)
    found = []
    for one in talk.journey.visible_questions(page):
        value = talk.journey.carried(one)
        if value is not None and not one.sensitive and CARRIED + one.key not in talk.state.passed:
            found.append(Proposal.of(one.key, one.kind, Given(value=value), because="carried", carried=True))
    return tuple(found) if any(one.key == question.key for one in found) else ()


def _note(talk: Talk, question: Question) -> str:
    """Why it is asked, where its page begins; its hints; last time’s figure beside it."""
    journey = talk.journey
    page = journey.question_set.page_of(question)
    parts = [*_why(talk, page), journey.words(question.hint)]
    if question.kind in COUNTING and (last := journey.last_words(question)):
        parts.append(words.LAST_TIME.format(last_on=talk.last_on(), last=last))
    return " ".join(part for part in parts if part)


def _why(talk: Talk, page: Page) -> tuple[str, ...]:
    trail = [key for key in talk.state.trail if key in talk.journey.question_set.questions]
    if trail and talk.journey.question_set.questions[trail[-1]].page == page.key:
        return ()
    return (talk.journey.words(page.why), talk.journey.words(page.hint))


def _buttons(talk: Talk, question: Question) -> tuple[Button, ...]:
    asked, key = talk.journey.asked(question), question.key
    found = [Button(f"keep:{key}", words.BUTTONS["keep"])] if talk.state.revisit else []
    if question.kind == "yes_no":
        found += [Button(f"option:{key}:yes", words.BUTTONS["yes"]), Button(f"option:{key}:no", words.BUTTONS["no"])]
    if question.kind == "choice":
        found += [Button(f"option:{key}:{one.key}", one.words) for one in asked.options]
    if slot_of(key, talk.journey).counts:  # type: ignore[union-attr]  # it is asked, so it has a slot
        lacks = question.not_known_words or talk.journey.question_set.words.send.dont_have.words
        found.append(Button(f"not_available:{key}", lacks))
    if question.not_applicable_words:
        found.append(Button(f"not_applicable:{key}", question.not_applicable_words))
    skip = words.BUTTONS["skip" if question.required else "skip_words"]
    return (*found, Button("move:skip", skip), Button("move:why", words.BUTTONS["why"]))
