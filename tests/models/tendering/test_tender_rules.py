"""Each rule of the tables of tenders and their questions is broken once, and says its name.

In two tests rather than one a rule: what a rule needs takes longer to make than the rule to break.
"""

from datetime import date, datetime, timedelta
from typing import Any

import peewee

from models import schema
from models.conflicts import broken_rule
from models.store import Base, store, writing
from models.tendering.addendum import Addendum
from models.tendering.asker import Asker, NameOpened
from models.tendering.clarification import Clarification
from models.tendering.criterion import Criterion
from models.tendering.deadline_move import DeadlineMove
from models.tendering.document import DocumentVersion, TenderDocument
from models.tendering.joint_answer import JointAnswer
from models.tendering.lot import JointBuyer, Lot
from models.tendering.override import Override
from models.tendering.panel import Panelist
from models.tendering.released_answer import Batch, ReleasedAnswer
from models.tendering.released_tender import ReleasedTender
from models.tendering.reply import Reply
from models.tendering.tender import Tender

NOW, DAY = datetime(2026, 10, 5, 8), date(2026, 10, 5)
LATER = NOW + timedelta(days=30)
MODULES = {
    f"models.tendering.{name}"
    for name in (
        "addendum", "asker", "clarification", "criterion", "deadline_move", "document", "joint_answer", "lot",
        "override", "panel", "released_answer", "released_tender", "reply", "tender",
    )
}  # fmt: skip
RELEASED = {"state": "released", "answer": "Yes.", "changes_nothing": True}
BY_VALUE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "a_tender_has_a_title": (Tender, {"title": ""}),
    "the_state_of_a_tender_is_known": (Tender, {"state": "lost"}),
    "the_arrangement_of_a_tender_is_known": (Tender, {"arrangement": "odd"}),
    "the_volume_of_a_tender_is_known": (Tender, {"volume": "odd"}),
    "how_a_tender_pays_is_known": (Tender, {"payment": "odd"}),
    "who_may_take_part_is_known": (Tender, {"audience": "friends"}),
    "members_are_those_of_a_framework": (Tender, {"audience": "members"}),
    "the_rules_of_a_tender_are_known": (Tender, {"regime": "odd"}),
    "whom_a_tender_is_reserved_for_is_known": (Tender, {"reserved": "odd"}),
    "local_says_which_area_it_means": (Tender, {"reserved": "local"}),
    "where_questions_are_asked_is_known": (Tender, {"questions_to": "nowhere"}),
    "what_is_known_of_tupe_is_known": (Tender, {"tupe": "odd"}),
    "tupe_that_comes_later_says_by_when": (Tender, {"tupe": "later"}),
    "a_tender_is_worth_no_less_than_nothing": (Tender, {"value_pence": -1}),
    "a_tender_is_extended_by_no_less_than_nothing": (Tender, {"extension_months": -1}),
    "a_tendered_contract_ends_after_it_starts": (Tender, {"starts_on": DAY, "ends_on": DAY - timedelta(days=1)}),
    "a_tender_closes_after_its_questions": (Tender, {"closes_at": NOW, "questions_close_at": LATER}),
    "the_working_days_of_a_tender_are_some": (Tender, {"choose_days": 0}),
    "a_published_tender_says_when_it_closes": (Tender, {"state": "published", "published_at": NOW}),
    "a_published_tender_says_since_when": (Tender, {"state": "published", "closes_at": LATER}),
    "a_decided_tender_says_when": (Tender, {"state": "cancelled"}),
    "lots_of_a_tender_are_numbered_from_one": (Lot, {"number": 0}),
    "a_lot_has_a_title": (Lot, {"title": ""}),
    "a_lot_is_worth_no_less_than_nothing": (Lot, {"value_pence": -1}),
    "a_lot_is_awarded_at_least_once": (Lot, {"awards": 0}),
    "criteria_are_numbered_from_one": (Criterion, {"number": 0}),
    "a_criterion_has_a_title": (Criterion, {"title": ""}),
    "the_kind_of_a_criterion_is_known": (Criterion, {"kind": "odd"}),
    "a_weight_is_a_percentage": (Criterion, {"weight": 101}),
    "an_answer_may_have_some_words": (Criterion, {"words": 0}),
    "a_document_has_a_name": (TenderDocument, {"name": ""}),
    "documents_are_numbered_from_one": (TenderDocument, {"number": 0}),
    "versions_of_a_document_are_numbered_from_one": (DocumentVersion, {"number": 0}),
    "a_file_is_no_smaller_than_nothing": (DocumentVersion, {"size": -1}),
    "the_digest_of_a_file_is_whole": (DocumentVersion, {"digest": "ab"}),
    "an_override_says_why": (Override, {"reason": ""}),
    "addenda_are_numbered_from_one": (Addendum, {"number": 0}),
    "an_addendum_has_a_title": (Addendum, {"title": ""}),
    "an_addendum_says_why": (Addendum, {"reason": ""}),
    "extensions_of_a_tender_are_numbered_from_one": (DeadlineMove, {"number": 0}),
    "a_deadline_only_moves_back": (DeadlineMove, {"closes_at": NOW}),
    "why_a_tender_is_extended_is_known": (DeadlineMove, {"reason": "an open question"}),
    "an_extension_stands_in_the_other_portal_and_the_notice": (DeadlineMove, {"notice_id": ""}),
    "a_declaration_says_when": (Panelist, {"conflict": False}),
    "a_conflict_says_which": (Panelist, {"conflict": True, "declared_at": NOW}),
    "an_asker_has_a_number_that_says_nothing": (Asker, {"number": 1}),
    "who_opens_a_name_says_why": (NameOpened, {"reason": ""}),
    "an_answer_answers_or_declines": (Reply, {"kind": "odd"}),
    "the_state_of_an_answer_is_known": (Reply, {"state": "odd"}),
    "an_answer_says_to_which_question": (Reply, {"question": ""}),
    "a_second_person_is_another_one": (Reply, {"agreed_by": "dana"}),
    "a_released_answer_says_something": (Reply, {**RELEASED, "answer": ""}),
    "an_answer_changes_nothing_or_is_an_addendum": (Reply, {**RELEASED, "changes_nothing": False}),
    "a_private_answer_has_two_people": (Reply, {**RELEASED, "private": True}),
    "a_question_asks_something": (Clarification, {"words": ""}),
    "the_state_of_a_question_is_known": (Clarification, {"state": "odd", "settled_at": NOW}),
    "how_a_question_came_is_known": (Clarification, {"way": "pigeon", "asker": None}),
    "who_asks_here_is_an_asker": (Clarification, {"asker": None}),
    "what_was_said_of_confidentiality_is_known": (
        Clarification, {"confidential": True, "ruling": "odd", "ruled_at": NOW},
    ),
    "a_ruling_says_when": (Clarification, {"confidential": True, "ruling": "agreed"}),
    "only_what_was_asked_for_is_ruled_on": (Clarification, {"ruling": "agreed", "ruled_at": NOW}),
    "a_settled_question_says_when": (Clarification, {"state": "withdrawn"}),
    "an_answered_question_has_its_answer": (Clarification, {"state": "answered", "settled_at": NOW}),
    "versions_of_an_answer_are_numbered_from_one": (ReleasedAnswer, {"number": 0, "why": "w"}),
    "a_changed_answer_says_why": (ReleasedAnswer, {"number": 2}),
    "what_is_released_says_something": (ReleasedAnswer, {"answer": ""}),
    "releases_of_a_tender_are_numbered_from_one": (ReleasedTender, {"number": 0}),
}  # fmt: skip
TWICE: dict[str, tuple[type[Base], dict[str, Any]]] = {
    "a_tender_of_an_authority_has_its_slug": (Tender, {}),
    "lots_of_a_tender_are_numbered_once": (Lot, {}),
    "an_authority_takes_part_in_a_tender_once": (JointBuyer, {}),
    "an_authority_answers_once_whether_it_buys": (JointAnswer, {}),
    "criteria_of_a_tender_are_numbered_once": (Criterion, {}),
    "documents_of_a_tender_are_numbered_once": (TenderDocument, {"number": 2}),
    "versions_of_a_document_are_numbered_once": (DocumentVersion, {}),
    "a_point_is_set_aside_once": (Override, {}),
    "addenda_of_a_tender_are_numbered_once": (Addendum, {}),
    "extensions_of_a_tender_are_numbered_once": (DeadlineMove, {}),
    "a_person_is_on_a_panel_once": (Panelist, {}),
    "an_organisation_is_one_asker_of_a_tender": (Asker, {}),
    "askers_of_a_tender_have_their_numbers": (Asker, {"number": 417}),
    "a_question_has_a_reference_of_its_own": (Clarification, {}),
    "versions_of_an_answer_are_numbered_once": (ReleasedAnswer, {}),
    "releases_of_a_tender_are_numbered_once": (ReleasedTender, {}),
}


