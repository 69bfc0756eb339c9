"""`evenhand worker`: sends what waits in the outbox, reminds, and tidies away what is kept no longer."""

import click

from portal import worker as work
from portal.commands.opening import opened, settings_or_stop, up_to_date
from portal.mail.carriers import carrier
from portal.register.shelf import Shelf


@click.command()
@click.option("--once", is_flag=True, help="Send what is due now, say how many, and stop.")
def worker(once: bool) -> None:
    """Send mail from the outbox until told to stop; every hour remind of returns and tidy away files that nobody
    took in. Several may run at once."""
    from portal.returns.work import reminders

    settings = opened(settings_or_stop())
    up_to_date()
    chores = [reminders.remind, Shelf.of_data(settings.data).sweep]
    if once:
        work.tidy(chores)
        click.echo(f"{work.once(carrier(settings), 'once')} tried")
    else:
        work.run(carrier(settings), chores)
