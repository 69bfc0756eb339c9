"""How many: what is exact, what is proposed, and what is asked about."""

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status

LIVED = {
    "ask": "How many young people lived with you on 30 September?",
    "unit": "young people",
    "nouns": ("lived", "living"),
    "other_nouns": ("moved out", "left"),
    "min": 0,
    "max": 999,
}
ASKS = (Status.range, Status.ambiguous, Status.unreadable)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("five", 5), ("Five.", 5), ("twenty-one", 21), ("twenty‑one", 21), ("one hundred and six", 106),
        ("1,012", 1012), ("１２", 12), ("2\u200b", 2), ("(5)", 5), ("five (5)", 5), ("05", 5), ("2.0", 2), ("zero", 0),
        ("5 in total", 5), ("3 boys and 2 girls, 5 in total", 5), ("No, 5", 5), ("make that 5 please", 5),
        ("5 people not 6", 5), ("NOT 10 people, it is 8", 8), ("5 instead of 6", 5), ("I meant five", 5),
        ("two 17 year olds", 2), ("3 aged 16", 3), ("two reg 27s", 2), ("5 as at 30.9.26", 5),
        ("there are 5 of us", 5),
        ("on 30 September 5 lived with us", 5), ("5 young people lived here, 2 moved out", 5),
        ("2 left, 5 living here", 5),
        ("change it from 3 people to 5", 5), ("one more time: 5", 5), ("5 but don’t quote me", 5),
    ],
)  # fmt: skip
def test_a_number_that_is_all_explained_is_exact(read, text, value):
    reading = read("number", text, **LIVED)
    assert (reading.status, reading.value) == (Status.exact, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("about 30", 30), ("7ish", 7), ("30-odd", 30), ("a dozen", 12), ("half a dozen", 6), ("a couple", 2),
        ("1.2k", 1200),
        ("11 x 92", 1012), ("8 x 3 x 13", 312), ("2 + 3", 5), ("I think 5", 5), ("5?", 5), ("5 tbc", 5),
        ("nearly 5", 5),
        ("5, sorry 6", 6), ("5, no 6", 6), ("2 lads 1 girl", 3), ("Jordan x2", 2), ("1 000", 1000),
        ("a hundred or so", 100),
        ("none that I know of", 0), ("not aware of any", 0), ("none yet", 0), ("oh", 0), ("3 of 12", 3),
        ("3, same lad", 1),
    ],
)  # fmt: skip
def test_what_is_round_or_worked_out_is_proposed(read, text, value):
    reading = read("number", text, **LIVED)
    assert (reading.status, reading.value) == (Status.approximate, value)


@pytest.mark.parametrize(
    "text",
    [
        "at least 20", "more than 5", "over 30", "up to 5", "5 or 6", "5-6", "between 5 and 6", "5 to 6",
        "no more than 5",
        "5+", "5 or more", "one or two", "four, maybe five", "< 5", ">= 5", "fewer than five", "a minimum of 5",
    ],
)  # fmt: skip
def test_a_range_is_never_one_number(read, text):
    reading = read("number", text, **LIVED)
    assert reading.status is Status.range
    assert reading.value is None
    assert reading.candidates


