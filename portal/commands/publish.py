"""`evenhand publish`: the public record from what was released, and the public site from the record."""

import fcntl
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.clock import now
from portal.commands.acting import store_in_words
from portal.commands.opening import opened, settings_or_stop, up_to_date
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.publishing.building import Outcome
    from portal.publishing.site import Site


@click.command()
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Keep one plain folder up to date.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
@click.option("--processes", type=click.IntRange(1, 64), help="Processes that render; one for each core without it.")
def publish(output: Path | None, as_json: bool, processes: int | None) -> None:
    """Publish everything that was released as a static site, into the data folder or --output."""
    settings = opened(settings_or_stop())
    up_to_date()
    try:
        with store_in_words(), _progress(as_json) as watch:
            outcome = published(settings, output, processes=processes or 0, watch=watch)
    except OSError as error:
        raise click.ClickException(f"Nothing was switched: {error}") from error
    click.echo(json.dumps(outcome.told()) if as_json else _said(outcome))
    for url, what in outcome.failures.items():
        click.echo(f"{url}: {what}", err=True)
    if outcome.failures:
        sys.exit(1)


def published(
    settings: Settings,
    output: Path | None = None,
    *,
    processes: int = 0,
    watch: Callable[[int, int], None] | None = None,
) -> "Outcome":
    """Writes the record of what the open store released, then the site. Raises OSError where the disk is full."""
    import time

    from portal.publishing.building import build
    from portal.publishing.slots import Folder, Slots
    from portal.releasing import tenders
    from portal.releasing.recording import record

    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / ".publishing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the record that a build reads is not replaced under its hands
        tenders.closing(now())
        record(settings.record)
        place = Folder(output) if output else Slots(settings.public_folder, time.time())
        return build(_site(settings), place, processes=processes, watch=watch)


def _site(settings: Settings) -> "Site":
    """What the site is called, and where it stands."""
    from models.authority import Authority
    from portal.publishing.site import ROOT, Site

    name = settings.council or Authority.only_name() or "Contracts register"
    return Site(
        name,
        settings.record,
        settings.site_url.rstrip("/"),
        settings.address.rstrip("/"),
        words=settings.site_words or ROOT / "site",
        charts=settings.data / "charts",
        ocid_prefix=settings.ocid_prefix,
        compiled=settings.data / "templates",
    )


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, where somebody looks."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, label="Publishing", file=sys.stderr) as bar:
        yield lambda done, of: bar.update(1000 * done // of - bar.pos)


def _said(outcome: "Outcome") -> str:
    if outcome.failures:
        return f"{len(outcome.failures):,} of {outcome.pages:,} pages failed; nothing was switched."
    counts = outcome.counts
    return (
        f"{outcome.pages:,} pages in {outcome.seconds:.1f} seconds: {counts.written:,} written, "
        f"{counts.unchanged:,} unchanged, {counts.removed:,} removed."
    )
