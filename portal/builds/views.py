"""`/desk/publishing/`: publish the site, see how far it is, what it changed, and what went wrong before."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.build import Build
from models.conflicts import AlreadyDone
from models.period import Period
from portal import access
from portal.builds import work
from portal.clock import now
from portal.register.desk import finding
from portal.register.desk.paging import pages

bp = Blueprint("desk_builds", __name__, url_prefix="/desk/publishing")
bp.before_request(finding.readers_only)

A_PAGE = 20
SILENT = 15  # seconds after which a build that nobody has taken says so


@bp.get("/")
def index() -> str:
    """What is waiting to be public, the button, and every build there was."""
    page = max(request.args.get("page", 1, type=int), 1)
    builds, count = work.builds(page, A_PAGE)
    waiting = work.waiting()
    return render_template(
        "desk/builds/index.html",
        builds=builds,
        steps=pages(page, -(-count // A_PAGE), lambda number: url_for(".index", page=number)),
        running=Build.running(),
        waiting=waiting,
        labels={one.period_key: Period.parse(one.period_key).label for one in waiting.editions},
        last=Build.newest(),
        may_publish=access.viewer().holds(*access.WORKS_ON_REGISTER),
    )


@bp.post("/")
@access.required(*access.WORKS_ON_REGISTER)
def publish() -> Response:
    """Begins a build; on to the page that shows it. Where one runs, that one."""
    try:
        build = work.begin(access.viewer().person, now())
    except AlreadyDone as error:
        flash("The site is being published already.")
        if not isinstance(error.existing, Build):  # it ended just now
            return redirect(url_for(".index"))
        build = error.existing
    return redirect(url_for(".read", build=build.public_id))


@bp.get("/<uuid:build>/")
def read(build: UUID) -> str:
    """One build: how far it is, or what came of it."""
    found: Build = access.find(work.with_people(), Build, build)
    silent = (now() - found.begun_at).total_seconds() > SILENT
    return render_template("desk/builds/build.html", build=found, silent=silent)
