"""The session cookie, where several machines serve the portal: their clocks never agree to the second."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from portal.clock import now

AHEAD = timedelta(seconds=5)
"""So far ahead may the clock be of the machine that signed. `evenhand check` asks for a tenth of a second; a second
begins on one machine before it does on another all the same, and nobody must be signed out by that."""


class PatientSigner(TimestampSigner):
    """Takes what was signed a moment from now for signed just now."""

    def unsign(self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        try:
            return super().unsign(signed_value, max_age, return_timestamp)  # type: ignore[call-overload]
        except SignatureExpired as error:
            at = error.date_signed
            if at is None or not timedelta() < at.replace(tzinfo=None) - now() <= AHEAD:
                raise
            return super().unsign(signed_value, None, return_timestamp)  # type: ignore[call-overload]


class Sessions(SecureCookieSessionInterface):
    """Flask’s, with that signer."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        serializer = super().get_signing_serializer(app)
        if serializer:
            serializer.signer = PatientSigner
        return serializer
