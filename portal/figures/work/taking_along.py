"""All that a provider ever sent, to take along: one spreadsheet, or the same as JSON."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final, cast

from forms.answers import EXPLANATION, REPLY, Given
from forms.asked import Asked
from forms.kinds import KINDS
from forms.question_set import Question, QuestionSet
from models.calendar import to_london
from models.monitoring_return import Return
from models.period import Period
from models.submission import Submission, SubmissionText
from models.upload import Upload
from portal.figures.cells import Cell, write_book
from portal.returns.work import lists, sets, sheet

HEAD: Final = (
    "Council", "Questions", "Version", "Period", "Period key", "Home", "Reference", "Received", "State", "Code",
    "Question", "Key", "Answer", "Number", "Not available because", "Expected on",
)  # fmt: skip
AT_ONCE: Final = 50
"""Returns that are read at a time."""
IN_MEMORY: Final = 1_000_000


@dataclass(frozen=True)
class Sent:
    """One return as it was last sent: free texts by key, None once they were taken out; names of files by digest."""

    ret: Return
    submission: Submission
    questions: QuestionSet
    texts: Mapping[str, str | None]
    files: Mapping[str, str]

    def answers(self) -> Iterator[tuple[str, Given]]:
        """Every answer by its key, free texts in their places."""
        found = sheet.from_payload(self.submission, self.questions)
        words = {key: text for key, text in self.texts.items() if not key.endswith(".why")}
        found |= {key: Given("given", text or sheet.TAKEN_OUT) for key, text in words.items()}
        yield from sorted(found.items(), key=lambda item: self._place(item[0]))

    def _place(self, key: str) -> tuple[str, str]:
        question = self.question(key)
        return (question.code if question else "~", key)

    def question(self, key: str) -> Question | None:
        """What a key belongs to; explanations and words beside an option belong to their question."""
        return self.questions.questions.get(key.removeprefix(EXPLANATION).removesuffix(REPLY).partition(".")[0])

    def why(self, key: str) -> str:
        """Why a figure is not available."""
        return (self.texts.get(f"{key}.why") or sheet.TAKEN_OUT) if f"{key}.why" in self.texts else ""


def sent(providers: Sequence[int]) -> Iterator[Sent]:
    """Every return of these providers that was sent, newest period first; a few queries for fifty of them."""
    query = Return.select(Return.id).where((Return.provider << list(providers)) & (Return.state != "withdrawn"))
    ids = [ret.id for ret in query.order_by(Return.starts.desc(), Return.id)]
    for first in range(0, len(ids), AT_ONCE):
        yield from _of(ids[first : first + AT_ONCE])


def _of(ids: Sequence[int]) -> Iterator[Sent]:
    returns = {ret.id: ret for ret in lists.read(Return.select().where(Return.id << list(ids)))}
    newest = {one.return_id: one for one in lists.last_sent(ids)}
    texts: dict[int, dict[str, str | None]] = {one.id: {} for one in newest.values()}
    for text in SubmissionText.select().where(SubmissionText.submission << list(texts)):
        texts[text.submission_id][text.key] = text.words
    files = {one.digest: one.name for one in Upload.select().where(Upload.return_ << list(ids))}
    for one in ids:
        if (submission := newest.get(one)) is not None:
            yield Sent(returns[one], submission, sets.of(returns[one]), texts[submission.id], files)


def spreadsheet(providers: Sequence[int]) -> IO[bytes]:
    """One row an answer."""
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  whoever sends it closes it
    write_book(file, [("Your returns", _rows(providers))])
    file.seek(0)
    return file


def _rows(providers: Sequence[int]) -> Iterator[Sequence[Cell]]:
    yield HEAD
    for one in sent(providers):
        about = _about(one)
        for key, given in one.answers():
            question = one.question(key)
            named = (question.code, question.name, key) if question else ("", "", key)
            yield (*about, *named, _words(one, key, given), _number(one, key, given), one.why(key), given.expected_on)


def _about(one: Sent) -> tuple[Cell, ...]:
    ret = one.ret
    received = to_london(one.submission.arrived_at).replace(tzinfo=None, second=0, microsecond=0)
    period = Period.parse(ret.period_key).label
    home = ret.home.name if ret.home else ""
    unit = (ret.authority.name, one.questions.title, ret.set_version, period, ret.period_key, home)
    return (*unit, one.submission.reference, received, ret.state.replace("_", " "))


def _words(one: Sent, key: str, given: Given) -> str:
    question = one.questions.questions.get(key)
    if given.status == "not_available":
        return "not available yet"
    if given.status == "not_applicable":
        return (question.not_applicable_words if question else "") or "does not apply"
    if given.value is None:
        return ""
    if question is None or question.kind == "text":
        return str(given.value)
    if question.kind == "file" and isinstance(given.value, tuple):
        return ", ".join(one.files.get(str(digest), str(digest)) for digest in given.value)
    return KINDS[question.kind].say(given.value, Asked(key, question.kind, "", options=question.options))


def _number(one: Sent, key: str, given: Given) -> float | None:
    question = one.questions.questions.get(key)
    if question is None or given.value is None or question.kind not in ("number", "ratio", "money", "percent"):
        return None
    number = KINDS[question.kind].number(given.value)
    return number / 100 if number is not None and question.kind == "money" else number


def as_json(providers: Sequence[int]) -> Iterator[bytes]:
    """One object a return, in a list, a piece at a time."""
    yield b"[\n"
    between = ""
    for one in sent(providers):
        yield f"{between}{json.dumps(_object(one), ensure_ascii=False, indent=1)}".encode()
        between = ",\n"
    yield b"\n]\n"


def _object(one: Sent) -> dict[str, Any]:
    ret = one.ret
    return {
        "council": ret.authority.name,
        "set": ret.set_key,
        "version": ret.set_version,
        "title": one.questions.title,
        "period": ret.period_key,
        "home": str(ret.home.public_id) if ret.home else None,
        "state": ret.state,
        "reference": one.submission.reference,
        "received_at": _utc(one.submission.arrived_at),
        "digest": one.submission.digest,
        "answers": [_answer(one, key, given) for key, given in one.answers()],
    }


def _utc(instant: datetime) -> str:
    return f"{instant.isoformat(timespec='seconds')}Z"


def _answer(one: Sent, key: str, given: Given) -> dict[str, Any]:
    question = one.question(key)
    answer: dict[str, Any] = {"key": key, "code": question.code if question else None, "status": given.status}
    answer |= {"value": _plain(one, key, given), "words": _words(one, key, given)}
    if given.status == "not_available":
        answer |= {"why": one.why(key), "expected_on": given.expected_on.isoformat() if given.expected_on else None}
    return answer


def _plain(one: Sent, key: str, given: Given) -> Any:
    question = one.questions.questions.get(key)
    if question is None or given.value is None:
        return given.value
    return KINDS[question.kind].canonical(given.value)
