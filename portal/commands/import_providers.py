"""`evenhand import-providers`: take in an authority’s list of its providers, and invite their people if asked to."""

import json
from pathlib import Path
from typing import Any

import click

from portal.commands.acting import person_or_stop, store_in_words
from portal.commands.import_register import content_of, grouped
from portal.commands.opening import opened, settings_or_stop, up_to_date


@click.command("import-providers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", required=True, help="The authority, here already, whose providers they are.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the reconciliation as JSON.")
@click.option("--invite", is_flag=True, help="Then invite everybody of the list who can be; needs --by.")
@click.option("--by", metavar="EMAIL", help="The officer or manager in whose name people are invited.")
def import_providers(
    file: Path, authority: str, *, dry_run: bool, as_json: bool, invite: bool, by: str | None
) -> None:  # fmt: skip
    """Take in a list of providers: CSV, XLSX, XLS or ODS with names, services, contacts, numbers, contracts."""
    from portal import clock
    from portal.onboarding import work

    if invite and not by:
        raise click.UsageError("--invite needs --by: people are invited in somebody’s name.")
    opened(settings_or_stop())
    up_to_date()
    try:
        here = work.authority_named(authority)
        person = _inviter(here, by) if by else None
        with store_in_words():
            found = work.take_in(content_of(file), here, by=person, now=clock.now(), dry_run=dry_run)
            everybody = [contact.id for contact in work.to_invite(here)]
            invited = work.invite(here, everybody, by=person or 0, now=clock.now()) if invite and not dry_run else 0
    except work.BadFile as error:
        raise click.ClickException(f"A bad file, nothing was changed. {error}") from error
    except work.NoSuchAuthority as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(found.said(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found, invited, len(everybody) - invited, dry_run=dry_run)))


def _inviter(authority: Any, email: str) -> int:
    """Who invites: an officer or a manager of the authority; exit status 1 for anybody else."""
    from portal.care.work import officers

    person = person_or_stop(email)
    if person not in {officer.id for officer in officers(authority.id)}:
        raise click.ClickException(f"{email} is no officer or manager of {authority.name}.")
    return person


def _lines(found: Any, invited: int, left: int, *, dry_run: bool) -> list[str]:
    counts = found.counts
    lines = [
        f"{counts.read:,} rows read: {counts.new:,} new, {counts.changed:,} changed, "
        f"{counts.unchanged:,} unchanged, {counts.rejected:,} rejected.",
        *grouped(found.findings),
    ]
    if dry_run:
        return [*lines, "Tried only: nothing was written."]
    if invited:
        return [*lines, f"{invited:,} invited."]
    return [*lines, f"{left:,} can be invited: on the page, or with --invite --by EMAIL."] if left else lines
