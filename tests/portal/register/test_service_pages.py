"""Services: segment of the market and stage of the commissioning cycle."""

from datetime import date

import pytest

from models.register.service_line import ServiceLine
from tests.fixtures.client import HouseClient
from tests.portal.register.at_desk import AtDesk, cells

SERVICES = "/desk/register/services/"
ONE = f"{SERVICES}fairshire/supported-accommodation/"


def test_segment_and_stage_are_said_and_shown(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(service=desk.cast.service.id)
    joan = client.as_(desk.cast.joan)
    assert cells(joan.get(SERVICES))["Supported accommodation"] == ["–", "–", "–", "1"]
    sent = {"segment": "Leaving care", "stage": "plan", "stage_since_on": "1 May 2026", "manager": "Joan Joyce"}
    page = joan.submit(joan.get(ONE), sent)
    assert "Supported accommodation: saved." in page.main
    assert cells(page)["Supported accommodation"] == ["Leaving care", "Plan, since 1 May 2026", "Joan Joyce", "1"]
    line = ServiceLine.get()
    assert (line.segment, line.stage, line.stage_since_on) == ("Leaving care", "plan", date(2026, 5, 1))
    page = joan.get(ONE)
    assert page.values(page.form())["stage_since_on"] == ["1 May 2026"]


@pytest.mark.parametrize(
    ("sent", "box", "says"),
    [
        ({"stage": "do"}, "stage_since_on", "Enter since when"),
        ({"stage_since_on": "1 May 2026"}, "stage_since_on", "Select the stage"),
        ({"stage": "do", "stage_since_on": "soon"}, "stage_since_on", "Enter a day with its year"),
        ({"stage": "later"}, "stage", "Select one of the list"),
    ],
)
def test_a_stage_says_since_when(client: HouseClient, desk: AtDesk, sent: dict[str, str], box: str, says: str) -> None:
    page = client.as_(desk.cast.joan).post(ONE, sent, status=422)
    assert says in page.error_at(box)
    assert not ServiceLine.select().exists()


def test_an_officer_reads_and_another_council_sees_nothing(client: HouseClient, desk: AtDesk) -> None:
    dana = client.as_(desk.cast.dana)
    assert "Supported accommodation" in dana.get(SERVICES).main
    dana.get(ONE, status=403)
    client.as_(desk.cast.joan).get(f"{SERVICES}westmoor/supported-accommodation/", status=404)
