"""Each rule of overlays, single questions and what was done about wishes is broken once, and says its name."""

from datetime import date, datetime
from typing import Any

from models import schema
from models.one_off import OneOff
from models.overlay import Overlay
from models.store import Base
from models.wish_done import WishDone
from tests.models.test_care_rules import broken_by, filled

NOW, DAY = datetime(2026, 10, 5, 8), date(2026, 10, 5)
MODULES = {"models.overlay", "models.one_off", "models.wish_done"}
BY_VALUE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "overlays_are_numbered_from_one": (Overlay, {"number": 0}),
    "an_overlay_says_why": (Overlay, {"why": ""}),
    "an_overlay_says_something": (Overlay, {"data": ""}),
    "a_single_question_has_a_key_of_its_own_kind": (OneOff, {"set_key": "small-grants"}),
    "a_single_question_says_why": (OneOff, {"why": ""}),
    "a_closed_question_says_who_when_and_what": (OneOff, {"closed_at": NOW, "words": "Thank you."}),
    "a_closed_question_has_1_to_600_characters": (
        OneOff,
        {"closed_at": NOW, "closed_by": "dana", "words": "x" * 601},
    ),
    "what_was_done_about_a_wish_is_said": (WishDone, {"words": ""}),
}
TWICE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "overlays_of_a_set_are_numbered_once": (Overlay, {}),
    "a_single_question_has_a_key_of_its_own": (OneOff, {}),
    "something_is_done_about_a_wish_once": (WishDone, {}),
}


def test_each_rule_is_broken_once_and_says_its_name(desk: Any) -> None:
    known = {**vars(desk.cast), "ret": desk.in_state("received")}
    who, here = {"by": known["dana"], "at": NOW}, {"authority": known["fairshire"]}
    asked = {"set_key": "one-off-b", "title": "t", "data": "{}", "why": "w", "due_on": DAY}
    good: dict[type[Base], dict[str, Any]] = {
        Overlay: {**here, "set_key": "s", "set_version": "2026-1", "number": 1, "data": "{}", "why": "w", **who},
        OneOff: {**here, "service": known["service"], **asked, **who},
        WishDone: {"return_": known["ret"], "mac": "m", "words": "w", **who},
    }
    assert {table: broken_by(table, row) for table, row in good.items()} == dict.fromkeys(good)
    found = {rule: broken_by(table, good[table] | filled(known, wrong)) for rule, (table, wrong) in BY_VALUE.items()}
    assert found == {rule: rule for rule in BY_VALUE}
    again = {rule: broken_by(table, good[table] | wrong, before=True) for rule, (table, wrong) in TWICE.items()}
    assert again == {rule: rule for rule in TWICE}


def test_all_of_their_rules_stand_here() -> None:
    tables = [table for table in schema.TABLES if table.__module__ in MODULES]
    checks = {check.nodes[1]._path[0] for table in tables for check in table._meta.constraints or ()}
    uniques = {
        index._name for table in tables for index in table._meta.indexes or () if getattr(index, "_unique", False)
    }
    assert (checks, uniques) == (set(BY_VALUE), set(TWICE))
