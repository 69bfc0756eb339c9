"""Makes a build that was begun: in the process of a command, told to the store as it goes on."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from models.build import Build
from models.conflicts import AlreadyDone
from models.store import is_full_or_broken, writing
from portal.builds.making import Watch, live, published
from portal.clock import now
from portal.publishing.building import Outcome
from portal.publishing.explaining import NotUploadedError, explained
from portal.publishing.manifest import Kept
from portal.settings import Settings

MOST = 200
"""So many paths of each kind are named; the counts say how many there are."""
PAUSE = 0.5  # seconds between two words to the store
FULL = "The disk is full. Nothing was switched: the site stands as it stood. Please tell whoever runs the service."


def run(settings: Settings, build: Build, *, processes: int = 0) -> Outcome | None:
    """Makes it, and says in the store what came of it; None where it could not be made at all."""
    before = live(settings).files
    try:
        outcome = published(settings, processes=processes, watch=_noting(build))
    except Exception as error:
        _end(build, {"": FULL if is_full_or_broken(error) == "full" else explained(error)})
        if isinstance(error, OSError | ValueError | NotUploadedError):
            return None
        raise
    tell(build, outcome, before, live(settings).files)
    return outcome


def tell(build: Build, outcome: Outcome, before: Mapping[str, Kept], after: Mapping[str, Kept]) -> None:
    """What came of a build."""
    if outcome.failures:
        _end(build, dict(list(outcome.failures.items())[:MOST]))
        return
    counts = (outcome.counts.written, outcome.counts.removed)
    with suppress(AlreadyDone), writing():
        build.go_live(outcome.pages, changed(before, after), counts, now())


def keep(outcome: Outcome, before: Mapping[str, Kept], after: Mapping[str, Kept], begun: datetime) -> None:
    """The same of a build that nobody began by a button; one that changed nothing leaves no trace."""
    if not (outcome.failures or outcome.counts.written or outcome.counts.removed):
        return
    try:
        with writing():
            build = Build.begin(None, begun)
    except AlreadyDone:
        return  # somebody’s build runs: it will find nothing to do, and say so
    tell(build, outcome, before, after)


def changed(before: Mapping[str, Kept], after: Mapping[str, Kept]) -> dict[str, Sequence[str]]:
    """new, changed, removed -> paths, in order, each to MOST."""
    found = {
        "new": after.keys() - before.keys(),
        "changed": {path for path in after.keys() & before.keys() if after[path].digest != before[path].digest},
        "removed": before.keys() - after.keys(),
    }
    return {kind: sorted(paths, key=_first)[:MOST] for kind, paths in found.items()}


def _first(path: str) -> tuple[bool, str]:
    """Pages, then files."""
    return not path.endswith(".html"), path


def _end(build: Build, failures: Mapping[str, str]) -> None:
    with suppress(AlreadyDone), writing():
        build.fail(failures, now())


def _noting(build: Build) -> Watch:
    """Tells the store how far it is, now and then: a build is not slower for being looked at."""
    noted = 0.0

    def watch(done: int, of: int) -> None:
        nonlocal noted
        if time.monotonic() - noted > PAUSE or done == of:
            noted = time.monotonic()
            with suppress(AlreadyDone), writing():
                build.reach(done, of, now())

    return watch
