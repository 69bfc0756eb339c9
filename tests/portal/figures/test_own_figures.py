"""A provider’s own figures over time, what is usual among others, and all that it sent, to take along."""

import io
import json
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from forms import library
from models.period import Period
from models.person import Membership
from models.provider import Home
from models.store import writing
from portal.figures.work import own, window
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.figures.conftest import Many
from tests.portal.figures.test_desk_pages import cells
from tests.portal.life import BEFORE, THIS, Life, url

MINE = f"/returns/figures/fairshire/{SET}/"
QUESTIONS = library.latest(SET)


def test_ones_own_figures_stand_period_by_period(client: HouseClient, life: Life) -> None:
    life.last_time(missing_times="4", missing_times_under_18="4")
    ret = life.in_state("received")
    alice = client.as_(life.cast.alice)
    assert alice.get("/returns/").links()["Your figures over time, and all your returns to take along"]
    page = alice.get(alice.get("/returns/figures/").links()[QUESTIONS.title])
    name = QUESTIONS.questions["missing_times"].name
    rows = {head.split(" SA")[0]: row for head, row in cells(page).items()}
    assert rows[name][-2:] == ["4", "2"]
    life.type(ret, "missing", {"missing_times": "7"})
    page = alice.get(MINE)
    assert {head.split(" SA")[0]: row for head, row in cells(page).items()}[name][-1] == "2", "it was not sent yet"


def test_nobody_sees_another_providers_figures(client: HouseClient, life: Life) -> None:
    life.in_state("received")
    charlie = client.as_(life.cast.charlie)
    assert "No figures yet" in charlie.get("/returns/figures/").main
    charlie.get(MINE, status=404)
    charlie.get(f"{MINE}missing_times", status=404)
    assert json.loads(charlie.get("/returns/figures/returns.json").response.data) == []


def test_a_figure_that_is_not_available_says_so(client: HouseClient, many: Many) -> None:
    many.give(many.cast.harbour, THIS, {"complaints_received": "not available"})
    page = client.as_(many.cast.alice).get(f"{MINE}complaints_received")
    assert cells(page)["July to September 2026"] == ["not available yet"]


def usual(many: Many, key: str) -> Any:
    measure = next(one for one in own.figures.measures(QUESTIONS) if one.key == key)
    shown = window.window(QUESTIONS, THIS, Period.parse(THIS).ends)
    found = own.usual([many.cast.harbour.id], many.cast.fairshire.id, QUESTIONS, measure, shown)
    return found.get(THIS)


def test_the_middle_of_the_others_is_said_from_five_on(client: HouseClient, many: Many) -> None:
    others = many.providers(5)
    many.give(many.cast.harbour, THIS, {"asked": 50})
    many.give_all(others[:4], THIS, "asked", [10, 12, 14, 16])
    assert usual(many, "asked") is None
    many.give(others[4], THIS, {"asked": 90})
    assert (usual(many, "asked").value, usual(many, "asked").providers) == (14, 5)
    page = client.as_(many.cast.alice).get(f"{MINE}asked")
    assert cells(page)["July to September 2026"] == ["50", "14, of 5 others"]


def test_the_middle_is_never_said_of_safety_nor_where_it_is_a_small_count(many: Many) -> None:
    others = many.providers(5)
    for provider in others:
        many.give(provider, THIS, {"missing_times": 12, "asked": 3, "good": (11, 12), "meetings_took_part": (2, 3)})
    assert QUESTIONS.questions["missing_times"].sensitive
    assert usual(many, "missing_times") is None
    assert usual(many, "asked") is None
    assert round(usual(many, "good").value) == 92
    assert usual(many, "meetings_took_part") is None, "a percentage of three says too much"


def test_only_what_the_same_council_received_and_did_not_send_back_counts(many: Many, life: Life) -> None:
    others = many.providers(6)
    many.give_all(others[:4], THIS, "asked", [10, 12, 14, 16])
    elsewhere = {"authority": many.cast.westmoor, "service": many.cast.service_elsewhere}
    many.give(others[4], THIS, {"asked": 20}, **elsewhere)
    ret = many.give(others[5], THIS, {"asked": 20})
    assert usual(many, "asked").providers == 5
    life.send_back(ret, {"asked": "Sure?"})
    assert usual(many, "asked") is None


