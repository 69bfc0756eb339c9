"""What is asked of a tier in a quarter whatever is answered, worked out once, is what each journey would find."""

from datetime import date

import pytest

from forms.answers import Given
from forms.journey import Journey
from forms.page_form import form_for
from forms.question_set import QuestionSet
from forms.scope import Standing
from forms.situation import TIERS, Situation, Tier, due

QUARTERS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))


def journey(supported: QuestionSet, tier: Tier, last_day: date, answers: dict[str, Given] | None = None) -> Journey:
    known = Situation(last_day, last_day.replace(day=1), last_day, "the quarter", tier, "Fairshire", "Harbour")
    return Journey(supported, known, answers or {})


@pytest.mark.parametrize("last_day", QUARTERS, ids=str)
@pytest.mark.parametrize("tier", TIERS)
def test_it_holds_what_belongs_to_such_a_return(supported: QuestionSet, tier: Tier, last_day: date) -> None:
    scope = supported.scope(tier, last_day)
    for page in supported.pages:
        for question in page.questions:
            standing = scope.standings.get(question.key)
            asked = question.tier <= TIERS[tier] and due(question.every, last_day, supported.year_ends)
            assert (question in scope.askable[page.key]) == asked
            assert (standing in (Standing.asked, None)) == asked
            if standing is None:
                assert (page.show_if, question.show_if) != (None, None)
                assert page.key not in scope.visible


@pytest.mark.parametrize("tier", TIERS)
def test_a_journey_starts_from_a_copy_of_it(supported: QuestionSet, tier: Tier) -> None:
    scope = supported.scope(tier, QUARTERS[0])
    before = dict(scope.standings), dict(scope.visible)
    one = journey(supported, tier, QUARTERS[0], {"kinds": Given(value=("lodgings",))})
    one.problems()
    assert supported.scope(tier, QUARTERS[0]) is scope
    assert (scope.standings, scope.visible) == before


def test_two_returns_share_a_form_and_nothing_that_was_typed(supported: QuestionSet) -> None:
    page = supported.pages_by_key["serious_events"]
    mine, theirs = (journey(supported, "core", QUARTERS[2], {"serious_events": Given(value=n)}) for n in (3, 8))
    first, second = form_for(page, mine)(), form_for(page, theirs)()
    assert type(first) is type(second)
    assert (first["serious_events"].raw, second["serious_events"].raw) == ("3", "8")
    assert type(form_for(page, journey(supported, "full", QUARTERS[2]))()) is not type(first)