@pytest.mark.parametrize(
    "text",
    [
        "12,5", "287,5", "1.012", "1.250", "1/4", "4 4", "lost 2, gained 1", "5 hours a week each", "11.5 FTE",
        "11 FTE",
        "5 more than last time", "me and 4 others", "not 5", "a few", "most", "loads", "what is 5?", "2 moved out",
        "we had 5 but now 4", "£5", "5pm", "the 5th", "01524 123456", "007", "1e3", "3 haven’t and 2 have",
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_asked_about(read, text):
    reading = read("number", text, **LIVED)
    assert reading.status in ASKS
    assert reading.value is None


@pytest.mark.parametrize(
    "text",
    ["none", "nil", "nil return", "nowt", "zilch", "nobody", "no one", "not once", "there weren’t any",
     "none this quarter, thanks", "no young people", "nothing to report"],
)  # fmt: skip
def test_none_is_zero_only_where_the_question_allows_none(read, text):
    allowed = read("number", text, **LIVED)
    forbidden = read("number", text, **LIVED, none_is_zero=False)
    assert (allowed.status, allowed.value) == (Status.none, 0)
    assert (forbidden.status, forbidden.value, forbidden.candidates) == (Status.none, None, (0,))


@pytest.mark.parametrize(
    ("text", "candidate"),
    [("to", 2), ("too", 2), ("for", 4), ("won", 1), ("ate", 8), ("free", 3), ("tree", 3), ("sex", 6)],
)
def test_what_a_phone_makes_of_a_number_is_only_a_candidate(read, text, candidate):
    reading = read("number", text, **LIVED)
    assert (reading.status, reading.value, reading.candidates) == (Status.ambiguous, None, (candidate,))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("don’t know", Status.dont_know), ("no idea", Status.dont_know), ("not sure", Status.dont_know),
        ("we don’t have that figure", Status.not_available), ("not recorded", Status.not_available),
        ("n/a", Status.not_applicable), ("not applicable", Status.not_applicable),
        ("", Status.unreadable), ("-", Status.unreadable), ("JS and MK", Status.unreadable),
    ],
)  # fmt: skip
def test_an_answer_without_a_figure_says_why(read, text, status):
    reading = read("number", text, **LIVED)
    assert (reading.status, reading.value) == (status, None)


@pytest.mark.parametrize("text", ["no change", "as before", "same as last quarter", "ditto"])
def test_as_before_is_proposed_only_where_it_may_be(read, text):
    allowed = read("number", text, **LIVED, last=7, same_again=True)
    forbidden = read("number", text, **LIVED, last=7)
    assert (allowed.status, allowed.value) == (Status.approximate, 7)
    assert (forbidden.status, forbidden.value) == (Status.ambiguous, None)


@pytest.mark.parametrize(("nouns", "value"), [(("moved in", "in"), 2), (("moved out", "out"), 1)])
def test_each_of_two_numbers_goes_to_its_own_question(read, nouns, value):
    others = {"moved in", "in", "moved out", "out"} - set(nouns)
    reading = read("number", "2 in, 1 out", nouns=nouns, other_nouns=tuple(sorted(others)))
    assert (reading.status, reading.value) == (Status.exact, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("all of them", 8),
        ("everyone", 8),
        ("all but one", 7),
        ("all bar two", 6),
        ("half", 4),
        ("both", None),
        ("75%", 6),
    ],
)
def test_shares_are_worked_out_from_the_whole(read, text, value):
    reading = read("number", text, ask="How many of the 8 had a plan?", whole=8, max=8)
    assert reading.value == value
    assert reading.status is (Status.ambiguous if value is None else Status.approximate)


def test_half_of_an_odd_number_is_asked_about_with_both_neighbours(read):
    assert read("number", "half", whole=7).candidates == (3, 4)


@pytest.mark.parametrize(
    ("text", "decimals", "value"), [("287.5", 1, 287.5), ("287 and a half", 1, 287.5), ("12½", 1, 12.5)]
)
def test_figures_after_the_point_are_read_where_they_may_be_stored(read, text, decimals, value):
    assert read("number", text, decimals=decimals).value == value
    assert read("number", text).notes == ("whole_number",)


def test_spans_show_where_the_number_stood(read):
    reading = read("number", "I put 12 down")
    assert [(span.start, span.end) for span in reading.spans] == [(6, 8)]


def test_a_number_is_said_with_commas_and_stored_in_one_form():
    number, asked = KINDS["number"], Asked(key="q", kind="number", ask="")
    assert number.say(1012, asked) == "1,012"
    assert number.say(287.5, asked) == "287.5"
    assert number.canonical(12.0) == 12
    assert number.export(12.0, asked) == 12
    assert number.number(12) == 12.0
