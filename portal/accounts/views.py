"""`/account/`: what Flask-Security-Too has no page for: one’s account, sign-ins, asking for a code, registering."""

from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from flask_security.utils import login_user
from werkzeug.wrappers import Response

from models.conflicts import Taken
from models.sign_in import SignIn
from portal import access
from portal.accounts import codes, work
from portal.accounts.account import Account
from portal.accounts.onward import own_path
from portal.accounts.questions import ConfirmForm, OrganisationForm, RegisterForm
from portal.accounts.security import councils, security
from portal.accounts.words import address_problem
from portal.clock import now
from portal.limits import limited
from portal.profile.typed import problems

bp = Blueprint("accounts", __name__, url_prefix="/account")


@bp.get("/")
def account() -> str:
    """One’s own account: how one signs in, and where one is signed in."""
    who = access.viewer()
    return render_template("accounts/account.html", who=who, account=current_user)


@bp.post("/us-signin/send-code")
@limited("code")
def send_code() -> Response | str:
    """Sends six figures to an address; goes on to where they are typed in, whoever the address belongs to."""
    email, onward = request.form.get("email", "").strip(), own_path(request.form.get("next"))
    if problem := address_problem(email):
        return render_template("security/login_user.html", problems={"email": problem}, email=email, onward=onward)
    work.send_code(email, now())
    session["code_for"] = email
    return redirect(url_for("security.us_signin", next=onward))


@bp.get("/sign-ins")
def sign_ins() -> str:
    """Every browser in which this person is signed in."""
    rows = SignIn.of(access.viewer().person, now())
    return render_template("accounts/sign_ins.html", rows=rows, this=current_user.sign_in)


@bp.post("/sign-ins/<uuid:sign_in>/end")
def end_sign_in(sign_in: UUID) -> Response:
    """Ends one sign-in; this one’s cookie is worth nothing from then on."""
    if not work.end_sign_in(access.viewer().person, sign_in, now()):
        abort(404)
    flash("That sign-in has ended.", "success")
    return redirect(url_for(".sign_ins"))


@bp.post("/sign-ins/end-others")
def end_other_sign_ins() -> Response:
    """Ends all sign-ins but this one."""
    work.end_other_sign_ins(access.viewer().person, current_user.sign_in, now())
    flash("All your other sign-ins have ended.", "success")
    return redirect(url_for(".sign_ins"))


@bp.get("/help")
def cannot_sign_in() -> str:
    """What to do when neither a password nor a code helps."""
    return render_template("accounts/help.html", councils=councils())


@bp.get("/register")
def register() -> str:
    """The short form: who you are, and your organisation. Nobody has to approve it."""
    form = OrganisationForm() if current_user.is_authenticated else RegisterForm()
    return render_template("accounts/register.html", form=form, problems={})


@bp.post("/register")
@limited("register")
def register_post() -> Response | str:
    """Signed in: makes the organisation. Otherwise: has the e-mail address confirmed first."""
    signed_in = current_user.is_authenticated
    form = OrganisationForm(request.form) if signed_in else RegisterForm(request.form)
    if not form.validate():
        return render_template("accounts/register.html", form=form, problems=problems(form))
    if signed_in:
        made = work.register_another(access.viewer().person, form.legal_name.text, form.kind.data, now())
        session["organisation"] = str(made)
        return redirect(url_for("profile.index"))
    pending = work.ask_to_register(work.Newcomer(**form.data), now())
    session["registering"] = {"token": pending.token, "secret": pending.secret, "email": form.data["email"]}
    return redirect(url_for(".confirm"))


@bp.get("/register/confirm")
def confirm() -> Response | str:
    """Where the six figures are typed in; the link in the same mail needs no figures."""
    if "registering" not in session:
        return redirect(url_for(".register"))
    return render_template("accounts/confirm.html", email=session["registering"]["email"], problems={})


@bp.post("/register/confirm")
@limited("sign-in", failures_only=True)
def confirm_post() -> Response | str:
    """Six figures that are right make the person and the organisation."""
    waiting, form, at = session.get("registering"), ConfirmForm(request.form), now()
    if waiting is None:
        return redirect(url_for(".register"))
    found = work.newcomer(waiting["token"], at)
    fits = form.validate() and codes.matches(form.passcode.text, waiting["secret"], at)
    if fits and found is not None:
        return _join(found)
    wrong = problems(form) or {"passcode": "That code is not right, or it is more than ten minutes old"}
    return render_template("accounts/confirm.html", email=waiting["email"], problems=wrong)


@bp.get("/register/<token>")
def register_link(token: str) -> tuple[str, int] | str:
    """Where the link in the mail leads. Looking changes nothing: mail scanners follow links, too."""
    found = work.newcomer(token, now())
    if found is None:
        return render_template("accounts/link_over.html"), 410
    return render_template("accounts/finish.html", found=found, token=token)


@bp.post("/register/<token>")
@limited("link")
def register_link_post(token: str) -> tuple[str, int] | str | Response:
    """Makes the person and the organisation that the link is for."""
    found = work.newcomer(token, now())
    return _join(found) if found else (render_template("accounts/link_over.html"), 410)


def _join(found: work.Newcomer) -> Response:
    try:
        person = work.register(found, now())
    except Taken:
        return redirect(url_for("security.login"))
    return enter(person, url_for("profile.index"))


def enter(person: int, onward: str) -> Response:
    """Signs in somebody who has just shown that an e-mail address is theirs; through the second factor where their
    role demands one."""
    account = Account.get_by_id(person)
    session["onward"] = onward
    plugins = security().two_factor_plugins
    if further := plugins.tf_enter(account, remember_me=None, primary_authn_via="email", next_loc=onward):
        return current_app.make_response(further)
    login_user(account, authn_via=["email"])
    return redirect(onward)
