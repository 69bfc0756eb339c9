"""`/desk/one-offs/`: asking one question of many, and what a provider does with it."""

from typing import Any

import pytest

from models.monitoring_return import Return
from models.one_off import OneOff
from portal.tailoring.work import one_offs
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.life import THANKS, Life, url
from tests.portal.tailoring.test_work_one_offs import answered, ask, of

NEW = "/desk/one-offs/new"
TYPED = {
    "ask": "How many posts were empty on 1 October?", "name": "Empty posts", "why": "To plan training with you.",
    "kind": "number", "due_on": "12 October 2026",
}  # fmt: skip


def asked(client: HouseClient, life: Life, status: int = 200, **more: Any) -> Any:
    dana = client.as_(life.cast.dana)
    both = [str(life.cast.harbour.public_id), str(life.cast.northgate.public_id)]
    return dana.submit(dana.get(NEW), {**TYPED, "providers": both, **more}, status=status)


def test_a_question_goes_out_and_comes_back_by_the_same_box(client: HouseClient, life: Life) -> None:
    page = asked(client, life)
    assert "Asked. Each provider gets a mail" in page.main
    assert "0 of 2 have answered" in page.main
    one = OneOff.get()
    ret = of(one, life.cast.harbour)
    alice = client.as_(life.cast.alice)
    assert "One question: Empty posts" in alice.get("/returns/").main
    page = alice.get(url(ret))
    assert "This is one question, asked once. It takes about 2 minutes." in page.main
    assert "See all questions" not in page.main
    page = alice.get(url(ret, "answer"))
    assert "How many posts were empty on 1 October?" in page.main
    assert "We don’t have this figure" in page.main
    page = alice.submit(page, {"answer": "about 3 or 4"})
    assert "could be 3 or 4" in page.main
    alice.submit(page, {"answer": "3"})
    page = alice.submit(alice.get(url(ret, "check")), {})
    assert "/receipt/1" in page.url
    dana = client.as_(life.cast.dana)
    assert "Q1" in dana.get(url(ret, desk=True)).main
    page = dana.get(f"/desk/one-offs/{one.public_id}/")
    assert "1 of 2 have answered" in page.main
    page = dana.submit(page, {"words": ""}, status=422)
    assert "Enter what you noticed and what happens next" in page.main
    page = dana.submit(page, {"words": THANKS})
    assert "Closed on 5 October 2026" in page.main
    assert "No longer asked for" not in client.as_(life.cast.charlie).get("/returns/").main
    assert THANKS in alice.get(url(ret)).main


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"ask": "Tell us about posts"}, "end it with a question mark"),
        ({"kind": "choice", "options": "Yes"}, "Give between 2 and 12 things to choose from"),
        ({"kind": "text", "max_words": "many"}, "Enter a number of words from 1 to 120"),
        ({"due_on": "soon"}, "Enter a day with its year"),
        ({"due_on": "10 October 2026"}, "Nobody works on Saturday"),
        ({"providers": ["nobody"]}, "Select at least one provider."),
    ],
)
def test_what_is_missing_is_said_at_its_box_and_nothing_is_asked(
    client: HouseClient, life: Life, typed: dict[str, Any], message: str
) -> None:
    page = asked(client, life, status=422, **typed)
    assert message in page.main
    assert Return.select().count() == 0


def test_a_provider_that_had_its_share_cannot_be_picked(client: HouseClient, life: Life) -> None:
    for _ in range(one_offs.most()):
        ask(life, providers=[life.cast.harbour])
    page = client.as_(life.cast.dana).get(NEW)
    assert "4 of 4 single questions in twelve months: no more for now." in page.main
    assert page.all("//input[@name='providers'][@disabled]/@value") == [str(life.cast.harbour.public_id)]
    page = client.get("/questions/how-much-we-ask/")
    assert "at most 4 of one provider in twelve months" in page.main


def test_answers_are_a_file_and_their_page_asks_as_often_for_two_as_for_one(
    client: HouseClient, life: Life, queries: Counting
) -> None:
    one, dana = ask(life), client.as_(life.cast.dana)
    page = f"/desk/one-offs/{one.public_id}"
    dana.get(f"{page}/")  # what was asked is read once and kept
    counts = []
    for provider, person in ((life.cast.harbour, life.cast.alice), (life.cast.northgate, life.cast.charlie)):
        answered(life, one, provider, person, {"answer": "3"})
        with queries() as seen:
            dana.get(f"{page}/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8
    file = dana.get(f"{page}.csv").response
    assert file.mimetype == "text/csv"
    assert file.get_data(as_text=True).count("Homes Ltd") == 1
    assert "2 of 2" in dana.get("/desk/one-offs/").main
