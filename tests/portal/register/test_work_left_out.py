"""Taking out of the register again what a file added, and files that name what is left out: on both stores."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.register.contract import Contract
from models.register.taking_in import Import
from models.store import writing
from portal.register import taking_out_work, work
from portal.register.desk.work import leaving
from portal.register.previews import Moved
from portal.releasing.work import close_quarter
from tests.fixtures.cast import Cast
from tests.fixtures.queries import listening
from tests.portal.register.taking import HEADINGS, ONE, TWO, counts, problems, register_of

WHY = "The file was that of another council."
FRAMED = HEADINGS + ",FrameworkReference,ContractType"


class Files:
    """Fairshire’s files, and Joan, who keeps its register."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now, self.mine = cast, now, [cast.fairshire.id]

    def take(self, *rows: str, headings: str = HEADINGS, **more: Any) -> Any:
        content = register_of(*rows, headings=headings)
        return work.take_in(content, "Fairshire County Council", by=self.cast.joan.id, **{"now": self.now, **more})

    def file(self, *rows: str, **more: Any) -> Import:
        return Import.get(Import.public_id == self.take(*rows, **more).import_id)

    def outlook(self, taken: Import) -> taking_out_work.Outlook:
        return taking_out_work.outlook(taken, self.mine)

    def out(self, taken: Import, **more: Any) -> int:
        said = {"seen": self.outlook(taken).seen, "by": self.cast.joan.id, "now": self.now, **more}
        return taking_out_work.take_out(taken, WHY, self.mine, **said)

    def back(self, taken: Import) -> int:
        return taking_out_work.put_back(taken, self.mine, by=self.cast.joan.id, now=self.now)

    def leave_out(self, reference: str) -> None:
        contract = of(reference)
        leaving.leave_out(contract, WHY, by=self.cast.joan.id, now=self.now, version=contract.version)

    def change(self, reference: str, **values: Any) -> None:
        contract = of(reference)
        with writing():
            contract.change(values, by=self.cast.erin.id, at=self.now, version=contract.version)


@pytest.fixture
def files(cast: Cast, now: datetime) -> Files:
    return Files(cast, now)


def of(reference: str) -> Contract:
    return Contract.get(Contract.reference == reference)


def standing() -> set[str]:
    return {one.reference for one in Contract.select().where(Contract.stands())}


def named(these: Any) -> list[str]:
    return [one.reference for one in these]


def test_what_a_file_added_goes_and_comes_back(files: Files) -> None:
    kept = files.file("R0,Play,2026-04-01,2027-03-31,9000,Oak Ltd")
    taken = files.file(ONE, TWO)
    assert files.out(taken) == 2
    assert standing() == {"R0"}
    gone = of("R1")
    assert (gone.left_out_reason, gone.left_out_by, gone.left_out_with) == (WHY, files.cast.joan, taken)
    fate = taking_out_work.fate(taken)
    assert (fate.standing, fate.together) == (0, 2)
    assert [(one.title, one.why, one.by) for one in fate.events] == [
        ("Taken out again: 2 contracts", WHY, "Joan Joyce")
    ]
    assert files.back(taken) == 2
    assert standing() == {"R0", "R1", "R2"}
    assert taking_out_work.fate(taken).events[0].title == "Put back: 2 contracts"
    assert taking_out_work.fate(kept).events == []
    assert files.out(taken) == 2, "what was out and is back has not been changed by anybody"


def test_what_somebody_worked_on_since_stays_and_is_named(files: Files) -> None:
    rows = [f"R{n},Contract {n},2026-04-01,2027-03-31,{n}000,Oak Ltd" for n in range(1, 7)]
    taken = files.file(*rows)
    files.change("R2", title="By hand")
    files.take(rows[2].replace("3000", "3500"), now=files.now + timedelta(days=1))
    files.leave_out("R4")
    contract = of("R5")
    with writing():
        contract.hold("taken down", "d", by=None, at=files.now, version=contract.version)
    found = files.outlook(taken)
    assert named(found.going) == ["R1", "R6"]
    assert [(why.split(" ")[0], named(these)) for why, these in found.stay] == [
        ("Left", ["R4"]), ("Taken", ["R5"]), ("Changed", ["R3"]), ("Changed", ["R2"]),
    ]  # fmt: skip
    files.out(taken)
    assert standing() == {"R2", "R3", "R5"}
    files.back(taken)
    assert standing() == {"R1", "R2", "R3", "R5", "R6"}, "what was left out by itself stays out"


def test_rows_of_a_council_that_keeps_its_own_register_stay_and_those_of_others_go(files: Files) -> None:
    whose = "OrganisationLabel," + HEADINGS
    taken = files.file("Westmoor County Council," + ONE, "Elsham Council," + TWO, headings=whose)
    found = files.outlook(taken)
    assert (named(found.going), [named(these) for _, these in found.stay]) == (["R2"], [["R1"]])
    files.out(taken)
    assert standing() == {"R1"}


