"""Readers."""

from forms.asked import Asked
from forms.reading import Reading, unreadable


def read_money(text: str, asked: Asked) -> Reading:
    """Read `text`."""
    return unreadable()
