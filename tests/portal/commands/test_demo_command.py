"""`evenhand demo`: a store to look around in, with accounts to sign in with."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from models.authority import Authority
from models.store import writing
from tests.fixtures.forked import Forked
from tests.fixtures.ports import free_port
from tests.fixtures.tree import ROOT
from tests.portal.commands.conftest import Run, evenhand_process, plain

ROLES = {"provider_member", "provider_lead", "officer", "manager", "administrator", "register_editor"}
ROLES |= {"procurement_officer", "evaluator", "auditor", "independent_person"}
PORTS = ("--port", "8137", "--site-port", "8138")
AGAIN = ("demo", "--no-serve", *PORTS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration, made by a process of its own."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    result = evenhand_process(*AGAIN, "--data", str(folder), data=folder, fresh=True)
    assert result.returncode == 0, result.stderr
    (folder.parent / "said").write_text(result.stdout)
    return folder


def accounts(folder: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((folder / "accounts.json").read_text(encoding="utf-8"))
    return found


def test_accounts_stand_in_a_file_as_others_will_read_it(made: Path) -> None:
    listed = accounts(made)
    assert isinstance(listed, list)
    assert all(set(account) == {"role", "name", "email", "password"} for account in listed)
    assert {account["role"] for account in listed} == ROLES
    assert all(account["email"].endswith(".example") and account["password"] for account in listed)
    assert len({account["email"] for account in listed}) == len(listed)


def test_the_file_is_for_its_owner_alone(made: Path) -> None:
    assert stat.S_IMODE((made / "accounts.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((made / "secret.key").stat().st_mode) == 0o600


def test_it_says_where_everything_is(made: Path) -> None:
    said = (made.parent / "said").read_text()
    assert "http://127.0.0.1:8137" in said
    assert "http://127.0.0.1:8138" in said
    assert str(made / "mail") in said
    for account in accounts(made):
        assert account["email"] in said
        assert account["password"] in said


def test_the_public_site_is_published_and_links_to_the_portal(made: Path) -> None:
    live = made / "public" / "live"
    assert "Fairshire" in (live / "index.html").read_text(encoding="utf-8")
    assert any("http://127.0.0.1:8137" in page.read_text(encoding="utf-8") for page in live.rglob("*.html"))


def test_a_second_time_keeps_everything_and_publishes_nothing_anew(made: Path) -> None:
    before = (made / "accounts.json").read_bytes()
    manifest = (made / "public" / "live").resolve()
    result = evenhand_process(*AGAIN, "--data", str(made), data=made)
    assert result.returncode == 0
    assert (made / "accounts.json").read_bytes() == before
    assert " 0 written" in result.stdout
    assert (made / "public" / "live").resolve() == manifest


def test_what_was_released_meanwhile_is_published_at_the_next_start(made: Path) -> None:
    address = f"fairshire/{a_contract_of(made)}"
    page = made / "public" / "live" / "contracts" / address / "index.html"
    assert page.exists()
    asked = evenhand_process("take-down", address, "--reason", "A test.", "--by", "erin@fairshire.example", data=made)
    assert asked.returncode == 0, asked.stderr
    evenhand_process("take-down", address, "--agree", "--by", "grace@fairshire.example", data=made)
    again = evenhand_process(*AGAIN, "--data", str(made), data=made)
    assert again.returncode == 0, again.stderr
    assert " 0 written" not in again.stdout
    assert "Tenancy support for care leavers" not in page.read_text(encoding="utf-8")


def a_contract_of(folder: Path) -> str:
    """The slug of a contract that is in force in every quarter."""
    with sqlite3.connect(folder / "evenhand.sqlite") as store:
        found = store.execute("SELECT slug FROM contract WHERE title = 'Tenancy support for care leavers'").fetchone()
    return str(found[0])


def test_the_process_of_the_portal_loads_nothing_of_publishing(made: Path) -> None:
    told = f"""
import sys
from portal.commands import evenhand
from portal.app import create_app
from portal.settings import read
evenhand.main({[*AGAIN, "--data", str(made)]!r}, standalone_mode=False)
create_app(read())
print([name for name in sys.modules if name.startswith(("portal.publishing", "models.public", "vl_convert"))])
"""
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, env=plain(os.environ, made), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_installation_is_whole(made: Path) -> None:
    result = evenhand_process("check", data=made, EVENHAND_SECOND_FACTOR_ROLES="manager")
    assert result.returncode == 0, result.stdout


def test_its_mails_go_out_into_the_folder(made: Path) -> None:
    result = evenhand_process("worker", "--once", data=made)
    assert result.returncode == 0
    assert len(list((made / "mail").glob("*.eml"))) == int(result.stdout.split()[0]) > 5


def test_a_store_that_no_demonstration_made_is_left_alone(run: Run, data: Path) -> None:
    run("init")
    with writing():
        Authority.create(slug="real", name="A real council", kind="council", nation="E")
    result = run("demo", "--no-serve", "--data", str(data))
    assert result.exit_code == 1
    assert "is not a whole demonstration" in result.output
    assert Authority.select().count() == 1


def test_portal_worker_and_public_site_run_until_told_to_stop(made: Path) -> None:
    ports = [free_port(), free_port()]
    words = ["demo", "--data", str(made), "--port", str(ports[0]), "--site-port", str(ports[1])]
    running: Forked[bytes] = Forked(
        [sys.executable, "-m", "portal.commands", *words],
        cwd=ROOT, env=plain(os.environ, made), stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        site = once_it_answers(f"http://127.0.0.1:{ports[1]}/")
        portal = once_it_answers(f"http://127.0.0.1:{ports[0]}/")
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=60) == 0
    finally:
        stop_all(running)
    assert "Fairshire" in site
    assert f"http://127.0.0.1:{ports[1]}" in portal
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{ports[1]}/", timeout=5)


def stop_all(running: "subprocess.Popen[bytes]") -> None:
    """The demonstration and what it started, in whatever state they are."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def once_it_answers(url: str) -> str:
    """What stands at an address as soon as somebody listens there."""
    give_up = time.monotonic() + 60
    while True:
        try:
            with urlopen(url, timeout=10) as answer:
                return str(answer.read().decode())
        except URLError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.2)


def test_a_region_is_fifteen_councils_side_by_side(tmp_path: Path) -> None:
    here = tmp_path / "data"
    result = evenhand_process("demo", "--region", "--no-serve", "--data", str(here), data=here)
    assert result.returncode == 0, result.stderr
    live = here / "public" / "live"
    assert len([path for path in (live / "authorities").iterdir() if path.is_dir()]) == 15
    assert len(list((live / "brands").iterdir())) == 15
    home = (live / "index.html").read_text()
    assert "15 councils side by side" in home
    assert "children’s services" not in home.partition("<h1")[2].partition("</h1>")[0], "theirs are of every kind"
    assert "0 of 3" in home, "one of them was late each time"
    other = evenhand_process("demo", "--no-serve", "--data", str(here), data=here)
    assert "holds the other demonstration" in other.stderr
