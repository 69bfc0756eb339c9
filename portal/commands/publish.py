"""`evenhand publish`: the public record from what was released, and the public site from the record."""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

import click

from models.build import Build
from portal.clock import now
from portal.commands.acting import store_in_words
from portal.commands.opening import opened, settings_or_stop, up_to_date
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.builds.making import Watch
    from portal.publishing.building import Outcome


@click.command()
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Keep one plain folder up to date.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
@click.option("--processes", type=click.IntRange(1, 64), help="Processes that render; one for each core without it.")
@click.option(
    "--base-url", default="", help="Address that the site will stand at, such as https://data.example/contracts."
)
@click.option("--build", "asked", type=UUID, hidden=True, help="Make the build that somebody began in the portal.")
def publish(
    output: Path | None, as_json: bool, processes: int | None, base_url: str, asked: UUID | None
) -> None:  # fmt: skip
    """Publish everything that was released as a static site, into the data folder or --output."""
    from portal.publishing.explaining import NotUploadedError

    settings = opened(settings_or_stop())
    up_to_date()
    if base_url:
        settings = settings.model_copy(update={"site_url": address_or_stop(base_url)})
    if asked:
        _make(settings, asked, processes or 0)
        return
    try:
        with store_in_words(), _progress(as_json) as watch:
            outcome = _published(settings, output, processes or 0, watch)
    except OSError as error:
        what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or error
        raise click.ClickException(f"Nothing was switched: {what}.") from error
    except NotUploadedError as error:
        raise click.ClickException(f"The site is live here, and not wholly in the store: {error}") from error
    gc.freeze()  # what is left goes with the process: looking through it for garbage takes a tenth of a small build
    click.echo(json.dumps(outcome.told()) if as_json else _said(outcome))
    for url, what in outcome.failures.items():
        click.echo(f"{url}: {what}", err=True)
    if outcome.failures:
        sys.exit(1)


def address_or_stop(text: str) -> str:
    """The address of a site; exit status 2 for anything that is none."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise click.BadParameter("such as https://data.example/contracts", param_hint="--base-url")
    return text.rstrip("/")


def _make(settings: Settings, asked: UUID, processes: int) -> None:
    """What somebody began in the portal; what came of it stands there."""
    from portal.builds import running

    build = Build.get_or_none(Build.public_id == asked, Build.state == "running")
    if build is None:
        raise click.ClickException("That build has ended.")
    outcome = running.run(settings, build, processes=processes)
    if outcome is None or outcome.failures:
        sys.exit(1)


def _published(settings: Settings, output: Path | None, processes: int, watch: "Watch | None") -> "Outcome":
    """By hand: a folder of one’s own is nobody’s concern; what goes live stands in the history of builds."""
    from portal.builds import making, running

    if output:
        return making.published(settings, output, processes=processes, watch=watch)
    begun, before = now(), making.live(settings).files
    outcome = making.published(settings, processes=processes, watch=watch)
    running.keep(outcome, before, making.live(settings).files, begun)
    return outcome


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
