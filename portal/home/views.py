"""`/`, `/health`, and `/find`: from a reference number to its page."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from models import schema
from models.authority import Authority
from models.calendar import today
from models.monitoring_return import Return
from models.submission import Submission
from portal import access
from portal.clock import now
from portal.endings import work as endings
from portal.register.desk.work.waiting import waiting
from portal.returns.work import lists
from portal.tenders import finding as tenders
from portal.tenders.work import waiting as work

bp = Blueprint("home", __name__)

LONGEST = 40  # of what is repeated where a reference was not found


@bp.get("/")
def home() -> str:
    """What this person comes here for; to a stranger: where to go."""
    if not current_user.is_authenticated:
        councils = list(Authority.select().where(Authority.duty_phone != "").order_by(Authority.name))
        return render_template("home.html", councils=councils)
    who = access.viewer()
    due = lists.waiting(access.own_returns(who), now()) if who.providers or who.visits else []
    ending = [thing.sentence(today(now())) for thing in endings.soon(who.providers, now())]
    reads = who.authorities(access.READS_RETURNS)
    desk = lists.waiting_at_desk(reads, now()) if reads else None
    keeps = who.authorities(access.WORKS_ON_REGISTER)
    kept = waiting(keeps, now()) if keeps else None
    buying = _buying(who) if who.authorities(access.READS_TENDERS) else []
    return render_template("home.html", due=due, ending=ending, desk=desk, keeps=keeps, kept=kept, buying=buying)


def _buying(who: access.Viewer) -> list[work.Waiting]:
    """What waits in tenders."""
    return work.waiting(tenders.mine(), who.person, now(), works=who.authorities(access.WORKS_ON_TENDERS))


@bp.get("/find")
def find() -> BaseResponse | str | tuple[str, int]:
    """The page of a reference number, the same for both sides; one’s own list where there is none such."""
    who = access.viewer()
    typed = lists.as_seen(request.args.get("reference", ""))[:LONGEST]
    reference = lists.tidy_reference(typed)
    found: Any = (
        Submission.select(Submission, Return)
        .join(Return)
        .where((Submission.reference == reference) & (Return.id << access.visible_returns(who).select(Return.id)))
        .first()
    )
    if found is None:
        return render_template("home/not_found.html", reference=typed), 404
    return redirect(url_for("returns.receipt", return_id=found.return_.public_id, number=found.number))


@bp.get("/health")
def health() -> Response:
    """200 where the store answers and its schema is this code’s; else the store’s error page. Says nothing more."""
    waiting = schema.pending()
    return Response("old schema\n" if waiting else "ok\n", 503 if waiting else 200, mimetype="text/plain")
