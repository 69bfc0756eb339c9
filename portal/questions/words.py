"""How often, how much, for whom: what is said of a set of questions to whoever has no account."""

from collections.abc import Mapping

from forms.proportion import RHYTHMS, table
from portal.returns.words import SIZES as OF_TIER

SIZES: Mapping[str, str] = {size: tier for tier, size in OF_TIER.items()}
"""The tier of each size of provider, as addresses name it."""
TITLES: Mapping[str, str] = {"small": "Small", "middle": "Middle", "large": "Large"}
HOW_OFTEN: Mapping[str, str] = {str(rhythm): often for rhythm, often in RHYTHMS.items()}
PERIODS: Mapping[str, str] = {"month": "month", "quarter": "quarter", "half_year": "half-year", "year": "year"}
"""What one return of a set is about."""
KINDS: Mapping[str, str] = {
    "number": "A number",
    "money": "An amount in pounds",
    "percent": "A percentage",
    "ratio": "How many, out of how many",
    "date": "A day",
    "period": "From one day to another",
    "yes_no": "Yes or no",
    "choice": "One of these",
    "choices": "All that apply",
    "text": "A few words",
    "file": "A file",
}
COUNTS: Mapping[str, str] = {
    "ours": "Only about what this council pays for.",
    "service": "About your whole service, whoever pays for it.",
}


def rule(size: str) -> str:
    """Which providers are of that size, as the rule of how much is asked says it (forms/proportion.toml)."""
    return next(words.who for words in table().tiers if words.key == SIZES[size])


def boxes(number: int) -> str:
    """“25 boxes”."""
    return f"{number} box{'' if number == 1 else 'es'}"


def minutes(number: int) -> str:
    """“16 minutes”."""
    return f"{number} minute{'' if number == 1 else 's'}"
