"""The text that readers see: one spelling of dashes, quotes and spaces, nothing invisible, not endless."""

import re
import unicodedata

LONGEST_ANSWER = 600
"""Characters beyond which a message is no number, date or choice any more."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛`´ʼ＇"), "'") | dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_FOLD = _DASHES | _QUOTES | _SPACES | {ord("…"): "..."}
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_RUN_OF_SPACE = re.compile(r"[ \t\r\f\v]+")


def visible(text: str) -> str:
    """NFKC, without characters that nobody sees (zero width, tags, direction marks, controls).

    Line breaks of every kind stay, as plain ones: “8” and “9” on two lines are not 89. This is all that is done to
    narrative answers.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = unicodedata.normalize("NFKC", _BREAKS.sub("\n", text.translate(_SPACES)))
    return "".join(c for c in kept if c in "\n\t" or unicodedata.category(c)[0] != "C")


def plain(text: str) -> str:
    """Visible text with plain dashes and quotes, runs of space as one, trimmed; case is kept.

    >>> plain("  twenty\u2011one\u200b  ")
    'twenty-one'
    """
    cut = text[: LONGEST_ANSWER * 4]  # a longer one is refused anyway; normalising it first would cost time
    fraction = unicodedata.normalize("NFC", cut).replace("½", " and a half")
    folded = visible(fraction.translate(_FOLD)).translate(_FOLD)
    return _RUN_OF_SPACE.sub(" ", folded).strip()


def too_long(text: str) -> bool:
    """Whether a message is too long to be anything but narrative."""
    return len(text) > LONGEST_ANSWER
