"""Given names that are common in the United Kingdom: what the privacy hint and the publication guard know a name by."""

from pathlib import Path
from typing import Final


def _names() -> tuple[str, ...]:
    lines = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return tuple(name for line in lines if not line.startswith("#") for name in line.split())


GIVEN_NAMES: Final = _names()
"""As they are written, “Jordan”, in the order of the file; none that is mostly a word, a place or a surname."""
