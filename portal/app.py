"""The portal. `create_app(settings)` is the only way to make it."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

import models.audit
from models.authority import Authority
from models.store import end_request, new_request, open_store
from portal import access, errors, headers, kept, london
from portal.incoming import CleanRequest
from portal.mail import compose
from portal.pages import Portal
from portal.settings import Settings

ROOT = Path(__file__).parent
STATIC = ROOT / "static"
SITE = ROOT.parent / "site"
FORM_LIMIT = 4 * 1024 * 1024  # a long return with every box full is far below this

csrf = CSRFProtect()


def create_app(settings: Settings) -> Flask:
    """The WSGI application over the store that the settings name."""
    app = Portal("portal", static_folder=None, template_folder=str(ROOT.parent / "templates"))
    app.request_class = CleanRequest
    app.config.update(
        SECRET_KEY=settings.derived("sessions"),
        WTF_CSRF_TIME_LIMIT=None,  # a long return must not expire under somebody’s hands
        MAX_FORM_MEMORY_SIZE=FORM_LIMIT,
        MAX_CONTENT_LENGTH=FORM_LIMIT,
        MAX_FORM_PARTS=5000,
        EVENHAND=settings,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    open_store(settings.store_url)
    models.audit.use_key(settings.derived("audit"))
    compose.configure(settings)
    csrf.init_app(app)
    csrf.exempt("portal.following.views.leave_post")  # one click in a mail program, which has no token
    _connections(app)
    headers.init_headers(app, settings)
    errors.init_errors(app)
    kept.init_kept(app)
    app.before_request(access.stay_with_the_form)
    _words(app, settings)
    _features(app, settings)
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=STATIC, prefix="static/", max_age=31_536_000)  # type: ignore[method-assign]
    return app


def _connections(app: Flask) -> None:
    """One kept connection per thread: checked before each request, rolled back (not closed) after it."""
    app.before_request(new_request)

    @app.teardown_request
    def after(_error: BaseException | None) -> None:
        end_request()


def _features(app: Flask, settings: Settings) -> None:
    # Imported here, so that the public half never loads the private half.
    from portal.accounts.setup import init_accounts
    from portal.assistant.work.looking_up import LookingUp
    from portal.blueprints import BLUEPRINTS
    from portal.guidance.shelf import Guidance

    init_accounts(app, settings)
    guidance = Guidance(settings.data / "guidance", settings.site_words or SITE)
    app.extensions["looking_up"] = LookingUp(guidance, settings.site_url)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Address of a file of portal/static, with a digest: a browser may keep it for a year."""
    return f"/static/{name}?v={_digest(name)}"


def _words(app: Flask, settings: Settings) -> None:
    """What every template may use."""
    app.jinja_env.filters.update(london.FILTERS)
    app.jinja_env.globals.update(asset=asset, organisation=access.shown_organisation, site_url=settings.site_url)
    app.jinja_env.globals.update(footer_links=_footer(settings.site_url))
    council = cache(lambda: settings.council or Authority.only_name() or "Evenhand")

    @app.context_processor
    def words() -> dict[str, Any]:
        if g.get("out_of_order"):
            return {"brand": {"name": settings.council or "Evenhand"}, "who": None, "navigation": []}
        signed_in = bool(current_user and current_user.is_authenticated)
        who = access.viewer() if signed_in else None
        return {"brand": {"name": council()}, "who": who, "navigation": _navigation(who)}


DESK: tuple[Any, ...] = (
    (access.READS_RETURNS, ("Returns to the council", "/desk/returns/")),
    (access.READS_QUESTIONS, ("What we ask", "/desk/questions/")),
    (access.READS_TENDERS, ("Tenders", "/desk/tenders/")),
    (access.READS_EVENTS, ("Events", "/desk/events/")),
    (
        access.READS_REGISTER,
        ("Contracts", "/desk/register/"),
        ("Editions", "/desk/editions/"),
        ("Publish", "/desk/publishing/"),
        ("Corrections", "/desk/corrections/"),
        ("Ideas", "/desk/ideas/"),
    ),
)
"""The places of people of an authority, by the roles that see them."""
BENEATH = {
    "/desk/forums/": "/desk/events/",
    **dict.fromkeys(
        [f"/desk/{name}/" for name in ("figures", "risk", "providers", "care", "independent-persons", "ofsted")],
        "/desk/returns/",
    ),
    "/desk/one-offs/": "/desk/questions/",
    "/calendar/": "/returns/",
    "/independent-persons/": "/returns/",
}
"""Pages that stand beneath a place of the bar, though their addresses do not say so."""


def _footer(site_url: str) -> list[dict[str, str]]:
    """Pages of the public site that every page leads to, where there is one."""
    pages = ("Guidance", "Accessibility", "Privacy", "Cookies")
    return [{"text": text, "href": f"{site_url.rstrip('/')}/{text.lower()}/"} for text in pages if site_url]


def _navigation(who: access.Viewer | None) -> list[dict[str, Any]]:
    """The bar under the header: what this person comes here for."""
    if who is None:
        return []
    places = [("Home", "/")]
    if who.providers:
        places += [("Returns", "/returns/"), ("Your organisation", "/profile/"), ("People", "/people/")]
        places += [("Opportunities", "/tenders/"), ("Events", "/events/")]
    elif not who.seats and who.visits:
        places += [("Returns", "/returns/")]
    places += [place for roles, *there in DESK if who.authorities(roles) for place in there]
    if who.holds("administrator"):
        places += [("Mail", "/desk/mail/")]
    if who.at_desk and not who.providers:
        places += [("People", "/people/")]
    at = next((place for beneath, place in BENEATH.items() if request.path.startswith(beneath)), request.path)
    inside = [href for _, href in places if href != "/" and at.startswith(href)]
    here = max(inside, key=len, default="/" if request.path == "/" else "")
    return [{"text": text, "href": href, "current": href == here} for text, href in places]
