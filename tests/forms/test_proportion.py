"""How much is asked of whom: the borders of the rule, what is not known, and how often."""

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from forms.proportion import FILE, RHYTHMS, RISKS, Facts, Proportion, in_short, table
from forms.situation import TIERS

POUNDS = st.none() | st.integers(0, 2_000_000)
PLACES = st.none() | st.integers(0, 200)
RISK = st.sampled_from(RISKS)


def facts(pounds: int | None, places: int | None, risk: str = "medium") -> Facts:
    return Facts(None if pounds is None else pounds * 100, places, risk)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pounds", "places", "risk", "tier"),
    [
        (99_999, 12, "medium", "core"),
        (99_999, 13, "medium", "standard"),
        (100_000, 12, "medium", "standard"),
        (499_999, 1, "low", "standard"),
        (500_000, 1, "low", "full"),
        (1, 1, "high", "full"),
        (1, 1, "improvement_plan", "full"),
        (None, 300, "medium", "core"),
        (None, None, "low", "core"),
        (None, None, "high", "full"),
        (99_999, None, "medium", "core"),
        (0, 0, "medium", "core"),
    ],
)
def test_the_tier_changes_exactly_at_its_borders(pounds: int | None, places: int | None, risk: str, tier: str) -> None:
    assert table().size(facts(pounds, places, risk)).tier == tier


def test_a_penny_below_a_border_is_below_it() -> None:
    assert table().size(Facts(50_000_000 - 1)).tier == "standard"
    assert table().size(Facts(10_000_000 - 1, 12)).tier == "core"


@given(POUNDS, PLACES, RISK)
def test_the_rule_is_that_of_the_sentence(pounds: int | None, places: int | None, risk: str) -> None:
    """Full from £500,000, at high risk or with a plan; else short unless it is £100,000 or more than 12 places."""
    known = pounds is not None
    if risk in ("high", "improvement_plan") or (known and pounds >= 500_000):
        expected = "full"
    elif known and (pounds >= 100_000 or (places or 0) > 12):
        expected = "standard"
    else:
        expected = "core"
    assert table().size(facts(pounds, places, risk)).tier == expected


@given(st.lists(st.integers(0, 2_000_000), min_size=2).map(sorted), PLACES, RISK)
def test_more_money_never_makes_a_return_shorter(amounts: list[int], places: int | None, risk: str) -> None:
    sizes = [TIERS[table().size(facts(pounds, places, risk)).tier] for pounds in amounts]
    assert all(less <= more for less, more in pairwise(sizes))


@given(POUNDS, PLACES, RISK)
def test_nothing_that_is_not_known_makes_a_return_longer(pounds: int | None, places: int | None, risk: str) -> None:
    size = TIERS[table().size(facts(pounds, places, risk)).tier]
    assert TIERS[table().size(facts(None, places, risk)).tier] <= size
    assert TIERS[table().size(facts(pounds, None, risk)).tier] <= size


def test_a_quarterly_set_is_asked_twice_a_year_where_the_risk_is_low() -> None:
    assert table().rhythm("quarter", "low") == "half_year"
    assert {table().rhythm("quarter", risk) for risk in RISKS if risk != "low"} == {"quarter"}


@pytest.mark.parametrize("rhythm", [rhythm for rhythm in RHYTHMS if rhythm != "quarter"])
def test_sets_of_another_rhythm_keep_it_whatever_the_risk(rhythm: str) -> None:
    assert {table().rhythm(rhythm, risk) for risk in RISKS} == {rhythm}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (facts(84_000, 12), "£84,000 a year, 12 places: short return"),
        (facts(84_000, 1, "high"), "£84,000 a year, 1 place, high risk: full return"),
        (facts(None, None), "yearly value not known: short return"),
        (facts(640_000, 40, "low"), "£640,000 a year, 40 places, low risk: full return"),
        (facts(5, None, "improvement_plan"), "£5 a year, improvement plan agreed: full return"),
    ],
)
def test_an_officer_reads_what_the_rule_went_by(known: Facts, said: str) -> None:
    assert in_short(known) == said


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("year >= 500000", "profit >= 500000", "no such name: profit"),
        ('tier = "core"\nknown', 'tier = "full"\nknown', "the example is not of its tier: core"),
        ('low = "Low"', "", "every risk has a word"),
        ('key = "core"', 'key = "standard"', "each tier is told once"),
        ("year >= 500000", "__import__('os')", "the only functions"),
    ],
)
def test_a_table_that_contradicts_itself_does_not_load(old: str, new: str, fault: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ValidationError, match=fault):
        Proportion.model_validate(tomllib.loads(text.replace(old, new, 1)))
