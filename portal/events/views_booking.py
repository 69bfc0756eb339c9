"""`/events/…/book` and `/events/booking/<key>/`: book, confirm, wait, change, hand over, cancel; by a link, without an
account, or in one step for who is signed in."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from models.conflicts import AlreadyDone, NotNow
from models.events.booking import Booking
from models.events.buyer import EventBuyer
from models.events.event import Event
from models.provider import Provider
from portal import access
from portal.clock import now
from portal.events import finding, words
from portal.events.act_forms import BookingForm, HandOverForm
from portal.events.work import booking as work
from portal.events.work import feedback as asking
from portal.events.work import links, places, reading, tickets
from portal.limits import limited

bp = Blueprint("bookings", __name__, url_prefix="/events")


@bp.get("/<authority>/<slug>/book")
def book(authority: str, slug: str) -> str:
    """The form; for who is signed in without the boxes that are known."""
    return _book(finding.published(authority, slug), BookingForm(), {})


@bp.post("/<authority>/<slug>/book")
@limited("book")
def book_post(authority: str, slug: str) -> Any:
    """Books, or puts on the list. Who is not signed in is sent a link, whatever is known of them."""
    event, form, who = finding.published(authority, slug), BookingForm(request.form), _who()
    _fit(form, event, known=who is not None)
    if not form.validate():
        return _book(event, form, form.problems()), 422
    try:
        made = work.book(event.id, form.wish(*_known(who)), who=who, now=now(), secret=finding.secret())
    except AlreadyDone as done:
        flash("You have booked before. This is your booking.")
        return _to(done.existing)
    except (NotNow, work.TooMany, work.SessionFull) as refused:
        return _book(event, form, _refused(refused)), 422
    return _to(made) if who else redirect(url_for(".sent"))


def _who() -> work.Who | None:
    if not current_user.is_authenticated:
        return None
    mine = access.viewer()
    seat = mine.seat.provider if mine.seat else None
    provider = seat or next(iter(mine.providers), None)
    return work.Who(mine.person, provider) if provider else None


def _known(who: work.Who | None) -> tuple[str, str]:
    """For whom somebody who is signed in books, and their address."""
    return (Provider.get_by_id(who.provider).legal_name, access.viewer().email) if who else ("", "")


def _to(made: Any) -> Any:
    return redirect(url_for(".booking", key=links.of(made, finding.secret())))


def _fit(form: BookingForm, event: Event, *, known: bool) -> None:
    sessions = reading.read(event).sessions
    form.offer(event.per_organisation, sessions, meetings=event.meetings(now()), known=known)


def _refused(why: Exception) -> dict[str, str]:
    """What is wrong, by the box that puts it right."""
    if isinstance(why, work.TooMany):
        many = f"{why.left} more can" if why.left != 1 else "one more can"
        return {"people-0-name": f"Of your organisation {many} come: the others have booked already" if why.left
                else "As many of your organisation as can come have booked already"}  # fmt: skip
    if isinstance(why, work.SessionFull):
        return {"sessions": f"“{why.session.title}” is full. “{why.instead.title}” has places: choose it, or wait"}
    full = str(getattr(why, "state", "")) == "full"
    return {"": "There is no room for that. Your booking stands as it was." if full else "This cannot be booked now"}


def _book(event: Event, form: BookingForm, problems: dict[str, str]) -> str:
    who = _who()
    if not request.form:
        _fit(form, event, known=who is not None)
    return render_template(
        "events/book.html", event=event, read=reading.read(event), form=form, problems=problems, who_books=_known(who),
        open=event.open(now()), meetings=event.meetings(now()), words=words,
    )  # fmt: skip


@bp.get("/booking/sent")
def sent() -> str:
    """What happens now. It says the same to everybody."""
    return render_template("events/sent.html")


@bp.get("/booking/<key>/")
def booking(key: str) -> str:
    """A booking as it stands, and what can be done with it. Opening it changes nothing: mail programs open links."""
    return _booking(finding.booked(key), key)


def _booking(found: Booking, key: str) -> str:
    event = finding.event_of(found)
    return render_template(
        "events/booking.html", booking=found, event=event, line=reading.line(found), key=key, words=words,
        position=reading.position(found), moves=places.by_itself(event, now()), need=reading.need(found),
        feedback=found.state == "booked" and asking.is_open(event, now()),
        ticket=tickets.spaced(tickets.code(found, finding.secret())),
        meets=EventBuyer.any_at(event.id),
    )  # fmt: skip


@bp.post("/booking/<key>/<any(confirm, accept, cancel):act>")
def act(key: str, act: str) -> Any:
    """Confirmed, a place that was offered taken, or cancelled."""
    found = finding.booked(key)
    done = {"confirm": work.confirm, "accept": work.accept, "cancel": work.cancel}[act]
    try:
        done(found, now=now(), secret=finding.secret())
    except work.TooMany as many:
        flash(f"{_refused(many)['people-0-name']}. Ask one of them to hand theirs over.", "error")
    except NotNow:
        flash("That cannot be done any more. This is how your booking stands.", "error")
    return redirect(url_for(".booking", key=key))


@bp.get("/booking/<key>/change")
def change(key: str) -> str:
    """What was typed, to be changed."""
    found = finding.booked(key)
    return _change(found, key, _filled(found), {})


@bp.post("/booking/<key>/change")
def change_post(key: str) -> Any:
    """Changes it; where there is no room everything stays as it was."""
    found, form = finding.booked(key), BookingForm(request.form)
    _fit(form, finding.event_of(found), known=True)
    if not form.validate():
        return _change(found, key, form, form.problems()), 422
    try:
        wish = form.wish(found.organisation, found.email)
        work.change(found, wish, now=now(), secret=finding.secret())
    except (NotNow, work.TooMany, work.SessionFull) as refused:
        return _change(found, key, form, _refused(refused)), 422
    flash("Changed.", "success")
    return redirect(url_for(".booking", key=key))


def _filled(found: Booking) -> BookingForm:
    line, need = reading.line(found), reading.need(found)
    said: dict[str, Any] = {name: getattr(found, name) for name in ("size", "vcse", "services", "meet")}
    said |= {name: getattr(need, name, "") for name in ("access", "diet", "language")}
    said["people"] = [{"name": one.name, "role": one.role} for one in line.people]
    said["sessions"] = [str(one.number) for one in line.sessions]
    form = BookingForm(data=said)
    _fit(form, finding.event_of(found), known=True)
    return form


def _change(found: Booking, key: str, form: BookingForm, problems: dict[str, str]) -> str:
    event = finding.event_of(found)
    return render_template(
        "events/change.html", booking=found, event=event, read=reading.read(event), form=form, problems=problems,
        key=key, words=words,
    )  # fmt: skip


@bp.get("/booking/<key>/hand-over")
def hand_over(key: str) -> str:
    """A colleague comes instead."""
    return render_template(
        "events/hand_over.html", booking=finding.booked(key), key=key, form=HandOverForm(), problems={}
    )


@bp.post("/booking/<key>/hand-over")
@limited("book")
def hand_over_post(key: str) -> Any:
    """They get a link of their own; this one leads nowhere from now on."""
    found, form = finding.booked(key), HandOverForm(request.form)
    problems = {} if form.validate() else form.problems()
    if not problems:
        try:
            work.hand_over(found, form.name.text, form.email.text, now=now(), secret=finding.secret())
        except AlreadyDone:
            problems = {"email": "Enter another address: this one has a booking of its own"}
        except NotNow:
            flash("That cannot be done any more.", "error")
            return redirect(url_for(".booking", key=key))
    if problems:
        return render_template("events/hand_over.html", booking=found, key=key, form=form, problems=problems), 422
    flash("Handed over. Your colleague gets an e-mail with a link of their own; yours does not work any more.")
    return redirect(url_for("events.index"))
