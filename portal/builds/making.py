"""From the open store to the public site: the record, then the pages made of it. What is published, not who asked."""

import fcntl
import time
from collections.abc import Callable
from pathlib import Path

from models.authority import Authority
from portal.clock import now
from portal.publishing import ever
from portal.publishing.building import Outcome, build
from portal.publishing.manifest import Manifest
from portal.publishing.site import ROOT, Site
from portal.publishing.slots import Folder, Slots
from portal.releasing import tenders
from portal.releasing.recording import record
from portal.settings import Settings

EVER = "addresses.txt"
Watch = Callable[[int, int], None]


def published(
    settings: Settings, output: Path | None = None, *, processes: int = 0, watch: Watch | None = None
) -> Outcome:
    """Writes the record of what the open store released, then the site. Raises OSError where the disk is full, and
    NotUploadedError where the store of the site failed: then the new site is live here, and not wholly there."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / ".publishing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the record that a build reads is not replaced under its hands
        tenders.closing(now())
        record(settings.record)
        place = Folder(output) if output else Slots(settings.public_folder, time.time())
        outcome = build(site(settings), place, processes=processes, watch=watch)
        if not outcome.failures:
            ever.keep(settings.data / EVER, place.known().files)
            if settings.site_store and not output:
                _uploaded(settings, watch)
        return outcome


def _uploaded(settings: Settings, watch: Watch | None) -> None:
    """What is live now goes into the store, too; what an upload that was interrupted left behind goes with it."""
    from portal.publishing.uploading import store_at, upload  # noqa: PLC0415 - loads what most have no use for

    folder = (settings.public_folder / "live").resolve()
    upload(folder, live(settings).files, store_at(settings.site_store), watch)


def site(settings: Settings) -> Site:
    """What the site is called, and where it stands."""
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
        facts=settings.data / "facts",
        ever=ever.read(settings.data / EVER),
    )


def live(settings: Settings) -> Manifest:
    """What everybody is served now."""
    return Slots(settings.public_folder, time.time()).known()
