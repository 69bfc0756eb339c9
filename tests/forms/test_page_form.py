"""A page as a form: what people write is stored, asked about or left standing in its box; nothing is lost."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from forms.answers import Given
from forms.journey import Journey
from forms.page_form import form_for


def form_of(journey, key, posted=None):
    """The form of a page; `posted` as pairs, or a dict of texts and lists."""
    data = None if posted is None else MultiDict(posted)
    return form_for(journey.question_set.pages_by_key[key], journey)(data)


def saved(form):
    return {written.key: written.given for written in form.written}


def after(form):
    return form.journey.with_answers(saved(form))


# What is stored


def test_what_was_typed_is_read_and_kept_with_its_number(small):
    form = form_of(small.journey(moved_in=None, moved_out=None), "moves", {"moved_in": "two", "moved_out": "0"})
    assert saved(form) == {"moved_in": Given(value=2), "moved_out": Given(value=0)}
    assert [(w.key, w.said, w.number) for w in form.written] == [("moved_in", "two", 2.0), ("moved_out", "0", 0.0)]
    assert not form.errors
    assert form.validate()


def test_an_empty_box_stores_nothing_and_is_no_error(small):
    form = form_of(small.empty(), "moves", {"moved_in": "", "moved_out": "  "})
    assert not form.written
    assert not form.errors
    assert not form.stays(after(form))


def test_a_blank_never_overwrites(small):
    form = form_of(small.journey(moved_in=4), "moves", {"moved_in": "", "moved_out": "0"})
    assert "moved_in" not in saved(form)
    assert form["moved_in"].given == Given(value=4)


def test_what_is_stored_already_is_not_written_again(small):
    journey = small.journey()
    for state in journey.pages():
        shown = form_of(journey, state.page.key)
        posted = MultiDict()
        for field in shown:
            for value in field.picked or (field.raw,):
                posted.add(field.name, value)
        assert form_of(journey, state.page.key, posted).written == (), state.page.key


def test_one_unreadable_box_does_not_keep_the_others_from_being_saved(small):
    form = form_of(small.empty(), "moves", {"moved_in": "xyzzy", "moved_out": "1"})
    assert saved(form) == {"moved_out": Given(value=1)}
    assert list(form.errors) == ["moved_in"]
    assert form["moved_in"].raw == "xyzzy"
    assert "“xyzzy”" in form.errors["moved_in"][0]
    assert "how many young people moved in" in form.errors["moved_in"][0].lower()
    assert form.stays(after(form))


def test_none_is_zero_where_the_question_allows_it(small):
    assert saved(form_of(small.empty(), "moves", {"moved_in": "none"})) == {"moved_in": Given(value=0)}
    form = form_of(small.empty(), "your_places", {"places_lodgings": "none"})
    assert not form.written
    assert form.errors["places_lodgings"] == ["Enter a number that is 1 or more"]


def test_a_number_over_its_limit_says_where_the_limit_comes_from(small):
    form = form_of(small.journey(), "places_ready", {"places_ready": "15"})
    assert form.errors["places_ready"] == [
        "Enter a number up to 12. That is ‘Your places’, worked out from your answers."
    ]
    assert not form.written
    assert form["places_ready"].raw == "15"


def test_a_later_box_is_read_in_the_light_of_an_earlier_one_of_the_same_page(middle):
    posted = {"need_check": "22", "have_check": "23", "need_training": "17", "have_training": "15 of 17"}
    empty = middle.journey(need_check=None, have_check=None, need_training=None, have_training=None)
    form = form_of(empty, "safe_people", posted)
    assert form.errors["have_check"] == [
        "Enter a number up to 22. That is your answer to ‘People who need a DBS check’."
    ]
    assert saved(form)["have_training"] == Given(value=15)
    assert form["have_check"].label.text == "How many of the 22 have one that meets your policy?"


def test_a_ratio_out_of_another_number_is_asked_about(small):
    form = form_of(small.journey(places_lived_in=None), "places_lived_in", {"places_lived_in": "9 of 11"})
    assert not form.written
    assert form.errors
    assert form["places_lived_in"].candidates
    pressed = {"places_lived_in": "9 of 11", "places_lived_in.yes": form["places_lived_in"].candidates[0].posted}
    again = form_of(small.journey(places_lived_in=None), "places_lived_in", pressed)
    assert saved(again) == {"places_lived_in": Given(value=9)}


def test_a_day_is_stored_as_a_day(middle):
    form = form_of(middle.journey(quality_review_date=None), "quality_review", {"quality_review_date": "14/8/2026"})
    assert saved(form) == {"quality_review_date": Given(value=date(2026, 8, 14))}


# Candidates


def test_what_was_read_with_doubt_is_proposed_as_a_button(small):
    form = form_of(small.journey(places_lodgings=None), "your_places", {"places_lodgings": "a dozen"})
    field = form["places_lodgings"]
    assert not form.written
    assert form.errors["places_lodgings"] == ["We read “a dozen” as 12. Is that right?"]
    assert [(candidate.posted, candidate.words) for candidate in field.candidates] == [("12", "12")]
    assert field.raw == "a dozen"


def test_a_pressed_button_stores_what_it_said(small):
    posted = {"places_lodgings": "a dozen", "places_lodgings.yes": "12"}
    form = form_of(small.journey(places_lodgings=None), "your_places", posted)
    assert saved(form) == {"places_lodgings": Given(value=12)}
    assert form.written[0].said == "a dozen"


def test_a_button_that_was_never_offered_stores_nothing(small):
    posted = {"places_lodgings": "a dozen", "places_lodgings.yes": "99"}
    form = form_of(small.journey(places_lodgings=None), "your_places", posted)
    assert not form.written
    assert form.errors


def test_no_button_leads_to_an_error(small):
    for text in ("1.012", "11.5", "-3", "2-3", "at least 20", "to"):
        offered = form_of(small.empty(), "moves", {"moved_in": text})["moved_in"].candidates
        for candidate in offered:
            pressed = form_of(small.empty(), "moves", {"moved_in": text, "moved_in.yes": candidate.posted})
            assert not pressed.errors, text
            assert pressed.written[0].number == float(candidate.posted)


def test_each_doubt_has_its_own_words(small):
    def error(text, key="moved_in", page="moves", journey=None):
        return form_of(journey or small.journey(**{key: None}), page, {key: text}).errors[key][0]

    assert error("2-3") == "“2-3” could be 2 or 3. Enter how many young people moved in."
    assert error("lots") == ("We are not sure what “lots” means. Enter how many young people moved in, for example 2.")
    assert error("to") == "We are not sure what “to” means. Did you mean 2?"
    assert error("11.5") == "Enter a whole number, like 3."
    assert error("x" * 200).startswith("We could not read “" + "x" * 60 + "…”. Enter how many")
    assert error("9 of 11", "places_lived_in", "places_lived_in") == (
        "“9 of 11” is out of another number than 12. Did you mean 9?"
    )
    assert error("same as last time", "missing_times", "missing") == (
        "Enter how many times a young person was reported missing this time. It is not taken over from last time."
    )


# Options


def test_ticked_options_are_stored_in_their_order(small):
    posted = [("hard_to_get", "police"), ("hard_to_get", "plan")]
    form = form_of(small.journey(hard_to_get=None), "working_together", posted)
    assert saved(form) == {"hard_to_get": Given(value=("plan", "police"))}


def test_an_option_that_stands_alone_excludes_the_others(small):
    posted = [("hard_to_get", "nothing"), ("hard_to_get", "plan")]
    form = form_of(small.journey(hard_to_get=None), "working_together", posted)
    assert form.errors["hard_to_get"] == ["Select “Nothing, it worked well” or the others, not both"]
    assert form["hard_to_get"].picked == ("nothing", "plan")
    assert not form.written


def test_something_else_takes_words(small):
    posted = [("hard_to_get", "other"), ("hard_to_get.other.text", " A dentist who\u200b visits ")]
    form = form_of(small.journey(hard_to_get=None), "working_together", posted)
    assert saved(form) == {
        "hard_to_get": Given(value=("other",)),
        "hard_to_get.other": Given(value="A dentist who visits"),
    }
    assert form_of(after(form), "working_together")["hard_to_get"].option_words == {"other": "A dentist who visits"}


def test_a_no_takes_the_words_that_go_with_it(small):
    posted = {"registration": "registered", "manager_in_post": "no", "manager_in_post.no.text": "Since 1 August"}
    form = form_of(small.journey(manager_in_post=None), "registration", posted)
    assert saved(form) == {
        "manager_in_post": Given(value="no"),
        "manager_in_post.no": Given(value="Since 1 August"),
    }
    assert form["manager_in_post"].if_no.startswith("Tell us since when")
    assert after(form).say(small.question_set.questions["manager_in_post"]).endswith("Since 1 August")


# A standing fact


def test_a_standing_fact_is_filled_in_and_confirmed_by_saving(small):
    shown = form_of(small.empty(), "your_places")
    assert shown["kinds"].picked == ("lodgings",)
    assert shown["places_lodgings"].raw == "12"
    assert shown["kinds"].carried
    form = form_of(small.empty(), "your_places", {"kinds": "lodgings", "places_lodgings": "12"})
    assert saved(form) == {"kinds": Given(value=("lodgings",)), "places_lodgings": Given(value=12)}
    assert all(written.carried for written in form.written)


def test_a_changed_standing_fact_is_an_answer_like_any_other(small):
    form = form_of(small.empty(), "your_places", {"kinds": "lodgings", "places_lodgings": "14"})
    assert saved(form)["places_lodgings"] == Given(value=14)
    assert [written.carried for written in form.written] == [True, False]


def test_a_count_is_shown_beside_an_empty_box(small):
    field = form_of(small.empty(), "missing")["missing_times"]
    assert field.raw == ""
    assert field.last == "2"
    assert not field.carried


# “We don’t have this figure”


def test_a_figure_can_be_not_available_with_a_reason_and_a_day(small):
    posted = {"missing_times.dont_have": "yes", "missing_times.why": "The log is at the office", "missing_times": ""}
    assert saved(form_of(small.journey(missing_times=None), "missing", posted)) == {
        "missing_times": Given("not_available", reason="The log is at the office"),
    }
    form = form_of(small.journey(missing_times=None), "missing", {**posted, "missing_times.when": "14 October 2026"})
    assert saved(form)["missing_times"].expected_on == date(2026, 10, 14)
    assert not form.errors


def test_without_a_reason_it_does_not_count(small):
    form = form_of(small.journey(missing_times=None), "missing", {"missing_times": "", "missing_times.dont_have": "1"})
    assert form.errors["missing_times"] == ["Tell us in a few words why you don’t have this figure"]
    assert form["missing_times"].dont_have
    assert not form.written


def test_a_day_that_cannot_be_read_does_not_lose_the_reason(small):
    posted = {"missing_times.dont_have": "1", "missing_times.why": "No log", "missing_times.when": "when hell freezes"}
    form = form_of(small.journey(missing_times=None), "missing", posted)
    assert saved(form) == {"missing_times": Given("not_available", reason="No log")}
    assert form.errors["missing_times"][0].startswith("Enter a day, like")
    assert form["missing_times"].when == "when hell freezes"


def test_a_figure_and_no_figure_are_asked_about(small):
    posted = {"missing_times": "3", "missing_times.dont_have": "1", "missing_times.why": "No log"}
    form = form_of(small.journey(missing_times=None), "missing", posted)
    assert form.errors["missing_times"] == ["Give an answer or say that you don’t have it, not both"]
    assert form["missing_times"].raw == "3"


def test_a_figure_that_has_come_replaces_the_reason(small):
    journey = small.journey(missing_times=Given("not_available", reason="No log"))
    shown = form_of(journey, "missing")["missing_times"]
    assert (shown.dont_have, shown.why, shown.raw) == (True, "No log", "")
    posted = {"missing_times": "3", "missing_times.dont_have": "1", "missing_times.why": "No log"}
    assert saved(form_of(journey, "missing", posted)) == {"missing_times": Given(value=3)}


def test_an_answer_can_become_not_available(small):
    posted = {"missing_times": "0", "missing_times.dont_have": "1", "missing_times.why": "The list was wrong"}
    form = form_of(small.journey(missing_times=0), "missing", posted)
    assert saved(form) == {"missing_times": Given("not_available", reason="The list was wrong")}


def test_dont_know_in_the_box_opens_the_reason(small):
    journey = small.journey(missing_times=None)
    form = form_of(journey, "missing", {"missing_times": "don’t know"})
    field = form["missing_times"]
    assert field.dont_have
    assert field.raw == field.why == "don’t know"
    assert not form.written
    again = {"missing_times": "don’t know", "missing_times.dont_have": "1", "missing_times.why": "No log yet"}
    assert saved(form_of(journey, "missing", again)) == {"missing_times": Given("not_available", reason="No log yet")}


def test_not_applicable_is_taken_only_where_the_question_allows_it(small):
    year = small.but(last_day=date(2027, 3, 31))
    form = form_of(year.journey(gas_checked=None), "safe_homes", {"gas_checked": "", "gas_checked.not_applicable": "1"})
    assert saved(form) == {"gas_checked": Given("not_applicable")}
    other = form_of(small.empty(), "missing", {"missing_times": "", "missing_times.not_applicable": "1"})
    assert not other.written


def test_some_have_no_gas_goes_with_a_number(small):
    year = small.but(last_day=date(2027, 3, 31), last={})
    posted = {"gas_checked": "11 of 11", "gas_checked.not_applicable": "1"}
    form = form_of(year.journey(gas_checked=None), "safe_homes", posted)
    assert saved(form) == {"gas_checked": Given(value=11, reason="Some have no gas")}
    shown = form_of(after(form), "safe_homes")["gas_checked"]
    assert (shown.raw, shown.not_applicable) == ("11", True)
    assert not form_of(after(form), "safe_homes", {"gas_checked": "11", "gas_checked.not_applicable": "1"}).written
    untick = form_of(after(form), "safe_homes", {"gas_checked": "11"})
    assert saved(untick) == {"gas_checked": Given(value=11)}


# “Is that right?”


def test_a_soft_problem_is_stored_and_put_once(small):
    posted = {"moved_in": "5", "moved_out": "0"}
    form = form_of(small.journey(moved_in=None, moved_out=None), "moves", posted)
    assert saved(form) == {"moved_in": Given(value=5), "moved_out": Given(value=0)}
    now = after(form)
    assert form.stays(now)
    asked = form.asks(now)
    assert [(one.name, one.words) for one in asked] == [("check.moved_in.jump", ""), ("check.adds_up", "")]
    again = form_of(now, "moves", {**posted, **{one.name: "" for one in asked}})
    assert not again.stays(after(again))
    assert not again.written


def test_an_explanation_is_stored_beside_the_check(small):
    posted = {"moved_in": "5", "moved_out": "0", "check.moved_in.jump": "", "check.adds_up": "Three came back"}
    form = form_of(small.journey(moved_in=5), "moves", posted)
    assert saved(form) == {"check:adds_up": Given("explained", value="Three came back")}
    now = after(form)
    assert not form.stays(now)
    assert [one.words for one in form_of(now, "moves").asks(now)] == ["", "Three came back"]


def test_an_explanation_of_something_else_is_not_taken(small):
    strange = {"check.people_within_times": "x", "check.__class__": "y"}
    form = form_of(small.journey(), "moves", {"moved_in": "2", **strange})
    assert not form.written


def test_what_cannot_be_true_is_stored_but_the_page_stays(small):
    posted = {"missing_times": "2", "missing_people": "3", "missing_times_under_18": "1"}
    form = form_of(small.journey(missing_times=2), "missing", posted)
    assert "missing_people" in saved(form)
    now = after(form)
    assert [problem.key for problem in now.blocking()] == ["people_within_times"]
    assert form.stays(now)


# What appears


def test_questions_that_appear_by_an_answer_keep_the_page_open(small):
    form = form_of(small.journey(missing_times=None), "missing", {"missing_times": "2"})
    now = after(form)
    assert [question.key for question in form.appeared(now)] == ["missing_people", "missing_times_under_18"]
    assert form.stays(now)
    assert not form_of(now, "missing", {"missing_times": "2"}).appeared(now)


def test_a_hidden_question_is_in_the_form_but_not_shown(small):
    form = form_of(small.journey(), "missing")
    assert [(field.name, field.shown) for field in form] == [
        ("missing_times", True), ("missing_people", False), ("missing_times_under_18", False),
    ]  # fmt: skip


def test_a_question_of_another_tier_has_no_field(small):
    assert [field.name for field in form_of(small.empty(), "complaints")] == [
        "complaints_received", "complaints_finished", "complaints_upheld",
    ]  # fmt: skip


def test_a_form_before_posting_shows_what_is_stored(small):
    form = form_of(small.journey(), "own_words")
    assert form["went_well"].raw == "Three young people passed their first term at college."
    assert not form.written
    assert not form.errors


@pytest.mark.parametrize("hostile", ["\x00", "9" * 5000, "<b>1</b>", "\u202e21", "２０" * 400, "-", "٣"])
def test_hostile_text_is_never_stored_as_a_number_silently_nor_raises(small, hostile):
    form = form_of(small.empty(), "moves", {"moved_in": hostile, "moved_in.yes": hostile, "moved_in.when": hostile})
    for written in form.written:
        assert isinstance(written.given.value, int)
    assert form["moved_in"].raw == hostile or form["moved_in"].raw == hostile.strip()


def test_a_form_is_made_for_each_page_of_each_provider(small, middle, large):
    for case in (small, middle, large):
        for journey in (case.empty(), case.journey()):
            for state in journey.pages():
                form = form_of(journey, state.page.key, {})
                assert isinstance(form.journey, Journey)
                for field in form:
                    assert field.label.text
                    assert field.asked.kind == field.question.kind
