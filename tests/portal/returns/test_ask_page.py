"""“Ask for returns”: the officer’s form."""

from typing import Any

import pytest

from models.monitoring_return import Return
from models.person import Membership
from models.store import writing
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.portal.life import BEFORE, THIS, WHY, Life, mails

NEW = "/desk/returns/new"


def chosen(life: Life, **other: Any) -> dict[str, Any]:
    return {
        "providers": [str(life.cast.harbour.public_id)],
        "service": "supported-accommodation",
        "set_key": SET,
        "period_key": THIS,
        "tier": "core",
        "due_on": "21 October 2026",
        "why": WHY,
    } | other


def test_the_last_whole_quarter_and_the_usual_day_are_filled_in(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.dana).get(NEW)
    assert page.h1 == "Ask for returns"
    form = page.values(page.form())
    assert form["period_key"] == [THIS]
    assert form["due_on"] == ["21 October 2026"]
    assert form["tier"] == ["by_rule"]
    assert not page.all("//input[@name='providers'][@checked]")
    assert "Harbour Young People" in page.main
    assert "Northgate Homes Ltd" in page.main


def test_asking_makes_a_return_for_each_provider_and_says_so(client: HouseClient, life: Life) -> None:
    both = [str(life.cast.harbour.public_id), str(life.cast.northgate.public_id)]
    dana = client.as_(life.cast.dana)
    page = dana.submit(dana.get(NEW), chosen(life, providers=both))
    assert page.url == f"/desk/returns/?period={THIS}"
    assert "2 providers asked. Each gets a mail." in page.main
    assert Return.select().count() == 2
    assert len(mails()) == 3


def test_who_was_asked_already_is_named(client: HouseClient, life: Life) -> None:
    life.ask()
    both = [str(life.cast.harbour.public_id), str(life.cast.northgate.public_id)]
    dana = client.as_(life.cast.dana)
    page = dana.submit(dana.get(NEW), chosen(life, providers=both))
    assert "1 provider asked. Each gets a mail. Asked already: Harbour Young People." in page.main


@pytest.mark.parametrize("day", ["21/10/2026", "21st Oct 2026", "2026-10-21"])
def test_the_day_is_read_as_people_write_days(client: HouseClient, life: Life, day: str) -> None:
    client.as_(life.cast.dana).post(NEW, chosen(life, authority=str(life.cast.fairshire.id), due_on=day))
    assert Return.get().due_on.isoformat() == "2026-10-21"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("providers", [], "Select at least one provider"),
        ("due_on", "", "Enter the due day"),
        ("due_on", "soon", "Enter the due day"),
        ("due_on", "1 October 2026", "today or later"),
        ("why", "", "Enter why you ask"),
        ("why", "   ", "Enter why you ask"),
        ("why", "\u200b", "Enter why you ask"),
        ("why", "x" * 401, "Shorten this to 400 characters"),
        ("period_key", "2026-27-Q9", "Not a valid choice"),
        ("set_key", "nonsense", "Not a valid choice"),
        ("tier", "huge", "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_everything_else_stays(
    client: HouseClient, life: Life, name: str, value: Any, says: str
) -> None:
    typed = chosen(life, authority=str(life.cast.fairshire.id), **{name: value})
    page = client.as_(life.cast.dana).post(NEW, typed, status=422)
    assert any(says in error for error in page.errors), page.errors
    if name != "why":
        assert page.one("//textarea[@name='why']").text.strip() == WHY
    if name != "providers":
        assert page.values(page.form())["providers"] == chosen(life)["providers"]
    assert not Return.select().exists()


def test_a_day_before_the_period_ends_is_refused(client: HouseClient, life: Life) -> None:
    typed = chosen(life, authority=str(life.cast.fairshire.id), period_key=BEFORE, due_on="5 October 2026")
    page = client.as_(life.cast.dana).post(NEW, typed)
    assert Return.get().due_on.isoformat() == "2026-10-05"
    assert page.status == 200


def test_nobody_asks_in_the_name_of_another_council(client: HouseClient, life: Life) -> None:
    typed = chosen(life, authority=str(life.cast.westmoor.id))
    page = client.as_(life.cast.dana).post(NEW, typed, status=422)
    assert page.status == 422
    assert not Return.select().exists()


def test_who_works_for_two_councils_says_for_which(client: HouseClient, life: Life) -> None:
    with writing():
        Membership.begin(life.cast.dana, life.cast.westmoor, "officer", life.now, by=None)
    dana = client.as_(life.cast.dana)
    page = dana.get(NEW)
    assert page.all("//select[@name='authority']")
    dana.submit(page, chosen(life, authority=str(life.cast.westmoor.id)))
    assert Return.get().authority_id == life.cast.westmoor.id
