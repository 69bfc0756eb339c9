"""Closing a quarter, correcting it, taking down: on both stores."""

from datetime import date, datetime
from typing import Any

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Taken
from models.register.contract import Contract
from models.register.edition import Edition, EditionRow, breaks
from models.register.framework_user import FrameworkUser
from models.register.merge_proposal import MergeProposal
from models.store import writing
from portal.releasing import released, work

LAW = "Section 12 of the Administration of Justice Act 1960"


def test_a_quarter_holds_what_was_in_force_and_above_the_threshold(register: Any) -> None:
    harbour = register.supplier(sme="yes")
    register.contract(harbour)
    register.contract(ends_on=date(2026, 6, 30))
    register.contract(value_pence=500_000)
    register.contract(value_pence=None)
    closed = register.close()
    assert sorted(register.rows("contract")) == ["ef-1", "ef-4"]
    assert (closed.contracts, closed.stopped) == (2, 0)
    assert closed.edition.as_at == date(2026, 9, 30)
    row = register.rows("contract")["ef-1"]
    assert row["suppliers"][0]["name"] == "Harbour Young People Ltd"
    assert (row["last_possible_end"], row["start_known"], row["value_pence"]) == ("2027-03-31", True, 12_000_000)
    assert register.rows("authority")["fairshire"]["threshold_pence"] == 500_000
    event = AuditEvent.select().order_by(AuditEvent.number.desc()).get()
    assert (event.action, event.by) == ("edition.closed", register.cast.erin.id)


def test_each_authority_closes_its_own(register: Any) -> None:
    register.contract()
    register.contract(authority=register.cast.westmoor)
    register.close(authority=register.cast.westmoor)
    assert sorted(register.rows("contract")) == ["ef-2"]
    assert [one.name for one in work.authorities_to_close()] == ["Fairshire County Council", "Westmoor County Council"]


def test_a_quarter_that_has_not_ended_or_is_closed_is_refused(register: Any, now: datetime) -> None:
    register.contract()
    with pytest.raises(NotNow):
        register.close("2026-27-Q3")
    with pytest.raises(NotNow):
        register.close(now=datetime(2026, 9, 30, 22, 59, 59))
    register.close(now=datetime(2026, 9, 30, 23, 0))
    with pytest.raises(AlreadyDone):
        register.close()
    with pytest.raises(ValueError):
        register.close("2026-27-H1")
    assert Edition.select().count() == 1


def test_a_correction_is_a_revision_with_a_reason(register: Any, now: datetime) -> None:
    contract = register.contract()
    with pytest.raises(NotNow):
        work.correct("2026-27-Q2", register.cast.fairshire, "A wrong title.", register.cast.erin.id, now)
    register.close()
    register.act(contract, "change", {"title": "Short breaks at weekends framework"})
    work.correct("2026-27-Q2", register.cast.fairshire, "A wrong title.", register.cast.erin.id, now)
    assert register.rows("contract")["ef-1"]["title"] == "Short breaks at weekends framework"
    first, second = Edition.revisions(register.cast.fairshire.id, "2026-27-Q2")
    assert (first.reason, second.reason, second.revision) == (None, "A wrong title.", 1)
    assert register.rows("contract", first)["ef-1"]["title"] == "Short breaks framework"
    with pytest.raises(ValueError):
        work.correct("2026-27-Q2", register.cast.fairshire, " ", register.cast.erin.id, now)


def test_what_the_guard_stops_is_held_left_out_and_counted_until_a_person_lets_it_pass(register: Any) -> None:
    contract = register.contract(title="Residential placement for J.S.")
    closed = register.close()
    assert (closed.contracts, closed.stopped) == (0, 1)
    assert register.rows("withheld")["all"]["held"] == 1
    held = Contract.get_by_id(contract.id)
    assert held.held_reason == "initials, name, one placement"
    assert "J.S." in work.why_held(held)[0]
    register.act(held, "release", "It is the name of the house.")
    work.correct("2026-27-Q2", register.cast.fairshire, "Let pass.", None, register.now)
    assert list(register.rows("contract")) == ["ef-1"]
    register.act(held, "change", {"title": "Residential placement for K.S."})
    work.correct("2026-27-Q2", register.cast.fairshire, "Another text.", None, register.now)
    assert register.rows("contract") == {}


