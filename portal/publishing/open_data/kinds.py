"""Of which kind the cells of contracts.csv are: what is not named here is text."""

from typing import Literal

Kind = Literal["day", "money", "number", "flag", "text"]

DAYS = (
    "EffectiveDate StartDate EndDate ReviewDate LastExtensionDate AwardDate FirstAwardDate BreakDate "
    "LastPossibleEndDate SupplierGroupDate"
).split()
MONEY = ("ContractValue", "IrrecoverableVAT", "AwardValue")
NUMBERS = ("Lots", "Places", "ExtensionMonths")
FLAGS = ("FixedCost", "SMESupplier", "VCSESupplier")

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(DAYS, "day"),
    **dict.fromkeys(MONEY, "money"),
    **dict.fromkeys(NUMBERS, "number"),
    **dict.fromkeys(FLAGS, "flag"),
}


def kind_of(name: str) -> Kind:
    """Of the cells of a column."""
    return _KINDS.get(name, "text")
