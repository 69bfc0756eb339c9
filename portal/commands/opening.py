"""What several commands begin with: settings, store, keys."""

from typing import Any

import click

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
    open_store(settings.store_url)
    models.audit.use_key(audit)
    compose.configure(settings)
    return settings


def up_to_date() -> None:
    """Exit status 1 where the store’s schema is older than the code."""
    if waiting := schema.pending():
        raise click.ClickException(f"The store needs {len(waiting)} migration(s). Run `evenhand init`.")
