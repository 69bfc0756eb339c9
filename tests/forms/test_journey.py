"""The way through a return: what is asked, what comes next, what is missing, what is asked about."""

from datetime import date

import pytest

from forms.answers import Given
from forms.journey import Journey
from tests.fixtures.work import calls


def keys(pages):
    return [state.page.key for state in pages]


def problem(journey, key):
    return next((found for found in journey.problems() if found.key == key), None)


def page(journey, key):
    return journey.question_set.pages_by_key[key]


def asks(journey, key):
    return [question.key for question in journey.visible_questions(page(journey, key))]


# Which questions are asked


def test_a_core_return_asks_only_core_questions(small, large):
    core = {q.key for s in small.journey().pages() for q in small.journey().visible_questions(s.page)}
    assert all(small.question_set.questions[key].tier == 1 for key in core)
    assert "posts" not in core
    assert asks(large.journey(), "team") == ["posts", "posts_vacant", "staff_left", "agency_shifts"]


@pytest.mark.parametrize(
    ("last_day", "feedback", "homes"),
    [(date(2026, 6, 30), False, False), (date(2026, 9, 30), True, False), (date(2027, 3, 31), True, True)],
)
def test_questions_are_asked_when_the_half_year_and_the_year_end(small, last_day, feedback, homes):
    journey = small.but(last_day=last_day).journey()
    assert journey.may_visit(page(journey, "feedback")) is feedback
    assert asks(journey, "safe_homes") == (
        ["homes", "gas_checked", "alarms_tested", "location_assessed"] if homes else ["alarms_tested"]
    )


def test_a_standing_fact_that_is_not_due_counts_as_it_was(small):
    assert small.journey(homes=None).value("homes") == 12
    assert small.journey(homes=None).asked(small.question_set.questions["alarms_tested"]).of == 12


def test_a_count_that_is_not_due_is_not_known(small):
    journey = small.but(last_day=date(2026, 6, 30), last={**small.situation.last, "asked": 8}).journey()
    assert journey.value("asked") is None


def test_what_waits_for_an_answer_is_hidden_until_then(small):
    assert asks(small.journey(missing_times=None), "missing") == ["missing_times"]
    assert asks(small.journey(missing_times=0), "missing") == ["missing_times"]
    assert "missing_people" in asks(small.journey(missing_times=2), "missing")


def test_a_figure_that_is_not_available_hides_what_depends_on_it(small):
    journey = small.journey(missing_times=Given("not_available", reason="The log is at the office"))
    assert asks(journey, "missing") == ["missing_times"]
    assert journey.value("missing_times") is None
    assert journey.page("missing").state == "answered"


def test_a_figure_that_is_not_available_does_not_count_without_a_reason(small):
    journey = small.journey(missing_times=Given("not_available"))
    assert journey.page("missing").state == "not_started"
    assert [found.key for found in journey.missing()] == ["missing_times"]


def test_places_of_other_kinds_count_as_none(small):
    assert small.journey().value("places") == 12
    assert small.journey(kinds=("lodgings", "own"), places_own=3).value("places") == 15
    assert small.journey(kinds=("lodgings", "own")).value("places") is None


def test_the_opening_figure_comes_from_the_last_return(small, middle):
    assert "opening" not in asks(small.journey(), "moves")
    assert small.journey().value("opening") == 6
    assert "opening" in asks(middle.journey(), "moves")
    assert middle.journey(opening=4).value("lived") == 6


def test_without_a_figure_in_the_last_return_the_opening_is_not_known_rather_than_none(small):
    journey = small.but(last={}).journey()
    assert journey.value("opening") is None
    assert problem(journey, "adds_up") is None


