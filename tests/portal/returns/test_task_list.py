"""The task list of a return: what is asked, why, until when; what was said; where to go on."""

from datetime import UTC, date, timedelta

import pytest
import time_machine

from models.store import writing
from portal.returns.work import answering
from tests.fixtures.client import HouseClient
from tests.portal.life import WHY, Life, url


def test_it_says_what_is_asked_why_until_when_and_how_long_it_takes(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    page = client.as_(life.cast.alice).get(url(ret))
    assert page.h1 == "Your return for July to September 2026"
    facts = page.rows()
    assert facts["Due"] == "Wednesday 21 October 2026"
    assert facts["Time"] == "about 14 minutes"
    assert facts["Why"].startswith(WHY)
    assert facts["Your contact"] == "Dana Dean, 01632 960000, contracts@fairshire.example"
    assert "It takes about 14 minutes" in page.main
    assert page.links()["Start"] == url(ret, "your_places")


def test_sections_and_pages_show_their_state(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    life.type(ret, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    life.type(ret, "missing", {"missing_times": "none"})
    life.type(ret, "complaints", {"complaints_received": "2"})
    page = client.as_(life.cast.alice).get(url(ret))
    tasks = {" ".join(li.xpath("string(.)").split()) for li in page.all("//li[contains(@class, 'task-list__item')]")}
    assert "Your places Answered" in tasks
    assert any(task.startswith("Complaints") and task.endswith("Started") for task in tasks)
    assert any(task.endswith("Not started") for task in tasks)
    assert page.links()["Go on"].endswith("/places_ready")
    assert "Saved, not sent." in page.main


def test_pages_that_are_not_needed_have_no_link(client: HouseClient, life: Life) -> None:
    ret = life.ask(tier="standard")
    life.type(ret, "missing", {"missing_times": "none"})
    life.type(ret, "moves", {"opening": "9", "moved_in": "0", "moved_out": "0"})
    page = client.as_(life.cast.alice).get(url(ret))
    idle = [li for li in page.all("//li[contains(@class, 'task-list__item')]") if "Not needed" in li.xpath("string(.)")]
    assert all(not li.xpath(".//a") for li in idle)


@pytest.mark.parametrize(("days", "says"), [(16, None), (17, "1 day late"), (30, "14 days late")])
def test_late_is_said_kindly_and_counted_in_days(client: HouseClient, life: Life, days: int, says: str | None) -> None:
    ret = life.ask()
    with time_machine.travel((life.now + timedelta(days=days)).replace(tzinfo=UTC)):
        page = client.as_(life.cast.alice).get(url(ret))  # the sign-in of weeks ago has ended
    assert ("late: you can still send, and nothing else happens" in page.main) is (says is not None)
    if says:
        assert says in page.main


def test_a_received_return_shows_its_reference_and_may_still_be_changed(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    sent = life.send(ret)
    page = client.as_(life.cast.bob).get(url(ret))
    assert f"Received. Reference {sent.reference}, 5 October 2026 at 9:00am." in page.main
    assert page.links()["See the receipt"] == url(ret, "receipt/1")
    assert "by 19 October 2026" in page.main
    assert "You can still change an answer and send again" in page.main
    assert "Ask for five more working days" not in page.main


def test_remarks_of_the_council_stand_there_with_links_to_their_questions(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    life.send_back(ret, {"missing_times": "Our list has five."}, "One thing puzzles us.")
    page = client.as_(life.cast.alice).get(url(ret))
    assert "One thing puzzles us." in page.main
    assert "Our list has five." in page.main
    assert url(ret, "missing") + "#missing_times" in page.links().values()


def test_a_remark_that_was_taken_out_says_so(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    life.send_back(ret, {"went_well": "You name somebody here."})
    answering.take_out(ret, "went_well", why="A name", by=life.cast.alice.id, now=life.now)
    page = client.as_(life.cast.alice).get(url(ret))
    assert "Taken out" in page.main
    assert "None" not in page.main


def test_an_accepted_return_can_be_corrected_and_not_simply_changed(client: HouseClient, life: Life) -> None:
    ret = life.in_state("accepted")
    page = client.as_(life.cast.alice).get(url(ret))
    assert page.links()["Correct something"] == url(ret, "correct")
    assert "Thank you. We will ring you by Friday." in page.main
    assert not page.all("//li[contains(@class, 'task-list__item')]//a")


def test_what_was_noticed_last_time_stands_at_the_start(client: HouseClient, life: Life) -> None:
    life.last_time()
    page = client.as_(life.cast.alice).get(url(life.ask()))
    noticed = "What we noticed last time, and what happens next You kept everybody safe. Dana Dean, 17 July 2026"
    assert noticed in page.main


def test_more_time_is_granted_at_once_and_said(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    page = alice.submit(alice.get(url(ret)), action="/more-time")
    assert "You have five more working days. The return is now due on 28 October 2026, and is not late." in page.main
    assert page.rows()["Due"] == "Wednesday 28 October 2026"


def test_the_second_request_is_passed_on_and_cannot_be_made_twice(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    alice.post(url(ret, "more-time"))
    page = alice.post(url(ret, "more-time"))
    assert "so Dana Dean decides. We have asked them." in page.main
    assert not page.all("//button[contains(., 'Ask for five more')]")
    assert "You have asked already" in alice.post(url(ret, "more-time")).main


def test_nobody_is_told_that_they_asked_when_they_have_sent(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.alice).post(url(life.in_state("received"), "more-time"))
    assert "asked already" not in page.main
    assert "This return was sent already." in page.main


def test_a_page_that_nobody_knows_is_not_found(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    for tail in ("nonsense", "receipt/1", "receipt/99", "take-out/nonsense", "take-out/check:x"):
        alice.get(url(ret, tail), status=404)


@pytest.mark.parametrize("who", ["charlie", "dana", "erin", "frank", "gita", "hana", "ivan"])
def test_it_does_not_exist_for_anybody_else(client: HouseClient, life: Life, who: str) -> None:
    ret = life.in_state("received")
    browser = client.as_(getattr(life.cast, who))
    for tail in ("", "missing", "check", "correct", "take-out/went_well"):
        browser.get(url(ret, tail), status=404)
    for tail in ("missing", "send", "correct", "more-time", "take-out/went_well"):
        browser.post(url(ret, tail), {"missing_times": "9", "reason": "x"}, status=404)


def test_a_return_that_is_no_longer_asked_for_is_gone(client: HouseClient, life: Life) -> None:
    ret = life.in_state("withdrawn")
    client.as_(life.cast.alice).get(url(ret), status=404)


def test_a_day_that_was_moved_is_shown_as_it_is_now(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    with writing():
        ret.due_on = date(2026, 10, 23)
        ret.save()
    assert client.as_(life.cast.alice).get(url(ret)).rows()["Due"] == "Friday 23 October 2026"
