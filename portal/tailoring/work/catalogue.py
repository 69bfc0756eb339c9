"""The sets of a council’s nation: what each asks of whom, which are used and in which version. Taking up, stopping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from forms import library, overlay_rules, set_changes
from forms.burden import Burden, burden
from forms.overlay import Overlay as Laid
from forms.proportion import RHYTHMS
from forms.question_set import QuestionSet
from forms.situation import Tier
from models.authority import AdoptedSet, Authority
from models.conflicts import AlreadyDone, Stale
from models.overlay import Overlay
from models.store import writing
from portal.returns.work import adopting, sets


class CannotTakeUp(ValueError):
    """The newer version does not go with what the council lays over the set; the message says what to do."""


@dataclass(frozen=True)
class Line:
    """One set for one council. `version` is the one that it uses, “” where it does not use the set; `newest` is the
    newest there is; `burdens` are as the council asks it, `plain` as it is written."""

    questions: QuestionSet
    often: str
    version: str
    newest: str
    plain: Mapping[Tier, Burden]
    burdens: Mapping[Tier, Burden]
    overlay: Overlay | None
    changes: Sequence[str]
    """What the overlay changes, in words."""

    @property
    def used(self) -> bool:
        return bool(self.version)

    @property
    def is_newer(self) -> bool:
        """Whether there is a newer version than the one that is used."""
        return self.used and self.version != self.newest


def lines(authority: Authority) -> list[Line]:
    """Every set of the council’s nation, those that it uses first; two queries."""
    used = {one.questions.key: one for one in adopting.in_use([authority.id])}
    found = [_line(library.latest(key), used.get(key)) for key in adopting.for_nation(str(authority.nation))]
    return sorted(found, key=lambda line: (not line.used, line.questions.title))


def line(authority: Authority, set_key: str) -> Line | None:
    """One of them; None where the nation has no such set."""
    return next((one for one in lines(authority) if one.questions.key == set_key), None)


def _line(newest: QuestionSet, used: adopting.InUse | None) -> Line:
    questions = used.questions if used else newest
    plain = burden(questions.key, questions.version)
    overlay_id = used.overlay_id if used else None
    return Line(
        questions,
        RHYTHMS[questions.rhythm],
        used.questions.version if used else "",
        newest.version,
        plain,
        sets.laid_burden(questions.key, questions.version, overlay_id) if overlay_id else plain,
        used.row if used else None,
        list(sets.overlay(overlay_id).said()) if overlay_id else [],
    )


def adopt(authority: Authority, set_key: str, *, by: int, now: datetime) -> None:
    """Takes up the newest version of a set; what was laid over it before it was stopped counts again, as far as it
    fits. Raises OtherNation, NoSuchSet."""
    row = adopting.newest_overlays([authority.id]).get((authority.id, set_key))
    if row is not None and adopting.one_in_use(authority.id, set_key) is None:
        new = library.latest(set_key)
        kept, _ = overlay_rules.fitted(new, sets.as_read(row))
        if overlay_rules.over(new, kept):
            kept = Laid()
        with writing():
            _put_fitted(authority, row, new, kept, by=by, now=now)
    adopting.adopt(authority, set_key, by=by, now=now)


def _put_fitted(authority: Authority, row: Overlay, new: QuestionSet, kept: Laid, *, by: int, now: datetime) -> None:
    """A version of the overlay that fits, where the one that counts does not."""
    if kept != sets.as_read(row):
        why = f"Taken over to version {new.version}."
        Overlay.put(authority, new.key, new.version, kept.stored(), why, by=by, at=now, seen=row.number)


def stop(authority: Authority, set_key: str, *, by: int, now: datetime) -> None:
    """Asks for it no more; returns that were asked for stay. Raises AlreadyDone."""
    with writing():
        row = AdoptedSet.of(authority.id, set_key)
        if row is not None:
            row.stop(by=by, at=now)


@dataclass(frozen=True)
class Newer:
    """The newer version of a set that is used: what changed, and what of the overlay does not fit it."""

    old: QuestionSet
    new: QuestionSet
    changes: Sequence[set_changes.SetChange]
    left_out: Sequence[str]
    over: Sequence[overlay_rules.Over]


def newer(authority: Authority, set_key: str) -> Newer | None:
    """None where the newest version is the one that is used."""
    used = adopting.one_in_use(authority.id, set_key)
    if used is None or used.questions is library.latest(set_key):
        return None
    new = library.latest(set_key)
    kept, left = _fitted(used, new)
    return Newer(used.questions, new, set_changes.changes(used.questions, new), left, overlay_rules.over(new, kept))


def _fitted(used: adopting.InUse, new: QuestionSet) -> tuple[Laid, list[str]]:
    laid = sets.as_read(used.row) if used.row is not None else Laid()
    return overlay_rules.fitted(new, laid)


def take_up(authority: Authority, set_key: str, *, seen: str, by: int, now: datetime) -> None:
    """Asks in the newest version from the next return on; what of the overlay does not fit is left out of it.

    Raises CannotTakeUp, Stale, AlreadyDone.
    """
    used, new = adopting.one_in_use(authority.id, set_key), library.latest(set_key)
    if used is None:
        raise CannotTakeUp("Your council does not use this set.")
    if used.questions is new:
        raise AlreadyDone(used.adopted)
    if used.questions.version != seen:
        raise Stale(0)
    kept, _ = _fitted(used, new)
    if overlay_rules.over(new, kept):
        raise CannotTakeUp("With your own questions this would be more than the set promises. Change those first.")
    with writing():
        used.adopted.take_up(new.version, by=by, at=now, seen=used.adopted.set_version)
        if used.row is not None:
            _put_fitted(authority, used.row, new, kept, by=by, now=now)
