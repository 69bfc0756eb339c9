"""The style sheet of each authority that has a colour of its own."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort

from portal.colours import sheet
from portal.publishing.brands import url_of
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register

bp = Blueprint("brand", __name__)


def addresses(of: Register) -> Iterator[Address]:
    """Where there are several: the site of one authority has its look already."""
    if len(of.authorities) > 1:
        yield from (Address(url, mark_of("brand", url)) for url in map(url_of, of.authorities.values()) if url)


@bp.get("/brands/<name>.css")
def brand(name: str) -> Response:
    """Custom properties alone."""
    found = (row for row in register().authorities.values() if url_of(row) == f"/brands/{name}.css")
    row = next(found, None) or abort(404)
    return Response(sheet(str(row["brand"])), mimetype="text/css")
