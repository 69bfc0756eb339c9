"""What the account pages say. Flask-Security-Too’s own sentences are replaced by ours here, by its message keys."""

from email_validator import EmailNotValidError, validate_email

BAD_ADDRESS = "Enter an e-mail address in the correct format, like name@example.com"

MESSAGES: dict[str, tuple[str, str]] = {
    "ALREADY_CONFIRMED": ("This address is confirmed already.", "info"),
    "EMAIL_NOT_PROVIDED": ("Enter your e-mail address", "error"),
    "INVALID_EMAIL_ADDRESS": (BAD_ADDRESS, "error"),
    "INVALID_PASSWORD": ("That is not your present password", "error"),
    "INVALID_RECOVERY_CODE": ("We don’t know this recovery code. Each one works once.", "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (
        "This link has been used or is not complete. Ask for a new one here.",
        "error",
    ),
    "NO_RECOVERY_CODES_SETUP": ("You have no recovery codes yet.", "error"),
    "PASSWORD_CHANGE": ("Your password is changed. All your other sign-ins have ended.", "success"),
    "PASSWORD_INVALID_LENGTH": ("Use between %(length)s and 128 characters", "error"),
    "PASSWORD_IS_THE_SAME": ("The new password is the same as the present one", "error"),
    "PASSWORD_NOT_PROVIDED": ("Enter a password", "error"),
    "PASSWORD_RESET_EXPIRED": ("This link is more than %(within)s old. Ask for a new one here.", "error"),
    "PASSWORD_RESET_NO_LOGIN": ("Your new password is saved. Sign in with it.", "success"),
    "PASSWORD_RESET_REQUEST": ("We have sent an e-mail to %(email)s. It says what to do next.", "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": ("Your authenticator app is set up.", "success"),
    "TWO_FACTOR_DISABLED": ("The second step is switched off.", "success"),
    "TWO_FACTOR_INVALID_TOKEN": ("That code is not right. Wait for the next one in your app and try it.", "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("You are signed in.", "success"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Choose an authenticator app", "error"),
    "TWO_FACTOR_PERMISSION_DENIED": ("Please sign in first.", "error"),
}

TOO_EASY = "Choose a password that is harder to guess. Three words that don’t belong together are good."


def address_problem(text: str | None) -> str:
    """What is wrong with an e-mail address as typed; empty where it can be used."""
    if not text or not text.strip():
        return "Enter your e-mail address"
    try:
        validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return BAD_ADDRESS
    return ""


def tidy_address(text: str) -> str:
    """An e-mail address as it is kept: normalised and in lower case. ValueError where it cannot be one."""
    return validate_email(text.strip(), check_deliverability=False).normalized.lower()
