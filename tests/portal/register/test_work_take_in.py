"""What becomes of the rows of a file: identity, clashes, what vanished, and nothing by halves."""

from datetime import datetime

import pytest

from models.audit import AuditEvent
from models.authority import Authority, Service
from models.register.contract import Contract
from models.register.taking_in import Finding, Import
from models.store import writing
from portal.register import keeping
from portal.register.bad_file import BadFile
from portal.register.finding_list import grouped
from tests.fixtures.queries import listening
from tests.portal.register.files import AWARDS
from tests.portal.register.taking import HEADINGS, ONE, TWO, counts, problems, register_of, suppliers_of

BAD = b"Name,Age\nA,1\n"


def test_a_first_import_makes_contracts_suppliers_and_awards(take) -> None:
    found = take(register_of(ONE, TWO), name="register.csv")
    assert counts(found) == (2, 2, 0, 0, 0)
    assert problems(found) == [(None, "new authority")]
    contract = Contract.get(Contract.reference == "R1")
    assert (contract.title, contract.value_pence, contract.value_kind) == ("Lodgings", 500_000, "whole")
    assert (str(contract.starts_on), str(contract.ends_on), contract.slug) == ("2026-04-01", "2029-03-31", "r1")
    assert suppliers_of("R1") == ["Rowan CIC"]
    kept = Import.get()
    assert (kept.file_name, kept.read, kept.new, kept.public_id) == ("register.csv", 2, 2, found.import_id)
    assert Finding.select().count() == 1
    assert [event.action for event in AuditEvent.select()].count("register.applied") == 1


def test_the_same_file_again_changes_nothing(take, register) -> None:
    take(register_of(ONE, TWO))
    before = register()
    versions = [row.version for row in Contract.select()]
    found = take(register_of(ONE, TWO))
    assert counts(found) == (2, 0, 0, 2, 0)
    assert not found.findings
    assert register() == before
    assert [row.version for row in Contract.select()] == versions


def test_the_same_rows_in_another_order_change_nothing(take, register) -> None:
    rows = [ONE, TWO, "R1,Lodgings,2026-04-01,2029-03-31,6000,Elm Ltd"]
    take(register_of(*rows))
    before = register()
    assert counts(take(register_of(*reversed(rows)))) == (3, 0, 0, 3, 0)
    assert register() == before


def test_a_dry_run_says_the_same_and_writes_nothing(take, register) -> None:
    before = register()
    tried = take(register_of(ONE, TWO, "bad"), dry_run=True)
    assert register() == before
    assert (Import.select().count(), AuditEvent.select().count(), tried.import_id) == (0, 0, None)
    done = take(register_of(ONE, TWO, "bad"))
    assert tried.said() == done.said()


def test_a_row_that_changed_is_changed_and_the_others_are_not(take) -> None:
    take(register_of(ONE, TWO))
    found = take(register_of(ONE.replace("5000", "5500"), TWO))
    assert counts(found) == (2, 0, 1, 1, 0)
    contract = Contract.get(Contract.reference == "R1")
    assert (contract.value_pence, contract.version) == (550_000, 2)
    assert Contract.get(Contract.reference == "R2").version == 1


def test_columns_that_a_file_does_not_have_stay_as_they_are(take) -> None:
    take(register_of(ONE + ",2028-01-01,A description", headings=HEADINGS + ",ReviewDate,Description"))
    found = take(register_of(ONE.replace("5000", "5500")))
    assert counts(found) == (1, 0, 1, 0, 0)
    contract = Contract.get()
    assert (str(contract.review_on), contract.description) == ("2028-01-01", "A description")


def test_a_column_that_is_empty_throughout_empties_nothing(take) -> None:
    take(register_of(ONE + ",2028-01-01", headings=HEADINGS + ",ReviewDate"))
    assert counts(take(register_of(ONE + ",", headings=HEADINGS + ",ReviewDate"))) == (1, 0, 0, 1, 0)
    assert str(Contract.get().review_on) == "2028-01-01"


def test_what_an_officer_changed_stays_when_the_same_file_comes_again(take, now) -> None:
    take(register_of(ONE))
    officer = Contract.get()
    with writing():
        officer.change({"title": "Supported lodgings"}, by=None, at=now, version=1)
    assert counts(take(register_of(ONE))) == (1, 0, 0, 1, 0)
    assert Contract.get().title == "Supported lodgings"


def test_a_row_that_names_its_own_authority_belongs_to_it(take) -> None:
    headings = HEADINGS + ",OrganisationLabel"
    found = take(register_of(ONE + ",Elsewhere NHS Trust", TWO + ",", headings=headings))
    assert {row.name: row.kind for row in Authority.select()} == {
        "Fairshire": "council",
        "Elsewhere NHS Trust": "nhs_body",
    }
    assert Contract.get(Contract.reference == "R1").authority.name == "Elsewhere NHS Trust"
    assert Contract.get(Contract.reference == "R2").authority.name == "Fairshire"
    assert problems(found) == [(None, "new authority"), (2, "new authority")]


