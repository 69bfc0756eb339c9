"""What time does to questions: silence withdraws what may not stay confidential; what is open before the deadline
alarms the manager. Nobody’s question moves a date by itself."""

from collections.abc import Sequence
from datetime import datetime

from models.audit import AuditEvent
from models.calendar import add_working_days, today
from models.person import Membership, Person
from models.store import writing
from models.tendering.clarification import Clarification
from models.tendering.tender import Tender
from portal.clarifications.work.queue import RULING_DAYS
from portal.mail import compose


def silence(now: datetime) -> int:
    """Questions whose wish for confidentiality was refused two working days ago, and of which nothing was heard, are
    withdrawn and never published; how many."""
    waiting = Clarification.full().where(Clarification.state == "asked", Clarification.ruling == "refused")
    done = 0
    for question in list(waiting):
        nation = question.tender.authority.nation
        if question.ruled_at and add_working_days(today(question.ruled_at), RULING_DAYS, nation) < today(now):
            with writing():
                question.withdraw(by=question.by_id, at=now, version=question.version)
            done += 1
    return done


def to_decide(tender: Tender, now: datetime) -> bool:
    """Whether the day has come on which every open question is answered, declined, or leads to more time for all."""
    if tender.closes_at is None or tender.stage(now) not in ("open", "questions_closed"):
        return False
    day = add_working_days(today(tender.closes_at), -tender.choose_days, tender.authority.nation)
    return today(now) >= day


def alarm(now: datetime) -> int:
    """Tells managers, once a tender, that questions which came in time are still open; how many tenders."""
    told = 0
    for tender in Tender.full().where(Tender.state == "published"):
        if to_decide(tender, now) and _open(tender) and not _told(tender):
            with writing():
                AuditEvent.append("tender.alarm", tender.subject, None, now)
                for email in _managers(tender.authority_id):
                    compose.put("clarifications/open", to=email, about=tender.subject, at=now, tender=tender)
            told += 1
    return told


def _open(tender: Tender) -> bool:
    in_time = (Clarification.tender == tender.id) & (Clarification.state == "asked") & ~Clarification.late
    return Clarification.select().where(in_time).exists()


def _told(tender: Tender) -> bool:
    told = (AuditEvent.subject == tender.subject) & (AuditEvent.action == "tender.alarm")
    return AuditEvent.select().where(told).exists()


def _managers(authority_id: int) -> Sequence[str]:
    live = (Membership.authority == authority_id) & (Membership.role == "manager") & Membership.ended_at.is_null()
    return [person.email for person in Person.select(Person.email).join(Membership).where(live)]
