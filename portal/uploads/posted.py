"""What came with a page about files: those that were chosen, and buttons that were pressed beside those that are there.

Names of inputs, for a file question `q`: `q` the files that were chosen; `q.visible` the answer to “Is a young person
or an address visible?”; `q.remove`, `q.keep`, `q.clean` the button of a file, with its public id.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, request
from werkzeug.datastructures import FileStorage

from models.conflicts import NotNow
from models.monitoring_return import ANSWERABLE, Return
from models.upload import Upload
from portal.incoming import Bounded
from portal.limits import spent
from portal.serving import BODY_LIMIT
from portal.uploads import finding
from portal.uploads.work import adding, ending

ACTS = ("remove", "keep", "clean")


@dataclass
class Dealt:
    """What came of it: messages by question; whether the page is to be shown again."""

    problems: dict[str, list[str]] = field(default_factory=dict)
    stays: bool = False
    too_large: bool = False
    waits: bool = False

    @property
    def status(self) -> int:
        """Of the page that is shown again."""
        return 413 if self.too_large else 200

    def flash(self) -> None:
        """Says the same to somebody who goes elsewhere."""
        for problem in (problem for problems in self.problems.values() for problem in problems):
            flash(problem)
        if self.waits:
            flash("We found something in a file that is not seen at first glance. It waits for you on its page.")

    def say(self, form: Any) -> None:
        """Puts the messages at the questions of the page’s form."""
        for key, problems in self.problems.items():
            form[key].errors = [*form[key].errors, *problems]


def room_for_files(*_: object) -> None:
    """A page with a file question takes more than any other; said before anything of the request is read. Only files
    may: words are limited as on any page."""
    if request.mimetype == "multipart/form-data":
        request.max_content_length = BODY_LIMIT


def deal(ret: Return, page: Any, *, by: int, now: datetime) -> Dealt:
    """Does what was asked for. Nothing that is wrong with a file keeps anything else from being saved. Raises NotNow
    where the return can no longer be answered."""
    keys = [question.key for question in page.questions if question.kind == "file"]
    dealt = Dealt()
    if not keys:
        return dealt
    for key, act, upload in _pressed(ret, keys):
        if ret.state not in ANSWERABLE:
            raise NotNow(ret.state)
        with suppress(NotNow):  # pressed in another window before
            if problem := _act(act, upload, ret, by, now):
                dealt.problems.setdefault(key, []).append(problem)
        dealt.stays = True
    chosen = [_chosen(key, file) for key in keys for file in request.files.getlist(key) if file.filename]
    if chosen:
        _add(ret, page, chosen, dealt, by, now)
    return dealt


def _pressed(ret: Return, keys: list[str]) -> Iterator[tuple[str, str, Upload]]:
    """The buttons that were pressed, with their files; a file of another return or question is none."""
    for key in keys:
        for act in ACTS:
            with suppress(ValueError):
                public_id = UUID(request.form.get(f"{key}.{act}", ""))
                mine = (Upload.return_ == ret.id) & (Upload.key == key) & (Upload.public_id == public_id)
                if (upload := Upload.get_or_none(mine)) is not None:
                    yield key, act, upload


def _act(act: str, upload: Upload, ret: Return, by: int, now: datetime) -> str:
    """Does what a button says; “”, or why that cannot be."""
    match act:
        case "remove":
            ending.remove(upload, ret, by=by, now=now, cellar=finding.cellar())
        case "keep":
            adding.keep(upload, ret, by=by, now=now)
        case _:
            return adding.keep_cleaned(upload, ret, by=by, now=now, cellar=finding.cellar())
    return ""


def _chosen(key: str, file: FileStorage) -> adding.Chosen:
    lost = isinstance(file.stream, Bounded) and file.stream.too_large
    return adding.Chosen(key, file.filename or "", None if lost else file.read())


def _add(ret: Return, page: Any, chosen: list[adding.Chosen], dealt: Dealt, by: int, now: datetime) -> None:
    visible = {one.key: request.form.get(f"{one.key}.visible", "") for one in chosen}
    tries = [spent("upload") for _ in chosen]  # each of them counts
    made = adding.add(ret, page, chosen, visible, by=by, now=now, cellar=finding.cellar(), often=any(tries))
    for one in made:
        if one.problem:
            dealt.problems.setdefault(one.key, []).append(one.problem)
    dealt.too_large = any(one.too_large for one in made)
    dealt.waits = any(one.waits for one in made)
    dealt.stays = dealt.stays or bool(dealt.problems) or dealt.waits
