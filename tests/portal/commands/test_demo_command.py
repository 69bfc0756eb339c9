"""`evenhand demo`: a store to look around in, with accounts to sign in with."""

import json
import stat
import time
from pathlib import Path

import pytest

from models.authority import Authority
from models.store import writing
from tests.portal.commands.conftest import Run, evenhand_process

ROLES = {"provider_member", "provider_lead", "officer", "manager", "administrator"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration, made by a process of its own."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    result = evenhand_process("demo", "--no-serve", "--data", str(folder), "--port", "8137", data=folder)
    assert result.returncode == 0, result.stderr
    (folder.parent / "said").write_text(result.stdout)
    return folder


def accounts(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / "accounts.json").read_text(encoding="utf-8"))
    return found


def test_accounts_stand_in_a_file_as_others_will_read_it(made: Path) -> None:
    listed = accounts(made)
    assert isinstance(listed, list)
    assert all(set(account) == {"role", "name", "email", "password"} for account in listed)
    assert {account["role"] for account in listed} == ROLES
    assert all(account["email"].endswith(".example") and account["password"] for account in listed)
    assert len({account["email"] for account in listed}) == len(listed)


def test_the_file_is_for_its_owner_alone(made: Path) -> None:
    assert stat.S_IMODE((made / "accounts.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((made / "secret.key").stat().st_mode) == 0o600


def test_it_says_where_everything_is(made: Path) -> None:
    said = (made.parent / "said").read_text()
    assert "http://127.0.0.1:8137" in said
    assert str(made / "mail") in said
    for account in accounts(made):
        assert account["email"] in said
        assert account["password"] in said


def test_a_second_time_keeps_everything_and_is_quick(made: Path) -> None:
    before = (made / "accounts.json").read_bytes()
    began = time.monotonic()
    result = evenhand_process("demo", "--no-serve", "--data", str(made), data=made)
    assert result.returncode == 0
    assert time.monotonic() - began < 10
    assert (made / "accounts.json").read_bytes() == before


def test_the_installation_is_whole(made: Path) -> None:
    result = evenhand_process("check", data=made, EVENHAND_SECOND_FACTOR_ROLES="manager")
    assert result.returncode == 0, result.stdout


def test_its_mails_go_out_into_the_folder(made: Path) -> None:
    result = evenhand_process("worker", "--once", data=made)
    assert result.returncode == 0
    assert len(list((made / "mail").glob("*.eml"))) == int(result.stdout.split()[0]) > 5


def test_a_store_that_no_demonstration_made_is_left_alone(run: Run, data: Path) -> None:
    run("init")
    with writing():
        Authority.create(slug="real", name="A real council", kind="council", nation="E")
    result = run("demo", "--no-serve", "--data", str(data))
    assert result.exit_code == 1
    assert "is not a whole demonstration" in result.output
    assert Authority.select().count() == 1
