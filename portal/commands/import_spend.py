"""`evenhand import-spend`: take in a council’s spending file, and say what became of every row."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.commands.opening import opened, settings_or_stop, up_to_date

if TYPE_CHECKING:
    from portal.spending.work import Taken


@click.command("import-spend")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", required=True, help="Whose payments they are.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the reconciliation as JSON.")
def import_spend(file: Path, authority: str, *, dry_run: bool, as_json: bool) -> None:
    """Take in what a council paid: CSV, XLSX, XLS or ODS, with the LGA’s columns or those that councils use."""
    from portal import clock
    from portal.commands.import_register import content_of, of_store
    from portal.releasing.work import Unknown, authority_named
    from portal.spending import work

    opened(settings_or_stop())
    up_to_date()
    try:
        whose = authority_named(authority)
        found = work.take_in(content_of(file), whose, by=None, now=clock.now(), dry_run=dry_run, name=file.name)
    except (work.BadFile, Unknown) as error:
        raise click.ClickException(f"Nothing was changed. {error}") from error
    except Exception as error:
        raise of_store(error) from error
    if as_json:
        click.echo(json.dumps(found.said(), ensure_ascii=False, indent=1))
    else:
        click.echo(_said(found, dry_run=dry_run))


def _said(found: "Taken", *, dry_run: bool) -> str:
    from portal.commands.import_register import grouped

    counts, how = found.counts, found.payees
    first, last = (day.isoformat() for day in found.days)
    lines = [
        f"{counts.read:,} rows read, paid from {first} to {last}: {counts.new:,} new, {counts.changed:,} changed, "
        f"{counts.unchanged:,} unchanged, {counts.rejected:,} rejected.",
        f"Payees: {how['number']:,} found by number, {how['name']:,} by name, {how['person']:,} by a person; "
        f"{how['proposed']:,} wait for one, {how['covered']:,} covered, {how['nobody']:,} in no register.",
    ]
    tried = ["Tried only: nothing was written."] if dry_run else []
    return "\n".join([*lines, *grouped(found.findings), *tried])
