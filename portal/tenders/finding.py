"""One tender, loaded and authorised in one call. What this person may not see does not exist (404)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import abort, request
from flask_login import current_user

from models.authority import Authority
from models.tendering.lot import JointBuyer
from models.tendering.panel import Panelist
from models.tendering.tender import Tender
from portal import access
from portal.tenders.work import reading

READS, WORKS = access.READS_TENDERS, access.WORKS_ON_TENDERS
DECLARES = ("procurement_officer", "manager", "evaluator")
"""Who answers questions or judges bids says first what they have to do with bidders; an auditor does neither."""
READS_ALL = ("procurement_officer", "manager", "auditor")
"""Who reads every tender of an authority, those that it buys jointly among them; an evaluator those that they judge."""


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
    here = [authority_id] if authority_id is not None else access.viewer().authorities(READS)
    return list(_seen(here).order_by(Tender.created_at.desc(), Tender.id.desc()))


def _seen(here: Sequence[int]) -> Any:
    """Tenders of these authorities that this person reads, never one in which their own organisation takes part."""
    who = access.viewer()
    everywhere = set(who.authorities(READS_ALL)) & set(here)
    judged = Panelist.select(Panelist.tender).where(Panelist.person == who.person)
    seen = reading.of(list(everywhere)) | (Tender.id << judged)
    return _impartial(reading.at_desk(here).where(seen))


def _impartial(query: Any) -> Any:
    """Nobody is on both sides: whose organisation asks or bids does not read, or write, that tender at the desk."""
    providers = access.viewer().providers
    return query.where(Tender.id.not_in(reading.taken_part(providers))) if providers else query


def reads_all(tender: Tender) -> bool:
    """Whether this person reads it for an authority that buys it, and not as an evaluator alone."""
    mine = set(access.viewer().authorities(READS_ALL))
    return tender.authority_id in mine or any(one.id in mine for one in JointBuyer.buying(tender.id))


def readable(public_id: UUID) -> Tender:
    """A tender that this person reads at the desk."""
    found: Tender = access.find(_seen(access.viewer().authorities(READS)), Tender, public_id)
    return found


def workable(public_id: UUID) -> Tender:
    """A tender that this person writes: of those who buy jointly, the one that runs it does."""
    run = Tender.full().where(Tender.authority << access.viewer().authorities(WORKS))
    found: Tender = access.find(_impartial(run), Tender, public_id)
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
