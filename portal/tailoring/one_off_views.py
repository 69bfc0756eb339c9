"""`/desk/one-offs/`: one question to many providers by a day: asking it, the answers side by side, closing it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for

from models.authority import Authority, Service
from models.calendar import today
from models.conflicts import AlreadyDone, Stale
from models.one_off import LONGEST_WORDS, OneOff
from models.person import Person
from models.provider import Provider
from portal import access
from portal.clock import now
from portal.london import day
from portal.profile.typed import problems
from portal.tailoring import one_off_form
from portal.tailoring.views import council, councils
from portal.tailoring.work import one_off_answers, one_offs

bp = Blueprint("one_offs", __name__, url_prefix="/desk/one-offs")


@bp.before_request
def people_of_the_council_only() -> None:
    """One check for everything under /desk/one-offs/: a seat that reads returns."""
    if not access.viewer().holds(*access.READS_RETURNS):
        abort(403)


@bp.get("/")
def index() -> str:
    """Every single question: how many were asked, how many have answered."""
    who = access.viewer()
    lines = one_off_answers.lines(who.authorities(access.READS_RETURNS), now())
    may_ask = bool(who.authorities(access.WORKS_ON_RETURNS))
    return render_template("desk/one_offs/index.html", lines=lines, may_ask=may_ask, most=one_offs.most())


@bp.get("/new")
@access.required(*access.WORKS_ON_RETURNS)
def new() -> str:
    """First for which service; then the question, the providers, the day."""
    mine = councils(access.WORKS_ON_RETURNS)
    services = list(Service.select(Service, Authority).join(Authority).where(Service.authority << mine))
    found = next((one for one in services if _named(one) == request.args.get("service", "")), None)
    found = found or (services[0] if len(services) == 1 else None)
    if found is None:
        services.sort(key=lambda one: (one.authority.name, one.title))
        return render_template("desk/one_offs/service.html", services=services, several=len(mine) > 1)
    proposed = one_offs.usual_day(found.authority.nation, now())
    return _new(found, one_off_form.make(None, today(now()), day(proposed)))


def _named(service: Service) -> str:
    return f"{service.authority.slug}/{service.key}"


def _new(service: Service, form: one_off_form.OneOffForm) -> str:
    askable = one_offs.askable(service.authority, service, now())
    return render_template(
        "desk/one_offs/new.html",
        service=service,
        form=form,
        askable=askable,
        most=one_offs.most(),
        problems=problems(form),
        kinds=[{"value": key, "text": text} for key, text in one_off_form.KINDS],
    )


@bp.post("/new/<authority>/<service>")
@access.required(*access.WORKS_ON_RETURNS)
def new_post(authority: str, service: str) -> Any:
    """Asks everybody who was picked."""
    here = council(authority, access.WORKS_ON_RETURNS)
    found = access.found(Service.get_or_none((Service.authority == here) & (Service.key == service)))
    form = one_off_form.make(request.form, today(now()))
    if not form.validate() or form.refuse(form.question().faults()):
        return _new(found, form), 422
    try:
        one = one_offs.ask(
            authority=here,
            service=found,
            providers=list(Provider.select().where(Provider.public_id << _picked(form))),
            question=form.question(),
            due_on=form.day,
            by=Person.get_by_id(access.viewer().person),
            now=now(),
        )
    except one_offs.CannotAsk as refused:
        form[refused.field].errors = [str(refused)]
        return _new(found, form), 422
    flash("Asked. Each provider gets a mail, and finds the question among its returns.")
    return redirect(url_for(".read", one_off=one.public_id))


def _picked(form: one_off_form.OneOffForm) -> list[UUID]:
    """The providers that were ticked; what is no public id is nobody’s."""
    found = []
    for text in form.providers.data or ():
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _one(one_off: UUID, roles: tuple[str, ...]) -> OneOff:
    query = OneOff.select(OneOff, Authority, Person).join(Authority).switch(OneOff).join(Person, on=OneOff.by)
    mine = query.where(OneOff.authority << access.viewer().authorities(roles))
    found: OneOff = access.find(mine, OneOff, one_off)
    return found


@bp.get("/<uuid:one_off>/")
def read(one_off: UUID) -> str:
    """The answers side by side."""
    return _read(_one(one_off, access.READS_RETURNS))


def _read(one: OneOff, words: str = "", error: str = "") -> str:
    mine = one.authority_id in access.viewer().authorities(access.WORKS_ON_RETURNS)
    found = one_off_answers.side_by_side(one, now())
    return render_template("desk/one_offs/read.html", one=one, found=found, mine=mine, words=words, error=error)


@bp.get("/<uuid:one_off>.csv")
def as_csv(one_off: UUID) -> Response:
    """The same, for a spreadsheet."""
    one = _one(one_off, access.READS_RETURNS)
    return Response(
        one_off_answers.as_csv(one_off_answers.side_by_side(one, now())),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={one.set_key}.csv"},
    )


@bp.post("/<uuid:one_off>/close")
def close(one_off: UUID) -> Any:
    """Closes it, with what was noticed and what happens next."""
    one = _one(one_off, access.WORKS_ON_RETURNS)
    words = one_off_answers.as_said(request.form.get("words", ""))
    if not 0 < len(words) <= LONGEST_WORDS:
        return _read(
            one, words, f"Enter what you noticed and what happens next, at most {LONGEST_WORDS} characters"
        ), 422
    try:
        one_offs.close(one, words, by=access.viewer().person, now=now())
    except Stale:
        error = "Somebody sent an answer at this moment. Look at it, and close the question again."
        return _read(one, words, error), 409
    except AlreadyDone:
        flash("A colleague has closed it before.")
    else:
        flash("Closed. Everybody who was asked gets a mail.")
    return redirect(url_for(".read", one_off=one_off))
