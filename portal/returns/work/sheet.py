"""A return with everything that its pages need: the journey, what was answered, last time’s figures, remarks.

Three queries (four with remarks) whatever the length of the set: its answers, what was sent, remarks.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from peewee import JOIN, ModelSelect, fn

from forms.answers import EXPLANATION, Given, revive
from forms.journey import Journey
from forms.question_set import QuestionSet
from forms.situation import Situation, Tier
from forms.submission import shown
from models.absence import Absence
from models.answer import Answer
from models.authority import Authority, Service
from models.calendar import add_working_days, to_london, today
from models.decision import Decision
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.period import Period
from models.person import LOOKS_AFTER, Membership, Person
from models.prepared import Prepared
from models.provider import Home, Provider
from models.remark import Remark
from models.submission import Submission, SubmissionText
from models.telephone_call import TelephoneCall
from portal.care.words import deputy, has_left, who_is_there
from portal.london import day
from portal.returns.work import known, sets
from portal.uploads.work.files import Files

NAMES = (
    Provider.id, Provider.public_id, Provider.slug, Provider.legal_name, Provider.contact_email,
    Person.id, Person.public_id, Person.name, Person.email,
)  # fmt: skip
"""What pages need of a provider and of an officer; never more of a person than their name and address."""
Deputy = Person.alias()
DEPUTY = (Deputy.id, Deputy.name, Deputy.email)
_seat = Membership.alias()


def _works_here(person: Any) -> Any:
    """Whether somebody looks after returns of the authority that a return is to."""
    seats = _seat.select(_seat.id).where(_seat.person == person, _seat.authority == Return.authority)
    return fn.EXISTS(seats.where(_seat.ended_at.is_null(), _seat.role << LOOKS_AFTER))


_AWAY = (
    (Absence.person == Return.officer)
    & (Absence.authority == Return.authority)
    & Absence.replaced_at.is_null()
    & _works_here(Absence.deputy)
)
TAKEN_OUT = "Taken out"


@dataclass(frozen=True)
class Sent:
    """What was sent of this unit: this return’s newest submission, the last period’s, and what was said of each."""

    own: Submission | None
    last: Submission | None
    said: tuple[Decision, ...]
    """The council’s decisions on `own`, newest first."""
    noticed: Decision | None
    """“What we noticed, what happens next”, from the acceptance of the last period’s return."""


@dataclass(frozen=True)
class Sheet:
    """One return, ready to be shown, answered, sent or read."""

    ret: Return
    journey: Journey
    answers: Mapping[str, Answer]
    remarks: Mapping[str, list[Remark]]
    sent: Sent
    offers: bool = False
    """Whether it is for the provider’s own eyes, with what it told other authorities."""

    @property
    def files(self) -> Files:
        """The files that were added to it."""
        return cast(Files, self.journey.situation.files)

    def written(self, key: str) -> str | None:
        """What stands under a key and can be taken out, in words; None where nothing does."""
        if not self._standing(key):
            return None
        question = self.journey.question_set.questions.get(key.partition(".")[0])
        if question and question.kind == "file":  # files are taken out one by one: portal/uploads
            return None
        return question.name if question else "What you said about a figure that was asked about"

    def free(self, key: str) -> bool:
        """Whether free text stands under a key: a text, why a figure is not there, the words beside an option."""
        standing = self._standing(key)
        beside = any(answer.key != key or answer.reason for answer in standing)
        return beside or bool(standing and kind_of(self.journey.question_set, key) == "text")

    def _standing(self, key: str) -> list[Answer]:
        """What is written under a key: the answer, the words beside its options, what could not be read."""
        own = [answer for other, answer in self.answers.items() if other == key or other.startswith(f"{key}.")]
        return [answer for answer in own if not _emptied(answer)]


def with_people(query: "ModelSelect[Return]") -> "ModelSelect[Return]":
    """The same query with authority, provider, home, service, the council’s officer and their deputy joined: one query
    a return.

    `asked_time` says how many requests for more time wait for the council’s answer, `called` how often something was
    given by telephone, `officer_here` whether the officer still works there, `listed` how many homes of the
    provider stand in Ofsted’s list.
    """
    unanswered = MoreTime.granted_at.is_null() & MoreTime.refused_at.is_null()
    waiting = MoreTime.select(fn.COUNT(MoreTime.id)).where((MoreTime.return_ == Return.id) & unanswered)
    called = TelephoneCall.select(fn.COUNT(TelephoneCall.id)).where(TelephoneCall.return_ == Return.id)
    return (
        query.select(
            Return,
            Authority,
            *NAMES,
            Home,
            Service,
            Absence,
            *DEPUTY,
            waiting.alias("asked_time"),
            called.alias("called"),
            _works_here(Return.officer).alias("officer_here"),
            known.count_listed().alias("listed"),
        )
        .join(Authority)
        .switch(Return)
        .join(Provider)
        .switch(Return)
        .join(Home, JOIN.LEFT_OUTER)
        .switch(Return)
        .join(Service)
        .switch(Return)
        .join(Person, on=Return.officer)
        .switch(Return)
        .join(Absence, JOIN.LEFT_OUTER, on=_AWAY, attr="absence")
        .join(Deputy, JOIN.LEFT_OUTER, on=(Absence.deputy == Deputy.id), attr="deputy")
    )


def of_submission(ret: Return, submission: Submission, now: datetime) -> Journey:
    """What was sent, as the provider saw it: its answers with the words that still stand."""
    questions = question_set(ret)
    answers = from_payload(submission, questions)
    for text in _texts(submission):
        key, words = text.key.removesuffix(".why"), text.words or taken_out(text)
        if text.key.endswith(".why") and key in answers:
            answers[key] = replace(answers[key], reason=words)
        else:
            answers[text.key] = Given("explained" if text.key.startswith(EXPLANATION) else "given", words)
    return Journey(questions, situation(ret, sent_before(ret).last, now), answers)


def _texts(submission: Submission) -> "ModelSelect[SubmissionText]":
    """The texts of a submission, each with who took it out, if anybody did."""
    query = SubmissionText.select(SubmissionText, Person.id, Person.name)
    query = query.join(Person, JOIN.LEFT_OUTER, on=SubmissionText.removed_by)
    return query.where(SubmissionText.submission == submission.id)


def taken_out(text: SubmissionText) -> str:
    """What stands where words were: “Taken out by Alice Marsh on 5 October 2026”."""
    by = f" by {text.removed_by.name}" if text.removed_by else ""
    return f"{TAKEN_OUT}{by} on {day(text.removed_at)}"


def history(ret: Return) -> list[Decision]:
    """What was decided about a return, newest first."""
    return Decision.of(ret.id)


def question_set(ret: Return) -> QuestionSet:
    """The set in the version that this return was started with, with what the council had laid over it."""
    return sets.of(ret)


def load(ret: Return, now: datetime, *, offers: bool = False) -> Sheet:
    """The sheet of a return that was found through `access`; `offers` as in `Sheet`."""
    answers = {a.key: a for a in _ANSWERS.rows(return_id=ret.id)}
    sent = sent_before(ret)
    remarks: dict[str, list[Remark]] = {}
    for remark in open_remarks(ret) if ret.state in ("sent_back", "received") else ():
        remarks.setdefault(remark.key, []).append(remark)
    questions = question_set(ret)
    about = situation(ret, sent.last, now)
    if ret.state in ("due", "draft"):  # whoever has sent it has answered everything
        elsewhere = from_own_payload if offers and not questions.by_independent_person else None
        about = replace(about, **known.beforehand(ret, questions, answers, elsewhere))
    journey = Journey(questions, about, given(questions, answers.values()))
    return Sheet(ret, journey, answers, remarks, sent, offers)


def sources(sheet: Sheet) -> dict[str, str]:
    """Where the answers come from that were confirmed and not typed, in words, by question key."""
    about = sheet.journey.situation
    questions = sheet.journey.question_set
    return known.taken_over(questions, about.last, sheet.answers.values(), day(about.last_told_on))


def open_remarks(ret: Return) -> Iterable[Remark]:
    """Remarks that wait for an answer, with who made them; one query."""
    query = Remark.select(Remark, Person).join(Person, on=Remark.by)
    found: Iterable[Remark] = query.where((Remark.return_ == ret.id) & Remark.settled_at.is_null()).order_by(Remark.id)
    return found


def given(questions: QuestionSet, answers: Iterable[Answer]) -> dict[str, Given]:
    """Stored answers as the journey takes them; what was set aside or taken out is kept out."""
    return {a.key: as_given(questions, a) for a in answers if not (a.set_aside or _emptied(a))}


def _emptied(answer: Answer) -> bool:
    return answer.removed_at is not None and answer.value is None


def as_given(questions: QuestionSet, answer: Answer) -> Given:
    """One stored answer: its JSON is what the question’s kind calls canonical."""
    stored = None if answer.value is None else json.loads(answer.value)
    value = revive(kind_of(questions, answer.key), stored)
    return Given(answer.status, value, answer.reason or "", answer.expected_on)  # type: ignore[arg-type]


def kind_of(questions: QuestionSet, key: str) -> str:
    """The kind of what stands under a key: explanations and the words of options are text."""
    question = questions.questions.get(key)
    return question.kind if question else "text"


def sent_before(ret: Return) -> Sent:
    """One query: the newest submission of this return and of the nearest earlier period, with their decisions."""
    own: Submission | None = None
    last: Submission | None = None
    decisions: list[Decision] = []
    for submission in _newest_of_unit(ret):
        if submission.return_id == ret.id:
            own = submission
        elif last is None or submission.return_id == last.return_id:
            last = submission
        else:
            break
        if (decision := getattr(submission, "decision", None)) is not None:
            decisions.append(decision)
    said = tuple(d for d in decisions if d.return_id == ret.id)
    noticed = next((d for d in decisions if d.return_id != ret.id and d.what == "accepted"), None)
    return Sent(own, last, said, noticed)


def _newest_of_unit(ret: Return) -> list[Submission]:
    unit = {"authority": ret.authority_id, "provider": ret.provider_id, "service": ret.service_id}
    return _NEWEST.rows(**unit, home=ret.home_id or 0, set_key=ret.set_key, starts=ret.starts)


def _newest(authority: Any, provider: Any, service: Any, home: Any, set_key: Any, starts: Any) -> Any:
    other = Submission.alias()
    newest = other.select(fn.MAX(other.number)).where(other.return_ == Return.id)
    same = (
        (Return.authority == authority)
        & (Return.provider == provider)
        & (Return.service == service)
        & (fn.COALESCE(Return.home, 0) == home)
        & (Return.set_key == set_key)
        & (Return.starts <= starts)
        & (Return.state != "withdrawn")
    )
    return (
        Submission.select(Submission, Return, Decision, Person.id, Person.name)
        .join(Return)
        .switch(Submission)
        .join(Decision, JOIN.LEFT_OUTER, on=(Decision.submission == Submission.id), attr="decision")
        .join(Person, JOIN.LEFT_OUTER, on=(Decision.by == Person.id), attr="by")
        .where(same & (Submission.number == newest))
        .order_by(Return.starts.desc(), Decision.id.desc())
    )


_NEWEST: Prepared[Submission] = Prepared(_newest)
_ANSWERS: Prepared[Answer] = Prepared(lambda return_id: Answer.select().where(Answer.return_ == return_id))


def situation(ret: Return, last: Submission | None, now: datetime) -> Situation:
    """What the questions know about this return beside its answers."""
    period = Period.parse(ret.period_key)
    authority, provider = ret.authority, ret.provider
    base = Situation(
        today=today(now),
        first_day=period.first_day,
        last_day=period.last_day,
        quarter=period.label,
        tier=cast(Tier, ret.tier),
        council=authority.name,
        provider=provider.legal_name,
        contact=contact(ret, now),
        duty_phone=authority.duty_phone,
        files=Files(ret.id),
    )
    if last is None:
        return base
    earlier = Period.parse(last.return_.period_key)
    values: dict[str, Any] = {"last": last_values(last, base), "last_told_on": today(last.arrived_at)}
    # After a quarter that was left out nobody knows from last time how many lived there at its start: that is asked.
    followed = earlier.ends == period.starts
    return replace(base, last_return=followed, last_day_before=earlier.last_day, **values)


def last_values(last: Submission, base: Situation) -> dict[str, Any]:
    """Answers and worked-out figures of an earlier submission, by key."""
    period = Period.parse(last.return_.period_key)
    then = replace(base, first_day=period.first_day, last_day=period.last_day, quarter=period.label)
    journey = Journey(question_set(last.return_), then, from_payload(last, question_set(last.return_)))
    answers = {key: given.value for key, given in journey.answers.items() if given.value is not None}
    return answers | journey.derived()


def from_payload(submission: Submission, questions: QuestionSet) -> dict[str, Given]:
    """The answers of a submission; free text stands in it as a digest only and is left out."""
    answers: dict[str, Given] = {}
    for key, sent in json.loads(bytes(submission.payload))["answers"].items():
        if kind_of(questions, key) == "text" and not isinstance(sent, dict):
            continue
        found = sent if isinstance(sent, dict) else {"status": "given", "value": sent}
        value = None if found["status"] == "explained" else revive(kind_of(questions, key), found.get("value"))
        day = found.get("expected_on")
        answers[key] = Given(found["status"], value, "", date.fromisoformat(day) if day else None)
    return answers


def from_own_payload(submission: Submission) -> dict[str, Given]:
    """The same, by the set that it was an answer to; its return is joined."""
    return from_payload(submission, question_set(submission.return_))


def fingerprint(submission: Submission) -> str:
    """The digest of a submission as people are shown it."""
    return shown(submission.digest)


def contact(ret: Return, now: datetime) -> str:
    """“Dana Whitfield, 01632 960 100, contracts@fairshire.example”, and who is there while she is away; or whom the
    council names for this set."""
    if own := question_set(ret).contact:
        return own
    parts = (who_is_there(ret, today(now)), ret.authority.contact_phone, ret.authority.contact_email)
    return ", ".join(part for part in parts if part)


def at_the_desk(ret: Return, now: datetime) -> list[str]:
    """Where mail to a return’s officer goes: to a deputy, too, while the officer is away; to the council’s own address
    once the officer has left."""
    if has_left(ret):
        return [ret.authority.contact_email] if ret.authority.contact_email else []
    other = deputy(ret, today(now))
    return [ret.officer.email, *([other.email] if other else [])]


def read_by(ret: Return, received_at: datetime) -> date:
    """The day by which the council promises to have read what was received."""
    authority = ret.authority
    return add_working_days(to_london(received_at).date(), authority.read_within_days, authority.nation)
