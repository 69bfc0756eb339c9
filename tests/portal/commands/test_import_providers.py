"""`evenhand import-providers`: what it prints, how it exits, and that it mails only when told to."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from models import audit
from models.onboarding import Contact
from models.outbox import Message
from models.store import new_request, open_store
from portal.commands import evenhand
from portal.settings import read
from tests.fixtures.cast import make_cast

GOOD = "Provider,E-mail,Company number\nRowan CIC,ros@rowan.example,1234567\n,x@y.example,\n"
TO = ("--authority", "fairshire county council")


@pytest.fixture
def run(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now):
    """`run(text, *options)`: the command on a file with that text, where Fairshire is."""
    monkeypatch.setenv("EVENHAND_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", store_url)
    monkeypatch.setenv("SECRET_KEY", "only for tests, and forty characters long")
    open_store(store_url).connect()
    audit.use_key(read().derived("audit"))
    make_cast(now)

    def run(content: str, *options: str) -> Result:
        file = tmp_path / "list.csv"
        file.write_text(content, encoding="utf-8")
        done = CliRunner().invoke(evenhand, ["import-providers", str(file), *options])
        new_request()
        return done

    return run


def test_json_is_as_of_a_register_and_a_second_time_nothing_changes(run) -> None:
    said = json.loads(run(GOOD, *TO, "--json").stdout)
    assert list(said) == ["read", "new", "changed", "unchanged", "rejected", "findings"]
    assert [said[name] for name in ("read", "new", "changed", "unchanged", "rejected")] == [2, 1, 0, 0, 1]
    assert list(said["findings"][0]) == ["row", "column", "value", "problem", "action"]
    again = json.loads(run(GOOD, *TO, "--json").stdout)
    assert [again[name] for name in ("read", "new", "changed", "unchanged", "rejected")] == [2, 0, 0, 1, 1]
    assert Message.select().count() == 0


def test_it_mails_once_and_only_when_told_in_whose_name(run) -> None:
    assert run(GOOD, *TO).stdout.splitlines()[-1] == "1 can be invited: on the page, or with --invite --by EMAIL."
    assert run(GOOD, *TO, "--invite").exit_code == 2
    done = run(GOOD, *TO, "--invite", "--by", "joan@people.example")
    assert (done.exit_code, Message.select().count()) == (1, 0)
    invite = (*TO, "--invite", "--by", "dana@people.example")
    assert run(GOOD, *invite).stdout.splitlines()[-1] == "1 invited."
    assert "invited" not in run(GOOD, *invite).stdout
    assert [message.to for message in Message.select()] == ["ros@rowan.example"]


def test_a_dry_run_writes_nothing(run) -> None:
    done = run(GOOD, *TO, "--dry-run", "--invite", "--by", "dana@people.example")
    assert done.stdout.splitlines()[-1] == "Tried only: nothing was written."
    assert (Contact.select().count(), Message.select().count()) == (0, 0)


@pytest.mark.parametrize(
    ("content", "authority", "why"),
    [("Colour\nred\n", "Fairshire County Council", "A bad file, nothing was changed."),
     (GOOD, "Nowhere", "No authority here is called “Nowhere”.")],
)  # fmt: skip
def test_a_bad_file_or_an_unknown_authority_exits_with_1(run, content: str, authority: str, why: str) -> None:
    done = run(content, "--authority", authority)
    assert (done.exit_code, done.stdout) == (1, "")
    assert why in done.stderr
    assert Contact.select().count() == 0
