"""The forms of Flask-Security-Too’s pages, asked in plain words.

Errors that could tell whether an address has an account are made equal by Flask-Security-Too
(SECURITY_RETURN_GENERIC_RESPONSES). `problems` holds only what is wrong with the form itself, by field.
"""

from collections.abc import Mapping
from typing import Any

from flask_security.forms import ChangePasswordForm, ForgotPasswordForm, LoginForm, ResetPasswordForm
from flask_security.unified_signin import UnifiedSigninForm
from flask_security.utils import hash_password

from portal.accounts import work
from portal.accounts.account import Account
from portal.accounts.words import address_problem
from portal.clock import now


class SignInForm(LoginForm):
    """E-mail address and password."""

    problems: Mapping[str, str] = {}
    remember = None  # type: ignore[assignment]  # a sign-in ends after session_hours; nothing outlives it

    def validate(self, **kwargs: Any) -> bool:
        self.email.data = (self.email.data or "").strip()
        wrong = {"email": address_problem(self.email.data)}
        wrong["password"] = "" if self.password.data else "Enter your password, or ask for a code instead"
        self.problems = {name: said for name, said in wrong.items() if said}
        return not self.problems and super().validate(**kwargs)


class CodeForm(UnifiedSigninForm):
    """E-mail address and the six figures that were sent to it."""

    problems: Mapping[str, str] = {}
    remember = None  # type: ignore[assignment]

    def validate(self, **kwargs: Any) -> bool:
        wrong = {"identity": address_problem(self.identity.data)}
        wrong["passcode"] = "" if (self.passcode.data or "").strip() else "Enter the six figures from the e-mail"
        self.problems = {name: said for name, said in wrong.items() if said}
        if self.problems:
            return False
        found = work.use_code(str(self.identity.data), str(self.passcode.data), now())
        if found is None:
            self.passcode.errors = ["wrong"]  # made generic by the view
            return False
        self.user, self.authn_via = Account.get_by_id(found), "email"
        return True


class ForgottenForm(ForgotPasswordForm):
    """The address that a link to a new password goes to. Unknown addresses get a mail, too: see `work`."""

    problems: Mapping[str, str] = {}

    def validate(self, **kwargs: Any) -> bool:
        self.email.data = (self.email.data or "").strip()
        if problem := address_problem(self.email.data):
            self.problems = {"email": problem}
            self.form_errors = [problem]  # nothing was sent, so nothing is said to be
            return False
        if super().validate(**kwargs):
            hash_password("as long as for an unknown address")
            return True
        work.no_account(str(self.email.data), now())
        return False


class NewPasswordForm(ResetPasswordForm):
    """A new password, asked once: password managers fill one box, and an e-mailed code always works."""

    password_confirm = None  # type: ignore[assignment]


class ChangeForm(ChangePasswordForm):
    """The password there is and the new one."""

    new_password_confirm = None  # type: ignore[assignment]