def test_a_standing_fact_waits_to_be_confirmed_but_opens_what_rests_on_it(middle):
    later = middle.but(last={"registration": "registered", "kinds": ("lodgings",)}).empty()
    registration = later.question_set.questions["registration"]
    assert later.carried(registration) == "registered"
    assert later.given(registration) is None
    assert later.may_visit(page(later, "quality_review"))
    assert asks(later, "your_places") == ["kinds", "places_lodgings"]
    assert not middle.empty().may_visit(page(middle.empty(), "quality_review"))


def test_a_count_is_never_carried_forward(small):
    journey = small.empty()
    carried = {q.key for q in small.question_set.questions.values() if journey.carried(q) is not None}
    assert carried == {"kinds", "places_lodgings", "registration", "inspection"}


def test_hidden_answers_are_not_sent_but_come_back(small):
    many = small.journey(missing_times=3, missing_people=2, missing_times_under_18=1)
    none = Journey(many.question_set, many.situation, {**many.answers, "missing_times": Given(value=0)})
    assert "missing_people" in many.submitted()
    assert "missing_people" not in none.submitted()
    again = none.with_answers({"missing_times": Given(value=3)})
    assert again.submitted() == many.submitted()


def test_the_words_of_an_option_are_sent_only_while_it_is_chosen(small):
    words = Given(value="A flood in the hall")
    chosen = small.journey(places_ready=11, not_ready_why=("repairs", "other"), **{"not_ready_why.other": words})
    assert chosen.submitted()["not_ready_why.other"] == words
    assert chosen.say(small.question_set.questions["not_ready_why"]) == (
        "Repairs or decorating; Something else – A flood in the hall"
    )
    other = small.journey(places_ready=11, not_ready_why=("repairs",), **{"not_ready_why.other": words})
    assert "not_ready_why.other" not in other.submitted()


# The way


def test_the_pages_follow_each_other_and_lead_back(small):
    journey = small.journey()
    here, walked = journey.question_set.pages[0], []
    while here is not None:
        walked.append(here)
        following = journey.after(here)
        assert following is None or journey.before(following) == here
        here = following
    assert [found.key for found in walked] == [s.page.key for s in journey.pages() if s.state != "not_needed"]
    assert journey.before(walked[0]) is None


def test_the_first_open_page_is_the_first_that_needs_an_answer(small):
    assert small.empty().first_open().key == "your_places"
    assert small.journey(moved_in=None).first_open().key == "moves"
    assert small.journey().first_open() is None


def test_a_page_that_is_not_needed_is_shown_as_such_and_cannot_be_visited(small):
    journey = small.journey(moved_out=0)
    assert journey.page("how_moves_ended").state == "not_needed"
    assert not journey.may_visit(page(journey, "how_moves_ended"))
    undecided = small.journey(moved_out=None)
    assert "how_moves_ended" not in keys(undecided.pages())
    leaving = small.journey(moved_out=2)
    assert leaving.page("how_moves_ended").state == "not_started"


def test_the_task_list_shows_sections_with_their_state(small):
    states = {section.key: section.state for section in small.journey(went_well=None, moved_in=None).sections()}
    assert states["places"] == "in_progress"
    assert states["words"] == "in_progress"
    assert states["safety"] == "answered"
    assert {section.state for section in small.empty().sections()} == {"not_started"}


def test_an_optional_box_is_never_missing(small):
    journey = small.journey(need_from_us=None, ask_better=None)
    assert journey.page("own_words").state == "answered"
    assert not journey.missing()


def test_no_such_page_is_a_key_error(small):
    with pytest.raises(KeyError):
        small.empty().page("nowhere")


def test_the_minutes_left_shrink_as_boxes_are_answered(small):
    assert small.empty().estimate() == small.empty().minutes()
    half = small.journey(**dict.fromkeys(["went_well", "worries", "asked", "alarms_tested"]))
    assert 0 < half.estimate() < half.minutes()
    assert small.journey().estimate() == 0


def test_the_boxes_are_counted(small):
    answered, boxes = small.journey(went_well=None).counts()
    assert (answered, boxes) == (24, 25)


# Problems


