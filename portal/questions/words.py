"""How often, how much, for whom: what is said of a set of questions to whoever has no account."""

from collections.abc import Mapping

from forms.proportion import RHYTHMS, table
from forms.question_set import QuestionSet
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
    "email": "An e-mail address",
    "people": "Names, each with what they do",
}
COUNTS: Mapping[str, str] = {
    "ours": "Only about what this council pays for.",
    "service": "About your whole service, whoever pays for it.",
}
ASKED: Mapping[str, str] = {"tender": "each time you ask one", "event": "each time you book"}
"""How often sets are filled in that no return is made of: when people want to."""
HEARD: Mapping[str, str] = {
    "tender": "To the council that asks for bids: its tender says how. It is put in without your name, but whoever "
    "opens your letter knows who wrote it. Asked on the screen, nobody does.",
    "event": "To whoever organises the event: its page says who that is. They put it in for you.",
}
"""Where the paper form of such a set goes."""
OFFERED: Mapping[str, str] = {
    "lots": "These are examples: you choose from the lots of the tender, if it has any.",
    "documents": "These are examples: you choose from the documents of the tender, if it has any.",
    "sessions": "These are examples: you choose from the sessions of the event, if it has any.",
    "buyers": "These are examples: you choose from the buyers who can be met there, if there are any.",
}
"""What stands in place of invented options once it is known what a set is about."""


def often(found: QuestionSet) -> str:
    """“four times a year”, “each time you book”."""
    return ASKED.get(found.about) or HOW_OFTEN[found.rhythm]


def rule(size: str) -> str:
    """Which providers are of that size, as the rule of how much is asked says it (forms/proportion.toml)."""
    return next(words.who for words in table().tiers if words.key == SIZES[size])


def boxes(number: int) -> str:
    """“25 boxes”."""
    return f"{number} box{'' if number == 1 else 'es'}"


def minutes(number: int) -> str:
    """“16 minutes”."""
    return f"{number} minute{'' if number == 1 else 's'}"
