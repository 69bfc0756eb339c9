"""Proposals: what was understood and may be stored only once the person has seen it and said yes."""

from collections.abc import Sequence

from forms.conversation import words
from forms.conversation.saying import Button
from forms.conversation.state import Proposal
from forms.conversation.talk import Talk

_QUOTED = 80


def propose(talk: Talk, proposals: Sequence[Proposal], *, singly: bool = False, also: Sequence[Button] = ()) -> None:
    """Show what would be put, and wait for a yes."""
    if tuple(proposals) != talk.state.pending:
        talk.move(pending=tuple(proposals), tries=0)
    talk.move(singly=singly)
    shown = proposals[:1] if singly else proposals
    text = _one(talk, shown[0]) if len(shown) == 1 else _several(talk, shown)
    stamp = talk.state.stamp
    buttons = (Button(f"yes:{stamp}", words.BUTTONS["yes"]), Button(f"no:{stamp}", words.BUTTONS["no"]), *also)
    key = shown[0].key.split(".")[0] if len(shown) == 1 else None
    talk.reply("propose", text, *buttons, question=key if key in talk.journey.question_set.questions else None)


def name_of(talk: Talk, proposal: Proposal) -> str:
    """The name of the question that it belongs to."""
    key = proposal.key.removeprefix("check:").split(".")[0]
    question = talk.journey.question_set.questions.get(key)
    if question is not None:
        return question.name
    slot = talk.slot
    return "" if slot is None else slot.question.name


def value_of(talk: Talk, proposal: Proposal) -> str:
    """What it would put, in words."""
    question = talk.journey.question_set.questions.get(proposal.key)
    if question is not None:
        said = talk.value_words(question, proposal.given(question.kind))
        return f"“{said}”" if question.kind == "text" else said
    return f"“{proposal.value if proposal.value is not None else proposal.reason}”"


def _one(talk: Talk, proposal: Proposal) -> str:
    name, value = name_of(talk, proposal), value_of(talk, proposal)
    if proposal.explains:
        return words.WITH_WORDS.format(value=value, name=name, words=proposal.explains)
    doubt = _doubt(talk, proposal) if proposal.check else ""
    if proposal.because == "doubt":
        return f"{words.I_READ.format(value=value, name=name)} {doubt}"
    question = talk.journey.question_set.questions.get(proposal.key)
    said = proposal.said if len(proposal.said) <= _QUOTED else proposal.said[:_QUOTED].rstrip() + "…"
    old = "" if question is None else talk.now(question)
    because = proposal.because
    if because == "elsewhere" and question is not None and talk.journey.given(question) is not None:
        because = "instead"
    told = words.PROPOSE[because].format(
        said=said, value=value, name=name, old=old, last_on=talk.last_on(),
        private=words.listed([words.PRIVATE[kind] for kind in talk.private if kind in words.PRIVATE]) or words.SOMEBODY,
    )  # fmt: skip
    return f"{told.removesuffix(words.IS_THAT_RIGHT)} {doubt}".strip() if doubt else told


def _doubt(talk: Talk, proposal: Proposal) -> str:
    """What is asked about the value itself: far from last time, or outside of what is usual."""
    question = talk.journey.question_set.questions[proposal.key]
    after = talk.journey.with_answers({question.key: proposal.given(question.kind)})
    page = after.question_set.page_of(question)
    return next((one.say for one in after.soft(page) if one.key == proposal.check), "")


def _several(talk: Talk, proposals: Sequence[Proposal]) -> str:
    told = words.listed(
        [words.PUT_ONE_OF.format(value=value_of(talk, one), name=name_of(talk, one)) for one in proposals]
    )
    if all(one.carried for one in proposals):
        return words.PROPOSE_CARRIED.format(last_on=talk.last_on(), list=told)
    return words.PROPOSE_SEVERAL.format(list=told)
