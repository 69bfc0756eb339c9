"""What the validator found: where, in which cell, what is wrong, and how bad that is."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` as a spreadsheet shows it, None for the file as a whole; `column` as the file calls it; `profiles` that
    mind."""

    row: int | None
    column: str
    value: str
    problem: str
    level: Level
    profiles: tuple[str, ...]


@dataclass(frozen=True)
class Validation:
    """A file held to a profile. `counts` has all faults, `faults` the first of each level. `differences`: how the
    guidance and the machine schema disagree about its columns."""

    profile: str
    family: str
    rows: int
    counts: Mapping[Level, int]
    faults: Sequence[Fault]
    differences: Sequence[str] = ()

    def said(self) -> dict[str, Any]:
        """As `--json` prints it."""
        counts = {f"{level}s": self.counts[level] for level in LEVELS}
        faults = [asdict(fault) for fault in self.faults]
        facts = {"profile": self.profile, "family": self.family, "rows": self.rows, **counts}
        return {**facts, "differences": list(self.differences), "findings": faults}
