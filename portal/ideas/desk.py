"""`/desk/ideas/`: what people have sent to the authority, newest first. What should not be there is taken out."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone
from models.idea import Idea
from portal import access
from portal.clock import now
from portal.ideas import work

bp = Blueprint("desk_ideas", __name__, url_prefix="/desk/ideas")

A_PAGE = 50


@bp.get("/")
@access.required(*work.READS)
def index() -> str:
    """All ideas that were sent to one’s authorities."""
    page = max(request.args.get("page", 1, type=int), 1)
    ideas, count = work.waiting(access.viewer().authorities(work.READS), page, A_PAGE)
    return render_template(
        "desk/ideas/index.html",
        ideas=ideas,
        count=count,
        page=page,
        pages=-(-count // A_PAGE),
        titles=work.titles(ideas),
        may_take_out=access.viewer().authorities(work.TAKES_OUT),
    )


def _mine(public_id: UUID) -> Idea:
    """An idea that this person may take out; 404 where there is none."""
    theirs = Idea.select().where(Idea.authority << access.viewer().authorities(work.TAKES_OUT))
    found: Idea = access.find(theirs, Idea, public_id)
    return found


@bp.get("/<uuid:idea>/take-out")
@access.required(*work.TAKES_OUT)
def take_out(idea: UUID) -> str:
    """Asks once more before words are taken out for good."""
    return render_template("desk/ideas/take_out.html", idea=_mine(idea))


@bp.post("/<uuid:idea>/take-out")
@access.required(*work.TAKES_OUT)
def take_out_post(idea: UUID) -> Response:
    """Takes the words out, and who wrote them."""
    try:
        work.take_out(_mine(idea), access.viewer().person, now())
    except AlreadyDone:
        flash("Somebody has taken it out before.", "error")
    else:
        flash("The words are taken out, and who wrote them.", "success")
    return redirect(url_for(".index"))
