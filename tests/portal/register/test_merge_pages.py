"""`/desk/register/suppliers/merge`: one firm or two? A person who looked decides; nobody gives up another’s name."""

import pytest

from models.register.award import Award
from models.register.contract import Contract
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier
from models.store import writing
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.register.desk import imported

MERGE = "/desk/register/suppliers/merge"
LIST = "/desk/register/suppliers/"
PAIR = f"{MERGE}/rowan-ltd/rowan-limited"


@pytest.fixture
def two(cast: Cast, now) -> Cast:
    """Fairshire pays Rowan Ltd and Rowan Limited, which may be one; and Voice."""
    imported(
        cast.fairshire,
        "R1,Lodgings,2026-04-01,2029-03-31,5000,Rowan Ltd",
        "R2,Short breaks,2026-04-01,2029-03-31,5000,Rowan Limited",
        "R3,Advocacy,2026-04-01,2027-03-31,7000,Voice Ltd",
        now=now,
    )
    return cast


@pytest.fixture
def shared(two: Cast, now) -> Cast:
    """The same, and Westmoor pays Rowan Limited, too."""
    imported(two.westmoor, "W1,Care,2026-04-01,2029-03-31,5000,Rowan Limited", now=now)
    return two


def paid_by(reference: str) -> list[str]:
    contract = Contract.get(Contract.reference == reference)
    return [award.supplier.name for award in Award.select().where(Award.contract == contract)]


def test_pairs_wait_with_why_and_how_many_contracts(client: HouseClient, two: Cast) -> None:
    dana = client.as_(two.dana)
    assert "1 pair of names may be one firm" in dana.get(LIST).main
    page = dana.get(MERGE)
    cells = [" ".join(cell.xpath("string(.)").split()) for cell in page.all("//tbody/tr/*")]
    assert cells == ["Rowan Ltd and Rowan Limited", "1", "Rowan Limited", "1", "Name"]
    assert "May be the same firm as Rowan Limited" in dana.get(f"{LIST}rowan-ltd/").main
    assert "No pair waits" in client.as_(two.gita).get(MERGE).main


def test_both_stand_side_by_side_with_their_contracts(client: HouseClient, two: Cast) -> None:
    page = client.as_(two.joan).get(PAIR)
    assert page.h1 == "Are these one firm?"
    assert "Why we ask: they have the same name, but for Ltd or Limited" in page.main
    sides = [" ".join(side.itertext()) for side in page.all("//section")]
    assert "Lodgings" in sides[0]
    assert "Short breaks" in sides[1]
    assert "“Two firms” stays so" in page.main


def test_one_firm_keeps_the_name_that_was_chosen(client: HouseClient, two: Cast) -> None:
    joan = client.as_(two.joan)
    page = joan.submit(joan.get(PAIR), {"answer": "rowan-limited"})
    assert "Rowan Limited: one firm now" in page.main
    assert "No pair waits" in page.main
    assert paid_by("R1") == paid_by("R2") == ["Rowan Limited"]
    for old in (f"{LIST}rowan-ltd/", PAIR):
        kept = joan.get(old, follow=True)
        assert kept.h1 == "Rowan Limited"
    assert kept.rows()["Published as"] == "Rowan Limited; Rowan Ltd"


def test_a_wrong_answer_is_put_right(client: HouseClient, two: Cast, now) -> None:
    joan = client.as_(two.joan)
    assert "One of these names is another firm" not in joan.get(f"{LIST}rowan-ltd/").links()
    joan.submit(joan.get(PAIR), {"answer": "rowan-ltd"})
    page = joan.get(joan.get(f"{LIST}rowan-ltd/").links()["One of these names is another firm"])
    assert joan.submit(page, status=422, action="/apart").errors == ["Select which name is that of another firm"]
    done = joan.submit(page, {"name": "Rowan Limited"}, action="/apart")
    assert "Rowan Limited is a firm of its own. Contracts that are its still name Rowan Ltd" in done.main
    assert done.rows()["Published as"] == "Rowan Ltd"
    assert "Select which name" in joan.submit(page, {"name": "Rowan Limited"}, action="/apart", status=422).main
    form = joan.get("/desk/register/contracts/fairshire/r2/change")
    joan.submit(form, {"awards-0-supplier": "Rowan Limited"})
    imported(two.fairshire, "R4,Lodgings,2026-04-01,2029-03-31,5000,Rowan Limited", now=now)
    assert (paid_by("R1"), paid_by("R2"), paid_by("R4")) == (["Rowan Ltd"], ["Rowan Limited"], ["Rowan Limited"])
    assert joan.get(f"{LIST}rowan-limited/").h1 == "Rowan Limited"
    assert "It is published under one name only" in joan.get(f"{LIST}rowan-limited/apart").main