def test_a_purchase_for_one_person_is_counted_and_never_a_row(register: Any) -> None:
    suppliers = [register.supplier(f"Firm {word} Ltd") for word in ("one", "two", "three")]
    for number in range(6):
        register.spot(suppliers[number % 3], title="SPOTTITLE")
    register.close()
    assert register.rows("contract") == {}
    assert register.rows("withheld")["all"]["spot"] == 7
    total = register.rows("totals")["supported-accommodation"]
    assert (total["people"], total["suppliers"], total["withheld"]) == (5, 3, False)
    assert total["spend_pence"] == 36_100_000  # 183 of 365 days of six times £120,000, to £1,000
    assert not [row for row in EditionRow.select() if "SPOTTITLE" in row.data or "Firm" in row.data]


def test_a_correction_does_not_tell_the_price_of_the_one_who_was_missing(register: Any, now: datetime) -> None:
    suppliers = [register.supplier(f"Firm {word} Ltd") for word in ("one", "two", "three")]
    for number in range(6):
        register.spot(suppliers[number % 3])
    register.close()
    before = register.rows("totals")
    register.spot(suppliers[0], value_pence=20_000_000)
    work.correct("2026-27-Q2", register.cast.fairshire, "One was missing.", None, now)
    assert register.rows("totals") == before
    for number in range(8):
        register.spot(suppliers[number % 3])
    work.correct("2026-27-Q2", register.cast.fairshire, "Nine were missing.", None, now)
    assert register.rows("totals")["supported-accommodation"]["people"] == 15


def test_totals_stand_only_in_the_edition_that_ends_a_half_year(register: Any) -> None:
    register.spot(register.supplier())
    register.close("2026-27-Q1")
    assert register.rows("totals") == {}
    register.close("2026-27-Q2")
    assert register.rows("totals")["supported-accommodation"]["withheld"] is True


def test_a_redacted_supplier_bears_the_words_of_the_code_and_is_counted(register: Any, now: datetime) -> None:
    contract = register.contract(register.supplier("Jane Doe, foster carer"))
    register.close()
    assert register.rows("contract") == {}
    contract = Contract.get_by_id(contract.id)
    work.redact_supplier(
        contract, "REDACTED PERSONAL DATA", by=register.cast.dana.id, now=now, version=contract.version
    )
    register.act(contract, "release", "The carer’s name is taken out.")
    work.correct("2026-27-Q2", register.cast.fairshire, "Redacted.", None, now)
    row = register.rows("contract")["ef-1"]
    assert (row["suppliers"], row["supplier_words"]) == ([], "REDACTED PERSONAL DATA")
    assert register.rows("withheld")["all"]["redacted"]["REDACTED PERSONAL DATA"] == 1
    with pytest.raises(ValueError):
        work.redact_supplier(contract, "Hidden", by=register.cast.dana.id, now=now, version=contract.version)


def test_a_call_off_names_its_framework_only_where_that_is_public(register: Any) -> None:
    framework = register.contract(arrangement="framework", value_pence=100)
    hidden = register.contract(arrangement="framework", title="Placement of a child", value_pence=100)
    with writing():
        FrameworkUser.allow(framework.id, register.cast.westmoor.id, **register.stamp)
    for one in (framework, hidden):
        register.contract(arrangement="call_off_direct", within=one.id)
    register.close()
    rows = register.rows("contract")
    assert rows["ef-3"]["within"] == {"authority": "fairshire", "slug": "ef-1"}
    assert rows["ef-4"]["within"] is None
    assert rows["ef-1"]["users"] == [{"name": "Westmoor County Council", "slug": "westmoor"}]
    assert (rows["ef-1"]["value_kind"], "ef-2" in rows) == ("nominal", False)


def test_a_call_off_from_another_authority_waits_until_that_has_published(register: Any) -> None:
    framework = register.contract(arrangement="framework", authority=register.cast.westmoor)
    register.contract(arrangement="call_off_direct", within=framework.id)
    register.close()
    assert register.rows("contract")["ef-2"]["within"] is None
    register.close(authority=register.cast.westmoor)
    work.correct("2026-27-Q2", register.cast.fairshire, "The framework is public.", None, register.now)
    assert register.rows("contract")["ef-2"]["within"] == {"authority": "westmoor", "slug": "ef-1"}


def test_a_merged_supplier_says_under_which_public_names_it_went(register: Any, now: datetime) -> None:
    kept, gone, unseen = (register.supplier(name) for name in ("Harbour Ltd", "HARBOUR LIMITED", "Harbor"))
    register.contract(kept)
    register.contract(gone)
    register.close()
    for one in (gone, unseen):
        with writing():
            proposal = MergeProposal.propose(kept.id, one.id, "officer", now)
            proposal.merge(kept, by=register.cast.dana.id, at=now)
    work.correct("2026-27-Q2", register.cast.fairshire, "One firm.", None, now)
    parts = [row["suppliers"][0] for row in register.rows("contract").values()]
    assert [(part["slug"], part["formerly"]) for part in parts] == [("harbour-ltd", ["harbour-limited"])] * 2


