"""The read-only application that is frozen into the public site. It knows the public record and nothing else."""

import hashlib
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

from flask import Flask, abort, g, request, send_from_directory
from flask.sessions import NullSession, SessionInterface

from portal.publishing import words
from portal.publishing.brands import View
from portal.publishing.compiled import compiled
from portal.publishing.escaping import SparingEnvironment
from portal.publishing.pages import (
    Address,
    about,
    about_data,
    authorities,
    authority,
    brand,
    coming_up,
    coming_up_feeds,
    completeness,
    contract,
    corrections,
    data,
    edition_files,
    events,
    feed,
    follow,
    forums,
    framework,
    frameworks,
    gone,
    groups,
    guidance,
    home,
    how_we_did,
    likely_tenders,
    not_found,
    opportunities,
    opportunity_feeds,
    register_changes,
    register_list,
    register_quarter,
    register_rows,
    register_withheld,
    removed,
    service,
    services,
    shares,
    sitemap,
    small_providers,
    spending,
    statements,
    supplier,
    suppliers,
)
from portal.publishing.pieces import Pieces
from portal.publishing.register import Register
from portal.publishing.site import Site
from portal.publishing.stamp import Stamp

PAGES: tuple[ModuleType, ...] = (
    edition_files,  # first: nothing takes longer, and the other processes have pages to render meanwhile
    shares,  # early: what it needs for a moment is there again for the pages after it
    home,
    register_quarter,
    register_list,
    register_changes,
    register_withheld,
    register_rows,
    contract,
    statements,
    guidance,
    coming_up,
    likely_tenders,
    coming_up_feeds,
    opportunities,
    events,
    forums,
    opportunity_feeds,
    how_we_did,
    corrections,
    supplier,
    suppliers,
    groups,
    spending,
    small_providers,
    framework,
    frameworks,
    service,
    services,
    authority,
    authorities,
    brand,
    completeness,
    about,
    removed,
    not_found,
    feed,
    follow,
    about_data,  # this and data tell of the files of editions, which are made by then
    data,
    gone,  # what none of those above has
    sitemap,  # last: it lists the others
)
"""Every kind of page; `addresses` of each gives what is published."""

ASSETS = ("evenhand.css", "site.js", "favicon.svg")
"""Files of portal/static that the site needs."""

SECTIONS = (
    ("Home", "/"),
    ("Contracts", "/register/"),
    ("Services", "/services/"),
    ("Coming up", "/coming-up/"),
    ("Opportunities", "/opportunities/"),
    ("Events", "/events/"),
    ("Market statements", "/market-position/"),
    ("Guidance", "/guidance/"),
)


class NoSession(SessionInterface):
    """A public page knows nobody."""

    def open_session(self, app: Flask, request: object) -> NullSession:
        return NullSession()

    def save_session(self, app: Flask, session: object, response: object) -> None:
        """There is nothing to keep."""


class SiteApp(Flask):
    """A Flask application whose templates escape only what needs it."""

    jinja_environment = SparingEnvironment


def create_site(site: Site, register: Register, made_by: str = "") -> Flask:
    """The application over a register that was read from an open record. `made_by`: fingerprint of what pages are made
    of beside it."""
    app = SiteApp("portal.publishing", static_folder=None, template_folder=str(site.templates))
    app.session_interface = NoSession()
    app.extensions.update(register=register, site=site, addresses=[], gone=set(), made_by=made_by)
    app.jinja_options = {"cache_size": -1}  # every template is kept; there are few
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.auto_reload = False
    app.jinja_env.bytecode_cache = compiled(site.compiled)
    app.jinja_env.filters.update(words.FILTERS)
    for page in PAGES:
        app.register_blueprint(page.bp)
    _assets(app, site)
    _frame(app, site)
    return app


def published(app: Flask) -> Iterator[Address]:
    """Every address of the site, each once."""
    seen: set[str] = set()
    register = app.extensions["register"]
    assets = (Address(asset_url(app.extensions["site"].static, name)) for name in ASSETS)
    found = app.extensions["addresses"]
    found[:] = assets
    with app.app_context():  # statements are read from the words of the site
        for page in PAGES:
            found.extend(page.addresses(register))
    for address in found:
        if address.url not in seen:
            seen.add(address.url)
            yield address


@cache
def asset_url(static: Path, name: str) -> str:
    """Address of a file under the digest of what is in it: a browser may keep it for ever."""
    return f"/assets/{hashlib.sha256((static / name).read_bytes()).hexdigest()[:12]}/{name}"


def _assets(app: Flask, site: Site) -> None:
    @app.get("/assets/<digest>/<name>")
    def assets(digest: str, name: str) -> Any:
        if name not in ASSETS or asset_url(site.static, name) != f"/assets/{digest}/{name}":
            abort(404)
        return send_from_directory(site.static, name)

    app.jinja_env.globals.update(asset=partial(asset_url, site.static))


def _frame(app: Flask, site: Site) -> None:
    """What surrounds every page, and what a page knows of itself."""
    app.extensions["pieces"] = pieces = Pieces(app.jinja_env)
    app.extensions["stamp"] = Stamp(app.jinja_env)

    def frame(part: str, section: str = "", view: View | None = None) -> str:
        return pieces.shown((part, section, view), partial(_framed, app, part, section, view))

    app.jinja_env.globals.update(site=site, frame=frame, piece=pieces.piece, own_address=_own_address)


def _framed(app: Flask, part: str, section: str, view: View | None) -> str:
    navigation = [{"text": text, "href": href, "current": href == section} for text, href in SECTIONS]
    rendered: str = getattr(app.jinja_env.get_template("public/frame.html").module, part)(section, navigation, view)
    return rendered


def _own_address() -> str:
    """Address of the page that is made: a freezer says it, a request bears it."""
    return str(g.get("own_address") or request.path)
