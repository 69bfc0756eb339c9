"""Contracts as drawn rows of the register’s table. Each stands in every order of its quarter, and is drawn once."""

from collections.abc import Sequence
from functools import partial

from flask import current_app

from portal.publishing import quarter
from portal.publishing.line import Line
from portal.publishing.lists import row_of
from portal.publishing.pieces import Pieces
from portal.publishing.register import Register


def drawn(of: Register, lines: Sequence[Line], several: bool) -> list[str]:
    """The rows as safe markup, with the authority of each where there are several."""
    macro = current_app.jinja_env.get_template("components/register_row.html").module.register_row  # type: ignore[attr-defined]
    pieces: Pieces = current_app.extensions["pieces"]
    titles, names = quarter.titles(of), quarter.names(of)

    def draw(line: Line) -> str:
        row: str = macro(row_of(line, titles, names), several)
        return row

    def shown(line: Line) -> str:
        key = (line.authority, line.slug, "" if line.steady else line.period_key, several)
        return pieces.shown(key, partial(draw, line), far=True)

    return [shown(line) for line in lines]
