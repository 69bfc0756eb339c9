"""The names of months and days, as people shorten them."""

from forms.kinds.words.words_to_number import ONES, TENS

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tues?(?:day)?|wed(?:nes|s)?(?:day)?|wednesday|thu(?:rs?)?(?:day)?|fri(?:day)?|sat(?:ur)?(?:day)?"
    r"|sun(?:day)?)"
)
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS, start=1)} | {"thirtieth": 30}
for _tens, _value in (("twenty", 20), ("thirty", 30)):
    ORDINALS |= {
        f"{_tens}{joint}{word}": _value + n for n, word in enumerate(_ORDINAL_WORDS[:9], start=1) for joint in " -"
    }
COUNT_WORDS = {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "couple": 2, "a couple": 2} | {
    word: n for word, n in (ONES | TENS).items() if 0 < n <= 60
}


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its short form."""
    return next(i for i, month in enumerate(MONTHS, start=1) if month.startswith(word[:3]))


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a day's name or its short form."""
    return next(i for i, day in enumerate(WEEKDAYS) if day.startswith(word[:3]))
