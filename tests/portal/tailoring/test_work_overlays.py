"""An overlay through its life: saved as numbered versions, kept by the returns that were asked for with it."""

import json
from datetime import timedelta
from typing import Any

import pytest

from forms.overlay import Overlay, Target
from forms.own_question import OwnQuestion
from models.audit import AuditEvent
from models.conflicts import AlreadyDone, Stale
from models.overlay import Overlay as Row
from portal.returns.work import adopting, answering, choosing, lists, sets, sheet, tiers
from portal.tailoring.work import overlays
from tests.fixtures.cast import SET
from tests.fixtures.queries import Counting
from tests.portal.life import Life

HINT = Overlay(hints={"your_places": "Count the annexe."}, targets={"places_lived_in": Target(value=9)})
OWN = OwnQuestion(
    kind="number", name="Empty posts", ask="How many posts were empty on {last_day}?", why="To plan.", tier=2
)
SPARE = ("hours_given", "no_plan")


def save(life: Life, overlay: Overlay, seen: int, **more: Any) -> Row:
    told = {"why": "To help small providers.", "by": life.cast.erin.id, "now": life.now, **more}
    laid = overlays.numbered(life.cast.fairshire, SET, overlay)
    return overlays.save(life.cast.fairshire, SET, laid, seen=seen, **told)


def test_a_return_keeps_the_version_that_it_was_asked_for_with(life: Life) -> None:
    before = life.ask(life.cast.northgate)
    first = save(life, HINT, 0)
    ret = life.ask()
    second = save(life, Overlay(hints={"your_places": "Do not count the annexe."}), 1)
    assert (first.number, second.number) == (1, 2)
    assert before.overlay_id is None
    assert answering.fresh(ret).overlay_id == first.public_id
    hint = sheet.question_set(answering.fresh(ret)).pages_by_key["your_places"].hint
    assert hint.endswith("{council} adds: Count the annexe.")
    assert sets.of(answering.fresh(ret)) is sets.of(answering.fresh(ret))
    assert "adds" not in sheet.question_set(answering.fresh(before)).pages_by_key["your_places"].hint
    used = adopting.one_in_use(life.cast.fairshire.id, SET)
    assert used is not None
    assert used.overlay_id == second.public_id


def test_hints_and_targets_change_no_byte_of_what_is_sent(life: Life) -> None:
    plain = life.ask()
    save(life, HINT, 0)
    laid = life.ask(life.cast.northgate)
    life.fill(plain)
    life.fill(laid, by=life.cast.charlie)
    payloads = [json.loads(bytes(life.send(ret).payload)) for ret in (plain, laid)]
    assert payloads[0].pop("provider") != payloads[1].pop("provider")
    assert payloads[0] == payloads[1]


def test_an_own_question_is_asked_sent_and_stands_beside_the_box_next_time(life: Life) -> None:
    overlay = Overlay(own=(OWN.model_copy(update={"tier": 1, "name": "Empty posts"}),))
    told = {"life": life, "overlay": overlay, "seen": 0}
    with pytest.raises(overlays.NotAllowed) as refused:
        save(**told)
    assert "26 boxes, 1 more than the 25" in str(refused.value)
    save(life, Overlay(own=(OWN,), off=SPARE), 0)
    ret = life.ask(tier="standard")
    questions = sheet.question_set(answering.fresh(ret)).questions
    assert questions["own_1"].code == "X1a"
    assert not set(SPARE) & questions.keys()
    life.type(ret, "own_1", {"own_1": "three"})
    loaded = sheet.load(answering.fresh(ret), life.now)
    assert loaded.journey.value("own_1") == 3
    assert "X1" in [state.page.code for state in loaded.journey.pages()]
    sized = tiers.because(answering.fresh(ret), loaded.journey.question_set)
    boxes = sets.burden_of(answering.fresh(ret)).boxes
    assert f"about {boxes} boxes" in sized


