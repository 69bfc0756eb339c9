"""What the rules of “What we ask” point at: an overlay of Fairshire’s, a single question, a wish to drop a question."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from forms.overlay import Overlay
from forms.own_question import OwnQuestion
from models.monitoring_return import Return
from models.store import writing
from models.submission import Submission, SubmissionText
from portal.tailoring.work import one_offs, overlays
from tests.fixtures.cast import SET, Cast


@dataclass(frozen=True)
class TailoringWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    one_off: UUID
    service: str

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of these rules; none for any other."""
        mine = rule.startswith(("/desk/one-offs/", "/desk/questions/"))
        return {"one_off": self.one_off, "service": self.service} if mine else {}


def make_tailoring_world(cast: Cast, received: Return, now: datetime) -> TailoringWorld:
    """The return that was received says what it would drop."""
    erin, hint = cast.erin.id, Overlay(hints={"your_places": "Count the annexe."})
    overlays.save(cast.fairshire, SET, hint, why="To help.", seen=0, by=erin, now=now)
    question = OwnQuestion(kind="number", name="Empty posts", ask="How many posts were empty today?", why="To plan.")
    told = {"authority": cast.fairshire, "service": cast.service, "providers": [cast.harbour], "by": cast.dana}
    one = one_offs.ask(question=question, due_on=date(2026, 10, 21), now=now, **told)  # type: ignore[arg-type]
    with writing():
        sent = Submission.get(return_=received)
        SubmissionText.create(submission=sent, key="ask_better", mac="0" * 64, words="SA13, please.")
    return TailoringWorld(one.public_id, cast.service.key)
