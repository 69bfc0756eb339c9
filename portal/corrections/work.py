"""What can be done about something wrong on a public page. No Flask here.

An answer is due within ten working days. It is public, and is released with the answer itself; who asked never is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from models.authority import Authority
from models.calendar import add_working_days, today
from models.correction import Correction
from models.person import Membership, Person
from models.store import forget, reading, writing
from portal.mail import compose
from portal.releasing import corrections, guard

READS = ("officer", "manager", "register_editor", "auditor")
ANSWERS = ("manager", "register_editor")
WORKING_DAYS = 10


def councils() -> dict[str, str]:
    """Slug -> name of those who answer: somebody there keeps the register."""
    answering = Membership.live().where(Membership.role << ANSWERS).select(Membership.authority)
    found = Authority.select().where(Authority.id << answering).order_by(Authority.name)
    return {one.slug: one.name for one in found}


def council_of(page: str, known: Mapping[str, str]) -> str:
    """The slug of the council whose page it is, as far as its address says; else the only one, or “”."""
    named = [part for part in page.split("/") if part in known]
    return named[0] if named else next(iter(known)) if len(known) == 1 else ""


def receive(council: str, page: str, words: str, who: Mapping[str, str], now: datetime) -> Correction:
    """Keeps it, and tells those who answer that something waits. `who`: name, email, each may be empty."""
    with writing():
        authority = Authority.get(Authority.slug == council)
        due_on = add_working_days(today(now), WORKING_DAYS, authority.nation)
        report = Correction.receive(authority.id, page, words, due_on=due_on, at=now, **who)
        for email in _who_answer(authority):
            compose.put("corrections/received", to=email, about=report.subject, at=now, report=report)
        return report


def _who_answer(authority: Authority) -> list[str]:
    seats = Membership.live().where(Membership.authority == authority.id, Membership.role << ANSWERS)
    people = Person.select(Person.email).where(Person.id << seats.select(Membership.person), Person.active)
    return sorted(person.email for person in people)


def answer(report: Correction, outcome: str, words: str, *, by: int, now: datetime) -> None:
    """Answers it for good, releases the answer, and tells who asked. Raises AlreadyDone, guard.MayIdentifyError."""
    guard.refuse(words)
    with writing():
        report.settle(outcome, words, by=by, at=now)
        corrections.release(report, now)
        if report.email:
            compose.put("corrections/answered", to=report.email, about=report.subject, at=now, report=report)


def take_out(report: Correction, by: int, now: datetime) -> None:
    """Empties the words and who wrote them for good, also beside the store. Raises AlreadyDone."""
    with writing():
        report.take_out(by=by, at=now)
    forget()


def waiting(authorities: Sequence[int], page: int, size: int) -> tuple[list[Correction], int]:
    """One page of those of some authorities: what waits first; and how many there are."""
    with reading():
        query = Correction.of(list(authorities))
        return list(query.paginate(page, size)), query.count()


def found(public_id: UUID) -> Correction | None:
    """One by the address that whoever sent it was given."""
    query = Correction.select(Correction, Authority).join(Authority).where(Correction.public_id == public_id)
    first: Correction | None = query.first()
    return first
