"""`evenhand worker`: sends what waits in the outbox."""

import click

from portal import worker as work
from portal.commands.opening import opened, settings_or_stop, up_to_date
from portal.mail.carriers import carrier


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, say how many, and stop.")
def worker(once: bool) -> None:
    """Send mail from the outbox until told to stop. Several may run at once."""
    settings = opened(settings_or_stop())
    up_to_date()
    if once:
        click.echo(f"{work.once(carrier(settings), 'once')} tried")
    else:
        work.run(carrier(settings))