def rows(known: dict[str, Any]) -> dict[type[Base], dict[str, Any]]:
    """A good row of each table."""
    by, at = {"by": known["dana"]}, {"at": NOW}
    with writing():
        tender = Tender.create(authority=known["fairshire"], slug="first", title="First", created_at=NOW)
        document = TenderDocument.create(tender=tender, number=1, name="Map")
        asker = Asker.create(tender=tender, provider=known["harbour"], number=417)
        batch = Batch.create(tender=tender, **by, **at)
    of = {"tender": tender}
    told = {"title": "T", "reason": "Because.", "difference": "{}"}
    file = {"file_name": "map.txt", "media_type": "text/plain", "size": 1, "digest": "0" * 64, "key": "k"}
    moved = {"was_closes_at": NOW, "closes_at": LATER, "reason": "holiday", "there_by": "K", "there_at": NOW}
    asked = {"reference": "Q-1", "words": "May they?", "arrived_at": NOW, "late": False}
    released = {"batch": batch, "slug": "a", "place": 1, "kind": "answer", "question": "May they?", "answer": "Yes."}
    return {
        Tender: {"authority": known["fairshire"], "slug": "second", "title": "Second", "created_at": NOW},
        Lot: {**of, "number": 1, "title": "North"},
        JointBuyer: {**of, "authority": known["westmoor"]},
        JointAnswer: {**of, "authority": known["westmoor"], "agreed": True, **by, **at},
        Criterion: {**of, "number": 1, "title": "Price", "kind": "price", "weight": 40},
        TenderDocument: {**of, "number": 2, "name": "Specification"},
        DocumentVersion: {"document": document, "number": 1, **file, **by, **at},
        Override: {**of, "check": "lots", "reason": "One area.", **by, **at},
        Addendum: {**of, "number": 1, **told, **by, **at},
        DeadlineMove: {**of, "number": 1, **moved, "notice_id": "124", **by, **at},
        Panelist: {**of, "person": known["lena"], "added_by": known["dana"], "added_at": NOW},
        Asker: {**of, "provider": known["northgate"], "number": 418},
        NameOpened: {"asker": asker, "reason": "Abuse.", **by, **at},
        Reply: {**of, "question": "May they?", "written_by": known["dana"]},
        Clarification: {**of, "asker": asker, **asked, **by, **at},
        Batch: {**of, **by, **at},
        ReleasedAnswer: {**of, **released, **at},
        ReleasedTender: {**of, "number": 1, "data": "{}", "digest": "0" * 64, **at},
    }


