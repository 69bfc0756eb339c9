"""Nothing in the audit chain can be changed, left out, added or moved unseen; words can be taken out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import peewee
import pytest

from models import audit
from models.audit import AuditEvent, AuditHead
from models.store import writing

AT = datetime(2026, 10, 5, 8, 0, 0, 123000)


@pytest.fixture
def chain(store: peewee.Database, audit_key: bytes) -> list[AuditEvent]:
    """Nine events of three people; every third has words."""
    return append(9)


def append(count: int) -> list[AuditEvent]:
    made = []
    for number in range(count):
        words = f"Words of {number}: Jo moved in" if number % 3 == 0 else None
        with writing():
            at = AT + timedelta(seconds=number)
            made.append(AuditEvent.append("return.sent", f"return:{number}", number % 3, at, after="d", words=words))
    return made


def test_a_chain_as_it_was_written_is_whole(chain: list[AuditEvent], audit_key: bytes) -> None:
    assert audit.verify(audit_key, anchors=[event.mac for event in chain]) == []
    assert audit.head() == chain[-1].mac
    assert [event.number for event in AuditEvent.select().order_by(AuditEvent.id)] == list(range(1, 10))


def test_no_events_are_a_whole_chain(store: peewee.Database, audit_key: bytes) -> None:
    assert audit.verify(audit_key) == []
    assert audit.head() == ""


def edit(**values: Any) -> Callable[[], object]:
    return lambda: AuditEvent.update(**values).where(AuditEvent.number == 4).execute()


def delete(first: int, last: int) -> Callable[[], object]:
    return lambda: AuditEvent.delete().where(AuditEvent.number.between(first, last)).execute()


def delete_and_close_the_gap() -> None:
    delete(4, 4)()
    for number in range(5, 10):
        AuditEvent.update(number=number - 1).where(AuditEvent.number == number).execute()
    AuditHead.update(number=8).execute()


def swap() -> None:
    for old, new in ((4, 100), (5, 4), (100, 5)):
        AuditEvent.update(number=new).where(AuditEvent.number == old).execute()


def insert_at_the_end() -> None:
    last = AuditEvent.get(AuditEvent.number == 9)
    values = {field: getattr(last, field) for field in ("action", "subject", "by", "at", "mac")}
    AuditEvent.create(number=10, **values)
    AuditHead.update(number=10).execute()


def truncate_and_set_the_head() -> None:
    delete(7, 9)()
    last = AuditEvent.get(AuditEvent.number == 6)
    AuditHead.update(number=6, mac=last.mac).execute()


def rebuild_with_another_key() -> None:
    AuditEvent.delete().execute()
    AuditHead.delete().execute()
    audit.use_key(b"a stolen pen, not the key")
    append(9)


TAMPERING: dict[str, Callable[[], object]] = {
    "who is edited": edit(by=7),
    "what is edited": edit(action="return.accepted"),
    "when is edited": edit(at=AT),
    "the state after is edited": edit(after="e"),
    "the words are edited": edit(words="Nobody moved in"),
    "the salt is edited": edit(salt="00"),
    "the digest of the words is edited": edit(words_digest="00"),
    "one is deleted": delete(4, 4),
    "the first is deleted": delete(1, 1),
    "the last is deleted": delete(9, 9),
    "all are deleted": delete(1, 9),
    "one is deleted and the rest renumbered": delete_and_close_the_gap,
    "two are swapped": swap,
    "one is added": insert_at_the_end,
    "the end is cut off and the head set back": truncate_and_set_the_head,
    "the head is deleted": lambda: AuditHead.delete().execute(),
    "all is written anew with another key": rebuild_with_another_key,
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_is_found_when(chain: list[AuditEvent], audit_key: bytes, how: str) -> None:
    TAMPERING[how]()
    assert audit.verify(audit_key)


def test_an_edit_is_reported_once_and_by_its_number(chain: list[AuditEvent], audit_key: bytes) -> None:
    edit(by=7)()
    assert audit.verify(audit_key) == ["Audit event 4 is not what was written, or does not follow the one before."]


def test_an_old_copy_of_everything_is_found_by_the_heads_that_stand_on_receipts(
    chain: list[AuditEvent], audit_key: bytes
) -> None:
    old = AuditHead.get()
    receipt = append(1)[0].mac
    delete(10, 10)()
    AuditHead.update(number=old.number, mac=old.mac, seal=old.seal).execute()
    assert audit.verify(audit_key) == [], "the chain alone cannot show it"
    assert audit.verify(audit_key, anchors=[receipt]) == [
        f"A receipt names audit event {receipt[:12]}…, which is not in the chain."
    ]


def test_words_are_taken_out_and_the_chain_still_verifies(chain: list[AuditEvent], audit_key: bytes) -> None:
    with writing():
        assert AuditEvent.empty_words("return:3") == 1
    event = AuditEvent.get(AuditEvent.number == 4)
    assert (event.words, event.salt) == (None, None), "with the salt one could try names until one fits"
    assert event.words_digest
    assert audit.verify(audit_key) == []


def test_events_appended_at_the_same_moment_form_one_chain(
    store: peewee.Database, audit_key: bytes, together: Any
) -> None:
    def append_three(number: int) -> None:
        for _ in range(3):
            with writing():
                AuditEvent.append("a.b", f"c:{number}", number, AT)

    assert together(append_three, 8) == [None] * 8
    assert AuditEvent.select().count() == 24
    assert audit.verify(audit_key) == []


def test_an_event_goes_with_what_it_tells_of(store: peewee.Database, audit_key: bytes) -> None:
    def fail() -> None:
        AuditEvent.append("a.b", "c:1", None, AT)
        raise ValueError

    with pytest.raises(ValueError), writing():
        fail()
    assert AuditEvent.select().count() == 0
    with pytest.raises(RuntimeError):
        AuditEvent.append("a.b", "c:1", None, AT)


def test_without_a_key_nothing_is_appended(store: peewee.Database) -> None:
    audit._key.clear()
    with pytest.raises(RuntimeError, match="use_key"), writing():
        AuditEvent.append("a.b", "c:1", None, AT)
