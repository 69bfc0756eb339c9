"""Forms that keep their words until the server has answered (assets/scripts/connection.mjs).

Such a form is sent by script with the header X-Kept-Form. A redirect would be followed by the script unseen, and its
messages with it; so it is told the address, and the browser goes there itself.
"""

from flask import Flask, Response, request

REDIRECTS = {301, 302, 303, 307, 308}


def init_kept(app: Flask) -> None:
    """Answers a redirect of a kept form with 204 and X-Go-To; everything else goes out as it is."""

    @app.after_request
    def say_where(response: Response) -> Response:
        if response.status_code in REDIRECTS and "X-Kept-Form" in request.headers:
            response.headers["X-Go-To"] = response.headers.pop("Location")
            response.status_code = 204
            response.set_data(b"")
            del response.headers["Content-Type"]
        return response
