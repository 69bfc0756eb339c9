"""`evenhand import-ofsted`: what it prints, and how it exits."""

import json
from pathlib import Path

import pytest

from models.ofsted import OfstedEntry
from models.store import new_request
from tests.portal.commands.conftest import Run

FILE = Path(__file__).parents[2] / "data" / "ofsted" / "provider_at_march_2024.csv"


@pytest.fixture
def ready(run: Run) -> Run:
    assert run("init").exit_code == 0
    return run


def entries() -> int:
    new_request()
    return OfstedEntry.select().count()


def test_json_has_exactly_what_is_promised_of_a_list(ready: Run) -> None:
    done = ready("import-ofsted", str(FILE), "--json")
    said = json.loads(done.stdout)
    assert list(said) == ["as_at", "read", "new", "changed", "unchanged", "rejected", "findings"]
    assert (done.exit_code, said["as_at"], said["read"], said["new"]) == (0, "2024-03-31", 21, 21)
    assert entries() == 21
    again = ready("import-ofsted", str(FILE)).stdout
    assert again.startswith("21 rows read, as at 2024-03-31: 0 new, 0 changed, 21 unchanged, 0 rejected.")


def test_a_dry_run_says_the_same_and_writes_nothing(ready: Run) -> None:
    done = ready("import-ofsted", str(FILE), "--dry-run")
    assert "21 new" in done.stdout
    assert "Tried only: nothing was written." in done.stdout
    assert entries() == 0


def test_a_bad_list_exits_with_one_and_changes_nothing(ready: Run, tmp_path: Path) -> None:
    bad, dayless = tmp_path / "bad.csv", tmp_path / "list.csv"
    bad.write_text("Name,Postcode\nElm House,LA1 1AA\n", encoding="utf-8")
    done = ready("import-ofsted", str(bad))
    assert (done.exit_code, "A bad file, nothing was changed." in done.stderr) == (1, True)
    dayless.write_text("URN,Provision type,Registration status\n2751234,Children's home,Active\n", encoding="utf-8")
    assert "Use --as-at" in ready("import-ofsted", str(dayless)).stderr
    assert entries() == 0
    assert ready("import-ofsted", str(dayless), "--as-at", "2025-03-31").exit_code == 0
    assert entries() == 1