def test_a_missing_answer_says_what_to_enter_or_select(small):
    journey = small.journey(moved_in=None, registration=None).with_answers({})
    journey = Journey(journey.question_set, journey.situation, {**journey.answers, "registration": Given("given")})
    assert [found.say for found in journey.missing()] == [
        "Enter how many young people moved in",
        "Select whether you are registered",
    ]
    assert journey.missing()[0].page.key == "moves"


def test_numbers_that_do_not_add_up_are_asked_about_and_never_block(small):
    journey = small.journey(moved_in=5)
    found = problem(journey, "adds_up")
    assert found.level == "ask"
    assert found.say == (
        "Last time 6, plus 5 in, minus 0 out makes 11. You said 8 live with you now. "
        "Which number is different, or what happened?"
    )
    assert found.question == "moved_out"
    assert not journey.blocking()


def test_an_explanation_is_kept_with_what_it_explains(small):
    explained = Given("explained", value="Three of them came back to us")
    journey = small.journey(moved_in=5, **{"check:adds_up": explained})
    assert problem(journey, "adds_up").explained == "Three of them came back to us"
    assert journey.submitted()["check:adds_up"] == explained
    settled = small.journey(**{"check:adds_up": explained})
    assert "check:adds_up" not in settled.submitted()


def test_what_cannot_be_true_blocks_and_says_the_number(small):
    journey = small.journey(missing_times=2, missing_people=3, missing_times_under_18=0)
    found = problem(journey, "people_within_times")
    assert found.level == "stop"
    assert found.say == "Enter a number up to 2. That is how many times you said somebody was missing."
    assert journey.blocking() == [found]


def test_a_check_does_not_run_on_what_is_not_known(small):
    journey = small.journey(missing_times=2, missing_people=Given("not_available", reason="No log"))
    assert problem(journey, "people_within_times") is None


def test_an_answer_that_a_later_change_put_outside_its_limit_blocks(small):
    journey = small.journey(places_lodgings=8)
    found = problem(journey, "places_ready")
    assert found.level == "stop"
    assert found.say == "Enter a number up to 8. That is ‘Your places’, worked out from your answers."


@pytest.mark.parametrize(
    ("last", "value", "asked_about"),
    [(0, 2, False), (0, 3, True), (1, 2, False), (1, 3, False), (1, 4, True), (2, 5, True), (3, 6, True), (4, 6, False),
     (4, 7, True), (6, 3, False), (6, 2, True), (6, 9, False), (6, 10, True), (100, 140, False), (3, 0, True)],
)  # fmt: skip
def test_a_figure_is_asked_about_only_if_it_moved_by_three_and_by_more_than_half(small, last, value, asked_about):
    journey = small.but(last={**small.situation.last, "worries_passed_on": last}).journey(worries_passed_on=value)
    found = problem(journey, "worries_passed_on.jump")
    assert (found is not None) is asked_about
    if found:
        assert found.level == "ask"
        assert found.say.startswith(f"Last time this was {last}, now {value}. Is that right?")


def test_more_hours_than_half_as_much_again_are_asked_about(middle):
    assert problem(middle.journey(hours_given=468), "hours_given.soft") is None
    found = problem(middle.journey(hours_given=468.5), "hours_given.soft")
    assert found.level == "ask"
    assert "half as much again" in found.say


def test_those_who_are_still_without_a_check_are_counted_in_the_question(middle):
    found = problem(middle.journey(have_check=20), "have_check.soft")
    assert found.say.startswith("2 still without. Who makes sure")


def test_a_review_of_more_than_six_months_ago_is_asked_about(middle):
    found = problem(middle.journey(quality_review_date=date(2026, 3, 29)), "quality_review_date.soft")
    assert found.say.startswith("That is more than six months before 30 September.")
    assert problem(middle.journey(quality_review_date=date(2026, 3, 30)), "quality_review_date.soft") is None


