"""`/desk/events/<event>/door`: who is here. Ticked by name, by the code of a ticket or by its square; by plain forms,
or by a script that keeps ticks while the network is gone and tells them later (assets/scripts/door.mjs)."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, flash, g, jsonify, redirect, render_template, request, url_for

from models.conflicts import AlreadyDone, NotNow
from models.events.booking import Booking
from models.events.event import Event
from portal import access
from portal.clock import now
from portal.events import finding, words
from portal.events.act_forms import WalkInForm
from portal.events.work import door as work
from portal.events.work import tickets
from portal.london import clock

bp = Blueprint("desk_door", __name__, url_prefix="/desk/events/<uuid:event>/door")

MOST = 500
"""Ticks that are told at one time."""


@bp.get("/")
@access.required(*finding.WORKS)
def door(event: UUID) -> str:
    """Everybody with a place, or those who were looked for."""
    g.camera = True  # headers.py: the square of a ticket is read by the phone’s camera
    return _door(finding.workable(event), WalkInForm(), {})


def _door(found: Event, form: WalkInForm, problems: dict[str, str]) -> str:
    read, wanted = work.read(found), request.args.get("find", "").strip()
    held = _holder(found, wanted) if wanted else None
    sought = wanted.casefold()
    shown = [
        party
        for party in read.parties
        if not wanted
        or party.booking == held
        or sought in " ".join([party.booking.organisation, *(one.name for one in party.people)]).casefold()
    ]
    codes = {party.booking.id: tickets.code(party.booking, finding.secret()) for party in read.parties}
    return render_template(
        "desk/events/door.html", event=found, door=read, shown=shown, codes=codes, find=wanted, held=held, form=form,
        problems=problems, words=words, new_id=uuid4(), open=work.is_open(found, now()), now=now(),
    )  # fmt: skip


def _holder(found: Event, text: str) -> Booking | None:
    if len(tickets.typed(text)) != tickets.LENGTH:
        return None
    return tickets.holder(text, Booking.select().where(Booking.event == found.id), finding.secret())


@bp.get("/list")
@access.required(*finding.READS)
def paper(event: UUID) -> str:
    """The same on paper, with boxes to tick and lines for who walks in."""
    found, codes = finding.seen(event), {}
    read, mine = work.read(found), finding.may_read(found)
    if mine:  # who invites with another has no use for what opens the door
        codes = {one.booking.id: tickets.spaced(tickets.code(one.booking, finding.secret())) for one in read.parties}
    return render_template("desk/events/door_list.html", event=found, door=read, codes=codes, mine=mine)


@bp.post("/<any(here, undo):act>")
@access.required(*finding.WORKS)
def tick(event: UUID, act: str) -> Any:
    """One person is here, or was ticked by mistake."""
    found, number = finding.workable(event), request.form.get("number", 0, type=int)
    booking = _uuid(request.form.get("booking", ""))
    if act == "undo":
        try:
            work.undo(found.id, booking, number, by=access.viewer().person, now=now())
        except NotNow:
            flash(words.DOOR["closed"], "error")
    else:
        entry = work.Entry("", booking, number, now())
        outcome = work.check_in(found.id, [entry], by=access.viewer().person, now=now())[0]
        if outcome.what != "here":
            flash(said(outcome), "error" if outcome.what in words.NOT_TICKED else "message")
    return redirect(url_for(".door", event=event, find=request.form.get("find") or None))


def said(outcome: work.Outcome) -> str:
    """An outcome in words."""
    return words.DOOR[outcome.what].format(at=clock(outcome.at))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(400)


@bp.post("/walk-in")
@access.required(*finding.WORKS)
def walk_in(event: UUID) -> Any:
    """Somebody without a booking; or the name of one who was counted before."""
    found, form = finding.workable(event), WalkInForm(request.form)
    if not form.validate():
        return _door(found, form, form.problems()), 422
    who = (_uuid(request.form.get("id", "")), form.works_for.text, form.name.text)
    try:
        made = work.walk_in(found.id, *who, by=access.viewer().person, now=now())
    except NotNow:
        flash(words.DOOR["closed"], "error")
    else:
        flash(words.DOOR["walked_in" if made.has_place else "no_place"], "success")
    return redirect(url_for(".door", event=event))


@bp.post("/sync")
@access.required(*finding.WORKS)
def sync(event: UUID) -> Response:
    """What a phone kept: each tick once, whatever became of it; and who is here by now."""
    found = finding.workable(event)
    entries = _entries(request.form.get("entries", "[]"), now())
    outcomes = work.check_in(found.id, entries, by=access.viewer().person, now=now()) if entries else []
    read = work.read(found)
    here = [
        [str(party.booking.public_id), one.number, clock(one.came_at)]
        for party in read.parties
        for one in party.people
        if one.came_at is not None
    ]
    told = [[one.id, one.what, said(one)] for one in outcomes]
    return jsonify(outcomes=told, here=here, walkedIn=len(read.walk_ins))


def _entries(text: str, at: datetime) -> list[work.Entry]:
    """[id, booking or "", number, milliseconds ago] each: how long ago is right whatever the phone’s clock says."""
    try:
        rows = json.loads(text)
        return [
            work.Entry(
                str(UUID(made)), UUID(booking) if booking else None, int(number),
                at - timedelta(milliseconds=min(max(float(ago), 0), 1e9)),
            )
            for made, booking, number, ago in rows[:MOST]
        ]  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        abort(400)


@bp.post("/close")
@access.required(*finding.WORKS)
def close(event: UUID) -> Any:
    """The list is complete: whoever is not on it did not come."""
    found = finding.workable(event)
    try:
        came = work.close(found.id, by=access.viewer().person, now=now())
    except AlreadyDone:
        flash("The list was closed before.")
    except NotNow:
        flash("The list can be closed once the event is over.", "error")
    else:
        flash(f"The list is closed: {came:,} of those with a place came.", "success")
    return redirect(url_for(".door", event=event))
