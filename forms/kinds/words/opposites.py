"""Words that count the other side: “one was late” to “how many on time”, “fully staffed” to “how many vacant”."""

import re
from functools import lru_cache

_SIDES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("on time", "in time"), ("late", "overdue", "not in time", "not on time")),
    (("lived in", "occupied", "filled", "full", "taken"), ("empty", "vacant", "void", "unoccupied", "free")),
    (("ready", "available", "usable"), ("not ready", "unavailable", "unusable", "out of use", "out of action")),
    (("planned",), ("unplanned", "not planned")),
    (("good", "happy", "satisfied"), ("unhappy", "not happy", "bad", "poor", "dissatisfied", "moaned", "grumbled")),
    (("trained", "up to date"), ("untrained", "out of date", "overdue", "expired", "lapsed", "not up to date")),
    (("checked", "have one", "cleared"), ("unchecked", "outstanding", "still waiting", "overdue", "not back")),
)
_FULL = re.compile(
    r"^(?:we(?:'re| are) )?(?:fully staffed|full(?:y)? (?:complement|team|house)|at full strength"
    r"|all (?:filled|posts filled))\b"
)
_COUNTS_GAPS = re.compile(r"\b(?:vacan\w+|unfilled|gaps?)\b")


@lru_cache(maxsize=512)
def _other_side(nouns: tuple[str, ...]) -> re.Pattern[str] | None:
    for noun in nouns:
        for good, bad in _SIDES:
            for mine, theirs in ((good, bad), (bad, good)):
                if noun in mine:
                    return re.compile(r"\b(?:" + "|".join(theirs) + r")\b")
    return None


def counts_the_others(scope: str, nouns: tuple[str, ...]) -> bool:
    """Whether a number with these words beside it counts those who are *not* asked about."""
    pattern = _other_side(nouns)
    return pattern is not None and pattern.search(scope) is not None


def says_no_gaps(text: str, nouns: tuple[str, ...]) -> bool:
    """“Fully staffed” to a question that counts vacancies."""
    return _FULL.match(text) is not None and any(_COUNTS_GAPS.search(noun) for noun in nouns)
