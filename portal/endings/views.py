"""`/profile/ends/`: what one’s organisation has that ends, each renewed in one tap."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import Form

from models.calendar import today
from models.conflicts import AlreadyDone, Stale
from models.ending import LONGEST
from portal import access
from portal.clock import now
from portal.endings import words, work
from portal.london import day
from portal.profile.typed import Line, OneOf, Read, problems
from portal.profile.views import mine

bp = Blueprint("endings", __name__, url_prefix="/profile/ends")

Answer = str | Response | tuple[str, int]


class UntilForm(Form):
    """A new last day."""

    today: Any = None
    ends_on = Read("It now runs until", "date", "Enter the new last day", "Enter a day, such as 30 March 2027")

    @property
    def day(self) -> date:
        """What was typed, once the form is valid."""
        found: Any = self.ends_on.value
        return cast(date, found)


class NewForm(UntilForm):
    """One more thing that ends."""

    kind = OneOf("What kind of thing is it?", words.KINDS.items(), "Select what kind of thing it is")
    name = Line("What do you call it?", "Enter what you call it", LONGEST)
    ends_on = Read("It runs until", "date", "Enter the day on which it ends", "Enter a day, such as 30 March 2027")


@bp.get("/")
def index() -> str:
    """Everything that ends, soonest first."""
    return _list({})


def _list(problems: dict[str, str], typed: dict[str, str] | None = None) -> str:
    on = today(now())
    things = work.of([mine().id])
    return render_template(
        "endings/index.html", things=things, on=on, states=words.STATES, day=day, problems=problems, typed=typed or {}
    )


@bp.get("/new")
def new() -> str:
    """The form of one more."""
    mine()
    return render_template("endings/new.html", form=NewForm(), problems={})


@bp.post("/new")
def new_post() -> Answer:
    """Adds it."""
    provider, form = mine(), NewForm(request.form)
    form.today = today(now())
    if not form.validate():
        return render_template("endings/new.html", form=form, problems=problems(form)), 422
    work.add(provider.id, form.kind.data, form.name.text, form.day, by=access.viewer().person, now=now())
    flash(f"Kept. We remind your leads 30 and 7 days before {day(form.day)}.", "success")
    return redirect(url_for(".index"))


@bp.post("/<what>")
def renew(what: str) -> Answer:
    """It runs until another day now."""
    provider, form = _whose(what), UntilForm(request.form)
    form.today = today(now())
    fine = form.validate()
    if not fine or form.day < form.today:
        wrong = problems(form).get("ends_on") or "Enter a day that is still to come"
        return _list({f"until-{what}": wrong}, {what: form.ends_on.text}), 422
    try:
        work.renew(provider, what, form.day, by=access.viewer().person, now=now())
    except (Stale, AlreadyDone):
        flash("A colleague changed this meanwhile. Please look once more.", "error")
    else:
        flash(f"Kept: it runs until {day(form.day)}.", "success")
    return redirect(url_for(".index"))


@bp.post("/<uuid:ending>/stop")
def stop(ending: UUID) -> Response:
    """It is of no concern any more."""
    try:
        work.stop(_whose(str(ending)), ending, by=access.viewer().person, now=now())
    except AlreadyDone:
        flash("A colleague took this away before.")
    else:
        flash("Taken away. Nobody is reminded of it any more.")
    return redirect(url_for(".index"))


def _whose(what: str) -> int:
    """The organisation of one’s own that has this: the one that is shown first. 404 where none has it."""
    shown = mine().id
    others = [provider for provider in access.viewer().providers if provider != shown]
    theirs = {thing.provider.id for thing in work.of([shown, *others]) if thing.what == what}
    return access.found(next((provider for provider in [shown, *others] if provider in theirs), None))
