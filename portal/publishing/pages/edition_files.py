"""The files of an edition beside contracts.csv, and the checksums of all of them. They change with their edition alone,
or, where they tell its history, with earlier editions of the authority."""

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, abort, current_app

from portal.publishing import editions, tables
from portal.publishing.open_data.files import Asked, File, files_of, url_of
from portal.publishing.open_data.growing import Growing
from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.data import facts_of, made_of, streamed
from portal.publishing.register import Edition, Register, register
from portal.publishing.site import Site

bp = Blueprint("edition_files", __name__)

SUMS = "sha256sums.txt"


def addresses(of: Register) -> Iterator[Address]:
    """Of each edition contracts.csv, the files that are made of it, and the checksums: one after the other, so that
    each is made once, and a contract is drawn once for all editions that say the same of it."""
    for authority in of.newest:
        earlier: list[str] = []
        for edition in editions.editions_of(of, authority):
            table = tables.mark(of, edition)
            mark = _mark(of, edition, table)
            earlier.append(mark)
            yield Address(tables.url_of(edition), table, authority)
            for file in files_of(of, edition, _site()):
                yield Address(url_of(edition, file.name), mark_of(earlier) if file.history else mark, authority)
            yield Address(url_of(edition, SUMS), mark_of(earlier), authority)


@bp.get("/data/<quarter>/<authority>/<name>")
def file(quarter: str, authority: str, name: str) -> Response:
    """One file of an edition."""
    edition = _edition(quarter, authority)
    asked = _asked(edition)
    found = next((one for one in files_of(asked.of, edition, asked.site) if one.name == name), None) or abort(404)
    content, digest = _content(asked, found)
    return streamed(content, found.mimetype, digest)


@bp.get(f"/data/<quarter>/<authority>/{SUMS}")
def sums(quarter: str, authority: str) -> Response:
    """As `sha256sum --check` reads them, beside the files."""
    asked = _asked(_edition(quarter, authority))
    lines = [f"{asked.facts().sha256}  contracts.csv\n"]
    lines += [f"{_digest(asked, one)}  {one.name}\n" for one in files_of(asked.of, asked.edition, asked.site)]
    return Response("".join(lines), mimetype="text/plain")


def _content(asked: Asked, file: File) -> tuple[Iterable[bytes], str]:
    """A file and its SHA-256, which is known already where it is made row by row."""
    if known := asked.facts().digests.get(file.name):
        return file.make(asked), known
    content = Growing(file.make(asked))
    _digests()[_key(asked, file)] = content.digest
    return content.chunks(), content.digest


def _digest(asked: Asked, file: File) -> str:
    """Where the file was made just before, nothing is made for it."""
    return asked.facts().digests.get(file.name) or _digests().get(_key(asked, file)) or _content(asked, file)[1]


def _digests() -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = current_app.extensions.setdefault("digests", {})
    return found


def _key(asked: Asked, file: File) -> tuple[str, str, str]:
    return asked.edition.authority, asked.edition.period_key, file.name


def _mark(of: Register, edition: Edition, table: str) -> str:
    facts = (edition.label, edition.closed_at, edition.closed_on, edition.revision, tables.nation(of, edition))
    return mark_of(table, *facts)


def _edition(quarter: str, authority: str) -> Edition:
    found = register().editions.get((authority, quarter.upper()))
    if found is None or found.quarter != quarter:
        abort(404)
    return found


def _asked(edition: Edition) -> Asked:
    here = register()
    return Asked(here, edition, _site(), lambda: made_of(here, edition), lambda: facts_of(here, edition))


def _site() -> Site:
    site: Site = current_app.extensions["site"]
    return site
