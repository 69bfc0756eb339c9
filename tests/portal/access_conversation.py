"""What the rules of conversations point at: what Alice said about a return that she has begun."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.conversation import Message
from models.monitoring_return import Return
from portal.assistant.work import saying, talk
from portal.assistant.work.saying import From
from portal.returns.work import answering


@dataclass(frozen=True)
class ConversationWorld:
    """The number of a message of hers."""

    number: int

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of the rules below `/talk/`; none for any other."""
        return {"number": self.number} if "/talk/" in rule else {}


def make_conversation_world(ret: Return, by: int, now: datetime) -> ConversationWorld:
    """Alice asks why."""
    ret = answering.fresh(ret)
    shown = talk.look(ret, by, now)
    page = From("a token", shown.number, shown.base, ret.version)
    said = saying.say(
        ret, Message(text="why?"), page, by=by, providers=[ret.provider_id], now=now, guidance=lambda _: lambda _: None
    )
    return ConversationWorld(said.bubbles[0].number)
