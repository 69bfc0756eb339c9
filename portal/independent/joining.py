"""`/independent-persons/join/<token>`: where the link of somebody who is named leads. Looking changes nothing."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from models.conflicts import Conflict, NotYours
from models.independent_person import IndependentPerson
from models.person import Person
from portal.accounts.views import enter
from portal.clock import now
from portal.independent import work
from portal.independent.forms import JoinForm
from portal.independent.words import LINKS, refused
from portal.limits import limited
from portal.profile.typed import problems

bp = Blueprint("independent_joining", __name__, url_prefix="/independent-persons/join")

Answer = Response | str | tuple[str, int]


@bp.get("/<token>")
def show(token: str) -> Answer:
    """Says who names them for what; asks somebody new for their name, somebody known to sign in."""
    return _page(token, JoinForm())


@bp.post("/<token>")
@limited("link")
def join(token: str) -> Answer:
    """Takes it up. A link works once, for the address that it was sent to."""
    found = IndependentPerson.of(token)
    if found is None or found.state(now()) != "named":
        return _page(token, JoinForm())
    if current_user.is_authenticated:
        return _join(token)
    form = JoinForm(request.form)
    if not form.validate() or _has_account(found.email):
        return _page(token, form, problems(form))
    try:
        person = work.take_up_as_new(token, form.name.text, now())
    except Conflict as error:
        return _over(refused(error), 409)
    return enter(person.id, url_for("home.home"))


def _join(token: str) -> Answer:
    try:
        work.take_up(token, current_user.id, now())
    except NotYours:
        return _page(token, JoinForm())
    except Conflict as error:
        return _over(refused(error), 409)
    return redirect(url_for("home.home"))


def _has_account(email: str) -> bool:
    return bool(Person.select().where(Person.email == email).exists())


def _over(why: str, status: int) -> Answer:
    return render_template("independent/join_over.html", why=why), status


def _page(token: str, form: JoinForm, wrong: dict[str, str] | None = None) -> Answer:
    found = IndependentPerson.of(token)
    state = found.state(now()) if found is not None else "unknown"
    if found is None or state != "named":
        return _over(LINKS[state], 410)
    signed_in = current_user.is_authenticated
    if not signed_in and _has_account(found.email):
        return redirect(url_for("security.login", next=request.path))
    wrong_person = signed_in and current_user.email != found.email
    return render_template(
        "independent/join.html", found=found, token=token, form=form, problems=wrong or {}, wrong_person=wrong_person
    )
