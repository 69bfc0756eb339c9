"""The answers to a single question side by side, as they were last sent: never from a draft."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from forms.answers import Given
from forms.journey import Journey
from forms.kinds.plain import visible
from forms.question_set import Question
from forms.situation import Situation
from models.authority import Authority, Service
from models.calendar import today
from models.monitoring_return import Return
from models.one_off import OneOff
from models.period import Period
from models.person import Person
from models.submission import Submission, SubmissionText
from portal.london import day
from portal.register.finding_list import plain
from portal.returns import words
from portal.returns.work import lists, sets, sheet
from portal.tailoring.work import one_offs


@dataclass(frozen=True)
class Row:
    """One provider. `answers` are those of the boxes, in words; “” where nothing was sent."""

    ret: Return
    answers: Sequence[str]
    sent_at: datetime | None
    was_late: bool
    late: int
    """Days past the due day that something is owed; 0 where nothing is."""

    @property
    def state(self) -> str:
        return words.DESK[self.ret.state]


@dataclass(frozen=True)
class SideBySide:
    """Everybody’s answers. `asked`, `answered` and `late` are counts."""

    one: OneOff
    questions: Sequence[Question]
    rows: Sequence[Row]

    @property
    def asked(self) -> int:
        return len(self.rows)

    @property
    def answered(self) -> int:
        return sum(row.sent_at is not None for row in self.rows)

    @property
    def late(self) -> int:
        return sum(row.late > 0 for row in self.rows)


def side_by_side(one: OneOff, now: datetime) -> SideBySide:
    """By name; four queries whatever the number of providers."""
    returns = [ret for ret in one_offs.returns(one) if ret.state != "withdrawn"]
    questions = sets.single(one.set_key)
    sent = {submission.return_id: submission for submission in lists.last_sent([ret.id for ret in returns])}
    texts = _texts(list(sent.values()))
    asked = tuple(questions.questions.values())
    rows = [
        _row(ret, asked, sent.get(ret.id), texts.get(ret.id, {}), now)
        for ret in sorted(returns, key=lambda ret: ret.provider.legal_name)
    ]
    return SideBySide(one, asked, rows)


def _texts(sent: Sequence[Submission]) -> dict[int, dict[str, str]]:
    """Return id -> key -> words, as they still stand."""
    returns = {submission.id: submission.return_id for submission in sent}
    found: dict[int, dict[str, str]] = {}
    for text in SubmissionText.select().where(SubmissionText.submission << list(returns)):
        found.setdefault(returns[text.submission_id], {})[text.key] = text.words or sheet.TAKEN_OUT
    return found


def _row(ret: Return, asked: Sequence[Question], sent: Submission | None, texts: dict[str, str], now: datetime) -> Row:
    late = words.days_late(ret, now)
    if sent is None:
        return Row(ret, ["" for _ in asked], sent_at=None, was_late=False, late=late)
    journey = _journey(ret, sent, texts, now)
    return Row(ret, [journey.say(question) for question in asked], sent.arrived_at, was_late=sent.late, late=late)


def _journey(ret: Return, sent: Submission, texts: dict[str, str], now: datetime) -> Journey:
    questions = sets.of(ret)
    answers = sheet.from_payload(sent, questions)
    for key, said in texts.items():
        if key.endswith(".why"):
            bare = key.removesuffix(".why")
            answers[bare] = replace(answers[bare], reason=said)
        else:
            answers[key] = Given(value=said)
    period = Period.parse(ret.period_key)
    about = Situation(
        today=today(now),
        first_day=period.first_day,
        last_day=period.last_day,
        quarter=period.label,
        tier="core",
        council=ret.authority.name,
        provider=ret.provider.legal_name,
    )
    return Journey(questions, about, answers)


def as_csv(found: SideBySide) -> bytes:
    """A file for spreadsheets (UTF-8 with its mark). No cell of it is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [f"{question.code} {question.name}" for question in found.questions]
    writer.writerow(["Provider", "State", *names, "Received", "Late"])
    for row in found.rows:
        received = day(row.sent_at) if row.sent_at else ""
        cells = [
            row.ret.provider.legal_name,
            row.state,
            *row.answers,
            received,
            "late" if row.was_late or row.late else "",
        ]
        writer.writerow(map(plain, cells))
    return "\ufeff".encode() + out.getvalue().encode()


@dataclass(frozen=True)
class Line:
    """One question in the list: how many were asked, and how many have answered."""

    one: OneOff
    asked: int
    answered: int
    late: int


def lines(authorities: Sequence[int], now: datetime) -> list[Line]:
    """Every single question of these councils, those that are out first, then the newest; two queries."""
    query = OneOff.select(OneOff, Authority, Service, Person).join(Authority).switch(OneOff).join(Service)
    query = query.switch(OneOff).join(Person, on=OneOff.by).where(OneOff.authority << list(authorities))
    found = list(query.order_by(OneOff.at.desc(), OneOff.id.desc()))
    columns = (Return.set_key, Return.state, Return.due_on)
    states: dict[str, list[Return]] = {}
    for ret in Return.select(*columns).where(Return.set_key << [one.set_key for one in found]):
        if ret.state != "withdrawn":
            states.setdefault(ret.set_key, []).append(ret)
    return sorted(
        (_line(one, states.get(one.set_key, []), now) for one in found), key=lambda one: bool(one.one.closed_at)
    )


def _line(one: OneOff, returns: Sequence[Return], now: datetime) -> Line:
    answered = sum(ret.state in ("received", "accepted", "sent_back") for ret in returns)
    return Line(one, len(returns), answered, sum(words.days_late(ret, now) > 0 for ret in returns))


@dataclass(frozen=True)
class AskedSingly:
    """How many single questions a council asked in twelve months, and of how many providers: for everybody to read."""

    council: str
    questions: int
    providers: int


def asked_singly(now: datetime) -> list[AskedSingly]:
    """Every council that asks for returns, by name; two queries."""
    councils = list(Authority.select().where(Authority.duty_phone != "").order_by(Authority.name))
    recent = Return.select(Return.authority, Return.provider, Return.set_key).where(
        Return.set_key.startswith("one-off-") & (Return.asked_at > now - one_offs.A_YEAR)
    )
    found: dict[int, list[Return]] = {}
    for ret in recent:
        found.setdefault(ret.authority_id, []).append(ret)
    return [
        AskedSingly(
            str(council.name),
            len({ret.set_key for ret in found.get(council.id, [])}),
            len({ret.provider_id for ret in found.get(council.id, [])}),
        )
        for council in councils
    ]


def as_said(text: str) -> str:
    """What an officer typed, without what cannot be seen."""
    return visible(text).strip()
