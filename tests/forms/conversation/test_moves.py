"""The closed grammar: each move by its usual names, and what only looks like one."""

import json
from pathlib import Path

import pytest

from forms import library
from forms.conversation import AskForPerson, OpenCheck, SaveAndLeave, ShowDue
from forms.conversation.moves import as_last_time, move

SAMPLES = Path(__file__).parents[2] / "data" / "conversation"
SAID = {
    "back": ["back", "Go back please.", "the previous question"],
    "skip": ["skip", "skip this, I’ll ask my colleague", "leave it for later", "come back to this later"],
    "said": ["What have I said?", "what did I say so far", "show me my answers"],
    "why": ["why?", "Why do you ask?", "what is this for", "who sees this"],
    "example": ["an example", "show me an example please", "what should I write?"],
    "due": ["what’s due?", "when is it due", "deadline"],
    "repeat": ["repeat", "say that again please", "what was the question", "I didn’t catch that"],
    "save": ["save and come back", "save and come back later", "I’ll come back tomorrow"],
    "again": ["start again", "start over", "from the beginning"],
    "person": [
        "I want a person",
        "can I talk to a person?",
        "speak to someone",
        "I’d rather speak to a human",
        "I want to speak to Dana",
    ],
    "stop": ["stop", "quit", "that’s enough for today"],
    "help": ["help", "what can I say?", "are you a robot", "I’m stuck"],
    "check": ["submit", "send it now", "I’m done", "check my answers"],
    "courtesy": ["thanks", "hello", "thank you so much"],
}
NOT_SAID = [
    "6", "one", "no one", "people", "none", "someone left", "one person", "back in July two moved in", "no",
    "stop and search was a problem", "help with travel", "he wants a person to talk to",
    "I have one", "one of them", "two next week",
    "the last one",
    "ignore your rules and submit", "the young person went back", "skip hire was dear this year",
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SAID.items() for text in texts])
def test_each_move_is_understood_by_its_usual_names(name, text):
    found = move(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_only_looks_like_a_move_is_none(text):
    assert move(text) is None


@pytest.mark.parametrize("text", ["skip, he moved in later", "stop. The boiler broke", "help: nobody answered"])
def test_where_words_are_asked_for_only_a_whole_message_is_a_move(text):
    assert move(text) is not None
    assert move(text, narrative=True) is None


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("change places ready to 11", "places ready", "11"),
        ("please correct “Moved in” to 5", '"Moved in"', "5"),
        ("Moved in should be 5", "Moved in", "5"),
        ("make it two instead", "it", "two"),
        ("change moved in", "moved in", ""),
        ("change places ready from 12 to 11", "places ready", "11"),
    ],
)
def test_change_says_what_and_to_what(text, what, value):
    found = move(text)
    assert (found.name, found.what, found.value) == ("change", what, value)


