"""`evenhand check`: each finding is a line, and there is one for each thing that may be wrong."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models import schema
from models.audit import AuditEvent
from models.authority import Authority
from models.person import Membership, Person
from models.store import Sqlite, writing
from portal import clock
from tests.fixtures.cast import make_cast
from tests.portal.commands.conftest import Run


@pytest.fixture
def ready(run: Run) -> Run:
    """An installation in which everything is right, with people in it."""
    run("init")
    run("check")  # gives the audit chain its key
    make_cast(datetime(2026, 10, 5, 8))
    return run


def lines(output: str, name: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith(f"{name}: ")]


def test_where_all_is_well_every_line_says_fine(ready: Run) -> None:
    result = ready("check")
    assert result.exit_code == 0, result.output
    looks = ("store", "migrations", "audit chain", "settings", "duty_phone", "uploads")
    assert set(result.output.splitlines()) >= {f"{look}: fine" for look in looks}


def test_a_duty_phone_that_is_missing_is_found_by_its_council(ready: Run) -> None:
    with writing():
        Authority.update(duty_phone="").where(Authority.slug == "fairshire").execute()
    result = ready("check")
    assert result.exit_code == 1
    (line,) = lines(result.output, "duty_phone")
    assert "Fairshire County Council" in line
    assert "Westmoor" not in result.output


def test_a_council_that_is_in_the_register_only_needs_no_duty_phone(ready: Run) -> None:
    with writing():
        Authority.create(slug="eastvale", name="Eastvale", kind="council", nation="E")
        Authority.update(duty_phone="").where(Authority.slug == "westmoor").execute()
        gita = Person.get(Person.email == "gita@people.example")
        Membership.get(Membership.person == gita).end(datetime(2026, 10, 5, 9), by=None)
    assert ready("check").exit_code == 0


@pytest.mark.parametrize("change", [{"action": "nothing.happened"}, {"by": 999}, {"after": "x"}, {"mac": "0" * 64}])
def test_an_audit_event_that_was_changed_is_found(ready: Run, change: dict[str, object]) -> None:
    with writing():
        AuditEvent.update(**change).where(AuditEvent.number == 3).execute()
    result = ready("check")
    assert result.exit_code == 1
    assert lines(result.output, "audit chain")[0].startswith("audit chain: Audit event")


def test_an_audit_event_that_was_removed_is_found(ready: Run) -> None:
    with writing():
        AuditEvent.delete().where(AuditEvent.number == 2).execute()
    result = ready("check")
    assert result.exit_code == 1
    assert "Audit event 2 is missing." in result.output


def test_another_key_breaks_the_chain(ready: Run, data: Path) -> None:
    (data / "secret.key").write_text("f" * 64)
    result = ready("check")
    assert result.exit_code == 1
    assert lines(result.output, "audit chain")


def test_a_migration_that_is_missing_is_found(ready: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "pending", lambda: ["0099_later"])
    result = ready("check")
    assert result.exit_code == 1
    assert lines(result.output, "migrations") == ["migrations: 0099_later is not applied; run `evenhand init`"]


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"EVENHAND_ADDRESS": "http://evenhand.fairshire.example"}, "passwords would travel without encryption"),
        ({"EVENHAND_ADDRESS": "http://localhost.evil.example"}, "passwords would travel without encryption"),
        ({"EVENHAND_SECOND_FACTOR_ROLES": ""}, "managers sign in with a password alone"),
    ],
)
def test_settings_that_are_not_safe_are_found(ready: Run, environ: dict[str, str], says: str) -> None:
    result = ready("check", **environ)
    assert result.exit_code == 1
    assert any(says in line for line in lines(result.output, "settings"))


@pytest.mark.parametrize(
    "address",
    [
        "https://evenhand.example",
        "http://127.0.0.1:8000",
        "http://127.0.0.1",
        "http://localhost:8000",
        "http://localhost",
    ],
)
def test_addresses_that_are_safe_are_fine(ready: Run, address: str) -> None:
    assert ready("check", EVENHAND_ADDRESS=address).exit_code == 0


def test_a_short_key_is_found_and_not_shown(run: Run) -> None:
    run("init", SECRET_KEY="short")  # pragma: allowlist secret
    result = run("check", SECRET_KEY="short")
    assert result.exit_code == 1
    assert "settings: the secret key is shorter than 32 characters" in result.output


def test_a_store_without_tables_is_said_for_each_look(run: Run, data: Path) -> None:
    data.mkdir()
    result = run("check", SECRET_KEY="k" * 40)
    assert result.exit_code == 1
    assert lines(result.output, "store")[0].startswith("store: cannot be read")
    assert lines(result.output, "migrations")


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (0.5, True), (-0.5, True)])
def test_a_clock_that_is_not_the_stores_is_found(
    ready: Run, monkeypatch: pytest.MonkeyPatch, seconds: float, found: bool
) -> None:
    monkeypatch.setattr(Sqlite, "clock", lambda _: clock.now() + timedelta(seconds=seconds))
    said = ready("check").output
    assert ("clocks: this machine’s clock and the store’s are 0.5 seconds apart" in said) == found
