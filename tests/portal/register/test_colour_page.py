"""The colour of a council among several: seen with its contrast before it is kept, and audited."""

import pytest

from models.audit import AuditEvent
from models.authority import Authority
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient

PAGE, SENT = "/desk/register/colour/", {"seen": ""}


def kept(cast: Cast) -> str:
    return str(Authority.get_by_id(cast.fairshire.id).brand)


def test_a_colour_is_seen_before_it_is_kept(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    page = joan.post(PAGE, {**SENT, "colour": "F4B942", "show": "yes"}, status=200)
    assert "White words on #f4b942 have a contrast of 1.7 to 1." in page.main
    assert "It is too light, so the site shows it darker: as #" in page.main
    assert "#f4b942" not in page.all("//main//*[local-name()='rect']/@fill")
    assert kept(cast) == ""
    dark = joan.post(PAGE, {**SENT, "colour": "#8c1d40", "show": "yes"}, status=200)
    assert "too light" not in dark.main
    assert dark.all("//main//*[local-name()='rect']/@fill")[0] == "#8c1d40"


def test_what_is_kept_is_audited_and_may_be_taken_back(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    joan.post(PAGE, {**SENT, "colour": "#8C1D40"})
    assert kept(cast) == "#8c1d40"
    event = AuditEvent.select().order_by(AuditEvent.id.desc()).first()
    assert (event.action, event.subject) == ("authority.painted", f"authority:{cast.fairshire.public_id}")
    assert "contrast of" in joan.get(PAGE).main
    assert "A colleague has saved #8c1d40 meanwhile." in joan.post(PAGE, {**SENT, "colour": "abc"}, status=409).main
    joan.post(PAGE, {"seen": "#8c1d40", "colour": ""})
    assert kept(cast) == ""


@pytest.mark.parametrize("colour", ["red", "#12345g", "#1234", "#000000;}body{display:none"])
def test_what_is_no_colour_is_asked_about(client: HouseClient, cast: Cast, colour: str) -> None:
    page = client.as_(cast.joan).post(PAGE, {**SENT, "colour": colour}, status=422)
    assert "Enter six digits or letters from A to F" in page.error_at("colour")
    assert kept(cast) == ""
