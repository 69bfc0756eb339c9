"""`/returns/figures/`: a provider’s own figures over time, and all that it ever sent, to take along."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from models.calendar import today
from portal import access
from portal.clock import now
from portal.figures import desk, words
from portal.figures.work import charts, exporting, looking, own, taking_along, window

bp = Blueprint("own_figures", __name__, url_prefix="/returns/figures")


def mine() -> list[int]:
    """The provider whose figures are looked at: one at a time, the chosen one where this person has several."""
    who = access.viewer()
    chosen = who.seat.provider if who.seat else None
    return [chosen] if chosen is not None else who.providers[:1]


@bp.get("/")
@access.required("lead", "member")
def index() -> str:
    """To which councils, in which sets; and downloads."""
    return render_template("figures/index.html", places=own.places(mine()))


def _place(council: str, set_key: str) -> own.Place:
    places = own.places(mine())
    wanted = (one for one in places if (one.authority.slug, one.set_key) == (council, set_key))
    return access.found(next(wanted, None))


def _home() -> UUID | None:
    try:
        return UUID(request.args.get("home", ""))
    except ValueError:
        return None


@bp.get("/<council>/<set_key>/")
@access.required("lead", "member")
def table(council: str, set_key: str) -> str:
    """Every figure that was given to a council in a set, over the last periods."""
    place = _place(council, set_key)
    questions, ours = access.found(window.set_of(set_key)), mine()
    shown, home = window.window(questions, request.args.get("to", ""), today(now())), _home()
    rows = own.table(ours, place.authority.id, questions, shown, home)
    return render_template(
        "figures/table.html",
        place=place,
        set=questions,
        window=shown.of({key for row in rows for key in row.cells}),
        home=home,
        homes=own.homes(ours, place),
        rows=rows,
        words=words,
    )


@bp.get("/<council>/<set_key>/<key>")
@access.required("lead", "member")
def figure(council: str, set_key: str, key: str) -> str:
    """One figure over time, with what is usual among the others where that may be said."""
    place = _place(council, set_key)
    questions, ours = access.found(window.set_of(set_key)), mine()
    measure = access.found(looking.measure(questions, key))
    shown, home = window.window(questions, request.args.get("to", ""), today(now())), _home()
    rows = own.table(ours, place.authority.id, questions, shown, home)
    cells = next((row.cells for row in rows if row.measure.key == key), {})
    drawn = charts.over_periods(measure.name, measure, cells, shown)
    return render_template(
        "figures/one.html",
        place=place,
        set=questions,
        measure=measure,
        window=shown.of(cells),
        home=home,
        cells=cells,
        image=charts.image(drawn, now()) if drawn else None,
        usual=own.usual(ours, place.authority.id, questions, measure, shown),
        words=words,
    )


@bp.get("/returns.xlsx")
@access.required("lead", "member")
def spreadsheet() -> Response:
    """All returns that were sent, an answer a row."""
    file = taking_along.spreadsheet(mine())
    return desk.sent(exporting.Export("your-returns.xlsx", exporting.MIMETYPES["xlsx"], file))


@bp.get("/returns.json")
@access.required("lead", "member")
def as_json() -> Response:
    """The same for a machine."""
    made = b"".join(taking_along.as_json(mine()))
    response = Response(made, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=your-returns.json"
    return response
