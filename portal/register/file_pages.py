"""What pages of files have in common that are chosen, shown and taken in: whose they are, where they wait, what becomes
of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from models.authority import Authority
from portal import access
from portal.clock import now
from portal.london import day
from portal.register import finding_list, parts
from portal.register.desk import finding
from portal.register.finding_list import Found
from portal.register.plain_text import clean
from portal.register.shelf import About, Shelf, Waiting

MEGABYTE = 1024 * 1024
UPLOAD_LIMIT = 20 * MEGABYTE
"""Some 30,000 rows of a register, more of a spending file. Larger files go in by the command line."""
MOST_MEGABYTES = UPLOAD_LIMIT // MEGABYTE
LOOKS_AGAIN = 4  # seconds until the page of a file that is being worked on looks again by itself
LONGEST_NAME = 200

Look = Callable[[Waiting, Authority], bool]
Keep = Callable[[Authority, bytes, About], Waiting]
Form = Callable[[dict[str, str], str], str]
"""The page on which a file is chosen, with what is wrong by box, and the authority as chosen."""


def mine() -> list[int]:
    """Authorities whose register this person may change."""
    return access.viewer().authorities(access.WORKS_ON_REGISTER)


def own(authority: UUID) -> Authority:
    """One of those; 404 for any other."""
    found: Authority = access.find(Authority.select().where(Authority.id << mine()), Authority, authority)
    return found


def authorities() -> list[Authority]:
    """Those, by name."""
    return list(Authority.select().where(Authority.id << mine()).order_by(Authority.name))


def _too_large() -> str:
    """Why a file was not even read."""
    size = (request.content_length or 0) / MEGABYTE
    most = f"The file has {size:.0f} MB; the most is {MOST_MEGABYTES} MB."
    return f"{most} Save it as CSV, or without columns that nobody needs"


def _name(said: str) -> str:
    """What the file is called on the computer that it comes from: shown, never used as a path."""
    return clean(said).replace("\\", "/").rpartition("/")[2][:LONGEST_NAME]


def findings_csv(findings: Iterable[Found], at: datetime) -> Response:
    """Every finding of a file that was taken in, for a spreadsheet."""
    name = f"findings-{day(at).replace(' ', '-').lower()}.csv"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(finding_list.as_csv(findings), mimetype="text/csv", headers=headers)


@dataclass(frozen=True)
class Shown:
    """A file that waits, and what taking it in would do."""

    authority: Authority
    waiting: Waiting
    outcome: dict[str, Any]


@dataclass(frozen=True)
class Files:
    """Files of one kind: the blueprint of their pages (`index`, `preview`, `look_again`), the folder where they wait,
    how one that was taken in is found, and the page of that."""

    blueprint: str
    folder: str
    taken: Callable[[Authority, str, datetime | None], Any]
    done: str
    heading: str

    def attach(self, bp: Blueprint, form: Form) -> None:
        """What holds for every page of a blueprint: they are for people of the register; what has waited for a day
        goes; choosing takes more than any other form, and says so at its box where that is too much."""

        @bp.url_value_preprocessor
        def room_for_a_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
            if endpoint == f"{self.blueprint}.choose":  # said before anything of the request is read
                request.max_content_length = UPLOAD_LIMIT

        @bp.before_request
        def people_of_the_register_only() -> None:
            finding.readers_only()
            self.shelf.sweep(now())

        @bp.errorhandler(RequestEntityTooLarge)
        def too_large(_error: RequestEntityTooLarge) -> Any:
            if not current_user.is_authenticated or not mine():
                return render_template("errors/413.html"), 413
            return form({"file": _too_large()}, ""), 413

    @property
    def shelf(self) -> Shelf:
        """Where they wait."""
        return Shelf(current_app.config["EVENHAND"].data / self.folder)

    def address(self, waiting: Waiting, page: str = "preview") -> str:
        """Of a page of a file that waits."""
        return url_for(f"{self.blueprint}.{page}", authority=waiting.authority, digest=waiting.digest)

    def gone(self, authority: Authority, digest: str) -> Response:
        """To what came of a file that waits no more."""
        if taken := self.taken(authority, digest, None):
            return redirect(url_for(self.done, taken_in=taken.public_id))
        flash("That file is no longer here: it is kept for a day. Choose it again.")
        return redirect(url_for(f"{self.blueprint}.index"))

    def choose(self, form: Form, whose: str, keep: Keep) -> Any:
        """Keeps the file that came with the form, and goes on to what it would do. `whose` is said where no authority
        was selected."""
        file, said = request.files.get("file"), request.form.get("authority", "")
        here = authorities()
        authority = next((one for one in here if str(one.public_id) == said), None)
        if authority is None:
            return form({"authority" if len(here) > 1 else "": whose}, said), 422
        if file is None or not file.filename:
            return form({"file": "Choose a file"}, said), 422
        about = About(_name(file.filename), access.viewer().name, now().isoformat())
        waiting = keep(authority, file.read(), about)
        if bad := (waiting.outcome() or {}).get("bad"):
            waiting.remove()
            return form({"file": bad}, said), 422
        return redirect(self.address(waiting))

    def shown(self, authority: UUID, digest: str, form: Form) -> Any:
        """A file and what taking it in would do, once that is known; else the answer in its stead."""
        whose, waiting = own(authority), self.shelf.find(authority, digest)
        busy = waiting is not None and waiting.is_worked_on()
        if waiting is None or (not busy and self.taken(whose, digest, waiting.at)):
            return self.gone(whose, digest)
        outcome = waiting.outcome() or {}
        if not busy and (bad := outcome.get("bad")):
            return form({"file": bad}, str(waiting.authority)), 422
        if not busy and "plan" in outcome:
            return Shown(whose, waiting, outcome)
        return render_template(
            "desk/register/import_working.html",
            waiting=waiting,
            authority=whose,
            busy=busy,
            taking="plan" in outcome,
            trouble=outcome.get("trouble", ""),
            seconds=LOOKS_AGAIN,
            files=self,
        )

    def part(self, authority: UUID, digest: str, part: str, headings: Mapping[str, str]) -> Any:
        """A page of one list of what a file would do; 404 for a list that there is not."""
        whose, waiting = own(authority), self.shelf.find(authority, digest)
        outcome = (waiting.outcome() if waiting else None) or {}
        if waiting is None or part not in headings or part not in outcome:
            return self.gone(whose, digest) if waiting is None else abort(404)
        listed = finding_list.of(outcome[part]) if part == "findings" else outcome[part]
        page = parts.of(listed, request.args.get("page", type=int))
        return {"waiting": waiting, "authority": whose, "name": part, "heading": headings[part], "part": page}

    def do(self, authority: Authority, digest: str, what: Look) -> Response:
        """Does something with a file that waits, and goes on to where it stands then."""
        if (waiting := self.shelf.find(authority.public_id, digest)) is None:
            return self.gone(authority, digest)
        what(waiting, authority)
        return redirect(self.address(waiting))

    def throw_away(self, authority: Authority, digest: str) -> Response:
        """It is not taken in after all."""
        if (waiting := self.shelf.find(authority.public_id, digest)) is None:
            return self.gone(authority, digest)
        if waiting.is_worked_on():
            return redirect(self.address(waiting))
        waiting.remove()
        flash(f"{waiting.about.name} was thrown away. Nothing was changed.")
        return redirect(url_for(f"{self.blueprint}.index"))
