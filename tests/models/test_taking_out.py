"""“Take out something I should not have written”: gone everywhere, and all that was promised still verifies."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import peewee
import pytest

from models import schema
from models.answer import Answer, NewAnswer
from models.audit import verify
from models.conflicts import AlreadyDone, Stale
from models.monitoring_return import Return
from models.remark import Remark
from models.store import Sqlite, writing
from models.submission import Submission, SubmissionText

NAME = "Jo Q-Canary"


@pytest.fixture
def written(desk: Any) -> Return:
    """A return whose notes, reason and what was typed for the places name a child; sent twice, and quoted back."""
    ret = desk.ask()
    with writing():
        ret.answer_many(
            [
                NewAnswer("notes", f"{NAME} moved in."),
                NewAnswer("cost", status="not_available", reason=f"{NAME}’s mother has it."),
                NewAnswer("places", 3, 3.0, said=f"three, and {NAME}"),
            ],
            by=desk.cast.bob.id,
            at=desk.now,
            version=ret.version,
        )
    payload = json.dumps({"answers": {"notes": {"hmac": "m1"}, "places": 3}}).encode()
    texts = {"notes": ("m1", f"{NAME} moved in."), "cost.why": ("m2", f"{NAME}’s mother has it.")}
    digest = hashlib.sha256(payload).hexdigest()
    desk.send(ret, digest, payload=payload, texts=texts)
    desk.act(ret, "send_back", {"notes": f"Who is {NAME}?"}, "See the remark.")
    desk.send(ret, digest, payload=payload, texts=texts)
    return ret


def take_out(desk: Any, ret: Return, key: str, **other: Any) -> int:
    with writing():
        return ret.take_out(key, by=desk.cast.alice.id, at=desk.now + timedelta(hours=1), why="A name.", **other)


def everything(store: peewee.Database) -> str:
    """All rows of all tables, as text."""
    return "\n".join(str(row) for table in schema.TABLES for row in table.select().tuples())


def test_what_is_taken_out_is_nowhere_and_everything_still_verifies(
    desk: Any, written: Return, store: peewee.Database, audit_key: bytes
) -> None:
    before = {s.id: (bytes(s.payload), s.digest) for s in Submission.select()}
    assert NAME in everything(store)
    assert take_out(desk, written, "notes") == 4
    assert take_out(desk, written, "cost") == 3
    assert take_out(desk, written, "places", text=False) == 1
    assert NAME not in everything(store)
    after = {s.id: (bytes(s.payload), s.digest) for s in Submission.select()}
    assert after == before
    assert all(hashlib.sha256(payload).hexdigest() == digest for payload, digest in after.values())
    assert {text.mac for text in SubmissionText.select()} == {"m1", "m2"}
    assert verify(audit_key, anchors=Submission.heads()) == []


def test_who_took_it_out_and_when_is_left(desk: Any, written: Return) -> None:
    take_out(desk, written, "notes")
    at: datetime = desk.now + timedelta(hours=1)
    gone = [
        Answer.get(Answer.key == "notes"),
        *SubmissionText.select().where(SubmissionText.key == "notes"),
        Remark.get(),
    ]
    assert {(row.removed_by_id, row.removed_at) for row in gone} == {(desk.cast.alice.id, at)}
    assert Answer.get(Answer.key == "places").removed_at is None


def test_a_figure_stays_when_only_what_was_typed_goes(desk: Any, written: Return) -> None:
    take_out(desk, written, "places", text=False)
    answer = Answer.get(Answer.key == "places")
    assert (answer.value, answer.number, answer.said) == ("3", 3.0, None)


def test_a_colleague_whose_page_still_shows_it_does_not_write_it_back(desk: Any, written: Return) -> None:
    shown = Return.get_by_id(written.id)
    take_out(desk, written, "notes")
    with pytest.raises(Stale) as caught:
        desk.answer(shown, "notes", f"{NAME} moved in, and more.")
    assert [change.key for change in caught.value.changes] == ["notes"]


def test_it_can_be_answered_again(desk: Any, written: Return) -> None:
    take_out(desk, written, "notes")
    desk.answer(written, "notes", "A young person moved in.")
    answer = Answer.get(Answer.key == "notes")
    assert (json.loads(answer.value), answer.removed_at, answer.removed_by_id) == (
        "A young person moved in.",
        None,
        None,
    )


def test_it_is_taken_out_once(desk: Any, written: Return) -> None:
    take_out(desk, written, "notes")
    for key in ("notes", "nothing"):
        with pytest.raises(AlreadyDone):
            take_out(desk, written, key)


@pytest.mark.parametrize("state", ["draft", "received", "sent_back", "accepted", "withdrawn"])
def test_it_is_taken_out_in_every_state_that_has_answers(desk: Any, state: str) -> None:
    ret = desk.in_state(state)
    if state == "withdrawn":
        ret = desk.ask()
        desk.answer(ret)
        desk.act(ret, "withdraw", "Not needed.")
    assert take_out(desk, ret, "places") >= 1
    assert Return.get_by_id(ret.id).state == state


@pytest.mark.parametrize("engine", ["sqlite"])
def test_deleted_text_does_not_linger_in_the_file(desk: Any, written: Return, store: Sqlite) -> None:
    for key in ("notes", "cost"):
        take_out(desk, written, key)
    take_out(desk, written, "places", text=False)
    store.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with open(store.database, "rb") as file:
        assert NAME.encode() not in file.read()
