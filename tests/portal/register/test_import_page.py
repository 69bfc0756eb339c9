"""`/desk/register/import`: choose, see, take in. Nothing changes before somebody says so."""

from datetime import UTC, timedelta
from hashlib import sha256

import pytest
import time_machine
from flask import Flask

from models.register.contract import Contract
from models.register.taking_in import Import
from models.store import writing
from portal.app import create_app
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.register.desk import FIRST, IMPORT, choose, figures, imported, stands, take_in
from tests.portal.register.files import LGA, ROWS, as_ods, as_xls, as_xlsx
from tests.portal.register.taking import ONE, TWO, register_of


def kept(settings: Settings) -> list[str]:
    """Names of everything on the shelf."""
    return sorted(path.name for path in (settings.data / "imports").glob("*/*"))


def test_a_file_is_shown_first_and_then_that_very_file_is_taken_in(
    client: HouseClient, cast: Cast, settings: Settings
) -> None:
    joan = client.as_(cast.joan)
    before = stands()
    page = choose(joan, register_of(ONE, TWO, "bad"))
    assert page.h1 == "What would change"
    assert figures(page) == ["3", "2", "0", "0", "1"]
    assert "Lodgings" in page.main
    assert "Nothing has been changed yet" in page.main
    assert stands() == before, "a preview writes nothing"
    digest = sha256(register_of(ONE, TWO, "bad")).hexdigest()
    assert digest in page.main
    assert kept(settings) == [digest]
    done = take_in(joan, page)
    assert done.h1 == "What was taken in"
    assert figures(done) == ["3", "2", "0", "0", "1"]
    assert "by Joan Joyce" in done.main
    assert (Import.get().file_digest, Import.get().by_id) == (digest, cast.joan.id)
    assert {row.reference for row in Contract.select()} == {"R1", "R2"}
    assert kept(settings) == [], "what was taken in is not kept"


@pytest.mark.parametrize("write", [as_xlsx, as_xls, as_ods])
def test_spreadsheets_go_the_same_way(client: HouseClient, cast: Cast, write) -> None:
    joan = client.as_(cast.joan)
    page = choose(joan, write(ROWS, LGA), "register.xlsx")
    assert figures(page)[:2] == ["4", "4"]
    assert figures(take_in(joan, page))[:2] == ["4", "4"]


def test_it_says_what_would_change_from_what_to_what(client: HouseClient, cast: Cast, now) -> None:
    imported(cast.fairshire, ONE, TWO, now=now)
    page = choose(
        client.as_(cast.erin), register_of(ONE.replace("5000", "6500"), "R9,New,2026-04-01,2027-03-31,1,X Ltd")
    )
    assert figures(page) == ["2", "1", "1", "0", "0"]
    assert "£5,000 → £6,500" in page.main
    assert "Not in this file" in page.main
    assert "R2" in page.main
    assert Contract.get(Contract.reference == "R1").value_pence == 500_000


def test_the_same_file_again_says_that_nothing_changes(client: HouseClient, cast: Cast, now) -> None:
    imported(cast.fairshire, ONE, TWO, now=now)
    page = choose(client.as_(cast.joan))
    assert figures(page) == ["2", "0", "0", "2", "0"]
    assert "Take it in, though nothing changes" in page.main


def test_the_preview_outlives_a_restart_and_a_session(
    client: HouseClient, cast: Cast, settings: Settings, app: Flask
) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan, name="of July.csv")
    joan.post("/account/logout", follow=True)
    page = take_in(joan, preview, status=400)
    assert page.h1 == "You are signed out"
    assert not Contract.select().count()
    again = HouseClient(create_app(settings)).as_(cast.joan)
    waiting = again.get(IMPORT)
    assert "Looked at, not taken in yet" in waiting.main
    preview = again.get(waiting.links()["of July.csv"])
    assert figures(take_in(again, preview)) == ["2", "2", "0", "0", "0"]


def test_pressing_twice_takes_it_in_once(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)
    first, second = take_in(joan, preview), take_in(joan, preview)
    assert first.url == second.url
    assert Import.select().count() == 1


