"""The blueprint “security”: those of Flask-Security-Too’s views that are used, and no others.

Its own blueprint would also bring sign-in by a GET link, setting up further ways to sign in, and mailing a way
around the second factor.
"""

from typing import Any

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user
from flask_security import Security
from flask_security import views as fs
from flask_security.recovery_codes import mf_recovery, mf_recovery_codes
from flask_security.unified_signin import us_signin
from flask_security.utils import url_for_security
from werkzeug.wrappers import Response

from models.authority import Authority
from portal.accounts.onward import own_path
from portal.limits import limited

sign_in_tries = limited("sign-in", failures_only=True)

BOTH = ("GET", "POST")


def second_step() -> Any:
    """The code of the app. Flask-Security-Too would sign out whoever comes here by chance, even by a GET."""
    if current_user.is_authenticated and session.get("tf_state") != "validating_profile":
        return redirect(url_for("security.login"))
    return fs.two_factor_token_validation()


VIEWS: tuple[tuple[str, str, Any, tuple[str, ...]], ...] = (
    ("/login", "login", sign_in_tries(fs.login), BOTH),
    ("/us-signin", "us_signin", sign_in_tries(us_signin), BOTH),
    ("/logout", "logout", fs.logout, ("POST",)),
    ("/reset", "forgot_password", limited("reset")(fs.forgot_password), BOTH),
    ("/reset/<token>", "reset_password", limited("link")(fs.reset_password), BOTH),
    ("/change", "change_password", sign_in_tries(fs.change_password), BOTH),
    ("/tf-setup", "two_factor_setup", fs.two_factor_setup, BOTH),
    ("/tf-validate", "two_factor_token_validation", sign_in_tries(second_step), BOTH),
    ("/mf-recovery-codes", "mf_recovery_codes", mf_recovery_codes, BOTH),
    ("/mf-recovery", "mf_recovery", sign_in_tries(mf_recovery), BOTH),
)


def blueprint() -> Blueprint:
    """A new blueprint for one application."""
    made = Blueprint("security", __name__, url_prefix="/account")
    made.before_request(_plain_and_onward)
    for rule, endpoint, view, methods in VIEWS:
        made.add_url_rule(rule, endpoint=endpoint, view_func=view, methods=list(methods))
    made.add_url_rule("/tf-rescue", endpoint="two_factor_rescue", view_func=lost_second_factor)
    return made


def _plain_and_onward() -> Response | None:
    """Forms only, and onward only to a path of our own, which is remembered through the second factor."""
    if request.is_json:
        abort(415)
    if request.method == "GET" and request.endpoint == "security.login":
        session.pop("onward", None)
    for asked in (request.args.get("next"), request.form.get("next")):
        if asked and not own_path(asked):
            return abort(400) if request.method == "POST" else redirect(request.path)
        if asked and asked != url_for("security.mf_recovery_codes"):
            session["onward"] = asked
    return None


def lost_second_factor() -> str:
    """What to do without the authenticator app: recovery codes, then people."""
    return render_template("security/two_factor_help.html", councils=councils())


def security() -> Security:
    """Flask-Security-Too’s own object of the present application."""
    found: Security = current_app.extensions["security"]
    return found


def councils() -> list[Authority]:
    """Whom to ring: every authority that gives a telephone number."""
    return list(Authority.select().where(Authority.contact_phone != "").order_by(Authority.name))


def init_words(app: Flask) -> None:
    """What Flask-Security-Too’s templates use."""
    app.jinja_env.globals["url_for_security"] = url_for_security