def test_what_is_published_or_called_off_goes_and_is_named(files: Files) -> None:
    first = files.file("F1,Old framework,2025-04-01,2029-03-31,1,Oak Ltd,,Framework", headings=FRAMED)
    taken = files.file(
        "F2,New framework,2025-04-01,2029-03-31,1,Oak Ltd,,Framework",
        "C1,From the old one,2026-04-01,2027-03-31,9000,Oak Ltd,F1,Call-off",
        "C2,From the new one,2026-04-01,2027-03-31,9000,Oak Ltd,F2,Call-off",
        headings=FRAMED,
    )
    close_quarter("2026-27-Q2", files.cast.fairshire, files.cast.erin.id, files.now)
    files.take("C9,Later,2026-04-01,2027-03-31,9000,Oak Ltd,F2,Call-off", headings=FRAMED)
    of_one, of_other = files.outlook(taken), files.outlook(first)
    assert named(of_one.going) == ["F2", "C1", "C2"]
    assert named(of_one.published) == ["F2", "C1", "C2"]
    assert [(slug, period.label, count) for slug, period, count in of_one.quarters] == [
        (files.cast.fairshire.slug, "July to September 2026", 3)
    ]
    assert (named(of_one.frameworks), named(of_one.called_off)) == (["F2"], ["C1"])
    assert (named(of_other.frameworks), named(of_other.called_off)) == (["F1"], [])
    files.out(taken)
    assert standing() == {"F1", "C9"}


def test_pressing_twice_and_what_moved_meanwhile(files: Files) -> None:
    taken = files.file(ONE, TWO)
    seen = files.outlook(taken).seen
    files.change("R2", title="By hand")
    with pytest.raises(Moved):
        files.out(taken, seen=seen)
    assert standing() == {"R1", "R2"}
    files.out(taken)
    for again in (lambda: files.out(taken, seen=seen), lambda: files.out(taken)):
        with pytest.raises(AlreadyDone):
            again()
    files.back(taken)
    with pytest.raises(AlreadyDone):
        files.back(taken)


def test_without_the_look_at_what_was_seen_a_colleagues_contract_would_go(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: a decision about two contracts would be carried out on one."""
    taken = files.file(ONE, TWO)
    seen = files.outlook(taken).seen
    files.change("R2", title="By hand")
    monkeypatch.setattr(taking_out_work.Outlook, "seen", seen)
    assert files.out(taken, seen=seen) == 1


def test_it_asks_as_often_for_two_hundred_contracts_as_for_one(files: Files) -> None:
    one = files.file(ONE)
    many = files.file(*(f"M{n},Contract {n},2026-04-01,2027-03-31,9000,Oak {n % 9} Ltd" for n in range(200)))
    asked = []
    for taken in (one, many):
        with listening() as seen:
            files.outlook(taken)
            files.out(taken)
            taking_out_work.fate(taken)
            files.back(taken)
        asked.append(len(seen))
    assert asked[0] == asked[1] < 40
    assert AuditEvent.select().where(AuditEvent.action == "contract.left_out").count() == 201


def test_a_file_with_a_row_of_one_that_is_left_out_makes_no_second_copy(files: Files) -> None:
    files.take(ONE, TWO)
    files.leave_out("R1")
    for dry in (True, False):
        found = files.take(ONE, TWO.replace("7000", "7100"), dry_run=dry)
        assert counts(found) == (2, 0, 1, 1, 0)
        assert problems(found) == [(2, "left out of the register on 5 October 2026")]
        [finding] = found.findings
        assert (finding.value, finding.action.split(";")[0]) == ("R1", "still left out")
    changed = files.take(ONE.replace("5000", "5500"), TWO, "R3,Play,2026-04-01,2027-03-31,1,X Ltd")
    assert counts(changed) == (3, 1, 2, 0, 0)
    assert Contract.select().count() == 3
    assert (of("R1").left_out, of("R1").value_pence) == (True, 550_000)
    assert standing() == {"R2", "R3"}


def test_one_that_is_left_out_and_in_no_file_is_not_missed(files: Files) -> None:
    files.take(ONE, TWO)
    files.leave_out("R1")
    assert problems(files.take(TWO)) == []


@pytest.mark.parametrize("older", [True, False])
def test_of_two_alike_the_row_is_of_the_one_that_stands(files: Files, older: bool) -> None:
    """The same contract entered twice: the file goes on with the one that was kept."""
    row = "R1,Lodgings,2026-04-01,2029-03-31,6000,Rowan CIC"
    files.take(row, row.replace("6000", "7000"))
    first, second = Contract.select().order_by(Contract.id)
    gone, kept = (first, second) if older else (second, first)
    leaving.leave_out(gone, WHY, by=files.cast.joan.id, now=files.now, version=1)
    found = files.take(row.replace("6000", "8000"))
    assert counts(found) == (1, 0, 1, 0, 0)
    assert problems(found) == []
    assert Contract.get_by_id(kept.id).value_pence == 800_000


def test_what_is_put_back_is_read_by_the_guard(files: Files) -> None:
    files.take(ONE)
    files.leave_out("R1")
    contract = of("R1")
    with writing():
        Contract.update(title="Placement of J.S., born 3 May 2011").where(Contract.id == contract.id).execute()
    back = Contract.get_by_id(contract.id)
    assert leaving.put_back(back, by=files.cast.joan.id, now=files.now, version=back.version)
    assert of("R1").held
