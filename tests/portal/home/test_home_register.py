"""What waits in the register stands on the home page of those who keep it."""

from models.register.take_down import HELD_REASON
from models.store import writing
from portal.register.desk.work import holding
from portal.releasing import work
from tests.fixtures.client import HouseClient
from tests.portal.register.at_desk import AtDesk

QUARTER = "2026-27-Q2"


def close(desk: AtDesk) -> None:
    work.close_quarter(QUARTER, desk.cast.fairshire, desk.cast.joan.id, desk.now)


def test_nothing_waits_where_there_is_no_register_or_all_is_done(client: HouseClient, desk: AtDesk) -> None:
    assert "Nothing waits for you" in client.as_(desk.cast.joan).get("/").main
    desk.contract(desk.supplier("Acorn Care"))
    close(desk)
    assert "The last quarter is closed" in client.as_(desk.cast.joan).get("/").main


def test_a_quarter_that_has_ended_waits_to_be_closed(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(desk.supplier("Acorn Care"))
    page = client.as_(desk.cast.joan).get("/")
    assert "July to September 2026 is not closed yet" in page.main
    assert "Nothing waits for you" not in page.main


def test_what_is_held_and_what_is_to_be_taken_down_is_counted(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(desk.supplier("Acorn Care"), title="Home of J.S.")
    with writing():
        assert holding.settle(contract, by=desk.cast.joan.id, now=desk.now)
    desk.contract(desk.supplier("Bramble Care"), reference="EF-9")
    close(desk)
    work.ask_take_down("fairshire/ef-9", "A court order", desk.cast.erin.id, desk.now)
    page = client.as_(desk.cast.erin).get("/")
    assert "1 contract is held back" in page.main
    assert "1 take-down waits for another manager" in page.main


def test_what_was_taken_down_waits_for_nobody(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(desk.supplier("Acorn Care"))
    close(desk)
    with writing():
        contract.hold(HELD_REASON, "0" * 32, by=desk.cast.erin.id, at=desk.now, version=contract.version)
    assert "held back" not in client.as_(desk.cast.joan).get("/").main.replace("no contract is held back", "")


def test_people_who_only_read_the_register_are_not_told_to_act(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(desk.supplier("Acorn Care"))
    assert "is not closed yet" not in client.as_(desk.cast.dana).get("/").main
