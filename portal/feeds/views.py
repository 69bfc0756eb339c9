"""`/calendar/`: one’s own calendar address, and the calendar behind it, which needs no cookie."""

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from models.conflicts import AlreadyDone
from portal import access
from portal.clock import now
from portal.feeds import work
from portal.limits import spent
from portal.settings import Settings

bp = Blueprint("feeds", __name__, url_prefix="/calendar")


def _settings() -> Settings:
    found: Settings = current_app.config["EVENHAND"]
    return found


def _me() -> int:
    """Who has an organisation that owes returns; 403 for others."""
    if not access.viewer().providers:
        abort(403)
    return access.viewer().person


@bp.get("/")
def index() -> str:
    """The address, to be copied into a calendar."""
    key = work.shown(_me(), _settings().derived("feeds"))
    address = f"{_settings().address}{url_for('.calendar', key=key)}" if key else ""
    return render_template("feeds/index.html", address=address)


@bp.post("/new")
def new() -> BaseResponse:
    """A new address; the old one stops at once."""
    work.make(_me(), _settings().derived("feeds"), now())
    flash("This address works from now on. Any older one has stopped.", "success")
    return redirect(url_for(".index"))


@bp.post("/stop")
def stop() -> BaseResponse:
    """No address any more."""
    try:
        work.stop(_me(), now())
    except AlreadyDone:
        flash("There is no address that could be stopped.")
    else:
        flash("Stopped. Calendars that had the address get nothing any more.", "success")
    return redirect(url_for(".index"))


@bp.get("/<key>.ics")
def calendar(key: str) -> Response:
    """The calendar. A wrong address is counted and not found; the right one is never held up by others’ wrong ones."""
    made = work.calendar(key, _settings().address)
    if made is None:
        abort(429 if spent("calendar") else 404)
    g.asked_again = True
    answer = Response(made, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="returns.ics"'
    answer.add_etag()
    return answer.make_conditional(request)  # type: ignore[return-value]
