"""One contract, loaded and authorised in one call. What this person may not see does not exist (404)."""

from typing import Any

from flask import abort, request
from peewee import JOIN

from models.authority import Authority, Service
from models.register.contract import Contract
from portal import access

READS, WORKS = access.READS_REGISTER, access.WORKS_ON_REGISTER


def readers_only() -> None:
    """For a blueprint: one check for everything in it, a seat that reads the register."""
    if not access.viewer().holds(*READS):
        abort(403)


def whose(roles: tuple[str, ...] = READS) -> Authority:
    """The authority whose lists are shown: that of the seat in use, if one of the roles is held there; else the first.
    403 for who has none."""
    who = access.viewer()
    mine = who.authorities(roles)
    if not mine:
        abort(403)
    shown = who.seat.authority if who.seat is not None else None
    found: Authority = Authority.get_by_id(shown if shown in mine else mine[0])
    return found


def readable(authority: str, slug: str) -> Contract:
    """A contract of an authority where this person reads the register."""
    return _found(authority, slug, READS)


def workable(authority: str, slug: str) -> Contract:
    """A contract of an authority where this person keeps the register."""
    return _found(authority, slug, WORKS)


def _found(authority: str, slug: str, roles: tuple[str, ...]) -> Contract:
    query = Contract.select(Contract, Authority, Service).join(Authority).switch(Contract)
    mine = Contract.authority << access.viewer().authorities(roles)
    there = query.join(Service, JOIN.LEFT_OUTER).where(Authority.slug == authority, Contract.slug == slug, mine)
    found: Contract = access.found(there.first())
    return found


def at(slug: str, roles: tuple[str, ...]) -> Authority:
    """An authority by its slug, where this person holds one of the roles; 404 elsewhere."""
    mine = Authority.id << access.viewer().authorities(roles)
    return access.found(Authority.get_or_none(mine & (Authority.slug == slug)))


def version() -> int:
    """The version of the contract that the person had before them."""
    return request.form.get("version", type=int) or 0


def may_work(contract: Contract) -> bool:
    """Whether this person keeps the register that a contract stands in."""
    return contract.authority_id in access.viewer().authorities(WORKS)


def address(contract: Contract) -> dict[str, Any]:
    """The variable parts of the address of a contract’s pages."""
    return {"authority": contract.authority.slug, "slug": contract.slug}
