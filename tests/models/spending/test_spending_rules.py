"""Each rule of the tables of buying and spending is broken once, on either engine, and says its name."""

from datetime import date, datetime
from typing import Any

import peewee
import pytest

from models.conflicts import Stale, broken_rule
from models.register.edition import Edition
from models.register.supplier import Supplier
from models.spending.buying import Buying, Locality, Target
from models.spending.payment import Payee, Payment, PaymentBefore, Purpose
from models.spending.share import SpendShare
from models.spending.taking_in import SpendFinding, SpendImport, SpendTakenOut
from models.store import writing
from tests.fixtures.cast import Cast

NOW, DAY = datetime(2026, 10, 5, 8, 0), date(2026, 7, 3)
TABLES = (
    *(Buying, Target, Locality, SpendImport, SpendFinding, SpendTakenOut, Payee, Purpose, Payment, PaymentBefore),
    SpendShare,
)


def _rows(cast: Cast) -> dict[type, dict[str, Any]]:
    """A good row of each table, with one like it in the store where only one may be."""
    here, by = {"authority": cast.fairshire}, {"by": cast.dana}
    one, other = (Supplier.add(name, "test", by=cast.dana.id, at=NOW) for name in ("One", "Other"))
    target = {**here, "subject": "sme", "measure": "count", "percent": 30, "said_in": "The strategy"}
    local = {**here, "supplier": one, "local": "yes", "source": "Its letter", **by, "at": NOW}
    payee, purpose = {**here, "key": "taken", "name": "N"}, {**here, "words": "taken"}
    for table, row in ((Buying, here), (Target, target), (Locality, local), (Payee, payee), (Purpose, purpose)):
        table.create(**row)
    counts = dict.fromkeys(("read", "new", "changed", "unchanged", "rejected"), 0)
    taken = {**here, "file_name": "f", "file_digest": "d", "first_on": DAY, "last_on": DAY, **counts, "at": NOW}
    made = SpendImport.create(**taken)
    finding = {"import_": made, "row": 1, "column": "", "value": "", "problem": "p", "action": "a"}
    paid = {**here, "taken_in": made, "row": 1, "key": "k", "paid_on": DAY, "period_key": "2026-27-Q2", "pence": -1}
    payment = Payment.create(**paid, payee=Payee.get(), purpose=Purpose.get())
    before = {"payment": payment, "changed_in": made, "taken_in": made, "row": 1, "pence": 1}
    other_file = SpendImport.create(**taken)
    out = {"file": other_file, "why": "It was of another quarter.", **by, "at": NOW}
    SpendTakenOut.create(**{**out, "file": made})
    edition = Edition.close(cast.fairshire.id, "2026-27-Q2", [], as_at=DAY, by=None, at=NOW)
    share = {"edition": edition, "slug": "s", "way": "on", "whose": "w", "pence": 1, "shown": True, "total": False}
    return {
        Buying: {"authority": cast.westmoor},
        Target: {**target, "measure": "value"},
        Locality: {**local, "supplier": other},
        SpendImport: taken,
        SpendFinding: finding,
        Payee: {**payee, "key": "new"},
        Purpose: {**purpose, "words": "new"},
        SpendTakenOut: out,
        Payment: {**paid, "payee": Payee.get(), "purpose": Purpose.get()},
        PaymentBefore: before,
        SpendShare: share,
    }


