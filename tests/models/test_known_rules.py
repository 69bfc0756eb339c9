"""Each rule of the tables of calendars, ends and Ofsted’s lists is broken once, and says its name."""

from datetime import date, datetime
from typing import Any

import peewee
import pytest

from models.conflicts import broken_rule
from models.ending import Ending, EndingReminder
from models.ofsted import OfstedEntry, OfstedList, OfstedSaid
from models.reminder import ReminderMail
from models.store import Base, writing

NOW, DAY = datetime(2026, 10, 5, 8), date(2026, 10, 5)
COUNTS = {"read": 1, "new": 1, "changed": 0, "unchanged": 0, "rejected": 0}
BY_VALUE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "the_kind_of_what_ends_is_known": (Ending, {"kind": "passport"}),
    "what_ends_has_a_name": (Ending, {"name": ""}),
    "the_kind_of_a_reminder_of_an_end_is_known": (EndingReminder, {"kind": "sometime"}),
    "every_row_of_a_list_is_accounted_for": (OfstedList, {"read": 2}),
    "rows_of_a_list_are_counted": (OfstedList, {"new": -1, "rejected": 2}),
    "places_in_a_list_are_no_fewer_than_none": (OfstedEntry, {"places": -1}),
    "what_is_different_is_said_in_few_words": (OfstedSaid, {"words": "x" * 601, "agrees": False}),
    "what_is_not_right_says_what_is_different": (OfstedSaid, {"words": "Five places", "agrees": True}),
}
TWICE: dict[str, type[Base]] = {
    "of_each_end_a_kind_of_reminder_is_sent_once": EndingReminder,
    "one_entry_an_ofsted_number": OfstedEntry,
    "one_word_about_a_homes_entry": OfstedSaid,
}


def rows(desk: Any) -> dict[type[Base], dict[str, Any]]:
    """A good row of each table."""
    cast = desk.cast
    with writing():
        mail = ReminderMail.create(to="a@people.example", day=DAY, at=NOW)
    ends = {"ends_on": DAY, "kind": "check"}
    told = {"mail": mail, "provider": cast.harbour, "what": "insurance", "to": "a@people.example", "ends_on": DAY}
    return {
        Ending: {"provider": cast.harbour, "name": "Gas", "said_on": DAY, **ends},
        EndingReminder: {**told, "kind": "day_after"},
        OfstedList: {"as_at": DAY, "file_name": "f", "file_digest": "d", "at": NOW, **COUNTS},
        OfstedEntry: {"urn": "2751234", "provision_type": "Children's home", "status": "Active", "as_at": DAY},
        OfstedSaid: {"home": cast.home, "facts": "{}", "agrees": True, "by": cast.alice, "at": NOW},
    }


@pytest.mark.parametrize("rule", BY_VALUE)
def test_a_value_that_cannot_be_is_refused_by_its_rule(desk: Any, rule: str) -> None:
    table, wrong = BY_VALUE[rule]
    row = rows(desk)[table] | wrong
    with pytest.raises(peewee.IntegrityError) as broken, writing():
        table.create(**row)
    assert broken_rule(broken.value) == rule


@pytest.mark.parametrize("rule", TWICE)
def test_what_there_is_once_cannot_be_kept_twice(desk: Any, rule: str) -> None:
    table, row = TWICE[rule], rows(desk)[TWICE[rule]]
    with writing():
        table.create(**row)
    with pytest.raises(peewee.IntegrityError) as broken, writing():
        table.create(**row)
    assert broken_rule(broken.value) == rule
