"""`/tenders/…/questions/ask/`: a question by page or in one’s own words, checked, and asked by the button alone."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for

from models.conflicts import NotNow
from models.tendering.tender import Tender
from portal import access
from portal.clarifications.work import asking
from portal.clarifications.work.matter import About, wish
from portal.clock import now
from portal.drafts.faces import Faces, Place
from portal.drafts.work.filling import left
from portal.drafts.work.homes import Stored
from portal.limits import limited
from portal.serving import arrived
from portal.tenders import finding

bp = Blueprint("asking", __name__, url_prefix="/tenders/<authority>/<slug>/questions/ask")

CHANGED = "You changed it in another window. This is how it stands: look once more, then ask."
THROWN_AWAY = "Thrown away. Nothing of it is kept."
ASKED_ALREADY = "You asked that already. It stands under “What you asked”."
TOO_LATE = "No question can be asked about this tender any more. Your words are kept here."


def _tender(authority: str, slug: str) -> Tender:
    """A tender that a person of an organisation may ask about."""
    tender = finding.published(authority, slug)
    if not access.viewer().providers or asking.on_both_sides(tender, access.viewer().person):
        abort(403)
    if not asking.open_here(tender):
        abort(404)
    return tender


def _provider() -> int:
    """The organisation that asks: the one whose lists are shown, else the first."""
    who = access.viewer()
    shown = who.seat.provider if who.seat else None
    return shown if shown is not None else int(who.providers[0])


def _faces(tender: Tender) -> Faces:
    here: dict[str, Any] = {"authority": tender.authority.slug, "slug": tender.slug}
    index = url_for("clarifications.index", **here)
    about = About(tender, _provider(), index, current_app.extensions["looking_up"].for_everybody, now())
    matter = about.matter()
    place = Place(
        title="Ask a question", lead=f"About {tender.title}.", back=(index, "Questions and answers"),
        page=url_for(".page", **here), check=url_for(".check", **here), send=url_for(".send", **here),
        talk=url_for(".talk", **here), take_out=url_for(".take_out", **here), press="Ask",
        authority=tender.authority, leave=index,
        transcript=url_for(".transcript", **here), discard=url_for(".discard", **here),
        more={"follows": request.values.get("follows", "")[:40]}, check_page="clarifications/check.html",
    )  # fmt: skip
    of_set = (matter.questions.key, matter.questions.version)
    return Faces(place, matter, Stored(access.viewer().person, of_set, tender=tender.id))


@bp.get("")
@access.required()
def page(authority: str, slug: str) -> Any:
    """The question as a page."""
    return _faces(_tender(authority, slug)).page()


@bp.post("")
@access.required()
def page_post(authority: str, slug: str) -> Any:
    """Keeps what was typed."""
    return _faces(_tender(authority, slug)).page_post()


@bp.get("/talk")
@access.required()
def talk(authority: str, slug: str) -> Any:
    """The question in one’s own words."""
    return _faces(_tender(authority, slug)).talk()


@bp.post("/talk")
@access.required()
def talk_post(authority: str, slug: str) -> Any:
    """One message, and what comes of it."""
    return _faces(_tender(authority, slug)).talk_post()


@bp.post("/talk/take-out")
@access.required()
def take_out(authority: str, slug: str) -> Any:
    """Takes out a message, and what came of it."""
    return _faces(_tender(authority, slug)).take_out()


@bp.get("/talk/transcript.txt")
@access.required()
def transcript(authority: str, slug: str) -> Response:
    """What was said, to keep."""
    return _faces(_tender(authority, slug)).transcript()


@bp.post("/discard")
@access.required()
def discard(authority: str, slug: str) -> Any:
    """Throws it away."""
    return _faces(_tender(authority, slug)).discard(THROWN_AWAY)


@bp.get("/check")
@access.required()
def check(authority: str, slug: str) -> Any:
    """What would be asked, what was answered already, what tells who asks."""
    return _faces(_tender(authority, slug)).check()


@bp.post("/send")
@access.required()
@limited("ask")
def send(authority: str, slug: str) -> Any:
    """Asks it."""
    tender = _tender(authority, slug)
    faces = _faces(tender)
    if faces.kept.empty:
        flash(ASKED_ALREADY)
        return redirect(faces.place.leave)
    if not faces.seen:
        return faces.check({"": CHANGED}), 409
    journey = faces.matter.journey(faces.kept)
    if problems := left(journey):
        return faces.check({key: text for text, key in problems}), 422
    who, follows = access.viewer(), _follows(tender, faces.kept.more.get("follows", ""))
    try:
        asked = asking.ask(
            tender, _provider(), wish(journey, follows), by=who.person, arrived_at=arrived(), now=now()
        )  # fmt: skip
    except NotNow:
        return faces.check({"": TOO_LATE}), 409
    return redirect(
        url_for("clarifications.question", authority=authority, slug=slug, question=asked.public_id)
    )  # fmt: skip


def _follows(tender: Tender, said: str) -> int | None:
    own = asking.own(tender.id, access.viewer().providers)
    return next((question.id for question in own if str(question.public_id) == said), None)
