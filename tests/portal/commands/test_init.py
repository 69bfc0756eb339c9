"""`evenhand init`: folder, key, tables; safe to run again."""

import stat
from pathlib import Path

from models import schema
from models.authority import Authority
from models.store import writing
from tests.portal.commands.conftest import Run


def test_it_makes_the_folder_the_key_and_the_tables(run: Run, data: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert result.output == f"Ready: {data}\n"
    assert (data / "evenhand.sqlite").exists()
    assert schema.pending() == []
    assert len((data / "secret.key").read_text()) == 64


def test_the_key_is_for_its_owner_alone(run: Run, data: Path) -> None:
    run("init")
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600


def test_running_it_again_changes_nothing(run: Run, data: Path) -> None:
    run("init")
    key = (data / "secret.key").read_bytes()
    with writing():
        Authority.create(slug="fairshire", name="Fairshire", kind="council", nation="E")
    assert run("init").exit_code == 0
    assert (data / "secret.key").read_bytes() == key
    assert Authority.select().count() == 1


def test_a_key_of_the_environment_needs_no_file(run: Run, data: Path) -> None:
    run("init", SECRET_KEY="k" * 40)
    assert not (data / "secret.key").exists()


def test_an_empty_key_is_never_used(run: Run, data: Path) -> None:
    run("init")
    (data / "secret.key").write_text("")
    result = run("check")
    assert result.exit_code == 1
    assert "is empty" in result.output


def test_a_folder_that_cannot_be_made_is_said(run: Run, data: Path) -> None:
    data.write_text("a file where the folder should be")
    result = run("init")
    assert result.exit_code == 1
    assert str(data) in result.output


def test_where_the_store_is_elsewhere_no_file_is_made(run: Run, data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.sqlite"
    assert run("init", DATABASE_URL=f"sqlite:///{elsewhere}").exit_code == 0
    assert elsewhere.exists()
    assert not (data / "evenhand.sqlite").exists()
