"""`/events/booking/<key>/`: confirm, wait, change, hand over, cancel; by a link, without an account."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.conflicts import AlreadyDone, NotNow
from models.events.booking import Booking
from models.events.buyer import EventBuyer
from portal.clock import now
from portal.drafts.work import filling
from portal.drafts.work.filling import Filled
from portal.drafts.work.matter import Matter
from portal.events import finding, words
from portal.events.act_forms import HandOverForm
from portal.events.views_book import refused
from portal.events.work import booking as work
from portal.events.work import feedback as asking
from portal.events.work import places, reading, tickets
from portal.events.work.matter import About, of_booking, wish
from portal.limits import limited

bp = Blueprint("bookings", __name__, url_prefix="/events")


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
        flash(f"{refused(many)['who']}. Ask one of them to hand theirs over.", "error")
    except NotNow:
        flash("That cannot be done any more. This is how your booking stands.", "error")
    return redirect(url_for(".booking", key=key))


@bp.get("/booking/<key>/change")
def change(key: str) -> str:
    """What was typed, to be changed."""
    found = finding.booked(key)
    matter = _matter(found)
    kept = of_booking(matter, reading.line(found), reading.need(found))
    return _change(found, key, filling.show(matter, kept), {})


def _matter(found: Booking) -> Matter:
    """The questions of a booking that is there: for whom it is stays, and wishes to meet have a page of their own."""
    return About(finding.event_of(found), found.organisation, lambda _: None, now(), changes=True).matter()


@bp.post("/booking/<key>/change")
def change_post(key: str) -> Any:
    """Changes it; where there is no room everything stays as it was."""
    found = finding.booked(key)
    matter, event = _matter(found), finding.event_of(found)
    kept = of_booking(matter, reading.line(found), reading.need(found))
    filled = filling.fill(matter, kept, request.form, whole=True)
    if filled.errors:
        return _change(found, key, filled, filled.errors), 422
    try:
        typed = wish(filled.journey, event, now(), firm=found.organisation, email=found.email)
        work.change(found, typed, now=now(), secret=finding.secret())
    except (NotNow, work.TooMany, work.SessionFull) as why:
        return _change(found, key, filled, refused(why)), 422
    flash("Changed.", "success")
    return redirect(url_for(".booking", key=key))


def _change(found: Booking, key: str, filled: Filled, problems: dict[str, str]) -> str:
    event = finding.event_of(found)
    return render_template(
        "events/change.html", booking=found, event=event, filled=filled, problems=problems, key=key
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
