"""Checks that help: they ask and seldom stop, come again on sending, and lose nothing that was answered."""

import pytest

from forms import library
from forms.question_set import Check
from models.figure import Figure
from models.monitoring_return import Return
from portal.returns.work import answering, sending, sheet
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url

# Each can’t be otherwise: parts of a whole, and people who are counted once each time something happened to them.
# One event may be about three people, so events never stop anybody.
CANNOT_BE_OTHERWISE = {
    "restraint_people <= restraint_times",
    "missing_people <= missing_times",
    "restrained_children <= restraints",
    "held_people <= held_times",
    "aged_up_to_18 <= children",
    "moved_out_planned <= moved_out",
    "offered + said_no <= referred",
}


def problems(life: Life, ret: Return) -> dict[str, str]:
    """Level of each problem of a return by its key."""
    return {one.key: one.level for one in sheet.load(answering.fresh(ret), life.now).journey.problems()}


def test_a_check_asks_unless_its_set_says_that_it_cannot_be_otherwise() -> None:
    check = Check.model_validate({"key": "fits", "rule": "a <= b", "say": "Does it?"})
    assert check.level == "ask"
    checks = [check for found in library.all() for page in found.pages for check in page.checks]
    assert {check.rule.text for check in checks if check.level == "stop"} == CANNOT_BE_OTHERWISE
    assert sum(check.level == "ask" for check in checks) > 5


def test_a_check_across_pages_asks_and_asks_again_when_an_earlier_answer_changes(life: Life) -> None:
    ret = life.fill(life.ask())
    sums = "opening + moved_in - moved_out == now_under_18 + now_18_plus"
    key = next(c.key for p in library.all()[-1].pages for c in p.checks if c.rule.text == sums)
    assert key not in problems(life, ret)
    life.type(ret, "who_lived_with_you", {"now_under_18": "6"})
    assert problems(life, ret)[key] == "ask"
    life.send(ret)


def test_what_cannot_be_stops_on_sending_though_its_page_was_saved(life: Life) -> None:
    ret = life.fill(life.ask(), {"missing_people": "2"})
    life.type(ret, "missing", {"missing_times": "1", "missing_times_under_18": "1"})
    assert problems(life, ret)["people_within_times"] == "stop"
    with pytest.raises(sending.NotReady) as refused:
        life.send(ret)
    assert [problem.key for problem in refused.value.problems] == ["people_within_times"]


def test_an_earlier_answer_sets_later_ones_aside_and_they_come_back(life: Life) -> None:
    """Nothing is asked about who was missing where nobody was; what was said stands there again if somebody was."""
    ret = life.fill(life.ask(), {"missing_times": "4", "missing_people": "3", "missing_times_under_18": "2"})
    life.type(ret, "missing", {"missing_times": "none"})
    first = life.send(ret)
    assert "missing_people" not in sheet.from_payload(first, sheet.question_set(ret))
    assert not Figure.select().where(Figure.key == "missing_people").exists()
    life.type(ret, "missing", {"missing_times": "4"})
    journey = sheet.load(answering.fresh(ret), life.now).journey
    assert journey.value("missing_people") == 3
    second = life.send(ret)
    assert sheet.from_payload(second, sheet.question_set(ret))["missing_people"].value == 3


def test_worked_out_figures_stand_as_they_will_be_read_on_both_sides(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    page = client.as_(life.cast.alice).get(url(ret, "check"))
    assert page.rows()["Young people who lived with you in the quarter"] == "10"
    assert page.rows()["Young people who live with you"] == "8"
    dana = client.as_(life.cast.dana)
    assert "Worked out from these answers" not in dana.get(url(ret, desk=True)).main, "it was not sent yet"
    life.send(ret)
    assert dana.get(url(ret, desk=True)).rows()["Young people who live with you"] == "8"
    assert Figure.get(Figure.key == "now").number == 8
