"""`/follow/`: mail about a tender, a service or a council, without an account."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.tendering.follower import Follower
from portal.clock import now
from portal.following import work
from portal.limits import limited
from portal.profile.typed import Address
from portal.register.desk.act_forms import ActForm

bp = Blueprint("following", __name__, url_prefix="/follow")

WHAT = "/<any(tender, service, council):kind>/<authority>/<slug>/"


class FollowForm(ActForm):
    """Where mails go."""

    email = Address("Your e-mail address", "Enter your e-mail address")


@bp.get(WHAT)
def follow(kind: str, authority: str, slug: str) -> str:
    """The form."""
    return _follow(_thing(kind, authority, slug), FollowForm(), {})


@bp.post(WHAT)
@limited("follow")
def follow_post(kind: str, authority: str, slug: str) -> Any:
    """Sends a link to the address; says the same whoever it is."""
    what, form = _thing(kind, authority, slug), FollowForm(request.form)
    if not form.validate():
        return _follow(what, form, form.problems()), 422
    work.ask(what, form.email.text, secret=current_app.config["EVENHAND"].derived("following"), now=now())
    return redirect(url_for(".sent"))


def _thing(kind: str, authority: str, slug: str) -> work.Thing:
    return work.thing(kind, authority, slug) or abort(404)


def _follow(what: work.Thing, form: FollowForm, problems: dict[str, str]) -> str:
    return render_template("following/follow.html", what=what, form=form, problems=problems)


@bp.get("/sent")
def sent() -> str:
    """Look into your mail."""
    return render_template("following/sent.html")


@bp.get("/link/<key>")
def link(key: str) -> str:
    """One button: follow, or leave. Opening the page alone does nothing: programs open links, too."""
    follower = _follower(key)
    return render_template("following/link.html", follower=follower, name=work.name_of(follower), key=key)


@bp.post("/link/<key>")
def link_post(key: str) -> Response:
    """Follows, or leaves."""
    follower = _follower(key)
    if "leave" in request.form:
        work.leave(follower)
        return redirect(url_for(".left"))
    work.confirm(follower, now=now())
    return redirect(url_for(".link", key=key))


@bp.get("/leave/<key>")
def leave(key: str) -> Response:
    """Somebody opened the address in a browser: the page with the button. Programs that look at links end nothing."""
    return redirect(url_for(".link", key=key))


@bp.post("/leave/<key>")
def leave_post(key: str) -> tuple[str, int]:
    """One click in a mail program (RFC 8058), without a cookie or a token: the key is all that it takes. Twice is fine:
    an address that is gone says the same. `portal/app.py` exempts it from the token."""
    if (follower := work.found(key)) is not None:
        work.leave(follower)
    return "You follow no more.\n", 200


@bp.get("/left")
def left() -> str:
    """Nothing is kept."""
    return render_template("following/left.html")


def _follower(key: str) -> Follower:
    return work.found(key) or abort(404)
