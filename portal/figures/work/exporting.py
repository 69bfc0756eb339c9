"""The figures of one set and period as a file: whole, for the team, or as they may be shared. Each export is audited.

Rows are written to a file as they are read, so that a large council costs no more memory than a small one.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final, Literal, TypeAlias, cast

from peewee import JOIN

from forms import figures, library
from forms.figures import Measure
from forms.question_set import QuestionSet
from models.audit import AuditEvent
from models.authority import Authority, Service
from models.calendar import to_london
from models.figure import Figure
from models.monitoring_return import Return
from models.period import Period
from models.provider import Home, Provider
from models.store import writing
from models.submission import Submission
from portal.figures.cells import Cell, csv_rows, plain, write_book
from portal.figures.work import sharing

Audience: TypeAlias = Literal["team", "share"]
Form: TypeAlias = Literal["csv", "xlsx"]
AUDIENCES: Final[Mapping[str, Audience]] = {"team": "team", "share": "share"}
FORMS: Final[Mapping[str, Form]] = {"csv": "csv", "xlsx": "xlsx"}
IN_MEMORY: Final = 1_000_000
"""Bytes; a larger file goes to the disk while it is written."""

TEAM: Final = (
    "Code", "Figure", "Unit", "Provider", "Home", "Service", "Period", "Period key", "Set", "Version", "Status",
    "Number", "Out of", "Expected on", "State of the return", "Received", "Reference",
)  # fmt: skip
SHARE: Final = ("Code", "Figure", "Unit", "Period", "Period key", "Set", "Versions", "Status", "Total", "Out of",
                "Per cent")  # fmt: skip
STATUS: Final = {"given": "given", "not_available": "not available yet", "not_applicable": "does not apply"}
STATES: Final = {
    "received": "received",
    "sent_back": "sent back with remarks",
    "accepted": "accepted",
}
WITHHELD: Final = "withheld: it, or what would give it away, is a count from 1 to 5 or too few providers"


@dataclass(frozen=True)
class Export:
    """A file that was made: its name, what it is, its bytes from the beginning."""

    name: str
    mimetype: str
    file: IO[bytes]


MIMETYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Wanted:
    """Which period, for whom, in which form."""

    period: Period
    audience: Audience
    form: Form


def wanted(given: Mapping[str, str]) -> Wanted | None:
    """What a form asks for; None where that is nothing there is."""
    audience, form = AUDIENCES.get(given.get("audience", "")), FORMS.get(given.get("form", ""))
    try:
        period = Period.parse(given.get("period", ""))
    except ValueError:
        return None
    return None if audience is None or form is None else Wanted(period, audience, form)


def export(authority: Authority, questions: QuestionSet, wanted: Wanted, *, by: int, now: datetime) -> Export:
    """Makes the file and leaves a line in the audit of who took what. Raises sharing.StillOwed where it may not be
    shared yet."""
    period, audience, form = wanted.period, wanted.audience, wanted.form
    rows = _team(authority.id, questions, period) if audience == "team" else _share(authority.id, questions, period)
    file = written(form, [(f"{period.key} {audience}", rows)])
    with writing():
        what = f"{questions.key}, {period.key}, {audience}, {form}"
        AuditEvent.append("figures.exported", f"authority:{authority.public_id}", by, now, after=what)
    name = f"{questions.key}-{period.key.lower()}-{'for-the-team' if audience == 'team' else 'to-share'}.{form}"
    return Export(name, MIMETYPES[form], file)


def written(form: Form, sheets: Sequence[tuple[str, Iterator[Sequence[Cell]]]]) -> IO[bytes]:
    """Rows in a file that is gone when it is closed, at its beginning. A CSV file holds the first sheet."""
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  whoever sends it closes it
    if form == "csv":
        for piece in csv_rows(sheets[0][1]):
            file.write(piece)
    else:
        write_book(file, sheets)
    file.seek(0)
    return file


def _share(authority_id: int, questions: QuestionSet, period: Period) -> Iterator[Sequence[Cell]]:
    lines = sharing.shared(authority_id, questions, period)
    versions = _versions(authority_id, questions.key, period)

    def rows() -> Iterator[Sequence[Cell]]:
        yield SHARE
        for line in lines:
            status = WITHHELD if line.withheld else "said"
            about = (*_about(line.measure), period.label, period.key, questions.title, versions, status)
            yield (*about, _number(line.measure, line.number), line.whole, _rounded(line.percentage))

    return rows()


def _versions(authority_id: int, set_key: str, period: Period) -> str:
    mine = (Return.authority == authority_id) & (Return.set_key == set_key) & (Return.period_key == period.key)
    rows = Return.select(Return.set_version).where(mine).distinct().order_by(Return.set_version)
    return ", ".join(row.set_version for row in rows)


def _team(authority_id: int, questions: QuestionSet, period: Period) -> Iterator[Sequence[Cell]]:
    yield TEAM
    measures = figures.by_key(questions)
    for row in _rows(authority_id, questions.key, period):
        ret, given = row[:8], row[8:]
        measure = measures.get(given[0]) or _other(questions, given[0], ret[4])
        yield _line(measure, period, questions.title, ret, given)


def _line(measure: Measure, period: Period, title: str, ret: Sequence[Any], given: Sequence[Any]) -> Sequence[Cell]:
    provider, home, service, state, version, reference, arrived_at, _ = ret
    _, status, number, whole, expected_on = given
    received = to_london(arrived_at).replace(tzinfo=None, second=0, microsecond=0)
    unit = (provider, home or "", service, period.label, period.key, title, version)
    value = (STATUS[status], _number(measure, number), whole, expected_on)
    return (*_about(measure), *unit, *value, STATES[state], received, reference)


def _other(questions: QuestionSet, key: str, version: str) -> Measure:
    """What is not available and is no number, or is no more asked: as the version called it that asked."""
    try:
        found = library.get(questions.key, version).questions.get(key)
    except library.NoSuchSet:
        found = None
    if found is None:
        return Measure(key, "", key, "", "number", sensitive=True)
    return Measure(key, found.code, found.name, found.unit, found.kind, found.sensitive)


def _about(measure: Measure) -> tuple[str, str, str]:
    unit = "£" if measure.kind == "money" else measure.unit
    return measure.code or measure.key, measure.name, unit


def _number(measure: Measure, number: float | None) -> float | None:
    """As a spreadsheet has it: money in pounds."""
    if number is None:
        return None
    return plain(number / 100 if measure.kind == "money" else number)


def _rounded(number: float | None) -> int | None:
    return None if number is None else round(number)


def _rows(authority_id: int, set_key: str, period: Period) -> Any:
    columns = (
        Provider.legal_name, Home.name, Service.title, Return.state, Return.set_version, Submission.reference,
        Submission.arrived_at, Return.id, Figure.key, Figure.status, Figure.number, Figure.whole, Figure.expected_on,
    )  # fmt: skip
    query: Any = (
        Figure.select(*columns)
        .join(Submission)
        .join(Return, on=(Submission.return_ == Return.id))
        .join(Home, JOIN.LEFT_OUTER)
        .join(Provider, on=(Figure.provider == Provider.id))
        .join(Service, on=(Figure.service == Service.id))
        .where((Figure.authority == authority_id) & (Figure.set_key == set_key) & (Figure.period_key == period.key))
        .order_by(Provider.legal_name, Return.id, Figure.id)
    )
    return query.tuples().iterator()
