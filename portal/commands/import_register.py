"""`evenhand import-register`: take in a register that a council published, and say what became of every row."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.commands.opening import opened, settings_or_stop, up_to_date

if TYPE_CHECKING:
    from portal.register.findings import Finding
    from portal.register.work import Reconciliation


@click.command("import-register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", required=True, help="Whose the rows are that name no authority; made if it is not known.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the reconciliation as JSON.")
def import_register(file: Path, authority: str, *, dry_run: bool, as_json: bool) -> None:
    """Take in a contracts register: CSV, XLSX, XLS or ODS, as councils publish it."""
    from portal import clock
    from portal.register import work

    if not authority.strip():
        raise click.BadParameter("must not be empty", param_hint="--authority")
    opened(settings_or_stop())
    up_to_date()
    progress = Progress()
    try:
        found = work.take_in(
            content_of(file), authority, by=None, now=clock.now(), dry_run=dry_run, name=file.name, watch=progress
        )
    except work.BadFile as error:
        raise click.ClickException(f"A bad file, nothing was changed. {error}") from error
    except Exception as error:
        raise of_store(error) from error
    finally:
        progress.done()
    if as_json:
        click.echo(json.dumps(found.said(), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found, dry_run=dry_run)))


def content_of(file: Path) -> bytes:
    """The bytes of a file, one more than the largest may have so that a larger one shows."""
    from portal.register.sheets import LARGEST_FILE

    with file.open("rb") as there:
        return there.read(LARGEST_FILE + 1)


def of_store(error: Exception) -> Exception:
    """A full, locked or broken store in words; anything else is a bug and shows itself."""
    from models.store import is_full_or_broken

    if not (trouble := is_full_or_broken(error)):
        return error
    return click.ClickException(f"Nothing was changed: the store is {trouble}.")


class Progress:
    """A bar on a terminal, for what takes longer than a second."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.bar: Any = None

    def __call__(self, done: int, of: int) -> None:
        if self.bar is None and sys.stderr.isatty() and time.monotonic() - self.began > 1:
            self.bar = click.progressbar(length=of, label="Taking in", file=sys.stderr).__enter__()
        if self.bar is not None:
            self.bar.update(done - self.bar.pos)

    def done(self) -> None:
        """Leaves the line that the bar stood on."""
        if self.bar is not None:
            self.bar.render_finish()


MOST_ROWS = 8


def _lines(found: "Reconciliation", *, dry_run: bool) -> Iterator[str]:
    counts = found.counts
    yield (
        f"{counts.read:,} rows read: {counts.new:,} new, {counts.changed:,} changed, "
        f"{counts.unchanged:,} unchanged, {counts.rejected:,} rejected."
    )
    yield from grouped(found.findings)
    if dry_run:
        yield "Tried only: nothing was written."


def grouped(findings: "Iterable[Finding]") -> Iterator[str]:
    """Lines: what is odd in the same way on many rows, once, with the first of the rows and one of the values."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.column, finding.problem), []).append(finding)
    for (column, problem), same in sorted(groups.items(), key=lambda item: -len(item[1])):
        rows = [str(row) for row in dict.fromkeys(finding.row for finding in same) if row]
        where = f"row {', '.join(rows[:MOST_ROWS])}{' …' if len(rows) > MOST_ROWS else ''}" if rows else "the file"
        value = " ".join(same[0].value.split())[:80]
        example = f" (“{value}”)" if value else ""
        yield f"  {len(same):,} × {column + ': ' if column else ''}{problem}{example}: {same[0].action}; {where}"
