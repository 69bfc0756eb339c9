"""Taking in spending files: every row accounted for, the same again changes nothing, nobody is guessed."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.audit import AuditEvent
from models.authority import Authority
from models.conflicts import Stale
from models.spending.payment import Payee, Payment, Purpose
from models.spending.taking_in import SpendImport
from portal.spending import work
from portal.spending.comparing import compare
from tests.fixtures.cast import Cast
from tests.fixtures.queries import Counting
from tests.portal.releasing.conftest import Register
from tests.portal.spending.files import row, spending
from tests.portal.spending.test_reading_spending import read

NOW = datetime(2026, 10, 5, 8)


def take(cast: Cast, rows: list[list[str]], **more: Any) -> work.Taken:
    authority = Authority.get_by_id(cast.fairshire.id)
    return work.take_in(spending(rows), authority, by=cast.dana.id, now=NOW, name="spend.csv", **more)


def counts(found: work.Taken) -> tuple[int, ...]:
    one = found.counts
    return (one.read, one.new, one.changed, one.unchanged, one.rejected)


def payments() -> Counter[tuple[str, int]]:
    rows = Payment.select(Payee.name, Payment.pence).join(Payee).tuples()
    return Counter(rows)


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    rows = [row(), row(), row("Kite", "-20", number=""), row(day="x")]
    assert counts(take(cast, rows, dry_run=True)) == (4, 3, 0, 0, 1)
    assert Payment.select().count() == SpendImport.select().count() == Payee.select().count() == 0, "tried only"
    assert counts(take(cast, rows)) == (4, 3, 0, 0, 1)
    before = [list(table.select().order_by(table.id).dicts()) for table in (Payment, Payee, Purpose)]
    assert counts(take(cast, rows)) == (4, 0, 0, 3, 1)
    assert [list(table.select().order_by(table.id).dicts()) for table in (Payment, Payee, Purpose)] == before
    assert [one.action for one in AuditEvent.select().order_by(AuditEvent.id)][-2:] == ["spending.taken_in"] * 2


def test_one_amount_that_differs_is_a_change_and_two_are_new(cast: Cast) -> None:
    take(cast, [row(amount="10"), row("Kite", "5"), row("Kite", "6")])
    found = take(cast, [row(amount="11"), row("Kite", "7"), row("Kite", "8")])
    assert counts(found) == (3, 2, 1, 0, 0)
    assert [(one.value, one.problem) for one in found.findings] == [
        ("2", "payments of these days that this file lacks")
    ]
    assert payments() == {("Harbour Young People Ltd", 1100): 1, **{("Kite", n): 1 for n in (500, 600, 700, 800)}}


def test_suppliers_are_found_by_number_and_by_exact_name_and_never_guessed(cast: Cast, register: Register) -> None:
    harbour = register.supplier("Harbour Young People Ltd", company_number="01234567")
    kite = register.supplier("Kite Club")
    register.supplier("Twin Homes", company_number="07777777")
    register.supplier("Twin Homes Two", company_number="07777777")
    found = take(cast, [
        row("HARBOUR (PAYMENTS)", company="1234567"), row("kite  CLUB"),
        row("Kite Club Limited"), row("Nobody Ltd"), row("Other", company="07777777"),
        row("REDACTED PERSONAL DATA"),
    ])  # fmt: skip
    assert found.payees == {"number": 1, "name": 1, "person": 0, "proposed": 2, "covered": 1, "nobody": 1}
    told = {payee.name: (payee.supplier_id, payee.matched_by, payee.open) for payee in Payee.select()}
    assert told == {
        "HARBOUR (PAYMENTS)": (harbour.id, "number", False), "kite CLUB": (kite.id, "name", False),
        "Kite Club Limited": (None, "", True), "Nobody Ltd": (None, "", False), "Other": (None, "", True),
        "REDACTED": (None, "", False),
    }  # fmt: skip
    assert {one.problem for one in found.findings} == {
        "nearly the name of a supplier", "a number of several suppliers"
    }  # fmt: skip


def test_what_an_officer_said_stays_said(cast: Cast, register: Register) -> None:
    kite = register.supplier("Kite Club")
    rows = [row("Kite Club Limited")]
    take(cast, rows)
    payee = Payee.get()
    work.decide(payee, kite.id, by=cast.dana.id, now=NOW, version=payee.version)
    with pytest.raises(Stale):
        work.decide(payee, None, by=cast.dana.id, now=NOW, version=payee.version)
    assert take(cast, rows).payees["person"] == 1
    assert (Payee.get().supplier_id, Payee.get().matched_by) == (kite.id, "person")
    fresh = Payee.get()
    work.decide(fresh, None, by=cast.dana.id, now=NOW, version=fresh.version)
    assert take(cast, rows).payees["nobody"] == 1
    assert Payee.get().open is False


def test_a_purpose_gets_the_service_whose_title_it_names_or_what_an_officer_says(cast: Cast) -> None:
    title = cast.service.title
    take(cast, [row(service=title.upper()), row(service="Beds")])
    told = {purpose.words.split(" › ")[1]: purpose for purpose in Purpose.select()}
    assert told[title.upper()].service_id == cast.service.id
    assert told["Beds"].service_id is None
    work.sort(told["Beds"], cast.service.id, by=cast.dana.id, now=NOW, version=1)
    assert Purpose.get_by_id(told["Beds"].id).service_id == cast.service.id


def test_a_file_of_another_body_is_refused(cast: Cast) -> None:
    with pytest.raises(work.BadFile):
        take(cast, [row(body="Westmoor")])


def test_more_rows_are_not_more_questions(cast: Cast, queries: Counting) -> None:
    asked = []
    for many in (5, 400):
        rows = [row(f"Firm {n}", number=f"{many}-{n}") for n in range(many)]
        with queries() as seen:
            take(cast, rows)
        asked.append(len(seen))
    assert asked[0] == asked[1]


LINES = st.lists(st.tuples(st.sampled_from("ab"), st.integers(-3, 3)), max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=LINES, file=LINES.filter(bool))
def test_every_row_is_new_changed_or_unchanged_and_the_same_file_again_is_not_new(
    known: list[tuple[str, int]], file: list[tuple[str, int]]
) -> None:
    lines = read(spending([row(name, f"{amount}.00") for name, amount in file])).lines
    keys = {one.name: one.key for one in read(spending([row(name) for name in "ab"])).lines}
    there = [(number, keys[name], 100 * amount) for number, (name, amount) in enumerate(known)]
    found = compare(lines, there)
    assert len(found.new) + len(found.changed) + found.unchanged == len(lines)
    changed = [(n, k, found.changed[n].pence if n in found.changed else p) for n, k, p in there]
    after = [*changed, *((1000 + n, one.key, one.pence) for n, one in enumerate(found.new))]
    again = compare(lines, after)
    assert (len(again.new), len(again.changed), again.unchanged) == (0, 0, len(lines))
    assert len(after) - again.gone == len(lines)
