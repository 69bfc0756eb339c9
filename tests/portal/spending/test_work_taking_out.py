"""Taking out a spending file that was wrong: what it did is undone, and the names that it brought are forgotten."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.audit import AuditEvent, head
from models.conflicts import AlreadyDone, NotNow
from models.spending.payment import Payee, Payment, PaymentBefore, Purpose
from models.spending.taking_in import SpendFinding, SpendImport
from portal.releasing import work as releasing
from portal.spending import work
from tests.fixtures.cast import Cast
from tests.portal.spending.files import row, spending

NOW = datetime(2026, 10, 5, 8)


def take(cast: Cast, *rows: list[str], name: str = "spend.csv") -> SpendImport:
    work.take_in(spending(rows), cast.fairshire, by=cast.joan.id, now=NOW, name=name)
    return SpendImport.select().order_by(SpendImport.id.desc()).get()


def out(cast: Cast, one: SpendImport, why: str = "It was of another quarter.") -> None:
    work.take_out(SpendImport.get_by_id(one.id), why, by=cast.joan.id, now=NOW + timedelta(days=1))


def known() -> tuple[list[Any], ...]:
    """Everything that files have brought."""
    return tuple(list(table.select().order_by(table.id).dicts()) for table in (Payment, Payee, Purpose, PaymentBefore))


lines = st.builds(
    row,
    st.sampled_from(("Kite", "Owl", "REDACTED PERSONAL DATA")),
    st.sampled_from(("5.00", "6.00", "-7.00")),
    number=st.sampled_from(("T1", "T2")),
    service=st.sampled_from(("Beds", "Repairs")),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.lists(lines, min_size=1, max_size=5), min_size=2, max_size=4))
def test_whatever_files_say_of_the_same_days_each_is_undone_exactly(cast: Cast, files: list[list[list[str]]]) -> None:
    stood, made = [known()], []
    for rows in files:
        made.append(take(cast, *rows))
        stood.append(known())
    for one, before in zip(reversed(made), reversed(stood[:-1]), strict=True):
        assert known() != before or not (one.new + one.changed)
        out(cast, one)
        assert known() == before


def test_it_says_who_took_it_out_and_why_and_keeps_no_name(cast: Cast) -> None:
    one = take(cast, row("Mrs Jane Jones"), row(amount="x"), row(service="For the Jones family"))
    assert {finding.value for finding in SpendFinding.select()} == {"x", "Mrs Jane Jones"}
    out(cast, one, " A person is named. ")
    assert not any(table.select().count() for table in (Payment, Payee, Purpose, SpendFinding))
    (kept,) = SpendImport.of([cast.fairshire.id])
    assert (kept.out.why, kept.out.by_id, kept.out.at) == ("A person is named.", cast.joan.id, NOW + timedelta(days=1))
    event = AuditEvent.select().order_by(AuditEvent.number.desc()).get()
    assert (event.action, event.subject, event.words) == ("spending.taken_out", one.subject, "A person is named.")


def test_the_file_that_was_built_upon_it_goes_first(cast: Cast) -> None:
    first = take(cast, row("Kite", "5"), name="wrong.csv")
    elsewhere = take(cast, row("Kite", "5", day="02/08/2026"), name="august.csv")
    beside = take(cast, row("Owl", number="T9"), name="another department.csv")
    assert first.built_upon() is None, "neither of them speaks of what it brought"
    again = take(cast, row("Kite", "5"), row("Owl", "3"), name="right.csv")
    assert first.built_upon() == again
    before, sealed = known(), head()
    with pytest.raises(NotNow):
        out(cast, first)
    assert (known(), head()) == (before, sealed)
    for one in (again, first, beside, elsewhere):
        out(cast, one)
    assert not Payment.select().exists()


@pytest.mark.parametrize("why", ["", "  \n"])
def test_without_a_reason_nothing_is_taken_out(cast: Cast, why: str) -> None:
    one = take(cast, row())
    with pytest.raises(ValueError, match="what was wrong"):
        out(cast, one, why)
    assert Payment.select().count() == 1


def test_it_is_taken_out_once_and_may_be_taken_in_again(cast: Cast) -> None:
    one = take(cast, row())
    out(cast, one)
    with pytest.raises(AlreadyDone):
        out(cast, one)
    assert SpendImport.same(cast.fairshire.id, one.file_digest) is None
    again = take(cast, row())
    assert (again.new, Payment.select().count()) == (1, 1)
    assert SpendImport.same(cast.fairshire.id, one.file_digest) == again


def test_whom_an_edition_has_counted_stays_as_nobody_in_particular(cast: Cast) -> None:
    """Its number must never be somebody else’s: later editions are compared with what each payee received."""
    one = take(cast, row("Jane Jones"), row("Owl"))
    releasing.close_quarter("2026-27-Q2", cast.fairshire, None, NOW)
    take(cast, row("New to us", day="02/07/2026"))
    ids = {payee.name: payee.id for payee in Payee.select()}
    out(cast, one)
    left = {payee.id: (payee.name, payee.covered, payee.key) for payee in Payee.select()}
    assert left[ids["Jane Jones"]] == ("REDACTED", True, f"taken out {ids['Jane Jones']}")
    assert left[ids["New to us"]][0] == "New to us"
    assert take(cast, row("Jane Jones")).new == 1
    assert Payee.get(Payee.name == "Jane Jones").id not in ids.values()
