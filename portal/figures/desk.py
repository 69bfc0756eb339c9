"""`/desk/figures/`: figures of a set over all providers and a few periods: table, chart, and files to take away."""

from collections.abc import Iterator
from typing import IO, Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.calendar import today
from models.period import Period
from portal import access
from portal.clock import now
from portal.figures import words
from portal.figures.work import charts, exporting, indicators, looking, one, sharing, window

bp = Blueprint("desk_figures", __name__, url_prefix="/desk/figures")

LONGEST_PAGE = 10_000
PIECE = 65_536


@bp.before_request
def people_of_the_council_only() -> None:
    """One check for everything under /desk/figures/: a seat that reads returns."""
    if not access.viewer().holds(*access.READS_RETURNS):
        abort(403)


def authority() -> Authority:
    """The authority whose figures are looked at: one at a time, the chosen one where this person has several."""
    who = access.viewer()
    mine = who.authorities(access.READS_RETURNS)
    chosen = who.seat.authority if who.seat and who.seat.authority in mine else mine[0]
    return Authority.get_by_id(chosen)


@bp.get("/")
def index() -> str:
    """The sets that this council uses, and how well it kept its promise to read what it got."""
    here = authority()
    found = looking.overview(here, now())
    return render_template("desk/figures/index.html", authority=here, found=found)


@bp.get("/<set_key>/")
def table(set_key: str) -> str:
    """Every figure of a set, added up, over the last periods."""
    here, questions = authority(), access.found(window.set_of(set_key))
    shown = window.window(questions, request.args.get("to", ""), today(now()))
    service = request.args.get("service", "")[:80]
    rows = indicators.table(here.id, questions, shown, service)
    return render_template(
        "desk/figures/table.html",
        authority=here,
        set=questions,
        window=shown.of({key for row in rows for key in row.cells}),
        service=service,
        services=indicators.services(here.id),
        rows=rows,
        changes=looking.changes(set_key),
        words=words,
    )


@bp.get("/<set_key>/<key>")
def figure(set_key: str, key: str) -> str:
    """One figure: a chart of all, and each provider by name."""
    here, questions = authority(), access.found(window.set_of(set_key))
    measure = access.found(looking.measure(questions, key))
    shown = window.window(questions, request.args.get("to", ""), today(now()))
    service, page = request.args.get("service", "")[:80], min(request.args.get("page", 1, type=int), LONGEST_PAGE)
    found = one.of(here.id, questions, measure, shown, service, max(page, 1))
    drawn = charts.over_periods(measure.name, measure, found.totals, shown)
    return render_template(
        "desk/figures/one.html",
        authority=here,
        set=questions,
        measure=measure,
        window=shown.of(found.totals),
        service=service,
        page=max(page, 1),
        found=found,
        image=charts.image(drawn, now()) if drawn else None,
        changes=looking.changes(set_key),
        words=words,
    )


@bp.get("/<set_key>/share/<period>")
def share(set_key: str, period: str) -> str:
    """What of a period may leave the team: totals only, with what is small withheld."""
    here, questions = authority(), access.found(window.set_of(set_key))
    meant = access.found(looking.period(period))
    lines, owed = _shared(here, questions, meant)
    return render_template(
        "desk/figures/share.html", authority=here, set=questions, period=meant, lines=lines, owed=owed, words=words
    )


def _shared(here: Authority, questions: Any, period: Period) -> tuple[list[sharing.Line], int]:
    try:
        return sharing.shared(here.id, questions, period), 0
    except sharing.StillOwed as error:
        return [], error.number


@bp.post("/<set_key>/export")
def export(set_key: str) -> Any:
    """A file of one period: whole for the team, or as it may be shared. Who took what is written down."""
    here, questions = authority(), access.found(window.set_of(set_key))
    wanted = exporting.wanted(request.form)
    if wanted is None:
        abort(400)
    try:
        made = exporting.export(here, questions, wanted, by=access.viewer().person, now=now())
    except sharing.StillOwed:
        return redirect(url_for(".share", set_key=set_key, period=wanted.period.key), 303)
    return sent(made)


def sent(made: exporting.Export) -> Response:
    """A file as an attachment, in pieces."""
    response = Response(_pieces(made.file), content_type=made.mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={made.name}"
    return response


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece
