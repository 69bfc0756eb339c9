"""Adding files to an answer. What goes wrong with a file stops nothing else: it is a message at its question."""

import calendar
import hashlib
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from peewee import fn

from forms.file_types import FILE_TYPES, type_of
from forms.question_set import Page, Question
from models.calendar import today
from models.conflicts import Conflict, NotNow, Taken
from models.monitoring_return import Return
from models.store import locked, writing
from models.upload import LIVE, Upload
from portal.uploads import checking, words
from portal.uploads.cellar import Cellar
from portal.uploads.looking.looked import Found, Looked, Refused
from portal.uploads.work import counting
from portal.uploads.work.files import stored

log = logging.getLogger(__name__)

MEGABYTE: Final = 1024 * 1024
MOST_OF_RETURN: Final = 40
LARGEST_OF_RETURN: Final = 150 * MEGABYTE


@dataclass(frozen=True)
class Chosen:
    """A file that came with a page. `content` is None where it was too large to be read at all."""

    key: str
    name: str
    content: bytes | None


@dataclass(frozen=True)
class Added:
    """What came of it: a message at its question where it was refused; whether it waits for a decision about what was
    found in it."""

    key: str
    problem: str = ""
    waits: bool = False
    too_large: bool = False


def add(
    ret: Return, page: Page, chosen: Sequence[Chosen], visible: Mapping[str, str], *, by: int, now: datetime,
    cellar: Cellar, often: bool = False,
) -> list[Added]:  # fmt: skip
    """Takes in what was chosen on a page. `visible` is what was said, by question, to “Is a young person or an address
    visible?”; `often` says that this person has added too many files lately.

    Raises NotNow where the return can no longer be answered.
    """
    questions = {question.key: question for question in page.questions if question.kind == "file"}
    adding = _Adding(ret, by, now, cellar)
    made = []
    for one in chosen:
        if (question := questions.get(one.key)) is None:
            continue
        try:
            if often:
                raise Refused("too_often")
            waits = adding.take(one, question, visible.get(one.key, ""))
        except Refused as refused:
            made.append(Added(one.key, _why(refused, one, question), too_large=refused.code == "too_large"))
        else:
            made.append(Added(one.key, waits=waits))
    return made


def _why(refused: Refused, one: Chosen, question: Question) -> str:
    return words.refused(
        refused.code,
        words.clean_name(one.name) or "The file",
        types=words.types(question.types),
        largest=question.largest_mb,
        most=question.most_files,
    )


