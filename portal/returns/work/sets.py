"""The questions of a return: its set in its version, with what the council laid over it; or a single question.

What is read from the store here never changes, and is kept: a list of returns asks for all that it lacks in at most two
queries (`prepare`), a single return in one, once in the life of a process.
"""

import json
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import TypeVar, cast
from uuid import UUID

from forms import burden, library, one_off, overlay_rules
from forms.burden import Burden
from forms.overlay import Overlay, with_overlay
from forms.question_set import QuestionSet
from forms.situation import Tier
from models.monitoring_return import Return
from models.one_off import OneOff
from models.overlay import Overlay as OverlayRow

K = TypeVar("K")
V = TypeVar("V")
MOST = 2_000
"""How many are kept; then all are dropped and read anew as they are needed."""

_lock = Lock()
_overlays: dict[UUID, Overlay] = {}
_laid: dict[tuple[str, str, UUID], QuestionSet] = {}
_one_offs: dict[str, QuestionSet] = {}
_burdens: dict[tuple[str, str, UUID], Mapping[Tier, Burden]] = {}


def of(ret: Return) -> QuestionSet:
    """What this return asks. Raises NoSuchSet."""
    if one_off.is_one_off(ret.set_key):
        return single(ret.set_key)
    if ret.overlay_id is None:
        return library.get(ret.set_key, ret.set_version)
    return laid(library.get(ret.set_key, ret.set_version), ret.overlay_id)


def single(set_key: str) -> QuestionSet:
    """A question that was asked once. Raises NoSuchSet."""
    if set_key not in _one_offs:
        _read_one_offs([set_key])
    try:
        return _one_offs[set_key]
    except KeyError:
        raise library.NoSuchSet(set_key) from None


def laid(questions: QuestionSet, overlay_id: UUID) -> QuestionSet:
    """A set with an overlay that was saved; the same object each time."""
    place = (questions.key, questions.version, overlay_id)
    if place not in _laid:
        _keep(_laid, {place: with_overlay(questions, overlay(overlay_id))})
    return _laid[place]


def overlay(overlay_id: UUID) -> Overlay:
    """One that was saved."""
    if overlay_id not in _overlays:
        _read_overlays([overlay_id])
    return _overlays[overlay_id]


def as_read(row: OverlayRow) -> Overlay:
    """A row that was read already."""
    if row.public_id not in _overlays:
        _keep(_overlays, {row.public_id: Overlay.read(row.data)})
    return _overlays[row.public_id]


def number(ret: Return) -> int | None:
    """Which version of the council’s overlay it was asked with; None where it was asked as the set is written."""
    if ret.overlay_id is None:
        return None
    row = OverlayRow.select(OverlayRow.number).where(OverlayRow.public_id == ret.overlay_id).get()
    return int(row.number)


def prepare(returns: Iterable[Return]) -> None:
    """Reads what `of` will need for these; at most two queries."""
    wanted = list(returns)
    keys = {ret.set_key for ret in wanted if one_off.is_one_off(ret.set_key)} - _one_offs.keys()
    ids = {ret.overlay_id for ret in wanted if ret.overlay_id is not None} - _overlays.keys()
    if keys:
        _read_one_offs(keys)
    if ids:
        _read_overlays(ids)


def burden_of(ret: Return) -> Burden:
    """What an ordinary period of it takes, for a provider of its tier."""
    tier = cast(Tier, ret.tier)
    if one_off.is_one_off(ret.set_key):
        questions = of(ret)
        return Burden(questions.boxes.of(tier), questions.minutes.of(tier))
    if ret.overlay_id is None:
        return burden.burden(ret.set_key, ret.set_version)[tier]
    return laid_burden(ret.set_key, ret.set_version, ret.overlay_id)[tier]


def laid_burden(set_key: str, set_version: str, overlay_id: UUID) -> Mapping[Tier, Burden]:
    """Tier -> what a set asks with an overlay that was saved."""
    place = (set_key, set_version, overlay_id)
    if place not in _burdens:
        _keep(_burdens, {place: overlay_rules.measured(library.get(set_key, set_version), overlay(overlay_id))})
    return _burdens[place]


def _read_one_offs(keys: Iterable[str]) -> None:
    rows = OneOff.select(OneOff.set_key, OneOff.data).where(OneOff.set_key << list(keys))
    _keep(_one_offs, {row.set_key: one_off.question_set(json.loads(row.data)) for row in rows})


def _read_overlays(ids: Iterable[UUID]) -> None:
    rows = OverlayRow.select(OverlayRow.public_id, OverlayRow.data).where(OverlayRow.public_id << list(ids))
    _keep(_overlays, {row.public_id: Overlay.read(row.data) for row in rows})


def _keep(kept: dict[K, V], more: Mapping[K, V]) -> None:
    with _lock:
        if len(kept) > MOST:
            kept.clear()
        kept.update(more)
