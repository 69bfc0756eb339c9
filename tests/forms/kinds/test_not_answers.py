"""Numbers in this field that are not answers to “how many”: each has stored a wrong figure somewhere."""

import pytest

from forms.reading import Status

ROWS = {
    "numbers of rules": ["reg 27", "s47", "section 20", "Reg 44s", "under reg 32", "s.17"],
    "ages": ["16+", "18 plus", "a 17yo", "he’s 19", "16 and 17 year olds", "under 18s"],
    "hours and ratios of staff": ["24/7", "1:1", "2:1 staffing", "9-5", "one to one", "24 hour cover"],
    "places and registration numbers": ["Flat 2", "Room 3", "no 4", "No. 12 Station Road", "SC037454", "LA1 1AA"],
    "periods": ["Q2", "2026-27", "week 9", "1/4", "in 2026", "5 May"],
    "only the question decides": ["none left", "no rooms left"],
    "two answers in one": ["no new starters, 2 leavers"],
    "as last time": ["no change", "as before", "same", "ditto"],
    "as far as they know": ["none that I know of", "not aware of any", "nothing formal"],
    "sums and repeats": ["3 (one twice)", "3, same lad", "2 lads 1 girl", "1 x 16, 2 x 17"],
    "vague": ["a couple", "a few", "half", "most", "7ish", "about 30", "30-odd"],
    "another unit": ["11.5 FTE", "12 hours a week"],
    "dictation": ["to", "too", "for", "won", "ate", "free", "tree", "sex", "oh", "O"],
    "empty": ["-", "", "  ", "…", "\u200b"],
    "names and initials": ["Jordan x2", "JS and MK"],
}


@pytest.mark.parametrize("text", [text for texts in ROWS.values() for text in texts])
@pytest.mark.parametrize(
    "about",
    [
        {
            "ask": "How many young people lived with you?",
            "unit": "young people",
            "nouns": ("lived",),
            "other_nouns": ("left",),
        },
        {},
    ],
    ids=["with nouns", "without nouns"],
)
def test_none_is_read_as_an_exact_answer(read, text, about):
    assert read("number", text, **about).status is not Status.exact


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two reg 27s", 2),
        ("two 17 year olds", 2),
        ("3 in Flat 2", 3),
        ("2 on reg 27", 2),
        ("5 in week 9", 5),
        ("3, 24/7 cover", 3),
    ],
)
def test_a_real_number_beside_one_is_still_read(read, text, value):
    assert read("number", text).value == value


@pytest.mark.parametrize("text", ["nought", "nowt", "zilch", "zero", "nil", "nil return"])
def test_words_for_nothing_are_zero_where_none_is_allowed(read, text):
    assert read("number", text).value == 0
