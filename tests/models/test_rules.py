"""Each rule of the database is broken once, on either engine, and says its name."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import peewee
import pytest

from models import schema
from models.answer import Answer
from models.audit import AuditEvent
from models.authority import AdoptedSet, Authority, Service
from models.conflicts import broken_rule
from models.decision import Decision
from models.idea import Idea
from models.invitation import Invitation
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.outbox import Message
from models.person import Membership, Person
from models.provider import Dealing, Home, Provider
from models.rate_hit import RateHit
from models.remark import Remark
from models.reminder import Reminder, ReminderMail
from models.risk import Risk
from models.sign_in import SignIn
from models.sizing import Sizing
from models.store import writing
from models.submission import Submission, SubmissionText

NOW = datetime(2026, 10, 5, 8, 0)
DAY = NOW.date()


def _rows(desk: Any) -> dict[type, dict[str, Any]]:
    """A good row of each table, not yet there."""
    cast, sent = desk.cast, desk.in_state("received")
    submission = Submission.newest(sent.id)
    assert submission
    alice = cast.alice.id
    decision = {"return_": sent, "submission": submission, "words": "Thanks", "by": alice, "at": NOW, "event": 1}
    submitted = {"digest": "d", "payload": b"{}", "at": NOW, "arrived_at": NOW, "by": alice, "late": False}
    event = {"number": 10**6, "action": "a", "subject": "s", "by": None, "at": NOW, "mac": uuid4().hex}
    message = {"message_id": uuid4().hex, "to": "t", "subject": "s", "text": "x", "about": "a"}
    to_northgate = {"person": cast.ivan, "provider": cast.northgate, "role": "member"}
    answer = {"key": "new", "status": "given", "value": "1", "face": "page", "by": alice, "at": NOW, "version": 1}
    with writing():
        mail = ReminderMail.create(to="a@people.example", day=DAY, at=NOW)
    return {
        Answer: {"return_": sent, **answer},
        AdoptedSet: {"authority": cast.westmoor, "set_key": "another"},
        AuditEvent: event,
        Authority: {"slug": uuid4().hex, "name": "N"},
        Dealing: {"authority": cast.westmoor, "provider": cast.northgate, "since_on": DAY},
        Decision: {"what": "accepted", **decision},
        Home: {"provider": cast.harbour, "name": "H", "kind": "k", "urn": "7654321"},
        Idea: {"authority": cast.fairshire, "words": "w", "at": NOW},
        Invitation: {**_invitation(), "provider": cast.harbour, "invited_by": alice},
        Membership: {**to_northgate, "began_at": NOW},
        Message: {**message, "made_at": NOW, "due_at": NOW},
        MoreTime: {"return_": sent, "asked_by": alice, "asked_at": NOW, "was_due_on": DAY},
        Person: {"email": f"{uuid4().hex}@people.example"},
        Provider: {"slug": uuid4().hex, "legal_name": "P", "kind": "company"},
        RateHit: {"key": uuid4().hex, "expires_at": NOW, "count": 1},
        Remark: {"return_": sent, "submission": submission, "key": "k", "words": "w", "by": alice, "at": NOW},
        Reminder: {"mail": mail, "return_": sent, "kind": "one_before", "due_on": DAY, "to": "a@people.example"},
        ReminderMail: {"to": "b@people.example", "day": DAY, "at": NOW},
        Return: {**_return(desk), "period_key": "2026-27-Q4"},
        Risk: {"authority": cast.westmoor, "provider": cast.northgate, **_risk(alice)},
        Service: {"authority": cast.westmoor, "key": "k", "title": "T"},
        SignIn: {"key_digest": uuid4().hex, "person": alice, "began_at": NOW, "seen_at": NOW},
        Submission: {"return_": sent, "number": 7, "reference": uuid4().hex, **submitted, "audit_head": ""},
        SubmissionText: {"submission": submission, "key": "k", "mac": "m", "words": "w"},
        Sizing: {"return_": sent, "risk": "low", "proposed": "core", "chosen": "core", "because": "b", "at": NOW},
    }


def _risk(by: int) -> dict[str, Any]:
    return {"number": 1, "word": "low", "why": "w", "by": by, "at": NOW}


def _invitation() -> dict[str, Any]:
    when = {"made_at": NOW, "expires_at": NOW}
    return {"token_digest": uuid4().hex, "email": "e@people.example", "role": "member", **when}


def _return(desk: Any) -> dict[str, Any]:
    cast = desk.cast
    unit = {"authority": cast.fairshire, "provider": cast.harbour, "service": cast.service}
    what = {"set_key": "s", "set_version": "1", "tier": "core", "asked_why": "w", "officer": cast.dana, "asked_at": NOW}
    return {**unit, **what, "starts": DAY, "ends": DAY + timedelta(1), "due_on": DAY, "original_due_on": DAY}


EARLIER = NOW - timedelta(days=1)
BY_VALUE: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "the_kind_of_an_authority_is_known": (Authority, {"kind": "parish"}),
    "a_nation_is_one_of_four": (Authority, {"nation": "F"}),
    "a_threshold_is_not_below_nothing": (Authority, {"threshold_pence": -1}),
    "a_council_reads_within_a_day_or_more": (Authority, {"read_within_days": 0}),
    "the_kind_of_a_provider_is_known": (Provider, {"kind": "club"}),
    "a_charity_number_says_of_which_register_it_is": (Provider, {"charity_number": "1090095"}),
    "a_charity_register_is_one_of_three": (Provider, {"charity_number": "1", "charity_register": "X"}),
    "small_or_medium_is_yes_or_no": (Provider, {"sme": "perhaps"}),
    "voluntary_is_yes_or_no": (Provider, {"vcse": "perhaps"}),
    "insurance_covers_no_less_than_nothing": (Provider, {"insurance_cover_pence": -1}),
    "an_e_mail_address_is_kept_in_lower_case": (Person, {"email": "Upper@people.example"}),
    "a_membership_is_of_exactly_one_organisation": (Membership, {"provider": None}),
    "a_role_fits_the_organisation": (Membership, {"role": "officer"}),
    "a_membership_ends_after_it_began": (Membership, {"ended_at": EARLIER}),
    "an_invitation_is_to_exactly_one_organisation": (Invitation, {"provider": None}),
    "an_invited_role_fits_the_organisation": (Invitation, {"role": "auditor"}),
    "an_invitation_is_used_or_withdrawn": (Invitation, {"used_at": NOW, "withdrawn_at": NOW}),
    "the_state_of_a_message_is_known": (Message, {"state": "lost"}),
    "a_message_is_tried_no_fewer_than_no_times": (Message, {"tries": -1}),
    "a_sent_message_says_when": (Message, {"state": "sent"}),
    "a_claimed_message_says_until_when": (Message, {"state": "claimed"}),
    "the_state_of_a_return_is_known": (Return, {"state": "lost"}),
    "the_tier_of_a_return_is_known": (Return, {"tier": "huge"}),
    "a_return_starts_before_it_ends": (Return, {"ends": DAY}),
    "a_due_day_only_moves_back": (Return, {"due_on": EARLIER.date()}),
    "an_accepted_return_says_when": (Return, {"state": "accepted"}),
    "the_status_of_an_answer_is_known": (Answer, {"status": "guessed"}),
    "where_an_answer_was_given_is_known": (Answer, {"face": "letter"}),
    "a_given_answer_has_a_value": (Answer, {"value": None}),
    "a_figure_that_is_not_available_says_why": (Answer, {"value": None, "status": "not_available"}),
    "submissions_are_counted_from_one": (Submission, {"number": 0}),
    "a_text_is_there_or_says_who_took_it_out": (SubmissionText, {"words": None}),
    "what_was_decided_is_known": (Decision, {"what": "lost"}),
    "a_return_is_accepted_or_sent_back_by_its_submission": (Decision, {"submission": None}),
    "an_acceptance_has_1_to_600_characters": (Decision, {"words": "x" * 601}),
    "a_decision_has_words_or_says_who_took_them_out": (Decision, {"words": None, "what": "withdrawn"}),
    "a_remark_says_something": (Remark, {"words": ""}),
    "a_remark_is_there_or_says_who_took_it_out": (Remark, {"words": None}),
    "an_idea_says_something": (Idea, {"words": ""}),
    "an_idea_is_there_or_says_when_it_was_taken_out": (Idea, {"words": None}),
    "an_idea_says_who_took_it_out": (Idea, {"words": None, "removed_at": NOW}),
    "who_wrote_an_idea_goes_with_its_words": (Idea, {"words": None, "removed_at": NOW, "removed_by": 1, "name": "N"}),
    "the_word_for_a_risk_is_known": (Risk, {"word": "amber"}),
    "a_risk_says_why": (Risk, {"why": ""}),
    "risks_are_numbered_from_one": (Risk, {"number": 0}),
    "what_is_bought_in_a_year_is_no_less_than_nothing": (Sizing, {"year_pence": -1}),
    "places_that_are_bought_are_no_fewer_than_none": (Sizing, {"places": -1}),
    "the_risk_that_a_return_was_sized_by_is_known": (Sizing, {"risk": "amber"}),
    "the_tiers_of_a_sizing_are_known": (Sizing, {"chosen": "huge", "why": "w"}),
    "another_tier_than_the_rule_says_has_a_reason": (Sizing, {"chosen": "full"}),
    "the_kind_of_a_reminder_is_known": (Reminder, {"kind": "often"}),
    "more_time_is_a_day_or_more": (MoreTime, {"days": 0}),
    "more_time_is_granted_or_refused": (MoreTime, {"granted_at": NOW, "refused_at": NOW}),
}
TWICE: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "one_authority_a_slug": (Authority, {}),
    "an_authority_has_a_service_once": (Service, {}),
    "an_authority_adopts_a_set_once": (AdoptedSet, {}),
    "one_provider_a_slug": (Provider, {}),
    "one_home_an_ofsted_number": (Home, {}),
    "two_deal_with_each_other_once": (Dealing, {}),
    "one_account_an_e_mail_address": (Person, {}),
    "one_account_a_uniquifier": (Person, {"fs_uniquifier": "same"}),
    "a_person_belongs_to_a_provider_once": (Membership, {}),
    "a_person_holds_a_role_once": (Membership, {"provider": None, "authority": "fairshire", "role": "evaluator"}),
    "one_invitation_a_token": (Invitation, {}),
    "one_sign_in_a_key": (SignIn, {}),
    "audit_events_are_numbered_once": (AuditEvent, {}),
    "each_message_id_is_used_once": (Message, {}),
    "one_counter_a_key": (RateHit, {}),
    "a_return_is_asked_for_once": (Return, {}),
    "a_return_of_a_home_is_asked_for_once": (Return, {"home": "home"}),
    "a_return_has_one_answer_a_key": (Answer, {}),
    "submissions_of_a_return_are_numbered_once": (Submission, {}),
    "one_submission_a_reference": (Submission, {"number": "again"}),
    "a_submission_has_a_text_once": (SubmissionText, {}),
    "one_request_for_more_time_waits": (MoreTime, {}),
    "risks_of_a_provider_are_numbered_once": (Risk, {"replaced_at": "again"}),
    "one_word_for_a_risk_counts": (Risk, {"number": "next"}),
    "a_return_is_sized_once": (Sizing, {}),
    "one_summary_mail_an_address_and_day": (ReminderMail, {}),
    "of_each_return_and_due_day_a_kind_of_reminder_is_sent_once": (Reminder, {}),
}


def _rule_broken_by(act: Callable[[], object]) -> str | None:
    with pytest.raises(peewee.IntegrityError) as caught, writing():
        act()
    return broken_rule(caught.value)


@pytest.mark.parametrize("name", BY_VALUE)
def test_a_value_that_breaks_a_rule_is_refused_by_its_name(desk: Any, name: str) -> None:
    table, wrong = BY_VALUE[name]
    good = _rows(desk)[table]
    assert _rule_broken_by(lambda: table.create(**good | wrong)) == name
    with writing():
        table.create(**good)


@pytest.mark.parametrize("name", TWICE)
def test_a_second_row_that_breaks_a_rule_is_refused_by_its_name(desk: Any, name: str) -> None:
    table, same = TWICE[name]
    first = _rows(desk)[table]
    first |= {key: getattr(desk.cast, str(value), value) for key, value in same.items()}
    second = dict(first)
    if name == "one_account_a_uniquifier":
        second["email"] = "other@people.example"
    if name == "submissions_of_a_return_are_numbered_once":
        second["reference"] = "another"
    if name == "one_submission_a_reference":
        first["number"], second["number"] = 8, 9
    if name == "risks_of_a_provider_are_numbered_once":
        first["replaced_at"] = second["replaced_at"] = NOW
    if name == "one_word_for_a_risk_counts":
        first["number"], second["number"] = 1, 2
    with writing():
        table.create(**first)
    assert _rule_broken_by(lambda: table.create(**second)) == name


ELSEWHERE = {
    "models.overlay", "models.one_off", "models.wish_done",
    "models.conversation", "models.upload",
    "models.absence", "models.care", "models.handover", "models.onboarding", "models.out_of_turn",
    "models.telephone_call", "models.time_taken",
    "models.conduct", "models.figure", "models.promise", "models.chart", "models.independent_person",
    "models.home_reply", "models.feed", "models.ending", "models.ofsted",
    "models.build", "models.correction", "models.draft",
}  # fmt: skip
"""Modules whose rules are broken in a test file of their own, which says that it holds all of them."""
OF_THEIR_OWN = ("models.tendering.", "models.events.", "models.forums.", "models.spending.")
"""Packages with such a file."""


def test_no_rule_is_forgotten_here() -> None:
    tables = [table for table in schema.TABLES if not table.__module__.startswith("models.register.")]  # see register/
    tables = [table for table in tables if table.__module__ not in ELSEWHERE]
    tables = [table for table in tables if not table.__module__.startswith(OF_THEIR_OWN)]
    checks = {check.nodes[1]._path[0] for table in tables for check in table._meta.constraints or ()}
    uniques = {
        index._name for table in tables for index in table._meta.indexes or () if getattr(index, "_unique", False)
    }
    assert checks == set(BY_VALUE)
    assert uniques == set(TWICE)


@pytest.mark.parametrize(
    ("table", "wrong"),
    [(Home, {"provider": 10**6}), (Home, {"name": None})],
    ids=["dangling reference", "missing value"],
)
def test_a_mistake_of_the_program_has_no_rule(desk: Any, table: type[peewee.Model], wrong: dict[str, Any]) -> None:
    row = _rows(desk)[table] | wrong
    assert _rule_broken_by(lambda: table.create(**row)) is None


def test_ended_memberships_and_withdrawn_returns_are_no_hindrance(desk: Any) -> None:
    rows = _rows(desk)
    with writing():
        Membership.create(**rows[Membership], ended_at=NOW)
        Membership.create(**rows[Membership])
        Return.create(**rows[Return], state="withdrawn")
        Return.create(**rows[Return])
