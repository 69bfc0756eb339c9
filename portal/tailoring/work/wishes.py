"""“Which question should we drop or ask better?”: what providers answered, for the council to do something about.

Plain words, for the team alone: who wrote them is not said here, and nothing of it is exported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import JOIN, fn

from forms import wishes
from forms.question_set import QuestionSet
from models.authority import Authority
from models.monitoring_return import Return
from models.period import Period
from models.person import Person
from models.store import writing
from models.submission import Submission, SubmissionText
from models.wish_done import LONGEST, WishDone
from portal.returns.work import sets


@dataclass(frozen=True)
class Wish:
    """What one return said. `done` is what was done about it, None where nothing was."""

    text: SubmissionText
    council: Authority
    period: str
    words: str
    done: WishDone | None


@dataclass(frozen=True)
class About:
    """What was said of one page of a set; `code` and `title` are “” where no page was named."""

    code: str
    title: str
    wishes: Sequence[Wish]

    @property
    def open(self) -> int:
        """How many wait for somebody to do something."""
        return sum(wish.done is None for wish in self.wishes)


@dataclass(frozen=True)
class OfSet:
    """Everything that was said of one set, what was named most often first."""

    questions: QuestionSet
    count: int
    pages: Sequence[About]


def collected(authorities: Sequence[int]) -> list[OfSet]:
    """By set and page, from what was last sent of each return; at most three queries."""
    rows = list(_texts(authorities))
    sets.prepare(row.submission.return_ for row in rows)
    by_set: dict[str, list[SubmissionText]] = {}
    for row in rows:
        by_set.setdefault(row.submission.return_.set_key, []).append(row)
    found = [_of_set(texts) for texts in by_set.values()]
    return sorted(found, key=lambda one: (-one.count, one.questions.title))


def _texts(authorities: Sequence[int]) -> list[SubmissionText]:
    other = Submission.alias()
    newest = other.select(fn.MAX(other.number)).where(other.return_ == Return.id)
    here = (Return.authority << list(authorities)) & (Return.state != "withdrawn") & (Submission.number == newest)
    said = (SubmissionText.key == wishes.KEY) & ~SubmissionText.words.is_null() & (SubmissionText.words != "")
    same = (WishDone.return_ == Return.id) & (WishDone.mac == SubmissionText.mac)
    query = (
        SubmissionText.select(SubmissionText, Submission, Return, Authority, WishDone, Person)
        .join(Submission)
        .join(Return)
        .join(Authority)
        .switch(Return)
        .join(WishDone, JOIN.LEFT_OUTER, on=same, attr="wish_done")
        .join(Person, JOIN.LEFT_OUTER, on=(WishDone.by == Person.id), attr="by")
        .where(here & said)
        .order_by(Return.starts.desc(), SubmissionText.id.desc())
    )
    return list(query)


def _of_set(texts: Sequence[SubmissionText]) -> OfSet:
    questions = sets.of(texts[0].submission.return_)
    titles = {page.code: page.title for page in questions.pages}
    pages: dict[str, list[Wish]] = {}
    for text in texts:
        ret = text.submission.return_
        words, done = str(text.words), getattr(ret, "wish_done", None)
        wish = Wish(text, ret.authority, Period.parse(ret.period_key).label, words, done)
        for code in wishes.meant(sets.of(ret), words) or ("",):
            pages.setdefault(code, []).append(wish)
    found = [About(code, titles.get(code, ""), own) for code, own in pages.items()]
    return OfSet(questions, len(texts), sorted(found, key=lambda page: (not page.code, -len(page.wishes), page.code)))


def waiting(authorities: Sequence[int]) -> int:
    """How many wait for somebody to do something; one query."""
    return sum(getattr(text.submission.return_, "wish_done", None) is None for text in _texts(authorities))


def one(authorities: Sequence[int], return_id: UUID) -> SubmissionText | None:
    """What that return said; None where it is not among those that are shown."""
    return next((text for text in _texts(authorities) if text.submission.return_.public_id == return_id), None)


def mark(text: SubmissionText, words: str, *, by: int, now: datetime) -> None:
    """What was done about it. Raises AlreadyDone; ValueError where nothing is said, or too much."""
    if not 0 < len(words) <= LONGEST:
        raise ValueError(f"Say what you did about it, in at most {LONGEST} characters.")
    with writing():
        WishDone.mark(text.submission.return_, str(text.mac), words, by=by, at=now)