BROKEN: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "what_is_major_is_worth_something": (Buying, {"major_pence": 0}),
    "buying_authority_id": (Buying, {"authority": 1}),
    "what_a_target_is_about_is_known": (Target, {"subject": "tall"}),
    "what_a_target_measures_is_known": (Target, {"measure": "weight"}),
    "a_target_is_a_share": (Target, {"percent": 101}),
    "a_target_says_where_it_is_stated": (Target, {"said_in": ""}),
    "a_target_is_stated_once": (Target, {"measure": "count"}),
    "a_supplier_is_local_or_not": (Locality, {"local": ""}),
    "where_it_is_known_from_that_a_supplier_is_local": (Locality, {"source": ""}),
    "a_supplier_is_local_to_an_authority_once": (Locality, {"supplier": 1}),
    "every_payment_that_was_read_is_accounted_for": (SpendImport, {"new": 1}),
    "payments_are_counted_from_nought": (SpendImport, {"new": -1, "changed": 1}),
    "a_spending_file_begins_before_it_ends": (SpendImport, {"first_on": date(2026, 7, 4)}),
    "a_row_of_spending_is_numbered_as_a_spreadsheet_does": (SpendFinding, {"row": 0}),
    "why_a_spending_file_was_wrong_is_said": (SpendTakenOut, {"why": ""}),
    "spend_taken_out_file_id": (SpendTakenOut, {"file": 1}),
    "how_a_payee_was_matched_is_known": (Payee, {"matched_by": "feeling", "supplier": 1}),
    "a_payee_that_is_a_supplier_says_why": (Payee, {"supplier": 1}),
    "a_covered_name_is_nobody": (Payee, {"covered": True, "supplier": 1, "matched_by": "name"}),
    "who_decided_about_a_payee_is_known": (Payee, {"decided_at": NOW}),
    "a_payee_is_known_once": (Payee, {"key": "taken"}),
    "a_purpose_is_known_once": (Purpose, {"words": "taken"}),
    "a_payment_stands_in_a_row": (Payment, {"row": 0}),
    "a_payment_stood_in_a_row": (PaymentBefore, {"row": 0}),
    "how_something_was_bought_is_known": (SpendShare, {"way": "by chance"}),
    "people_are_counted_from_nought": (SpendShare, {"people": -1}),
}


def _wrong(wrong: dict[str, Any], cast: Cast) -> dict[str, Any]:
    supplier, file = (table.select().order_by(table.id).first() for table in (Supplier, SpendImport))
    first = {"supplier": supplier, "authority": cast.fairshire, "file": file}
    return wrong | {name: value for name, value in first.items() if name in wrong}


def test_each_rule_of_spending_is_broken_by_the_one_value_that_it_forbids(cast: Cast) -> None:
    said = {}
    with writing():
        rows = _rows(cast)
        for rule, (table, wrong) in BROKEN.items():
            with pytest.raises(peewee.IntegrityError) as refused, Payment._meta.database.atomic():
                table.create(**{**rows[table], **_wrong(wrong, cast)})
            said[rule] = broken_rule(refused.value)
        for table, row in rows.items():
            table.create(**row)
    assert said == {rule: rule for rule in BROKEN}


def test_every_rule_of_the_tables_of_spending_stands_in_this_list() -> None:
    checks = {check.nodes[1]._path[0] for table in TABLES for check in table._meta.constraints or ()}
    indexes = {
        index._name for table in TABLES for index in table._meta.fields_to_index() if getattr(index, "_unique", False)
    }
    assert {name for name in checks | indexes if not name.endswith("_public_id")} == set(BROKEN)


def test_what_a_council_says_of_itself_is_said_as_a_whole_and_by_one_at_a_time(cast: Cast) -> None:
    target = {"subject": "sme", "measure": "count", "percent": 30, "said_in": "The strategy", "since_on": None}
    stamp: dict[str, Any] = {"by": cast.frank.id, "at": NOW}
    with writing():
        said = Buying.say(
            cast.fairshire.id, {"major_pence": 5}, [target, {**target, "measure": "value"}], version=0, **stamp
        )
        Buying.say(cast.fairshire.id, {"local_means": "Here"}, [target], version=said.version, **stamp)
        with pytest.raises(Stale):
            Buying.say(cast.fairshire.id, {"local_means": "There"}, [], version=said.version, **stamp)
    kept = Buying.of(cast.fairshire.id)
    assert (kept.major_pence, kept.local_means) == (5, "Here")
    assert [(one.subject, one.measure) for one in Target.of(cast.fairshire.id)] == [("sme", "count")]


def test_who_is_local_is_said_again_or_no_more(cast: Cast) -> None:
    with writing():
        one = Supplier.add("One", "test", by=cast.dana.id, at=NOW)
        for local in ("yes", "no", "no", ""):
            Locality.say(cast.fairshire.id, one, local, "Its letter" if local else "", by=cast.dana.id, at=NOW)
            assert Locality.of(cast.fairshire.id) == ({one.id: local} if local else {})