def test_figures_of_homes_stand_together_and_apart(client: HouseClient, many: Many) -> None:
    with writing():
        second = Home.add(
            many.cast.harbour, "Second House", "children’s home", None, by=many.cast.alice.id, at=many.now
        )
    key, field = "childrens-homes-quarterly", "missing_times"
    many.give(many.cast.harbour, THIS, {field: 3}, set_key=key, home=many.cast.home)
    many.give(many.cast.harbour, THIS, {field: 5}, set_key=key, home=second)
    alice = client.as_(many.cast.alice)
    page = alice.get(f"/returns/figures/fairshire/{key}/")
    assert [row[-1] for row in cells(page).values()] == ["8"]
    page = alice.get(page.links()["Second House"])
    assert [row[-1] for row in cells(page).values()] == ["5"]


def test_all_that_was_sent_can_be_taken_along(client: HouseClient, life: Life) -> None:
    gap = {"complaints_received": "", "complaints_received.why": "=The book is lost", "complaints_received.when": ""}
    first = life.in_state("accepted", period_key=BEFORE)
    ret = life.fill(life.ask(), gap | {"went_well": "=A good quarter."})
    sent = life.send(ret)
    alice = client.as_(life.cast.alice)
    got = json.loads(alice.get("/returns/figures/returns.json").response.data)
    assert next((one["period"], one["state"], one["reference"]) for one in got) == (THIS, "received", sent.reference)
    assert len(got) == 2
    answers = {one["key"]: one for one in got[0]["answers"]}
    assert answers["complaints_received"]["status"] == "not_available"
    assert answers["complaints_received"]["why"] == "=The book is lost"
    assert answers["kinds"]["words"].lower().startswith("supported lodgings") or answers["kinds"]["value"] == [
        "lodgings"
    ]
    assert answers["went_well"]["value"] == "=A good quarter."
    assert first.period_key == got[1]["period"]
    body = alice.get("/returns/figures/returns.xlsx").response.data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    head, found = rows[0], [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert head[0] == "Council"
    assert {row["Key"]: row["Number"] for row in found if row["Period key"] == THIS}["missing_times"] == 2.0
    assert "=A good quarter." in {row["Answer"] for row in found}


def test_what_was_taken_out_is_not_taken_along(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": "Jordan did well."})
    life.send(ret)
    alice = client.as_(life.cast.alice)
    page = alice.get(url(ret, "take-out/went_well"))
    alice.submit(page, {}, action="take-out/went_well")
    body = alice.get("/returns/figures/returns.json").response.data.decode()
    assert "Jordan" not in body
    assert "Taken out" in body


@pytest.mark.parametrize("who", ["dana", "ivan"])
def test_a_council_has_no_figures_of_its_own(client: HouseClient, life: Life, who: str) -> None:
    client.as_(getattr(life.cast, who)).get("/returns/figures/", status=403)


def test_who_belongs_to_two_providers_sees_one_at_a_time(client: HouseClient, many: Many) -> None:
    with writing():
        Membership.begin(many.cast.alice, many.cast.northgate, "member", many.now, by=None)
    many.give(many.cast.harbour, THIS, {"asked": 40})
    many.give(many.cast.northgate, THIS, {"asked": 30})
    alice = client.as_(many.cast.alice)
    assert [row[-1] for row in cells(alice.get(MINE)).values()] == ["40"]
    alice.post("/switch", {"organisation": str(many.cast.northgate.public_id)})
    assert [row[-1] for row in cells(alice.get(MINE)).values()] == ["30"]


def test_ones_own_pages_ask_as_often_for_many_returns_as_for_one(
    client: HouseClient, many: Many, queries: Counting
) -> None:
    paths = ("/returns/figures/", MINE, f"{MINE}asked", "/returns/figures/returns.json")
    many.give(many.cast.harbour, THIS, {"asked": 40})
    alice = client.as_(many.cast.alice)

    def counts() -> list[int]:
        found = []
        for path in paths:
            alice.get(path)
            with queries() as seen:
                alice.get(path)
            found.append(len(seen))
        return found

    one = counts()
    for period_key in (BEFORE, "2025-26-Q4", "2025-26-Q3"):
        many.give(many.cast.harbour, period_key, {"asked": 30, "good": (9, 12)})
    many.give_all(many.providers(6), THIS, "asked", [10, 12, 14, 16, 18, 20])
    assert counts() == one
    assert max(one) <= 9, one
