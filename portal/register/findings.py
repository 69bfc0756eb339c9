"""What a person should look at after a file was taken in: where, what was there, what is wrong, what was done. Pure."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` is the number that a spreadsheet shows, None for the whole file; `column` the heading as it stands."""

    row: int | None
    column: str
    value: str
    problem: str
    action: str

    def said(self) -> dict[str, int | str | None]:
        """{"row", "column", "value", "problem", "action"}, as `--json` prints it."""
        return asdict(self)


LONGEST_VALUE = 300


def shown(text: str) -> str:
    """A cell, cut where it is long."""
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
