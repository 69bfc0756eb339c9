"""The questions of a tender at the desk, loaded and authorised in one call. Evaluators see them once they declared."""

from uuid import UUID

from flask import abort

from models.tendering.panel import Panelist
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal import access
from portal.clarifications.work import queue
from portal.tenders import finding as tenders

READS, ANSWERS = tenders.READS, tenders.WORKS


def readable(tender: UUID) -> Tender:
    """A published tender whose questions this person reads."""
    found = tenders.readable(tender)
    if found.published_at is None:
        abort(404)
    who = access.viewer()
    if found.authority_id in who.authorities(("procurement_officer", "manager", "auditor")):
        return found
    mine = Panelist.get_or_none(Panelist.tender == found.id, Panelist.person == who.person)
    if mine is None or mine.declared_at is None:
        abort(403)
    return found


def workable(tender: UUID) -> Tender:
    """A published tender whose questions this person answers."""
    found = tenders.workable(tender)
    if found.published_at is None:
        abort(404)
    return found


def line(tender: Tender, question: UUID) -> queue.Line:
    """One question of it."""
    return access.found(queue.find(tender, question))


def reply(tender: Tender, public_id: UUID) -> Reply:
    """One answer of it."""
    found: Reply = access.find(Reply.select().where(Reply.tender == tender.id), Reply, public_id)
    return found
