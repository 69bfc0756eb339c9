"""What belongs to an answer: why a figure is not there and when it comes, words of options, checks, remarks."""

from datetime import date

import pytest

from forms.answers import Given
from forms.conversation import Facts, Message

SCOTLAND = "residential-child-care-half-yearly-scotland"


def test_a_figure_that_is_not_there_asks_why_and_then_when(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("we don’t have this figure")
    assert not chat.stored
    assert chat.state.focus == "moved_in.why"
    chat.say("Our log was lost in the move")
    assert chat.answers["moved_in"] == Given("not_available", None, "Our log was lost in the move")
    assert "Our log was lost in the move" in chat.reply("echo").text
    assert chat.state.focus == "moved_in.when"
    chat.say("1 December 2026")
    assert chat.answers["moved_in"].expected_on == date(2026, 12, 1)
    assert chat.state.focus == "moved_out"


@pytest.mark.parametrize("text", ["I don’t know", "skip", "no"])
def test_the_day_when_it_comes_may_stay_open(talk, text):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.press("not_available:moved_in")
    chat.say("Our log was lost in the move")
    chat.say(text)
    assert chat.answers["moved_in"].expected_on is None
    assert chat.state.focus == "moved_out"


def test_a_day_that_has_gone_by_is_asked_again_and_an_inferred_year_is_proposed(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.press("not_available:moved_in")
    chat.say("Our log was lost in the move")
    chat.say("1 December 2020")
    assert chat.answers["moved_in"].expected_on is None
    chat.say("1 December")
    assert "Expected 1 December 2026" in chat.reply("propose").text
    chat.say("yes")
    assert chat.answers["moved_in"].expected_on == date(2026, 12, 1)


def test_not_known_yet_leaves_the_question_open_and_visible(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("I don’t know yet")
    assert "stays open" in chat.turn.replies[0].text
    assert chat.turn.replies[0].buttons[0].name == "not_available:moved_in"
    assert "moved_in" not in chat.answers
    assert chat.state.focus == "moved_out"


def test_not_knowing_what_to_write_leaves_the_box_for_words_open(talk):
    chat = talk("worries", "ask_better").ask_for("worries")
    chat.say("I don’t know")
    assert "worries" not in chat.answers
    assert chat.state.skipped == ("worries",)
    chat.press("change:worries")
    chat.say("We don’t know yet where the two young people will live next year")
    assert chat.value("worries") == "We don’t know yet where the two young people will live next year"


def test_does_not_apply_is_stored_only_where_the_question_allows_it(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("n/a")
    assert not chat.stored
    chat.press("not_applicable:moved_in")
    assert not chat.stored


def test_an_option_with_words_of_its_own_asks_for_them(talk):
    chat = talk("hard_to_get").ask_for("hard_to_get")
    chat.say("Something else")
    assert chat.state.focus == "hard_to_get.other"
    chat.say("A dentist")
    assert chat.value("hard_to_get.other") == "A dentist"
    assert "A dentist" in chat.reply("echo").text


def test_words_of_an_option_may_be_left_out(talk):
    chat = talk("hard_to_get", "worries").ask_for("hard_to_get")
    chat.say("Something else")
    chat.say("skip")
    assert "hard_to_get.other" not in chat.answers
    assert chat.state.focus == "worries"


def test_a_no_that_wants_words_asks_for_them_in_the_words_of_its_set(talk):
    chat = talk("manager_in_post", "worries").ask_for("manager_in_post")
    chat.say("no")
    assert chat.value("manager_in_post") == "no"
    assert chat.question_set.questions["manager_in_post"].if_no in chat.reply("ask").text
    chat.say("Since August; the deputy is in charge")
    assert chat.value("manager_in_post.no") == "Since August; the deputy is in charge"


def broken_check(talk):
    """The sums of who moved do not add up: a check that only asks."""
    chat = talk("now_18_plus", "worries", tier="standard").ask_for("now_18_plus")
    chat.say("3")
    if chat.state.pending:
        chat.say("yes")
    return chat


def test_is_that_right_takes_an_explanation_as_the_page_does(talk):
    chat = broken_check(talk)
    chat.send(Message(button="change:moved_out"))
    chat.say("1")
    focus = chat.state.focus
    assert focus.startswith("check:")
    assert chat.reply("ask").buttons[0].name.startswith("right:")
    chat.say("Two of them went to stay with an aunt for the summer")
    assert chat.answers[focus] == Given("explained", "Two of them went to stay with an aunt for the summer")
    assert "went to stay with an aunt" in chat.reply("echo").text
    assert chat.state.focus != focus


@pytest.mark.parametrize("text", ["yes", "that’s right", "Yes, that is correct."])
def test_is_that_right_is_put_once_and_a_yes_stores_nothing(talk, text):
    chat = broken_check(talk)
    chat.send(Message(button="change:moved_out"))
    chat.say("1")
    focus = chat.state.focus
    chat.say(text)
    assert focus not in chat.answers
    assert not chat.stored
    assert focus in chat.state.passed
    assert chat.state.focus != focus


def test_is_that_right_answered_no_goes_to_the_answer(talk):
    chat = broken_check(talk)
    chat.send(Message(button="change:moved_out"))
    chat.say("1")
    chat.say("no")
    assert chat.state.revisit
    assert "You can keep it or tell me another answer" in chat.reply("ask").text


def test_what_cannot_be_is_said_and_the_answer_asked_again(talk):
    chat = talk(missing_times=2, missing_people=2, missing_times_under_18=1).ask_for("missing_times")
    chat.say("1")
    assert chat.value("missing_times") == 1
    assert [problem.level for problem in chat.journey.blocking()] == ["stop"]
    assert "Which answer shall we change?" in chat.reply("repair").text
    assert chat.state.revisit


def test_a_text_that_is_too_long_for_its_question_is_kept_and_said(talk):
    chat = talk("ask_better", "worries").ask_for("ask_better")
    limit = chat.question_set.questions["ask_better"].max_words
    chat.say("word " * (limit + 5))
    assert chat.stored
    assert any("Use" in reply.text and "words or fewer" in reply.text for reply in chat.turn.replies)


def test_an_optional_question_may_be_left_empty(talk):
    chat = talk("ask_better").ask_for("ask_better")
    chat.say("nothing")
    assert "ask_better" not in chat.answers
    assert "stays empty" in chat.turn.replies[0].text
    assert chat.state.focus is None


# Remarks of the council on a return that was sent back


def test_a_remark_is_asked_first_and_takes_a_reply(talk):
    chat = talk()
    chat.facts = Facts(remarks={"missing_times": "The police count two. Can you check?"})
    chat.start()
    assert "The police count two. Can you check?" in chat.reply("ask").text
    chat.facts = Facts(remarks={"missing_times": "The police count two. Can you check?"})
    chat.say("We checked with the police: none is right")
    assert chat.value("check:missing_times.remark") == "We checked with the police: none is right"
    assert chat.state.focus is None


def test_a_figure_in_reply_to_a_remark_is_proposed_as_the_answer(talk):
    remarks = {"missing_times": "The police count two. Can you check?"}
    chat = talk()
    chat.facts = Facts(remarks=remarks)
    chat.start()
    chat.facts = Facts(remarks=remarks)
    chat.say("2")
    assert "“Times reported missing” is 0. Shall I change it to 2?" in chat.reply("propose").text
    chat.facts = Facts(remarks=remarks)
    chat.say("yes")
    assert chat.value("missing_times") == 2
    assert all("The police count two" not in reply.text for reply in chat.turn.replies)


# Standing facts of the last return


def test_standing_facts_are_confirmed_together_in_one_tap(empty):
    chat = empty()
    chat.start()
    text = chat.reply("propose").text
    assert "30 June 2026" in text
    assert "12 for “Rooms with hosts”" in text
    chat.press("yes:")
    assert chat.value("kinds") == ("lodgings",)
    assert chat.value("places_lodgings") == 12
    written = chat.turn.intents[0].written
    assert all(one.carried for one in written)


@pytest.mark.parametrize("text", ["no change", "same as last quarter", "nothing has changed", "still right", "yes"])
def test_nothing_has_changed_confirms_standing_facts(empty, text):
    chat = empty()
    chat.start()
    chat.say(text)
    assert chat.value("places_lodgings") == 12


def test_a_standing_fact_that_changed_is_asked_for(empty):
    chat = empty()
    chat.start()
    chat.say("no")
    assert "A room in a host’s home" in chat.reply("propose").text
    chat.say("yes")
    chat.say("no, 14")
    assert chat.value("places_lodgings") == 14


def test_no_count_is_offered_from_last_time(empty):
    chat = empty()
    chat.start()
    chat.press("yes:")
    assert chat.state.focus == "places_ready"
    assert chat.state.pending == ()
    assert "Last time (30 June 2026) it was 12." in chat.reply("ask").note
