"""Somebody in a conversation, at work level: says what they see the page say, and sends one message after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from forms.conversation import Message
from models.answer import Answer
from models.monitoring_return import Return
from models.person import Person
from portal.assistant.work import saying, talk
from portal.assistant.work.saying import From, Said
from portal.assistant.work.talk import Talk
from portal.returns.work import answering

_tokens = count(1)


@dataclass
class Window:
    """One open page of a conversation. What somebody else does meanwhile is not seen before `look`."""

    ret: Return
    person: Person
    now: datetime
    page: From | None = None

    def look(self) -> Talk:
        """Opens or reloads the page."""
        shown = talk.look(answering.fresh(self.ret), self.person.id, self.now)
        self.page = _page(shown)
        return shown

    def say(self, text: str = "", *, again: bool = False, **message: Any) -> Said:
        """Sends words, a button or boxes from the page as it was shown. `again`: the very same message once more."""
        if self.page is None:
            self.look()
        assert self.page
        if not again:
            self.page = replace(self.page, token=f"token {next(_tokens)}")
        said = saying.say(
            answering.fresh(self.ret), Message(text=text, **message), self.page, by=self.person.id,
            providers=[self.ret.provider_id], now=self.now, guidance=lambda _: lambda _: None,
        )  # fmt: skip
        self.before, self.page = self.page, _page(said.talk)
        return said

    def replies(self, *words: str) -> list[str]:
        """The replies to the last of some messages."""
        said = [self.say(one) for one in words][-1]
        return [bubble.words or "" for bubble in said.bubbles if not bubble.mine]


def _page(shown: Talk) -> From:
    return From(f"token {next(_tokens)}", shown.number, shown.base, shown.ret.version)


def answers(ret: Return) -> dict[str, tuple[str | None, str]]:
    """What is stored: value as JSON and where it was given, by key."""
    return {a.key: (a.value, a.face) for a in Answer.select().where(Answer.return_ == ret.id)}


def all_words(shown: Sequence[Any]) -> str:
    """Everything that is shown, in one text."""
    return "\n".join(" ".join([b.words or "", b.note, *(p for row in b.rows for p in row)]) for b in shown)
