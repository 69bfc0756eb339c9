"""What is kept between two messages: nothing of the answers but a proposal, and rubbish never raises."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import library
from forms.conversation import Message, Proposal, State, turn

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = tuple(State().to_dict())
PROPOSAL = st.dictionaries(st.sampled_from(tuple(Proposal.__dataclass_fields__)), JSON, max_size=6)


def test_a_state_comes_back_as_it_was():
    pending = (Proposal("moved_in", 12, said="about 12", because="about"), Proposal("kinds", ["own"], carried=True))
    state = State("moved_in", pending, singly=True, tries=2, skipped=("a",), passed=("b", "c"), trail=("kinds",))
    back = State.from_dict(json.loads(json.dumps(state.to_dict())))
    assert back == state
    assert back.stamp == state.stamp


@given(kept=st.dictionaries(st.sampled_from(NAMES), JSON | st.lists(PROPOSAL, max_size=2)) | JSON)
@settings(max_examples=200, deadline=None)
def test_rubbish_gives_a_state_that_can_be_talked_with(kept):
    state = State.from_dict(kept)
    assert State.from_dict(json.loads(json.dumps(state.to_dict()))) == state
    told = library.ordinary(library.latest("small-grants-half-yearly"))["core"]
    assert turn(state, Message("3"), told.empty()).replies
    assert turn(state, Message("yes"), told.empty()).replies


@pytest.mark.parametrize("value", ["twelve", [1, 2], {"a": 1}, "2026-99-99", [], True])
def test_a_proposal_whose_value_is_of_another_kind_is_dropped(talk, value):
    chat = talk("quality_review_date", tier="standard").ask_for("quality_review_date")
    kept = State("quality_review_date", (Proposal("quality_review_date", value, because="about"),))
    came = turn(kept, Message("yes"), chat.journey)
    assert came.state.pending == ()
    assert came.intents == ()


def test_the_state_holds_nothing_of_the_answers(talk):
    chat = talk("moved_in", "worries").ask_for("moved_in")
    chat.say("2")
    chat.press("change:worries")
    chat.say("Our heating engineer retires in spring")
    kept = json.dumps(chat.kept)
    assert "heating" not in kept
    assert chat.state.pending == ()


def test_lists_in_the_state_stay_short():
    state = State().but(trail=[str(n) for n in range(1000)])
    assert len(state.trail) == 200
    assert State.from_dict(state.to_dict()) == state


def test_a_kill_at_any_turn_loses_nothing(talk):
    """Each message is taken twice from one state, as when the reply to the first was lost: the same comes of it."""
    chat = talk("moved_in", "moved_out", "hard_to_get", "worries").ask_for("moved_in")
    for text in ("about 2", "yes", "none", "Something else", "A dentist", "why?", "Nothing just now", "submit"):
        state, answers = chat.state, dict(chat.answers)
        first = turn(state, Message(text), chat.journey)
        chat.say(text)
        again = turn(state, Message(text), type(chat.journey)(chat.question_set, chat.situation, answers))
        assert (again.state, again.replies, again.intents) == (first.state, first.replies, first.intents)
        assert (chat.turn.state, chat.turn.replies) == (first.state, first.replies)


HOSTILE = (
    "it is |yes it is |a real human |are you real |please |change it to |leave it now |sorry |no |make it |what if "
    "|all but |5 of |6 moved in and |, |<|\u200b|x instead "
).split("|")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_message_keeps_a_pattern_busy_for_ever(talk, text):
    """A pattern that goes back and forth would not come to an end here."""
    chat = talk("moved_in").ask_for("moved_in")
    for length in (120, 199, 2400):
        for kept in (chat.state, State("moved_in", (Proposal("moved_in", 3, because="about"),)), State("worries")):
            assert turn(kept, Message((text * length)[:length] + "x"), chat.journey).replies


@given(
    text=st.text(max_size=60) | st.sampled_from(["yes", "no", "change it to 3", "2 moved in, 3 moved out", "back", "?"])
)
@settings(max_examples=120, deadline=None)
def test_no_message_raises_and_something_is_always_said(text):
    told = library.ordinary(library.latest("small-grants-half-yearly"))["core"]
    state = State("people", (Proposal("sessions", 22, because="elsewhere"),))
    for kept in (State("people"), state, State("went_well"), State(None)):
        came = turn(kept, Message(text), told.empty())
        assert came.replies
        assert all(reply.text for reply in came.replies)
        assert State.from_dict(came.state.to_dict()) == came.state
    assert turn(state, Message(button=text), told.empty()).replies
    assert turn(State("people"), Message(typed={text: [text], "people": [text]}), told.empty()).replies
