"""Numbers in this field that are not answers, said in a conversation: none is stored, whatever it is said to."""

import pytest

from tests.forms.kinds.test_not_answers import ROWS

TEXTS = [text for texts in ROWS.values() for text in texts]


@pytest.mark.parametrize("key", ["moved_in", "places_lived_in", "missing_times", "complaints_received"])
def test_none_of_them_is_stored(talk, key):
    chat = talk(key).ask_for(key)
    assert len(TEXTS) > 60
    for text in TEXTS:
        fresh = chat.kept
        chat.say(text)
        assert not chat.stored, text
        assert key not in chat.answers
        chat.kept = fresh


@pytest.mark.parametrize("text", ROWS["names and initials"])
def test_a_name_beside_a_number_keeps_the_text_out_of_what_is_kept(talk, text):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say(text)
    assert chat.turn.private
    assert all(text not in str(proposal) for proposal in chat.state.pending)


@pytest.mark.parametrize("text", ROWS["two answers in one"])
def test_two_answers_in_one_are_proposed_for_what_they_name(talk, text):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("no new ones, 2 moved out")
    assert not chat.stored
    assert {one.key for one in chat.state.pending} >= {"moved_out"}


@pytest.mark.parametrize("text", ["nought", "nowt", "zilch", "zero", "nil"])
def test_words_for_nothing_are_stored_and_shown_where_none_is_allowed(talk, text):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say(text)
    assert chat.value("moved_in") == 0
    assert "I put 0 for “Moved in”" in chat.reply("echo").text
