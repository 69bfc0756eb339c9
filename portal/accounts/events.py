"""What follows from signing in and out and from account changes: the sign_in row, and the audit.

Flask-Security-Too changes accounts in transactions of its own, so their audit events have one of their own, too.
"""

from collections.abc import Callable
from typing import Any

import flask_security.signals as fs
from flask import Flask, current_app, g, request, session
from flask_login import user_logged_in, user_logged_out

from models.audit import AuditEvent
from models.sign_in import SignIn
from models.store import writing
from portal.accounts import device, sessions
from portal.clock import now

KEPT = {"_flashes", "onward", "tf_remember_login"}


def _signed_in(_app: Flask, user: Any, **_more: Any) -> None:
    """Everything that the browser brought along is forgotten: nobody can plant a session or a token beforehand."""
    before = session.get(sessions.KEY)
    for name in set(session) - KEPT:
        session.pop(name)
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)
    with writing():
        sessions.end(before, now())
        session.update(sessions.begin(user, device.words(request.user_agent.string), now()))


def _signed_out(_app: Flask, **_more: Any) -> None:
    key = session.get(sessions.KEY)
    session.clear()
    with writing():
        sessions.end(key, now())


def _note(action: str) -> Callable[..., None]:
    def noted(_app: Flask, user: Any, **_more: Any) -> None:
        with writing():
            AuditEvent.append(action, user.subject, user.id, now())

    return noted


def _password_changed(_app: Flask, user: Any, **_more: Any) -> None:
    """Whoever else was signed in with the old password is out."""
    at = now()
    with writing():
        this = sessions.live(session.get(sessions.KEY), at, 24)
        SignIn.end_all(user.id, at, but=this.id if this else None)
        AuditEvent.append("person.password_changed", user.subject, user.id, at)


RECEIVERS = (
    (user_logged_in, _signed_in),
    (user_logged_out, _signed_out),
    (fs.password_changed, _password_changed),
    (fs.password_reset, _password_changed),
    (fs.reset_password_instructions_sent, _note("person.password_link_sent")),
    (fs.tf_profile_changed, _note("person.second_factor_set")),
    (fs.tf_disabled, _note("person.second_factor_off")),
    (fs.tf_code_confirmed, _note("person.second_factor_used")),
)


def init_events(app: Flask) -> None:
    """Connects the receivers to this application’s signals."""
    for signal, receiver in RECEIVERS:
        signal.connect(receiver, app)
