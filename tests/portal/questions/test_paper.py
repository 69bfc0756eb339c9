"""The paper form: the same questions with the same codes, and room to write."""

import pytest

from forms import library
from forms.question_set import QuestionSet
from forms.situation import TIERS, due
from models.authority import AdoptedSet
from models.period import Period
from models.store import writing
from portal.questions import words
from tests.fixtures.cast import SET, Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words as words_of
from tests.fixtures.page import Page

NEWEST = list({found.key: found for found in library.all()}.values())
HERE = f"/questions/{SET}/2026-1/paper"


def codes(page: Page) -> list[str]:
    return [words_of(code).strip() for code in page.all("//*[@class='eh-asked__code']")]


@pytest.mark.parametrize("size", words.SIZES)
@pytest.mark.parametrize("found", NEWEST, ids=lambda found: found.key)
def test_every_question_that_is_due_stands_on_paper_with_its_code(
    client: HouseClient, found: QuestionSet, size: str, now: object
) -> None:
    page = client.get(f"/questions/{found.key}/{found.version}/paper?size={size}")
    last_day = _period(page, found).last_day
    tier = TIERS[words.SIZES[size]]  # type: ignore[index]
    asked = [q for q in found.questions.values() if q.tier <= tier and due(q.every, last_day, found.year_ends)]
    assert codes(page) == [question.code for question in asked]
    assert "{" not in page.main
    for question in asked:
        for option in question.options:
            assert "{" in option.words or option.words in page.main


def _period(page: Page, found: QuestionSet) -> Period:
    """The last whole period of the set, whose label the page shows."""
    lead = words_of(page.one("//p[@class='govuk-body-l']"))
    shown = [p for p in _whole(found.rhythm) if lead.strip().startswith(f"{p.label}.")]
    assert len(shown) == 1, lead
    return shown[0]


def _whole(rhythm: str) -> list[Period]:
    period = Period.holding(Period.parse("2026-10").first_day, rhythm)
    return [period.previous(), period, period.following()]


def test_the_form_for_a_return_is_for_its_period_and_its_council(client: HouseClient, cast: Cast) -> None:
    page = client.get(f"{HERE}?period=2026-27-Q1&council=westmoor")
    assert "April to June 2026. For Westmoor County Council." in page.main
    assert "ready to live in on 30 June" in page.main
    assert "01632 960111" in page.main
    assert "Westmoor County Council: Contracts team, 01632 960000, contracts@westmoor.example" in page.main


@pytest.mark.parametrize("period", ["2026-09", "2026-27", "nonsense", "grant:x:2026-07-01"])
def test_a_period_of_another_rhythm_is_not_taken(client: HouseClient, cast: Cast, period: str) -> None:
    assert "July to September 2026." in client.get(f"{HERE}?period={period}").main


def test_where_several_councils_use_a_set_no_number_is_shown_until_one_is_chosen(
    client: HouseClient, cast: Cast
) -> None:
    page = client.get(HERE)
    assert "For which council?" in page.main
    assert "01632" not in page.main
    assert "ring the council’s duty line" in page.main
    assert "ring 999" in page.main


def test_where_one_council_uses_a_set_its_duty_line_stands_on_it(client: HouseClient, cast: Cast) -> None:
    with writing():
        AdoptedSet.delete().where(AdoptedSet.authority == cast.westmoor).execute()
    page = client.get(HERE)
    assert "01632 960999" in page.main
    assert "For which council?" not in page.main


def test_what_depends_on_another_answer_says_so_before_its_box(client: HouseClient) -> None:
    text = client.get(HERE).main
    assert "Only if “A room in a host’s home (supported lodgings)” is ticked at SA01a." in text
    assert "Only if your answer to SA02a is less than “Your places” (SA01b + SA01c + SA01d + SA01e)." in text
    assert "Only if your answer to SA05c is more than 0." in text


def test_a_scottish_form_does_not_speak_of_ofsted(client: HouseClient) -> None:
    scottish = next(found for found in NEWEST if found.nation == "Scotland")
    first = next(iter(scottish.pages_by_key))
    for tail in ("paper", f"try/{first}"):
        text = client.get(f"/questions/{scottish.key}/{scottish.version}/{tail}").main
        assert "telling Ofsted" not in text
        assert "ring 999" in text
