"""One build of the public site: from the record, through the read-only application, to a place where it is served."""

import gc
import hashlib
import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from models.public.record import open_record
from portal.publishing import freezer as freezing
from portal.publishing.app import ASSETS, create_site, published
from portal.publishing.freezer import Frozen, SiteFreezer
from portal.publishing.manifest import Kept, Manifest
from portal.publishing.pages import Address
from portal.publishing.register import Register
from portal.publishing.relative import from_root
from portal.publishing.site import Site
from portal.publishing.slots import Counts, Place
from portal.publishing.stage import Stage

NAMED_BY_DIGEST = ("assets/", "charts/")
"""What goes from here goes because a page that shows it has changed."""

PART = 200
"""So many pages are rendered before progress is told; one part is not worth a second process."""

Watch = Callable[[int, int], None]
"""Is told how many pages are done, and of how many."""


@dataclass(frozen=True)
class Outcome:
    """What a build came to. With failures nothing was switched, and the counts are nought."""

    pages: int
    counts: Counts
    seconds: float
    failures: dict[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """As `evenhand publish --json` says it."""
        told = {"pages": self.pages, **asdict(self.counts), "seconds": round(self.seconds, 3)}
        return {**told, "failures": self.failures} if self.failures else told


def build(site: Site, place: Place, *, processes: int = 0, watch: Watch | None = None) -> Outcome:
    """Builds the site into `place` with so many processes (0: one for each core). Raises OSError where the disk is full
    or cannot be written; what was live stays."""
    began = time.monotonic()
    with place.alone() as stage, _without_garbage():
        made_by = fingerprint(site)
        if stage.known.is_made_of(site.record, made_by):  # nothing need be read to know that nothing has changed
            return Outcome(len(stage.known.files), place.keep(stage, stage.known), time.monotonic() - began)
        with open_record(site.record):
            app = create_site(site, Register(), made_by)
            addresses = list(published(app))
        gc.freeze()
        gc.enable()
        marks = stage.known.files if stage.known.made_by == made_by else {}
        same = {path: kept for path, kept in _paths(addresses) if _unchanged(marks.get(path), kept)}
        todo = [address for address in addresses if _path(address.url) not in same]
        frozen = _frozen(site, SiteFreezer(app, stage), todo, processes or os.cpu_count() or 1, watch)
        after = Manifest(made_by, {path: marks[path] for path in same})
        after.files.update({path: Kept(frozen.digests.get(path, ""), kept.mark) for path, kept in _paths(todo)})
        failures = frozen.failures or _dead_links(frozen, place, stage, after, site.url)
        if failures:
            return Outcome(len(addresses), Counts(0, 0, 0), time.monotonic() - began, failures)
        counts = place.keep(stage, after)
    return Outcome(len(addresses), counts, time.monotonic() - began)


@contextmanager
def _without_garbage() -> Iterator[None]:
    """What is read from the record stays to the end. Nobody need look through it for garbage while it is read, nor
    afterwards, once it is frozen: that takes time, and copies it in forked processes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        (gc.enable if was_on else gc.disable)()


def fingerprint(site: Site) -> str:
    """Of everything that pages are made of beside the record: code, templates, words, settings, libraries."""
    digest = hashlib.sha256(repr((site.name, site.url, site.portal_url, site.ocid_prefix)).encode())
    for name in ("flask", "jinja2", "markdown", "nh3", "xlsxwriter"):
        digest.update(f"{name} {version(name)}\n".encode())
    here = Path(__file__).parent
    folders = [here, here.parents[1] / "models" / "public", site.templates / "public", site.templates / "components"]
    files = [path for folder in (*folders, site.words) for path in folder.rglob("*") if path.is_file()]
    for path in sorted((*files, *(site.static / name for name in ASSETS))):
        if path.suffix != ".pyc":
            digest.update(path.name.encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _frozen(site: Site, freezer: SiteFreezer, todo: Sequence[Address], processes: int, watch: Watch | None) -> Frozen:
    """Renders what is to be rendered, in forked processes where there is enough of it."""
    frozen, done = Frozen(), 0
    for part in _parts(site, freezer, todo, processes):
        frozen.add(part)
        done += len(part.digests) + len(part.failures)
        if watch:
            watch(done, len(todo))
    return frozen


def _parts(site: Site, freezer: SiteFreezer, todo: Sequence[Address], processes: int) -> Iterator[Frozen]:
    parts = _parted(todo)
    work = _Work(site, freezer, parts)
    if processes == 1 or len(parts) < 2:
        yield from map(work.part, range(len(parts)))
        return
    # Forked, so that each has the register without reading it again; the record is opened anew in each.
    with multiprocessing.get_context("fork").Pool(processes, _take, (work,)) as pool:
        yield from pool.imap_unordered(_part, range(len(parts)))


def _parted(todo: Sequence[Address]) -> list[Sequence[Address]]:
    """First those that are best made together, by their name; then the others in their order."""
    together: dict[str, list[Address]] = defaultdict(list)
    for address in todo:
        together[address.together].append(address)
    others = together.pop("", [])
    return [*together.values(), *(others[start : start + PART] for start in range(0, len(others), PART))]


@dataclass
class _Work:
    site: Site
    freezer: SiteFreezer
    parts: Sequence[Sequence[Address]]

    def part(self, number: int) -> Frozen:
        with open_record(self.site.record):
            return self.freezer.freeze_these(self.parts[number])


_work: list[_Work] = []


def _take(work: _Work) -> None:
    _work[:] = [work]


def _part(number: int) -> Frozen:
    return _work[0].part(number)


def _path(url: str) -> str:
    return f"{url}index.html"[1:] if url.endswith("/") else url[1:]


def _paths(addresses: Sequence[Address]) -> list[tuple[str, Kept]]:
    return [(_path(address.url), Kept("", address.mark)) for address in addresses]


def _unchanged(before: Kept | None, now: Kept) -> bool:
    return bool(before and before.digest and now.mark and before.mark == now.mark)


def _dead_links(frozen: Frozen, place: Place, stage: Stage, after: Manifest, address: str) -> dict[str, str]:
    """Address that is linked to and is not there -> from where. Pages that were not rendered are looked at only if a
    file goes."""
    links = dict(frozen.links)
    gone = stage.known.files.keys() - after.files.keys()
    if any(not path.startswith(NAMED_BY_DIGEST) for path in gone):
        for path in after.files.keys() - frozen.digests.keys():
            if path.endswith(".html"):
                page = from_root(place.read(path), f"/{path}".removesuffix("index.html"), address)
                links.update(dict.fromkeys(freezing.LINKS.findall(page), f"/{path}"))
    dead = {link.decode(): page for link, page in links.items() if _path(link.decode()) not in after.files}
    return {link: f"is linked to from {page}, and is not there" for link, page in sorted(dead.items())}
