"""The questions of a tender at the desk, loaded and authorised in one call. They open to somebody once they declared
what they have to do with bidders (sections 81 to 83 of the Procurement Act 2023)."""

from uuid import UUID

from flask import abort, flash, redirect, url_for

from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal import access
from portal.clarifications.work import queue
from portal.tenders import finding as tenders
from portal.tenders.work import panel

READS, ANSWERS = tenders.READS, tenders.WORKS


def readable(tender: UUID) -> Tender:
    """A published tender whose questions this person reads."""
    found = tenders.readable(tender)
    if found.published_at is None:
        abort(404)
    return _declared(found)


def workable(tender: UUID) -> Tender:
    """A published tender whose questions this person answers."""
    found = tenders.workable(tender)
    if found.published_at is None:
        abort(404)
    return _declared(found)


def _declared(tender: Tender) -> Tender:
    who = access.viewer()
    if who.holds(*tenders.DECLARES) and not panel.declared(tender, who.person):
        flash("Before the questions open, say whether you have anything to do with an organisation that may bid.")
        abort(redirect(url_for("desk_tender_panel.declare", tender=tender.public_id)))
    return tender


def line(tender: Tender, question: UUID) -> queue.Line:
    """One question of it."""
    return access.found(queue.find(tender, question))


def reply(tender: Tender, public_id: UUID) -> Reply:
    """One answer of it."""
    found: Reply = access.find(Reply.select().where(Reply.tender == tender.id), Reply, public_id)
    return found
