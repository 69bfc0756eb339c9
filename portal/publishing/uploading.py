"""The published site in an S3-compatible store: what changed, in an order in which no page leads to what is not there.

What the store holds is known from a manifest of our own beside the files, written before and after; an upload that was
interrupted goes on where it stopped.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from obstore.exceptions import BaseError
from obstore.store import S3Store, from_url

from portal.publishing.explaining import NotUploadedError
from portal.publishing.file_types import caching, mimetype
from portal.publishing.manifest import GONE, Kept
from portal.publishing.slots import Counts

MANIFEST = ".manifest.json"
AT_ONCE = 8
BATCH = 400
"""So many files are sent before the manifest says so: what an interruption may cost."""
LARGE = 5_000_000
"""Bytes from which a file is read piece by piece."""

Watch = Callable[[int, int], None]


def store_at(url: str) -> Any:
    """s3://bucket/prefix; keys, region and another host from the environment, as AWS names them."""
    return from_url(url)


def upload(root: Path, files: Mapping[str, Kept], store: "S3Store", watch: Watch | None = None) -> Counts:
    """Makes the store hold just these files of the folder. Raises NotUploadedError."""
    sent, todo = 0, list[str]()
    try:
        known = _known(store)
        todo = [path for path, kept in files.items() if not kept.digest or known.get(path) != kept.digest]
        gone = sorted(known.keys() - files.keys())
        if todo or gone:
            known.update(dict.fromkeys(todo, ""))  # until it has been sent nothing is known of it
            _say(store, known)
        for batch in _batches(root, todo):
            with ThreadPoolExecutor(AT_ONCE) as pool:
                list(pool.map(partial(_put, store, root), batch))
            known.update((path, files[path].digest) for path in batch)
            _say(store, known)
            sent += len(batch)
            if watch:
                watch(sent, len(todo))
        _remove(store, gone, known)
    except (BaseError, OSError) as error:
        said = f"{sent:,} of {len(todo):,} changed files reached the store, then it failed: {error}"
        raise NotUploadedError(f"{said}. Publish again: it goes on from there.") from error
    return Counts(len(todo), len(files) - len(todo), len(gone))


def _known(store: "S3Store") -> dict[str, str]:
    """Path -> digest of what the store holds; “” where it may hold something else."""
    with suppress(FileNotFoundError):
        found: dict[str, str] = json.loads(bytes(store.get(MANIFEST).bytes()))
        return found
    return {}


def _say(store: "S3Store", known: Mapping[str, str]) -> None:
    content = json.dumps(dict(sorted(known.items())), separators=(",", ":")).encode()
    store.put(MANIFEST, content, attributes={"Content-Type": "application/json", "Cache-Control": "no-store"})


def _batches(root: Path, paths: Iterable[str]) -> Iterator[Sequence[str]]:
    """Kinds one after the other, so that no page comes before what it needs."""
    turn = partial(_turn, _removed(root))
    for _, found in groupby(sorted(paths, key=lambda path: (turn(path), path)), key=turn):
        same = list(found)
        yield from (same[start : start + BATCH] for start in range(0, len(same), BATCH))


def _turn(removed: Container[str], path: str) -> int:
    """What was taken down goes first; then what pages need, files, pages, and last what lists them all."""
    if path in removed:
        return 0
    if path.startswith(("assets/", "charts/")):
        return 1
    if path.startswith("data/"):
        return 2
    return 3 if path.endswith("/index.html") else 4


def _removed(root: Path) -> set[str]:
    """The files of what was removed for a legal reason."""
    with suppress(FileNotFoundError):
        lines = (root / GONE).read_text("utf-8").splitlines()
        return {f"{line.split(' ')[0].strip('/')}/index.html" for line in lines if line}
    return set()


def _put(store: "S3Store", root: Path, path: str) -> None:
    kind = mimetype(path)
    text = kind.startswith("text/") or kind.endswith(("xml", "json"))
    about = {"Content-Type": f"{kind}; charset=utf-8" if text else kind, "Cache-Control": caching(path)}
    place = root / path
    store.put(path, place if place.stat().st_size > LARGE else place.read_bytes(), attributes=about)


def _remove(store: "S3Store", gone: Sequence[str], known: dict[str, str]) -> None:
    """Orphans, once no page leads to them; then the manifest says what is there."""
    for start in range(0, len(gone), 1000):
        store.delete(list(gone[start : start + 1000]))
    for path in gone:
        del known[path]
    if gone:
        _say(store, known)
