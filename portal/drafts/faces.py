"""The two faces of a draft: its page and its conversation, and what both lead to, the page on which it is checked.

Where the store keeps it, each step is a redirect to the next; where the form carries it the next page is the answer."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request

from models.conflicts import AlreadyDone, Stale
from portal.assistant import messages
from portal.assistant.work import bubbles as shown
from portal.assistant.work import transcripts
from portal.assistant.work.saying import Elsewhere
from portal.assistant.work.talk import control
from portal.clock import now
from portal.drafts.work import filling, talking
from portal.drafts.work.filling import Filled
from portal.drafts.work.homes import Home
from portal.drafts.work.kept import Kept
from portal.drafts.work.matter import Matter
from portal.drafts.work.talking import Talk

CARRIED, VERSION, THEN, FILLED = "draft-carried", "draft-version", "then", "draft-page"
TALK = "talk"
OTHER_WINDOW = (
    "You changed this in another window. What you typed here is still in its boxes, and nothing that was saved is "
    "lost. Look at both, then press again to put yours."
)
SAID_ELSEWHERE = (
    "The conversation went on in another window. What you wrote is still in the box: look at what is new, then send it."
)
TAKEN_OUT = "Taken out. The words are gone from this conversation and from your answers."
ONE_MORE = "To what you answered belongs another question. It stands on the page now."
SAVED = "Saved, not sent. You find it here when you come back."


@dataclass(frozen=True)
class Place:
    """Where it is filled in: addresses, and the words round it. `more` goes along unseen; `check_page` is the page on
    which it is checked."""

    title: str
    lead: str
    back: tuple[str, str]
    page: str
    check: str
    send: str
    talk: str
    press: str
    authority: Any
    take_out: str
    transcript: str = ""
    discard: str = ""
    leave: str = ""
    notes: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    check_page: str = "drafts/check.html"


class Faces:
    """One person’s draft, ready to be shown and filled in."""

    def __init__(self, place: Place, matter: Matter, home: Home) -> None:
        self.place, self.matter, self.home = place, matter, home
        self.kept, self.version = home.load()

    # The page

    def page(self) -> str:
        """The page as it stands."""
        return self._page(filling.show(self.matter, self.kept))

    def page_post(self) -> Any:
        """Keeps what was typed, and goes on to where the button says."""
        then = request.form.getlist(THEN)[-1] if THEN in request.form else "check"
        if FILLED not in request.form:  # from another page of the same draft: nothing was typed here
            return self._go(then)
        filled = filling.fill(self.matter, self.kept, request.form, whole=then == "check")
        try:
            self._keep(filled.kept, request.form.get(VERSION, type=int) or 0)
        except Stale:
            return self._page(filled, other_window=OTHER_WINDOW), 409
        if then == "check" and (filled.errors or filled.appeared):
            return self._stay(filled)
        if then == "leave":
            flash(SAVED)
            return redirect(self.place.leave)
        return self._go(then)

    def _stay(self, filled: Filled) -> Any:
        """Something is wrong, or to an answer belongs another question: that one comes by a redirect where the store
        keeps what was typed, so that “Back” does not ask whether to send it again."""
        if filled.errors or self.home.carries:
            return self._page(filled), 422 if filled.errors else 200
        flash(ONE_MORE)
        return redirect(self.place.page)

    def _keep(self, kept: Kept, version: int) -> None:
        """Raises Stale where the draft is not as it was seen and something else would be kept now."""
        more = {name: request.form.get(name, value) for name, value in self.place.more.items()}
        kept = Kept(**{**vars(kept), "more": {**kept.more, **{n: v for n, v in more.items() if v}}})
        if version == self.version and kept == self.kept:
            return
        self.version = self.home.keep(kept, version, now())
        self.kept = kept

    def _go(self, then: str) -> Any:
        if self.home.carries:
            return {"page": self.page, "check": self.check, TALK: self.talk}.get(then, self.page)()
        return redirect({"page": self.place.page, TALK: self.place.talk}.get(then, self.place.check))

    def _page(self, filled: Filled, **more: Any) -> str:
        return self._render("drafts/page.html", filled=filled, errors=filled.errors, journey=filled.journey, **more)

    def _render(self, template: str, **more: Any) -> str:
        own = {"carried": CARRIED, "version": VERSION, "then": THEN, "filled": FILLED}
        return render_template(
            template, place=self.place, matter=self.matter, carried=self.home.carried, carries=self.home.carries,
            version=self.version, names=messages, own=own, **more,
        )  # fmt: skip

    # The page on which it is checked

    def check(self, problems: Mapping[str, str] | None = None) -> str:
        """Every answer in words, what keeps it from being sent, and the button."""
        journey = self.matter.journey(self.kept)
        return self._render(
            self.place.check_page, journey=journey, left=filling.left(journey), problems=problems or {},
            **self.matter.checked(journey),
        )  # fmt: skip

    @property
    def seen(self) -> bool:
        """Whether what is sent is what was checked."""
        return self.version == (request.form.get(VERSION, type=int) or 0)

    # The conversation

    def talk(self, left: str = "", error: str = "", notice: str = "") -> str:
        """Everything that was said, newest last, and room to say more."""
        found = talking.look(self.matter, self.kept)
        return self._talk(found, left, error, notice)

    def _talk(self, found: Talk, left: str = "", error: str = "", notice: str = "") -> str:
        room = self._room(found, found.bubbles, left)
        return self._render("drafts/talk.html", bubbles=found.bubbles, error=error, notice=notice, **room)

    def _room(self, found: Talk, bubbles: Any, left: str) -> dict[str, Any]:
        live = shown.newest(bubbles)
        here = {"talk": self.place.talk, "version": self.version, "page": self.place.page}
        return {
            "talk": found, "journey": found.journey, "live": live, "left": left, "token": secrets.token_hex(16),
            "control": control(found.journey, live), "transcripts": transcripts, "here": here,
        }  # fmt: skip

    def talk_post(self) -> Any:
        """One message, and what comes of it."""
        sent = messages.read(request.form, {*self.place.more, CARRIED, VERSION, THEN})
        if sent.error:
            return self.talk(sent.words, sent.error), 422
        try:
            said = talking.say(self.matter, self.kept, sent.message, sent.page, version=self.version)
            self._keep(said.talk.kept, sent.page.version)
        except AlreadyDone:
            return self.talk() if self.home.carries else redirect(self.place.talk)
        except (Elsewhere, Stale):
            self.kept, self.version = self.home.load()
            return self.talk(sent.words, notice=SAID_ELSEWHERE), 409
        return self._went_on(said, sent.left)

    def _went_on(self, said: talking.Said, left: str) -> Any:
        if said.goes.startswith("/"):
            return redirect(said.goes)
        if said.goes == "leave":
            flash(SAVED)
            return redirect(self.place.leave)
        if said.goes:
            return self._go(said.goes)
        if "X-Kept-Form" in request.headers:
            room = self._room(said.talk, said.bubbles, left)
            response = make_response(self._render("drafts/more.html", bubbles=said.bubbles, **room))
            response.headers["X-Part"] = "1"
            return response
        if left or self.home.carries:
            return self._talk(said.talk, left)
        newest = next((bubble for bubble in said.bubbles if not bubble.mine), said.bubbles[0])
        return redirect(f"{self.place.talk}#turn-{newest.number}")

    def take_out(self) -> Any:
        """A message is gone, with what came of it."""
        try:
            self._keep(talking.take_out(self.kept, request.form.get("number", type=int) or 0), self.version)
        except Stale:
            self.kept, self.version = self.home.load()
            return self.talk(notice=SAID_ELSEWHERE), 409
        flash(TAKEN_OUT)
        return self._go(TALK)

    def transcript(self) -> Response:
        """The conversation as plain text, to keep."""
        found = talking.look(self.matter, self.kept)
        response = make_response(transcripts.as_text(self.place.title, found.bubbles, now()))
        response.mimetype = "text/plain"
        response.headers["Content-Disposition"] = "attachment; filename=conversation.txt"
        return response

    def discard(self, said: str) -> Any:
        """Thrown away, with its conversation."""
        self.home.drop()
        flash(said)
        return redirect(self.place.leave)