def test_taking_down_empties_it_everywhere_and_holds_the_contract(register: Any, now: datetime) -> None:
    register.contract(register.supplier("TOKENFIRM Ltd"), title="TOKEN framework")
    register.contract()
    for quarter in ("2026-27-Q1", "2026-27-Q2"):
        register.close(quarter)
    work.correct("2026-27-Q1", register.cast.fairshire, "Again.", None, now)
    work.ask_take_down("fairshire/ef-1", LAW, register.cast.dana.id, now)
    with pytest.raises(Taken):
        work.ask_take_down("fairshire/ef-1", LAW, register.cast.dana.id, now)
    with pytest.raises(NeedsAnother):
        work.agree_take_down("fairshire/ef-1", register.cast.dana.id, now)
    assert work.agree_take_down("fairshire/ef-1", register.cast.erin.id, now) == 3
    assert not [row for row in EditionRow.select() if "TOKEN" in (row.data or "")]
    assert breaks() == []
    assert Contract.of(register.cast.fairshire.id, "ef-1").held_reason == "taken down"
    work.correct("2026-27-Q2", register.cast.fairshire, "After a take-down.", None, now)
    assert list(register.rows("contract")) == ["ef-2"]
    assert register.rows("withheld")["all"]["taken_down"] == 1
    gone = {"slug": "ef-1", "on": "2026-10-05", "reason": LAW}
    assert released.removed_anywhere() == {"fairshire": [gone]}
    assert "TOKEN" not in str(released.released())


def test_nothing_is_taken_down_that_nobody_asked_for_or_that_is_not_there(register: Any, now: datetime) -> None:
    register.contract()
    with pytest.raises(NotNow):
        work.ask_take_down("fairshire/ef-1", LAW, register.cast.dana.id, now)
    for address in ("fairshire/ef-1", "nowhere/ef-1", "fairshire", ""):
        with pytest.raises(work.Unknown):
            work.agree_take_down(address, register.cast.dana.id, now)
    with pytest.raises(ValueError):
        work.ask_take_down("fairshire/ef-1", " ", register.cast.dana.id, now)


def test_what_was_released_is_told_as_plain_dicts(register: Any, now: datetime) -> None:
    register.contract(service=register.cast.service.id)
    register.close("2025-26-Q4")
    register.close()
    work.correct("2026-27-Q2", register.cast.fairshire, "Again.", None, now)
    early, late = released.released()
    assert (early["period_key"], early["label"], early["closed_late"]) == ("2025-26-Q4", "January to March 2026", True)
    assert early["rows"]["contract"] == []
    assert (late["as_at"], late["closed_on"], late["closed_late"]) == ("2026-09-30", "2026-10-05", False)
    assert [(one["revision"], one["reason"]) for one in late["revisions"]] == [(0, None), (1, "Again.")]
    assert late["rows"]["service"][0] == {
        "key": "supported-accommodation",
        "title": "Supported accommodation",
        "segment": "",
        "stage": "",
        "stage_since_on": None,
    }


@pytest.mark.parametrize(
    ("closed_on", "late"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True), (date(2026, 10, 1), False)]
)
def test_a_quarter_is_closed_late_when_it_took_more_than_a_month(closed_on: date, late: bool) -> None:
    assert released.is_late(closed_on, work.quarter("2026-27-Q2")) is late


def test_an_authority_is_found_by_its_name_whatever_the_case(register: Any) -> None:
    assert work.authority_named(" fairshire COUNTY council ").slug == "fairshire"
    assert work.authority_named("westmoor").name == "Westmoor County Council"
    with pytest.raises(work.Unknown):
        work.authority_named("Nowhere")


def test_closing_takes_as_many_queries_for_thirty_contracts_as_for_three(register: Any, queries: Any) -> None:
    supplier = register.supplier()
    counts = []
    for quarter, more in (("2026-27-Q1", 3), ("2026-27-Q2", 27)):
        for _ in range(more):
            register.contract(supplier, service=register.cast.service.id)
        with queries() as seen:
            register.close(quarter)
        counts.append(len(seen))
    assert len(register.rows("contract")) == 30
    assert counts[1] - counts[0] <= 6  # those of the totals, which only the second quarter has
