"""`evenhand import-ofsted`: take in one of Ofsted’s published lists, and say what became of every row."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.commands.opening import opened, settings_or_stop, up_to_date

if TYPE_CHECKING:
    from portal.ofsted.work import Compared


@click.command("import-ofsted")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="The day of the list, where the file does not say it.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the reconciliation as JSON.")
def import_ofsted(file: Path, as_at: datetime | None, *, dry_run: bool, as_json: bool) -> None:
    """Take in Ofsted’s list of homes and agencies: CSV, XLSX, XLS or ODS, in any of its layouts. Names and addresses
    are not read."""
    from models.store import is_full_or_broken
    from portal import clock
    from portal.ofsted import work
    from portal.register.sheets import LARGEST_FILE

    opened(settings_or_stop())
    up_to_date()
    day: date | None = as_at.date() if as_at else None
    with file.open("rb") as there:
        content = there.read(LARGEST_FILE + 1)
    try:
        found = work.take_in(content, by=None, now=clock.now(), name=file.name, as_at=day, dry_run=dry_run)
    except work.BadFile as error:
        hint = " Use --as-at 2024-03-31." if "which day" in str(error) else ""
        raise click.ClickException(f"A bad file, nothing was changed. {error}{hint}") from error
    except Exception as error:
        if not (trouble := is_full_or_broken(error)):
            raise
        raise click.ClickException(f"Nothing was changed: the store is {trouble}.") from error
    click.echo(json.dumps(found.said(), ensure_ascii=False, indent=1) if as_json else _said(found, dry_run=dry_run))


def _said(found: "Compared", *, dry_run: bool) -> str:
    from portal.commands.import_register import grouped

    counts = found.counts
    first = (
        f"{counts.read:,} rows read, as at {found.as_at.isoformat()}: {counts.new:,} new, {counts.changed:,} changed, "
        f"{counts.unchanged:,} unchanged, {counts.rejected:,} rejected."
    )
    tried = ["Tried only: nothing was written."] if dry_run else []
    return "\n".join([first, *grouped(found.findings), *tried])
