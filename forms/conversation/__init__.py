"""The form by conversation: the same journey, readers and checks as the pages, in plain words. Pure.

turning.py    one turn, in its fixed order: the way in
policy.py     what may be stored, proposed, asked or refused: one table
words.py      every sentence; moves.py with moves.toml: what can be said besides answers; doing.py: what that does
answering.py, telling.py, typed.py, several.py   a message as a figure, as words, as a control, as several answers
proposing.py, agreeing.py, yes_or_no.py          what waits for a yes, and how it is answered
asking.py, repair.py, gate.py, changing.py       what is asked next; when words fail; questions to us; going back
state.py, saying.py, slots.py, talk.py           what is kept, what goes in and out, what is asked, a turn
"""

from forms.conversation.saying import (
    AskForPerson,
    Button,
    Facts,
    Intent,
    Message,
    OpenCheck,
    Passage,
    Reply,
    SaveAndLeave,
    ShowDue,
    Store,
    Turn,
)
from forms.conversation.state import Proposal, State
from forms.conversation.turning import resume, start, turn

__all__ = [
    "AskForPerson", "Button", "Facts", "Intent", "Message", "OpenCheck", "Passage", "Proposal", "Reply",
    "SaveAndLeave", "ShowDue", "State", "Store", "Turn", "resume", "start", "turn",
]  # fmt: skip