def test_an_authority_of_almost_the_name_of_another_is_pointed_out(take) -> None:
    take(register_of(ONE), "Fairshire County Council")
    found = take(register_of(TWO), "Fairshire CC")
    assert Authority.select().count() == 2, "nothing is guessed"
    odd = [(one.problem, one.action) for one in found.findings if "new authority" in one.problem]
    assert odd == [
        (
            "new authority, of almost the name of one that is here",
            "not taken for Fairshire County Council: made, as a council in England, for the register only",
        )
    ]
    assert [group.problem for group in grouped(found.findings) if group.needs_a_look] == [odd[0][0]]
    for other in ("Fairshire Combined Authority", "North Fairshire Council", "The Council"):
        assert (None, "new authority") in problems(take(register_of(TWO), other))


def test_names_of_authorities_match_without_regard_to_case(take) -> None:
    take(register_of(ONE), "Fairshire Council")
    found = take(register_of(ONE, TWO), "FAIRSHIRE  council")
    assert counts(found) == (2, 1, 0, 1, 0)
    assert [row.name for row in Authority.select()] == ["Fairshire Council"]


def test_the_same_reference_with_another_title_or_dates_is_a_clash_and_both_are_kept(take) -> None:
    other = ONE.replace("Lodgings", "Homes")
    later = ONE.replace("2026-04-01", "2027-04-01")
    found = take(register_of(ONE, other, later))
    assert counts(found) == (3, 3, 0, 0, 0)
    assert sorted(row.slug for row in Contract.select()) == ["r1", "r1-2", "r1-3"]
    clash = "the same reference on another contract"
    assert problems(found)[1:] == [(3, clash), (4, clash)]
    assert counts(take(register_of(ONE, other, later))) == (3, 0, 0, 3, 0)


def test_the_same_supplier_again_with_another_value_is_a_clash(take) -> None:
    found = take(register_of(ONE, ONE.replace("5000", "500000")))
    assert sorted(row.value_pence for row in Contract.select()) == [500_000, 50_000_000]
    assert problems(found)[1:] == [(3, "the same reference and supplier with something else")]


def test_the_same_row_twice_is_counted_once(take) -> None:
    found = take(register_of(ONE, TWO, ONE))
    assert counts(found) == (3, 2, 0, 1, 0)
    assert found.findings[-1].action == "counted once, with row 2"


def test_without_a_reference_title_supplier_and_start_say_which_contract_it_is(take) -> None:
    rows = [",Taxis,2026-04-01,,5000,A Ltd", ",Taxis,2026-04-01,,6000,B Ltd", "N/A,Taxis,2026-05-01,,7000,A Ltd"]
    assert counts(take(register_of(*rows))) == (3, 3, 0, 0, 0)
    assert counts(take(register_of(*rows))) == (3, 0, 0, 3, 0)
    changed = [rows[0], rows[1].replace("6000", "6500"), rows[2]]
    assert counts(take(register_of(*changed))) == (3, 0, 1, 2, 0)
    assert all(row.slug.startswith("contract") for row in Contract.select())


def test_rows_of_one_reference_pair_by_title_and_start_then_one_with_one(take) -> None:
    take(register_of(ONE, ONE.replace("Lodgings", "Homes")))
    found = take(register_of(ONE.replace("5000", "1"), ONE.replace("Lodgings", "Houses")))
    assert counts(found)[1:4] == (0, 2, 0)
    assert sorted(row.title for row in Contract.select()) == ["Houses", "Lodgings"]


def test_more_than_one_left_under_a_known_reference_is_new_with_a_finding(take) -> None:
    take(register_of(ONE))
    found = take(register_of(ONE.replace("Lodgings", "Homes"), ONE.replace("Lodgings", "Houses")))
    assert counts(found) == (2, 2, 0, 0, 0)
    assert [
        row for row, problem in problems(found) if problem == "another contract under a reference that is known"
    ] == [2, 3]


def test_rows_that_vanished_are_one_finding_and_nothing_happens_to_them(take) -> None:
    take(register_of(ONE, TWO, ONE.replace("R1", "R3")))
    found = take(register_of(TWO))
    assert counts(found) == (1, 0, 0, 1, 0)
    [finding] = found.findings
    assert (finding.row, finding.problem, finding.value) == (None, "not in this file", "2: R1, R3")
    assert Contract.select().count() == 3


def test_what_officers_entered_has_not_vanished(take, now) -> None:
    take(register_of(ONE))
    with writing():
        Contract.add(Authority.get().id, {"title": "Entered", "reference": "X"}, by=None, at=now)
    assert not take(register_of(ONE)).findings


