"""The files to take away: an edition as CSV, the record as it is, the index of both and their checksums."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing import manifest, tables
from portal.publishing.open_data import remembered
from portal.publishing.open_data.files import files_of, no_ocds, url_of
from portal.publishing.open_data.growing import chunks_of
from portal.publishing.open_data.making import TABLE, Made
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Edition, Register, register
from portal.publishing.site import Site
from portal.publishing.tables import Facts

bp = Blueprint("data", __name__)

RECORD = f"/{manifest.RECORD}"


def addresses(of: Register) -> Iterator[Address]:
    """Each file, then what lists them: they are rendered together, and each file is made once."""
    marks = {tables.url_of(one): tables.mark(of, one) for one in of.editions.values()}
    yield from (Address(url, mark) for url, mark in marks.items())
    record = manifest.digest_of(_site().record)
    yield Address(RECORD, record)
    names = [row["name"] for row in of.authorities.values()]
    nations = [tables.nation(of, one) for one in of.editions.values()]
    for url in ("/data/", "/data/sha256sums.txt"):
        yield Address(url, mark_of(list(marks.items()), record, names, list(of.quarters), nations))


@bp.get("/data/<quarter>/<authority>/contracts.csv")
def contracts(quarter: str, authority: str) -> Response:
    """One edition, one row an award."""
    here = register()
    edition = here.editions.get((authority, quarter.upper()))
    if edition is None or edition.quarter != quarter:
        abort(404)
    made = made_of(here, edition)
    return streamed(made.chunks(TABLE), "text/csv", made.facts.sha256)


def streamed(chunks: Iterable[bytes], mimetype: str, digest: str = "") -> Response:
    """A file that is never held whole. Its tag is its SHA-256, where that is known: who has it need not read it."""
    response = Response(chunks, mimetype=mimetype, direct_passthrough=True)
    if digest:
        response.set_etag(digest)
    return response


@bp.get(RECORD)
def record() -> Response:
    """The public record itself, as a stream."""
    path = _site().record
    return streamed(_whole(path), "application/vnd.sqlite3", manifest.digest_of(path))


def _whole(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from chunks_of(file)


@bp.get("/data/")
def index() -> str:
    """Every file with its size, rows, edition and checksum."""
    here = register()
    return render_template(
        "public/data.html",
        crumbs=(("About the data", "/about-the-data/"),),
        quarters=[(quarter, [_file(here, one) for one in quarter.editions]) for quarter in here.quarters.values()],
        several=len(here.authorities) > 1,
        beside=_beside(here),
        no_ocds=no_ocds(_site()),
        record={
            "url": RECORD,
            "size": size(_site().record.stat().st_size),
            "sha256": manifest.digest_of(_site().record),
        },
    )


@bp.get("/data/sha256sums.txt")
def sums() -> Response:
    """The checksums as `sha256sum --check` reads them, beside the files."""
    here = register()
    lines = [(tables.url_of(one), facts_of(here, one).sha256) for one in here.editions.values()]
    lines.append((RECORD, manifest.digest_of(_site().record)))
    text = "".join(f"{digest}  {url.removeprefix('/data/')}\n" for url, digest in lines)
    return Response(text, mimetype="text/plain")


def made_of(of: Register, edition: Edition) -> Made:
    """The files of an edition that hold its contracts. Those of the last one are kept: each is asked for by itself."""
    last: dict[tuple[str, str], Made] = current_app.extensions.setdefault("last_made", {})
    key = (edition.authority, edition.period_key)
    if key not in last:
        last.clear()
        folder, made_by = _site().facts, current_app.extensions["made_by"]
        last[key] = made = Made(of, edition, _site().url, (folder, made_by) if folder else None)
        _known()[key] = made.facts
        if folder:
            remembered.keep(folder, edition, _mark(of, edition), made.facts)
    return last[key]


def facts_of(of: Register, edition: Edition) -> Facts:
    """What there is to know of contracts.csv of an edition; it is made for that where it was not made before."""
    known, key, folder = _known(), (edition.authority, edition.period_key), _site().facts
    if key not in known:
        kept = remembered.recall(folder, edition, _mark(of, edition)) if folder else None
        known[key] = kept or made_of(of, edition).facts
    return known[key]


def _mark(of: Register, edition: Edition) -> str:
    return mark_of(tables.mark(of, edition), current_app.extensions["made_by"])


def size(count: int) -> str:
    """Bytes in words: “3.4 MB”."""
    for unit, of in (("MB", 10**6), ("kB", 10**3)):
        if count >= of:
            return f"{count / of:.1f} {unit}"
    return f"{count} bytes"


def _file(of: Register, edition: Edition) -> dict[str, Any]:
    facts = facts_of(of, edition)
    return {
        "url": tables.url_of(edition),
        "name": tables.name(of, edition),
        "size": size(facts.size),
        "facts": facts,
        "edition": edition,
        "others": [(url_of(edition, one.name), one.short) for one in files_of(of, edition, _site())],
        "sums": url_of(edition, "sha256sums.txt"),
    }


def _beside(of: Register) -> list[tuple[str, str]]:
    """What stands beside contracts.csv of any edition: how it is called in its row, and what it is."""
    found = {one.short: one.title for edition in of.editions.values() for one in files_of(of, edition, _site())}
    return list(found.items())


def _known() -> dict[tuple[str, str], Facts]:
    found: dict[tuple[str, str], Facts] = current_app.extensions.setdefault("tables", {})
    return found


def _site() -> Site:
    site: Site = current_app.extensions["site"]
    return site
