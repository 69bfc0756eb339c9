"""What a person should look at after a file was taken in: where, what was there, what is wrong, what was done. Pure."""

from models.register.taking_in import NewFinding as Finding

__all__ = ["LONGEST_VALUE", "Finding", "shown"]

LONGEST_VALUE = 300


def shown(text: str) -> str:
    """A cell, cut where it is long."""
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
