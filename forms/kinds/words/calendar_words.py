"""The names of months and days, as people shorten them."""

from forms.kinds.words.words_to_number import ONES, TENS

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|[mf]awrth|ebrill|mai|[mf]ehefin|g?orffennaf|awst|medi|fedi|hydref"
    r"|[td]achwedd|rh?agfyr)"
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


_WELSH = {
    "ionawr": 1, "chwefror": 2, "mawrth": 3, "fawrth": 3, "ebrill": 4, "mai": 5, "mehefin": 6, "fehefin": 6,
    "gorffennaf": 7, "orffennaf": 7, "awst": 8, "medi": 9, "fedi": 9, "hydref": 10, "tachwedd": 11, "dachwedd": 11,
    "rhagfyr": 12, "ragfyr": 12,
}  # fmt: skip


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its short form, in English or Welsh."""
    if word in _WELSH:
        return _WELSH[word]
    return next(i for i, month in enumerate(MONTHS, start=1) if month.startswith(word[:3]))


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a day's name or its short form."""
    return next(i for i, day in enumerate(WEEKDAYS) if day.startswith(word[:3]))
