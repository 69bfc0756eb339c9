"""What pages ask of the store: a small number, whatever the length of a set and however many returns there are."""

import pytest

from models.provider import Provider
from models.store import writing
from portal.returns.work import answering
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.life import BEFORE, Life, url

STATES = ("due", "draft", "received", "sent_back", "accepted")


def count(browser: HouseClient, path: str, queries: Counting) -> list[str]:
    browser.get(path)  # whatever is asked once for all is asked now
    with queries() as seen:
        browser.get(path)
    return seen


@pytest.mark.parametrize("tier", ["core", "full"])
@pytest.mark.parametrize("state", STATES)
def test_the_task_list_asks_seven_times_at_most(
    client: HouseClient, life: Life, queries: Counting, state: str, tier: str
) -> None:
    life.last_time()
    ret = life.in_state(state) if tier == "core" else life.ask(tier=tier)
    seen = count(client.as_(life.cast.alice), url(ret), queries)
    assert len(seen) <= 7, seen


@pytest.mark.parametrize("state", ["draft", "received", "sent_back"])
def test_a_page_of_questions_asks_six_times_at_most(
    client: HouseClient, life: Life, queries: Counting, state: str
) -> None:
    ret = life.in_state(state)
    for page in ("your_places", "complaints", "own_words"):
        seen = count(client.as_(life.cast.alice), url(ret, page), queries)
        assert len(seen) <= 6, seen


def test_saving_a_page_asks_as_often_for_one_answer_as_for_five(
    client: HouseClient, life: Life, queries: Counting
) -> None:
    ret = life.ask(tier="full")
    alice = client.as_(life.cast.alice)
    alice.submit(alice.get(url(ret, "missing")), {"missing_times": "none"})
    page = alice.get(url(ret, "complaints"))
    more = {"complaints_received": "2", "complaints_finished": "1", "complaints_upheld": "0", "complaints_on_time": "1"}
    counts = []
    for typed in ({"complaints_received": "1"}, more):
        sent = page.values(page.form()) | typed | {"version": str(answering.fresh(ret).version)}
        with queries() as seen:
            alice.post(url(ret, "complaints"), sent, follow=False, status=302)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 9, counts


def test_checking_asks_six_times_at_most(client: HouseClient, life: Life, queries: Counting) -> None:
    seen = count(client.as_(life.cast.alice), url(life.in_state("draft"), "check"), queries)
    assert len(seen) <= 6, seen


def _many(life: Life, number: int) -> list[Provider]:
    with writing():
        return [
            Provider.register(legal_name=f"Provider {n}", kind="charity", by=None, at=life.now) for n in range(number)
        ]


def test_the_desk_asks_as_often_for_forty_returns_as_for_one(
    client: HouseClient, life: Life, queries: Counting
) -> None:
    gap = {"complaints_received": "", "complaints_received.why": "The book is lost"}
    life.send(life.fill(life.ask(), gap))
    dana = client.as_(life.cast.dana)
    one = count(dana, "/desk/returns/", queries)
    providers = _many(life, 40)
    life.ask_all(*providers)
    life.ask_all(*providers, period_key=BEFORE)
    for provider in providers[:3]:
        ret = life.ask(provider, period_key="2025-26-Q4")
        life.send(life.fill(ret, gap))
    forty = count(dana, "/desk/returns/", queries)
    assert len(forty) == len(one), forty
    assert len(one) <= 10, one


def test_your_returns_ask_as_often_for_many_as_for_one(client: HouseClient, life: Life, queries: Counting) -> None:
    life.ask()
    alice = client.as_(life.cast.alice)
    one = [len(count(alice, path, queries)) for path in ("/returns/", "/")]
    for key in (BEFORE, "2025-26-Q4", "2025-26-Q3", "2025-26-Q2"):
        life.ask(period_key=key)
    assert [len(count(alice, path, queries)) for path in ("/returns/", "/")] == one
    assert max(one) <= 5, one


def test_reading_a_return_asks_as_often_after_three_sendings_as_after_one(
    client: HouseClient, life: Life, queries: Counting
) -> None:
    ret = life.in_state("received")
    dana = client.as_(life.cast.dana)
    once = count(dana, url(ret, desk=True), queries)
    for number in ("2", "3"):
        life.send_back(ret, {"missing_times": "?", "complaints_received": "?", "went_well": "?"}, "Please look.")
        life.type(ret, "complaints", {"complaints_received": number})
        life.send(ret)
    thrice = count(dana, url(ret, desk=True), queries)
    assert len(thrice) == len(once), thrice
    assert len(once) <= 10, once


def test_the_receipt_asks_a_small_number_of_times(client: HouseClient, life: Life, queries: Counting) -> None:
    seen = count(client.as_(life.cast.dana), url(life.in_state("accepted"), "receipt/1"), queries)
    assert len(seen) <= 8, seen
