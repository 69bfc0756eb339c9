"""What goes into a turn and what comes out of it: messages, replies, buttons, intents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias

from forms.answer_field import Written
from forms.conversation.state import State
from forms.journey import Journey

ReplyKind: TypeAlias = Literal[
    "say", "echo", "ask", "propose", "clash", "danger", "guidance", "list", "repair", "help", "person", "check", "saved"
]


@dataclass(frozen=True, slots=True)
class Message:
    """What came in: text that was typed, the name of a button, or the fields of a question’s ordinary control."""

    text: str = ""
    button: str = ""
    typed: Mapping[str, Sequence[str]] | None = None
    """Names and values of a control’s inputs, as a page posts them (`forms.page_form`)."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a reply: its name comes back as `Message.button`."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the published guidance, word for word, with where it stands."""

    text: str
    title: str
    url: str
    version: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One bubble. `text` is complete by itself and plain; `note` stands under it, softer (why, hint, last time).

    Everything that is stored is named in the text of an echo.
    """

    kind: ReplyKind
    text: str
    note: str = ""
    question: str | None = None
    buttons: tuple[Button, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    passage: Passage | None = None
    control: bool = False
    """Show the ordinary control of `question` here."""


@dataclass(frozen=True, slots=True)
class Store:
    """Keep these answers."""

    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """Open the page on which answers are checked; only its button sends."""


@dataclass(frozen=True, slots=True)
class SaveAndLeave:
    """Leave. Everything is kept already; nothing is sent."""


@dataclass(frozen=True, slots=True)
class AskForPerson:
    """A message to the named officer that says where the conversation stands."""

    question: str | None


@dataclass(frozen=True, slots=True)
class ShowDue:
    """Show what is due and when."""


Intent: TypeAlias = Store | OpenCheck | SaveAndLeave | AskForPerson | ShowDue


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known outside of the journey.

    `due` is a sentence (“Your return is due on 21 October 2026.”). `remarks` are the council’s words at questions,
    not settled yet. `changed` says who answered what since the last turn: key -> name, “” for the person themselves.
    `says` holds sentences in place of the usual ones, where something else than a return is talked through: `person`
    (nobody is then sent a message), `saved` (the conversation then stays where it is), `not_found`, `how`; and
    beside the usual ones `person_also`. `can_say` are the rows of “help”.
    """

    due: str = ""
    remarks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    changed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    says: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    can_say: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of a message. `journey` is as it will be once the intents are performed.

    `private` names what of the message may identify somebody; until that is settled its text is not to be kept.
    """

    state: State
    replies: tuple[Reply, ...]
    intents: tuple[Intent, ...]
    journey: Journey
    private: tuple[str, ...] = ()


FindGuidance: TypeAlias = Callable[[str], Passage | None]
