"""Exact only if nothing is left unexplained: other units, second numbers, opposites, futures, labels, not told.

Each rule stands with what must still be read. A value of None means that it is asked about; the question decides
what a number may count, so each list names its question.
"""

from typing import Any

import pytest

from forms.reading import Status

NIGHTS = {"ask": "How many nights did children stay?", "unit": "nights", "nouns": ("nights", "bed nights", "days")}
WEEKS = {"ask": "How many weeks did the longest wait last?", "unit": "weeks", "nouns": ("weeks", "wks", "wait")}
HOURS = {"ask": "How many hours of support did they get?", "unit": "hours", "nouns": ("given", "delivered")}
LIVED = {
    "ask": "How many of our children lived with you on 30 September?",
    "unit": "children",
    "nouns": ("now", "living here"),
    "other_nouns": ("moved in", "in", "moved out", "out", "left"),
}
LEFT = {
    "ask": "How many of our children moved out between 1 July and 30 September?",
    "unit": "children",
    "nouns": ("moved out", "out", "left"),
    "other_nouns": ("moved in", "in"),
}
STAFF = {"ask": "How many care staff worked for you?", "unit": "people", "nouns": ("care staff", "staff", "workers")}
TIMES = {"ask": "How many times was a child held?", "unit": "times", "nouns": ("restraint", "restraints", "times")}
HELD = {"ask": "How many sessions did you hold?", "unit": "sessions", "nouns": ("sessions", "session")}
CAME = {"ask": "How many people came?", "unit": "people", "nouns": ("came", "attended")}
CHECKED = {"ask": "How many of the 8 had the check?", "nouns": ("checked", "cleared"), "whole": 8, "max": 8}
ON_TIME = {"ask": "How many of the 3 did you finish in time?", "nouns": ("on time", "in time", "late"), "whole": 3}
PLANNED = {"ask": "How many of the 2 left in a planned way?", "nouns": ("planned", "agreed"), "whole": 2, "max": 2}
POSTS = {"ask": "How many posts did you have?", "unit": "posts", "nouns": ("posts",), "other_nouns": ("vacant",)}
EMPTY = {"ask": "How many beds were empty on 30 September?"}
TALKS = {"ask": "After how many of those 2 times was a talk offered?", "unit": "times", "nouns": ("talk",), "whole": 2}


def listed(*groups: tuple[dict[str, Any], dict[str, int | None]]) -> list[Any]:
    return [
        pytest.param(question, text, value, id=f"{question['ask'][9:24]}… {text}")
        for question, sayings in groups
        for text, value in sayings.items()
    ]


def taken(read: Any, question: dict[str, Any], text: str) -> tuple[str, int | None]:
    """What would happen to an answer: stored, proposed, or asked about; and its value."""
    reading = read("number", text, **question)
    done = {Status.exact: "stored", Status.none: "stored", Status.approximate: "proposed"}
    return done.get(reading.status, "asked about"), reading.value


