"""The command line as a whole: help, exit status, and what is said where something is wrong."""

import pytest

from models import schema
from portal.commands import NAMES
from tests.fixtures.tree import ROOT
from tests.portal.commands.conftest import Run

UNREACHABLE = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing", "SECRET_KEY": "k" * 40}


def test_every_module_of_a_command_is_one_that_is_listed() -> None:
    modules = [path for path in (ROOT / "portal" / "commands").glob("*.py") if "@click.command" in path.read_text()]
    assert sorted(path.stem.replace("_", "-") for path in modules) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_each_has_help_with_a_sentence(run: Run, name: str, flag: str) -> None:
    result = run(name, flag)
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    first = result.output.split("\n\n")[1].strip()
    assert first.endswith(".")


def test_without_a_command_it_lists_them(run: Run) -> None:
    for words in ((), ("--help",)):
        result = run(*words)
        for name in NAMES:
            assert name in result.output


@pytest.mark.parametrize(
    "words", [("nonsense",), ("check", "--nonsense"), ("serve", "--port", "eighty"), ("demo", "x")], ids=" ".join
)
def test_wrong_usage_is_status_2(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage:" in result.output


@pytest.mark.parametrize("name", ["init", "serve", "worker", "settings", "check", "demo"])
def test_a_bad_setting_is_status_1_and_named(run: Run, name: str) -> None:
    result = run(name, EVENHAND_THREADS="many")
    assert result.exit_code == 1
    assert "EVENHAND_THREADS" in result.output


@pytest.mark.parametrize("name", ["serve", "worker", "check"])
def test_before_init_there_is_no_key_and_that_is_said(run: Run, name: str) -> None:
    result = run(name)
    assert result.exit_code == 1
    assert "Run `evenhand init` first." in result.output


@pytest.mark.parametrize("words", [("init",), ("serve",), ("worker", "--once"), ("check",)])
def test_an_address_that_is_no_store_is_said(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, DATABASE_URL="mysql://localhost/x", SECRET_KEY="k" * 40)
    assert result.exit_code == 1
    assert "DATABASE_URL" in result.output


@pytest.mark.parametrize("words", [("init",), ("serve",), ("worker", "--once"), ("check",)])
def test_a_store_that_is_not_reached_is_said_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, **UNREACHABLE)
    assert result.exit_code == 1
    assert "Connection refused" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [("serve",), ("worker", "--once"), ("worker",)])
def test_an_old_store_is_not_worked_on(run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    run("init")
    monkeypatch.setattr(schema, "pending", lambda: ["0099_later"])
    result = run(*words)
    assert result.exit_code == 1
    assert "The store needs 1 migration(s). Run `evenhand init`." in result.output
