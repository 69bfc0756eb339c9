"""`evenhand publish`, as people type it, from a council’s file to the files of the site."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from obstore.store import MemoryStore

from models.authority import Authority
from models.person import Membership, Person
from models.register.contract import Contract
from models.store import writing
from portal.publishing import uploading
from tests.portal.commands.conftest import evenhand_process

Run = Callable[..., Result]
FILE = """ContractReference,ContractTitle,Description,StartDate,EndDate,ContractValue,SupplierName
EF-1,Short breaks TOKEN,Days out for disabled children,01/04/2024,31/03/2027,120000.00,Harbour Young People
EF-2,Advocacy,Independent advocates for young people,01/04/2024,31/03/2027,80000.00,Northgate Voices
"""


@pytest.fixture
def released(run: Run, tmp_path: Path) -> None:
    """An installation with two people, and two contracts in a closed quarter."""
    assert run("init").exit_code == 0
    (tmp_path / "register.csv").write_text(FILE)
    assert (
        run("import-register", str(tmp_path / "register.csv"), "--authority", "Fairshire County Council").exit_code == 0
    )
    with writing():
        for name in ("dana", "erin"):
            who = Person.create(email=f"{name}@people.example", name=name.title())
            Membership.create(person=who, authority=Authority.get(), role="manager", began_at=datetime(2024, 4, 1))
    assert run("close-quarter", "2024-25-Q2").exit_code == 0


def told(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("released")
def test_a_folder_that_cannot_be_made_is_named_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    refused = run("publish", "--output", str(tmp_path / "taken" / "site"))
    assert refused.exit_code == 1
    assert refused.output.endswith(f"Error: Nothing was switched: {tmp_path}/taken/site: Not a directory.\n")


@pytest.mark.usefixtures("released")
def test_a_site_is_published_into_a_slot_and_then_nothing_is_written(run: Run, data: Path) -> None:
    first = told(run("publish", "--json"))
    live = data / "public" / "live"
    files = [path for path in live.resolve().rglob("*") if path.is_file()]
    assert first.keys() == {"pages", "written", "unchanged", "removed", "seconds"}
    assert (first["pages"], first["unchanged"], first["removed"]) == (len(files), 0, 0)
    page = (live / "contracts" / "fairshire-county-council" / "ef-2" / "index.html").read_text()
    assert "Independent advocates for young people" in page
    again = told(run("publish", "--json"))
    assert (again["written"], again["unchanged"]) == (0, first["pages"])
    assert "0 written" in run("publish").output


@pytest.mark.usefixtures("released")
def test_a_plain_folder_is_kept_up_to_date(run: Run, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = told(run("publish", "--json", "--output", str(out), "--processes", "1"))
    assert (out / "index.html").is_file()
    assert not (data / "public").exists()
    assert "/register/2024-25-q2/by-value/1/\n" in (data / "addresses.txt").read_text(), (
        "it answers for ever there, too"
    )
    with writing():
        Contract.update(title="Advocacy and mentoring").where(Contract.reference == "EF-2").execute()
    told(run("publish", "--json", "--output", str(out)))
    assert b"Advocacy and mentoring" not in everything(out), "only what was released is published"
    assert run("close-quarter", "2024-25-Q3").exit_code == 0
    after = told(run("publish", "--json", "--output", str(out)))
    assert b"Advocacy and mentoring" in everything(out)
    assert after["written"] > 0
    assert after["pages"] > first["pages"]


@pytest.mark.usefixtures("released")
def test_what_was_taken_down_is_gone_from_every_byte_within_one_publish(run: Run, data: Path) -> None:
    told(run("publish", "--json"))
    told(run("publish", "--json"))
    assert b"TOKEN" in everything(data / "public")
    address = "fairshire-county-council/ef-1"
    assert run("take-down", address, "--reason", "A court order", "--by", "dana@people.example").exit_code == 0
    assert run("take-down", address, "--agree", "--by", "erin@people.example").exit_code == 0
    told(run("publish", "--json"))
    for place in (data / "public", data / "record.sqlite"):
        assert b"TOKEN" not in (everything(place) if place.is_dir() else place.read_bytes())
    assert f"/contracts/{address}/" in (data / "public" / "live" / "gone.txt").read_text()
    page = (data / "public" / "live" / "contracts" / address / "index.html").read_text()
    assert "Removed for a legal reason on" in page


def test_a_store_with_nothing_released_gives_a_whole_empty_site(run: Run, data: Path) -> None:
    assert run("init").exit_code == 0
    assert told(run("publish", "--json"))["pages"] > 5
    assert (data / "public" / "live" / "index.html").is_file()


def test_without_a_store_it_says_what_to_do_first(data: Path) -> None:
    result = evenhand_process("publish", data=data)
    assert result.returncode == 1
    assert "evenhand init" in result.stderr


@pytest.mark.usefixtures("released")
def test_a_page_that_fails_is_named_and_the_exit_status_says_so(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.publishing.pages.contract.facts", lambda *_args, **_more: 1 / 0)
    result = run("publish")
    assert result.exit_code == 1
    assert "nothing was switched" in result.output
    assert "/contracts/fairshire-county-council/ef-1/: portal/publishing/pages/contract.py, line " in result.output
    assert "ZeroDivisionError" in result.output
    assert not (data / "public" / "live").exists()


@pytest.mark.usefixtures("released")
def test_what_is_live_goes_into_the_store_of_the_site_also_after_it_failed(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MemoryStore()
    monkeypatch.setattr(uploading, "store_at", lambda url: store if url == "s3://bucket/site" else None)
    with monkeypatch.context() as patched:
        patched.setattr(uploading, "_put", lambda *_args: (_ for _ in ()).throw(OSError("the network is gone")))
        result = run("publish", EVENHAND_SITE_STORE="s3://bucket/site")
    assert result.exit_code == 1
    assert "not wholly in the store: 0 of" in result.output
    again = told(run("publish", "--json", EVENHAND_SITE_STORE="s3://bucket/site"))
    assert again["written"] == 0, "it was live here already"
    live = data / "public" / "live"
    files = {str(path.relative_to(live)) for path in live.rglob("*") if path.is_file()}
    assert {one["path"] for batch in store.list() for one in batch} == files | {uploading.MANIFEST}


def test_the_base_url_is_an_address(run: Run) -> None:
    run("init")
    assert run("publish", "--base-url", "data.example").exit_code == 2
    assert run("publish", "--base-url", "https://data.example/contracts/").exit_code == 0
