"""A page of questions: boxes that take what people write, and give back what they wrote."""

import pytest

from models.answer import Answer
from models.monitoring_return import Return
from portal.returns.work import answering, sending
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.portal.life import Life, url


@pytest.fixture
def ret(life: Life) -> Return:
    """Twelve places with hosts, of which how many were ready is not said yet."""
    ret = life.ask()
    life.type(ret, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    return answering.fresh(ret)


@pytest.fixture
def alice(client: HouseClient, life: Life) -> HouseClient:
    return client.as_(life.cast.alice)


def box(page: Page, name: str) -> str | None:
    value: str | None = page.one(f"//main//input[@name='{name}']").get("value")
    return value


def value(key: str) -> str | None:
    answer = Answer.get_or_none(Answer.key == key)
    return answer and answer.value


def test_it_says_where_one_is_why_it_is_asked_and_what_to_count(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "places_ready"))
    assert page.h1 == "Places ready to live in"
    assert "How many of your 12 places were ready to live in on 30 September?" in page.main
    assert "We use it to plan how many places the county needs" in page.main
    assert page.links()["Back"] == url(ret, "your_places")
    assert "2 of" in page.main


@pytest.mark.parametrize(("typed", "kept"), [("twelve", "12"), ("11 of 12", "11"), ("none", "0")])
def test_what_was_read_is_saved_and_the_next_page_comes(alice: HouseClient, ret: Return, typed: str, kept: str) -> None:
    page = alice.submit(alice.get(url(ret, "places_ready")), {"places_ready": typed})
    assert value("places_ready") == kept
    assert page.status == 200
    assert page.url in (url(ret, "places_lived_in"), url(ret, "places_ready"))


def test_what_was_not_read_stays_in_its_box_with_a_message_and_candidates(alice: HouseClient, ret: Return) -> None:
    page = alice.submit(alice.get(url(ret, "places_ready")), {"places_ready": "all but one"})
    assert box(page, "places_ready") == "all but one"
    assert page.errors
    assert page.error_at("places_ready")
    assert page.title.startswith("Places ready to live in")
    assert value("places_ready") is None
    assert [b.text for b in page.all("//button[@name='places_ready.yes']")] == ["11"]
    assert page.all("//a[@href='#places_ready']")


def test_pressing_a_candidate_saves_it(alice: HouseClient, ret: Return) -> None:
    page = alice.submit(alice.get(url(ret, "places_ready")), {"places_ready": "all but one"})
    page = alice.submit(page, button="places_ready.yes=11")
    assert value("places_ready") == "11"
    assert "We read that as 11." in page.main
    assert page.all("//input[@name='not_ready_why']")  # and what is asked because of it


def test_what_was_not_read_is_still_there_when_one_comes_back(alice: HouseClient, ret: Return) -> None:
    alice.submit(alice.get(url(ret, "places_ready")), {"places_ready": "all but one"})
    assert box(alice.get(url(ret, "places_ready")), "places_ready") == "all but one"


def test_a_figure_that_is_not_there_is_said_with_why_and_when(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "places_ready"))
    assert "We don’t have this figure" in page.main
    page = alice.submit(page, {"places_ready.why": "The list is at the office", "places_ready.when": "30 October"})
    assert page.url == url(ret, "places_lived_in")
    again = alice.get(url(ret, "places_ready"))
    assert box(again, "places_ready.why") == "The list is at the office"
    assert box(again, "places_ready.when") == "30 October 2026"
    assert again.all("//details[@open]")


def test_saving_and_coming_back_later_goes_to_the_task_list(alice: HouseClient, ret: Return) -> None:
    page = alice.submit(alice.get(url(ret, "places_ready")), {"places_ready": "12"}, button="then=stop")
    assert page.url == url(ret)
    assert box(alice.get(url(ret, "places_ready")), "places_ready") == "12"


def test_who_came_from_checking_goes_back_to_checking(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "places_ready?then=check"))
    assert page.links()["Back"] == url(ret, "check")
    assert alice.submit(page, {"places_ready": "12"}).url == url(ret, "check")


def test_pressing_enter_presses_save_and_go_on(alice: HouseClient, ret: Return) -> None:
    page = alice.submit(alice.get(url(ret, "places_ready")), {"places_ready": "all but one"})
    first = page.all("//main//form[@method='post']//button")[0]
    assert first.get("name") in (None, "then")
    assert "places_ready.yes" not in (first.get("name") or "")


def test_last_times_figure_stands_beside_an_empty_box(client: HouseClient, life: Life) -> None:
    life.last_time()
    page = client.as_(life.cast.alice).get(url(life.ask(), "complaints"))
    assert not box(page, "complaints_received")
    assert "Last time, 30 June: 1." in page.main


def test_standing_facts_are_filled_in_and_confirmed_by_going_on(client: HouseClient, life: Life) -> None:
    life.last_time()
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    page = alice.get(url(ret, "registration"))
    assert "This is as you told us on 17 July 2026. If nothing has changed, just go on." in page.main
    assert Answer.get_or_none((Answer.return_ == ret.id) & (Answer.key == "registration")) is None
    alice.submit(page, {"manager_in_post": "yes"})
    answer = Answer.get((Answer.return_ == ret.id) & (Answer.key == "registration"))
    assert (answer.value, answer.face) == ('"registered"', "carried")


