"""`evenhand take-down`: one person asks, another agrees, and a contract is gone from everything that was published."""

import click

from portal.commands.acting import officer_or_stop, store_in_words
from portal.commands.opening import opened, settings_or_stop, up_to_date


@click.command("take-down")
@click.argument("contract", metavar="ID")
@click.option("--reason", help="The legal reason; it is published.")
@click.option("--agree", is_flag=True, help="Agree to what another person has asked: this does it.")
@click.option("--by", "email", required=True, help="The e-mail address of the person who asks or agrees.")
def take_down(contract: str, reason: str | None, email: str, *, agree: bool) -> None:
    """Take down a contract, ID = <authority>/<contract>: one person asks with --reason, another does it by --agree."""
    from portal.releasing import work

    if agree == bool(reason):
        raise click.UsageError("Give --reason to ask, or --agree to agree.")
    opened(settings_or_stop())
    up_to_date()
    try:
        by = officer_or_stop(email, work.contract_at(contract)[0])
    except work.Unknown as error:
        raise click.ClickException(str(error)) from error
    with store_in_words():
        click.echo(_agree(contract, by) if agree else _ask(contract, reason or "", by))


def _ask(contract: str, reason: str, by: int) -> str:
    from models.conflicts import AlreadyDone, NotNow, Taken
    from portal import clock
    from portal.releasing import work

    try:
        work.ask_take_down(contract, reason, by, clock.now())
    except NotNow as error:
        raise click.ClickException(f"{contract} was never in a closed quarter.") from error
    except AlreadyDone as error:
        raise click.ClickException(f"{contract} is taken down already.") from error
    except Taken as error:
        raise click.ClickException(f"It was asked for already: another person must agree for {contract}.") from error
    except (work.Unknown, ValueError) as error:
        raise click.ClickException(str(error)) from error
    return f"Asked. Nothing is taken down until another person runs `evenhand take-down {contract} --agree --by …`."


def _agree(contract: str, by: int) -> str:
    from models.conflicts import AlreadyDone, NeedsAnother
    from portal import clock
    from portal.releasing import work

    try:
        rows = work.agree_take_down(contract, by, clock.now())
    except NeedsAnother as error:
        raise click.ClickException("The person who asked cannot agree: it takes another.") from error
    except AlreadyDone as error:
        raise click.ClickException("It was done or withdrawn meanwhile.") from error
    except work.Unknown as error:
        raise click.ClickException(str(error)) from error
    return f"Taken down from {rows:,} edition{'' if rows == 1 else 's'}. Run `evenhand publish` now."
