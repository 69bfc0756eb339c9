"""`evenhand check` names files that are not what was kept; `evenhand worker` deletes those whose day has come."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from models.monitoring_return import Return
from models.period import Period
from models.store import writing
from models.upload import Upload
from portal.uploads.cellar import Cellar
from tests.fixtures.cast import SET, make_cast
from tests.portal.commands.conftest import Run

AT = datetime(2026, 10, 5, 8)


def kept(run: Run, data: Path) -> Upload:
    """An installation with one file, to be deleted on New Year’s Day."""
    run("init")
    run("check")  # gives the audit chain its key
    cast, place = make_cast(AT), Cellar.at(data / "uploads").put(b"a report")
    whose = {"authority": cast.fairshire, "provider": cast.harbour, "service": cast.service, "home": None}
    what = {"set_key": SET, "set_version": "2026-2", "tier": "core", "period": Period.parse("2026-27-Q2"), "why": "w"}
    about = {"key": "k", "name": "a.pdf", "kind": "pdf", "size": 8, "digest": sha256(b"a report").hexdigest()}
    with writing():
        ret = Return.ask(**whose, **what, due_on=AT.date(), officer=cast.dana, by=cast.dana.id, at=AT)
        return Upload.keep(
            by=cast.alice.id, at=AT, waits=False, return_=ret.id, place=place, apart=True,
            delete_on=date(2026, 1, 1), **about,
        )  # fmt: skip


def test_check_says_which_file_is_not_what_was_kept(run: Run, data: Path) -> None:
    upload = kept(run, data)
    assert "uploads: fine" in run("check").output
    (data / "uploads" / str(upload.place)).write_bytes(b"another")
    result = run("check")
    assert result.exit_code == 1
    assert f"uploads: the bytes of {upload.subject} are not what was kept" in result.output


def test_the_worker_deletes_what_is_kept_no_longer(run: Run, data: Path) -> None:
    upload = kept(run, data)
    run("worker", "--once")
    assert not (data / "uploads" / str(upload.place)).exists()
    assert (Upload.get().state, Upload.get().place) == ("expired", None)
