"""The findings of a file as people read them: those of one kind together, and all of them as a CSV file."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_SHOWN = 12
"""Of one kind, before the whole list is asked for."""

FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@|%＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet would calculate."""

HELD = "kept and held"
NOT_KEPT = (
    "still left out",
    "not taken for",
    "not kept",
    "no value",
    "no date",
    "no end date",
    "no supplier",
    "read day first",
    "its beginning",
)
TO_LOOK_AT = (("rejected", "not imported: "), (HELD,), NOT_KEPT)
"""How the actions begin by which something did not come in as it stands, the gravest first."""

HEADINGS = ("Row", "Column", "Value", "What is odd", "What was done")


@dataclass(frozen=True)
class Found:
    """One finding: of a row, or of the file as a whole (None)."""

    row: int | None
    column: str
    value: str
    problem: str
    action: str


@dataclass
class Group:
    """Findings of one kind: the same column and problem."""

    column: str
    problem: str
    findings: list[Found] = field(default_factory=list)

    @property
    def column_pieces(self) -> list[str]:
        """“CompaniesHouse”, “Number”: where a long heading may be broken."""
        return re.split(r"(?<=[a-z_])(?=[A-Z])", self.column)

    @property
    def shown(self) -> list[Found]:
        return self.findings[:MOST_SHOWN]

    @property
    def more(self) -> int:
        return len(self.findings) - len(self.shown)

    @property
    def action(self) -> str:
        """What was done, where that was the same for all."""
        actions = {finding.action for finding in self.findings}
        return next(iter(actions)) if len(actions) == 1 else ""

    @property
    def weight(self) -> int:
        """How much it needs a look: rejected, held for a person, not kept; the last are only to be known."""
        found = (at for at, kinds in enumerate(TO_LOOK_AT) for one in self.findings if one.action.startswith(kinds))
        return min(found, default=len(TO_LOOK_AT))

    @property
    def holds(self) -> bool:
        """Whether somebody has to decide before it may be published."""
        return any(one.action.startswith(HELD) for one in self.findings)

    @property
    def needs_a_look(self) -> bool:
        """Whether something of the file was not taken in as it stands, or waits for a person."""
        return self.weight < len(TO_LOOK_AT)


def of(rows: Iterable[Sequence[Any]]) -> list[Found]:
    """From what stands beside a file: [row, column, value, problem, action]."""
    return [Found(*row) for row in rows]


def grouped(findings: Iterable[Found]) -> list[Group]:
    """Kinds of findings: what needs a look first, then those that are many."""
    groups: dict[tuple[str, str], Group] = {}
    for finding in findings:
        key = (finding.column, finding.problem)
        groups.setdefault(key, Group(*key)).findings.append(finding)
    return sorted(groups.values(), key=lambda group: (group.weight, -len(group.findings)))


def as_csv(findings: Iterable[Found]) -> bytes:
    """A file for spreadsheets (UTF-8 with its mark). No cell of it is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for one in findings:
        writer.writerow([one.row or "", *map(plain, (one.column, one.value, one.problem, one.action))])
    return "\ufeff".encode() + out.getvalue().encode()


def plain(text: str) -> str:
    """With an apostrophe in front where a spreadsheet would calculate it; the importer takes it away again."""
    return f"'{text}" if FORMULA.match(text) else text
