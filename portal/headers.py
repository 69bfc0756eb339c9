"""Security headers on every answer. Nothing inline, nothing from other hosts, nothing kept by a browser."""

from flask import Flask, Response

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
        response.headers.update(HEADERS)
        if settings.secure:
            response.headers["Strict-Transport-Security"] = ONE_YEAR
        return response
