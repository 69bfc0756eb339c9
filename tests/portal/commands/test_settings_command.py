"""`evenhand settings`: every setting, with its value, default and help; secrets are hidden."""

from pathlib import Path

from portal.settings import Settings, variable
from tests.portal.commands.conftest import Run


def test_every_setting_is_printed_with_its_default_and_help(run: Run, data: Path) -> None:
    output = run("settings").output
    for name, field in Settings.model_fields.items():
        assert f"{variable(name)} = " in output
        assert str(field.description) in output
    assert f"EVENHAND_DATA = {data}\n    default: data\n" in output
    assert "EVENHAND_PORT = 8000\n    default: 8000\n" in output


def test_it_shows_what_is_in_force_and_not_what_is_the_default(run: Run, tmp_path: Path) -> None:
    (tmp_path / "e.toml").write_text("threads = 3\n")
    output = run("settings", EVENHAND_PORT="8123", EVENHAND_CONFIG=str(tmp_path / "e.toml")).output
    assert "EVENHAND_PORT = 8123\n    default: 8000\n" in output
    assert "EVENHAND_THREADS = 3\n    default: 8\n" in output


def test_secrets_are_hidden_and_said_to_be_set(run: Run) -> None:
    output = run("settings", SECRET_KEY="hidden-key-" * 4, EVENHAND_SMTP_PASSWORD="hidden-password").output
    assert "hidden-key" not in output
    assert "hidden-password" not in output
    assert "SECRET_KEY = (hidden)" in output
    assert "EVENHAND_SMTP_PASSWORD = (hidden)" in output
    assert "SECRET_KEY = (not set)" in run("settings").output


def test_a_password_in_an_address_is_hidden_too(run: Run) -> None:
    for password in ("hidden-word", "hidden@word"):
        output = run("settings", DATABASE_URL=f"postgresql://user:{password}@db.example/evenhand").output
        assert "hidden-word" not in output
        assert "hidden@word" not in output
        assert "db.example/evenhand" in output


def test_a_password_in_the_question_of_an_address_is_hidden_too(run: Run) -> None:
    output = run(
        "settings", DATABASE_URL="postgresql:///evenhand?host=db&user=u&password=hidden-word&sslmode=require"
    ).output
    assert "hidden-word" not in output
    assert "sslmode=require" in output


def test_it_needs_no_store_and_no_key(run: Run, data: Path) -> None:
    assert run("settings").exit_code == 0
    assert not data.exists()
