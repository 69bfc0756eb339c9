"""The kinds of question. To add one: a file with one class here, a line in `KINDS`, a test of the same name."""

from forms.kinds.choice import ChoiceKind
from forms.kinds.choices import ChoicesKind
from forms.kinds.date import DateKind
from forms.kinds.email import EmailKind
from forms.kinds.file import FileKind
from forms.kinds.kind import Kind
from forms.kinds.money import MoneyKind
from forms.kinds.number import NumberKind
from forms.kinds.people import PeopleKind
from forms.kinds.percent import PercentKind
from forms.kinds.period import PeriodKind
from forms.kinds.ratio import RatioKind
from forms.kinds.text import TextKind
from forms.kinds.yes_no import YesNoKind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        NumberKind(), MoneyKind(), PercentKind(), RatioKind(), DateKind(), PeriodKind(),
        YesNoKind(), ChoiceKind(), ChoicesKind(), TextKind(), FileKind(), EmailKind(), PeopleKind(),
    )
}  # fmt: skip
"""One of each kind, by name."""

__all__ = ["KINDS", "Kind"]
