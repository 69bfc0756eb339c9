"""The demonstration’s register: every kind of row that a page shows is there, and it happened as it does in life."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import Any

import peewee
import pytest

from models.register.edition import Edition
from models.register.terms import ARRANGEMENTS, PAYMENTS, PROCESSES, VALUE_KINDS, VOLUMES
from portal.demo.whole import STEPS
from portal.releasing import guard
from portal.releasing.rows import REDACTIONS
from portal.settings import Settings
from tests.portal.demo.conftest import Told, tell

AS_AT = "2026-09-30"
IN_A_YEAR, IN_TWO_YEARS = "2027-09-30", "2028-09-30"
Row = dict[str, Any]


def says(name: str, key: str) -> Callable[[Row], bool]:
    """Whether a column of a contract says just this."""
    return lambda row: bool(row[name] == key)


KINDS: dict[str, Callable[[Row], Any]] = {
    **{f"arrangement {key}": says("arrangement", key) for key in ARRANGEMENTS if key not in ("", "call_off")},
    **{f"volume {key}": says("volume", key) for key in VOLUMES if key not in ("", "spot")},
    **{f"paid {key}": says("payment", key) for key in PAYMENTS if key},
    **{f"value {key}": says("value_kind", key) for key in VALUE_KINDS},
    **{f"bought by {key}": says("process", key) for key in PROCESSES if key},
    "a framework that others may use": lambda row: row["users"],
    "a framework with lots": lambda row: row["lots"] and len({part["lot"] for part in row["suppliers"]}) > 1,
    "called off from a framework of its own": lambda row: (row["within"] or {}).get("authority") == "fairshire",
    "called off from a neighbour’s framework": lambda row: (row["within"] or {}).get("authority") == "westmere",
    "several suppliers": lambda row: len(row["suppliers"]) > 2,
    "suppliers with shares": lambda row: any(part["value_pence"] for part in row["suppliers"]),
    "extended": lambda row: row["extensions"],
    "may be extended": lambda row: row["extension_months"],
    "a break that has passed": lambda row: row["break_on"] and row["break_on"] < AS_AT,
    "a break to come": lambda row: row["break_on"] and row["break_on"] > AS_AT,
    "a review that has passed": lambda row: row["review_on"] and row["review_on"] < AS_AT,
    "a review to come": lambda row: row["review_on"] and row["review_on"] > AS_AT,
    "no end, with a note": lambda row: not row["ends_on"] and row["ends_note"],
    "ended in the quarter": lambda row: row["ends_on"] and row["ends_on"] < AS_AT,
    "places": lambda row: row["places"],
    "an area": lambda row: row["area"],
    "a fixed cost": lambda row: row["fixed_cost"] == "yes",
    "an estimated cost": lambda row: row["fixed_cost"] == "no",
    "a redacted supplier": lambda row: row["supplier_words"] == REDACTIONS[0] and not row["suppliers"],
    "a redacted value": lambda row: row["value_words"] == REDACTIONS[1] and row["value_pence"] is None,
    "a supplier that belongs to a group": lambda row: any(part["group_name"] for part in row["suppliers"]),
    "a supplier that was merged": lambda row: any(part["formerly"] for part in row["suppliers"]),
    "a small or medium supplier": lambda row: any(part["sme"] == "yes" for part in row["suppliers"]),
    "a large supplier": lambda row: any(part["sme"] == "no" for part in row["suppliers"]),
    "a supplier of unknown size": lambda row: any(part["sme"] == "" for part in row["suppliers"]),
    "a voluntary supplier": lambda row: any(part["vcse"] == "yes" for part in row["suppliers"]),
    "a supplier that may be voluntary": lambda row: any(part["vcse"] == "" for part in row["suppliers"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_contract_that_a_page_shows_is_there(told: Told, kind: str) -> None:
    assert any(KINDS[kind](row) for row in told.contracts)


def test_sixty_to_ninety_contracts_are_in_force(told: Told) -> None:
    assert 60 <= len(told.contracts) <= 90


def test_contracts_end_within_a_year_and_within_two(told: Told) -> None:
    ends = [row["ends_on"] for row in told.contracts if row["ends_on"]]
    assert sum(AS_AT < end <= IN_A_YEAR for end in ends) > 10
    assert sum(IN_A_YEAR < end <= IN_TWO_YEARS for end in ends) > 10


def test_several_contracts_of_one_service_end_together(told: Told) -> None:
    together = Counter((row["service"]["key"], row["ends_on"]) for row in told.contracts if row["ends_on"])
    assert together["short-breaks", "2027-06-30"] >= 4


def test_each_of_the_three_written_statements_has_ten_contracts_and_three_suppliers(told: Told) -> None:
    for key in ("fostering", "supported-accommodation", "short-breaks"):
        rows = [row for row in told.contracts if row["service"]["key"] == key]
        assert len(rows) >= 10
        assert len({part["slug"] for row in rows for part in row["suppliers"]}) >= 3


def test_the_newest_six_quarters_are_closed_in_time(told: Told) -> None:
    editions = told.of("fairshire")
    keys = ["2025-26-Q1", "2025-26-Q2", "2025-26-Q3", "2025-26-Q4", "2026-27-Q1", "2026-27-Q2"]
    assert [edition["period_key"] for edition in editions] == keys
    assert not any(edition["closed_late"] for edition in editions)


def test_contracts_start_and_end_and_change_between_any_two_quarters(told: Told) -> None:
    quarters = [{row["slug"]: row for row in edition["rows"]["contract"]} for edition in told.of("fairshire")]
    for before, after in pairwise(quarters):
        assert after.keys() - before.keys(), "something is new"
        assert before.keys() - after.keys(), "something has ended"
        assert any(before[slug] != after[slug] for slug in before.keys() & after.keys()), "something changed"


def test_the_value_of_one_contract_can_be_followed_through_the_quarters(told: Told) -> None:
    rows = [row for edition in told.of("fairshire") for row in edition["rows"]["contract"]]
    lodgings = [row["value_pence"] for row in rows if row["title"] == "Supported lodgings, north of the county"]
    assert lodgings == [47200000] * 5 + [48000000]


def test_one_quarter_was_corrected_with_a_reason(told: Told) -> None:
    corrected = [edition for edition in told.of("fairshire") if edition["revision"]]
    assert [edition["period_key"] for edition in corrected] == ["2025-26-Q3"]
    assert [revision["reason"] is None for revision in corrected[0]["revisions"]] == [True, False]
    alliance = [row for row in corrected[0]["rows"]["contract"] if row["payment"] == "alliance"]
    assert [row["value_pence"] for row in alliance] == [195000000]
    assert sum(part["value_pence"] for part in alliance[0]["suppliers"]) == 195000000


def test_one_contract_was_taken_down_everywhere(told: Told) -> None:
    assert [one["slug"] for one in told.removed["fairshire"]] == ["fc-2025-0812"]
    assert all(row["slug"] != "fc-2025-0812" for edition in told.of("fairshire") for row in edition["rows"]["contract"])
    assert told.newest["rows"]["withheld"][0]["taken_down"] == 1


def test_what_was_bought_for_one_person_shows_as_totals_only(told: Told) -> None:
    totals = {row["service"]["key"]: row for row in told.newest["rows"]["totals"]}
    assert totals["childrens-homes"]["spend_pence"] > 0
    assert totals["family-assessments"]["withheld"]
    assert totals["family-assessments"]["people"] is None
    several = totals["supported-accommodation"]
    assert (several["people"], several["spend_pence"]) == (15, None), "people are counted in fives"
    assert told.newest["rows"]["withheld"][0]["spot"] >= len(told.spot) > 20, "told as “up to”"
    public = {row["slug"] for edition in told.editions for row in edition["rows"]["contract"]}
    assert not public & {contract.slug for contract in told.spot}


def test_of_what_was_paid_every_way_of_buying_shows_something_and_some_of_it_is_withheld(told: Told) -> None:
    paid = {row["service"]["key"]: row for row in told.newest["rows"]["spend"] if row["service"]}
    whole = next(row for row in told.newest["rows"]["spend"] if row["whole"])
    assert min(whole["on"], whole["spot"], whole["off"]) > 100_000_00
    for way in ("on", "spot", "off"):
        assert sum(row[way] is not None for row in paid.values()) >= 2, way
        assert any(row[way] is None for row in paid.values()), way
    assert {key for key, row in paid.items() if row["spot"]} == {"childrens-homes", "fostering"}


def test_a_spending_file_that_named_somebody_was_taken_out(told: Told) -> None:
    assert told.taken_out == ["spending-2026-27-q2-draft.csv: The name of a foster carer was not covered."]
    assert "Wetherby" not in told.payees


def test_the_guard_holds_two_contracts_and_two_were_let_pass(told: Told) -> None:
    held = [one for one in told.held if one.authority.slug == "fairshire" and one.held_reason != "taken down"]
    assert len(held) == 2
    assert told.newest["rows"]["withheld"][0]["held"] == 2
    assert len(told.let_pass) == 2
    assert all(release.why for release in told.let_pass)


def test_names_that_may_be_one_supplier_wait_for_a_decision(told: Told) -> None:
    pairs = {(proposal.a.name, proposal.b.name) for proposal in told.proposals}
    assert ("Kite Club Fairshire", "KITE CLUB, FAIRSHIRE") in pairs
    assert ("Stonecrop Care Group Ltd", "Stonecrop Care Group Limited") in pairs


def test_the_cast_of_providers_are_suppliers_and_linked(told: Told) -> None:
    assert set(told.linked) == {
        "Harbour Young People", "Northgate Homes Ltd", "Wharfside Housing Trust", "Mill Lane Lodgings",
        "Elm Street Supported Living Ltd",
    }  # fmt: skip


def test_a_call_waits_for_its_provider_and_somebody_stands_in_for_an_officer(told: Told) -> None:
    assert told.care == ["Ms Okoro, Erin Castle", "Erin Castle for Dana Whitfield", "Harbour Young People Ltd?"]


def test_one_was_entered_twice_and_one_file_was_another_councils(told: Told) -> None:
    assert [(one.reference, one.left_out_with is not None) for one in told.left_out] == [
        ("MB-104", True), ("MB-117", True), ("MB-131", True), ("PO-4471902", False),
    ]  # fmt: skip
    released = {row["slug"] for edition in told.editions for row in edition["rows"]["contract"]}
    assert not released & {one.slug for one in told.left_out}


def test_every_row_of_the_files_is_accounted_for(told: Told) -> None:
    files = ["contracts-register.csv", "westmere.csv", "award_rows.csv"]
    assert {file.file_name for file in told.imports} == {*files, "millborough-contracts.csv"}
    for file in told.imports:
        assert file.read == file.new + file.changed + file.unchanged + file.rejected >= 3
        assert file.rejected == 0


def test_real_councils_have_their_newest_two_quarters(told: Told) -> None:
    counts = Counter(edition["authority"] for edition in told.editions)
    real = counts.keys() - {"fairshire", "westmere"}
    assert len(real) >= 8
    assert {counts[slug] for slug in real} == {2}
    rows = Counter({slug: len(told.of(slug)[-1]["rows"]["contract"]) for slug in real})
    assert sum(number >= 30 for number in rows.values()) >= 4
    assert 200 < rows.total() < 400


def test_every_edition_and_the_audit_chain_are_whole(told: Told) -> None:
    assert told.breaks == []
    assert len(told.steps) == STEPS


def test_nothing_public_is_what_the_guard_stops_but_for_what_a_person_let_pass(told: Told) -> None:
    let_pass = {release.contract.slug for release in told.let_pass}
    for row in [row for edition in told.editions for row in edition["rows"]["contract"]]:
        names, lots = [part["name"] for part in row["suppliers"]], [part["lot"] for part in row["suppliers"]]
        assert row["slug"] in let_pass or guard.held(guard.of_values(row, names, lots)) is None, row["title"]


def test_no_word_of_what_is_held_or_taken_down_was_released(told: Told) -> None:
    released = json.dumps(told.editions, ensure_ascii=False)
    for words in ("004417", "Orchard Lane", "Therapeutic support, Ashcombe", 'Spot purchase"'):
        assert words not in released


def test_people_of_the_demonstration_can_be_reached_nowhere(told: Told) -> None:
    fairshire = json.dumps(told.of("fairshire"), ensure_ascii=False)
    hosts = set(re.findall(r"(?:@|://)([\w.-]+)", fairshire))
    assert hosts
    assert all(host.endswith(".example") for host in hosts)


# A day on which a quarter has just ended, and the last instant of a year, just before a quarter ends.
@pytest.mark.parametrize(
    ("engine", "now"),
    [("sqlite", datetime(2027, 4, 1, 0, 5)), ("postgresql", datetime(2026, 12, 31, 23, 59))],
)
def test_it_can_be_told_on_any_day_and_happens_before_it(
    settings: Settings, store: peewee.Database, now: datetime
) -> None:
    assert len(tell(settings, now)) == STEPS
    closed = [edition.closed_at for edition in Edition.select()]
    assert max(closed) <= now
    keys = {edition.period_key for edition in Edition.latest() if edition.authority.slug == "fairshire"}
    assert len(keys) == 6


def test_who_follows_a_service_and_who_follows_the_council_were_told_of_the_newest_quarter(told: Told) -> None:
    assert told.told_of_quarters == 2
