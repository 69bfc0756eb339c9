"""`/desk/questions/drop/`: “Which question should we drop or ask better?”, as providers answered it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone
from portal import access
from portal.clock import now
from portal.tailoring.work import one_off_answers, wishes

bp = Blueprint("desk_wishes", __name__, url_prefix="/desk/questions/drop")


@bp.get("/")
@access.required(*access.READS_RETURNS)
def index() -> str:
    """By set and question, with how many, when, and what was done."""
    who = access.viewer()
    return render_template(
        "desk/questions/wishes.html",
        sets=wishes.collected(who.authorities(access.READS_RETURNS)),
        mine=who.authorities(access.WORKS_ON_RETURNS),
    )


@bp.post("/<uuid:return_id>/done")
@access.required(*access.WORKS_ON_RETURNS)
def done(return_id: UUID) -> Response:
    """Something was done about it."""
    text = access.found(wishes.one(access.viewer().authorities(access.WORKS_ON_RETURNS), return_id))
    words = one_off_answers.as_said(request.form.get("words", ""))
    try:
        wishes.mark(text, words, by=access.viewer().person, now=now())
    except ValueError as missing:
        flash(str(missing), "error")
    except AlreadyDone:
        flash("A colleague has marked it before.")
    else:
        flash("Marked as done.")
    return redirect(url_for(".index"))
