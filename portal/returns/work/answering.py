"""Answering a page, asking for more time, taking something out."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from forms.answer_field import AnswerField, Written
from forms.answers import EXPLANATION
from forms.journey import Journey
from forms.kinds import KINDS
from forms.kinds.plain import visible
from forms.page_form import PageForm, Typed, form_for
from forms.question_set import COUNTING, Page, QuestionSet, Section
from models.answer import UNREAD, Answer, NewAnswer
from models.conflicts import AlreadyDone, Stale
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.prepared import Prepared
from models.store import forget, writing
from portal.assistant.work import emptying
from portal.returns.work import asking
from portal.returns.work.sheet import Sheet, kind_of, load, question_set, with_people

LONGEST_UNREAD = 2000
TAKES_DONT_HAVE = COUNTING | {"date"}
"""Kinds of question that may be answered with “We don’t have this figure”."""


def page_form(sheet: Sheet, page: Page) -> PageForm:
    """The form of a page as it stands. What could not be read last time stands in its box again, with its message."""
    unread = {
        question.key: str(typed.value)
        for question in page.questions
        if (typed := sheet.journey.answers.get(question.key + UNREAD)) is not None
    }
    form: PageForm = form_for(page, sheet.journey)(Typed(unread) if unread else None)
    return form


@dataclass(frozen=True)
class Saved:
    """What came of a save: the form as it was typed, and, where that is asked for, the sheet after it."""

    form: PageForm
    ret: Return
    now: datetime
    clash: Stale | None = None
    """Somebody else changed the same questions meanwhile; nothing was stored."""
    offers: bool = False

    @property
    def journey(self) -> Journey:
        """The way on: as it was loaded, with what was understood."""
        return self.form.so_far

    @cached_property
    def sheet(self) -> Sheet:
        """Everything as it is stored now."""
        return load(fresh(self.ret), self.now, offers=self.offers)

    @property
    def stays(self) -> bool:
        """Whether the page is shown again: something was not read, something is asked, somebody was quicker."""
        return self.clash is not None or self.form.stays(self.journey)


def save(
    ret: Return, page_key: str, typed: Any, *, version: int, by: int, now: datetime, offers: bool = False
) -> Saved:  # fmt: skip
    """Stores every answer of a page that could be read; what could not stays in its box with its message. `offers` as
    in `Sheet`."""
    return save_on(load(ret, now, offers=offers), page_key, typed, version=version, by=by, now=now)


def save_on(
    sheet: Sheet, page_key: str, typed: Any, *, version: int, by: int, now: datetime, face: str = "page"
) -> Saved:  # fmt: skip
    """The same, over what this person sees of the return; `face` says where it is answered."""
    ret = sheet.ret
    form = form_for(sheet.journey.question_set.pages_by_key[page_key], sheet.journey)(typed)
    form.validate()
    written = (*form.written, *_read_after_all(sheet, form))
    new = [new_answer(sheet.journey.question_set, one, face) for one in written] + unread(form, face)
    try:
        _store(ret, new, version=version, by=by, now=now)
    except Stale as clash:
        return Saved(form, ret, now, clash, sheet.offers)
    return Saved(form, ret, now, offers=sheet.offers)


def unread(form: PageForm, face: str = "page") -> list[NewAnswer]:
    """What was typed and could not be read: kept beside the answers, so that it is there when they come back."""
    return [
        NewAnswer(key=field.name + UNREAD, value=visible(field.raw)[:LONGEST_UNREAD], status="explained", face=face)
        for field in cast(Iterable[AnswerField], form)
        if field.errors and field.raw.strip()
    ]


def _read_after_all(sheet: Sheet, form: PageForm) -> list[Written]:
    """Answers typed as they were stored already, over something that could not be read: they settle that."""
    known = {written.key for written in form.written}
    return [
        Written(field.name, field.given, field.raw, KINDS[field.question.kind].number(field.given.value))
        for field in cast(Iterable[AnswerField], form)
        if field.name + UNREAD in sheet.journey.answers and field.name not in known
        if not field.errors and field.given is not None and field.given.value is not None
    ]


def _store(ret: Return, new: Sequence[NewAnswer], *, version: int, by: int, now: datetime) -> None:
    """A colleague’s save of another page is no conflict: only the same questions are."""
    if not new:
        return
    with writing():
        try:
            ret.answer_many(new, by=by, at=now, version=version)
        except Stale as clash:
            if {change.key for change in clash.changes} & {answer.key for answer in new}:
                raise
            ret.answer_many(new, by=by, at=now, version=clash.version)


def fresh(ret: Return) -> Return:
    """The same return as it stands now."""
    [found] = _FRESH.rows(row=ret.id)
    return found


_FRESH: Prepared[Return] = Prepared(lambda row: with_people(Return.select().where(Return.id == row)))


def new_answer(questions: QuestionSet, written: Written, face: str = "page") -> NewAnswer:
    """One answer of a form, as it is stored."""
    given = written.given
    value = None if given.value is None else KINDS[kind_of(questions, written.key)].canonical(given.value)
    return NewAnswer(
        key=written.key,
        value=value,
        number=written.number,
        status=given.status,
        said=visible(written.said),
        reason=given.reason or None,
        expected_on=given.expected_on,
        face="carried" if written.carried else face,
    )


def read_otherwise(form: PageForm, journey: Journey) -> dict[str, str]:
    """What was understood where it was written in other words: “all but one” is 11."""
    found = {}
    for field in cast(Iterable[AnswerField], form):
        if field.question.kind in TAKES_DONT_HAVE and field.raw and not field.errors:
            said = journey.say(field.question)
            if said and said != field.raw:
                found[field.name] = said
    return found


@dataclass(frozen=True)
class Place:
    """Where a page stands: page `number` of `of` in its section; boxes answered of all; minutes left."""

    section: Section
    number: int
    of: int
    answered: int
    boxes: int
    minutes: int


def place(journey: Journey, page: Page) -> Place:
    """Where a page stands in its journey."""
    questions = journey.question_set
    section = next(s for s in questions.sections if s.key == page.section)
    # A colleague’s answer may have made this page unneeded while somebody was writing on it.
    keys = [p.key for p in questions.pages if p.section == page.section and (p is page or journey.may_visit(p))]
    answered, boxes = journey.counts()
    return Place(section, keys.index(page.key) + 1, len(keys), answered, boxes, journey.estimate())


def more_time(ret: Return, *, by: int, now: datetime) -> date | None:
    """Five more working days; the new due day, or None where the council has to decide."""
    with writing():
        day = ret.more_time(by=by, at=now, nation=ret.authority.nation)
        if day is None:
            asking.put_to_desk("more_time", ret, now)
    return day


def decide_time(asked: MoreTime, ret: Return, *, granted: bool, by: int, now: datetime) -> None:
    """The council’s answer to a request for more time, and a mail to who asked."""
    with writing():
        if granted:
            asked.grant(by=by, at=now)
        else:
            asked.refuse(by=by, at=now)
        day = Return.get_by_id(ret.id).due_on
        asking.put("time_given" if granted else "time_refused", ret, asked.asked_by.email, now, due_on=day)


def take_out(ret: Return, key: str, *, why: str, by: int, now: datetime) -> None:
    """“Take out something I should not have written”: the words go, from drafts and submissions alike, with all that
    was written round the same question (options, explanations, replies, what could not be read).

    Raises AlreadyDone where there was nothing.
    """
    keys = [row.key for row in Answer.select(Answer.key).where(Answer.return_ == ret.id)]
    around = [one for one in keys if one.startswith((f"{key}.", f"{EXPLANATION}{key}."))]
    text = kind_of(question_set(ret), key) == "text"
    targets = dict.fromkeys([*around, f"{EXPLANATION}{key}"], True) | {key: text}
    emptied = 0
    with writing():
        for one, is_text in targets.items():
            with suppress(AlreadyDone):
                emptied += ret.take_out(one, by=by, at=now, why=why, text=is_text)
        emptying.out_of_transcripts(ret.id, key, by=by, at=now)
    if not emptied:
        raise AlreadyDone
    forget()
