"""Each line of the table: what is stored, proposed, asked again or refused; and in which order."""

from datetime import date

import pytest

from forms.answers import Given
from forms.asked import Asked, Option
from forms.conversation.policy import POLICY, Case, Verdict, judge
from forms.reading import Reading, Status

COUNT = Asked("q", "number", "How many?", none_is_zero=True)
EXACT = Reading(Status.exact, 3)


def case(reading: Reading = EXACT, asked: Asked = COUNT, **about: object) -> Case:
    return Case(reading=reading, asked=asked, **about)  # type: ignore[arg-type]


CHOICE = Asked("q", "choice", "Which?", options=(Option("lodgings", "A room with a host", ("lodgings",)),))
CHOSEN = Reading(Status.exact, "lodgings")
ROWS = {
    "not known yet": (case(Reading(Status.dont_know), takes_not_available=True), Verdict.open),
    "not available": (case(Reading(Status.not_available), takes_not_available=True), Verdict.lacks),
    "not available, no figure": (case(Reading(Status.not_available)), Verdict.open),
    "not applicable": (
        case(Reading(Status.not_applicable), Asked("q", "ratio", "", not_applicable=True)), Verdict.not_applicable,
    ),
    "range": (case(Reading(Status.range, None, (20, 30))), Verdict.ask),
    "several": (case(Reading(Status.ambiguous, None, (1, 2))), Verdict.ask),
    "nothing read": (case(Reading(Status.unreadable)), Verdict.ask),
    "outside limits": (case(wrong="Enter a number up to 2."), Verdict.refuse),
    "says another": (case(said="all but one, the boiler went"), Verdict.ask),
    "danger": (case(alarming=True), Verdict.propose),
    "private": (case(private=True), Verdict.propose),
    "elsewhere": (case(in_focus=False), Verdict.propose),
    "question": (case(questioning=True), Verdict.propose),
    "meanwhile": (case(meanwhile=True, stored=Given(value=2)), Verdict.propose),
    "same": (case(Reading(Status.approximate, 3, notes=("same_again",))), Verdict.propose),
    "signs": (case(said="<b>3</b>"), Verdict.propose),
    "none beside a figure": (case(Reading(Status.none, 0), said="no new starters, 2 leavers"), Verdict.propose),
    "repeats": (case(said="3, same lad"), Verdict.propose),
    "alias": (case(CHOSEN, CHOICE, said="lodgings"), Verdict.propose),
    "about": (case(Reading(Status.approximate, 12)), Verdict.propose),
    "doubt": (case(doubt="Last time this was 3, now 30. Is that right?"), Verdict.propose),
    "exact": (case(), Verdict.store),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_each_row_of_the_policy_holds_for_its_case(name):
    told, then = ROWS[name]
    row = judge(told)
    assert (row.name, row.then) == (name, then)


def test_every_row_has_a_case_here():
    assert {row.name for row in POLICY} == set(ROWS)


@pytest.mark.parametrize("doubt", ["alarming", "private", "questioning"])
def test_a_doubt_wins_over_an_exact_reading_even_where_it_was_pressed(doubt):
    assert judge(case(pressed=True, **{doubt: True})).then is Verdict.propose


def test_a_limit_wins_over_every_proposal():
    told = case(Reading(Status.approximate, 99), wrong="Enter a number up to 12.", in_focus=False, alarming=True)
    assert judge(told).then is Verdict.refuse


def test_none_is_stored_only_where_the_question_allows_it():
    assert judge(case(Reading(Status.none, 0))).then is Verdict.store
    assert judge(case(Reading(Status.none, None))).then is Verdict.ask


def test_a_ratio_is_stored_where_its_whole_is_known_and_proposed_where_it_is_not():
    reading = Reading(Status.exact, (12, 15))
    assert judge(case(reading, Asked("q", "ratio", "", of=15))).then is Verdict.store
    assert judge(case(reading, Asked("q", "ratio", ""))).then is Verdict.propose


def test_an_option_in_its_own_words_or_pressed_is_stored():
    assert judge(case(CHOSEN, CHOICE, said="A room with a host.")).then is Verdict.store
    assert judge(case(CHOSEN, CHOICE, said="", pressed=True)).then is Verdict.store


def test_the_same_answer_again_needs_no_proposal():
    assert judge(case(meanwhile=True, stored=Given(value=3))).then is Verdict.store


def test_an_inferred_year_is_proposed():
    reading = Reading(Status.approximate, date(2026, 3, 3), notes=("year",))
    assert judge(case(reading, Asked("q", "date", ""))).then is Verdict.propose


# The same, said in a conversation


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("moved_in", "about 3"), ("moved_in", "a couple"), ("moved_in", "a dozen"), ("moved_in", "2k"),
        ("moved_in", "3?"), ("moved_in", "how about 3?"), ("alarms_tested", "all of them"), ("alarms_tested", "half"),
        ("registration", "we are registered"), ("moved_in", "none that I know of"), ("moved_in", "<b>3</b>"),
    ],
)  # fmt: skip
def test_what_is_not_exact_is_shown_before_it_is_stored(talk, key, text):
    chat = talk(key).ask_for(key)
    chat.say(text)
    assert not chat.stored
    assert key not in chat.answers


@pytest.mark.parametrize("text", ["1 or 2", "at least 2", "between 2 and 4", "a few", "most"])
def test_a_range_is_asked_about_with_buttons_where_there_are_figures(talk, text):
    chat = talk("moved_in").ask_for("moved_in")
    chat.say(text)
    assert not chat.stored
    assert chat.reply("repair").question == "moved_in"
    if any(letter.isdigit() for letter in text):
        chat.press("candidate:moved_in:")
        assert chat.stored


def test_a_figure_far_from_last_time_is_asked_about_first_but_one_to_two_is_not(talk):
    chat = talk("places_ready").ask_for("places_ready")
    chat.say("3")
    assert not chat.stored
    assert "Last time this was 12, now 3. Is that right?" in chat.reply("propose").text
    chat.say("yes, the boiler is out in two of the houses")
    assert chat.value("places_ready") == 3
    assert chat.value("check:places_ready.jump") == "the boiler is out in two of the houses"
    chat = talk("moved_in").ask_for("moved_in")
    chat.say("2")
    assert chat.value("moved_in") == 2


def test_what_is_outside_its_limits_is_never_stored(talk):
    chat = talk("places_lived_in").ask_for("places_lived_in")
    chat.say("40")
    assert not chat.stored
    assert "Enter a number up to 12" in chat.reply("repair").text


def test_an_exact_answer_is_stored_and_shown_first_thing(talk):
    chat = talk("places_lived_in", "moved_in").ask_for("places_lived_in")
    chat.say("9 of 12")
    first = chat.turn.replies[0]
    assert (first.kind, first.text) == ("echo", "I put 9 of 12 (75%) for “Places lived in”.")
    assert first.buttons[0].name == "change:places_lived_in"
