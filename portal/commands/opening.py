"""What several commands begin with: settings, store, keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from peewee import PeeweeException

import models.audit
from models import schema
from models.store import open_store
from portal.mail import compose
from portal.settings import Settings, SettingsError, read


def settings_or_stop(**given: Any) -> Settings:
    """The settings, or exit status 1 with the setting that is wrong."""
    try:
        return read(**given)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def opened(settings: Settings) -> Settings:
    """Opens the store and gives the audit chain its key; exit status 1 where either is missing."""
    try:
        audit = settings.derived("audit")
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    open_or_stop(settings)
    models.audit.use_key(audit)
    compose.configure(settings)
    return settings


def open_or_stop(settings: Settings) -> None:
    """Opens the store; exit status 1 where its address cannot be one."""
    try:
        open_store(settings.store_url)
    except ValueError as error:
        raise click.ClickException(f"DATABASE_URL: {error}") from error


@contextmanager
def reaching_the_store() -> Iterator[None]:
    """Exit status 1, in a sentence, where the store cannot be reached or its folder not be written."""
    try:
        yield
    except (PeeweeException, OSError) as error:
        raise click.ClickException(f"The store cannot be reached: {error}") from error


def up_to_date() -> None:
    """Exit status 1 where the store’s schema is older than the code."""
    with reaching_the_store():
        waiting = schema.pending()
    if waiting:
        raise click.ClickException(f"The store needs {len(waiting)} migration(s). Run `evenhand init`.")