def test_it_is_shown_anew_when_the_register_has_moved_on(client: HouseClient, cast: Cast, now) -> None:
    imported(cast.fairshire, ONE, TWO, now=now)
    joan = client.as_(cast.joan)
    preview = choose(joan, register_of(ONE.replace("5000", "6500"), TWO))
    contract = Contract.get(Contract.reference == "R1")
    with writing():
        contract.change({"value_pence": 1}, by=cast.erin.id, at=now, version=contract.version)
    page = take_in(joan, preview)
    assert page.h1 == "What would change"
    assert "Somebody changed the register since you looked" in page.main
    assert Contract.get(Contract.reference == "R1").value_pence == 1
    assert Import.select().count() == 1
    take_in(joan, page)
    assert Contract.get(Contract.reference == "R1").value_pence == 650_000


def test_a_file_that_is_thrown_away_is_gone(client: HouseClient, cast: Cast, settings: Settings) -> None:
    joan = client.as_(cast.joan)
    page = joan.submit(choose(joan), action="/throw-away")
    assert "register.csv was thrown away" in page.main
    assert kept(settings) == []
    assert not Import.select().count()


def test_what_has_waited_for_a_day_goes(client: HouseClient, cast: Cast, settings: Settings, now) -> None:
    preview = choose(client.as_(cast.joan))
    with time_machine.travel((now + timedelta(days=1, minutes=1)).replace(tzinfo=UTC)):
        joan = client.as_(cast.joan)
        assert "register.csv" not in joan.get(IMPORT).main
        page = joan.get(preview.url, follow=True)
    assert "it is kept for a day" in page.main
    assert kept(settings) == []


def test_the_name_of_the_file_is_shown_and_never_a_path(client: HouseClient, cast: Cast, settings: Settings) -> None:
    joan = client.as_(cast.joan)
    page = choose(joan, name="../../Documents/<b>Register “final”.csv")
    assert "<b>Register “final”.csv" in page.main
    names = [path.name for path in settings.data.rglob("*") if path.is_file()]
    assert not [name for name in names if "Register" in name]
    take_in(joan, page)
    assert Import.get().file_name == "<b>Register “final”.csv"


def test_all_of_each_kind_can_be_read(client: HouseClient, cast: Cast) -> None:
    rows = [f"R{n},Contract {n},2026-04-01,2027-03-31,{n}000,Firm {n} Ltd" for n in range(1, 131)]
    joan = client.as_(cast.joan)
    page = choose(joan, register_of(*rows))
    every = joan.get(page.links()["All 130 new contracts"])
    assert every.h1 == "New contracts"
    assert "page 1 of 2" in every.main
    assert "Contract 100" in every.main
    assert "Contract 101" not in every.main
    assert "Contract 130" in joan.get(every.links()["Next page"]).main
    joan.get(f"{page.url}/findings")
    joan.get(f"{page.url}/nonsense", status=404)


def test_without_a_file_it_asks_for_one(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    page = joan.submit(joan.get(IMPORT), status=422)
    assert page.error_at("file") == "Error: Choose a file"


def test_who_keeps_two_registers_says_whose_it_is(client: HouseClient, cast: Cast, now) -> None:
    from models.person import Membership  # noqa: PLC0415 - beside its one use

    with writing():
        Membership.begin(cast.joan, cast.westmoor, "register_editor", now, by=None)
    joan = client.as_(cast.joan)
    page = choose(joan, status=422)
    assert page.error_at("authority") == "Error: Select whose register it is"
    page = choose(joan, values={"authority": str(cast.westmoor.public_id)})
    assert "for Westmoor County Council" in page.main
    take_in(joan, page)
    assert {row.authority_id for row in Contract.select()} == {cast.westmoor.id}


def test_the_form_works_without_scripts_and_names_what_it_takes(client: HouseClient, cast: Cast) -> None:
    page = client.as_(cast.joan).get(IMPORT)
    form = page.form(IMPORT)
    assert form.get("enctype") == "multipart/form-data"
    assert form.get("data-keep") is None
    assert "At most 20 MB" in page.main
    assert FIRST
