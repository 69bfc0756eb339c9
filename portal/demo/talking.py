"""A conversation that was begun in the demonstration: somebody asked who reads it, and left a figure half said."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from forms.conversation import Message
from models.monitoring_return import Return
from portal.assistant.work import saying, talk
from portal.assistant.work.looking_up import LookingUp
from portal.assistant.work.saying import From
from portal.drafts.work import talking
from portal.drafts.work.homes import Home
from portal.drafts.work.matter import Matter
from portal.guidance.shelf import Guidance
from portal.returns.work import answering
from portal.settings import Settings

SITE = Path(__file__).parents[2] / "site"


def say_all(ret: Return, messages: Sequence[str], *, by: int, at: datetime, settings: Settings) -> None:
    """One message after the other, a minute apart, through what people’s messages go through."""
    guidance = LookingUp(Guidance(settings.data / "guidance", settings.site_words or SITE), settings.site_url)
    for number, words in enumerate(messages):
        ret, now = answering.fresh(ret), at + timedelta(minutes=number)
        shown = talk.look(ret, by, now)
        page = From(
            token=f"demonstration-{ret.public_id}-{number}", seen=shown.number, base=shown.base, version=ret.version
        )
        saying.say(
            ret, Message(text=words), page, by=by, providers=[ret.provider_id], now=now, guidance=guidance
        )  # fmt: skip


def talk_of(matter: Matter, home: Home, messages: Sequence[str], *, at: datetime) -> None:
    """The same about a question that is not asked, or a place that is not booked yet."""
    for number, words in enumerate(messages):
        kept, version = home.load()
        shown = talking.look(matter, kept)
        page = From(f"demonstration-{number}", shown.number, shown.base, version)
        said = talking.say(matter, kept, Message(text=words), page, version=version)
        home.keep(said.talk.kept, version, at + timedelta(minutes=number))
