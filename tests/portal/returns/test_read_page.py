"""The council reads a return and decides: accept, send back, withdraw, more time."""

import pytest

from models.decision import Decision
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.person import Membership
from models.remark import Remark
from models.store import writing
from portal.returns.work import answering
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, mails, no_mail, url


@pytest.fixture
def ret(life: Life) -> Return:
    return life.in_state("received")


@pytest.fixture
def dana(client: HouseClient, life: Life) -> HouseClient:
    return client.as_(life.cast.dana)


def state(ret: Return) -> str:
    return str(answering.fresh(ret).state)


def test_it_shows_what_was_sent_in_the_words_that_the_provider_saw(dana: HouseClient, ret: Return) -> None:
    page = dana.get(url(ret, desk=True))
    assert page.h1 == "Harbour Young People, July to September 2026"
    assert "To be read" in page.main
    assert "How many complaints did you get this quarter?" in page.main
    assert "Three young people passed their first term at college." in page.main
    assert "Monday 19 October 2026 (promised to the provider)" in page.main


@pytest.mark.parametrize(("which", "says"), [("due", "has not started yet"), ("draft", "has started")])
def test_what_was_not_sent_cannot_be_read(client: HouseClient, life: Life, which: str, says: str) -> None:
    ret = life.in_state(which)
    page = client.as_(life.cast.dana).get(url(ret, desk=True))
    assert says in page.main
    assert not page.all("//form[contains(@action, '/accept')]")


@pytest.mark.parametrize("length", [1, 600])
def test_accepting_needs_a_message_of_1_to_600_characters(dana: HouseClient, ret: Return, length: int) -> None:
    page = dana.submit(dana.get(url(ret, desk=True)), {"words": "x" * length}, action="/accept")
    assert "Done." in page.main
    assert state(ret) == "accepted"
    assert Decision.get().words == "x" * length


def test_line_breaks_count_as_one_character(dana: HouseClient, ret: Return) -> None:
    dana.submit(dana.get(url(ret, desk=True)), {"words": "\r\n".join(["x"] * 300) + "y"}, action="/accept")
    assert state(ret) == "accepted"


@pytest.mark.parametrize("words", ["", "   ", "\u200b", "x" * 601])
def test_without_a_message_or_with_too_long_a_one_nothing_is_accepted(
    dana: HouseClient, ret: Return, words: str
) -> None:
    page = dana.submit(dana.get(url(ret, desk=True)), {"words": words}, action="/accept", status=422)
    assert page.errors
    assert page.error_at("words")
    assert state(ret) == "received"
    if words.strip() and len(words) > 1:
        assert page.one("//textarea[@name='words']").text.strip() == words


def test_the_message_reaches_the_provider(client: HouseClient, life: Life, dana: HouseClient, ret: Return) -> None:
    dana.submit(dana.get(url(ret, desk=True)), {"words": "Thank you for a clear return."}, action="/accept")
    assert "Thank you for a clear return." in client.as_(life.cast.alice).get(url(ret)).main
    page = dana.get(url(ret, desk=True))
    assert "Accepted by Dana Dean" in page.main
    assert not page.all("//form[contains(@action, '/accept')]")


def test_remarks_are_sent_back_at_their_questions(
    client: HouseClient, life: Life, dana: HouseClient, ret: Return
) -> None:
    remarks = {"remark.missing_times": "Our list has five.", "remark.went_well": "Which term?", "back": "Two things."}
    no_mail()
    page = dana.submit(dana.get(url(ret, desk=True)), remarks, action="/send-back")
    assert state(ret) == "sent_back"
    assert "Sent back with remarks" in page.main
    assert "Our list has five." in page.main
    assert {mail.to for mail in mails()} == {"alice@people.example", "bob@people.example"}
    assert "Our list has five." in client.as_(life.cast.alice).get(url(ret, "missing")).main


def test_sending_back_needs_a_remark_and_keeps_the_line_above(dana: HouseClient, ret: Return) -> None:
    page = dana.submit(dana.get(url(ret, desk=True)), {"back": "Please look."}, action="/send-back", status=422)
    assert any("remark" in error for error in page.errors)
    assert page.one("//*[@name='back']").get("value") == "Please look."
    assert state(ret) == "received"


def test_a_remark_that_is_too_long_stays_with_all_others(dana: HouseClient, ret: Return) -> None:
    remarks = {"remark.missing_times": "y" * 601, "remark.went_well": "Which term?"}
    page = dana.submit(dana.get(url(ret, desk=True)), remarks, action="/send-back", status=422)
    assert page.error_at("remark.missing_times")
    boxes = page.all("//textarea[starts-with(@name, 'remark.')]")
    kept = {box.get("name"): (box.text or "").strip() for box in boxes}
    assert (kept["remark.missing_times"], kept["remark.went_well"]) == ("y" * 601, "Which term?")