OTHER_THINGS = listed(
    (NIGHTS, {"15 weekends": None, "15 long weekends": None, "one weekend": None, "2 weeks": None, "3 months": None,
              "1 week": None, "12 visits": 12, "4 children": 4, "two fortnights": None, "36 hours": None}),
    (WEEKS, {"3 months": None, "one month": None, "10 days": None, "2 terms": None, "6 sessions": 6, "a dozen": 12}),
    (LIVED, {"5 families": None, "5 different families": None, "five households": None, "2 couples": None,
             "5 of the families": None, "2 sibling groups": None, "4 carers": None, "6 adults": None, "3 weeks": None,
             "12 hours": None, "3 times": None, "3 placements": 3, "5 bedrooms": 5, "4 lovely referrals": 4}),
    (STAFF, {"9 kids": None, "9 children": None, "9 posts": 9, "40 shifts": 40, "35 hours": None}),
    (TIMES, {"3 children": None, "3 lads": None, "5 minutes": None, "two families": None, "3 forms": 3}),
    (HELD, {"12 weeks": None, "22 kids": 22, "3 evenings": 3, "36 activities": 36}),
    (HOURS, {"4 days": None, "13 weeks": None, "36 sessions": 36, "3 visits": 3}),
)  # fmt: skip
THE_THING_ITSELF = listed(
    (NIGHTS, {"15 nights": 15, "15 bed nights": 15, "15": 15, "24 days": 24, "fifteen in all": 15, "none": 0,
              "30 nights (15 weekends)": 30, "we gave 24 nights": 24}),
    (WEEKS, {"14 weeks": 14, "14 wks": 14, "one week": 1, "six": 6}),
    (LIVED, {"3 lads": 3, "11 kids": 11, "12 of them": 12, "five teenagers": 5, "4 young people": 4, "4 yp": 4,
             "7 looked after children": 7, "5 residents": 5, "5 people": 5, "3 of our children": 3, "6 girls": 6,
             "one lad": 1, "7 children live here": 7, "8 at the moment": 8, "5 of them as usual": 5, "3 UASC": 3,
             "7 in the home": 7, "9 thanks": 9, "we have 4 this quarter": 4}),
    (STAFF, {"9 workers": 9, "nine care staff": 9, "9 people": 9, "7 carers": 7, "8 women": 8, "9 adults": 9}),
    (TIMES, {"3 times": 3, "3 occasions": 3, "twice": 2, "4 restraints": 4, "two incidents": 2, "never": 0}),
    (HELD, {"22 sessions": 22, "22": 22, "one session": 1, "26 held": 26}),
    (HOURS, {"36 hours": 36, "36": 36, "we gave 36 hours": 36, "312 hours delivered": 312}),
    (CAME, {"34 kids": 34, "30 adults": 30, "34 people": 34, "121 came": 121}),
)  # fmt: skip
SECOND_NUMBERS = listed(
    (LIVED, {"3 children, 2 yours": 3, "3 children (2 yours)": 3, "7, 2 on the way": 7, "7 kids, 3 from elsewhere": 7,
             "7, two of which are yours": 7, "five, one agency": 5, "10, 3 yours": 10, "3 children and 2 adults": 3,
             "6 children, 1 on respite": 6, "6 living here, 2 for the weekend": 6, "4 lads; 1 is yours": 4,
             "5 but 2 are not yours": 5, "8 children - 3 yours": 8, "5 children in 4 homes": 5,
             "2 children. One is 50/50": None}),
    (STAFF, {"nine staff, 2 agency": 9, "nine staff, two of them bank": 9, "9 workers, 1 off sick": 9,
             "11 staff (3 part timers)": 11, "8, 2 bank": 8}),
    ({"ask": "How many children is the home registered for?"}, {"1 in, 1 out": None, "2 in and 2 out": None}),
    (LEFT, {"2 left, 1 back again": 2, "three moved out, one ours": 3, "2 out, 1 on trial": 2}),
    (CAME, {"12 came, 3 no-shows": 12, "40 came, 6 new": 40, "12 people, 3 first timers": 12}),
    (HELD, {"22 sessions, 2 outdoors": 22, "26 sessions, 4 cancelled": 26, "30 sessions, 3 yours": 30}),
)  # fmt: skip
ALL_EXPLAINED = listed(
    (LIVED, {"3 children, all yours": 3, "7, 2 moved out": 7, "five (5) children": 5, "7 living here, 1 left": 7,
             "2 in, 7 living here": 7, "7 children, 2 moved in": 7, "3 children in Flat 2": 3, "2 aged 16": 2,
             "3 children on 30 September": 3, "3 children, 24/7 cover": 3}),
    (STAFF, {"nine staff, 24/7": 9, "9 staff, 12 kids": 9, "9 staff, £3 more an hour": 9, "9 staff since 2024": 9}),
    (POSTS, {"14, 2 vacant": 14, "14 posts, 2 vacant": 14, "14 posts": 14, "fourteen posts, all filled": 14}),
    (LEFT, {"2 in, 1 out": 1, "2 moved in and 3 moved out": 3, "1 moved out, 3 moved in": 1}),
    (CAME, {"40 came": 40, "40 came at 7pm": 40}),
    (CHECKED, {"8, 7 checked": 7, "7, 7 in all": 7}),
)  # fmt: skip
OPPOSITES = listed(
    (CHECKED, {"one overdue": 7, "two outstanding": 6, "3 unchecked": 5, "none overdue": 8, "all overdue": 0,
               "2 not done": None, "3 haven’t been": None, "one refused": None, "2 missed it": None,
               "all of them, none overdue": 8, "all bar 2 overdue": 6, "10% failed": None}),
    (PLANNED, {"no, both broke down": None, "both broke down": None, "no both": None, "nope, both": None,
               "both unplanned": 0, "one broke down": None, "1 unplanned": 1, "both fell through": None,
               "both weren’t": None, "they didn’t both": None}),
    (ON_TIME, {"all late": 0, "none late": 3, "one late": 2, "one was late": 2, "two overdue": 1}),
    (CAME, {"ten no-shows": None, "10 no shows": None, "four cancelled": None, "3 didn’t come": None,
            "5 dropped out": None, "2 never came": None, "3 pulled out": None, "all cancelled": None,
            "nobody missed it": None, "2 were absent": None}),
    (EMPTY, {"10 full": None, "all full": None, "3 occupied": None, "two filled": None}),
    (HELD, {"3 cancelled": None, "two postponed": None, "none cancelled": None, "4 did not happen": None}),
)  # fmt: skip
ON_OUR_SIDE = listed(
    (CHECKED, {"6 checked": 6, "8": 8, "all 8": 8, "six have been cleared": 6, "none checked": 0, "none": 0,
               "7 not 8": 7, "7, not just the new lads": 7}),
    (PLANNED, {"1 planned": 1, "neither": 0, "none planned": 0, "2": 2, "one was agreed": 1, "no, 1": 1}),
    (ON_TIME, {"2 on time": 2, "3": 3, "one in time": 1, "none in time": 0}),
    (CAME, {"12 came": 12, "20 turned up": 20, "nobody came": 0, "40, no problems": 40, "40 attended": 40}),
    (EMPTY, {"2 empty": 2, "2 beds": 2, "two void": 2, "one vacant": 1, "none": 0}),
    (HELD, {"22 held": 22, "none": 0, "26": 26, "26 sessions, no problems": 26}),
    ({"ask": "How many sessions were cancelled?", "unit": "sessions", "nouns": ("cancelled",)},
     {"3 cancelled": 3, "none cancelled": 0, "2 postponed": 2, "3 sessions": 3, "never had to cancel": 0}),
    ({"ask": "How many children were not at school?", "unit": "children", "nouns": ("missed",)},
     {"2 missed school": 2, "3 were absent": 3, "one refused": 1}),
)  # fmt: skip
FUTURES_AND_LABELS = listed(
    (LEFT, {"one is leaving next week": None, "one will leave": None, "2 due to leave": None, "one about to go": None,
            "two are moving soon": None, "one leaving in October": None, "one is going to move on": None,
            "one to follow": None, "2 hoping to leave": None, "one left, one leaving next week": 1,
            "one left, one to follow": 1, "2 expected to move out": None, "one tomorrow": None,
            "2 are leaving at Christmas": None, "one is moving to his aunt’s": None}),
    (LIVED, {"7 but one is leaving next week": 7, "6 from next month": None, "there will be 5": None,
             "year 9": None, "Year nine": None, "yr 10": None, "years 7 and 8": None, "level 3": None,
             "Level three": None,
             "tier 2": None, "tier two": None, "room 4": None, "room four": None, "grade 5": None, "key stage 2": None,
             "at key stage two": None, "KS3": None, "cohort 2": None, "house 3": None, "Phase 2": None, "step 4": None,
             "priority 1": None, "stage two": None, "band 6": None, "keyworker 3": 3, "bubble 4": 4, "pathway 2": 2,
             "term 2": None, "ward 5": None, "page three": None, "Flat two": None}),
)  # fmt: skip
PAST_AND_COUNTED = listed(
    (LEFT, {"one left": 1, "one left last week": 1, "2 moved out": 2, "two went home": 2, "one moved on in August": 1,
            "one, he turned 18": 1, "none left us, one is leaving next week": 0, "3 left to live with family": 3,
            "one moved out, that’s all": 1, "2 out": 2, "one has left": 1, "two left this quarter": 2}),
    (LIVED, {"two year 9s": 2, "3 in year 9": 3, "5 this year": 5, "this week 5": 5, "2 on tier 2": 2,
             "3 at level 3": 3, "2 in room 4": 2, "1 in key stage 2": 1, "4 at key stage two": 4, "we had 5": 5,
             "just 4": 4, "it’s 6": 6, "still 7": 7, "only three": 3, "lads: 3": 3, "children 5": 5, "answer: 5": 5,
             "total 5": 5, "there were 6 last time too": 6, "5 in the last week of the quarter": 5}),
    ({"ask": "How many do you expect to leave next quarter?", "nouns": ("leave", "leaving")},
     {"one is leaving": 1, "two will leave": 2, "2 due to leave": 2}),
    ({"ask": "How many tickets would you like?"}, {"we will need 4 tickets": 4, "there will be 3": 3}),
)  # fmt: skip
NOT_TOLD = listed(
    (LIVED, {"the school never told us": None, "we never ask": None, "nobody told us": None, "nobody tells us": None,
             "they don’t tell us": None, "we weren’t told": None, "we haven’t been told": None,
             "no one ever said": None,
             "she didn’t say": None, "we don’t count": None, "nobody kept count": None, "we never heard": None,
             "we’ve never been told that": None, "the social worker never came": None,
             "the manager never wrote it down": None, "we don’t ask them that": None}),
    (HOURS, {"36 sessions x 3 hours": 108, "3 hours x 36 sessions": 108, "36 sessions of 3 hours": 108,
             "36 visits * 2 hours": 72}),
    (NIGHTS, {"4 children x 6 nights": 24, "6 nights x 4 children": 24, "2 lads x 10 nights": 20}),
    (HELD, {"36 sessions x 3 hours": 36, "3 hours x 36 sessions": 36, "12 weeks x 3 sessions": 36,
            "3 sessions x 12 weeks": 36, "4 children x 6 sessions": None, "36 sessions of 3 hours": 36}),
    (LIVED, {"36 sessions x 3 hours": None}),
)  # fmt: skip
NEVER = listed(
    (TIMES, {"never": 0, "not once": 0, "never this quarter": 0, "we never had any restraints": 0, "none": 0}),
    (LEFT, {"nobody left": 0, "nobody moved out": 0, "no one": 0, "nobody": 0}),
    ({"ask": "How many parents did you ask?", "nouns": ("asked",)}, {"12": 12, "we asked 12": 12}),
    (HOURS, {"36 hours": 36, "108 hours": 108}),
    (HELD, {"36 sessions": 36, "36": 36}),
)  # fmt: skip
BOTH_AND_NEITHER = listed(
    (TALKS, {"both": 2, "both times": 2, "on both occasions": 2, "both of those times": 2, "yes, both": 2,
             "both of them": 2, "both, yes": 2, "both of the times": 2}),
    (PLANNED, {"both": 2, "both of them": 2, "both were": 2, "both planned": 2, "both agreed": 2}),
    (ON_TIME, {"both": None, "neither": 0}),
    (TIMES, {"both times": None}),
    ({**TALKS, "whole": 5}, {"both": None, "both times": None}),
    ({**LIVED, "whole": 3}, {"both": None, "both of them": None}),
)  # fmt: skip
NEITHER = listed(
    (TALKS, {"neither": 0, "neither time": 0, "neither of them": 0, "neither of those": 0, "2": 2, "one of them": 1,
             "once": 1, "twice": 2, "none": 0}),
    (PLANNED, {"neither": 0, "neither was": 0, "neither of them": 0, "neither was planned": 0, "1 of them": 1}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [*OTHER_THINGS, *SECOND_NUMBERS, *OPPOSITES, *FUTURES_AND_LABELS, *NOT_TOLD, *BOTH_AND_NEITHER],
)
def test_what_is_left_unexplained_is_proposed_or_asked_about(read, question, text, value):
    assert taken(read, question, text) == ("asked about" if value is None else "proposed", value)


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [*THE_THING_ITSELF, *ALL_EXPLAINED, *ON_OUR_SIDE, *PAST_AND_COUNTED, *NEVER, *NEITHER],
)
def test_what_is_all_explained_is_still_stored(read, question, text, value):
    assert taken(read, question, text) == ("stored", value)
