"""Following: asked for, confirmed, told, left. Followers are on no page and in no export; nobody counts them."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from models.audit import AuditHead
from models.authority import Authority, Service
from models.store import writing
from models.tendering.follower import TENDERS, Follower, Told
from models.tendering.released_answer import Batch
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender
from portal.mail import compose

ABOUT = "following"
"""What mails to followers are filed under: never the tender, whose papers list its mails."""


@dataclass(frozen=True)
class Thing:
    """What can be followed: its name, and the column and id that it is kept under."""

    name: str
    column: str
    id: int


def thing(kind: str, authority: str, key: str) -> Thing | None:
    """A public tender by its slug, a service by its key, or a council (key “all”)."""
    council = Authority.get_or_none(Authority.slug == authority)
    if council is None:
        return None
    if kind == "council":
        return Thing(council.name, "authority", council.id) if key == "all" else None
    if kind == "service":
        service = Service.get_or_none(Service.authority == council.id, Service.key == key)
        return Thing(f"{service.title}, {council.name}", "service", service.id) if service else None
    public = ReleasedTender.select(ReleasedTender.tender)
    tender = Tender.get_or_none(Tender.authority == council.id, Tender.slug == key, Tender.id << public)
    return Thing(tender.title, "tender", tender.id) if tender else None


def ask(what: Thing, email: str, *, secret: bytes, now: datetime, topics: Collection[str] = TENDERS) -> None:
    """Sends the link that confirms. The same happens whether or not this address follows it. `topics`: what to hear of,
    of a service."""
    salt = secrets.token_hex(32)
    with writing():
        AuditHead.take()  # two clicks make one follower
        digest = _digest(_key(salt, secret))
        follower = Follower.ask(email, {what.column: what.id}, salt=salt, key_digest=digest, at=now, topics=topics)
        key = key_of(follower, secret)
        compose.put("following/confirm", to=email, about=ABOUT, at=now, leave=leave_at(key), name=what.name, key=key)


def found(key: str) -> Follower | None:
    """The follower whose link this is."""
    return Follower.of(_digest(key))


def confirm(follower: Follower, *, now: datetime, topics: Collection[str] = ()) -> None:
    """From now on they are told; of a service, of what they choose here."""
    with writing():
        if topics:
            follower.choose(topics)
        follower.confirm(now)


def leave(follower: Follower) -> None:
    """Nothing of them is kept."""
    with writing():
        follower.leave()


def name_of(follower: Follower) -> str:
    """What they follow."""
    if follower.tender is not None:
        return str(follower.tender.title)
    if follower.service is not None:
        return f"{follower.service.title}, {follower.service.authority.name}"
    return str(follower.authority.name) if follower.authority is not None else ""


def tell(secret: bytes, now: datetime) -> int:
    """One mail to each follower of a tender that has something new: each new thing is told exactly once. How many
    mails."""
    pairs = {(follower, tender) for follower, tender, _, _ in _waiting()}
    return sum(_tell(follower, tender, secret, now) for follower, tender in sorted(pairs))


def sweep(now: datetime) -> int:
    """Requests that nobody confirmed in time are deleted; how many."""
    with writing():
        return Follower.sweep(now)


def _waiting() -> list[tuple[int, int, int, str]]:
    """Follower, tender, and what they were not told of."""
    tables = ((ReleasedTender, "released"), (Batch, "batch"))
    return [(*row, name) for table, name in tables for row in Told.waiting(table, name)]


def _tell(number: int, tender_id: int, secret: bytes, now: datetime) -> bool:
    with writing():
        AuditHead.take()  # another worker may be at it, too
        new = [(row, name) for follower, tender, row, name in _waiting() if (follower, tender) == (number, tender_id)]
        follower = Follower.get_or_none(Follower.id == number)
        if follower is None or not new:
            return False
        for row, name in new:
            Told.create(follower=number, **{name: row})
        tender = Tender.full().where(Tender.id == tender_id).get()
        key = key_of(follower, secret)
        compose.put(
            "following/new", to=follower.email, about=ABOUT, at=now, leave=leave_at(key), tender=tender, key=key
        )
        return True


def leave_at(key: str) -> str:
    """The path where one click, of a person or of their mail program, ends it."""
    return f"/follow/leave/{key}"


def key_of(follower: Follower, secret: bytes) -> str:
    """The key of a follower’s links."""
    return _key(follower.salt, secret)


def _key(salt: str, secret: bytes) -> str:
    return hmac.new(secret, salt.encode(), hashlib.sha256).hexdigest()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