def broken_by(table: type[Base], row: dict[str, Any], *, before: dict[str, Any] | None = None) -> str | None:
    """The rule that a row breaks, None for none; nothing of it stays."""
    try:
        with writing(), store.atomic() as inner:
            if before is not None:
                table.create(**before)
            table.create(**row)
            inner.rollback()
    except peewee.IntegrityError as error:
        return broken_rule(error)
    return None


def filled(known: dict[str, Any], wrong: dict[str, Any]) -> dict[str, Any]:
    return {key: known.get(value, value) if isinstance(value, str) else value for key, value in wrong.items()}


def test_each_value_that_cannot_be_is_refused_by_the_name_of_its_rule(cast: Any) -> None:
    known = vars(cast)
    good = rows(known)
    assert {table: broken_by(table, row) for table, row in good.items()} == dict.fromkeys(good)
    found = {rule: broken_by(table, good[table] | filled(known, wrong)) for rule, (table, wrong) in BY_VALUE.items()}
    assert found == {rule: rule for rule in BY_VALUE}


def test_what_there_is_once_is_refused_twice_by_the_name_of_its_rule(cast: Any) -> None:
    known = vars(cast)
    good = rows(known)
    found = {}
    for rule, (table, same) in TWICE.items():
        first, second = good[table], good[table] | same
        if rule == "an_organisation_is_one_asker_of_a_tender":
            second = second | {"number": 420}
        number = rule == "askers_of_a_tender_have_their_numbers"  # its number is Harbour’s
        found[rule] = broken_by(table, second, before=None if number else first | same)
    assert found == {rule: rule for rule in TWICE}


def test_no_rule_of_these_tables_is_forgotten_here() -> None:
    tables = [table for table in schema.TABLES if table.__module__ in MODULES]
    checks = {check.nodes[1]._path[0] for table in tables for check in table._meta.constraints or ()}
    uniques = {i._name for table in tables for i in table._meta.indexes or () if getattr(i, "_unique", False)}
    assert checks == set(BY_VALUE)
    assert uniques == set(TWICE)
