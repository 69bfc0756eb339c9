"""`/questions/`: every set, for anybody, whole."""

import pytest

from forms import library
from forms.question_set import QuestionSet
from forms.situation import TIERS
from models.authority import AdoptedSet
from models.store import writing
from portal.questions import words
from tests.fixtures.cast import SET, Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words as words_of
from tests.portal.life import BEFORE, Life, url

NEWEST = list({found.key: found for found in library.all()}.values())
IN_BETWEEN = [*library.all("tender"), *library.all("event")]
HERE = f"/questions/{SET}/2026-1/"


def test_every_set_is_listed_with_what_it_asks_of_each_size(client: HouseClient, cast: Cast) -> None:
    page = client.get("/questions/")
    rows = {row.xpath("string(th)").strip(): row for row in page.all("//tbody/tr")}
    assert set(rows) == {found.title for found in [*NEWEST, *IN_BETWEEN]}
    assert "Each time you book" in words_of(rows["A place at an event"])
    for found in NEWEST:
        text = words_of(rows[found.title])
        assert found.nation in text
        assert words.HOW_OFTEN[found.rhythm].capitalize() in text
        for ordinary in library.ordinary(found).values():
            journey = ordinary.journey()
            assert f"{journey.counts()[1]} boxes, {journey.minutes()} minutes" in text


@pytest.mark.parametrize("size", words.SIZES)
@pytest.mark.parametrize("found", [*NEWEST, *IN_BETWEEN], ids=lambda found: found.key)
def test_a_set_is_read_whole_by_a_provider_of_each_size(client: HouseClient, found: QuestionSet, size: str) -> None:
    page = client.get(f"/questions/{found.key}/{found.version}/?size={size}")
    assert page.h1 == found.title
    tier = TIERS[words.SIZES[size]]  # type: ignore[index]
    asked = {question.code for question in found.questions.values() if question.tier <= tier}
    assert {item.get("id") for item in page.all("//ol/li")} == asked
    assert "{" not in page.main


def test_what_is_no_return_is_not_called_one(client: HouseClient) -> None:
    text = client.get("/questions/event-booking/2026-1/").main
    assert "You are asked 3 boxes each time you book. It takes about 5 minutes." in text
    assert "the sessions of the event, if it has any" in text
    paper = client.get("/questions/event-booking/2026-1/paper").main
    for said in (
        "in an ordinary",
        "what this council pays for",
        "Figures that you do not have",
        "Signed",
        "One return is",
    ):
        assert said not in text + paper, said
    assert "To whoever organises the event" in paper
    assert "Which tender" in client.get("/questions/clarification-question/2026-1/paper").main


def test_the_burden_is_said_in_a_sentence(client: HouseClient) -> None:
    assert "You are asked 25 boxes four times a year. It takes about 14 minutes each time." in client.get(HERE).main
    large = client.get(f"{HERE}?size=large").main
    assert "You are asked 47 boxes four times a year." in large
    assert "£500,000 a year or more" in large


def test_a_page_says_why_who_sees_it_the_law_and_when_it_is_asked(client: HouseClient) -> None:
    text = client.get(f"{HERE}?size=large").main
    for said in (
        "So that we know what you can offer and do not ring you about a room you do not have.",
        "The team that looks for homes sees it.",
        "Law: The four kinds are those in regulation 2, and Ofsted uses the same.",
        "Asked if your answer to SA09a is more than 0.",
        "Asked if “A room in a host’s home (supported lodgings)” is ticked at SA01a.",
        "Your last answer is shown; you only say that it still holds.",
        "You may leave this empty.",
    ):
        assert said in text, said


def test_who_uses_a_set_is_named_and_who_does_not_is_not(client: HouseClient, cast: Cast) -> None:
    with writing():
        AdoptedSet.delete().where(AdoptedSet.authority == cast.westmoor).execute()
    assert "used by Fairshire County Council" in client.get(HERE).main
    assert "Westmoor" not in client.get(HERE).main


def test_what_is_not_a_set_or_a_version_is_not_found(client: HouseClient) -> None:
    client.get("/questions/nonsense/2026-1/", status=404)
    client.get(f"/questions/{SET}/1999-1/", status=404)


def test_a_size_that_there_is_not_counts_as_small(client: HouseClient) -> None:
    assert "You are asked 25 boxes" in client.get(f"{HERE}?size=enormous").main


def test_the_questions_are_linked_from_the_first_page_and_the_task_list(client: HouseClient, cast: Cast) -> None:
    assert client.get("/").all("//a[@href='/questions/']")
    for person in (cast.alice, cast.dana):
        assert client.as_(person).get("/").all("//a[@href='/questions/']"), person.name


def test_a_return_leads_to_its_questions_for_its_period_and_its_council(client: HouseClient, life: Life) -> None:
    alice = client.as_(life.cast.alice)
    page = alice.get(url(life.ask(tier="standard", period_key=BEFORE)))
    [paper] = page.all("//a[contains(@href, '/paper?')]/@href")
    form = alice.get(paper).main
    assert "April to June 2026. For Fairshire County Council. 45 boxes" in form
    assert "01632 960999" in form
    [whole] = page.all("//a[text()='read them']/@href")
    assert "You are asked 45 boxes four times a year." in alice.get(whole).main


PERIOD_WORDS = {"month": ("quarter", "half-year"), "half_year": ("quarter",), "year": ("quarter", "half-year")}


@pytest.mark.parametrize("size", words.SIZES)
@pytest.mark.parametrize("found", [f for f in NEWEST if f.rhythm != "quarter"], ids=lambda found: found.key)
def test_no_set_speaks_of_a_period_that_is_not_its_own(client: HouseClient, found: QuestionSet, size: str) -> None:
    for tail in ("", "paper"):
        text = client.get(f"/questions/{found.key}/{found.version}/{tail}?size={size}").main.lower()
        assert [f"this {word}" for word in PERIOD_WORDS[found.rhythm] if f"this {word}" in text] == []
        assert [f"the {word}" for word in PERIOD_WORDS[found.rhythm] if f"the {word} " in text] == []
