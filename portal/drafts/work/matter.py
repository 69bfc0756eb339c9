"""What a draft is about: its questions as they are asked here, and what its conversation knows and says. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from forms.conversation import Facts, Reply
from forms.conversation.saying import FindGuidance
from forms.journey import Journey
from forms.question_set import QuestionSet
from forms.situation import Situation
from portal.drafts.work.kept import Kept


@dataclass(frozen=True)
class Beside:
    """What is said beside an answer. `waits`: the button that a yes in words presses, where one of them asks
    something."""

    replies: tuple[Reply, ...] = ()
    waits: str = ""


def nothing_beside(_journey: Journey, _stored: frozenset[str]) -> Beside:
    """Nothing more is said."""
    return Beside()


def nothing_to_look_at(_journey: Journey) -> Mapping[str, object]:
    """Nothing else is looked at before it is sent."""
    return {}


@dataclass(frozen=True)
class Matter:
    """One set, fitted to one tender or event. `ways`: where buttons of its own lead; `beside` says what else is to be
    said once answers were stored in a turn; `checked` is what else is looked at before it is sent."""

    questions: QuestionSet
    situation: Situation
    facts: Facts = field(default_factory=Facts)
    guidance: FindGuidance = lambda _question: None
    beside: Callable[[Journey, frozenset[str]], Beside] = nothing_beside
    ways: Mapping[str, str] = field(default_factory=dict)
    checked: Callable[[Journey], Mapping[str, object]] = nothing_to_look_at

    def journey(self, kept: Kept) -> Journey:
        """The way through it with what is kept."""
        return kept.journey(self.questions, self.situation)
