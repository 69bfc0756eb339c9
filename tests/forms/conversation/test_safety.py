"""Words of danger are answered first; names and initials are met with a hint before anything is kept."""

import pytest

from forms.conversation import Passage

DANGER = "A girl has been gone since Friday and she said she wants to die"


def test_danger_comes_before_everything_and_is_never_stored_silently(talk):
    chat = talk("worries").ask_for("worries")
    chat.say(DANGER)
    assert chat.kinds[0] == "danger"
    assert not chat.stored
    assert DANGER in chat.reply("propose").text
    chat.say("yes")
    assert chat.value("worries") == DANGER


def test_an_exact_figure_that_came_with_words_of_danger_is_only_proposed(talk):
    chat = talk("missing_times").ask_for("missing_times")
    chat.say("2, and one of them has taken an overdose and is not breathing")
    assert chat.kinds[0] == "danger"
    assert not chat.stored


def test_danger_decides_nothing_and_the_question_stays(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("help me he has a knife")
    assert chat.kinds[0] == "danger"
    assert chat.turn.intents == ()
    assert chat.state.focus == "moved_in"


def test_help_alone_asks_for_help_with_the_form(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("help")
    assert "danger" not in chat.kinds


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Jordan Smith moved to her aunt", "a name"),
        ("Ring the host on 07700 900123", "a telephone number"),
        ("A boy called Tyrone was unhappy", "a name"),
    ],
)
def test_what_may_name_somebody_is_met_with_a_hint_before_it_is_kept(talk, text, what):
    chat = talk("worries").ask_for("worries")
    chat.say(text)
    assert not chat.stored
    assert chat.turn.private
    assert what in chat.reply("propose").text
    chat.say("They moved to their aunt")
    assert chat.value("worries") == "They moved to their aunt"


def test_the_hint_does_not_look_for_telephones_where_a_figure_is_asked(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("123456")
    assert not chat.turn.private
    assert "Enter a number up to" in chat.reply("repair").text or "Last time" in chat.reply("propose").text


def test_a_reason_with_a_name_is_met_with_the_same_hint(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.press("not_available:moved_in")
    chat.say("Mrs Brown has the log at home")
    assert not chat.stored
    chat.say("yes")
    assert chat.answers["moved_in"].reason == "Mrs Brown has the log at home"


# The question gate


def found(text: str) -> Passage | None:
    return Passage("A night away is still lived in.", "Places", "/guidance/places/", "2") if "night" in text else None


def test_a_question_is_answered_word_for_word_and_the_same_question_asked_again(talk):
    chat = talk("places_lived_in", guidance=found).ask_for("places_lived_in")
    chat.say("does a night away count?")
    assert chat.reply("guidance").passage.text == "A night away is still lived in."
    assert chat.turn.replies[-1].kind == "ask"
    assert chat.state.focus == "places_lived_in"
    chat.say("what about the moon?")
    assert "can’t find that" in chat.reply("guidance").text
    assert chat.reply("guidance").buttons[0].name == "move:person"


@pytest.mark.parametrize("text", ["how about 2?", "is it 2?", "2?", "maybe 2?", "can I put 2?", "shall we say two?"])
def test_an_answer_in_the_clothes_of_a_question_is_proposed(talk, text):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say(text)
    assert not chat.stored
    assert "2" in chat.reply("propose").text
    chat.say("yes")
    assert chat.value("moved_in") == 2


def test_a_question_in_a_box_for_words_is_looked_up_and_offered_as_the_answer(talk):
    chat = talk("ask_better", guidance=found).ask_for("ask_better")
    chat.say("Why do you count a night away?")
    assert chat.reply("guidance").passage is not None
    assert not chat.stored
    chat.say("yes")
    assert chat.value("ask_better") == "Why do you count a night away?"


def test_a_question_with_a_number_in_it_is_no_answer(talk):
    chat = talk("moved_in").ask_for("moved_in")
    for text in ("does a sibling count as 1?", "should I count the 2 who left?", "what if 3 came back?"):
        chat.say(text)
        assert not chat.stored
        assert chat.state.focus == "moved_in"
