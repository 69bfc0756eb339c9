"""`evenhand settings`: every setting with its value, default and help. Secrets are hidden."""

import re
from typing import Any

import click
from pydantic import SecretStr

from portal.commands.opening import settings_or_stop
from portal.settings import Settings, variable

PASSWORD = re.compile(r"(://[^:/@]*:).*(?=@)|([?&]password=)[^&]*")


@click.command()
def settings() -> None:
    """Print every setting: name, value, default, help. Secrets are hidden."""
    now = settings_or_stop()
    for name, field in Settings.model_fields.items():
        value, default = shown(getattr(now, name)), shown(field.default)
        click.echo(f"{variable(name)} = {value}")
        click.echo(f"    default: {default}")
        click.echo(f"    {field.description}")


def shown(value: Any) -> str:
    """A value in words; a secret is only said to be set or not."""
    if isinstance(value, SecretStr):
        return "(hidden)" if value.get_secret_value() else "(not set)"
    if isinstance(value, str) and "://" in value:
        return PASSWORD.sub(r"\1\2(hidden)", value)
    if isinstance(value, tuple):
        return ",".join(value) or "(none)"
    return str(value) if str(value) else "(empty)"
