"""For search engines: every page, and what they may read. Only for a site that knows its address.

Stands last among the kinds of pages: it lists all the others (https://www.sitemaps.org/protocol.html).
"""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, current_app, render_template

from portal.publishing.pages import Address, mark_of
from portal.publishing.pages.removed import url_of
from portal.publishing.register import Register, register

bp = Blueprint("sitemap", __name__)

MOST = 50_000
"""Addresses in one file, as the protocol has it."""


def addresses(of: Register) -> Iterator[Address]:
    """robots.txt, sitemap.xml, and the parts that it is made of."""
    if not current_app.extensions["site"].url:
        return
    pages = _pages(of)
    mark = mark_of(pages)
    yield Address("/robots.txt", mark_of("robots"))
    yield Address("/sitemap.xml", mark)
    yield from (Address(url, mark) for url in _parts(pages))


@bp.get("/robots.txt")
def robots() -> Response:
    """All of it may be read."""
    address = _address()
    return Response(f"User-agent: *\nAllow: /\nSitemap: {address}/sitemap.xml\n", mimetype="text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """The parts."""
    return _xml("public/sitemap-index.xml", _parts(_pages(register())))


@bp.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """Addresses of pages, 50,000 a part."""
    pages = _pages(register())
    if not 1 <= number <= len(_parts(pages)):
        abort(404)
    return _xml("public/sitemap.xml", pages[(number - 1) * MOST : number * MOST])


def _xml(template: str, urls: list[str]) -> Response:
    body = render_template(template, address=_address(), urls=urls)
    return Response(body, mimetype="application/xml")


def _address() -> str:
    address: str = current_app.extensions["site"].url
    return address or abort(404)


def _pages(of: Register) -> list[str]:
    """Every page but those that were removed, or of which nothing is left to show."""
    removed = {*(url_of(row) for row in of.removed), *current_app.extensions["gone"]}
    found: list[Address] = current_app.extensions["addresses"]
    return sorted({one.url for one in found if one.url.endswith("/") and one.url not in removed})


def _parts(pages: list[str]) -> list[str]:
    return [f"/sitemap-{start // MOST + 1}.xml" for start in range(0, len(pages), MOST)]
