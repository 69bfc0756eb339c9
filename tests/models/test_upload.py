"""A file’s states, each change with its event; and the rules that the database holds."""

from datetime import date
from typing import Any

import pytest
from peewee import IntegrityError

from models.audit import AuditEvent
from models.conflicts import NotNow, Taken, broken_rule
from models.store import writing
from models.upload import LIVE, Upload

DIGEST, OTHER = "1" * 64, "2" * 64


class Files:
    """Files of one return, added by Alice."""

    def __init__(self, desk: Any) -> None:
        self.desk, self.ret = desk, desk.ask()
        self.by, self.at = desk.cast.alice.id, desk.now

    def row(self, **other: Any) -> dict[str, Any]:
        about = {"return_": self.ret.id, "key": "review", "name": "a.pdf", "kind": "pdf", "size": 9, "digest": DIGEST}
        return {**about, "place": "aa/bb", **other}

    def keep(self, *, waits: bool = False, **other: Any) -> Upload:
        with writing():
            return Upload.keep(by=self.by, at=self.at, waits=waits, **self.row(**other))

    def act(self, upload: Upload, what: str, **more: Any) -> None:
        with writing():
            getattr(upload, what)(**{"by": self.by, "at": self.at, **more})


@pytest.fixture
def files(desk: Any) -> Files:
    return Files(desk)


def test_each_change_of_a_file_leaves_its_event(files: Files) -> None:
    upload = files.keep(waits=True)
    files.act(upload, "decide", instead={"digest": OTHER, "found": None})
    files.act(upload, "leave_out")
    files.act(upload, "bring_back")
    files.act(upload, "take_out", why="A name")
    events = AuditEvent.select().where(AuditEvent.subject == upload.subject).order_by(AuditEvent.number)
    assert [(event.action, event.before, event.after) for event in events] == [
        ("upload.kept", None, DIGEST),
        ("upload.checked", DIGEST, OTHER),
        ("upload.left_out", OTHER, None),
        ("upload.brought_back", None, OTHER),
        ("upload.taken_out", OTHER, None),
    ]
    found = Upload.get_by_id(upload.id)
    assert (found.name, found.found, found.digest, found.state) == ("", None, OTHER, "taken_out")


def test_what_is_gone_stays_gone(files: Files) -> None:
    upload = files.keep()
    files.act(upload, "take_out", why="A name")
    for what in ("decide", "leave_out", "bring_back", "take_out", "expire"):
        more = {"take_out": {"why": "again"}}.get(what, {})
        with writing(), pytest.raises(NotNow, match="taken_out"):
            getattr(upload, what)(**{"at": files.at, **({} if what == "expire" else {"by": files.by}), **more})


def test_a_question_holds_the_same_bytes_once_until_they_are_gone(files: Files) -> None:
    upload = files.keep()
    with pytest.raises(Taken, match="a_question_of_a_return_holds_a_file_once"):
        files.keep()
    files.act(upload, "take_out", why="")
    assert files.keep().state in LIVE


def test_only_what_counts_is_marked_as_sent(files: Files) -> None:
    counts, waits = files.keep(), files.keep(waits=True, digest=OTHER)
    with writing():
        Upload.mark_sent(files.ret.id, [DIGEST, OTHER], files.at)
    assert Upload.get_by_id(counts.id).sent_at == files.at
    assert Upload.get_by_id(waits.id).sent_at is None


RULES: dict[str, dict[str, Any]] = {
    "the_state_of_an_upload_is_known": {"state": "lost"},
    "an_upload_holds_something": {"size": 0},
    "an_upload_that_counts_lies_somewhere": {"place": None},
    "a_refused_upload_is_not_kept": {"state": "refused", "ended_at": "now"},
    "an_upload_kept_apart_has_a_day_on_which_it_goes": {"apart": True},
    "an_upload_that_is_gone_says_when": {"state": "expired", "name": ""},
    "who_took_an_upload_out_is_known": {"state": "taken_out", "name": "", "ended_at": "now"},
    "what_an_upload_was_called_goes_with_it": {"state": "expired", "ended_at": "now"},
}


def test_each_rule_of_files_is_broken_once_and_says_its_name(files: Files) -> None:
    assert {check.nodes[1]._path[0] for check in Upload._meta.constraints} == set(RULES)
    for name, told in RULES.items():
        wrong = {key: files.at if value == "now" else value for key, value in told.items()}
        row = files.row(state="checked", by=files.by, at=files.at) | wrong
        with pytest.raises(IntegrityError) as broken, writing():
            Upload.create(**row)
        assert broken_rule(broken.value) == name


def test_those_whose_day_has_come_are_found(files: Files) -> None:
    kept, _ = files.keep(apart=True, delete_on=date(2026, 11, 1)), files.keep(digest=OTHER)
    assert Upload.due_to_go(date(2026, 10, 31)) == []
    assert Upload.due_to_go(date(2026, 11, 1)) == [kept]
    with writing():
        kept.expire(at=files.at)
    assert [upload.id for upload in Upload.still_lying()] == [kept.id]
    with writing():
        kept.emptied()
    assert Upload.still_lying() == []
