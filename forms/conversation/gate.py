"""The question gate: somebody asks us something. The guidance answers, and the same question is asked again."""

import re
from typing import Final

from forms.conversation import words
from forms.conversation.saying import Button
from forms.conversation.talk import Talk
from forms.kinds.plain import plain
from forms.kinds.words.asides import asks_back

_ASKS: Final = re.compile(
    r"^(?:(?:so|and|but|ok(?:ay)?|sorry|please|hi|hello|um+|er+m?)[ ,]+)*"
    r"(?:(?:do|does|did|should|shall|can|could|may|must|would|will|is|are|was|were|has|have|am) "
    r"(?:i|we|you|it|they|that|this|there|these|those|he|she|the|an?|my|our|your|any|every|young|people|children)\b"
    r"|do you mean|what|who|where|when|why|which|how|is it ok)",
    re.IGNORECASE,
)
_LEADS_IN: Final = (
    r"how about|what about|what if i (?:say|said|put)|is it|was it|would it be|could it be|might it be"
    r"|shall (?:we|i) (?:say|put)|can (?:i|we|you) (?:say|put)|will|would|do you mean"
)
_CLOTHED: Final = re.compile(
    rf"^(?:(?:so|and|maybe|perhaps|um+|er+m?|well|ok(?:ay)?)[ ,]+)*(?:{_LEADS_IN})?\W*(?P<answer>.{{1,40}}?)"
    r"(?: (?:do|be ok(?:ay)?|be right|be fine|ok(?:ay)?|right))?\s*\?+\s*$",
    re.IGNORECASE,
)
_LONGEST_ASKED: Final = 300
_WORDS_OF_AN_ANSWER: Final = 5


def asks(text: str) -> bool:
    """Whether a message looks like a question to us: it ends like one or begins like one."""
    said = plain(text)
    if not said or len(said) > _LONGEST_ASKED:
        return False
    return said.endswith("?") or asks_back(said.lower()) or (_ASKS.match(said) is not None and _short(said))


def _short(said: str) -> bool:
    return len(said.split()) >= 4 and not re.search(r"[.;!] ", said)


def clothed(text: str) -> str:
    """The answer that stands in a question’s clothes (“how about the 6th?”), or “”."""
    found = _CLOTHED.match(plain(text))
    if found is None or len(found["answer"].split()) > _WORDS_OF_AN_ANSWER or asks_back(found["answer"].lower()):
        return ""
    return found["answer"].strip()


def answer(talk: Talk) -> None:
    """What the guidance says, word for word, or that it says nothing of it."""
    passage = None if talk.guidance is None else talk.guidance(talk.text)
    if passage is None:
        talk.reply(
            "guidance",
            talk.facts.says.get("not_found", words.NOT_FOUND),
            Button("move:person", words.BUTTONS["person"]),
        )
    else:
        talk.reply("guidance", words.FOUND, passage=passage)
