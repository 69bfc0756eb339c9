"""Who did what, when: a chain in which no event can be changed, left out, added or moved unseen.

Each event carries an HMAC over itself and the one before; the head row seals the last. Free text (`words`) goes into
the HMAC as a salted digest, so that a child’s name can be taken out while the chain still verifies. What the chain
alone cannot show is that its end, with an old head, was put back from a copy: hence `anchors`, the heads that stand
on receipts.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from peewee import DateTimeField, IntegerField, TextField, chunked

from models.store import Base, locked, must_be_writing, unique

AT_ONCE = 500
"""Events in one statement."""

_key: list[bytes] = []


def use_key(key: bytes) -> None:
    """Set the installation’s key once, before anything is written."""
    _key[:] = [key]


class AuditHead(Base):
    """One row: the number and HMAC of the last event. Who holds it is the one who may append."""

    number = IntegerField()
    mac = TextField()
    seal = TextField()

    @classmethod
    def take(cls) -> Self:
        """Wait for one’s turn and hold it to the end of the transaction.

        A rule that no index can hold (“always one lead”) is read after this and written before the turn ends.
        """
        must_be_writing()
        query = locked(cls.select().where(cls.id == 1))
        head: Self | None = query.get_or_none()
        if head is None:
            cls.insert(id=1, number=0, mac="", seal="").on_conflict_ignore().execute()
            head = query.clone().get()
        return head


class AuditEvent(Base):
    """One act of one person (`by`; None is the service itself). Only `words` and `salt` can ever be emptied."""

    number = IntegerField()
    action = TextField()
    subject = TextField(index=True)
    by = IntegerField(null=True)
    at = DateTimeField()
    before = TextField(null=True)
    after = TextField(null=True)
    words = TextField(null=True)
    salt = TextField(null=True)
    words_digest = TextField(null=True)
    mac = TextField()

    @classmethod
    def append(
        cls,
        action: str,
        subject: str,
        by: int | None,
        at: datetime,
        *,
        before: str | None = None,
        after: str | None = None,
        words: str | None = None,
    ) -> Self:
        """Add one event, inside `writing()`. `action` is a noun and a verb (“return.sent”), `subject` a noun and its
        public id (“return:1b9d…”); `before` and `after` hold states and digests, never what people wrote."""
        head = AuditHead.take()
        event = cls(action=action, subject=subject, by=by, at=at, before=before, after=after, words=words)
        event._follow(head.number, head.mac)
        event.save(force_insert=True)
        event._end()
        return event

    @classmethod
    def append_many(
        cls, action: str, subjects: Iterable[str], by: int | None, at: datetime, *, after: str | None = None,
        words: str | None = None,
    ) -> None:  # fmt: skip
        """The same of many subjects, an event each, in a few statements however many there are."""
        head = AuditHead.take()
        events = [cls(action=action, subject=one, by=by, at=at, after=after, words=words) for one in subjects]
        number, mac = head.number, head.mac
        for event in events:
            event._follow(number, mac)
            number, mac = event.number, event.mac
        for batch in chunked(events, AT_ONCE):
            cls.insert_many([event.__data__ for event in batch]).execute()
        if events:
            events[-1]._end()

    def _follow(self, number: int, mac: str) -> None:
        """Take the place in the chain after the event of this number and HMAC."""
        self.number = number + 1
        self.salt = secrets.token_hex(16) if self.words is not None else None
        self.words_digest = None if self.words is None else _salted(self.words, self.salt)
        self.mac = self.sealed(_the_key(), mac)

    def _end(self) -> None:
        """From now on this is the last one."""
        seal = _mac(_the_key(), ["head", self.number, self.mac])
        AuditHead.update(number=self.number, mac=self.mac, seal=seal).where(AuditHead.id == 1).execute()

    def sealed(self, key: bytes, previous: str) -> str:
        """The HMAC (hex) that this event must carry when `previous` is that of the one before it."""
        what = [self.number, self.action, self.subject, self.by, self.at.isoformat(), self.before, self.after]
        return _mac(key, [*what, self.words_digest, previous])

    @classmethod
    def empty_words(cls, subject: str) -> int:
        """Take the free text out of the events of one subject; the chain still verifies. How many there were."""
        must_be_writing()
        mine = (cls.subject == subject) & ~cls.words.is_null()
        return int(cls.update(words=None, salt=None).where(mine).execute())


unique(AuditEvent, AuditEvent.number, name="audit_events_are_numbered_once")


def head() -> str:
    """The HMAC (hex) of the last event; empty when there is none."""
    row = AuditHead.get_or_none(AuditHead.id == 1)
    return row.mac if row else ""


def verify(key: bytes, anchors: Iterable[str] = ()) -> list[str]:
    """What is wrong with the chain, a sentence each; empty when it is whole.

    `anchors` are heads that were given out (they stand on receipts): each must still be in the chain.
    """
    breaks, previous, expected, missing = [], "", 1, set(anchors) - {""}
    for event in AuditEvent.select().order_by(AuditEvent.number).iterator():
        if event.number != expected:
            breaks.append(f"Audit event {expected} is missing.")
        if not hmac.compare_digest(event.mac, event.sealed(key, previous)):
            breaks.append(f"Audit event {event.number} is not what was written, or does not follow the one before.")
        if event.words is not None and _salted(event.words, event.salt) != event.words_digest:
            breaks.append(f"The words of audit event {event.number} are not what was written.")
        previous, expected = event.mac, event.number + 1
        missing.discard(previous)
    breaks += _head_breaks(key, expected - 1, previous)
    return breaks + [f"A receipt names audit event {mac[:12]}…, which is not in the chain." for mac in sorted(missing)]


def _head_breaks(key: bytes, number: int, mac: str) -> list[str]:
    row = AuditHead.get_or_none(AuditHead.id == 1)
    if row is None:
        return ["The head of the audit chain is missing."] if number else []
    sealed = row.seal == (_mac(key, ["head", row.number, row.mac]) if row.number else "")
    if (row.number, row.mac) != (number, mac) or not sealed:
        return ["The end of the audit chain is not what was written last."]
    return []


def _the_key() -> bytes:
    if not _key:
        raise RuntimeError("Call models.audit.use_key() first.")
    return _key[0]


def _salted(words: str, salt: str | None) -> str:
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


def _mac(key: bytes, what: list[object]) -> str:
    text = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
