"""What came of a file, and what was odd about it."""

from typing import Any

from models.register.taking_in import Counts, Finding, Import, NewFinding
from models.store import writing


def test_a_file_leaves_its_counts_its_findings_and_one_audit_event(register: Any, count_queries: Any) -> None:
    findings = [
        NewFinding(3, "Contract Value", "N/A", "No value.", "Taken in as unknown."),
        NewFinding(None, "", "", "not in this file", "Nothing."),
    ]
    fairshire = register.cast.fairshire.id

    def keep() -> Import:
        with writing():
            return Import.keep(fairshire, "register.csv", "abc", Counts(3, 2, 1, 4), findings * 250, **register.stamp)

    assert count_queries(keep) < 10
    taken = Import.get()
    assert (taken.read, taken.new, taken.changed, taken.unchanged, taken.rejected) == (10, 3, 2, 1, 4)
    assert (taken.state, taken.by, taken.at) == ("applied", register.cast.dana, register.now)
    assert Finding.select().where(Finding.import_ == taken.id, Finding.row == 3).count() == 250
    event = register.last_event()
    assert (event.action, event.subject) == ("register.applied", taken.subject)
    assert event.after == "abc: new 3, changed 2, unchanged 1, rejected 4, read 10"


def test_a_file_that_was_refused_says_so_and_who_is_not_known_on_the_command_line(register: Any) -> None:
    with writing():
        taken = Import.keep(
            register.cast.fairshire.id, "bad.csv", "abc", Counts(rejected=2), state="refused", by=None, at=register.now
        )
    assert (taken.read, taken.state, taken.by) == (2, "refused", None)
    assert register.last_event().action == "register.refused"
