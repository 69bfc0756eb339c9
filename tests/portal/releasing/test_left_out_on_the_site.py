"""What the public site says of a contract that was published and then left out of the register: what is true."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.public.record import open_record
from portal.publishing.building import build
from portal.publishing.site import Site
from portal.publishing.slots import Slots
from portal.releasing import work
from portal.releasing.recording import record
from tests.portal.publishing.site_client import URL, SiteClient

WHY, REASON = "Entered twice: EF-104 is the right one.", "One contract stood in it twice."
PAGE = "/contracts/fairshire/ef-1/"


@contextmanager
def site(tmp_path: Path) -> Iterator[SiteClient]:
    """The site as it would be published now."""
    path = tmp_path / "record.sqlite"
    record(path)
    with open_record(path):
        yield SiteClient(path)


def test_its_page_stays_for_ever_and_says_where_it_stood(register: Any, tmp_path: Path) -> None:
    who = register.supplier("Only Here Ltd")
    contract = register.contract(who, title="Twice", arrangement="framework", service=register.cast.service.id)
    register.contract(title="Stays")
    register.close("2026-27-Q1")
    register.act(contract, "leave_out", WHY)
    register.close()
    with site(tmp_path) as client:
        page = client.get(PAGE)
        assert "No longer in the register since July to September 2026." in page.main
        assert "This is what it said in April to June 2026." in page.main
        changes = client.get("/register/2026-27-q2/changes/").main
        assert "No longer listed: 1" in changes
        assert "They stood in the register before, and their end, as far as it is known, had not come." in changes
        assert "Twice" not in client.get("/register/2026-27-q2/").main
        assert "Twice" in client.get("/register/2026-27-q1/by-end-date/1/").main
        supplier = client.get("/suppliers/only-here-ltd/")
        assert "In a register that was published before, and not in the newest one." in supplier.main
        heads = [" ".join(cell.itertext()) for cell in supplier.all("//table[caption='Earlier contracts']//thead//th")]
        assert heads == ["Contract", "End", "Value"], "it need not have ended"
        assert "It is no longer in the register" in client.get("/frameworks/fairshire/ef-1/").main
        assert WHY not in "".join(body.decode("utf-8", "ignore") for body in client.everything().values())


def test_a_correction_takes_it_out_and_its_address_says_so(
    register: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sync", lambda: None)  # no power is cut here
    contract = register.contract(register.supplier("Only Here Ltd"), title="Twice")
    register.contract(title="Stays")
    register.close()
    register.act(contract, "leave_out", WHY)
    with site(tmp_path) as client:
        assert client.get(PAGE).h1 == "Twice", "until it is corrected"
    work.correct("2026-27-Q2", register.cast.fairshire, REASON, register.cast.erin.id, register.now)
    record(tmp_path / "record.sqlite")
    outcome = build(Site("Fairshire", tmp_path / "record.sqlite", URL), Slots(tmp_path / "public", 0.0), processes=1)
    assert not outcome.failures
    live = tmp_path / "public" / "live"
    for address in (PAGE, "/suppliers/only-here-ltd/"):
        said = (live / address[1:] / "index.html").read_text()
        assert "What stood here was left out when the register of" in said
        assert REASON in said
    whole = {path: path.read_bytes() for path in live.rglob("*") if path.is_file()}
    assert len(whole) > 50
    assert [path for path, body in whole.items() if b"Twice" in body or WHY.encode() in body] == []


def test_a_correction_of_one_quarter_leaves_it_in_those_before(register: Any, tmp_path: Path) -> None:
    contract = register.contract(title="Twice")
    register.close("2026-27-Q1")
    register.close()
    register.act(contract, "leave_out", WHY)
    work.correct("2026-27-Q2", register.cast.fairshire, REASON, register.cast.erin.id, register.now)
    with site(tmp_path) as client:
        page = client.get(PAGE).main
    assert "No longer in the register since July to September 2026." in page
    assert f"Corrected on 5 October 2026: {REASON}" in page