def test_a_call_off_finds_its_framework_wherever_it_stands_in_the_file(take) -> None:
    headings = HEADINGS + ",FrameworkReference"
    rows = ["C1,Call-off,,,5000,A Ltd,F1", "F1,Framework,,,0,A Ltd,", "C2,Other,,,5000,A Ltd,F9"]
    found = take(register_of(*rows, headings=headings))
    assert Contract.get(Contract.reference == "C1").within.reference == "F1"
    assert Contract.get(Contract.reference == "C2").within is None
    assert (4, "no framework of this reference is known") in problems(found)
    assert counts(take(register_of(*rows, headings=headings))) == (3, 0, 0, 3, 0)


def test_a_service_is_one_of_the_authoritys_own(take) -> None:
    take(register_of(ONE))
    service = Service.create(authority=Authority.get(), key="advocacy", title="Advocacy for children")
    found = take(register_of(ONE + ",advocacy for children", TWO + ",Gardening", headings=HEADINGS + ",Service"))
    assert Contract.get(Contract.reference == "R1").service_id == service.id
    assert (3, "not a service of this authority") in problems(found)


def test_rejected_rows_beside_good_ones(take) -> None:
    found = take(register_of(ONE, "R5,,,,5,B Ltd", "* a note,,,,,", TWO + ",,x"))
    assert counts(found) == (4, 1, 0, 0, 3)
    rejected = [(one.row, one.problem) for one in found.findings if one.action == "rejected"]
    assert rejected == [
        (3, "neither title nor description"),
        (4, "only one cell is filled: perhaps a note, or a heading between the rows"),
        (5, "more cells than the header has: a delimiter too many may have moved them"),
    ]  # fmt: skip


def test_a_day_against_one_that_is_known_and_not_in_the_file_is_not_kept(take) -> None:
    take(register_of(ONE))
    found = take(register_of("R1,Lodgings,2025-01-01,5000,Rowan CIC", headings=HEADINGS.replace("StartDate,", "")))
    assert (2, "against a day that is known") in problems(found)
    assert str(Contract.get().ends_on) == "2029-03-31"


def test_a_column_of_titles_that_is_empty_throughout(take) -> None:
    take(register_of("R1,,,,5000,Rowan CIC,Homes for care leavers", headings=HEADINGS + ",Description"))
    assert Contract.get().title == "Homes for care leavers"


def test_a_missing_quotation_mark_does_not_swallow_rows_silently(take) -> None:
    content = register_of(
        ONE, 'R2,"Advocacy,,,5,A Ltd', "R3,Homes,,,5,B Ltd", "R4,Boats,,,5,C Ltd", 'R5,"Cars",,,5,D Ltd'
    )
    found = take(content)
    swallowed = [one for one in found.findings if "quotation mark" in one.problem]
    assert [(one.row, one.action) for one in swallowed] == [(3, "rejected")]
    assert "R4" in swallowed[0].value


@pytest.mark.parametrize("content", [BAD, b"", register_of(), register_of("x,,,,,"), b"\x00\xff\xfe\x01"])
def test_a_bad_file_changes_nothing(take, register, content: bytes) -> None:
    before = register()
    with pytest.raises(BadFile):
        take(content)
    assert register() == before
    assert (Import.select().count(), Authority.select().count()) == (0, 0)


def test_nothing_is_kept_when_the_last_step_fails(take, register, monkeypatch) -> None:
    take(register_of(ONE))
    before, events = register(), AuditEvent.select().count()

    def fails(*_args, **_options):
        raise RuntimeError("the power went")

    monkeypatch.setattr(keeping, "change_many", fails)
    with pytest.raises(RuntimeError, match="power"):
        take(register_of(ONE.replace("5000", "6000"), TWO, "R7,New,,,5,New Ltd") + b"\n")
    assert register() == before
    assert (Import.select().count(), AuditEvent.select().count()) == (1, events)


def test_an_authority_must_be_named(take) -> None:
    with pytest.raises(ValueError, match="Say which authority"):
        take(register_of(ONE), "  ")


def many(number: int) -> bytes:
    return register_of(*(f"R{n},Service {n},2026-04-01,2029-03-31,5000,Supplier {n} Ltd" for n in range(number)))


def test_queries_grow_with_batches_of_500_rows_not_with_rows(take) -> None:
    take(register_of("R0,x,,,1,y"))  # what is asked once
    with listening() as few:
        take(many(500))
    with listening() as more:
        take(many(1500))
    with listening() as again:
        take(many(1500))
    assert len(more) - len(few) <= 2 * 25, "two more batches"
    assert len(again) <= 40


def test_the_watch_hears_how_far_reading_and_comparing_are(take) -> None:
    heard: list[tuple[int, int]] = []
    take(many(600), watch=lambda done, of: heard.append((done, of)), now=datetime(2026, 10, 5))
    assert heard == [(250, 1200), (500, 1200), (850, 1200), (1100, 1200)]


def test_a_real_file_of_1175_rows_twice(take, register) -> None:
    content = AWARDS.read_bytes()
    assert counts(take(content)) == (1175, 1154, 0, 21, 0)
    before = register()
    assert counts(take(content)) == (1175, 0, 0, 1175, 0)
    assert register() == before
