"""A council’s colour, as the custom properties that the style sheets are made of. Pure.

A colour on which white cannot be read (WCAG 2.2, 1.4.3) is darkened until it can; words that are no colour change
nothing.
"""

import re
from typing import NamedTuple

COLOUR = re.compile("#[0-9a-f]{6}")
CONTRAST = 4.5
SHEET = ":root{{--brand:{brand};--brand-dark:{dark};--tint:{tint};--link:{brand};--link-dark:{dark}}}\n"


class Shades(NamedTuple):
    """What is made of a colour; `contrast`: of the colour itself with white, `brand`: what white can be read on."""

    brand: str
    dark: str
    tint: str
    contrast: float


def shades(colour: str) -> Shades | None:
    """Those of a colour such as #7a1f5c; None for anything else."""
    if not COLOUR.fullmatch(colour):
        return None
    brand = own = _parts(colour)
    while contrast(brand) < CONTRAST:
        brand = _mixed(brand, 0, 0.9)
    return Shades(_hex(brand), _hex(_mixed(brand, 0, 0.7)), _hex(_mixed(brand, 255, 0.1)), contrast(own))


def sheet(colour: str) -> str:
    """The custom properties of a colour such as #7a1f5c; “” for anything else."""
    made = shades(colour)
    return SHEET.format(brand=made.brand, dark=made.dark, tint=made.tint) if made else ""


Parts = tuple[float, ...]


def contrast(colour: Parts) -> float:
    """With white, as WCAG 2.2 defines it."""
    linear = [part / 255 / 12.92 if part <= 10.31475 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def _parts(colour: str) -> Parts:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _mixed(colour: Parts, other: int, share: float) -> Parts:
    return tuple(round(part * share + other * (1 - share)) for part in colour)


def _hex(colour: Parts) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour)
