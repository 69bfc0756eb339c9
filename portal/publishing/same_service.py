"""How the spend of an authority on one service is shared out by kind of provider, where that is nobody’s price."""

from dataclasses import dataclass
from functools import lru_cache

from portal.publishing.figures import VCSE, Figures
from portal.publishing.line import Line
from portal.publishing.register import Register


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the whole, in whole per cent."""

    label: str
    percent: int

    def __str__(self) -> str:
        return f"{self.label} {self.percent}"


def shares(of: Register, line: Line) -> tuple[Shown, ...]:
    """For the page of a contract: nothing where it has no service, or where the rule on figures forbids it."""
    return _shares(of, line.authority, line.service) if line.service else ()


@lru_cache(maxsize=4096)
def _shares(of: Register, authority: str, service: str) -> tuple[Shown, ...]:
    lines = [one for one in of.current(of.by_service.get(service, [])) if one.authority == authority]
    whole = Figures(lines).by_value(VCSE)
    if not whole.percentages:
        return ()
    return tuple(Shown(part.label, whole.percent(part) or 0) for part in whole.parts if part.value)
