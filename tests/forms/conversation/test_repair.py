"""When words fail: rephrase, the ordinary control, leave it or a person; never the same sentence twice."""

import pytest


@pytest.mark.parametrize("key", ["moved_in", "registration", "quality_review_date", "manager_in_post", "kinds"])
def test_the_ladder_goes_on_and_never_says_a_sentence_twice(talk, key):
    chat = talk(key, "worries", tier="standard").ask_for(key)
    seen = []
    for _ in range(3):
        chat.say("asdf qwerty")
        assert not chat.stored
        seen.append(chat.reply("repair").text)
    assert len(set(seen)) == 3
    chat.say("asdf qwerty")
    assert chat.state.focus != key
    assert key in chat.state.skipped
    assert "put “" in chat.turn.replies[0].text


def test_the_second_step_shows_the_ordinary_control_and_the_third_a_person(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("asdf")
    assert "for example" in chat.reply("repair").text
    chat.say("asdf")
    assert chat.reply("repair").control
    chat.say("asdf")
    assert [button.name for button in chat.reply("repair").buttons] == ["move:skip", "move:person"]


def test_the_control_is_read_as_the_page_reads_it(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("asdf")
    chat.say("asdf")
    chat.type(moved_in="twelve hundred")
    assert not chat.stored
    chat.type(moved_in="2")
    assert chat.value("moved_in") == 2
    assert "I put 2" in chat.reply("echo").text


def test_ticked_options_and_their_words_are_stored_together(talk):
    chat = talk("hard_to_get").ask_for("hard_to_get")
    assert chat.reply("ask").control
    chat.type(hard_to_get=["mental_health", "other"], hard_to_get__other__text="A dentist")
    assert chat.value("hard_to_get") == ("mental_health", "other")
    assert chat.value("hard_to_get.other") == "A dentist"
    assert "A dentist" in chat.reply("echo").text


def test_a_figure_that_is_not_there_is_given_by_the_control_too(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.type(
        moved_in="", moved_in__dont_have="yes", moved_in__why="The log was lost", moved_in__when="1 December 2026"
    )
    assert chat.answers["moved_in"].reason == "The log was lost"
    assert "The log was lost" in chat.reply("echo").text


def test_inputs_of_other_questions_in_a_control_are_ignored(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.type(moved_in="2", moved_out="7", kinds=["own"])
    assert chat.value("moved_in") == 2
    assert "moved_out" not in chat.answers


def test_a_proposal_that_gets_no_yes_or_no_is_dropped_after_three_other_things(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("about 2")
    seen = []
    for _ in range(3):
        chat.say("asdf qwerty")
        seen.append(chat.turn.replies[0].text)
    assert len(set(seen)) == 3
    assert chat.state.pending == ()
    assert "moved_in" not in chat.answers
    assert chat.state.focus == "moved_in"


def test_a_proposal_after_two_failures_still_gets_its_yes_or_no(talk):
    chat = talk("moved_in").ask_for("moved_in")
    for text in ("asdf", "asdf", "about 2", "mostly"):
        chat.say(text)
    assert [one.value for one in chat.state.pending] == [2]
    chat.say("yes")
    assert chat.value("moved_in") == 2


def test_at_the_end_nothing_is_understood_twice_in_the_same_words(talk):
    chat = talk()
    chat.start()
    seen = []
    for _ in range(4):
        chat.say("asdf qwerty")
        seen.append(chat.turn.replies[-1].text)
    assert len(set(seen)) == 4


def test_a_button_of_something_earlier_does_nothing(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("about 2")
    old = next(one.name for one in chat.reply("propose").buttons if one.name.startswith("yes:"))
    chat.say("no, about 3")
    before = dict(chat.answers)
    chat.press(old)
    assert chat.answers == before
    for name in (
        old,
        "option:registration:registered",
        "candidate:moved_out:4",
        "keep:moved_in",
        "nonsense",
        "move:send",
    ):
        chat.send_button(name) if hasattr(chat, "send_button") else chat.press(name)
        assert chat.answers == before
        assert "did nothing" in chat.turn.replies[0].text


def test_ten_thousand_characters_are_refused_in_a_sentence(talk):
    chat = talk("worries").ask_for("worries")
    chat.say("x" * 10_001)
    assert not chat.stored
    assert "too long" in chat.reply("repair").text
