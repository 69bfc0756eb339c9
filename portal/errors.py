"""Pages for what goes wrong, in the house’s look. What somebody typed is always given back to them."""

import logging
from urllib.parse import urlsplit

from flask import Flask, Response, g, make_response, render_template, request
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError, generate_csrf
from peewee import PeeweeException
from werkzeug.exceptions import HTTPException

from models.conflicts import Conflict
from models.store import crossed, is_full_or_broken

log = logging.getLogger(__name__)

# Never shown again: secrets, and what belongs to the request rather than to the person.
NOT_SHOWN = {"csrf_token", "password", "new_password", "password_confirm", "new_password_confirm", "code", "passcode"}
OWN_PAGE = {400, 403, 404, 405, 409, 410, 413, 429}
# What somebody wrote while their seat ended, or the council stopped asking, is not lost either.
KEEPS = {403, 404, 429}


def typed() -> list[tuple[str, str]]:
    """What the person typed in the form that came with this request, in order. Where it was a file that they chose,
    whose it is goes with it."""
    unsaid = NOT_SHOWN | {"authority"} if chosen() else NOT_SHOWN
    return [(k, v) for k, v in request.form.items(multi=True) if k not in unsaid and v.strip()]


def chosen() -> list[str]:
    """Names of the files that came with this request. No page can give them back."""
    return [file.filename for file in request.files.values() if file.filename]


def same_origin() -> bool:
    """Whether this request came from one of our own pages. Text from elsewhere is never put into a form of ours."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.host


def keep(template: str, status: int, **words: object) -> Response:
    """A page that gives back what was typed in a form that can be sent again; only to our own pages."""
    ours = request.method == "POST" and same_origin()
    kept, files = (typed(), chosen()) if ours else ([], [])
    page = render_template(template, typed=kept, files=files, action=request.path, csrf=generate_csrf, **words)
    return make_response(page, status)


def expired(_error: object = None) -> Response:
    """The session or its token has ended: keep the words and say how to go on."""
    return keep("errors/expired.html", 400)


def conflict(back: str = "") -> Response:
    """Somebody was quicker: keep the words; `back` is where the thing can be seen as it is now."""
    return keep("errors/409.html", 409, back=back)


def may_begin_again(error: PeeweeException) -> bool:
    """Once, where somebody pressed at the same moment; not where a file came with it, which has been read."""
    return crossed(error) and not request.files and not g.get("begun_again")


def begun_again(app: Flask) -> Response:
    """The same once more: nothing of it was kept."""
    g.begun_again = True
    log.info("Begun again: %s %s", request.method, request.path)
    try:
        return app.make_response(app.dispatch_request())
    except Exception as error:  # whatever it is now, it has a page
        return app.make_response(app.handle_user_exception(error))


def out_of_order(trouble: str) -> Response:
    """The store is full, locked or broken: keep the words and say when to try again."""
    status = 507 if trouble == "full" else 503
    try:
        response = keep("errors/503.html", status, trouble=trouble)
    except PeeweeException:  # nothing can be read either: the page does without names and navigation
        g.out_of_order, g._login_user = True, AnonymousUserMixin()
        response = keep("errors/503.html", status, trouble=trouble)
    response.headers["Retry-After"] = "30"
    return response


def init_errors(app: Flask) -> None:
    """Registers a page for every refusal and for a store that cannot be reached."""
    app.register_error_handler(CSRFError, expired)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        if error.response is not None:
            return make_response(error.get_response())
        code = error.code or 500
        if code >= 500:
            return keep("errors/500.html", code)
        page = code if code in OWN_PAGE else 400
        if code in KEEPS:
            return keep(f"errors/{code}.html", code)
        return make_response(render_template(f"errors/{page}.html"), code)

    @app.errorhandler(Conflict)
    def refused_now(_error: Conflict) -> Response:
        return conflict()

    @app.errorhandler(PeeweeException)
    def store_failed(error: PeeweeException) -> Response:
        trouble = is_full_or_broken(error)
        if trouble is None:
            raise error
        if may_begin_again(error):
            return begun_again(app)
        log.error("The store refused %s %s: %s", request.method, request.path, trouble)
        return out_of_order(trouble)

    @app.errorhandler(Exception)
    def failed(_error: Exception) -> Response:
        log.exception("Unexpected error at %s %s", request.method, request.path)
        return keep("errors/500.html", 500)