def test_another_councils_name_is_not_given_away(client: HouseClient, two: Cast, now) -> None:
    joan = client.as_(two.joan)
    joan.submit(joan.get(PAIR), {"answer": "rowan-ltd"})
    page = joan.get(f"{LIST}rowan-ltd/apart")
    imported(two.westmoor, "W1,Care,2026-04-01,2029-03-31,5000,Rowan Limited", now=now)
    refused = joan.submit(page, {"name": "Rowan Limited"}, action="/apart", status=422)
    assert "stands in the register of Westmoor County Council, too" in refused.main
    assert Supplier.get(Supplier.slug == "rowan-ltd").names() == ["Rowan Limited", "Rowan Ltd"]


def test_two_firms_stay_two_and_are_not_asked_about_again(client: HouseClient, two: Cast, now) -> None:
    joan = client.as_(two.joan)
    page = joan.submit(joan.get(PAIR), {"answer": "two"})
    assert "They stay two firms" in page.main
    assert "Joan Joyce said on 5 October 2026 that they are two firms" in joan.get(PAIR).main
    imported(two.fairshire, "R9,More,2026-04-01,2029-03-31,5000,Rowan Limited", now=now)
    assert "No pair waits" in joan.get(MERGE).main


def test_without_an_answer_nothing_is_decided(client: HouseClient, two: Cast) -> None:
    joan = client.as_(two.joan)
    for answer in ({}, {"answer": "voice-ltd"}):
        page = joan.post(PAIR, answer, status=422)
        assert page.errors == ["Select whether they are one firm or two"]
    assert MergeProposal.get().answer is None


def test_who_comes_second_is_told(client: HouseClient, two: Cast) -> None:
    joan, erin = client.as_(two.joan), client.as_(two.erin)
    page = joan.get(PAIR)
    erin.submit(erin.get(PAIR), {"answer": "two"})
    assert "Somebody decided this before you" in joan.submit(page, {"answer": "rowan-ltd"}).main
    assert paid_by("R1") == ["Rowan Ltd"]


def test_readers_see_the_pair_and_decide_nothing(client: HouseClient, two: Cast) -> None:
    page = client.as_(two.dana).get(PAIR)
    assert "Whoever keeps the register decides" in page.main
    client.as_(two.dana).post(PAIR, {"answer": "two"}, status=403)
    client.as_(two.gita).get(PAIR, status=404)
    client.as_(two.joan).get(f"{MERGE}/rowan-ltd/voice-ltd", status=404)


def test_a_name_in_another_council_s_register_cannot_be_given_up_for_it(client: HouseClient, shared: Cast) -> None:
    joan = client.as_(shared.joan)
    page = joan.get(PAIR)
    assert "also stands in the register of Westmoor County Council" in page.main
    assert page.all("//input[@name='answer'][@disabled]/@value") == ["rowan-ltd"]
    assert "Care" not in page.main, "contracts of another council are not shown"
    page = joan.post(PAIR, {"answer": "rowan-ltd"}, status=422)
    assert "that name stands in another council’s register, too" in page.errors[0]
    assert paid_by("W1") == ["Rowan Limited"]
    joan.submit(page, {"answer": "rowan-limited"})
    assert paid_by("R1") == ["Rowan Limited"]


def test_the_other_council_sees_the_pair_from_its_side(client: HouseClient, shared: Cast, now) -> None:
    from models.person import Membership  # noqa: PLC0415 - beside its one use

    with writing():
        Membership.begin(shared.gita, shared.westmoor, "register_editor", now, by=None)
    page = client.as_(shared.gita).get(PAIR)
    assert "Lodgings" not in page.main
    assert page.all("//input[@name='answer'][@disabled]/@value") == ["rowan-ltd", "rowan-limited"]


def test_anybody_who_keeps_a_register_may_say_that_two_names_are_one(client: HouseClient, two: Cast) -> None:
    joan = client.as_(two.joan)
    page = joan.get(joan.get(f"{LIST}voice-ltd/").links()["This firm stands here under another name, too"])
    page = joan.get(f"{page.url}?q=rowan")
    assert joan.submit(page, status=422, action="/same-as").errors == ["Select the other name"]
    page = joan.submit(page, {"other": "rowan-ltd"}, action="/same-as")
    assert page.h1 == "Are these one firm?"
    assert "somebody who keeps a register thinks so" in page.main
    joan.submit(page, {"answer": "rowan-ltd"})
    assert paid_by("R3") == ["Rowan Ltd"]
    assert Supplier.get(Supplier.slug == "voice-ltd").merged_into.slug == "rowan-ltd"


def test_what_was_asked_before_is_not_asked_twice(client: HouseClient, two: Cast) -> None:
    joan = client.as_(two.joan)
    page = joan.submit(joan.get(f"{LIST}rowan-ltd/same-as?q=rowan"), {"other": "rowan-limited"}, action="/same-as")
    assert page.url == PAIR
    assert MergeProposal.select().count() == 1
    assert "has “zebra” in its name" in joan.get(f"{LIST}rowan-ltd/same-as?q=zebra").main
    joan.post(f"{LIST}rowan-ltd/same-as", {"other": "rowan-ltd"}, status=422)