@dataclass(frozen=True)
class _Adding:
    """One person’s adding of files to one return."""

    ret: Return
    by: int
    now: datetime
    cellar: Cellar

    def take(self, one: Chosen, question: Question, visible: str) -> bool:
        """Keeps one file; whether it waits for a decision. Raises Refused."""
        content, kind = self._as_promised(one, question)
        self._room(question)
        if FILE_TYPES[kind].picture and visible != "no":
            raise Refused("visible" if visible == "yes" else "ask_visible")
        try:
            looked = checking.look(content, kind)
        except Refused as refused:
            self._note(one, question, kind, content, refused)
            raise
        self._keep(one, question, looked)
        return bool(looked.found)

    @staticmethod
    def _as_promised(one: Chosen, question: Question) -> tuple[bytes, str]:
        """Its bytes, and the type that its name promises."""
        kind = type_of(one.name)
        if kind not in question.types:
            raise Refused("type")
        if one.content is None or len(one.content) > question.largest_mb * MEGABYTE:
            raise Refused("too_large")
        if not one.content:
            raise Refused("empty")
        return one.content, kind

    def _room(self, question: Question) -> None:
        """How many files there may be, and how large they may be together."""
        own = Upload.select().where((Upload.return_ == self.ret.id) & Upload.state.in_(LIVE))
        here = own.where((Upload.key == question.key) & (Upload.state != "left_out")).count()
        if here >= question.most_files:
            raise Refused("too_many")
        size = own.select(fn.COALESCE(fn.SUM(Upload.size), 0)).scalar()
        if own.count() >= MOST_OF_RETURN or size > LARGEST_OF_RETURN:
            raise Refused("too_much")

    def _note(self, one: Chosen, question: Question, kind: str, content: bytes, refused: Refused) -> None:
        what = self._about(one, question, kind, content) | {"found": stored([Found(refused.code, 1)]), "name": ""}
        with writing():
            Upload.refuse(by=self.by, at=self.now, **what)

    def _keep(self, one: Chosen, question: Question, looked: Looked) -> None:
        what = self._about(one, question, looked.kind, looked.content)
        what["found"] = stored(looked.found)
        place = _put(self.cellar, looked.content)
        try:
            with writing():
                locked(Return.select(Return.id).where(Return.id == self.ret.id)).get()
                self._room(question)  # somebody may have added another meanwhile
                upload = Upload.keep(by=self.by, at=self.now, waits=bool(looked.found), place=place, **what)
                if upload.counts:
                    counting.count(self.ret, question.key, by=self.by, now=self.now)
        except Taken:
            self.cellar.delete(place)
            self._again(question, str(what["digest"]))
        except BaseException:
            with suppress(OSError):
                self.cellar.delete(place)
            raise

    def _again(self, question: Question, digest: str) -> None:
        """The very file is here: it counts again where it had been left out."""
        same = (Upload.key == question.key) & (Upload.digest == digest) & (Upload.state == "left_out")
        left = Upload.select().where((Upload.return_ == self.ret.id) & same).first()
        if left is None:
            raise Refused("here")
        with writing():
            left.bring_back(by=self.by, at=self.now)
            counting.count(self.ret, question.key, by=self.by, now=self.now)

    def _about(self, one: Chosen, question: Question, kind: str, content: bytes) -> dict[str, object]:
        return {
            "return_": self.ret.id,
            "key": question.key,
            "name": words.named(words.clean_name(one.name), kind),
            "kind": kind,
            "size": len(content),
            "digest": hashlib.sha256(content).hexdigest(),
            "apart": question.apart,
            "delete_on": _goes(question, self.now),
        }


def _put(cellar: Cellar, content: bytes) -> str:
    """Raises Refused where the store fails: that is no reason to lose anything else."""
    try:
        return cellar.put(content)
    except Exception as error:  # what a network raises is as many-sided as networks
        log.exception("A file could not be put into the store of uploads")
        raise Refused("broken") from error


def _goes(question: Question, now: datetime) -> date | None:
    """The day on which a file of this question is deleted."""
    if question.kept_months is None:
        return None
    day = today(now)
    years, month = divmod(day.month - 1 + question.kept_months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def keep(upload: Upload, ret: Return, *, by: int, now: datetime) -> None:
    """Somebody has seen what is hidden in it and wants it sent so. Raises NotNow."""
    with writing():
        upload.decide(by=by, at=now)
        counting.count(ret, upload.key, by=by, now=now)


def keep_cleaned(upload: Upload, ret: Return, *, by: int, now: datetime, cellar: Cellar) -> str:
    """The same without what is hidden in it; “”, or why that cannot be. Raises NotNow."""
    if upload.state != "waiting" or upload.place is None:
        raise NotNow(upload.state)
    before = upload.place
    try:
        looked = checking.clean(cellar.get(before), upload.kind)
        place = _put(cellar, looked.content)
    except Refused as refused:
        return words.refused(refused.code, upload.name)
    digest = hashlib.sha256(looked.content).hexdigest()
    instead = {"size": len(looked.content), "digest": digest, "place": place, "found": None}
    try:
        with writing():
            upload.decide(by=by, at=now, instead=instead)
            counting.count(ret, upload.key, by=by, now=now)
    except Conflict:
        cellar.delete(place)
        raise
    cellar.delete(before)
    return ""
