"""The privacy hint on a page: said once, never in the way."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.page_form import form_for
from forms.privacy_words import hint


def own_words(journey, posted):
    return form_for(journey.question_set.pages_by_key["own_words"], journey)(MultiDict(posted))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("All is well", ""),
        ("We rang Kayleigh", "This looks like a name: “Kayleigh”."),
        ("J’s mum, 07700 900123", "This looks like initials and a telephone number: “J’s mum”, “07700 900123”."),
        ("Amelia, Noah, Olivia and Oliver came", "This looks like a name: “Amelia”, “Noah”, “Olivia” and more."),
    ],
)
def test_what_was_seen_is_said_in_one_sentence(text, words):
    assert hint(text) == words


def test_words_that_name_somebody_are_saved_and_said_once(small):
    journey = small.journey()
    form = own_words(journey, {"went_well": "Kayleigh passed her driving test"})
    saved = {one.key: one.given for one in form.written}
    assert saved["went_well"].value == "Kayleigh passed her driving test"
    assert not form.errors
    assert form["went_well"].tells == "This looks like a name: “Kayleigh”."
    assert form.stays(form.so_far)
    again = own_words(journey.with_answers(saved), {"went_well": "Kayleigh passed her driving test"})
    assert not again.telling
    assert not again.stays(again.so_far)


def test_numbers_are_never_searched_for_people(small):
    journey = small.journey(moved_in=None)
    form = form_for(journey.question_set.pages_by_key["moves"], journey)(MultiDict({"moved_in": "3", "moved_out": "0"}))
    assert not form.telling
