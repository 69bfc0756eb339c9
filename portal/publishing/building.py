"""One build of the public site: from the record, through the read-only application, to a place where it is served."""

import gc
import hashlib
import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from models.public.record import open_record
from portal.publishing import freezer as freezing
from portal.publishing.app import ASSETS, create_site, published
from portal.publishing.freezer import Frozen, SiteFreezer
from portal.publishing.manifest import Kept, Manifest
from portal.publishing.open_data.remembered import forget_strangers
from portal.publishing.pages import Address
from portal.publishing.register import Register
from portal.publishing.relative import from_root
from portal.publishing.site import Site
from portal.publishing.slots import Counts, Place
from portal.publishing.stage import Stage

NAMED_BY_DIGEST = ("assets/", "charts/")
"""What goes from here goes because a page that shows it has changed."""

FORK = multiprocessing.get_context("fork")
PART = 50
"""So many pages at most are rendered before progress is told."""
EACH = 8
"""So many parts there are for each process, where there are so few pages that some would have none to render."""

SELDOM = 5_000
"""Garbage is looked for after so many new objects: a page makes a few hundred, and few of them are garbage."""

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
            app = create_site(site, register := Register(), made_by)
            addresses = list(published(app))
        if site.facts:
            forget_strangers(site.facts, register.editions.values())
        gc.freeze()
        gc.set_threshold(SELDOM)
        gc.enable()
        marks = stage.known.files if stage.known.made_by == made_by else {}
        same = {path: marks[path] for path, mark in _paths(addresses) if _unchanged(marks.get(path), mark)}
        todo = [address for address in addresses if _path(address.url) not in same]
        frozen = _frozen(site, SiteFreezer(app, stage), todo, processes or os.cpu_count() or 1, watch)
        after = Manifest(made_by, dict(same))
        after.files.update((path, Kept(frozen.digests.pop(path, ""), mark)) for path, mark in _paths(todo))
        failures = frozen.failures or _dead_links(frozen.links, same, place, stage, after, site.url)
        if failures:
            return Outcome(len(addresses), Counts(0, 0, 0), time.monotonic() - began, failures)
        counts = place.keep(stage, after)
    return Outcome(len(addresses), counts, time.monotonic() - began)


@contextmanager
def _without_garbage() -> Iterator[None]:
    """What is read from the record stays to the end. Nobody need look through it for garbage while it is read, nor
    afterwards, once it is frozen: that takes time, and copies it in forked processes."""
    was_on, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
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
    """Renders what is to be rendered, with helping processes where there is enough of it: forked, so that each has the
    register without reading it again."""
    work = _Work(site, freezer, _parted(todo, processes), FORK.Value("i", 0), os.getpid())
    with ExitStack() as helping:
        helpers = [helping.enter_context(_helper(work)) for _ in range(1, min(processes, len(work.parts)))]
        frozen = work.rest((lambda done: watch(done, len(todo))) if watch else None)
        for helper in helpers:
            frozen.add(_answer_of(helper))
    return frozen


@contextmanager
def _helper(work: "_Work") -> Iterator["Connection"]:
    """A process that takes parts of the work, too; what it came to is received. It ends by itself."""
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_help, args=(work, receiver, sender), daemon=True)
    process.start()
    sender.close()
    try:
        yield receiver
    finally:
        receiver.close()
        process.join()


def _help(work: "_Work", receiver: "Connection", sender: "Connection") -> None:
    receiver.close()  # else it would wait for itself to read, where whoever asked has ended
    try:
        answer: Frozen | Exception = work.rest()
    except Exception as error:
        answer = error
    with suppress(BrokenPipeError):  # whoever asked has ended
        sender.send(answer)


def _answer_of(helper: "Connection") -> Frozen:
    try:
        answer = helper.recv()
    except EOFError:
        raise OSError("A process that rendered pages has ended.") from None
    if isinstance(answer, Exception):
        raise answer
    frozen: Frozen = answer
    return frozen


def _parted(todo: Sequence[Address], processes: int) -> list[Sequence[Address]]:
    """First those that are best made together, by their name; then the others in their order, but last those of which
    there are thousands, none of which takes long: so nobody is left with a long one at the end."""
    together: dict[str, list[Address]] = defaultdict(list)
    for address in todo:
        together[address.together].append(address)
    others = sorted(together.pop("", []), key=lambda address: address.made_by is not None)
    size = min(PART, len(others) // (EACH * processes) + 1)
    return [*together.values(), *(others[start : start + size] for start in range(0, len(others), size))]


@dataclass
class _Work:
    """What is to be rendered, in parts that are taken one after the other by whoever has time. `taken`: how many are;
    `asked_by`: the process without which nobody need go on."""

    site: Site
    freezer: SiteFreezer
    parts: Sequence[Sequence[Address]]
    taken: "Synchronized[int]"
    asked_by: int

    def rest(self, told: Callable[[int], None] | None = None) -> Frozen:
        """Renders parts for as long as there are any. `told` hears how many pages were begun by anybody."""
        frozen = Frozen()
        try:
            with open_record(self.site.record):  # opened anew in each process
                while (number := self._take(1)) < len(self.parts) and self.asked_by in (os.getpid(), os.getppid()):
                    frozen.add(self.freezer.freeze_these(self.parts[number]))
                    if told:
                        told(sum(map(len, self.parts[: self.taken.value])))
        except BaseException:
            self._take(len(self.parts))  # nobody need go on
            raise
        return frozen

    def _take(self, number: int) -> int:
        """The first of the next so many parts."""
        with self.taken.get_lock():
            first: int = self.taken.value
            self.taken.value += number
        return first


def _path(url: str) -> str:
    return f"{url}index.html"[1:] if url.endswith("/") else url[1:]


def _paths(addresses: Sequence[Address]) -> Iterator[tuple[str, str]]:
    """Path and mark of each."""
    return ((_path(address.url), address.mark) for address in addresses)


def _unchanged(before: Kept | None, mark: str) -> bool:
    return bool(before and before.digest and mark and before.mark == mark)


def _dead_links(
    links: dict[bytes, str], same: Iterable[str], place: Place, stage: Stage, after: Manifest, address: str
) -> dict[str, str]:
    """Address that is linked to and is not there -> from where. `links` are those of the pages that were rendered; the
    others, the `same`, are looked at only if a file goes."""
    gone = stage.known.files.keys() - after.files.keys()
    if any(not path.startswith(NAMED_BY_DIGEST) for path in gone):
        for path in same:
            if path.endswith(".html"):
                page = from_root(place.read(path), f"/{path}".removesuffix("index.html"), address)
                links.update(dict.fromkeys(freezing.LINKS.findall(page), f"/{path}"))
    dead = {link.decode(): page for link, page in links.items() if _path(link.decode()) not in after.files}
    return {link: f"is linked to from {page}, and is not there" for link, page in sorted(dead.items())}
