"""Settings: the environment over a TOML file over defaults; what is wrong is said by its name."""

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from portal.settings import Settings, SettingsError, read, variable


def test_without_anything_every_setting_has_its_default() -> None:
    assert read({}) == Settings()


def test_a_default_is_right_for_production() -> None:
    default = Settings()
    assert default.second_factor_roles == ("manager", "administrator")
    assert default.host == "127.0.0.1"
    assert default.smtp_tls
    assert default.proxies == 0
    assert default.secret_key.get_secret_value() == ""


def config(folder: Path, text: str) -> dict[str, str]:
    (folder / "evenhand.toml").write_text(text)
    return {"EVENHAND_CONFIG": str(folder / "evenhand.toml")}


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    environ = config(tmp_path, 'port = 8100\nthreads = 4\ncouncil = "Fairshire"\nsecond_factor_roles = ["officer"]\n')
    settings = read({**environ, "EVENHAND_PORT": "8200"})
    assert (settings.port, settings.threads, settings.council) == (8200, 4, "Fairshire")
    assert settings.second_factor_roles == ("officer",)
    assert settings.host == "127.0.0.1"


def test_what_a_command_is_given_wins_over_everything(tmp_path: Path) -> None:
    environ = config(tmp_path, "port = 8100")
    assert read({**environ, "EVENHAND_PORT": "8200"}, port=8300).port == 8300
    assert read({**environ, "EVENHAND_PORT": "8200"}, port=None).port == 8200


def test_two_settings_go_by_the_names_that_everybody_knows() -> None:
    assert variable("database_url") == "DATABASE_URL"
    assert variable("secret_key") == "SECRET_KEY"
    assert variable("second_factor_roles") == "EVENHAND_SECOND_FACTOR_ROLES"
    settings = read({"DATABASE_URL": "postgresql://db/evenhand", "SECRET_KEY": "k" * 40})
    assert settings.store_url == "postgresql://db/evenhand"
    assert settings.key == b"k" * 40


@pytest.mark.parametrize("text", ["manager, administrator", "manager,administrator", " manager ,administrator, "])
def test_roles_are_separated_by_commas(text: str) -> None:
    assert read({"EVENHAND_SECOND_FACTOR_ROLES": text}).second_factor_roles == ("manager", "administrator")


def test_no_roles_are_an_empty_text() -> None:
    assert read({"EVENHAND_SECOND_FACTOR_ROLES": ""}).second_factor_roles == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EVENHAND_PORT", "eighty"),
        ("EVENHAND_PORT", "0"),
        ("EVENHAND_PORT", "70000"),
        ("EVENHAND_THREADS", "0"),
        ("EVENHAND_MAIL", "pigeon"),
        ("EVENHAND_SMTP_TLS", "perhaps"),
        ("EVENHAND_SESSION_HOURS", "25"),
    ],
)
def test_a_bad_value_names_its_variable_and_itself(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        read({name: value})
    assert str(error.value).startswith(f"{name}: ")
    assert value in str(error.value)


def test_several_bad_values_are_all_named() -> None:
    with pytest.raises(SettingsError) as error:
        read({"EVENHAND_PORT": "x", "EVENHAND_THREADS": "y"})
    assert "EVENHAND_PORT" in str(error.value)
    assert "EVENHAND_THREADS" in str(error.value)


def test_a_bad_secret_is_not_repeated() -> None:
    secret = {"SECRET_KEY": "very-secret-indeed"}  # pragma: allowlist secret
    with pytest.raises(SettingsError) as error:
        read({"EVENHAND_PORT": "x", "EVENHAND_SMTP_PASSWORD": "pw-secret"} | secret)  # pragma: allowlist secret
    assert "secret-indeed" not in str(error.value)
    assert "pw-secret" not in str(error.value)


def test_a_setting_that_nobody_knows_is_refused_in_the_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="EVENHAND_PROT"):
        read(config(tmp_path, "prot = 8100"))


@pytest.mark.parametrize("text", ["port = ", "[", "\x00"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"EVENHAND_CONFIG: cannot read .*evenhand\.toml"):
        read(config(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="EVENHAND_CONFIG"):
        read({"EVENHAND_CONFIG": str(tmp_path / "nothing.toml")})
    (tmp_path / "latin.toml").write_bytes('council = "Fäirshire"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="EVENHAND_CONFIG"):
        read({"EVENHAND_CONFIG": str(tmp_path / "latin.toml")})


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 9000  # type: ignore[misc]


def test_the_key_is_in_a_file_unless_the_environment_has_one(tmp_path: Path) -> None:
    settings = read({"EVENHAND_DATA": str(tmp_path)})
    with pytest.raises(SettingsError, match="evenhand init"):
        _ = settings.key
    file = tmp_path / "secret.key"
    file.write_text("of the file\n")
    file.chmod(stat.S_IRUSR)
    assert settings.key == b"of the file"
    assert read({"EVENHAND_DATA": str(tmp_path), "SECRET_KEY": "of the environment"}).key == b"of the environment"


def test_each_purpose_has_a_key_of_its_own() -> None:
    settings = read({"SECRET_KEY": "k" * 40})
    keys = {settings.derived(purpose) for purpose in ("sessions", "audit", "codes")}
    assert len(keys) == 3
    assert all(len(key) == 32 for key in keys)
    assert settings.derived("audit") == read({"SECRET_KEY": "k" * 40}).derived("audit")


def test_the_store_is_in_the_data_folder_by_default(tmp_path: Path) -> None:
    assert read({"EVENHAND_DATA": str(tmp_path)}).store_url == f"sqlite:///{tmp_path}/evenhand.sqlite"


def test_every_setting_says_what_it_is_for() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith("."), name
        assert "'" not in field.description
        assert '"' not in field.description


@pytest.mark.parametrize(("address", "secure"), [("https://evenhand.example", True), ("http://127.0.0.1:8000", False)])
def test_cookies_are_secure_where_people_come_by_https(address: str, secure: bool) -> None:
    assert read({"EVENHAND_ADDRESS": address}).secure is secure
