"""Wires accounts into the application: Flask-Security-Too over our tables, pages, mail, limits and audit."""

import base64
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, make_response, redirect, render_template, request, session, url_for
from flask_security import Security
from flask_security.password_util import PasswordUtil
from flask_security.utils import set_request_attr
from peewee import PeeweeException
from werkzeug.wrappers import Response

from models.sign_in import SignIn
from models.store import is_full_or_broken, writing
from portal.accounts import codes, passwords, sessions, tokens, words
from portal.accounts.account import Account
from portal.accounts.cookies import Sessions
from portal.accounts.datastore import Accounts
from portal.accounts.events import init_events
from portal.accounts.forms import ChangeForm, CodeForm, ForgottenForm, NewPasswordForm, SignInForm
from portal.accounts.mail import OutboxMail
from portal.accounts.second_factor import OnceOnly
from portal.accounts.security import blueprint, init_words
from portal.accounts.views import bp as accounts
from portal.clock import now
from portal.errors import expired
from portal.limits import init_limits
from portal.people.accepting import bp as invitations
from portal.settings import Settings


def init_accounts(app: Flask, settings: Settings) -> None:
    """Registers the blueprints `security` (Flask-Security-Too’s views), `accounts` (ours) and `invitations`.
    CSRFProtect and the store come first."""
    app.session_interface = Sessions()

    codes.use_key(settings.derived("codes").hex())
    tokens.use_key(settings.derived("links"))
    app.config.update(_cookies(settings), **_security(settings))
    init_limits(app)
    security = Security(
        app,
        Accounts(),
        register_blueprint=False,
        mail_util_cls=OutboxMail,
        password_util_cls=HardToGuess,
        totp_cls=OnceOnly,
        login_form=SignInForm,
        us_signin_form=CodeForm,
        forgot_password_form=ForgottenForm,
        reset_password_form=NewPasswordForm,
        change_password_form=ChangeForm,
    )
    security.want_json(lambda _request: False)
    security.unauthn_handler(_sign_in_first)
    security.reauthn_handler(_sign_in_again)
    security.login_manager.unauthorized_callback = _sign_in_first
    security.login_manager.user_loader(_load)
    security.login_manager._request_callback = None  # no tokens in headers or addresses: sessions only
    init_events(app)
    init_words(app)
    for made in (blueprint(), accounts, invitations):
        app.register_blueprint(made)


class HardToGuess(PasswordUtil):
    """Length by Flask-Security-Too; what everybody tries first by us."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
        problems, plain = super().validate(password, is_register, **kwargs)
        if not problems and passwords.too_easy(plain, getattr(kwargs.get("user"), "email", "")):
            return [words.TOO_EASY], plain
        return problems, plain


def _load(user_id: str) -> Account | None:
    """The person of this session: one query by the key in the cookie, joined with the person. Nothing else counts."""
    at = now()
    row = sessions.live(session.get(sessions.KEY), at, current_app.config["EVENHAND"].session_hours)
    if row is None or row.person.fs_uniquifier != user_id:
        return None
    _seen(row, at)
    account = Account(**row.person.__data__)
    account._dirty.clear()  # type: ignore[attr-defined]  # as read, not as new
    account.sign_in = row.id
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return account


def _seen(row: SignIn, at: datetime) -> None:
    """Notes now and then that a sign-in is in use. A store that cannot be written to can still be read."""
    if not row.is_due(at):
        return
    try:
        with writing():
            row.seen(at)
    except PeeweeException as error:
        if is_full_or_broken(error) is None:
            raise


def _sign_in_first(_mechanisms: Any = None, headers: Any = None) -> Response:  # noqa: ARG001  its caller’s names
    """To the sign-in page, and back afterwards. What somebody was just sending is kept for them."""
    if request.method == "POST":
        return expired()
    query = request.query_string.decode("ascii", "replace")
    onward = f"{request.path}?{query}" if query else request.path
    return redirect(url_for("security.login", next=None if onward == "/" else onward))


def _sign_in_again(_within: Any, _grace: Any) -> Response:
    """Recovery codes and the second factor itself are changed only shortly after signing in."""
    return make_response(render_template("security/again.html", onward=request.path))


def _cookies(settings: Settings) -> dict[str, Any]:
    return {
        # With the prefix a browser takes the cookie only over https, from this host and for every path.
        "SESSION_COOKIE_NAME": "__Host-evenhand" if settings.secure else "evenhand",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=settings.session_hours),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SESSION_PROTECTION": None,  # people change networks on the train; the sign_in row is what protects
    }


def _security(settings: Settings) -> dict[str, Any]:
    recovery_key = base64.urlsafe_b64encode(settings.derived("recovery codes"))
    config: dict[str, Any] = {
        "API_ENABLED_METHODS": ["session"],
        "CHANGEABLE": True,
        "EMAIL_HTML": False,
        "EMAIL_PLAINTEXT": False,  # composed by OutboxMail
        "EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "accounts/password_changed",  # pragma: allowlist secret
        "EMAIL_TEMPLATE_PASSWORD_RESET": "accounts/reset",  # pragma: allowlist secret
        "EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "accounts/password_changed",  # pragma: allowlist secret
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "FRESHNESS": timedelta(minutes=30),
        "FRESHNESS_GRACE_PERIOD": timedelta(minutes=30),
        "HASHING_SCHEMES": ["hex_sha256"],
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [recovery_key],
        "MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "PASSWORD_HASH": "argon2",  # pragma: allowlist secret
        "PASSWORD_HASH_PASSLIB_OPTIONS": passwords.options(),
        "PASSWORD_LENGTH_MIN": passwords.SHORTEST,
        "PASSWORD_REQUIRED": False,
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": ["argon2"],
        "POST_CHANGE_VIEW": "accounts.account",
        "POST_RESET_VIEW": "security.login",
        "RECOVERABLE": True,
        "RESET_PASSWORD_WITHIN": timedelta(hours=2),
        "RETURN_GENERIC_RESPONSES": True,
        "TOTP_ISSUER": "Evenhand",
        "TOTP_SECRETS": {"1": settings.derived("authenticator apps").hex()},
        "TWO_FACTOR": True,
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
        "TWO_FACTOR_POST_SETUP_VIEW": "security.mf_recovery_codes",
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "UNIFIED_SIGNIN": True,
        "URL_PREFIX": "/account",
        "US_ENABLED_METHODS": ["password", "email"],
    }
    config.update({f"MSG_{key}": said for key, said in words.MESSAGES.items()})
    return {f"SECURITY_{key}": value for key, value in config.items()}
