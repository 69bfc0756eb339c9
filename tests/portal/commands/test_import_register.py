"""`evenhand import-register`: what it prints, and how it exits."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models.register.contract import Contract
from models.store import new_request
from portal.commands import evenhand
from portal.commands.import_register import Progress

GOOD = (
    "ContractReference,ContractTitle,ContractValue,SupplierName\nR1,Lodgings,5000,Rowan CIC\nR2,Total,5,x\nR3,A,1,N/A\n"
)


@pytest.fixture
def run(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`run(text, *options)`: the command on a file with that text."""
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", store_url)
    monkeypatch.setenv("SECRET_KEY", "only for tests, and forty characters long")

    def run(content: str, *options: str) -> Result:
        file = tmp_path / "register.csv"
        file.write_text(content, encoding="utf-8")
        return CliRunner().invoke(evenhand, ["import-register", str(file), *options])

    return run


def contracts() -> int:
    new_request()
    return Contract.select().count()


def test_json_has_exactly_what_is_promised(run) -> None:
    done = run(GOOD, "--authority", "Fairshire", "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert list(said) == ["read", "new", "changed", "unchanged", "rejected", "findings"]
    assert (said["read"], said["new"], said["rejected"]) == (3, 2, 1)
    assert all(list(finding) == ["row", "column", "value", "problem", "action"] for finding in said["findings"])
    assert {
        "row": 3,
        "column": "",
        "value": "R2 | Total | 5 | x",
        "problem": "a line of totals",
        "action": "rejected",
    } in (said["findings"])
    assert contracts() == 2


def test_words_say_the_counts_and_group_what_is_odd(run) -> None:
    done = run(GOOD, "--authority", "Fairshire")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "3 rows read: 2 new, 0 changed, 0 unchanged, 1 rejected."
    nominal = "  1 × ContractValue: a value of £0 or £1 (“1”): marked as nominal: never summed; row 4"
    assert nominal in lines


def test_a_row_stands_once_beside_a_kind_however_often_it_has_it(run) -> None:
    cells = "R1,Placement for child JS dob 03/04/2012,9000,A CIC"
    done = run(f"ContractReference,ContractTitle,ContractValue,SupplierName\n{cells}\n", "--authority", "Fairshire")
    held = [line for line in done.stdout.splitlines() if "what was bought for one person" in line]
    assert [(line.split(" ×")[0].strip(), line.rpartition("; ")[2]) for line in held] == [("2", "row 2")]


def test_a_dry_run_writes_nothing(run) -> None:
    done = run(GOOD, "--authority", "Fairshire", "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "Tried only: nothing was written."
    assert contracts() == 0


def test_a_bad_file_exits_with_1_and_says_why(run) -> None:
    done = run("Name,Age\nA,1\n", "--authority", "Fairshire", "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "A bad file, nothing was changed. No row in the file is a header" in done.stderr
    assert contracts() == 0


@pytest.mark.parametrize("options", [[], ["--authority", " "], ["--authority", "Fairshire", "--colour"]])
def test_wrong_usage_exits_with_2(run, options: list[str]) -> None:
    assert run(GOOD, *options).exit_code == 2


def test_a_file_that_is_not_there_is_wrong_usage(run) -> None:
    done = CliRunner().invoke(evenhand, ["import-register", "/nowhere.csv", "--authority", "Fairshire"])
    assert done.exit_code == 2


def test_a_store_that_was_not_made_is_said(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    done = run(GOOD, "--authority", "Fairshire")
    assert done.exit_code == 1
    assert "Run `evenhand init`" in done.stderr


def test_the_bar_comes_after_a_second_on_a_terminal_and_not_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress()
    progress.began -= 2
    progress(250, 1000)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    Progress()(250, 1000)
    assert capsys.readouterr().err == "", "not within the first second"
    progress(500, 1000)
    progress.done()
    assert "Taking in" in capsys.readouterr().err
