"""One tender, loaded and authorised in one call. What this person may not see does not exist (404)."""

from typing import Any
from uuid import UUID

from flask import abort, request
from flask_login import current_user

from models.authority import Authority
from models.tendering.panel import Panelist
from models.tendering.tender import Tender
from portal import access
from portal.tenders.work import reading

READS, WORKS = access.READS_TENDERS, access.WORKS_ON_TENDERS


def whose() -> Authority:
    """The authority whose tenders are shown: that of the seat in use, else the first. 403 for who has none."""
    who = access.viewer()
    mine = who.authorities(READS)
    if not mine:
        abort(403)
    shown = who.seat.authority if who.seat is not None else None
    found: Authority = Authority.get_by_id(shown if shown in mine else mine[0])
    return found


def mine(authority_id: int | None = None) -> list[Tender]:
    """Tenders that this person reads at the desk, newest first: an evaluator only those that they judge."""
    who = access.viewer()
    everywhere = set(who.authorities(("procurement_officer", "manager", "auditor")))
    here = {authority_id} if authority_id is not None else set(who.authorities(READS))
    judged = Panelist.select(Panelist.tender).where(Panelist.person == who.person)
    query = reading.at_desk(list(here))
    seen = (Tender.authority << list(everywhere & here)) | (Tender.id << judged)
    return list(query.where(seen).order_by(Tender.created_at.desc(), Tender.id.desc()))


def readable(public_id: UUID) -> Tender:
    """A tender that this person reads at the desk."""
    who = access.viewer()
    everywhere = who.authorities(("procurement_officer", "manager", "auditor"))
    judged = Panelist.select(Panelist.tender).where(Panelist.person == who.person)
    seen = (Tender.authority << everywhere) | (Tender.id << judged)
    found: Tender = access.find(reading.at_desk(who.authorities(READS)).where(seen), Tender, public_id)
    return found


def workable(public_id: UUID) -> Tender:
    """A tender that this person writes."""
    found: Tender = access.find(reading.at_desk(access.viewer().authorities(WORKS)), Tender, public_id)
    return found


def may_work(tender: Tender) -> bool:
    """Whether this person writes the tenders of that authority."""
    return tender.authority_id in access.viewer().authorities(WORKS)


def published(authority: str, slug: str) -> Tender:
    """A published tender by its address, for anybody who may take part."""
    there = open_to_me().where(Authority.slug == authority, Tender.slug == slug)
    found: Tender = access.found(there.first())
    return found


def open_to_me() -> Any:
    """Published tenders that this person, signed in or not, may read."""
    providers = access.viewer().providers if current_user.is_authenticated else []
    return reading.published(providers)


def version() -> int:
    """The version of the tender that the person had before them."""
    return request.form.get("version", type=int) or 0