def test_a_short_return_is_not_asked_what_larger_ones_are(life: Life) -> None:
    save(life, Overlay(own=(OWN,), off=SPARE), 0)
    life.fill(life.ask())
    ret = life.ask(life.cast.northgate)
    assert "own_1" not in sheet.load(answering.fresh(ret), life.now).journey.submitted()
    sent = life.send(life.fill(ret, by=life.cast.charlie), by=life.cast.charlie)
    assert "own_1" not in json.loads(bytes(sent.payload))["answers"]


def test_a_code_is_never_given_to_another_question(life: Life) -> None:
    first = save(life, Overlay(own=(OWN,), off=SPARE), 0)
    save(life, HINT, 1)
    third = save(life, Overlay(own=(OWN.model_copy(update={"name": "Beds"}),), off=SPARE), 2)
    assert [own.number for own in sets.as_read(first).own] == [1]
    assert [own.number for own in sets.as_read(third).own] == [2]
    same = sets.as_read(third).own[0].model_copy(update={"ask": "How many beds stood empty on {last_day}?"})
    other = same.model_copy(update={"kind": "text"})
    assert overlays.numbered(life.cast.fairshire, SET, Overlay(own=(same,))).own[0].number == 2
    assert overlays.numbered(life.cast.fairshire, SET, Overlay(own=(other,))).own[0].number == 3


def test_going_back_is_another_version_with_the_words_of_the_old_one(life: Life) -> None:
    save(life, HINT, 0)
    save(life, Overlay(), 1)
    assert life.ask().overlay_id is None
    back = overlays.back_to(
        life.cast.fairshire, SET, 1, seen=2, by=life.cast.frank.id, now=life.now + timedelta(hours=1)
    )
    assert (back.number, back.why) == (3, "Back to version 1.")
    assert sets.as_read(back) == HINT
    desk = overlays.desk(life.cast.fairshire, SET)
    assert desk is not None
    assert [(row.number, row.by.name) for row, _ in desk.history] == [
        (3, "Frank Ford"), (2, "Erin Ellis"), (1, "Erin Ellis"),
    ]  # fmt: skip
    with pytest.raises(LookupError):
        overlays.back_to(life.cast.fairshire, SET, 9, seen=3, by=life.cast.erin.id, now=life.now)


def test_two_who_save_at_once_do_not_overwrite_each_other(life: Life) -> None:
    save(life, HINT, 0)
    with pytest.raises(Stale) as stale:
        save(life, Overlay(due_after=20), 0)
    assert stale.value.name == "Erin Ellis"
    with pytest.raises(AlreadyDone):
        save(life, HINT, 0)
    with pytest.raises(ValueError, match="Say why"):
        save(life, Overlay(due_after=20), 1, why="")
    [event] = AuditEvent.select().where(AuditEvent.action == "overlay.saved")
    assert event.after == f"{SET}, version 1"


def test_another_council_is_not_touched(life: Life) -> None:
    save(life, HINT, 0)
    assert adopting.newest_overlays([life.cast.westmoor.id]) == {}
    assert overlays.desk(life.cast.westmoor, SET).overlay.empty  # type: ignore[union-attr]


def test_due_day_and_contact_of_the_council_count(life: Life) -> None:
    before = choosing.choices([life.cast.fairshire.id], life.now, SET).due_on
    save(life, Overlay(due_after=30, contact="Monitoring team, 01632 960 777"), 0)
    assert choosing.choices([life.cast.fairshire.id], life.now, SET).due_on > before
    ret = answering.fresh(life.ask())
    assert sheet.contact(ret, life.now) == "Monitoring team, 01632 960 777"
    assert sheet.load(ret, life.now).journey.situation.contact == "Monitoring team, 01632 960 777"


def test_a_list_of_returns_reads_overlays_in_one_query(life: Life, queries: Counting) -> None:
    for seen, hint in enumerate(("One.", "Two.", "Three.")):
        save(life, Overlay(hints={"your_places": hint}), seen)
        life.ask(period_key=f"2026-27-Q{2 - seen}" if seen < 2 else "2025-26-Q4")
    sets._overlays.clear()
    sets._laid.clear()
    with queries() as seen_queries:
        assert len(lists.waiting_for([life.cast.harbour.id], life.now)) == 3
    assert len(seen_queries) == 2
