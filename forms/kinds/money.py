"""An amount in pounds and pence, held as whole pence."""

from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.words.amounts import read_money
from forms.reading import Reading


class MoneyKind(Kind):
    """Values are whole pence: 120000 is £1,200."""

    name: ClassVar[str] = "money"

    def read(self, text: str, asked: Asked) -> Reading:
        return read_money(text, asked)

    def say(self, value: Any, asked: Asked) -> str:
        sign, pence = ("-" if value < 0 else ""), abs(int(value))
        pounds = f"{sign}£{pence // 100:,}"
        return f"{pounds}.{pence % 100:02d}" if pence % 100 else pounds

    def export(self, value: Any, asked: Asked) -> str | int | float | None:
        return int(value) / 100

    def number(self, value: Any) -> float | None:
        return float(value)

    def canonical(self, value: Any) -> Any:
        return int(value)
