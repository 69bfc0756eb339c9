"""Boxes of the register’s forms. Days, money and counts are read by the readers of the question kinds; months of
extension, and which days and amounts are believed at all, as the importer reads them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import SelectField, StringField, TextAreaField, ValidationError

from forms.kinds.plain import visible
from portal.accounts.words import address_problem, tidy_address
from portal.profile.typed import Line, Read, said
from portal.register import lengths
from portal.register.dates import FIRST_YEAR, LAST_YEAR, SENTINELS
from portal.register.desk import words
from portal.register.money import MOST_PENCE

A_DAY = "Enter a day with its year, such as 31 March 2027"
LONGEST_WORDS = 4000
MOST_COUNTED = 1_000_000


class Words(TextAreaField):
    """Several lines of text. `missing` is the error where nothing was typed; without it the box may stay empty."""

    def __init__(self, label: str, missing: str = "", longest: int = LONGEST_WORDS, **more: Any) -> None:
        super().__init__(label, filters=[lambda text: visible(text or "").strip()], **more)
        self.missing, self.longest = missing, longest

    def pre_validate(self, form: Any) -> None:
        if not self.data and self.missing:
            raise ValidationError(self.missing)
        if len(self.data or "") > self.longest:
            raise ValidationError(f"Shorten this to {self.longest:,} characters")


class Day(Read):
    """A day; `value` is a date or None. Days that stand for “no day” are refused."""

    def __init__(self, label: str, missing: str = "", **more: Any) -> None:
        super().__init__(label, "date", missing, A_DAY, **more)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.value is not None and (self.value in SENTINELS or not FIRST_YEAR <= self.value.year <= LAST_YEAR):
            raise ValidationError("Leave this empty where there is no such day")


class Money(Read):
    """An amount; `value` is pence or None."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, "money", "", "Enter an amount in pounds, such as £120,000", **more)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.value is not None and self.value > MOST_PENCE:
            raise ValidationError("Enter an amount of £100,000,000,000 or less")


class Count(Read):
    """A whole number; `value` is an int or None."""

    def __init__(self, label: str, unread: str = "Enter a whole number, such as 12", **more: Any) -> None:
        super().__init__(label, "number", "", unread, **more)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.value is not None and self.value > MOST_COUNTED:
            raise ValidationError(f"Enter a number of {MOST_COUNTED:,} or less")


class Months(Line):
    """Months as registers write them: “24”, “2 years”, “2 x 12 months”; `value` is an int or None."""

    value: int | None = None

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not self.data:
            return
        read = lengths.months(self.text)
        if read.value is None:
            raise ValidationError("Enter a number of months or years, such as 24 or 2 years")
        self.value = read.value


class Email(StringField):
    """An e-mail address, or nothing."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, filters=[lambda text: visible(text or "").strip()], **more)

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        if problem := address_problem(self.data):
            raise ValidationError(problem)
        self.data = tidy_address(self.data)


class Web(Line):
    """The address of a web page, or nothing."""

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and not self.data.lower().startswith(("https://", "http://")):
            raise ValidationError("Enter a web address that begins with https://")


class Pick(SelectField):
    """One of a list, by its key; “Not said” (an empty key) is always there."""

    def __init__(
        self, label: str, choices: Iterable[tuple[str, str]] = (), none: str = "Not said", **more: Any
    ) -> None:
        self.pairs = [("", none), *choices]
        super().__init__(label, choices=self.pairs, validate_choice=False, default="", **more)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """More to pick from."""
        self.pairs = [*self.pairs, *choices]
        self.choices = self.pairs

    def pre_validate(self, form: Any) -> None:
        if self.data not in [key for key, _ in self.pairs]:
            self.data = ""
            raise ValidationError("Select one of the list")

    @property
    def items(self) -> list[dict[str, str]]:
        """The choices as the component takes them."""
        return [{"value": key, "text": text} for key, text in self.pairs]


def shown(value: Any) -> str:
    """A value of a column as it stands in its box."""
    if value is None:
        return ""
    return said("date", value) if isinstance(value, date) else str(value)


def shown_money(pence: int | None) -> str:
    """An amount as it stands in its box."""
    return words.pounds(pence)
