"""`/desk/risk/`: the list, the word with its reason, and two officers at once."""

from models.risk import Risk
from models.store import writing
from tests.fixtures.client import HouseClient
from tests.portal.life import Life

LIST = "/desk/risk/"
WHY = "Two missed visits in a row."


def page_of(life: Life) -> str:
    return f"{LIST}fairshire/{life.cast.harbour.public_id}"


def test_an_officer_says_a_word_with_its_reason(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(LIST)
    assert page.links()["Harbour Young People"].endswith(page_of(life))
    page = dana.submit(dana.get(page_of(life)), {"word": "high", "why": WHY})
    assert page.url == LIST
    assert "It counts from the next return that you ask Harbour Young People for." in page.main
    assert "yearly value not known, high risk: full return" in page.main
    page = dana.get(page_of(life))
    assert WHY in page.main
    assert "Dana Dean, 5 October 2026" in page.main
    assert page.values(page.form())["word"] == ["high"]


def test_a_word_without_a_reason_is_not_taken(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.submit(dana.get(page_of(life)), {"word": "high", "why": " "}, status=422)
    assert "Enter why, in a sentence that the provider may read" in page.main
    assert page.values(page.form())["word"] == ["high"]
    assert Risk.select().count() == 0


def test_the_second_of_two_officers_sees_the_first_and_keeps_their_words(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(page_of(life))
    with writing():
        Risk.put(life.cast.fairshire.id, life.cast.harbour, "low", "Fine.", by=life.cast.erin.id, at=life.now, seen=0)
    page = dana.submit(page, {"word": "high", "why": WHY}, status=409)
    assert "Erin Ellis said something else meanwhile. Your words are here." in page.main
    assert page.values(page.form())["why"] == [WHY]
    page = dana.submit(page, {"word": "high", "why": WHY})
    assert [risk.word for risk in Risk.history(life.cast.fairshire.id, life.cast.harbour.id)] == ["high", "low"]


def test_pressing_twice_keeps_one_word(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(page_of(life))
    for _ in range(2):
        assert dana.submit(page, {"word": "high", "why": WHY}).url == LIST
    assert Risk.select().count() == 1


def test_an_auditor_reads_the_list_without_links(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.hana).get(LIST)
    assert "Harbour Young People" in page.main
    assert "Harbour Young People" not in page.links()
