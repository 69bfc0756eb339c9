"""Security headers on every answer. Nothing inline, nothing from other hosts, nothing kept by a browser."""

from flask import Flask, Response, g

from portal.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the QR code of an authenticator app is a data image
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""Of files that somebody gave us: whatever is in them, a browser runs nothing of it."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
ONE_YEAR = "max-age=31536000"


def init_headers(app: Flask, settings: Settings) -> None:
    """Sets the headers of HEADERS, and HSTS where people come by https."""

    @app.after_request
    def add(response: Response) -> Response:
        from_somebody = response.headers.get("Content-Security-Policy") == SANDBOX
        response.headers.update(HEADERS)
        if g.get("camera"):  # the door of an event: tickets are read by the camera of a phone
            response.headers["Permissions-Policy"] = HEADERS["Permissions-Policy"].replace("camera=()", "camera=(self)")
        if g.get("asked_again"):  # a calendar: programs keep it, and ask each time whether it is still the same
            response.headers["Cache-Control"] = "private, no-cache"
        if from_somebody:
            response.headers["Content-Security-Policy"] = SANDBOX
        if settings.secure:
            response.headers["Strict-Transport-Security"] = ONE_YEAR
        return response
