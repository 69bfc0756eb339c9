"""`evenhand close-quarter`: make the edition of a quarter, of one authority or of all."""

import click

from portal.commands.acting import officer_or_stop, store_in_words
from portal.commands.opening import opened, settings_or_stop, up_to_date


@click.command("close-quarter")
@click.argument("quarter")
@click.option("--authority", help="Whose register; all authorities without it.")
@click.option("--by", "email", help="The e-mail address of the person who closes it; else nobody is named.")
def close_quarter(quarter: str, authority: str | None, email: str | None) -> None:
    """Close a quarter of the register, such as 2026-27-Q2: it is published with the next `evenhand publish`."""
    from models.conflicts import AlreadyDone, NotNow
    from portal import clock
    from portal.releasing import work

    quarter = quarter.strip().upper()  # the addresses of the site have it in small letters
    try:
        period = work.quarter(quarter)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="QUARTER") from error
    opened(settings_or_stop())
    up_to_date()
    try:
        whose = [work.authority_named(authority)] if authority else work.authorities_to_close()
    except work.Unknown as error:
        raise click.ClickException(str(error)) from error
    if not whose:
        raise click.ClickException("No authority has a contract in the register.")
    by = officer_or_stop(email, whose[0] if authority else None) if email else None
    done = 0
    for one in whose:
        try:
            with store_in_words():
                closed = work.close_quarter(quarter, one, by, clock.now())
        except NotNow as error:
            raise click.ClickException(f"{period.label} has not ended: it can be closed from the day after.") from error
        except AlreadyDone:
            click.echo(f"{one.name}: {period.label} is closed already.", err=True)
        else:
            done += 1
            click.echo(f"{one.name}: {period.label} is closed. {_said(closed.contracts, closed.stopped)}")
    if not done:
        raise click.ClickException("Nothing was closed.")


def _said(contracts: int, stopped: int) -> str:
    shown = f"{contracts:,} contract{'' if contracts == 1 else 's'}."
    if not stopped:
        return shown
    return f"{shown} {stopped:,} held by the publication guard: look at them, let each pass with a reason, correct."
