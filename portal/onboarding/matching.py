"""Which provider a row is about: found by a number, or by what this authority called it before; by the name alone it is
only proposed, and a person decides.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from models.authority import Authority
from models.onboarding import KnownAs
from models.provider import Home, Provider
from models.register.supplier_names import folded
from portal.onboarding.reading import Line


class Refused(ValueError):
    """The row cannot be taken in; the message is what is wrong, `field` where."""

    def __init__(self, field: str, value: str, problem: str, action: str = "rejected") -> None:
        super().__init__(problem)
        self.field, self.value, self.problem, self.action = field, value, problem, action


@dataclass(frozen=True)
class Match:
    """`provider` is who it is, None for somebody new; `may_be` are those with the same name, to be asked about."""

    provider: Provider | None
    may_be: tuple[Provider, ...] = ()


def match(authority: Authority, line: Line, apart: Collection[int] = ()) -> Match:
    """Who a row is about. `apart` are providers that somebody said it is not. Raises Refused where its numbers belong
    to two providers, or the name is known here with another number."""
    numbered = _by_number(line)
    if len(numbered) > 1:
        names = " and ".join(sorted(one.legal_name for one in numbered.values()))
        raise Refused("company_number", line.name, f"its numbers belong to {names}")
    if numbered:
        return Match(next(iter(numbered.values())))
    name = folded(line.name)
    if known := _known_as(authority, name):
        if _differs(line, known):
            raise Refused("name", line.name, "it is known here by this name with another number")
        return Match(known)
    same = [one for one in Provider.select().order_by(Provider.id) if folded(one.legal_name) == name]
    return Match(None, tuple(one for one in same if one.id not in apart and not _differs(line, one)))


def _by_number(line: Line) -> dict[int, Provider]:
    where: list[Any] = []
    if line.company_number:
        where.append(Provider.company_number == line.company_number)
    if line.charity_number:
        same = Provider.charity_number == line.charity_number
        where.append(same & (Provider.charity_register == line.charity_register))
    if line.urns:
        where.append(Provider.id << Home.select(Home.provider).where(Home.urn << list(line.urns)))
    return {one.id: one for condition in where for one in Provider.select().where(condition)}


def _known_as(authority: Authority, name: str) -> Provider | None:
    mine = (KnownAs.authority == authority.id) & (KnownAs.folded == name)
    found: Provider | None = Provider.select().join(KnownAs).where(mine).first()
    return found


def _differs(line: Line, provider: Provider) -> bool:
    """Whether both have a number of the same kind, and another one."""
    companies = {line.company_number, provider.company_number or ""} - {""}
    charities = {line.charity_number, provider.charity_number or ""} - {""}
    return len(companies) > 1 or len(charities) > 1
