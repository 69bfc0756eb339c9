"""Each rule of the tables of care, calls, measured minutes and providers’ lists is broken once, and says its name.

In two tests rather than one a rule: what a rule needs takes longer to make than the rule to break.
"""

from datetime import date, datetime, timedelta
from typing import Any

import peewee

from models import schema
from models.absence import Absence
from models.care import Care
from models.conflicts import broken_rule
from models.handover import Handover
from models.onboarding import Contact, KnownAs, Provided, SameProvider
from models.out_of_turn import OutOfTurn
from models.register.contract import Contract
from models.store import Base, store, writing
from models.submission import Submission
from models.telephone_call import TelephoneCall
from models.time_taken import TimeTaken

NOW, DAY = datetime(2026, 10, 5, 8), date(2026, 10, 5)
LATER = NOW + timedelta(minutes=1)
MODULES = {
    "models.absence", "models.care", "models.handover", "models.onboarding", "models.out_of_turn",
    "models.telephone_call", "models.time_taken",
}  # fmt: skip
BY_VALUE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "an_absence_begins_before_it_ends": (Absence, {"last_on": DAY - timedelta(days=1)}),
    "nobody_is_their_own_deputy": (Absence, {"deputy": "dana"}),
    "a_handover_note_has_1000_characters_at_most": (Handover, {"note": "x" * 1001}),
    "what_somebody_cared_for_is_handed_over_with_a_note": (Handover, {"note": ""}),
    "nobody_hands_over_to_themselves": (Handover, {"to": "dana"}),
    "a_handover_is_of_something": (Handover, {"things": 0}),
    "care_is_for_one_thing": (Care, {"provider": None}),
    "care_ends_after_it_began": (Care, {"ended_at": NOW - timedelta(days=1)}),
    "a_call_says_who_was_on_the_telephone": (TelephoneCall, {"said_by": ""}),
    "a_call_is_written_down_after_it_began": (TelephoneCall, {"said_at": LATER}),
    "a_confirmed_call_says_by_whom_and_how": (TelephoneCall, {"confirmed_by": "alice"}),
    "a_confirmed_call_says_when": (TelephoneCall, {"confirmed_by": "alice", "submission": "sent"}),
    "the_tier_of_a_time_is_known": (TimeTaken, {"tier": "huge"}),
    "a_return_takes_a_minute_or_more": (TimeTaken, {"minutes": 0}),
    "what_is_asked_out_of_turn_has_a_reason": (OutOfTurn, {"why": ""}),
    "a_contacts_address_is_in_lower_case": (Contact, {"email": "Ros@rowan.example"}),
    "a_row_is_that_provider_or_another": (SameProvider, {"answer": "perhaps", "decided_by": "dana", "decided_at": NOW}),
    "what_a_row_is_says_who_decided": (SameProvider, {"answer": "same"}),
}
TWICE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "one_absence_of_a_person_counts": (Absence, {}),
    "a_provider_is_in_one_officers_care": (Care, {}),
    "a_contract_is_in_one_officers_care": (Care, {"provider": None, "contract": "contract"}),
    "a_return_is_in_one_officers_care": (Care, {"provider": None, "return_": "ret"}),
    "one_call_about_a_return_is_written_down_at_a_time": (TelephoneCall, {}),
    "a_return_is_out_of_turn_once": (OutOfTurn, {}),
    "an_authority_calls_one_provider_so": (KnownAs, {}),
    "a_provider_provides_a_service_once": (Provided, {}),
    "a_contact_is_noted_once": (Contact, {}),
    "whether_a_row_is_a_provider_is_asked_once": (SameProvider, {}),
}


def things(desk: Any) -> dict[str, Any]:
    """What the words in the tables above stand for."""
    ret = desk.in_state("received")
    with writing():
        contract = Contract.add(desk.cast.fairshire.id, {"title": "T"}, awards=[], by=None, at=NOW)
    return {**vars(desk.cast), "ret": ret, "sent": Submission.newest(ret.id), "contract": contract}


def rows(known: dict[str, Any]) -> dict[type[Base], dict[str, Any]]:
    """A good row of each table."""
    here, to = {"authority": known["fairshire"]}, {"provider": known["northgate"]}
    who = {"by": known["dana"], "at": NOW}
    handover = {**here, "was": known["dana"], "to": known["erin"], "note": "Ring them.", "things": 1, **who}
    with writing():
        made = Handover.create(**handover)
    days = {"first_on": DAY, "last_on": DAY}
    return {
        Absence: {**here, "person": known["dana"], "deputy": known["erin"], **days, **who},
        Handover: handover,
        Care: {**here, **to, "officer": known["erin"], "handover": made, "began_at": NOW},
        TelephoneCall: {
            "return_": known["ret"], "said_by": "Ms Ahmed", "said_at": NOW, "by": known["dana"], "began_at": NOW,
        },
        TimeTaken: {"set_key": "s", "set_version": "1", "tier": "core", "minutes": 14, "month": DAY},
        OutOfTurn: {"return_": known["ret"], "why": "w", "at": NOW},
        KnownAs: {**here, **to, "folded": "northgate homes"},
        Provided: {"service": known["service"], **to, "since_on": DAY},
        Contact: {**here, **to, "email": "ros@rowan.example"},
        SameProvider: {**here, **to, "folded": "northgate", "name": "Northgate", "row": "{}", "made_at": NOW},
    }  # fmt: skip


def broken_by(table: type[Base], row: dict[str, Any], *, before: bool = False) -> str | None:
    """The rule that a row breaks, None for none; nothing of it stays."""
    try:
        with writing(), store.atomic() as inner:
            if before:
                table.create(**row)
            table.create(**row)
            inner.rollback()
    except peewee.IntegrityError as error:
        return broken_rule(error)
    return None


def filled(known: dict[str, Any], wrong: dict[str, Any]) -> dict[str, Any]:
    return {key: known.get(value, value) if isinstance(value, str) else value for key, value in wrong.items()}


def test_each_value_that_cannot_be_is_refused_by_the_name_of_its_rule(desk: Any) -> None:
    known = things(desk)
    good = rows(known)
    assert {table: broken_by(table, row) for table, row in good.items()} == dict.fromkeys(good)
    found = {rule: broken_by(table, good[table] | filled(known, wrong)) for rule, (table, wrong) in BY_VALUE.items()}
    assert found == {rule: rule for rule in BY_VALUE}


def test_what_there_is_once_is_refused_twice_by_the_name_of_its_rule(desk: Any) -> None:
    known = things(desk)
    good = rows(known)
    found = {
        rule: broken_by(table, good[table] | filled(known, same), before=True) for rule, (table, same) in TWICE.items()
    }
    assert found == {rule: rule for rule in TWICE}


def test_no_rule_of_these_tables_is_forgotten_here() -> None:
    tables = [table for table in schema.TABLES if table.__module__ in MODULES]
    checks = {check.nodes[1]._path[0] for table in tables for check in table._meta.constraints or ()}
    uniques = {i._name for table in tables for i in table._meta.indexes or () if getattr(i, "_unique", False)}
    assert checks == set(BY_VALUE)
    assert uniques == set(TWICE)