def test_a_soft_check_asks_once_and_never_blocks(alice: HouseClient, ret: Return) -> None:
    page = alice.submit(alice.get(url(ret, "moves")), {"opening": "9", "moved_in": "5", "moved_out": "2"})
    now = {"now_under_18": "1", "now_18_plus": "2", "now_came_alone": "0"}
    alice.submit(alice.get(url(ret, "who_lived_with_you")), now)
    page = alice.submit(alice.get(url(ret, "moves")), {"opening": "9", "moved_in": "5", "moved_out": "2"})
    assert "Is that right?" in page.main
    assert "Your answers are saved" in page.main
    assert value("moved_in") == "5"
    page = alice.submit(page)
    assert page.url == url(ret, "how_moves_ended")


def test_a_page_that_is_not_needed_leads_to_the_task_list(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "team"), status=302)  # only larger services are asked
    assert page.location == url(ret)


def test_a_page_that_nobody_knows_takes_no_form(alice: HouseClient, ret: Return) -> None:
    alice.post(url(ret, "nonsense"), {"x": "1"}, status=404)


def test_a_colleagues_answer_is_shown_beside_ones_own_by_name(client: HouseClient, life: Life, ret: Return) -> None:
    alice, bob = client.as_(life.cast.alice), client.as_(life.cast.bob)
    mine = alice.get(url(ret, "missing"))
    bob.submit(bob.get(url(ret, "missing")), {"missing_times": "2"})
    page = alice.submit(mine, {"missing_times": "five"}, status=409)
    assert "Bob Barton changed this page while you were writing" in page.main
    assert "You typed: five" in page.main
    assert "We read that as" not in page.main  # what stands is Bob’s, not a reading of Alice’s words
    assert box(page, "missing_times") == "five"
    assert value("missing_times") == "2"
    alice.submit(page, {"missing_times": "five"})
    assert value("missing_times") == "5"


def test_a_colleague_on_another_page_is_not_in_the_way(client: HouseClient, life: Life, ret: Return) -> None:
    alice, bob = client.as_(life.cast.alice), client.as_(life.cast.bob)
    mine = alice.get(url(ret, "missing"))
    bob.submit(bob.get(url(ret, "places_ready")), {"places_ready": "12"})
    alice.submit(mine, {"missing_times": "none"})
    assert (value("places_ready"), value("missing_times")) == ("12", "0")


def test_a_page_that_a_colleague_made_unneeded_meanwhile_is_no_failure(
    client: HouseClient, life: Life, ret: Return
) -> None:
    life.type(ret, "moves", {"opening": "9", "moved_in": "0", "moved_out": "3"})
    alice = client.as_(life.cast.alice)
    mine = alice.get(url(ret, "how_moves_ended"))
    life.type(ret, "how_moves_ended", {"moved_out_planned": "2"}, by=life.cast.bob)
    life.type(ret, "moves", {"moved_out": "0", "check.adds_up": ""}, by=life.cast.bob)
    page = alice.submit(mine, {"moved_out_planned": "1"})
    assert page.url == url(ret, "serious_events")
    assert value("moved_out_planned") == "2"


def test_what_is_written_after_it_was_accepted_is_given_back(client: HouseClient, life: Life) -> None:
    ret = life.in_state("received")
    alice = client.as_(life.cast.alice)
    mine = alice.get(url(ret, "missing"))
    life.accept(ret)
    page = alice.submit(mine, {"missing_times": "7"}, status=409)
    assert box(page, "missing_times") == "7"
    assert url(ret) in page.links().values()
    assert value("missing_times") == "2"


def test_what_is_written_after_it_was_withdrawn_is_given_back(client: HouseClient, life: Life, ret: Return) -> None:
    alice = client.as_(life.cast.alice)
    mine = alice.get(url(ret, "own_words"))
    sending.withdraw(ret, why="Ended.", version=ret.version, by=life.cast.dana.id, now=life.now)
    page = alice.submit(mine, {"went_well": "Three young people passed their first term."}, status=404)
    assert "Three young people passed their first term." in page.html


def test_a_remark_stands_at_its_question_and_goes_once_it_is_answered(client: HouseClient, life: Life) -> None:
    ret = life.in_state("sent_back")
    alice = client.as_(life.cast.alice)
    page = alice.get(url(ret, "missing"))
    assert "Our own list has five. Dana Dean, 5 October 2026" in page.main
    page = alice.submit(page, {"missing_times": "5"})
    assert "Our own list has five." not in alice.get(url(ret, "missing")).main
    assert "Our own list has five." not in alice.get(url(ret)).main


def test_what_was_typed_is_shown_as_text_and_never_as_code(alice: HouseClient, ret: Return) -> None:
    code = {"went_well": "<script>x</script> & “more”", "worries": "</textarea>"}
    alice.submit(alice.get(url(ret, "own_words")), code)
    page = alice.get(url(ret, "own_words"))
    assert page.one("//textarea[@name='went_well']").text.strip() == "<script>x</script> & “more”"
    assert "<script>x" not in alice.get(url(ret, "check")).html


def test_leading_line_breaks_of_a_text_are_not_eaten(alice: HouseClient, ret: Return) -> None:
    alice.submit(alice.get(url(ret, "own_words")), {"went_well": "One.\r\n\r\nTwo."})
    assert value("went_well") == '"One.\\n\\nTwo."'
    assert "One.\n\nTwo." in alice.get(url(ret, "own_words")).one("//textarea[@name='went_well']").text


def test_ones_own_second_window_is_called_that(alice: HouseClient, ret: Return) -> None:
    first = alice.get(url(ret, "missing"))
    alice.submit(alice.get(url(ret, "missing")), {"missing_times": "2"})
    page = alice.submit(first, {"missing_times": "five"}, status=409)
    assert "You changed this page in another window" in page.main
    assert value("missing_times") == "2"
