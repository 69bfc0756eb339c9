"""`/events/…/book/`: a place by page or in one’s own words, without an account (then by a link in an e-mail) or at
once, for who is signed in."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from flask_login import current_user

from models.conflicts import AlreadyDone, NotNow
from models.events.event import Event
from models.provider import Provider
from portal import access
from portal.accounts.words import address_problem, tidy_address
from portal.clock import now
from portal.drafts.faces import CARRIED, Faces, Place
from portal.drafts.work.filling import left
from portal.drafts.work.homes import Carried, Home, Stored
from portal.events import finding, words
from portal.events.work import booking as work
from portal.events.work import links
from portal.events.work.matter import About, wish
from portal.limits import limited, spent

bp = Blueprint("booking", __name__, url_prefix="/events/<authority>/<slug>/book")

THROWN_AWAY = "Thrown away. Nothing of it is kept."
BOOKED_ALREADY = "You have booked before. This is your booking."
NOTHING_YET = "There is nothing to book yet: say who comes."
CHANGED = "You changed it in another window. This is how it stands: look once more, then book."


def who_books() -> work.Who | None:
    """Who is signed in for an organisation; None for everybody else."""
    if not current_user.is_authenticated:
        return None
    mine = access.viewer()
    seat = mine.seat.provider if mine.seat else None
    provider = seat or next(iter(mine.providers), None)
    return work.Who(mine.person, provider) if provider else None


def _faces(authority: str, slug: str) -> tuple[Event, Faces]:
    event, who = finding.published(authority, slug), who_books()
    if not event.open(now()):
        abort(404 if request.method == "POST" else redirect(url_for("events.event", authority=authority, slug=slug)))
    if who is None and request.form.get("organisation") and not current_user.is_authenticated:
        access.viewer()  # their sign-in has ended: what they typed is given back to them
    firm = Provider.get_by_id(who.provider).legal_name if who else ""
    looking = current_app.extensions["looking_up"].for_everybody
    matter = About(event, firm, looking, now(), keeps=who is not None).matter()
    here: dict[str, Any] = {"authority": authority, "slug": slug}
    page = url_for("events.event", **here)
    title, press = ("Book a place", "Book") if event.left > 0 else ("Join the waiting list", "Join the list")
    place = Place(
        title=title, lead=_lead(event, firm), notes=_notes(event), back=(page, event.title),
        page=url_for(".page", **here), check=url_for(".check", **here), send=url_for(".send", **here),
        talk=url_for(".talk", **here), take_out=url_for(".take_out", **here), press=press,
        authority=event.authority, leave=page, transcript=url_for(".transcript", **here) if who else "",
        discard=url_for(".discard", **here) if who else "",
    )  # fmt: skip
    home: Home = Carried(request.form.get(CARRIED, ""), finding.secret(), f"booking of event {event.id}")
    if who:
        of_set = (matter.questions.key, matter.questions.version)
        home = Stored(who.person, of_set, event=event.id)
    return event, Faces(place, matter, home)


def _lead(event: Event, firm: str) -> str:
    """What it is, how many places are left, for whom."""
    said = [f"{event.title}, {words.when(event)}.", f"{words.left(event)}."]
    return " ".join([*said, *([f"You book for {firm}. We write to {access.viewer().email}."] if firm else [])])


def _notes(event: Event) -> tuple[str, ...]:
    waits = (words.HOW_THE_LIST_MOVES,) if event.left <= 0 else ()
    return waits if event.meetings(now()) else (*waits, words.NO_MEETINGS)


@bp.get("")
def page(authority: str, slug: str) -> Any:
    """The booking as a page."""
    return _faces(authority, slug)[1].page()


@bp.post("")
@limited("fill-in")
def page_post(authority: str, slug: str) -> Any:
    """Keeps what was typed, or gives it along."""
    return _faces(authority, slug)[1].page_post()


@bp.get("/talk")
def talk(authority: str, slug: str) -> Any:
    """The booking in one’s own words."""
    return _faces(authority, slug)[1].talk()


@bp.post("/talk")
@limited("fill-in")
def talk_post(authority: str, slug: str) -> Any:
    """One message, and what comes of it."""
    return _faces(authority, slug)[1].talk_post()


@bp.post("/talk/take-out")
@limited("fill-in")
def take_out(authority: str, slug: str) -> Any:
    """Takes out a message, and what came of it."""
    return _faces(authority, slug)[1].take_out()


@bp.get("/talk/transcript.txt")
@access.required()
def transcript(authority: str, slug: str) -> Response:
    """What was said, to keep."""
    return _faces(authority, slug)[1].transcript()


@bp.post("/discard")
@access.required()
def discard(authority: str, slug: str) -> Any:
    """Throws it away."""
    return _faces(authority, slug)[1].discard(THROWN_AWAY)


@bp.get("/check")
def check(authority: str, slug: str) -> Any:
    """What would be booked."""
    _, faces = _faces(authority, slug)
    return redirect(faces.place.page) if faces.home.carries else faces.check()


@bp.post("/send")
def send(authority: str, slug: str) -> Any:
    """Books, or puts on the list. Who is not signed in is sent a link, whatever is known of them."""
    event, faces = _faces(authority, slug)
    who, problems = who_books(), _problems(faces)
    if problems:
        return faces.check(problems), 422
    journey = faces.matter.journey(faces.kept)
    known = {"firm": faces.matter.situation.provider, "email": access.viewer().email} if who else {}
    typed = tidied(wish(journey, event, now(), **known))
    if spent("book", typed.email):
        abort(429)
    try:
        made = work.book(event.id, typed, who=who, now=now(), secret=finding.secret())
    except AlreadyDone as done:
        faces.home.drop()
        flash(BOOKED_ALREADY)
        return _to(done.existing)
    except (NotNow, work.TooMany, work.SessionFull) as why:
        return faces.check(refused(why)), 422
    return _to(made) if who else redirect(url_for("bookings.sent"))


def _problems(faces: Faces) -> dict[str, str]:
    """What keeps it from being booked, by the answer that puts it right."""
    if faces.kept.empty:
        return {"": NOTHING_YET}
    if not faces.home.carries and not faces.seen:
        return {"": CHANGED}
    journey = faces.matter.journey(faces.kept)
    found = {key: text for text, key in left(journey)}
    email = faces.kept.answers.get("email", {}).get("value")
    if "email" not in found and email and (wrong := address_problem(str(email))):
        found["email"] = wrong
    return found


def tidied(typed: work.Wish) -> work.Wish:
    """With the address as it is kept everywhere."""
    return work.Wish(**{**vars(typed), "email": tidy_address(typed.email)})


def _to(made: Any) -> Any:
    return redirect(url_for("bookings.booking", key=links.of(made, finding.secret())))


def refused(why: Exception) -> dict[str, str]:
    """What is wrong, by the answer that puts it right."""
    if isinstance(why, work.TooMany):
        many = f"{why.left} more can" if why.left != 1 else "one more can"
        return {"who": f"Of your organisation {many} come: the others have booked already" if why.left
                else "As many of your organisation as can come have booked already"}  # fmt: skip
    if isinstance(why, work.SessionFull):
        return {"sessions": f"“{why.session.title}” is full. “{why.instead.title}” has places: choose it, or wait"}
    full = str(getattr(why, "state", "")) == "full"
    return {"": "There is no room for that. Your booking stands as it was." if full else "This cannot be booked now"}
