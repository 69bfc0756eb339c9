"""`/forums/`: providers’ forums. Everybody reads what they are for, the next date and the papers; people of a member
organisation read who takes part and what was agreed, too; any organisation joins and leaves."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from models.authority import Authority
from models.conflicts import NotNow
from models.forums.forum import Forum
from portal import access
from portal.clock import now
from portal.forums import work
from portal.forums.forms import PAPERS, ServicesForm
from portal.uploads import finding as uploads

bp = Blueprint("forums", __name__, url_prefix="/forums")


@bp.get("/")
def index() -> str:
    """Every forum, by the authority."""
    return render_template("forums/index.html", forums=list(work.live().order_by(Authority.name, Forum.title)))


@bp.get("/<authority>/<slug>/")
def forum(authority: str, slug: str) -> str:
    """One forum: more of it for its members."""
    found = _live(authority, slug)
    read, providers = work.read(found, now()), _providers()
    mine = read.mine(providers)
    form = ServicesForm(data={"services": [one.key for one in read.services if one.id in mine]})
    form.offer(read.services)
    return render_template(
        "forums/forum.html", forum=found, read=read, mine=mine, form=form, may_join=bool(providers), papers=PAPERS
    )


def _live(authority: str, slug: str) -> Forum:
    found: Forum = access.found(work.live().where(Authority.slug == authority, Forum.slug == slug).first())
    return found


def _providers() -> list[int]:
    """The organisation whose seat is in use, if there is one."""
    if not current_user.is_authenticated:
        return []
    who = access.viewer()
    seat = who.seat.provider if who.seat else None
    return [seat] if seat else who.providers[:1]


@bp.get("/<authority>/<slug>/papers/<uuid:paper>")
def paper(authority: str, slug: str, paper: UUID) -> Response:
    """The file of a paper: to be saved; nobody has to sign in."""
    found = access.found(work.file_of(_live(authority, slug), paper))
    return uploads.published(found.key, found.media_type, found.file_name)


@bp.post("/<authority>/<slug>/join")
@access.required("lead", "member")
def join(authority: str, slug: str) -> Any:
    """Takes part for the services that were ticked; for none: leaves."""
    found, providers = _live(authority, slug), _providers()
    if not providers:
        abort(403)
    form = ServicesForm(request.form)
    form.offer(work.read(found, now()).services)
    if not form.validate():
        abort(400)
    keys = list(form.services.data or ())
    try:
        work.join(found, providers[0], keys, by=access.viewer().person, now=now())
    except NotNow:
        flash("The forum is not about that service any more. Look once more.", "error")
    else:
        flash("You take part. You are invited to its meetings." if keys else "Your organisation has left.", "success")
    return redirect(url_for(".forum", authority=authority, slug=slug))
