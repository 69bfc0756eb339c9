"""`evenhand init`: folders, secret key, schema. Safe to run again; the only command that migrates."""

import os
import secrets

import click

from models import schema
from portal.commands.opening import open_or_stop, reaching_the_store, settings_or_stop
from portal.settings import KEY_FILE, Settings

FIGURES = "0011_figures"
"""The migration that begins to keep the figures of what is sent."""


@click.command()
def init() -> None:
    """Make the data folder, the secret key and the tables; bring an older store up to date."""
    settings = settings_or_stop()
    prepare(settings)
    click.echo(f"Ready: {settings.data.resolve()}")


def prepare(settings: Settings) -> None:
    """Makes what is missing and nothing else."""
    with reaching_the_store():
        settings.data.mkdir(parents=True, exist_ok=True)
        _key(settings)
        open_or_stop(settings)
        if FIGURES in schema.migrate():
            _catch_up()


def _catch_up() -> None:
    """What was sent before figures were kept has figures, too."""
    from portal.clock import now
    from portal.figures.work import keeping

    keeping.catch_up(now())


def _key(settings: Settings) -> None:
    file = settings.data / KEY_FILE
    if settings.secret_key.get_secret_value() or file.exists():
        return
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_hex(32))
