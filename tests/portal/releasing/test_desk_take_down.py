"""Taking down: one manager asks, another agrees; nobody else may, at either step."""

import pytest

from models.person import Membership
from models.register.contract import Contract
from models.register.edition import EditionRow
from models.register.take_down import TakeDown
from models.store import writing
from tests.fixtures.client import HouseClient
from tests.portal.releasing.conftest import Register

ASK = "/desk/editions/ask-take-down/fairshire/ef-1"
LAW = "UK GDPR, article 17"


@pytest.fixture
def shown(register: Register) -> Contract:
    """A contract in two closed quarters; Frank manages, too, beside Erin."""
    contract = register.contract(register.supplier(), title="Rooms")
    register.close("2026-27-Q1")
    register.close()
    with writing():
        Membership.begin(register.cast.frank, register.cast.fairshire, "manager", register.now, by=None)
    return contract


def asked(client: HouseClient, register: Register) -> TakeDown:
    erin = client.as_(register.cast.erin)
    page = erin.submit(erin.get(ASK), {"reason": LAW})
    assert "Asked. Nothing is taken down until another manager agrees." in page.main
    return TakeDown.get()


def left() -> int:
    return EditionRow.select().where(EditionRow.kind == "contract", ~EditionRow.data.is_null()).count()


@pytest.mark.usefixtures("shown")
def test_one_manager_asks_and_another_does_it(client: HouseClient, register: Register) -> None:
    erin, frank = client.as_(register.cast.erin), client.as_(register.cast.frank)
    contract = erin.get("/desk/register/contracts/fairshire/ef-1/")
    assert contract.links()["Ask to take it down"] == ASK
    request = asked(client, register)
    assert (request.asked_by_id, request.reason, left()) == (register.cast.erin.id, LAW, 2)
    page = frank.get("/desk/editions/")
    assert "Rooms, asked for by Erin Ellis" in page.main
    assert "You can agree." in page.main
    page = frank.get(page.links()["Rooms"])
    assert page.rows()["Legal reason"] == LAW
    page = frank.submit(page, action="/agree")
    assert "Taken down from 2 editions. Publish now" in page.main
    assert left() == 0
    page = frank.get("/desk/register/contracts/fairshire/ef-1/")
    assert "Taken down for a legal reason" in page.main
    page = frank.get("/desk/editions/fairshire/2026-27-Q2/")
    assert LAW in page.main
    assert page.rows()["Contracts"].startswith("0")
    assert "It was taken down" in frank.get(f"/desk/editions/take-down/{request.public_id}/").main


@pytest.mark.usefixtures("shown")
def test_who_asked_cannot_agree(client: HouseClient, register: Register) -> None:
    request = asked(client, register)
    erin = client.as_(register.cast.erin)
    page = erin.get(f"/desk/editions/take-down/{request.public_id}/")
    assert "You asked for it yourself, so another manager must agree." in page.main
    assert not page.all("//form[contains(@action, '/agree')]")
    page = erin.post(f"/desk/editions/take-down/{request.public_id}/agree")
    assert "You asked for it yourself." in page.main
    assert left() == 2


@pytest.mark.parametrize("who", ["dana", "hana", "joan"])
@pytest.mark.usefixtures("shown")
def test_only_managers_ask_and_only_managers_agree(client: HouseClient, register: Register, who: str) -> None:
    other = client.as_(getattr(register.cast, who))
    other.get(ASK, status=403)
    other.post(ASK, {"reason": LAW}, status=403)
    assert not TakeDown.select().exists()
    request = asked(client, register)
    at = f"/desk/editions/take-down/{request.public_id}/"
    other.get(at, status=403)
    other.post(at + "agree", status=403)
    other.post(at + "withdraw", status=403)
    assert left() == 2
    page = other.get("/desk/editions/")
    assert "Rooms, asked for by Erin Ellis" in page.main
    assert "Rooms" not in page.links()


@pytest.mark.usefixtures("shown")
def test_a_manager_of_another_council_finds_nothing(client: HouseClient, register: Register) -> None:
    request = asked(client, register)
    with writing():
        Membership.begin(register.cast.gita, register.cast.westmoor, "manager", register.now, by=None)
    gita = client.as_(register.cast.gita)
    gita.get(ASK, status=404)
    gita.post(f"/desk/editions/take-down/{request.public_id}/agree", status=404)
    assert left() == 2


@pytest.mark.usefixtures("shown")
def test_it_needs_a_reason_and_is_asked_once(client: HouseClient, register: Register) -> None:
    erin = client.as_(register.cast.erin)
    page = erin.submit(erin.get(ASK), status=422)
    assert "Enter the legal reason" in page.error_at("reason")
    asked(client, register)
    page = erin.submit(erin.get(ASK), {"reason": LAW})
    assert "Somebody has asked for it already." in page.main
    assert TakeDown.select().count() == 1


@pytest.mark.usefixtures("shown")
def test_its_reason_names_nobody(client: HouseClient, register: Register) -> None:
    erin = client.as_(register.cast.erin)
    reason = "UK GDPR, article 17: J.S. of 3 High Street, born 3 May 2011"
    page = erin.submit(erin.get(ASK), {"reason": reason}, status=422)
    assert "Leave out what may identify a person" in page.error_at("reason")
    assert page.one("//textarea[@name='reason']").text.strip() == reason
    assert not TakeDown.select().exists()


@pytest.mark.usefixtures("shown")
def test_a_request_can_be_withdrawn(client: HouseClient, register: Register) -> None:
    request = asked(client, register)
    frank = client.as_(register.cast.frank)
    at = f"/desk/editions/take-down/{request.public_id}/"
    page = frank.submit(frank.get(at), action="/withdraw")
    assert "Withdrawn. Nothing is taken down." in page.main
    assert "is taken down already, or the request was withdrawn" in frank.post(at + "agree").main
    assert "is taken down already, or the request was withdrawn" in frank.post(at + "withdraw").main
    assert "It was withdrawn" in frank.get(at).main
    assert left() == 2


def test_what_was_never_published_cannot_be_taken_down(client: HouseClient, register: Register) -> None:
    register.contract()
    erin = client.as_(register.cast.erin)
    page = erin.submit(erin.get(ASK), {"reason": LAW})
    assert "was never in a closed quarter" in page.main
    assert not TakeDown.select().exists()


@pytest.mark.usefixtures("shown")
def test_what_was_taken_down_is_not_asked_for_again(client: HouseClient, register: Register) -> None:
    request = asked(client, register)
    client.as_(register.cast.frank).post(f"/desk/editions/take-down/{request.public_id}/agree")
    erin = client.as_(register.cast.erin)
    page = erin.post(ASK, {"reason": LAW})
    assert "is taken down already" in page.main
    assert "Ask to take it down" not in erin.get("/desk/register/contracts/fairshire/ef-1/").main
