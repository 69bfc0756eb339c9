"""`/profile/`: what the organisation that is shown says about itself, a page a section."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.calendar import today
from models.conflicts import AlreadyDone, Stale, Taken
from models.provider import Home, Provider
from portal import access
from portal.care import work as care
from portal.clock import now
from portal.endings import work as endings
from portal.ofsted import words as ofsted_words
from portal.ofsted import work as ofsted
from portal.profile import words, work
from portal.profile.homes import HomeForm
from portal.profile.questions import SECTIONS, SectionForm
from portal.profile.typed import problems

bp = Blueprint("profile", __name__, url_prefix="/profile")

Answer = str | Response | tuple[str, int]


@bp.context_processor
def profile_words() -> dict[str, Any]:
    """The words of keys that are stored."""
    return {"said": words}


def mine() -> Provider:
    """The organisation that is shown; where that is an authority, this person’s first. 403 for who has none."""
    who = access.viewer()
    shown = who.seat.provider if who.seat is not None else None
    chosen = shown if shown is not None else next(iter(who.providers), None)
    if chosen is None:
        abort(403)
    found: Provider = Provider.get_by_id(chosen)
    return found


def form_of(section: str, data: Any = None, **more: Any) -> SectionForm:
    """The form of a section; 404 for a section that there is not."""
    if section not in SECTIONS:
        abort(404)
    form = SECTIONS[section](data, **more)
    form.today = today(now())
    return form


@bp.get("/")
def index() -> str:
    """The whole profile, what is missing in it, and the homes."""
    provider = mine()
    shown = {key: form.loaded(provider) for key, form in SECTIONS.items()}
    on = today(now())
    return render_template(
        "profile/index.html",
        provider=provider,
        shown=shown,
        homes=work.homes(provider.id),
        ending=[thing.sentence(on) for thing in endings.of([provider.id])],
        listed=ofsted.of_providers([provider.id]),
        listed_words=ofsted_words,
        contacts=care.contacts([provider.id]),
    )


@bp.post("/confirm")
def confirm() -> Response:
    """Somebody looked at it and found it right."""
    provider = mine()
    try:
        work.confirm(provider.id, _version(), access.viewer().person, today(now()), now())
    except Stale:
        flash("A colleague has changed something meanwhile. Please look once more.", "error")
    else:
        flash("Thank you. We have noted that all of this is right today.", "success")
    return redirect(url_for(".index"))


@bp.get("/<section>")
def section(section: str) -> str:
    """One section’s form."""
    provider = mine()
    form = form_of(section)
    form = form_of(section, data=None, **type(form).loaded(provider))
    return _page(section, form, provider.version)


@bp.post("/<section>")
def section_post(section: str) -> Answer:
    """Saves one section. Where a colleague was faster, both versions are shown and nothing is overwritten."""
    provider, form = mine(), form_of(section, request.form)
    if not form.validate():
        return _page(section, form, _version(), problems=problems(form))
    try:
        work.change(provider.id, form.values(), _version(), access.viewer().person, now())
    except Stale as error:
        theirs = type(form).loaded(mine())
        differing = {name: value for name, value in theirs.items() if value != form[name].data}
        last = work.last_change(provider.id)
        return _page(section, form, error.version, theirs=differing, last=last), 409
    flash(f"{form.title}: saved.", "success")
    return redirect(url_for(".index"))


def _page(section: str, form: SectionForm, version: int, **more: Any) -> str:
    more.setdefault("problems", {})
    return render_template(f"profile/{section}.html", section=section, form=form, version=version, **more)


@bp.get("/homes/new")
def new_home() -> str:
    """The form of one more home."""
    mine()
    return render_template("profile/home.html", form=HomeForm(), problems={}, home=None)


@bp.post("/homes/new")
def new_home_post() -> Answer:
    """Adds a home."""
    return _save_home(None)


@bp.get("/homes/<uuid:home>")
def home(home: UUID) -> str:
    """The form of one home."""
    found = _own(home)
    return render_template("profile/home.html", form=HomeForm(obj=found), problems={}, home=found)


@bp.post("/homes/<uuid:home>")
def home_post(home: UUID) -> Answer:
    """Corrects a home."""
    return _save_home(_own(home))


@bp.get("/homes/<uuid:home>/close")
def close_home(home: UUID) -> str:
    """Asks whether it is meant."""
    return render_template("profile/close_home.html", home=_own(home))


@bp.post("/homes/<uuid:home>/close")
def close_home_post(home: UUID) -> Response:
    """The home takes nobody any more."""
    found = _own(home)
    with suppress(AlreadyDone):
        work.close_home(found.provider_id, found.public_id, access.viewer().person, now())
    flash(f"{found.name} is closed. What was returned about it stays.", "success")
    return redirect(url_for(".index"))


def _save_home(found: Home | None) -> Answer:
    form, me = HomeForm(request.form), access.viewer().person
    provider = found.provider_id if found else mine().id
    wrong = {} if form.validate() else problems(form)
    if not wrong:
        typed = work.Typed(form.name.text, form.kind.data, form.urn.text)
        try:
            if found is None:
                work.add_home(provider, typed, me, now())
            else:
                work.change_home(provider, found.public_id, typed, me, now())
        except Taken:
            wrong = {"urn": "Another home has this number already. Check it against Ofsted’s letter."}
    if wrong:
        return render_template("profile/home.html", form=form, problems=wrong, home=found)
    flash(f"{form.name.data}: saved.", "success")
    return redirect(url_for(".index"))


def _own(public_id: UUID) -> Home:
    mine()  # 403 for who has no organisation
    rows: Any = Home.select().where(Home.provider << access.viewer().providers)
    found: Home = access.find(rows, Home, public_id)
    return found


def _version() -> int:
    """The version of the profile that the person had before them."""
    return request.form.get("version", type=int) or 0
