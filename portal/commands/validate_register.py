"""`evenhand validate-register`: hold any council’s contracts file to the LGA’s template, or to Scottish law."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.commands.import_register import content_of

if TYPE_CHECKING:
    from portal.register.validation.faults import Fault, Validation

MOST_LINES = 200


@click.command("validate-register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--profile", type=click.Choice(("guide", "schema", "scotland")), default=None,
    help="LGA guidance v1.3, its machine schema, or section 35 in Scotland. Without it: the guidance, with what the "
    "schema alone minds as warnings.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def validate_register(file: Path, profile: str | None, *, as_json: bool) -> None:
    """Say what is wrong with a contracts file (CSV, XLSX, XLS, ODS), by row and column. Nothing is kept of it."""
    from portal.register.bad_file import BadFile
    from portal.register.validation.validating import validate

    try:
        found = validate(content_of(file), profile or "")  # type: ignore[arg-type]  # click has checked it
    except BadFile as error:
        if as_json:
            click.echo(json.dumps({"bad_file": str(error)}, ensure_ascii=False))
            sys.exit(1)
        raise click.ClickException(f"A bad file. {error}") from error
    click.echo(json.dumps(found.said(), ensure_ascii=False, indent=1) if as_json else "\n".join(_lines(found)))
    if found.counts["error"]:
        sys.exit(1)


def _lines(found: "Validation") -> Iterator[str]:
    counts = ", ".join(f"{count:,} {level}s" for level, count in found.counts.items())
    yield f"{found.rows:,} rows, held to: {found.profile}. {counts}."
    for fault in found.faults[:MOST_LINES]:
        yield _line(fault)
    if len(found.faults) > MOST_LINES:
        yield f"… and {len(found.faults) - MOST_LINES:,} more; --json has them all."
    if found.differences:
        yield "The guidance and the machine schema disagree:"
        yield from (f"  {words}" for words in found.differences)


def _line(fault: "Fault") -> str:
    where = f"row {fault.row}" if fault.row else "the file"
    value = f" (“{' '.join(fault.value.split())[:80]}”)" if fault.value else ""
    column = f", {fault.column}" if fault.column else ""
    alone = f" [{fault.profiles[0]} alone]" if len(fault.profiles) == 1 and fault.profiles[0] != "scotland" else ""
    return f"{fault.level}: {where}{column}: {fault.problem}{value}{alone}"
