"""Settings: one frozen model, read once. The environment wins over a TOML file, which wins over the default."""

import hashlib
import hmac
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

KEY_FILE = "secret.key"


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what would be right."""


class Settings(BaseModel):
    """Every setting of an installation. A default is right for production and fit to be public."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Field(
        default=Path("data"),
        description="Folder of everything that is kept: store, record, uploads, mail, site, secret key.",
    )
    database_url: str = Field(
        default="",
        description="Where the store is. Empty: SQLite in the data folder. "
        "postgresql://user@host/name when it outgrows one machine.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Signs sessions and the audit chain. Empty: the file secret.key in the data folder, "
        "which `evenhand init` makes.",
    )
    address: str = Field(
        default="http://127.0.0.1:8000",
        description="The portal’s own address as people type it. Every link in a mail begins with it.",
    )
    uploads_url: str = Field(
        default="",
        description="Where the files of returns lie. Empty: the folder uploads in the data folder. "
        "s3://bucket/prefix for an S3-compatible store; its keys come from AWS_ variables.",
    )
    site_url: str = Field(
        default="", description="Address of the public site, for links from the portal. Empty: no link."
    )
    site_store: str = Field(
        default="",
        pattern=r"^(s3://[a-z0-9][a-z0-9.-]+(/.*)?)?$",
        description="Where the public site is uploaded to when it is published: s3://bucket/prefix; its keys come from "
        "AWS_ variables. Empty: nowhere.",
    )
    site_words: Path | None = Field(
        default=None,
        description="Folder of the words of the public site (statements, guidance). Empty: site/ of the checkout.",
    )
    ocid_prefix: str = Field(
        default="",
        pattern="^(ocds-[a-z0-9]{6})?$",
        description="Prefix of OCDS identifiers that the Open Contracting Partnership gave, such as ocds-a1b2c3. "
        "Empty: no OCDS files.",
    )
    council: str = Field(
        default="", description="Name in the page header. Empty: the name of the only authority, or “Evenhand”."
    )
    host: str = Field(default="127.0.0.1", description="Address on which `evenhand serve` listens.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port on which `evenhand serve` listens.")
    threads: int = Field(default=8, ge=1, le=64, description="Requests that one process answers at once.")
    proxies: int = Field(
        default=0, ge=0, le=5, description="How many proxies stand in front; their X-Forwarded headers count."
    )
    mail: Literal["folder", "smtp"] = Field(
        default="folder", description="Where mail goes: a folder of .eml files in the data folder, or a mail server."
    )
    mail_from: str = Field(
        default="Evenhand <no-reply@localhost>", description="Sender of every mail, as “Name <address>”."
    )
    smtp_host: str = Field(default="localhost", description="Mail server.")
    smtp_port: int = Field(default=25, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field(default="", description="User at the mail server. Empty: no sign-in.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Password at the mail server.")
    smtp_tls: bool = Field(default=True, description="Speak STARTTLS to the mail server.")
    second_factor_roles: tuple[str, ...] = Field(
        default=("manager", "administrator"),
        description="Roles that must sign in with a second factor (authenticator app, recovery codes).",
    )
    session_hours: int = Field(
        default=20, ge=1, le=24, description="How long a sign-in lasts. Twenty hours need no warning (WCAG 2.2.1)."
    )

    event_days: int = Field(
        default=90, ge=30, le=3650,
        description="So many days after an event its bookings, with everybody in them, are deleted; counts remain.",
    )  # fmt: skip

    @property
    def store_url(self) -> str:
        """The store’s URL, with the default spelled out."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'evenhand.sqlite'}"

    @property
    def secure(self) -> bool:
        """Whether people reach the portal by https; cookies are then marked Secure."""
        return self.address.startswith("https://")

    @property
    def mail_folder(self) -> Path:
        return self.data / "mail"

    @property
    def uploads_folder(self) -> Path:
        """Where files of returns lie, unless `uploads_url` says otherwise."""
        return self.data / "uploads"

    @property
    def record(self) -> Path:
        """The public record: everything that was released, and nothing else."""
        return self.data / "record.sqlite"

    @property
    def public_folder(self) -> Path:
        """The slots of the public site; `live` names the one that is served."""
        return self.data / "public"

    @property
    def key(self) -> bytes:
        """The installation’s secret key. Raises SettingsError where there is none."""
        if written := self.secret_key.get_secret_value():
            return written.encode()
        file = self.data / KEY_FILE
        if not file.exists():
            raise SettingsError(f"There is no secret key at {file}. Run `evenhand init` first.")
        if not (found := file.read_bytes().strip()):
            raise SettingsError(f"The secret key at {file} is empty. Put back the one that was there.")
        return found

    def derived(self, purpose: str) -> bytes:
        """A key for one purpose alone (32 bytes), so that no two uses of the secret key can be mixed up."""
        return hmac.new(self.key, purpose.encode(), hashlib.sha256).digest()


def variable(name: str) -> str:
    """The environment variable of a setting: DATABASE_URL and SECRET_KEY go without a prefix."""
    return name.upper() if name in ("database_url", "secret_key") else f"EVENHAND_{name.upper()}"


def read(environ: Mapping[str, str] = os.environ, **given: Any) -> Settings:
    """Settings from what is given, over the environment, over the file EVENHAND_CONFIG names, over defaults."""
    values: dict[str, Any] = {}
    if file := environ.get("EVENHAND_CONFIG"):
        values.update(_from_file(Path(file)))
    for name in Settings.model_fields:
        if variable(name) in environ:
            values[name] = _from_text(name, environ[variable(name)])
    values.update({name: value for name, value in given.items() if value is not None})
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingsError(_explain(error)) from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # not there, not TOML, not text
        raise SettingsError(f"EVENHAND_CONFIG: cannot read {path}: {error}") from error


def _from_text(name: str, text: str) -> Any:
    if name == "second_factor_roles":
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        name = str(problem["loc"][0])
        lines.append(f"{variable(name)}: {problem['msg']} (it is {json.dumps(str(problem['input']))})")
    return "\n".join(lines)
