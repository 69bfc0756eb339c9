"""`/people/invitations/<token>`: where the link in an invitation leads. Looking changes nothing."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from models.conflicts import Conflict, NotYours
from models.invitation import Invitation
from models.person import Person
from portal.accounts.views import enter
from portal.clock import now
from portal.limits import limited
from portal.people import work
from portal.people.questions import AcceptForm
from portal.people.views import role_words
from portal.people.words import INVITATIONS, refused
from portal.profile.typed import problems

bp = Blueprint("invitations", __name__, url_prefix="/people/invitations")
bp.context_processor(role_words)

Answer = Response | str | tuple[str, int]


@bp.get("/<token>")
def show(token: str) -> Answer:
    """Says who invites to what; asks somebody new for their name, somebody known to sign in."""
    return _page(token, AcceptForm())


@bp.post("/<token>")
@limited("link")
def accept(token: str) -> Answer:
    """Joins. A link works once, for the address that it was sent to."""
    found = Invitation.of(token)
    if found is None or found.state(now()) != "open":
        return _page(token, AcceptForm())
    if current_user.is_authenticated:
        return _accept(token)
    form = AcceptForm(request.form)
    if not form.validate() or _has_account(found.email):
        return _page(token, form, problems(form))
    try:
        person = work.accept_as_new(token, form.name.text, now())
    except Conflict as error:
        return render_template("people/invitation_over.html", why=refused(error)), 409
    return enter(person.id, url_for("home.home"))


def _accept(token: str) -> Answer:
    demanding = current_app.config["EVENHAND"].second_factor_roles
    try:
        work.accept(token, current_user.id, now(), demanding)
    except NotYours:
        return _page(token, AcceptForm())
    except Conflict as error:
        return render_template("people/invitation_over.html", why=refused(error)), 409
    return redirect(url_for("home.home"))


def _has_account(email: str) -> bool:
    return bool(Person.select().where(Person.email == email).exists())


def _page(token: str, form: AcceptForm, wrong: dict[str, str] | None = None) -> Answer:
    found, at = Invitation.of(token), now()
    state = found.state(at) if found is not None else "unknown"
    if found is None or state != "open":
        return render_template("people/invitation_over.html", why=INVITATIONS[state]), 410
    signed_in = current_user.is_authenticated
    if not signed_in and _has_account(found.email):
        return redirect(url_for("security.login", next=request.path))
    wrong_person = signed_in and current_user.email != found.email
    return render_template(
        "people/invitation.html", found=found, token=token, form=form, problems=wrong or {}, wrong_person=wrong_person
    )
