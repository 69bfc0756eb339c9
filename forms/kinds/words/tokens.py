"""A message as tokens: words, figures, codes (“s47”, “CP12”) and marks."""

import re
from typing import NamedTuple


class Token(NamedTuple):
    """One token; `start` and `end` point into the plain text, `text` is in lower case."""

    text: str
    start: int
    end: int
    kind: str
    """word, figure, code or mark."""
    suffix: str = ""
    """Letters that stick to a figure: “k”, “ish”, “th”."""


_TOKEN = re.compile(
    r"(?P<code>(?<!\w)[a-z]+-?\d[\w-]*|(?<!\w)\d+(?!x\d)[a-z]+\d\w*|(?<![\w.])\d+(?:\.\d+)?e[+-]?\d+\b)"
    r"|(?P<figure>(?<!\d )\d{1,3}(?: \d{3})+(?:\.\d\d)?(?![\d,.])|\d+(?:[.,]\d+)*|(?<!\w)\.\d+)(?P<suffix>[a-z]*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<mark>\S)"
)
_UNITS = ("p", "pc", "pct", "gbp")
_COUNTED_CODE = re.compile(r"x\d{1,3}$")


def lower(text: str) -> str:
    """Lower case that never changes the length, so that spans stay true."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _joined(match: re.Match[str]) -> str:
    return match.group("figure").replace(" ", "")


def tokens(lowered: str) -> list[Token]:
    """The tokens of a plain text that is in lower case already."""
    found = []
    for match in _TOKEN.finditer(lowered):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        if kind == "code" and _COUNTED_CODE.match(match.group()):  # “x2” counts something
            found.append(Token("x", start, start + 1, "mark"))
            found.append(Token(lowered[start + 1 : end], start + 1, end, "figure"))
        elif kind == "suffix" and match.group("suffix") in _UNITS:  # “45p” is money, “75pc” a share
            cut = end - len(match.group("suffix"))
            found.append(Token(_joined(match), start, cut, "figure"))
            found.append(Token(match.group("suffix"), cut, end, "word"))
        elif kind in ("figure", "suffix"):
            found.append(Token(_joined(match), start, end, "figure", match.group("suffix")))
        else:
            found.append(Token(match.group(), start, end, kind))
    return found
