"""Never typed twice: standing facts with their date, Ofsted’s list, and what another council was told already."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms import known, library
from forms.journey import Journey
from forms.situation import Situation
from models.monitoring_return import Return
from models.ofsted import OfstedEntry
from models.store import writing
from portal.returns.work import answering, sheet
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url
from tests.portal.returns.test_work_known import ENTRY, about_home, elsewhere, told_westmoor

# A figure of the whole service


def test_what_one_council_was_told_is_offered_to_the_other_and_taken_over_by_a_button(
    client: HouseClient, life: Life
) -> None:
    told_westmoor(life, complaints_received="14")
    ours = life.ask()
    alice = client.as_(life.cast.alice)
    page = alice.get(url(ours, "complaints"))
    assert "You told Westmoor County Council 14 on 3 October 2026. Use it here, too" in page.main
    assert sheet.load(answering.fresh(ours), life.now).answers == {}, "shown, and not an answer"
    again = alice.submit(page, button="complaints_received.use=14")
    assert (again.h1, again.one("//*[@name='complaints_received']").get("value")) == (page.h1, "14")
    assert "You told Westmoor County Council 1 on 3 October 2026. Use it here, too: Complaints finished" in again.main
    assert "Use it here, too: Complaints received" not in again.main
    kept = sheet.load(answering.fresh(ours), life.now).answers["complaints_received"]
    assert (kept.value, kept.number, kept.face) == ("14", 14, "carried")
    assert "As you told another council" in alice.get(url(ours, "check")).main


def test_it_is_asked_each_time_and_another_figure_can_be_typed_instead(client: HouseClient, life: Life) -> None:
    told_westmoor(life, complaints_received="14")
    ours = life.ask()
    alice = client.as_(life.cast.alice)
    alice.submit(alice.get(url(ours, "complaints")), {"complaints_received": "3"})
    assert sheet.load(answering.fresh(ours), life.now).answers["complaints_received"].number == 3
    assert "complaints_received" not in elsewhere(ours, life)


def test_the_council_never_sees_what_another_was_told(client: HouseClient, life: Life) -> None:
    told_westmoor(life, complaints_received="14")
    ours = life.ask()
    at_desk = client.as_(life.cast.dana).get(url(ours, desk=True)).text
    assert "Westmoor" not in at_desk
    assert sheet.load(answering.fresh(ours), life.now).journey.situation.elsewhere == {}
    assert life.type(ours, "complaints", {"complaints_received": "x"}).sheet.journey.situation.elsewhere == {}
    life.send(life.fill(ours))
    assert "Westmoor" not in client.as_(life.cast.dana).get(url(ours, desk=True)).text
    assert "Westmoor" not in client.as_(life.cast.alice).get(url(ours, "receipt/1")).text


# What Ofsted’s list says


@pytest.fixture
def of_home(life: Life) -> Return:
    return about_home(life)


def test_what_ofsted_has_stands_in_the_boxes_and_is_confirmed_with_the_page(
    client: HouseClient, life: Life, of_home: Return
) -> None:
    alice = client.as_(life.cast.alice)
    page = alice.get(url(of_home, "registration"))
    assert page.main.count("This is from Ofsted’s list of 31 March 2026. If nothing has changed, just go on.") == 3
    assert page.values(page.form())["inspection"] == ["requires_improvement"]
    assert sheet.load(answering.fresh(of_home), life.now).answers == {}, "shown, and not stored"
    alice.submit(page, {"manager_in_post": "yes"})
    kept = sheet.load(answering.fresh(of_home), life.now).answers
    assert {key: (json.loads(str(kept[key].value)), kept[key].face) for key in kept} == {
        "places_registered": (4, "carried"),
        "inspection": ("requires_improvement", "carried"),
        "inspection_date": ("2026-02-03", "carried"),
        "manager_in_post": ("yes", "page"),
    }
    assert alice.get(url(of_home, "check")).main.count("Confirmed from Ofsted’s list") == 3


def test_what_is_out_of_date_there_is_changed_by_typing(life: Life, of_home: Return) -> None:
    life.type(of_home, "registration", {"places_registered": "5", "inspection": "good", "manager_in_post": "yes"})
    kept = sheet.load(answering.fresh(of_home), life.now).answers
    assert (kept["places_registered"].number, kept["places_registered"].face) == (5, "page")
    assert "inspection_date" not in kept, "its box was not on the page that was sent"


@pytest.mark.parametrize(
    ("said", "key"),
    [({"places": None}, "places_registered"), ({"places": 200}, "places_registered"), ({"overall": ""}, "inspection"),
     ({"overall": "Adequate"}, "inspection"), ({"overall_on": date(2014, 1, 1)}, "inspection_date")],
)  # fmt: skip
def test_what_a_list_does_not_say_or_could_not_be_kept_is_left_to_be_typed(
    life: Life, of_home: Return, said: dict[str, Any], key: str
) -> None:
    with writing():
        OfstedEntry.put([ENTRY | said])
    assert key not in sheet.load(answering.fresh(of_home), life.now).journey.situation.listed


# Standing facts of the last return


def test_a_standing_fact_says_when_it_was_told_and_a_count_is_never_filled_in(client: HouseClient, life: Life) -> None:
    life.last_time()
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    places = alice.get(url(ret, "your_places"))
    assert "This is as you told us on 17 July 2026. If nothing has changed, just go on." in places.main
    alice.submit(places)
    said = alice.get(url(ret, "check")).main
    assert said.count("Confirmed, as you told us on 17 July 2026") == 2
    counted = alice.get(url(ret, "complaints"))
    assert counted.one("//*[@name='complaints_received']").get("value") in (None, "")
    assert "Last time, 30 June: 1." in counted.main


def test_no_count_of_any_set_is_a_standing_fact(life: Life) -> None:
    """A place, a registration or a day may be confirmed; what happened in a period is counted each time."""
    happened = ("missing", "complaints", "restraint", "incidents", "opening", "moved", "lived", "now_")
    for questions in library.all():
        for question in questions.questions.values():
            if question.carry_forward:
                assert not any(word in question.key for word in happened), (questions.key, question.key)


def test_the_newer_of_the_list_and_the_last_return_stands_there_and_the_other_is_offered(
    client: HouseClient, life: Life, of_home: Return
) -> None:
    life.type(of_home, "registration", {"places_registered": "5", "inspection": "good", "manager_in_post": "yes"})
    last = Situation(
        life.now.date(), life.now.date(), life.now.date(), "q", "core", "Fairshire", "Harbour", last_return=True,
        last={"places_registered": 5}, last_told_on=date(2026, 7, 17), listed={"places_registered": 4},
        listed_on=date(2026, 3, 31),
    )  # fmt: skip
    questions = sheet.question_set(of_home)
    places = questions.questions["places_registered"]
    older, newer = Journey(questions, last, {}), Journey(questions, replace(last, listed_on=date(2026, 9, 30)), {})
    assert (older.carried(places), known.source(older, places, 5)) == (5, "as you told us on 17 July 2026")
    assert [offer.words for offer in known.offers(older, places)] == ["Ofsted’s list of 31 March 2026 says 4."]
    assert (newer.carried(places), known.offers(newer, places)) == (4, ())
