"""A conversation as somebody finds it: the return with its journey, where it stands, and what to show.

Nothing is written by looking. What a first visit begins with, or one after answers changed elsewhere, is shown, and is
kept with the first message that answers it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from forms import conversation
from forms.answers import EXPLANATION
from forms.conversation import Facts, State
from forms.journey import Journey
from forms.page_form import form_for
from models.answer import UNREAD, Answer
from models.conversation import Conversation, NewTurn
from models.monitoring_return import ANSWERABLE, Return
from models.tendering.tender import Tender
from portal.assistant.work.bubbles import Bubble, newest, of_new, of_reply, of_row
from portal.london import weekday
from portal.returns.work import sheet as sheets
from portal.returns.work.sheet import Sheet

A_WHILE = timedelta(hours=8)
"""After which somebody is welcomed back."""
KEPT = "kept"
"""The page showed the transcript as it is kept."""
OPENED = "opened"
"""It showed something after it: a first question, or what changed elsewhere and the question again."""


OPEN_TENDER = (
    "If it is about a tender that is open: nobody can tell you more than others, and your contact helps with this form "
    "alone. Ask it on the tender’s page, and everybody gets the same answer."
)


@dataclass(frozen=True)
class Talk:
    """One person’s conversation about a return. `opening` is shown after what is kept, and not kept yet."""

    sheet: Sheet
    conversation: Conversation | None
    state: State
    facts: Facts
    opening: tuple[NewTurn, ...] = ()
    later: Journey | None = None
    """The journey after the answers of the last message."""

    @property
    def journey(self) -> Journey:
        """The journey as it is stored."""
        return self.later or self.sheet.journey

    @property
    def ret(self) -> Return:
        return self.sheet.ret

    @property
    def number(self) -> int:
        """How many turns are kept."""
        return self.conversation.number if self.conversation else 0

    @property
    def base(self) -> str:
        """What the page that shows this stands on; a message says it again."""
        return OPENED if self.opening else KEPT

    @cached_property
    def bubbles(self) -> list[Bubble]:
        """The whole transcript, with what is not kept yet."""
        kept = [of_row(turn) for turn in self.conversation.turns()] if self.conversation else []
        return [*kept, *of_new(self.opening, self.number)]

    @property
    def live(self) -> list[Bubble]:
        """The bubbles whose buttons may be pressed."""
        return newest(self.bubbles)


def find(ret: Return, person: int, now: datetime) -> Talk:
    """The conversation as it stands, at the version of the return that was loaded."""
    sheet = sheets.load(ret, now, offers=True)
    begun = Conversation.of(ret.id, person)
    if begun is None:
        new = Talk(sheet, None, State(), _facts(sheet, {}))
        return opened(new) if ret.state in ANSWERABLE else new
    changed = _changed(ret, begun, person)
    return Talk(sheet, begun, State.from_dict(begun.kept), _facts(sheet, changed))


def look(ret: Return, person: int, now: datetime) -> Talk:
    """The same with what a visit begins with, where answers changed since the last turn, or it was long ago."""
    talk = find(ret, person, now)
    long_ago = talk.conversation is not None and talk.conversation.last_at < now - A_WHILE
    return opened(talk) if ret.state in ANSWERABLE and (talk.facts.changed or long_ago) else talk


def opened(talk: Talk) -> Talk:
    """With the first question, or with what changed elsewhere and the question that is next now."""
    if talk.conversation is None:
        turn = conversation.start(talk.journey, talk.facts)
    else:
        turn = conversation.resume(talk.state, talk.journey, talk.facts)
    opening = tuple(of_reply(reply) for reply in turn.replies)
    return replace(talk, state=turn.state, opening=opening, facts=replace(talk.facts, changed={}))


def _changed(ret: Return, begun: Conversation, person: int) -> dict[str, str]:
    """Answers that changed since the last turn, and by whom; “” is the person, on the pages or in another window."""
    if ret.version == begun.version:
        return {}
    changes = Answer.changes(ret.id, begun.version)
    return {c.key: "" if c.by == person else c.name for c in changes if not c.key.endswith(UNREAD)}


def _facts(sheet: Sheet, changed: Mapping[str, str]) -> Facts:
    remarks = {key: " ".join(r.words for r in remarks if r.words) for key, remarks in sheet.remarks.items()}
    due = f"Your return is due on {weekday(sheet.ret.due_on)}."
    says = {"person_also": OPEN_TENDER} if Tender.any_live(sheet.ret.authority_id) else {}
    return Facts(due=due, says=says, remarks={key: words for key, words in remarks.items() if words}, changed=changed)


def in_focus(talk: Talk) -> str | None:
    """The key of the question that the conversation is about now; None where none is."""
    return question_of(talk.journey, talk.state.focus)


def question_of(journey: Journey, focus: str | None) -> str | None:
    """The question of a focus: of a check, the first one that it looks at."""
    key = (focus or "").removeprefix(EXPLANATION)
    questions = journey.question_set
    bare = key.partition(".")[0]
    if bare in questions.questions:
        return bare
    checked = (page for page in questions.pages for check in page.checks if check.key == key)
    return next((page.questions[0].key for page in checked), None)


def control(journey: Journey, bubbles: Sequence[Bubble]) -> object | None:
    """The ordinary box of the question that words failed at, with its options and its “We don’t have this figure”."""
    key = next((bubble.question for bubble in bubbles if bubble.control), "")
    question = journey.question_set.questions.get(key)
    if question is None or not journey.visible(question):
        return None
    found: object = form_for(journey.question_set.page_of(question), journey)()[key]
    return found
