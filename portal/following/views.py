"""`/follow/`: mail about a tender, a service or a council, without an account."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.tendering.follower import TENDERS, Follower
from portal.clock import now
from portal.following import work
from portal.limits import limited
from portal.profile.typed import Address, Several
from portal.register.desk.act_forms import ActForm

bp = Blueprint("following", __name__, url_prefix="/follow")

WHAT = "/<any(tender, service, council):kind>/<authority>/<slug>/"


SAID = {
    "tenders": (
        "Tenders",
        "when one is published, and whenever it has something new: answers, an addendum, more time, the outcome",
    ),
    "coming_up": (
        "What comes up",
        "once a quarter: contracts that end, are reviewed or may be ended early within 24 months; new likely tenders",
    ),
    "events": ("Events", "once a quarter, if one is to come that is about this service"),
}
"""What somebody can hear of a service: words, and exactly when a mail comes."""


class ChoiceForm(ActForm):
    """What to hear of a service."""

    topics = Several("What do you want to hear of?", [(key, text) for key, (text, _) in SAID.items()],
                     "Select at least one")  # fmt: skip


class FollowForm(ActForm):
    """Where mails go."""

    email = Address("Your e-mail address", "Enter your e-mail address")


class ServiceForm(ChoiceForm, FollowForm):
    """Both, for a service."""


@bp.get(WHAT)
def follow(kind: str, authority: str, slug: str) -> str:
    """The form."""
    what = _thing(kind, authority, slug)
    return _follow(what, _form(what)(), {})


@bp.post(WHAT)
@limited("follow")
def follow_post(kind: str, authority: str, slug: str) -> Any:
    """Sends a link to the address; says the same whoever it is."""
    what = _thing(kind, authority, slug)
    form = _form(what)(request.form)
    if not form.validate():
        return _follow(what, form, form.problems()), 422
    secret = current_app.config["EVENHAND"].derived("following")
    topics = form.topics.data or () if isinstance(form, ServiceForm) else TENDERS
    work.ask(what, form.email.text, secret=secret, topics=topics, now=now())
    return redirect(url_for(".sent"))


def _form(what: work.Thing) -> type[FollowForm]:
    return ServiceForm if what.column == "service" else FollowForm


def _thing(kind: str, authority: str, slug: str) -> work.Thing:
    return work.thing(kind, authority, slug) or abort(404)


def _follow(what: work.Thing, form: FollowForm, problems: dict[str, str]) -> str:
    return render_template("following/follow.html", what=what, form=form, problems=problems, said=SAID)


@bp.get("/sent")
def sent() -> str:
    """Look into your mail."""
    return render_template("following/sent.html")


@bp.get("/link/<key>")
def link(key: str) -> str:
    """Follow, choose, or leave. Opening the page alone does nothing: programs open links, too."""
    follower = _follower(key)
    return _link(follower, key, follower.topics, {})


def _link(follower: Follower, key: str, topics: list[str], problems: dict[str, str]) -> str:
    name, saved = work.name_of(follower), "saved" in request.args
    shown = {"name": name, "key": key, "topics": topics, "problems": problems, "said": SAID, "saved": saved}
    return render_template("following/link.html", follower=follower, **shown)


@bp.post("/link/<key>")
def link_post(key: str) -> Any:
    """Follows, chooses, or leaves."""
    follower, form = _follower(key), ChoiceForm(request.form)
    if "leave" in request.form:
        work.leave(follower)
        return redirect(url_for(".left"))
    if follower.service_id is not None and not form.validate():
        return _link(follower, key, [], form.problems()), 422
    topics = form.topics.data or () if follower.service_id is not None else ()
    work.confirm(follower, now=now(), topics=topics)
    return redirect(url_for(".link", key=key, saved=1))


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
