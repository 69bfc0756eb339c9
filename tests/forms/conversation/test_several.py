"""Several answers in one message: each figure goes to the question whose nouns stand beside it, and is proposed."""

import pytest


def test_what_is_in_focus_is_stored_and_the_others_are_proposed(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("2 moved in and 1 moved out")
    assert chat.value("moved_in") == 2
    assert "moved_out" not in chat.answers
    assert chat.kinds == ["echo", "propose"]
    assert "1 for “Moved out”" in chat.reply("propose").text
    chat.say("yes")
    assert chat.value("moved_out") == 1


def test_an_answer_to_another_question_is_no_answer_to_this_one(talk):
    chat = talk("moved_in", "moved_out", "places_ready").ask_for("moved_in")
    chat.say("1 moved out")
    assert not chat.stored
    assert [one.key for one in chat.state.pending] == ["moved_out"]
    chat.say("no")
    assert chat.state.focus == "moved_in"
    chat.say("11 places ready")
    assert "moved_in" not in chat.answers


@pytest.mark.parametrize(
    "text",
    ["2 moved in on 3 August", "2 moved in at 10:30", "2 moved in, £500 each", "2 moved in, both 17", "2 in Flat 3"],
)
def test_dates_times_money_ages_and_addresses_are_nobodys_answer(talk, text):
    chat = talk("moved_in", "moved_out", "places_ready").ask_for("moved_in")
    chat.say(text)
    assert chat.value("moved_in") in (None, 2)
    assert {one.key for one in chat.state.pending} <= {"moved_in"}


def test_what_another_figure_cannot_be_is_not_even_proposed(talk):
    chat = talk("moved_in", "places_lived_in").ask_for("moved_in")
    chat.say("2 moved in, 40 lived in")
    assert chat.state.pending == ()


def test_one_of_several_may_be_put_right_by_its_name(talk):
    chat = talk("moved_in", "moved_out").ask_for("worries")
    chat.press("change:serious_events")
    chat.say("2 moved in and 1 moved out")
    chat.say("no, 3 moved out")
    assert "2 for “Moved in” and 3 for “Moved out”" in chat.reply("propose").text
    chat.say("yes")
    assert (chat.value("moved_in"), chat.value("moved_out")) == (2, 3)


# “Sorry, 13”: which of the two is meant?


@pytest.mark.parametrize("text", ["sorry, 3", "no, 3", "I meant 3", "make it 3 instead", "oops 3", "that should be 3"])
def test_a_correction_right_after_an_answer_is_proposed_for_that_answer(talk, text):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("2")
    chat.say(text)
    assert chat.value("moved_in") == 2
    assert "moved_out" not in chat.answers
    assert "“Moved in” is 2. Shall I change it to 3?" in chat.reply("propose").text
    chat.say("yes")
    assert chat.value("moved_in") == 3
    assert chat.state.focus == "moved_out"


def test_a_correction_where_an_explanation_was_asked_for_is_a_correction(talk):
    chat = talk("moved_out", tier="standard").ask_for("moved_out")
    chat.say("1")
    assert chat.state.focus.startswith("check:")
    chat.say("sorry, 0")
    assert not chat.stored
    assert "“Moved out” is 1. Shall I change it to 0?" in chat.reply("propose").text


def test_a_correction_that_was_none_goes_to_the_question_in_focus_by_its_button(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("2")
    chat.say("sorry, 3")
    chat.press("candidate:moved_out:")
    assert chat.value("moved_in") == 2
    assert chat.value("moved_out") == 3


def test_a_bare_no_to_a_question_for_a_figure_is_not_zero(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("2")
    chat.say("no")
    assert not chat.stored
    assert {"candidate:moved_out:0", "change:moved_in"} <= {one.name for one in chat.reply("repair").buttons}


@pytest.mark.parametrize("text", ["that’s wrong", "no, that's not right", "sorry, my mistake"])
def test_what_was_put_wrong_is_asked_again(talk, text):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("2")
    chat.say(text)
    assert chat.state.focus == "moved_in"
    assert "“Moved in” is 2" in chat.reply("ask").text
    chat.say("never mind")
    assert chat.value("moved_in") == 2
    assert chat.state.focus == "moved_out"


def test_a_bare_no_to_the_first_figure_is_asked_about_too(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("no")
    assert not chat.stored
    assert "Do you mean none here?" in chat.reply("repair").text
    chat.press("candidate:moved_in:0")
    assert chat.value("moved_in") == 0


def test_what_waits_said_again_is_a_yes_and_more_of_it_waits_together(talk):
    chat = talk("moved_in", "moved_out", "worries").ask_for("worries")
    chat.press("change:serious_events")
    chat.say("2 moved in")
    chat.say("and 1 moved out")
    assert "2 for “Moved in” and 1 for “Moved out”" in chat.reply("propose").text
    chat.say("yes")
    assert (chat.value("moved_in"), chat.value("moved_out")) == (2, 1)
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("about 2")
    chat.say("2")
    assert chat.value("moved_in") == 2


@pytest.mark.parametrize("text", ["what have I said so far?", "I want a person to talk to", "why do you ask me this?"])
def test_a_move_is_a_move_even_while_an_explanation_may_be_given(talk, text):
    chat = talk("places_ready").ask_for("places_ready")
    chat.say("3")
    waiting = chat.state.pending
    chat.say(text)
    assert chat.state.pending == waiting
    assert chat.turn.replies[-1].kind == "propose"


def test_change_it_to_another_value_while_it_waits(talk):
    chat = talk("places_ready").ask_for("places_ready")
    chat.say("3")
    chat.say("change it to 11")
    assert chat.value("places_ready") == 11


def test_a_no_to_a_yes_or_no_right_after_a_figure_is_its_answer(talk):
    chat = talk("good", "manager_in_post").ask_for("good")
    chat.say("7")
    assert chat.state.focus == "manager_in_post"
    chat.say("no")
    assert chat.value("manager_in_post") == "no"
