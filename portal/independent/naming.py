"""The pages of naming and ending, the same for a home’s leads and at the council; where they stand says who may."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from models.conflicts import Conflict
from portal import access
from portal.clock import now
from portal.independent import work
from portal.independent.forms import NameForm
from portal.independent.words import refused
from portal.profile.typed import problems


def page(place: work.Place, form: NameForm | None = None, wrong: dict[str, str] | None = None, **may: bool) -> str:
    """One home with one council: who it is, and what this person may do about it."""
    return render_template(
        "independent/place.html",
        place=place,
        state=place.state(now()),
        form=form or NameForm(),
        problems=wrong or {},
        may=may.get("may", True),
    )


def name(place: work.Place) -> Any:
    """Names whoever was typed, or says why not."""
    form = NameForm(request.form)
    wrong = {} if form.validate() else problems(form)
    if not wrong:
        try:
            work.name(place, form.email.text, by=access.viewer().person, now=now())
        except Conflict as error:
            wrong = {"email": refused(error)}
    if wrong:
        return page(place, form, wrong), 422
    flash(f"We have sent a link to {form.email.data}.", "success")
    return redirect(url_for(".index"))


def end(place: work.Place) -> Any:
    """They are the independent person no longer."""
    return _said(lambda: work.end(place, by=access.viewer().person, now=now()), "Ended: they see nothing of it now.")


def _said(act: Callable[[], None], words: str) -> Any:
    try:
        act()
    except Conflict as error:
        flash(refused(error), "error")
    else:
        flash(words, "success")
    return redirect(url_for(".index"))
