"""What would happen to a contract, in words: its columns and what stands in them."""

from collections.abc import Mapping
from datetime import date

from portal.london import day
from portal.register.desk import words

CODED = {
    "arrangement": words.ARRANGEMENTS,
    "volume": words.VOLUMES,
    "payment": words.PAYMENTS,
    "process": words.PROCESSES,
    "value_kind": words.VALUE_KINDS,
    "fixed_cost": words.FIXED,
}
NOTHING = "nothing"

Names = Mapping[tuple[str, int], str]
"""Words of a service or framework by column and id."""


def column(name: str) -> str:
    """What a column is called at the desk."""
    return words.COLUMNS.get(name, name)


def said(name: str, value: object, names: Names) -> str:
    """A stored value as people read it."""
    if value in ("", None):
        return NOTHING
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return _number(name, value, names)
    return CODED.get(name, {}).get(str(value), str(value))


def _number(name: str, value: int, names: Names) -> str:
    if name.endswith("_pence"):
        return words.pounds(value)
    if name == "extension_months":
        return words.months(value)
    return names.get((name, value), str(value))


def worth(pence: object, kind: object, instead: object) -> str:
    """A value with what kind of value it is."""
    if not isinstance(pence, int):
        return str(instead or "Value not said")
    amount = words.pounds(pence)
    return {"yearly": f"{amount} a year", "nominal": f"{amount}, nominal"}.get(str(kind), amount)
