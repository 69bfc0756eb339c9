"""`/desk/care/`: who looks after what, giving it into a colleague’s care, and who stands in for whom."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.conflicts import AlreadyDone, NotYours, Stale
from models.handover import Handover
from models.person import Person
from portal import access
from portal.care import forms, work
from portal.clock import now
from portal.profile.typed import problems

bp = Blueprint("desk_care", __name__, url_prefix="/desk/care")

NEWEST = 20
KINDS = {"provider": "Providers", "contract": "Contracts", "return": "Returns that are open"}


def _here(authority: str, roles: tuple[str, ...]) -> Authority:
    """One’s own authority; 404 for any other."""
    mine = Authority.id << access.viewer().authorities(roles)
    return access.found(Authority.get_or_none((Authority.slug == authority) & mine))


def _manages(authority: Authority) -> bool:
    return authority.id in access.viewer().authorities(("manager",))


@bp.get("/")
@access.required(*access.READS_RETURNS)
def index() -> Any:
    """To the page of one’s authority; a choice where there are several."""
    mine = list(Authority.select().where(Authority.id << access.viewer().authorities(access.READS_RETURNS)))
    if len(mine) == 1:
        return redirect(url_for(".read", authority=mine[0].slug))
    return render_template("desk/care/choose.html", authorities=mine)


@bp.get("/<authority>/")
@access.required(*access.READS_RETURNS)
def read(authority: str) -> str:
    """Everything that somebody looks after, and what nobody does."""
    return _read(_here(authority, access.READS_RETURNS), forms.HandOverForm())


def _read(here: Authority, form: forms.HandOverForm, wrong: dict[str, str] | None = None) -> str:
    charges, me = work.charges(here, now()), access.viewer().person
    works = here.id in access.viewer().authorities(access.WORKS_ON_RETURNS)
    return render_template(
        "desk/care/read.html",
        authority=here,
        charges=charges,
        kinds=KINDS,
        form=form,
        problems=wrong or {},
        ticked=request.form.getlist("things"),
        colleagues=[(str(p.public_id), p.name) for p in work.officers(here.id)],
        may_move=lambda charge: works and (_manages(here) or charge.officer is None or charge.officer.id == me),
        works=works,
        me=me,
        handovers=Handover.of([here.id], NEWEST) if works else [],
    )


@bp.post("/<authority>/")
@access.required(*access.WORKS_ON_RETURNS)
def hand_over(authority: str) -> Any:
    """Gives what was ticked into a colleague’s care."""
    here, form = _here(authority, access.WORKS_ON_RETURNS), forms.HandOverForm(request.form)
    if not form.validate():
        return _read(here, form, problems(form)), 422
    ticked = request.form.getlist("things")
    try:
        to = _person(here, form.to.data)
        work.hand_over(
            here, ticked, to.id, form.note.data or "",
            by=access.viewer().person, any_officer=_manages(here), now=now(),
        )  # fmt: skip
    except NotYours:
        return _read(here, form, {"to": "Select a colleague who works on returns here"}), 422
    except work.CannotHandOver as error:
        return _read(here, form, {error.field: str(error)}), 422
    flash(f"Done. {to.name} looks after {'it' if len(ticked) == 1 else 'them'} from today; providers get a mail.")
    return redirect(url_for(".read", authority=here.slug))


def _person(here: Authority, chosen: str | None) -> Person:
    """A colleague by what a form sent. Raises NotYours."""
    try:
        return work.person_here(here, UUID(chosen or ""))
    except ValueError as error:
        raise NotYours("No such person.") from error


@bp.get("/<authority>/away")
@access.required(*access.WORKS_ON_RETURNS)
def away(authority: str) -> str:
    """Who is away, and who stands in."""
    here = _here(authority, access.WORKS_ON_RETURNS)
    return _away(here, forms.away(None, now()))


def _away(here: Authority, form: forms.AwayForm, wrong: dict[str, str] | None = None) -> str:
    found, me = work.officers(here.id), access.viewer().person
    absences = {charge.person_id: charge for charge in work.absences(here)}
    return render_template(
        "desk/care/away.html",
        authority=here,
        form=form,
        problems=wrong or {},
        people=[person for person in found if person.id == me or _manages(here)],
        colleagues=[(str(person.public_id), person.name) for person in found],
        absences=[(person, absences[person.id]) for person in found if person.id in absences],
        may_end=lambda person: person.id == me or _manages(here),
        me=me,
    )


@bp.post("/<authority>/away")
@access.required(*access.WORKS_ON_RETURNS)
def away_post(authority: str) -> Any:
    """Somebody is away; one says so of oneself, a manager of anybody."""
    here, form = _here(authority, access.WORKS_ON_RETURNS), forms.away(request.form, now())
    if not form.validate():
        return _away(here, form, problems(form)), 422
    by = access.viewer().person
    try:
        person, deputy = _person(here, form.person.data), _person(here, form.deputy.data)
        if person.id != by and not _manages(here):
            raise NotYours("A manager says so of somebody else.")
        work.away(
            here, person, deputy.id, *form.days, by=by, now=now(),
            seen=request.form.get(f"seen.{person.public_id}", type=int) or 0,
        )  # fmt: skip
    except NotYours:
        return _away(here, form, {"deputy": "Select who stands in"}), 422
    except work.CannotHandOver as error:
        return _away(here, form, {error.field: str(error)}), 422
    except Stale:
        return _away(here, form, {"": "Somebody said another thing meanwhile. Look at it, then press again."}), 409
    flash(f"Kept. {deputy.name} gets {person.name}’s mail, too, on these days, and providers read who is there.")
    return redirect(url_for(".away", authority=here.slug))


@bp.post("/<authority>/back")
@access.required(*access.WORKS_ON_RETURNS)
def back(authority: str) -> Response:
    """Somebody is there again."""
    here, by = _here(authority, access.WORKS_ON_RETURNS), access.viewer().person
    try:
        person = _person(here, request.form.get("person"))
        if person.id != by and not _manages(here):
            raise NotYours("A manager says so of somebody else.")
        work.back(here, person.id, by=by, now=now())
    except (NotYours, AlreadyDone):
        flash("Nobody is away who could be back.", "error")
    else:
        flash(f"{person.name} is there again.")
    return redirect(url_for(".away", authority=here.slug))
