"""Names of months with one letter wrong, beside a figure: “30 septmber”. Enough to propose."""

import re

from forms.kinds.words.calendar_words import MONTHS
from forms.kinds.words.slips import one_slip

_LONG = tuple(month for month in MONTHS if len(month) > len("march"))
_BESIDE_A_FIGURE = re.compile(
    r"(?P<before>\d(?:st|nd|rd|th)?(?: of)?,? ?)(?P<word>[a-z]{5,10})\b|\b(?P<first>[a-z]{5,10})(?P<after>,? \d)"
)


def with_months(low: str) -> str:
    """The text with such words mended; the same text where there is none."""
    return _BESIDE_A_FIGURE.sub(_mended, low)


def _mended(match: re.Match[str]) -> str:
    word = match["word"] or match["first"]
    month = next((month for month in _LONG if word != month and one_slip(word, month)), None)
    if month is None:
        return match.group()
    return f"{match['before']}{month}" if match["word"] else f"{month}{match['after']}"
