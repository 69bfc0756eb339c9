"""Two people at one contract: the second sees what the first changed and by whom, and nothing typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.register.award import Award
from portal.register.desk import merging
from tests.fixtures.client import HouseClient
from tests.portal.register.at_desk import AtDesk, url


def test_who_is_second_sees_what_the_first_one_changed_and_by_whom(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    mine = joan.get(url(contract, "change"))
    erin.submit(erin.get(url(contract, "change")), {"value_pence": "£90,000", "title": "Erin’s title"})
    page = joan.submit(mine, {"title": "Joan’s title", "department": "Housing"}, status=409)
    assert "Erin Ellis changed this contract while you were writing, 5 October 2026" in page.main
    assert "Value: now £90,000. You had not touched it, so it stands in the box." in page.main
    assert "Title: now Erin’s title. What you typed stands in the box" in page.main
    assert "Department: now" not in page.main
    box = {name: page.one(f"//*[@name='{name}']").get("value") for name in ("title", "department", "value_pence")}
    assert box == {"title": "Joan’s title", "department": "Housing", "value_pence": "£90,000"}
    assert desk.again(contract).title == "Erin’s title", "nothing was overwritten"
    joan.submit(page)
    now = desk.again(contract)
    assert (now.title, now.department, now.value_pence) == ("Joan’s title", "Housing", 9_000_000)


def test_a_third_change_meanwhile_is_seen_as_well(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    page = joan.get(url(contract, "change"))
    for title in ("First", "Second"):
        erin.submit(erin.get(url(contract, "change")), {"title": title})
        page = joan.submit(page, {"department": "Housing"}, status=409)
        assert f"Title: now {title}." in page.main
        assert page.one("//*[@name='title']").get("value") == title
    joan.submit(page)
    assert (desk.again(contract).title, desk.again(contract).department) == ("Second", "Housing")


def test_suppliers_that_a_colleague_changed_are_taken_over_or_kept(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(desk.supplier("Acorn Care"))
    desk.supplier("Birch Homes")
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    mine = joan.get(url(contract, "change"))
    erin.submit(erin.get(url(contract, "change")), {"awards-0-supplier": "Birch Homes"})
    page = joan.submit(mine, {"title": "Rooms"}, status=409)
    assert "Suppliers: now Birch Homes. You had not touched it" in page.main
    assert page.one("//*[@name='awards-0-supplier']").get("value") == "Birch Homes"
    page = joan.submit(mine, {"awards-0-lot": "Lot 1"}, status=409)
    assert "Suppliers: now Birch Homes. What you typed stands in the box" in page.main
    joan.submit(page)
    assert [(award.supplier.name, award.lot) for award in Award.select()] == [("Acorn Care", "Lot 1")]


def test_what_is_wrong_and_old_is_first_put_right_and_then_compared(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    mine = joan.get(url(contract, "change"))
    erin.submit(erin.get(url(contract, "change")), {"title": "Erin’s title"})
    page = joan.submit(mine, {"review_on": "soon"}, status=422)
    page = joan.submit(page, {"review_on": "1 May 2027"}, status=409)
    assert "Title: now Erin’s title. You had not touched it" in page.main


@pytest.mark.parametrize(
    ("tail", "sent"),
    [("extend", {"months": "6", "why": "The tender is late."}), ("end", {"on": "1 May 2027", "why": "It closed."})],
)
def test_extending_and_ending_what_was_changed_keeps_the_words(
    client: HouseClient, desk: AtDesk, tail: str, sent: dict[str, str]
) -> None:
    contract = desk.contract()
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    mine = joan.get(url(contract, tail))
    erin.submit(erin.get(url(contract, "change")), {"ends_on": "30 April 2029"})
    page = joan.submit(mine, sent, status=409)
    assert "Erin Ellis changed this contract while you were reading" in page.main
    assert "It ends on 30 April 2029" in page.main
    assert page.one("//textarea[@name='why']").text.strip() == sent["why"]
    joan.submit(page)
    assert desk.again(contract).version == 3


def test_pressing_extend_twice_extends_once(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    mine = joan.get(url(contract, "extend"))
    joan.submit(mine, {"months": "6", "why": "The tender is late."})
    joan.submit(mine, {"months": "6", "why": "The tender is late."}, status=409)
    assert desk.again(contract).version == 2


def test_the_words_are_given_back_when_the_session_has_ended(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    sent = joan.get(url(contract, "change"))
    values = {**sent.values(sent.form()), "csrf_token": "old", "title": "Much typed"}
    page = joan.post(url(contract, "change"), values, status=400)
    assert page.one("//*[@name='title']").get("value") == "Much typed"
    assert page.one("//*[@name='was']").get("type") == "hidden", "nobody typed that"
    joan.submit(page)
    assert desk.again(contract).title == "Much typed"


TEXTS = st.dictionaries(st.sampled_from("abcd"), st.text(max_size=3), min_size=4, max_size=4)


@given(before=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_after_merging_nothing_of_either_is_lost(
    before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = {one.name: one for one in merging.differences(merging.marks(before), mine, theirs)}
    for name, text in before.items():
        touched, changed = mine[name] != text, theirs[name] != text
        if not changed or mine[name] == theirs[name]:
            assert name not in found
        else:
            assert found[name].theirs == theirs[name]
            assert found[name].mine == (mine[name] if touched else None)
