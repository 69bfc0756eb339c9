"""`/returns/<id>/talk`: a return in one’s own words. The same address takes a message with and without JavaScript."""

import secrets
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for

from models.conflicts import AlreadyDone, NotNow
from portal import access, errors
from portal.assistant import messages
from portal.assistant.work import bubbles as shown
from portal.assistant.work import saying, talk, transcripts
from portal.clock import now
from portal.london import short_day
from portal.returns import finding, review_form
from portal.returns.work import answering

bp = Blueprint("assistant", __name__, url_prefix="/returns")

ELSEWHERE = (
    "The conversation went on in another window. What you wrote is still in the box: look at what is new, then send it."
)


@bp.get("/<uuid:return_id>/talk")
def talk_get(return_id: UUID) -> str:
    """The conversation: everything that was said, newest last, and room to say more."""
    found = talk.look(finding.own(return_id), access.viewer().person, now())
    return _page(found)


def _page(found: talk.Talk, left: str = "", error: str = "", notice: str = "") -> str:
    bubbles = found.bubbles
    return render_template(
        "assistant/talk.html", talk=found, bubbles=bubbles, error=error, notice=notice, **_room(found, bubbles, left)
    )


def _room(found: talk.Talk, bubbles: Any, left: str) -> dict[str, Any]:
    """What the room to say something needs."""
    live = shown.newest(bubbles)
    return {
        "names": messages,
        "live": live,
        "left": left,
        "token": secrets.token_hex(16),
        "control": talk.control(found.journey, live),
        "focus": talk.in_focus(found),
        "transcripts": transcripts,
        "last_on": short_day(found.journey.situation.last_day_before),
        "takes_dont_have": answering.TAKES_DONT_HAVE,
        "open": found.ret.state != "accepted",
        "here": _here(found),
    }


def _here(found: talk.Talk) -> dict[str, Any]:
    """The addresses that the parts of the page lead to."""
    key = found.ret.public_id
    return {
        "talk": url_for(".talk_post", return_id=key),
        "version": found.ret.version,
        "page": lambda q: url_for("returns.page_get", return_id=key, page=q.page, _anchor=q.key),
        "out": lambda number: url_for(".take_out_get", return_id=key, number=number),
    }


@bp.post("/<uuid:return_id>/talk")
def talk_post(return_id: UUID) -> Any:
    """One message, and what comes of it."""
    ret, who, sent = finding.own(return_id), access.viewer(), messages.read(request.form)
    if sent.error:
        return _page(talk.look(ret, who.person, now()), sent.words, sent.error), 422
    guidance = current_app.extensions["looking_up"]
    try:
        said = saying.say(
            ret, sent.message, sent.page, by=who.person, providers=who.providers, now=now(), guidance=guidance
        )
    except AlreadyDone:  # the same message once more: it is one turn
        return redirect(url_for(".talk_get", return_id=return_id))
    except saying.Elsewhere:
        return _page(talk.look(ret, who.person, now()), sent.words, notice=ELSEWHERE), 409
    except NotNow:
        return errors.conflict(url_for("returns.tasks", return_id=return_id))
    return _go_on(return_id, said, sent.left)


def _go_on(return_id: UUID, said: saying.Said, left: str) -> Any:
    """To the page that was asked for; else to the newest turn, or, for the script, only that."""
    if said.goes:
        goes = {"check": "returns.check", "leave": "returns.tasks"}[said.goes]
        return redirect(url_for(goes, return_id=return_id))
    if "X-Kept-Form" in request.headers:
        return _part(said, left)
    if left:  # a redirect would lose what stood in the box
        return _page(said.talk, left)
    newest = next((bubble for bubble in said.bubbles if not bubble.mine), said.bubbles[0])
    return redirect(url_for(".talk_get", return_id=return_id, _anchor=f"turn-{newest.number}"))


def _part(said: saying.Said, left: str) -> Response:
    room = _room(said.talk, said.bubbles, left)
    response = make_response(render_template("assistant/more.html", talk=said.talk, bubbles=said.bubbles, **room))
    response.headers["X-Part"] = "1"
    return response


@bp.get("/<uuid:return_id>/talk/transcript.txt")
def transcript(return_id: UUID) -> Response:
    """The whole transcript as plain text, to keep."""
    found = talk.find(finding.own(return_id), access.viewer().person, now())
    title = found.journey.words(found.journey.question_set.words.start.title)
    response = make_response(transcripts.as_text(title, found.bubbles, now()))
    response.mimetype = "text/plain"
    response.headers["Content-Disposition"] = f"attachment; filename=conversation-{found.ret.period_key}.txt"
    return response


@bp.get("/<uuid:return_id>/talk/take-out/<int(max=99999):number>")
def take_out_get(return_id: UUID, number: int) -> str:
    """Asks once more before words are taken out for good."""
    ret = finding.own(return_id)
    bubble = access.found(transcripts.one(ret, access.viewer().person, number))
    return render_template("assistant/take_out.html", ret=ret, bubble=bubble, transcripts=transcripts)


@bp.post("/<uuid:return_id>/talk/take-out/<int(max=99999):number>")
def take_out_post(return_id: UUID, number: int) -> Any:
    """Takes a message out of the transcript and out of the answers that came of it."""
    ret, who = finding.own(return_id), access.viewer()
    access.found(transcripts.one(ret, who.person, number))
    transcripts.take_out(ret, number, why=review_form.why_taken_out(request.form), by=who.person, now=now())
    flash("Taken out. The words are gone from this conversation and from your answers.")
    return redirect(url_for(".talk_get", return_id=return_id))
