"""`/desk/questions/`: the sets of the council’s nation, what each asks, which it uses; taking up and stopping."""

from contextlib import suppress

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.conflicts import AlreadyDone, OtherNation, Stale
from portal import access
from portal.clock import now
from portal.questions import words
from portal.tailoring.work import catalogue, wishes

bp = Blueprint("desk_questions", __name__, url_prefix="/desk/questions")


def councils(roles: tuple[str, ...] = access.READS_QUESTIONS) -> list[Authority]:
    """The authorities where this person holds one of the roles, by name."""
    mine = Authority.id << access.viewer().authorities(roles)
    return list(Authority.select().where(mine).order_by(Authority.name))


def council(slug: str, roles: tuple[str, ...] = access.WORKS_ON_QUESTIONS) -> Authority:
    """One of them; 404 where it is none of theirs."""
    return access.found(next((one for one in councils(roles) if one.slug == slug), None))


@bp.get("/")
@access.required(*access.READS_QUESTIONS)
def index() -> str:
    """Every set of each of one’s councils, with boxes and minutes by size of provider."""
    who = access.viewer()
    reads = who.authorities(access.READS_RETURNS)
    return render_template(
        "desk/questions/index.html",
        councils=[(one, catalogue.lines(one)) for one in councils()],
        mine=who.authorities(access.WORKS_ON_QUESTIONS),
        reads_returns=bool(reads),
        wishes=wishes.waiting(reads) if reads else 0,
        words=words,
    )


@bp.post("/<authority>/<set_key>/adopt")
@access.required(*access.WORKS_ON_QUESTIONS)
def adopt(authority: str, set_key: str) -> Response:
    """Takes up the newest version of a set."""
    here = council(authority)
    access.found(catalogue.line(here, set_key))
    try:
        catalogue.adopt(here, set_key, by=access.viewer().person, now=now())
    except OtherNation:
        abort(404)
    flash("Taken up. Returns can be asked for with it.")
    return redirect(url_for(".index"))


@bp.post("/<authority>/<set_key>/stop")
@access.required(*access.WORKS_ON_QUESTIONS)
def stop(authority: str, set_key: str) -> Response:
    """Uses a set no more."""
    here = council(authority)
    access.found(catalogue.line(here, set_key))
    with suppress(AlreadyDone):  # a colleague pressed it, too
        catalogue.stop(here, set_key, by=access.viewer().person, now=now())
    flash("Stopped. What was asked for already stays as it is.")
    return redirect(url_for(".index"))


@bp.get("/<authority>/<set_key>/newer")
@access.required(*access.READS_QUESTIONS)
def newer(authority: str, set_key: str) -> Response | str:
    """What changed between the version that is used and the newest one, in words, by code."""
    here = council(authority, access.READS_QUESTIONS)
    access.found(catalogue.line(here, set_key))
    found = catalogue.newer(here, set_key)
    if found is None:
        flash("Your council uses the newest version.")
        return redirect(url_for(".index"))
    mine = here.id in access.viewer().authorities(access.WORKS_ON_QUESTIONS)
    return render_template("desk/questions/newer.html", authority=here, found=found, mine=mine)


@bp.post("/<authority>/<set_key>/newer")
@access.required(*access.WORKS_ON_QUESTIONS)
def take_up(authority: str, set_key: str) -> Response:
    """Asks in the newest version from the next return on."""
    here = council(authority)
    access.found(catalogue.line(here, set_key))
    seen = request.form.get("seen", "")
    try:
        catalogue.take_up(here, set_key, seen=seen, by=access.viewer().person, now=now())
    except catalogue.CannotTakeUp as refused:
        flash(str(refused), "error")
        return redirect(url_for("desk_overlays.read", authority=authority, set_key=set_key))
    except (AlreadyDone, Stale):
        flash("A colleague has changed the version meanwhile. This is how it stands.")
    else:
        flash("Taken up. It counts from the next return that you ask for; those that are out stay as they are.")
    return redirect(url_for(".index"))
