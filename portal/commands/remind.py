"""`evenhand remind`: reminds people of what is due soon and of what is late."""

import click

from portal.clock import now
from portal.commands.opening import opened, settings_or_stop, up_to_date


@click.command()
def remind() -> None:
    """Put today’s reminders of returns into the outbox, from 8 in the morning; each is sent once. The worker does the
    same every hour."""
    from portal.returns.work import reminders

    opened(settings_or_stop())
    up_to_date()
    count = reminders.remind(now())
    click.echo(f"{count} mail{'' if count == 1 else 's'} put into the outbox")
