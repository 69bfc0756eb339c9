"""Sending a return, and what the council does with it: accept, send back, withdraw. The only caller of Return.send."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import cast

from forms import submission as canonical
from forms.problems import Problem
from models.audit import head
from models.conflicts import AlreadyDone, Stale
from models.conversation import Conversation
from models.monitoring_return import Return
from models.store import writing
from models.submission import Submission
from models.telephone_call import TelephoneCall
from models.upload import Upload
from portal.figures.work import keeping
from portal.returns.work import asking, minutes, writers
from portal.returns.work.sheet import Sheet, load, read_by


class NotReady(Exception):
    """The return cannot be sent as it stands: `problems` says what is missing or cannot be true."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.say for problem in problems))
        self.problems = problems


def to_do(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """What stands before sending, as (words, page, question): what is missing on one page is one line."""
    found: list[tuple[str, str, str]] = []
    for page, group in groupby(problems, key=lambda problem: problem.page):
        missing, wrong = _split(list(group))
        if len(missing) == 1:
            found.append((missing[0].say, page.key, missing[0].question))
        elif missing:
            found.append((f"{page.title}: {len(missing)} answers to give", page.key, missing[0].question))
        found += [(problem.say, page.key, problem.question) for problem in wrong]
    return found


def _split(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    missing = [problem for problem in problems if problem.level == "missing"]
    return missing, [problem for problem in problems if problem.level != "missing"]


def payload(sheet: Sheet, key: bytes) -> bytes:
    """The submission in its canonical form (forms/submission.py says what it holds and what not)."""
    ret = sheet.ret
    return canonical.canonical(
        question_set=sheet.journey.question_set,
        authority=ret.authority.slug,
        provider=str(ret.provider.public_id),
        service=ret.service.key,
        home=str(ret.home.public_id) if ret.home else None,
        period=ret.period_key,
        answers=sheet.journey.submitted(),
        key=key,
    )


def unchanged(sheet: Sheet, key: bytes) -> bool:
    """Whether what stands now is what was sent last."""
    own = sheet.sent.own
    return own is not None and canonical.digest(payload(sheet, key)) == own.digest


def send(ret: Return, *, version: int, by: int, now: datetime, arrived_at: datetime, key: bytes) -> Submission:
    """Sends what was checked. The same press twice gives the same submission. Raises NotReady, Stale, NotNow."""
    sheet = load(ret, now)
    if problems := sheet.journey.blocking():
        raise NotReady(problems)
    body = payload(sheet, key)
    written = canonical.texts(sheet.journey.question_set, sheet.journey.submitted())
    texts = {k: (canonical.mac(words, key), words) for k, words in written.items()}
    figures = keeping.received(sheet.journey)
    try:
        with writing():
            sent = ret.send(
                payload=body,
                digest=canonical.digest(body),
                texts=texts,
                by=by,
                at=now,
                arrived_at=arrived_at,
                version=version,
                figures=figures,
            )
            TelephoneCall.confirm(ret, sent, by=by, at=now)
            minutes.note(sheet, now)
            Upload.mark_sent(ret.id, _files(sheet), now)
            _tell(sheet, sent, now)
    except AlreadyDone as done:
        return cast(Submission, done.existing)
    return sent


def _files(sheet: Sheet) -> list[str]:
    """Digests of the files that go with it."""
    questions, answers = sheet.journey.question_set.questions, sheet.journey.submitted()
    kinds = {key: questions[key].kind for key in answers if key in questions}
    return [str(one) for key, kind in kinds.items() if kind == "file" for one in cast(tuple[str], answers[key].value)]


def _tell(sheet: Sheet, sent: Submission, now: datetime) -> None:
    ret = sheet.ret
    day = read_by(ret, sent.arrived_at)
    words = {"reference": sent.reference, "number": sent.number, "read_by": day}
    receipt = {**words, "received_at": sent.arrived_at, "digest": canonical.shown(sent.digest), "audit": head()[:12]}
    for email in writers.of([ret])[ret.id]:
        asking.put("received", ret, email, now, **receipt)
    for email in writers.people_of([ret.provider_id]).get(ret.provider_id, []) if writers.on_a_visit(ret) else ():
        asking.put("report_arrived", ret, email, now)
    asking.put_to_desk("arrived", ret, now, **words)


def accept(ret: Return, *, words: str, version: int, by: int, now: datetime, seen: int | None = None) -> None:
    """Accepts what was sent, with “What we noticed, what happens next” (1 to 600 characters).

    `seen` is the number of the submission that was read: see `_on_what_was_read`.
    """
    with writing():
        _on_what_was_read(ret, seen, version, lambda at: ret.accept(words=words, by=by, at=now, version=at))
        Conversation.forget(ret.id, now)
        _mail_provider("accepted", ret, now)


def send_back(
    ret: Return,
    *,
    remarks: Mapping[str, str],
    words: str,
    version: int,
    by: int,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Sends a return back with remarks at questions; the provider sees each at its question. `seen` as for accept."""
    with writing():
        _on_what_was_read(
            ret, seen, version, lambda at: ret.send_back(remarks=remarks, words=words, by=by, at=now, version=at)
        )
        _mail_provider("sent_back", ret, now)


def _on_what_was_read(ret: Return, seen: int | None, version: int, decide: Callable[[int], object]) -> None:
    """The council decides about a submission: what the provider has changed since and not sent is no conflict."""
    try:
        decide(version)
    except Stale as clash:
        newest = Submission.newest(ret.id)
        if newest is None or newest.number != seen:
            raise
        decide(clash.version)


def withdraw(ret: Return, *, why: str, version: int, by: int, now: datetime) -> None:
    """The council no longer asks for this return."""
    with writing():
        ret.withdraw(why=why, by=by, at=now, version=version)
        _mail_provider("withdrawn", ret, now)


def correct(ret: Return, *, reason: str, version: int, by: int, now: datetime) -> None:
    """The provider opens an accepted return again to correct something, with a reason."""
    with writing():
        ret.correct(reason=reason, by=by, at=now, version=version)
        asking.put_to_desk("corrected", ret, now, reference=_reference(ret))


def settle(ret: Return, words: str, *, by: int, now: datetime) -> str:
    """When a question is closed, in its `writing()`: what was sent is accepted with these words, what was not is no
    longer asked for. Gives the state that it comes to."""
    if ret.state == "received":
        ret.accept(words=words, by=by, at=now, version=ret.version)
        _mail_provider("accepted", ret, now)
    elif ret.state in ("due", "draft"):
        ret.withdraw(why=words, by=by, at=now, version=ret.version)
        _mail_provider("withdrawn", ret, now)
    return str(ret.state)


def _mail_provider(template: str, ret: Return, now: datetime) -> None:
    for email in writers.of([ret])[ret.id]:
        asking.put(template, ret, email, now, reference=_reference(ret))


def _reference(ret: Return) -> str:
    newest = Submission.newest(ret.id)
    return newest.reference if newest else ""
