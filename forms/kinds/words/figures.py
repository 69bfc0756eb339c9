"""Numbers as they are shown and stored."""

from typing import Any


def plain_figure(value: Any) -> int | float:
    """One form only for a number: 12.0 is 12."""
    return int(value) if float(value).is_integer() else float(value)


def figure(value: Any) -> str:
    """A number with thousands commas: “1,012”, “287.5”."""
    return f"{plain_figure(value):,}"