def test_a_text_over_its_words_has_to_be_shortened(small):
    found = problem(small.journey(worries="word " * 121), "worries")
    assert found.level == "stop"
    assert found.say == "Use 120 words or fewer. You have written 121."


# Words


def test_a_provider_of_lodgings_only_has_staff_and_hosts(small, middle):
    allegations = small.question_set.questions["allegations"]
    assert small.journey().asked(allegations).ask == "How many allegations were made against staff and hosts?"
    assert middle.journey().asked(allegations).ask == "How many allegations were made against staff?"
    assert small.journey(kinds=("lodgings", "own")).asked(allegations).ask.endswith("against staff?")


def test_days_and_numbers_are_said_as_people_say_them(large):
    journey = large.journey(places_shared_mixed=999, places_ready=999)
    assert journey.asked(large.question_set.questions["places_ready"]).ask == (
        "How many of your 999 places were ready to live in on 30 September?"
    )
    nights = large.question_set.questions["nights_lived_in"]
    assert journey.say(nights) == "5,400"
    assert journey.say(large.question_set.questions["quality_review_date"]) == "14 August 2026"


def test_the_start_says_how_long_it_takes(small):
    start = small.question_set.words.start
    journey = small.empty()
    assert journey.words(start.title) == "Your return for July to September 2026"
    assert "about 14 minutes" in journey.words(start.body[0])


def test_a_missing_figure_is_said_with_its_reason_and_its_day(small):
    question = small.question_set.questions["missing_times"]
    soon = Given("not_available", reason="The log is at the office.", expected_on=date(2026, 10, 14))
    assert small.journey(missing_times=soon).say(question) == (
        "Not available yet: The log is at the office. Expected 14 October 2026."
    )
    some_day = Given("not_available", reason="The log is at the office")
    assert small.journey(missing_times=some_day).say(question) == "Not available yet: The log is at the office."


def test_last_time_stands_beside_the_box_in_words(small):
    questions = small.question_set.questions
    assert small.empty().last_words(questions["missing_times"]) == "2"
    assert small.empty().last_words(questions["kinds"]) == "A room in a host’s home (supported lodgings)"
    assert small.empty().last_words(questions["moved_out"]) == ""


# What a reader is told


def test_a_reader_is_told_limits_and_what_all_of_them_means(small):
    journey, questions = small.journey(places_ready=11), small.question_set.questions
    lived_in = journey.asked(questions["places_lived_in"])
    assert (lived_in.min, lived_in.max, lived_in.of, lived_in.whole) == (0, 12, 12, 11)
    assert journey.asked(questions["places_ready"]).whole == 12
    assert journey.asked(questions["asked"]).whole == 8
    assert journey.asked(questions["moved_in"]).whole is None
    assert journey.asked(questions["missing_times"]).last == 2
    assert "moved out" in journey.asked(questions["moved_in"]).other_nouns
    assert not journey.asked(questions["missing_times"]).same_again
    assert journey.asked(questions["places_ready"]).same_again


def test_a_reader_can_look_up_what_is_known(small):
    known = small.journey(places_ready=11).asked(small.question_set.questions["good"]).known
    assert known["places"] == 12
    assert known["last.now"] == 6
    assert "posts" not in known
    assert {"places", "ready", "now", "today"} <= set(known)


def test_the_derived_values_are_kept_for_next_time(small):
    assert small.journey().derived() == {"places": 12, "ready": 12, "now": 8, "lived": 8, "expected": 8}
    assert "now" not in small.empty().derived()


def test_an_unknown_limit_does_not_limit(small):
    asked = small.empty().asked(small.question_set.questions["alarms_tested"])
    assert small.but(last={}).empty().asked(small.question_set.questions["alarms_tested"]).max is None
    assert asked.max == 12


def test_a_whole_task_list_is_little_work(large):
    def once():
        journey = large.journey()
        journey.sections()
        journey.problems()

    once()
    assert calls(once) < 15_000
