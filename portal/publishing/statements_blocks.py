"""The tables and charts of a market position statement. Beside each chart stands the table with the same figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from portal.charts.bars import Bar, Drawing, drawing
from portal.publishing.figures import SME, VCSE, Figures, Question, Share
from portal.publishing.line import Line
from portal.publishing.statements import LATER, Statement, money, number, rounded
from portal.publishing.words import counted, day, short_day

SERVICES = "services"
"""What a table and a chart are called that say something of other services, too."""
MOST_BARS = 8
"""Of contracts that end; the table has them all."""
OF_SEVERAL = "A contract with several providers counts as small or medium, or voluntary, only if all of them are."
NOT_ADDED = "Frameworks and nominal values are not added."


class Cell(NamedTuple):
    """Words, and if need be where they lead, their format (numeric), over how many columns they stand."""

    text: str
    href: str = ""
    format: str = ""
    colspan: int = 0


@dataclass(frozen=True)
class Table:
    """A table: its name, what stands over the columns, its rows, and where they come from.

    `nothing` is said where there are no rows.
    """

    caption: str
    head: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    note: str
    nothing: str = ""

    def labelled(self) -> Iterator[tuple[Cell, list[tuple[str, Cell]]]]:
        """Each row: its first cell, and the others with what stands over them."""
        labels = [cell.text for cell in self.head[1:]]
        return ((row[0], list(zip(labels, row[1:], strict=False))) for row in self.rows)


@dataclass(frozen=True)
class Figure:
    """A table, and the same as a drawing beside it, unless nothing can be drawn."""

    table: Table
    drawing: Drawing | None = None


def figure(of: Statement, kind: str, name: str) -> Figure:
    """A block by its kind and name. Raises KeyError for one that there is not."""
    if kind == "table":
        return Figure(TABLES[name](of))
    bars, title = CHARTS[name]
    drawn = bars(of)
    return Figure(TABLES[name](of), drawing(title, drawn) if drawn else None)


def _numeric(words: str) -> Cell:
    return Cell(words, format="numeric")


def _link(line: Line) -> Cell:
    return Cell(line.title, line.url)


def _words(*cells: str) -> list[Cell]:
    return [Cell(text) for text in cells]


def _summary(of: Statement) -> Table:
    said = of.values
    rows = [
        _words("Contracts and frameworks in force", said["contracts"]),
        _words("Providers who have them", said["suppliers"]),
        _words("What the contracts cost", said["spend"]),
        _words("Frameworks and dynamic markets, whose value is not added", said["frameworks"]),
        _words("With small or medium providers", said["sme_share_by_count"]),
        _words("With voluntary or community organisations", said["vcse_share_by_count"]),
        _words("End within 12 months", said["ending_12_months"]),
        _words("End within 24 months", said["ending_24_months"]),
    ]
    return Table("What is in force", _words("What", "In the register"), rows, f"{of.source} {OF_SEVERAL}")


def _ends(of: Statement) -> Table:
    rows = [[_link(line), *_words(_who(line), short_day(line.ends_on), _latest(line))] for line in of.ending(LATER)]
    caption = f"What ends within 24 months of {day(of.edition.as_at)}"
    head = _words("Contract", "Provider", "Ends", "If extended, at the latest")
    return Table(caption, head, rows, " ".join([of.source, *_not_listed(of)]), "Nothing in the register ends so soon.")


def _who(line: Line) -> str:
    return ", ".join(sorted({party.name for party in line.suppliers})) or line.supplier_words or "not said"


def _latest(line: Line) -> str:
    last = line.last_possible_end
    return short_day(last) if last and last != line.ends_on else "no extension known"


def _not_listed(of: Statement) -> Iterator[str]:
    if without := sum(not line.ends_on for line in of.lines):
        yield f"Without a last day: {without}."
    if over := sum(bool(line.ends_on) and str(line.ends_on) <= of.edition.as_at for line in of.lines):
        yield f"Past their last day at the end of the quarter: {over}."


def _frameworks(of: Statement) -> Table:
    rows = [
        [
            _link(line),
            _numeric(str(len({party.slug for party in line.suppliers}))),  # one may have several lots
            Cell(short_day(line.ends_on) or line.ends_note or "no last day"),
        ]
        for line in of.figures.frameworks
    ]
    head = [Cell("Framework or dynamic market"), _numeric("Providers on it"), Cell("Ends")]
    return Table("Frameworks and dynamic markets", head, rows, of.source, "The register holds none for this service.")


def _shares(share: Callable[[Question], Share], said: Callable[[int], str]) -> list[list[Cell]]:
    return [row for question in (SME, VCSE) for row in _share_rows(share(question), question, said)]


def _share_rows(share: Share, question: Question, said: Callable[[int], str]) -> Iterator[list[Cell]]:
    if not share.parts:
        yield [Cell(question.yes), Cell(share.why, colspan=2)]
    for part in share.parts:
        percent = share.percent(part)
        of_all = f"{percent}%" if percent is not None else f"{said(part.value)} of {said(share.whole)}"
        yield [Cell(part.label), _numeric(said(part.value)), _numeric(of_all)]


def _by_count(of: Statement) -> Table:
    head = [Cell("Providers"), _numeric("Contracts"), _numeric("Share")]
    return Table("Who has the contracts", head, _shares(of.figures.by_count, str), f"{of.source} {OF_SEVERAL}")


def _by_value(of: Statement) -> Table:
    head = [Cell("Providers"), _numeric("A year"), _numeric("Share")]
    note = f"{of.source} {OF_SEVERAL} {_not_in_it(of.figures.without_value)}"
    return Table("What the contracts cost", head, _shares(of.figures.by_value, rounded), note)


def _not_in_it(unknown: int) -> str:
    """What a sum of money leaves out."""
    return f"{NOT_ADDED} Not in it: {counted(unknown, 'contract')} of unknown value." if unknown else NOT_ADDED


def _services(of: Statement) -> Table:
    rows = [
        [Cell(title), _numeric(number(figures.contracts)), _numeric(money(figures.spend))]
        for title, figures in sorted(of.services.items())
    ]
    unknown = sum(figures.without_value for figures in of.services.values())
    note = f"{of.source} {_not_in_it(unknown)}"
    head = [Cell("Service"), _numeric("Contracts"), _numeric("A year")]
    return Table("All services of the council", head, rows, note)


def _spot(of: Statement) -> Table:
    said, row = of.values, of.totals.row
    rows = [
        _words("Purchases, each for one person", said["spot_people"]),
        _words("What they cost", said["spot_spend"]),
    ]
    notes = [f"As at {day(of.totals.as_at)}."] if of.totals.as_at else []
    notes.append("Source: the council’s contracts register, which publishes them as totals only.")
    if row and not row["withheld"] and row["without_value"] != 0:
        unknown = row["without_value"]
        few = "a few purchases" if unknown is None else f"about {counted(unknown, 'purchase')}"
        notes.append(f"Not in the cost: {few} of unknown value.")
    return Table(
        f"Bought for one person each, {said['spot_half_year']}", _words("What", "How much"), rows, " ".join(notes)
    )


TABLES: dict[str, Callable[[Statement], Table]] = {
    "summary": _summary,
    "ends": _ends,
    "frameworks": _frameworks,
    SERVICES: _services,
    "share-by-count": _by_count,
    "share-by-value": _by_value,
    "spot": _spot,
}
"""Tables, each in a line of its own."""


def _bars(share: Callable[[Question], Share], said: Callable[[int], str]) -> list[Bar]:
    return [
        Bar(part.label, said(part.value), part.value, share(question).whole)
        for question in (SME, VCSE)
        for part in share(question).parts
    ]


def _bars_by_service(of: Statement) -> list[Bar]:
    known = {title: figures.spend.value for title, figures in of.services.items() if figures.spend.value}
    order = sorted(known, key=lambda title: (-known[title], title))
    return [Bar(title, f"{rounded(known[title])} a year", known[title], known[order[0]]) for title in order]


def _bars_of_ends(of: Statement) -> list[Bar]:
    ending = of.ending(LATER)[:MOST_BARS]
    return [Bar(line.title, f"ends {short_day(line.ends_on)}", of.months_left(line), LATER) for line in ending]


CHARTS: dict[str, tuple[Callable[[Statement], list[Bar]], str]] = {
    "share-by-count": (
        lambda of: _bars(of.figures.by_count, lambda n: counted(n, "contract")),
        "Contracts by who has them",
    ),
    "share-by-value": (
        lambda of: _bars(of.figures.by_value, lambda pence: f"{rounded(pence)} a year"),
        "Yearly cost of contracts by who has them",
    ),
    SERVICES: (_bars_by_service, "Yearly cost of contracts by service"),
    "ends": (_bars_of_ends, "How long contracts still run, those that end first"),
}
"""Charts, each in a line of its own: its bars, and its name. The table of the same name stands beside it."""

__all__ = ["CHARTS", "TABLES", "Cell", "Figure", "Figures", "Table", "figure"]
