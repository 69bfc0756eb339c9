"""The names of months and days, as people shorten them."""

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


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its short form."""
    return next(i for i, month in enumerate(MONTHS, start=1) if month.startswith(word[:3]))


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a day's name or its short form."""
    return next(i for i, day in enumerate(WEEKDAYS) if day.startswith(word[:3]))
