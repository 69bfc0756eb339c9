"""Short ways to work the officers’ pages of the register."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from models.register.award import NewAward
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.store import writing
from tests.fixtures.cast import Cast
from tests.fixtures.house_style import words
from tests.fixtures.page import Page

LIST, NEW, HELD = "/desk/register/", "/desk/register/new", "/desk/register/held/"
WHOLE = {
    "title": "Short breaks at weekends",
    "description": "Days out for disabled children.",
    "department": "Children and Families",
    "process": "tender",
    "value_pence": 12_000_000,
    "starts_on": date(2026, 4, 1),
    "ends_on": date(2029, 3, 31),
}
"""A contract that needs nobody: all that must be published is said, and it ends in two years and a half."""


class AtDesk:
    """Joan’s register."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now, self.made = cast, now, 0
        self.stamp: dict[str, Any] = {"by": cast.joan.id, "at": now}

    def supplier(self, name: str = "Harbour Young People Ltd", **facts: Any) -> Supplier:
        with writing():
            return Supplier.add(name, "fairshire", **self.stamp, **{"sme": "yes", "vcse": "no", **facts})

    def contract(self, *suppliers: Supplier, authority: Any = None, **other: Any) -> Contract:
        """A whole contract, unless something else is said."""
        self.made += 1
        values = {"reference": f"EF-{self.made}", **WHOLE, **other}
        if not suppliers:
            values.setdefault("supplier_words", "REDACTED PERSONAL DATA")
        awards = [NewAward(supplier.id) for supplier in suppliers]
        with writing():
            return Contract.add((authority or self.cast.fairshire).id, values, awards=awards, **self.stamp)

    def again(self, contract: Contract) -> Contract:
        """As it stands now."""
        return Contract.get_by_id(contract.id)


def url(contract: Contract, tail: str = "") -> str:
    """Where a contract stands, or a page about it."""
    return f"/desk/register/contracts/{contract.authority.slug}/{contract.slug}/{tail}"


def titles(page: Page) -> list[str]:
    """The titles in a list, from the top."""
    return [words(link) for link in page.all("//table//tbody/tr/th/a")]


def cells(page: Page) -> dict[str, list[str]]:
    """The other cells of each row by its title."""
    rows = page.all("//table//tbody/tr")
    return {words(row.xpath("./th/a")[0]): [words(cell) for cell in row.xpath("./td")] for row in rows}


def typed(**boxes: str) -> dict[str, str | Sequence[str]]:
    """A new contract as somebody types it."""
    whole: Mapping[str, str] = {
        "title": "Mentoring for care leavers",
        "reference": "EF-900",
        "department": "Children and Families",
        "value_pence": "£120,000",
        "starts_on": "1 April 2026",
        "ends_on": "31 March 2029",
    }
    return {**whole, **boxes}
