"""A message as an answer: read for what is in focus, judged by the policy, stored, proposed or asked again."""

from typing import Any, Final

from forms.answers import EXPLANATION, Given
from forms.box import outside
from forms.conversation import several, words
from forms.conversation.asking import ask, ask_next
from forms.conversation.policy import Case, Verdict, judge
from forms.conversation.proposing import propose
from forms.conversation.repair import box_of, candidate_buttons, not_understood, put_off, repair
from forms.conversation.saying import Button
from forms.conversation.slots import TAKES_NOT_AVAILABLE, WHY, Slot
from forms.conversation.state import Proposal
from forms.conversation.talk import Talk
from forms.journey import Journey
from forms.question_set import Question
from forms.reading import Reading, Status

_SOFT: Final = (".jump", ".soft")


def take_value(talk: Talk, slot: Slot, *, questioning: bool = False) -> None:
    """The message as the answer to the question in focus, and to others that it names."""
    found = several.read(talk, slot.question)
    reading = found.reading if found.reading is not None else Reading(Status.unreadable)
    others = tuple(_proposal(talk, one.question, one.reading, "elsewhere") for one in found.others)
    decide(talk, slot, reading, talk.text, others=others, questioning=questioning)


def decide(
    talk: Talk, slot: Slot, reading: Reading, said: str, *, others: tuple[Proposal, ...] = (),
    questioning: bool = False, pressed: bool = False,
) -> None:  # fmt: skip
    """Do with a reading what the policy says."""
    question = slot.question
    case = case_of(talk, question, reading, said, questioning=questioning, pressed=pressed)
    row = judge(case)
    match row.then:
        case Verdict.store:
            talk.keep([talk.written(question.key, _given(question, reading), said)])
            _go_on(talk, question, others)
        case Verdict.propose:
            check = doubtful(talk.journey, question, _given(question, reading))[0] if case.doubt else ""
            proposal = _proposal(talk, question, reading, row.name, said, check)
            also = candidate_buttons(talk, question, [c for c in reading.candidates if c != reading.value])
            propose(talk, (proposal, *others), also=also if not others else ())
        case Verdict.not_applicable:
            talk.keep([talk.written(question.key, Given("not_applicable"), said)])
            _go_on(talk, question, others)
        case _:
            _not_stored(talk, slot, row.then, case, others)


def _go_on(talk: Talk, question: Question, others: tuple[Proposal, ...]) -> None:
    if others:
        propose(talk, others)
    else:
        ask_next(talk, after=question)


def _not_stored(talk: Talk, slot: Slot, then: Verdict, case: Case, others: tuple[Proposal, ...]) -> None:
    """Nothing for the question in focus; what was said of others is proposed first."""
    if others:
        propose(talk, others)
    elif then is Verdict.open:
        leave_open(talk, slot)
    elif then is Verdict.lacks:
        talk.focus(slot.question.key + WHY)
        ask(talk)
    elif then is Verdict.refuse:
        repair(talk, slot, case.wrong)
    else:
        not_understood(talk, slot, case.reading)


def leave_open(talk: Talk, slot: Slot) -> None:
    """“I don’t know yet”: an unanswered question that stays visible."""
    name = slot.question.name
    if slot.counts:
        lacks = slot.question.not_known_words or talk.journey.question_set.words.send.dont_have.words
        talk.reply("say", words.IT_STAYS_OPEN.format(name=name), Button(f"not_available:{slot.question.key}", lacks))
    else:
        talk.reply("say", words.LEFT_OPEN.format(name=name))
    put_off(talk, slot)
    ask_next(talk)


def case_of(
    talk: Talk, question: Question, reading: Reading, said: str, *, in_focus: bool = True, questioning: bool = False,
    pressed: bool = False,
) -> Case:  # fmt: skip
    """What the policy looks at."""
    asked, journey = talk.journey.asked(question), talk.journey
    has_value = reading.value is not None
    return Case(
        reading=reading, asked=asked, said=said, in_focus=in_focus, questioning=questioning, pressed=pressed,
        wrong=outside(reading.value, box_of(talk, question)) if has_value else "",
        doubt=doubtful(journey, question, _given(question, reading))[1] if has_value else "",
        alarming=talk.alarming, private=bool(talk.private), takes_not_available=question.kind in TAKES_NOT_AVAILABLE,
        stored=journey.given(question),
        meanwhile=journey.given(question) is not None and not talk.state.revisit,
    )  # fmt: skip


def doubtful(journey: Journey, question: Question, given: Given) -> tuple[str, str]:
    """What is asked about a value before it is stored, with its key: far from last time, or outside soft limits."""
    if not (question.jump and question.key in journey.situation.last) and not question.soft_say:
        return "", ""
    after = journey.with_answers({question.key: given})
    page = after.question_set.page_of(question)
    for problem in after.page(page.key).problems:
        if problem.level == "ask" and problem.key in (question.key + one for one in _SOFT):
            return problem.key, problem.say
    return "", ""


def _given(question: Question, reading: Reading) -> Given:
    value: Any = reading.value
    return Given(value=value[0] if question.kind == "ratio" and isinstance(value, tuple) else value)


def _proposal(
    talk: Talk, question: Question, reading: Reading, because: str, said: str = "", check: str = ""
) -> Proposal:
    kept = "" if talk.private and question.kind != "text" else said or talk.text
    given = _given(question, reading)
    return Proposal.of(question.key, question.kind, given, said=kept, because=because, check=check)


def accept(talk: Talk, proposals: tuple[Proposal, ...], explains: str = "") -> None:
    """Store what was proposed and said yes to; its doubts are settled with it."""
    new = []
    for proposal in proposals:
        kind = proposal_kind(talk, proposal)
        new.append(talk.written(proposal.key, proposal.given(kind), proposal.said, carried=proposal.carried))
        told = explains or proposal.explains
        if proposal.check:
            talk.passes(EXPLANATION + proposal.check)
            new += [talk.explanation(proposal.check, told)] if told else []
    talk.move(pending=(), singly=False)
    talk.keep(new)


def proposal_kind(talk: Talk, proposal: Proposal) -> str:
    """The kind of question that a proposal answers; words that go with one are text."""
    question = talk.journey.question_set.questions.get(proposal.key)
    return "text" if question is None else question.kind
