"""“Check your answers and send”, and the one button that sends."""

from datetime import UTC, timedelta

import time_machine

from models.submission import Submission
from portal.returns.work import answering
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url


def test_everything_that_would_be_sent_stands_there_in_words(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    page = client.as_(life.cast.alice).get(url(ret, "check"))
    assert page.h1 == "Check your answers and send"
    answers = page.rows()
    assert answers["What kinds of place do you have?"].startswith("A room in a host’s home (supported lodgings)")
    assert answers["How many of your 12 places had a young person living in them on 30 September?"].startswith("9")
    assert "Three young people passed their first term at college." in page.main
    assert "I am allowed to send this for Harbour Young People. As far as I know it is right." in page.main
    assert "Nothing is sent until you press Send." in page.main
    assert "Saved, not sent." in page.main
    assert url(ret, "missing?then=check") + "#missing_times" in page.links().values() or any(
        href.startswith(url(ret, "missing")) for href in page.links().values()
    )


def test_what_is_missing_is_listed_with_links_and_there_is_no_button(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    life.type(ret, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    page = client.as_(life.cast.alice).get(url(ret, "check"))
    assert "Before you can send" in page.main
    left = page.all("//section[h2[contains(., 'Before you can send')]]//a/@href")
    assert any(href.startswith(url(ret, "complaints?then=check")) for href in left)
    assert not page.errors, "nobody has pressed anything yet"
    assert not page.all("//button[contains(., 'Send')]")
    assert "Not answered yet" in page.main


def test_pressing_send_all_the_same_sends_nothing_and_says_what_is_missing(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    page = client.as_(life.cast.alice).post(url(ret, "send"), {"version": ret.version}, status=422)
    assert "Before you can send" in page.main
    assert any("complaints" in error.lower() for error in page.errors)
    assert not Submission.select().exists()


def test_sending_leads_to_the_receipt(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    alice = client.as_(life.cast.alice)
    page = alice.submit(alice.get(url(ret, "check")))
    assert page.url == url(ret, "receipt/1")
    assert page.h1.startswith("Received: EH-")


def test_pressing_twice_leads_to_the_same_receipt(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    alice = client.as_(life.cast.alice)
    check = alice.get(url(ret, "check"))
    first, again = alice.submit(check), alice.submit(check)
    assert (first.url, first.h1) == (again.url, again.h1)
    assert Submission.select().count() == 1


def test_an_answer_that_changed_meanwhile_is_shown_before_anything_is_sent(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    alice = client.as_(life.cast.alice)
    check = alice.get(url(ret, "check"))
    life.type(ret, "complaints", {"complaints_received": "4"}, by=life.cast.bob)
    page = alice.submit(check, status=409)
    assert "Somebody changed an answer while you were checking" in page.main
    assert not Submission.select().exists()
    assert alice.submit(page).url == url(ret, "receipt/1")


def test_after_the_due_day_it_says_how_late_and_that_nothing_else_happens(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    with time_machine.travel((life.now + timedelta(days=19)).replace(tzinfo=UTC)):
        alice = client.as_(life.cast.alice)
        page = alice.get(url(ret, "check"))
        late = "It is after the due date. You can still send: we mark it as 3 days late and nothing else happens."
        assert late in page.main
        page = alice.submit(page)
    assert "sent after the due day. It is marked as late and nothing else happens" in page.main
    assert Submission.get().late


def test_what_was_sent_and_has_not_changed_cannot_be_sent_again(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    page = client.as_(life.cast.alice).get(url(ret, "check"))
    assert "There is nothing new to send." in page.main
    assert page.links()["See your receipt"] == url(ret, "receipt/1")
    assert not page.all("//button[contains(., 'Send')]")
    assert "Saved, not sent" not in page.main


def test_what_was_changed_after_sending_is_sent_again_as_a_second_one(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    alice = client.as_(life.cast.alice)
    alice.submit(alice.get(url(ret, "complaints")), {"complaints_received": "2"})
    check = alice.get(url(ret, "check"))
    assert check.all("//button[contains(., 'Send again')]")
    page = alice.submit(check)
    assert page.url == url(ret, "receipt/2")
    assert "number 2 (earlier ones stay on record)" in page.main
    alice.get(url(ret, "receipt/1"))


def test_an_accepted_return_has_no_button_but_the_way_to_correct_it(client: HouseClient, life: Life) -> None:
    ret = life.in_state("accepted")
    page = client.as_(life.cast.alice).get(url(ret, "check"))
    assert page.links()["say what you want to correct"] == url(ret, "correct")
    assert not page.all("//button[contains(., 'Send')]")


def test_sending_after_it_was_accepted_is_refused_kindly(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    alice = client.as_(life.cast.alice)
    life.type(ret, "complaints", {"complaints_received": "2"})
    check = alice.get(url(ret, "check"))
    life.accept(ret)
    alice.submit(check, status=409)
    alice.post(url(ret, "send"), {"version": answering.fresh(ret).version}, status=409)
    assert Submission.select().count() == 1


def test_texts_may_be_taken_out_from_here_and_figures_need_not(client: HouseClient, life: Life) -> None:
    ret = life.fill(
        life.ask(),
        {
            "complaints_received": "",
            "complaints_received.why": "The book is lost",
            "places_ready": "11",
            "not_ready_why": ["other"],
            "not_ready_why.other.text": "A new boiler",
            "moved_in": "5",
            "check.adds_up": "Four came and went.",
        },
    )
    links = set(client.as_(life.cast.alice).get(url(ret, "check")).links().values())
    out = {href.rpartition("/")[2] for href in links if "/take-out/" in href}
    assert {"went_well", "worries", "changed", "complaints_received", "not_ready_why", "check:adds_up"} <= out
    assert not {"places_ready", "moved_in", "kinds"} & out
