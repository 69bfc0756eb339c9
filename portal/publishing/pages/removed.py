"""What was removed for a legal reason: a page at each address that it had, and the list of them."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, render_template

from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, Row, register

bp = Blueprint("removed", __name__)

GONE = "/gone.txt"


def addresses(of: Register) -> Iterator[Address]:
    """The list, and each contract that was removed."""
    yield Address(GONE, mark_of(str(of.removed)))
    for row in of.removed:
        yield Address(url_of(row), mark_of(str(row), str(of.authorities.get(row["authority"]))))


@bp.get(GONE)
def gone() -> Response:
    """A line each: the address and the day. Our server answers 410 for them, and other copies should."""
    lines = [f"{url_of(row)} {row['removed_on']}\n" for row in register().removed]
    return Response("".join(lines), mimetype="text/plain")


def removed(authority: str, slug: str) -> str:
    """The page of a contract that was removed; 404 where none was. The page of the contract calls it: it is there that
    it stands."""
    here = register()
    row = next((row for row in here.removed if (row["authority"], row["slug"]) == (authority, slug)), None)
    return render_template(
        "public/removed.html",
        section="/register/",
        crumbs=(("Contracts register", "/register/"),),
        row=row or abort(404),
        authority=here.authorities.get(authority, {}).get("name", ""),
    )


def url_of(row: Row) -> str:
    """Where it stood."""
    return f"/contracts/{row['authority']}/{row['slug']}/"
