"""What a council lays over a set: looked at, tried out, saved as a numbered version, taken back to an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import cast

from forms import library, overlay_rules
from forms.journey import Journey
from forms.ordinary import Ordinary
from forms.overlay import Overlay, with_overlay
from forms.overlay_rules import Fault, Over, switchable
from forms.question_set import QuestionSet
from forms.situation import Situation, Tier
from models.authority import Authority
from models.overlay import LONGEST_WHY
from models.overlay import Overlay as Row
from models.store import writing
from portal.questions.shelf import Chapter, Leaf
from portal.returns.work import adopting, sets


class NotAllowed(Exception):
    """It cannot be saved as it stands: `faults` and `over` say why."""

    def __init__(self, faults: Sequence[Fault], over: Sequence[Over]) -> None:
        super().__init__("; ".join([fault.say for fault in faults] + [say(one) for one in over]))
        self.faults, self.over = faults, over


@dataclass(frozen=True)
class Desk:
    """A set as a council uses it, with every version of what it laid over it, newest first."""

    questions: QuestionSet
    overlay: Overlay
    history: Sequence[tuple[Row, Sequence[str]]]

    @property
    def seen(self) -> int:
        """The number of the version that counts; 0 where there is none."""
        return self.history[0][0].number if self.history else 0

    @property
    def switchable(self) -> frozenset[str]:
        """The keys of the questions that may be switched off."""
        return frozenset(question.key for question in switchable(self.questions))


def desk(authority: Authority, set_key: str) -> Desk | None:
    """None where the council does not use the set; three queries."""
    used = adopting.one_in_use(authority.id, set_key)
    if used is None:
        return None
    history = [(row, _said(row)) for row in Row.history(authority.id, set_key)]
    return Desk(used.questions, sets.as_read(used.row) if used.row else Overlay(), history)


def _said(row: Row) -> list[str]:
    return list(sets.as_read(row).said()) or ["nothing: the set as it is written"]


def numbered(authority: Authority, set_key: str, overlay: Overlay) -> Overlay:
    """Own questions that have no number yet get one that no question of this council and set ever had. A question that
    is answered in another way than before is another question."""
    kinds: dict[int, str] = {}
    for row in Row.history(authority.id, set_key):
        for own in sets.as_read(row).own:
            kinds.setdefault(own.number, own.kind)
    new = count(max(kinds, default=0) + 1)
    asked = (
        own if kinds.get(own.number) == own.kind else own.model_copy(update={"number": next(new)})
        for own in overlay.own
    )
    return overlay.model_copy(update={"own": tuple(asked)})


@dataclass(frozen=True)
class Preview:
    """What an overlay would make of a set, before it is saved."""

    faults: Sequence[Fault]
    over: Sequence[Over]
    laid: QuestionSet
    boxes: Sequence[tuple[str, int, int, int, int]]
    """Tier, boxes, boxes that are promised, minutes, minutes that are promised."""

    @property
    def allowed(self) -> bool:
        return not self.faults and not self.over


def preview(questions: QuestionSet, overlay: Overlay) -> Preview:
    """Looks without writing anything."""
    faults = overlay_rules.faults(questions, overlay)
    if faults:
        return Preview(faults, (), questions, ())
    measured = overlay_rules.measured(questions, overlay)
    boxes = [
        (tier, one.boxes, questions.boxes.of(tier), one.minutes, questions.minutes.of(tier))
        for tier, one in measured.items()
    ]
    return Preview((), overlay_rules.over(questions, overlay, measured), with_overlay(questions, overlay), boxes)


def as_a_provider(questions: QuestionSet, overlay: Overlay, tier: str, council: Authority) -> Journey:
    """The set as a provider of a tier in an ordinary period sees it, before its first answer."""
    ordinary: Ordinary = overlay_rules.ordinary(questions, overlay)[cast(Tier, tier)]
    situation = _of(ordinary, council)
    return Journey(ordinary.question_set, situation, ordinary.journey().answers)


def _of(ordinary: Ordinary, council: Authority) -> Situation:
    parts = (council.contact_name, council.contact_phone, council.contact_email)
    contact = ordinary.question_set.contact or ", ".join(filter(None, parts))
    return replace(ordinary.situation, council=council.name, contact=contact)


def save(authority: Authority, set_key: str, overlay: Overlay, *, why: str, seen: int, by: int, now: datetime) -> Row:
    """A new version. Raises NotAllowed, Stale, AlreadyDone; ValueError where nobody says why."""
    if not 0 < len(why) <= LONGEST_WHY:
        raise ValueError("Say why, so that your colleagues and providers can follow it.")
    used = adopting.one_in_use(authority.id, set_key)
    if used is None:
        raise library.NoSuchSet(set_key)
    found = preview(used.questions, overlay)
    if not found.allowed:
        raise NotAllowed(found.faults, found.over)
    with writing():
        if used.adopted.set_version is None:  # from now on it asks in the version that this was made for
            used.adopted.take_up(used.questions.version, by=by, at=now, seen=None)
        return Row.put(authority, set_key, used.questions.version, overlay.stored(), why, by=by, at=now, seen=seen)


def back_to(authority: Authority, set_key: str, number: int, *, seen: int, by: int, now: datetime) -> Row:
    """Version `number` once more, as a new version, as far as it fits the set as it is used now. Raises as `save`;
    LookupError where there is no such version."""
    used = adopting.one_in_use(authority.id, set_key)
    row = next((row for row in Row.history(authority.id, set_key) if row.number == number), None)
    if used is None or row is None:
        raise LookupError(number)
    overlay, _ = overlay_rules.fitted(used.questions, sets.as_read(row))
    why = f"Back to version {number}."
    return save(authority, set_key, overlay, why=why, seen=seen, by=by, now=now)


TIERS = {"core": "a small provider", "standard": "a middle provider", "full": "a large provider"}


def say(over: Over) -> str:
    """“For a small provider this is 26 boxes, 1 more than the 25 that the set promises.”"""
    return (
        f"For {TIERS[over.tier]} this is {over.measured} {over.what}, {over.by} more than the {over.promised} that "
        "the set promises."
    )


def changed(chapters: Sequence[Chapter], overlay: Overlay) -> list[Chapter]:
    """Of everything that a set asks, only the pages that the overlay says something on."""
    own = {one.key for one in overlay.own}
    found = []
    for chapter in chapters:
        leaves = [leaf for leaf in chapter.leaves if _says_something(leaf, overlay, own)]
        if leaves:
            found.append(Chapter(chapter.key, chapter.title, leaves))
    return found


def _says_something(leaf: Leaf, overlay: Overlay, own: set[str]) -> bool:
    aimed = any(line.question.key in overlay.targets for line in leaf.lines)
    return aimed or leaf.page.key in overlay.hints or leaf.page.key in own
