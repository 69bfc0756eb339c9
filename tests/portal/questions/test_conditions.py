"""The rules of a set in words."""

import pytest

from forms import library
from forms.expressions import parse
from forms.question_set import QuestionSet
from portal.questions.conditions import say
from tests.fixtures.cast import SET


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("moved_out > 0", "your answer to SA05c is more than 0"),
        ("moved_out >= 2", "your answer to SA05c is at least 2"),
        ("moved_out != 2", "your answer to SA05c is not 2"),
        ("registration == 'registered'", "your answer to SA17a is “Yes”"),
        (
            "registration == 'registered' and inspection != 'not_yet'",
            "your answer to SA17a is “Yes” and your answer to SA17b is not “Not inspected yet”",
        ),
        ("'own' in kinds", "“Their own flat or bedsit” is ticked at SA01a"),
        ("'own' not in kinds", "“Their own flat or bedsit” is not ticked at SA01a"),
        (
            "places_ready < places",
            "your answer to SA02a is less than “Your places” (SA01b + SA01c + SA01d + SA01e)",
        ),
        ("contract.volume in ('block', 'spot')", "your contract is a block contract or a spot contract"),
        ("contract.places > 3", "the places in your contract is more than 3"),
        ("last.moved_in > 0", "your answer to SA05b last time is more than 0"),
        ("not last_return", "this is your first return"),
        ("last_return or moved_out == 0", "you have sent this return before or your answer to SA05c is 0"),
        ("moved_in + moved_out > 4", "your answer to SA05b plus your answer to SA05c is more than 4"),
        ("moved_in - 1 > moved_out", "your answer to SA05b less 1 is more than your answer to SA05c"),
        ("moved_in * 2 > moved_out", "your answers to SA05b, SA05c call for it"),
        ("manager_in_post == 'no'", "your answer to SA17d is “No”"),
        ("today > months_before(last_day, 6)", "it concerns you"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert say(parse(rule), library.latest(SET)) == words


@pytest.mark.parametrize("found", library.all(), ids=lambda found: f"{found.key} {found.version}")
def test_every_rule_of_every_set_has_plain_words(found: QuestionSet) -> None:
    rules = [one.show_if for page in found.pages for one in (page, *page.questions) if one.show_if is not None]
    assert [
        rule.text for rule in rules if "call for it" in say(rule, found) or "concerns you" in say(rule, found)
    ] == []
