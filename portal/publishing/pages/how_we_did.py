"""How we did: the councils’ own promises, counted after each award and after each period of returns."""

from collections.abc import Iterator
from typing import Any

import orjson
from flask import Blueprint, render_template

from models.public import record as tables
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register

bp = Blueprint("how_we_did", __name__)

SECTION = "/how-we-did/"


def addresses(_: Register) -> Iterator[Address]:
    """The one page."""
    yield Address(SECTION, mark_of([row.data for row in _rows()]))


@bp.get(SECTION)
def page() -> str:
    """A council after the other, by their addresses."""
    found = [(row.authority, orjson.loads(row.data)) for row in _rows()]
    return render_template(
        "public/how-we-did.html", found=[(slug, row["name"], list(_lines(row))) for slug, row in found]
    )


def _rows() -> Any:
    return tables.Conduct.select().order_by(tables.Conduct.authority)


def _lines(row: dict[str, Any]) -> Iterator[tuple[str, int, int, str]]:
    """What, how many in time, of how many, and what adds to it; only what happened at all."""
    slipped = row["slipped"]
    late = f"{slipped} working {'day' if slipped == 1 else 'days'} late in all" if slipped else ""
    lines = (
        ("Questions answered by the promised day", row["questions_in_time"], row["questions"], ""),
        ("Promised days of a tender kept", row["days_kept"], row["days"], late),
        ("Feedback to bidders by the promised day", row["feedback_in_time"], row["feedback"], ""),
        ("Returns answered by the promised day", row["returns_in_time"], row["returns"], ""),
    )
    return (line for line in lines if line[2])
