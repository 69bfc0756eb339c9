"""The officers’ pages of spending: who a payee is, what a purpose is, targets, and who is local."""

from datetime import date, datetime
from typing import Any

import pytest

from models.spending.buying import Buying, Locality, Target
from models.spending.payment import Payee, Purpose
from portal.spending import work
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.register.at_desk import AtDesk
from tests.portal.spending.files import row, spending

PAGE, BUYING = "/desk/register/spending/", "/desk/register/buying/"
NOW = datetime(2026, 10, 5, 8)
STATED = {
    "major": "£500,000", "local_means": "In the county", "sme_count": "60", "local_count": "50%",
    "said_in": "The strategy", "since_on": "1 April 2026",
}  # fmt: skip


@pytest.fixture
def desk(cast: Cast, now: datetime) -> AtDesk:
    return AtDesk(cast, now)


def take(cast: Cast, *rows: list[str]) -> None:
    work.take_in(spending(rows), cast.fairshire, by=None, now=NOW, name="july.csv")


def sent(one: Any, **more: str) -> dict[str, str]:
    return {"id": f"{one.id}", "version": f"{one.version}", **more}


def test_an_officer_says_who_a_payee_is(client: HouseClient, desk: AtDesk) -> None:
    kite = desk.supplier("Kite Club")
    desk.contract(kite)
    take(desk.cast, row("Kite Club Limited", "20"), row("KITE CLUB LTD", "900"))
    joan = client.as_(desk.cast.joan)
    page = joan.get(PAGE)
    assert page.main.index("KITE CLUB LTD") < page.main.index("Kite Club Limited"), "the larger sum first"
    yes, no = Payee.get(Payee.name == "KITE CLUB LTD"), Payee.get(Payee.name == "Kite Club Limited")
    joan.post(f"{PAGE}payees", sent(yes, **{"is": "yes"}))
    joan.post(f"{PAGE}payees", sent(no, **{"is": "no"}))
    assert [(one.supplier_id, one.open) for one in (Payee.get_by_id(yes.id), Payee.get_by_id(no.id))] == [
        (kite.id, False), (None, False)
    ]  # fmt: skip
    assert "Nobody waits." in joan.get(PAGE).main
    joan.post(f"{PAGE}payees", sent(yes, **{"is": "no"}), status=422)


def test_an_officer_says_which_service_a_purpose_is(client: HouseClient, desk: AtDesk) -> None:
    take(desk.cast, row(service="Beds"), row(service="Repairs"))
    joan, (beds, repairs) = client.as_(desk.cast.joan), Purpose.select().order_by(Purpose.words)
    joan.post(f"{PAGE}purposes", sent(beds, service=desk.cast.service.key))
    joan.post(f"{PAGE}purposes", sent(repairs, service="none"))
    joan.post(f"{PAGE}purposes", sent(repairs, service="nonsense"), status=422)
    assert [(one.service_id, one.told) for one in Purpose.select().order_by(Purpose.words)] == [
        (desk.cast.service.id, True), (None, True)
    ]  # fmt: skip
    assert "Every purpose is sorted." in joan.get(PAGE).main


def test_targets_are_stated_and_shown_again(client: HouseClient, desk: AtDesk) -> None:
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(BUYING), STATED)
    assert "Saved. It is public from the next edition on." in page.main
    kept = Buying.of(desk.cast.fairshire.id)
    assert (kept.major_pence, kept.local_means) == (50_000_000, "In the county")
    told = [(one.subject, one.measure, one.percent, one.since_on) for one in Target.of(desk.cast.fairshire.id)]
    assert told == [("local", "count", 50, date(2026, 4, 1)), ("sme", "count", 60, date(2026, 4, 1))]
    page = joan.get(BUYING)
    values = page.values(page.form())
    assert (values["sme_count"], values["since_on"], values["vcse_count"]) == (["60"], ["1 April 2026"], [""])
    stale = {**STATED, "version": "0"}
    assert "A colleague has saved this page meanwhile." in joan.post(BUYING, stale, status=409).main


@pytest.mark.parametrize(
    ("wrong", "box", "says"),
    [
        ({"sme_count": "101"}, "sme_count", "Enter a whole number from 1 to 100"),
        ({"sme_count": "a lot"}, "sme_count", "Enter a whole number from 1 to 100"),
        ({"said_in": ""}, "said_in", "Enter where they are stated"),
        ({"major": "much"}, "major", "Enter a sum in pounds"),
        ({"local_means": ""}, "local_means", "Enter what local means"),
    ],
)
def test_a_target_that_says_nothing_is_asked_about(
    client: HouseClient, desk: AtDesk, wrong: dict[str, str], box: str, says: str
) -> None:
    page = client.as_(desk.cast.joan).post(BUYING, {**STATED, "version": "0", **wrong}, status=422)
    assert says in page.error_at(box)
    assert not Target.select().exists()


def test_who_is_local_is_said_with_its_source(client: HouseClient, desk: AtDesk) -> None:
    kite = desk.supplier("Kite Club")
    desk.contract(kite)
    joan, page = client.as_(desk.cast.joan), f"/desk/register/suppliers/{kite.slug}/local"
    assert "Enter where it is known from" in joan.post(page, {"local": "yes"}, status=422).error_at("source")
    joan.post(page, {"local": "yes", "source": "Companies House"})
    assert Locality.of(desk.cast.fairshire.id) == {kite.id: "yes"}
    desk.supplier("Elsewhere")
    joan.get("/desk/register/suppliers/elsewhere/local", status=404)


def test_an_officer_reads_and_another_council_sees_nothing(client: HouseClient, desk: AtDesk) -> None:
    take(desk.cast, row("Harbour"))
    dana = client.as_(desk.cast.dana)
    assert "july.csv" in dana.get(PAGE).main
    assert not dana.get(PAGE).all("//main//button")
    dana.get(BUYING, status=403)
    assert "july.csv" not in client.as_(desk.cast.gita).get(PAGE).main