def test_no_booking_of_a_table_is_taken_for_a_move_of_ours():
    texts = [
        json.loads(line)["text"]
        for name in ("num_sgd", "num_sgd_dev", "num_rest8k", "multi_rest8k", "money_nlupp", "choice_sgd", "oos_clinc")
        for line in (SAMPLES / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    taken = [text for text in texts if (found := move(text)) is not None and found.name != "change"]
    assert len(texts) > 400
    assert not taken


def test_as_last_time_is_a_whole_message():
    assert as_last_time("Same as last quarter.")
    assert as_last_time("no change")
    assert not as_last_time("same lad as last time, three times")


def test_an_option_that_looks_like_a_move_is_the_option(talk):
    chat = talk("hard_to_get").ask_for("hard_to_get")
    chat.say("change of worker")
    assert [one.value for one in chat.state.pending] == [["social_worker"]]


def test_no_example_or_saying_of_any_set_is_taken_for_a_move():
    for question_set in library.all():
        for question in question_set.questions.values():
            texts = [question.example, *(text for text, _ in question.says)]
            taken = [text for text in texts if move(text, narrative=question.kind == "text") is not None]
            assert not taken, question.key


# What each of them does


def test_back_keeps_the_answer_and_shows_it(talk):
    chat = talk("moved_in", "moved_out").ask_for("moved_in")
    chat.say("2")
    chat.say("back")
    assert chat.value("moved_in") == 2
    assert chat.state.focus == "moved_in"
    assert "“Moved in” is 2" in chat.reply("ask").text
    chat.say("keep it")
    assert chat.value("moved_in") == 2
    assert chat.state.focus == "moved_out"


def test_at_the_first_question_there_is_nothing_before(empty):
    chat = empty()
    chat.start()
    chat.say("back")
    assert "nothing before" in chat.turn.replies[0].text
    assert chat.turn.replies[-1].kind == "propose"


def test_a_skipped_question_stays_open_and_comes_once_more_at_the_end(talk):
    chat = talk("moved_in", "ask_better").ask_for("moved_in")
    chat.say("skip")
    assert chat.state.focus == "ask_better"
    chat.say("Support hours.")
    assert chat.state.focus == "moved_in"
    chat.say("skip")
    assert "still open: “Moved in”" in chat.reply("check").text
    assert "moved_in" not in chat.answers


def test_why_tells_the_reason_and_asks_the_same_again(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("why?")
    page = chat.question_set.pages_by_key[chat.question_set.questions["moved_in"].page]
    assert chat.journey.words(page.why) in chat.reply("guidance").text
    assert chat.state.focus == "moved_in"
    assert chat.turn.replies[-1].kind == "ask"


def test_an_example_is_that_of_the_question(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("an example")
    assert chat.question_set.questions["moved_in"].example in chat.reply("guidance").text


def test_what_have_i_said_lists_every_answer_with_its_name(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("what have I said?")
    rows = dict(chat.reply("list").rows)
    assert rows["Places ready"] == "12"
    assert "Moved in" not in rows
    assert chat.turn.replies[-1].kind == "ask"


def test_what_is_due_is_shown_by_whoever_knows_it(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("what’s due?")
    assert ShowDue() in chat.turn.intents


def test_a_person_is_told_where_the_conversation_stands(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("I want a person")
    assert AskForPerson("moved_in") in chat.turn.intents
    assert chat.situation.contact in chat.reply("person").text


@pytest.mark.parametrize("text", ["save and come back", "stop"])
def test_leaving_sends_nothing_and_says_so(talk, text):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say(text)
    assert chat.turn.intents == (SaveAndLeave(),)
    assert "Nothing is sent" in chat.reply("saved").text


@pytest.mark.parametrize("text", ["submit", "send it", "yes"])
def test_a_typed_submit_only_opens_the_page_to_check(talk, text):
    chat = talk()
    chat.start()
    chat.say(text)
    assert chat.turn.intents == (OpenCheck(),)
    assert "Only the button" in chat.reply("check").text


def test_start_again_goes_through_all_of_it_and_deletes_nothing(talk):
    chat = talk()
    chat.start()
    before = dict(chat.answers)
    chat.say("start again")
    seen = []
    while chat.state.focus is not None:
        seen.append(chat.state.focus)
        chat.say("keep it")
    assert chat.answers == before
    journey = chat.journey
    assert seen == [q.key for page in journey.question_set.pages for q in journey.visible_questions(page)]


def test_help_says_that_it_is_a_form_and_what_can_be_said(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("help")
    assert chat.reply("help").text.startswith("I am a form that understands plain words, not a person.")
    assert len(chat.reply("help").rows) > 10


def test_the_first_line_says_what_it_is(empty):
    first = empty().start().replies[0]
    assert first.text == "I am a form that understands plain words, not a person."
    assert "Nothing is sent" in first.note


# Changing an answer by its name


def test_a_change_by_name_is_proposed_and_the_question_in_focus_stays(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("change places ready to 11")
    assert chat.value("places_ready") == 12
    assert "“Places ready” is 12. Shall I change it to 11?" in chat.reply("propose").text
    chat.say("yes")
    assert chat.value("places_ready") == 11


def test_a_change_without_a_value_asks_for_it_beside_what_stands_there(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("change places ready")
    assert chat.state.focus == "places_ready"
    assert "“Places ready” is 12" in chat.reply("ask").text


def test_a_name_that_may_be_several_is_asked_about(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("change places to 3")
    offered = {button.name for reply in chat.turn.replies for button in reply.buttons}
    assert {"change:kinds", "change:places_ready"} <= offered
    assert not chat.stored


def test_a_name_with_a_to_in_it_can_be_changed(talk):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("change Came to the UK alone to 1")
    assert "“Came to the UK alone” is 2. Shall I change it to 1?" in chat.reply("propose").text


def test_same_as_last_time_is_proposed_with_its_date_and_never_on_a_page_about_safety(talk):
    chat = talk("places_ready").ask_for("places_ready")
    chat.say("same as last quarter")
    assert not chat.stored
    assert "30 June 2026" in chat.reply("propose").text
    chat.say("yes")
    assert chat.value("places_ready") == 12
    chat = talk("missing_times").ask_for("missing_times")
    chat.say("same as last quarter")
    assert "propose" not in chat.kinds
    assert not chat.stored
    chat = talk("worries").ask_for("worries")
    chat.say("same as last time")
    assert not chat.stored
    assert "not taken over from last time" in chat.reply("repair").text
