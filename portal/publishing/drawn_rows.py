"""Contracts as drawn rows of the register’s table. Each stands in every order of its quarter, and is drawn once."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import current_app

from portal.publishing import quarter
from portal.publishing.line import Line
from portal.publishing.lists import row_of
from portal.publishing.register import Register

MOST = 20_000
"""So many rows are kept; a register with more would need too much memory."""


def drawn(of: Register, lines: Sequence[Line], several: bool) -> Iterator[str]:
    """The rows as safe markup, with the authority of each where there are several."""
    draw = current_app.jinja_env.get_template("components/register_row.html").module.register_row  # type: ignore[attr-defined]
    kept: dict[Any, str] = current_app.extensions.setdefault("drawn_rows", {})
    titles, names = quarter.titles(of), quarter.names(of)
    for line in lines:
        key = (line.authority, line.slug, "" if line.steady else line.period_key, several)
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST:
                kept.clear()
            found = kept[key] = draw(row_of(line, titles, names), several)
        yield found
