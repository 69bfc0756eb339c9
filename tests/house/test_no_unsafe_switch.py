"""The product has no switch that makes it unsafe. Positive controls patch the code from the test instead."""

import re

from flask import Flask

from portal.settings import Settings, variable
from tests.fixtures.tree import PRODUCT, python, text

UNSAFE_NAMES = re.compile(
    r"(^|_)(test|testing|debug|dev|development|unsafe|insecure|skip|disable|no_check|csrf|trust_all)"
)
UNSAFE_CODE = (
    r"PYTEST_CURRENT_TEST",
    r"sys\.modules.*pytest",
    r"\b(app|current_app)\.(testing|debug)\b",
    r"[\"']TESTING[\"']",
    r"WTF_CSRF_ENABLED",
    r"WTF_CSRF_CHECK_DEFAULT",
    # RFC 8058: one click in a mail program, which has no token; the long key in the address is the token.
    r"csrf\.exempt(?!\(\"portal\.following\.views\.leave_post\"\))",
    r"LOGIN_DISABLED",
    r"verify\s*=\s*False",
    r"CERT_NONE",
    r"_create_unverified_context",
    r"debug\s*=\s*True",
    r"autoescape\s*=\s*False",
    r"SECURITY_HASHING_SCHEMES|plaintext",
)


def test_no_setting_has_the_name_of_a_switch_for_tests() -> None:
    assert not [name for name in Settings.model_fields if UNSAFE_NAMES.search(name)]
    assert not [name for name in Settings.model_fields if UNSAFE_NAMES.search(variable(name).lower())]


def test_no_code_asks_whether_it_is_being_tested() -> None:
    found = [
        f"{file}: {match[0]}"
        for file in python(*PRODUCT)
        for pattern in UNSAFE_CODE
        if (match := re.search(pattern, text(file)))
    ]
    assert not found


def test_every_default_is_right_for_production() -> None:
    defaults = Settings()
    assert defaults.host == "127.0.0.1"
    assert defaults.smtp_tls
    assert set(defaults.second_factor_roles) == {"manager", "administrator"}
    assert not defaults.secret_key.get_secret_value()


def test_the_application_starts_with_every_guard_on(app: Flask) -> None:
    assert not app.debug
    assert not app.testing
    assert app.config.get("WTF_CSRF_ENABLED", True)
    assert app.config.get("WTF_CSRF_CHECK_DEFAULT", True)
    assert app.config["SESSION_COOKIE_HTTPONLY"]
    assert app.config["SESSION_COOKIE_SAMESITE"] in ("Lax", "Strict")
    assert app.jinja_env.autoescape