def test_a_remark_at_no_question_is_left_out(client: HouseClient, life: Life, dana: HouseClient, ret: Return) -> None:
    sent = {"version": ret.version, "remark.nonsense": "What?", "remark.went_well": "Which term?"}
    dana.post(url(ret, "send-back", desk=True), sent)
    assert [remark.key for remark in Remark.select()] == ["went_well"]
    client.as_(life.cast.alice).get(url(ret))


def test_who_was_slower_sees_what_stands_and_keeps_their_words(
    client: HouseClient, life: Life, dana: HouseClient, ret: Return
) -> None:
    mine = dana.get(url(ret, desk=True))
    life.type(ret, "complaints", {"complaints_received": "3"})
    life.send(ret)
    page = dana.submit(mine, {"words": "Thank you."}, action="/accept", status=409)
    assert "Somebody changed this return while you were reading" in page.main
    assert page.one("//textarea[@name='words']").text.strip() == "Thank you."
    assert state(ret) == "received"
    dana.submit(page, action="/accept")
    assert state(ret) == "accepted"


def test_pressing_accept_twice_is_one_acceptance(dana: HouseClient, ret: Return) -> None:
    mine = dana.get(url(ret, desk=True))
    dana.submit(mine, {"words": "Thank you."}, action="/accept")
    dana.submit(mine, {"words": "Thank you."}, action="/accept", status=409)
    assert Decision.select().count() == 1


def test_asking_no_longer_needs_a_reason(dana: HouseClient, ret: Return) -> None:
    page = dana.submit(dana.get(url(ret, desk=True)), action="/withdraw", status=422)
    assert page.error_at("why")
    page = dana.submit(page, {"why": "The contract ended."}, action="/withdraw")
    assert state(ret) == "withdrawn"
    assert "Withdrawn by Dana Dean" in page.main
    assert "The contract ended." in page.main


def test_a_reason_that_is_too_long_stays_in_its_box(dana: HouseClient, ret: Return) -> None:
    page = dana.submit(dana.get(url(ret, desk=True)), {"why": "z" * 601}, action="/withdraw", status=422)
    assert page.one("//*[@name='why']").get("value") == "z" * 601


@pytest.mark.parametrize(("answer", "due"), [("yes", "4 November 2026"), ("no", "28 October 2026")])
def test_more_time_is_given_or_not(client: HouseClient, life: Life, answer: str, due: str) -> None:
    ret = life.ask()
    alice, dana = client.as_(life.cast.alice), client.as_(life.cast.dana)
    for _ in range(2):
        alice.post(url(ret, "more-time"))
    page = dana.get(url(ret, desk=True))
    assert "Alice Archer asks for five more working days" in page.main
    page = dana.submit(page, action="/more-time", button=f"answer={answer}")
    assert due in page.main
    assert "asks for five more" not in page.main
    assert MoreTime.waiting(ret.id) is None
    dana.post(url(ret, "more-time", desk=True), {"answer": "yes"}, status=404)


def test_nothing_is_granted_by_a_form_without_an_answer(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    for _ in range(2):
        client.as_(life.cast.alice).post(url(ret, "more-time"))
    client.as_(life.cast.dana).post(url(ret, "more-time", desk=True), {"answer": "perhaps"}, status=400)
    assert MoreTime.waiting(ret.id) is not None


def test_an_auditor_reads_and_decides_nothing(client: HouseClient, life: Life, ret: Return) -> None:
    hana = client.as_(life.cast.hana)
    page = hana.get(url(ret, desk=True))
    assert not page.all("//main//form[@method='post']")
    hana.post(url(ret, "accept", desk=True), {"words": "Yes", "version": ret.version}, status=404)


def test_somebody_who_has_left_the_council_no_longer_reads_it(client: HouseClient, life: Life, ret: Return) -> None:
    dana = client.as_(life.cast.dana)
    with writing():
        Membership.get(Membership.person == life.cast.dana).end(life.now, by=life.cast.frank.id)
    dana.get(url(ret, desk=True), status=403)


def test_a_reply_to_a_remark_settles_it_and_reaches_the_council(client: HouseClient, life: Life, ret: Return) -> None:
    life.send_back(ret, {"missing_times": "Our list has five."})
    alice, dana = client.as_(life.cast.alice), client.as_(life.cast.dana)
    reply = {"check.missing_times.remark": "Ours is right: two were another council’s."}
    alice.submit(alice.get(url(ret, "missing")), reply)
    assert "Our list has five." not in alice.get(url(ret)).main
    alice.submit(alice.get(url(ret, "check")))
    assert "Ours is right: two were another council’s." in dana.get(url(ret, desk=True)).main
    assert url(ret, "take-out/check:missing_times.remark") in alice.get(url(ret, "check")).links().values()
