"""The council’s own words over a set: the form, the look before saving, the version, and what a provider sees of it."""

from typing import Any

from models.overlay import Overlay as Row
from portal.returns.work import answering
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url

HERE = f"/desk/questions/fairshire/{SET}/"
HINT = {
    "hint.your_places": "Count the annexe, too.",
    "target.places_lived_in": "9",
    "sense.places_lived_in": "at_least",
}
OWN = {
    "own.1.kind": "number", "own.1.ask": "How many posts were empty on {last_day}?", "own.1.name": "Empty posts",
    "own.1.why": "So that we can plan training with you.", "own.1.tier": "2",
}  # fmt: skip


def looked(by: Any, typed: dict[str, Any], *, seen: int = 0, status: int = 200) -> Any:
    """What somebody sees who filled in the form like that; it is long, so most tests do without opening it first."""
    return by.post(f"{HERE}change", {"do": "look", "seen": str(seen), **typed}, status=status)


def test_nothing_is_saved_before_it_was_looked_at_as_a_small_provider(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    page = erin.submit(erin.get(f"{HERE}change"), HINT, button="do=look")
    assert "How a small provider sees it" in page.main
    assert "Fairshire County Council adds: Count the annexe, too." in page.main
    assert "What Fairshire County Council aims for: at least 9." in page.main
    assert "25 of 25" in page.main
    assert Row.select().count() == 0
    page = erin.submit(page, {"why": ""}, button="do=save", status=422)
    assert "Say why" in page.main
    page = erin.submit(page, {"why": "Many asked about it."}, button="do=save")
    assert page.url == HERE
    assert "What counts now: version 1" in page.main
    assert "Many asked about it." in page.main


def test_a_provider_sees_the_hint_on_its_page_and_on_paper(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    erin.submit(looked(erin, HINT), {"why": "To help."}, button="do=save")
    ret = answering.fresh(life.ask())
    page = client.as_(life.cast.alice).get(url(ret, "your_places"))
    assert "Fairshire County Council adds: Count the annexe, too." in page.main
    paper = client.get(f"/questions/{SET}/{ret.set_version}/paper?council=fairshire")
    assert "Fairshire County Council adds: Count the annexe, too." in paper.main
    other = client.get(f"/questions/{SET}/{ret.set_version}/paper?council=westmoor")
    assert "adds: Count" not in other.main


def test_more_than_was_promised_is_refused_with_what_could_go(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    page = looked(erin, {**OWN, "own.1.tier": "1"}, status=422)
    assert "For a small provider this is 26 boxes, 1 more than the 25 that the set promises." in page.main
    assert "SA15b ‘Hours given’" in page.main
    assert page.values(page.form())["own.1.ask"] == [OWN["own.1.ask"]]
    page = looked(erin, {**OWN, "off": ["hours_given", "no_plan"]})
    page = erin.submit(page, {"size": "middle"}, button="do=look")
    assert "How a middle provider sees it" in page.main
    assert "How many posts were empty on" in page.main
    page = erin.submit(page, {}, button="do=again")
    assert page.values(page.form())["off"] == ["no_plan", "hours_given"]


def test_what_is_wrong_stands_at_its_box_and_the_words_are_kept(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    typed = {**OWN, "own.1.ask": "How many placements?", "due_after": "soon", "target.good": "many"}
    page = looked(erin, typed, status=422)
    assert "Enter a number of working days, like 15." in page.main
    assert "enter one figure, like 90" in page.main
    page = looked(erin, {**OWN, "own.1.ask": "How many placements?"}, status=422)
    assert "“living with you”" in page.main
    assert page.values(page.form())["own.1.ask"] == ["How many placements?"]
    page = looked(erin, {"off": ["referred"]}, status=422)
    assert "a check on page SA08 compares it" in page.main
    page = looked(erin, {"own.2.ask": "How many?"}, status=422)
    assert "Select how it is answered" in page.main


def test_a_colleague_who_saved_first_is_seen_and_no_word_is_lost(client: HouseClient, life: Life) -> None:
    erin, frank = client.as_(life.cast.erin), client.as_(life.cast.frank)
    mine = looked(erin, HINT)
    frank.submit(looked(frank, {"due_after": "20"}), {"why": "Late post."}, button="do=save")
    page = erin.submit(mine, {"why": "To help."}, button="do=save", status=409)
    assert "Frank Ford saved another version meanwhile." in page.main
    page = erin.submit(page, {"why": "To help."}, button="do=save")
    assert "What counts now: version 2" in page.main


def test_an_earlier_version_is_taken_back_with_one_press(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    erin.submit(looked(erin, HINT), {"why": "To help."}, button="do=save")
    page = erin.submit(looked(erin, {}, seen=1), {"why": "No use."}, button="do=save")
    assert "Nothing is added now" in page.main
    page = erin.submit(page, {}, action="back/1")
    assert "Version 1 counts again" in page.main
    assert "What counts now: version 3" in page.main
    page = client.as_(life.cast.dana).get(HERE)
    assert "Go back" not in page.main
    assert "Change it" not in page.main


def test_the_receipt_names_the_version_that_was_asked_with(client: HouseClient, life: Life) -> None:
    erin, plain = client.as_(life.cast.erin), life.ask(life.cast.northgate)
    erin.submit(looked(erin, HINT), {"why": "To help."}, button="do=save")
    ret = life.fill(life.ask())
    life.send(ret)
    page = client.as_(life.cast.alice).get(url(ret, "receipt/1"))
    assert page.rows()["Questions"].endswith("with version 1 of what Fairshire County Council adds")
    life.send(life.fill(plain, by=life.cast.charlie), by=life.cast.charlie)
    assert "Questions" not in client.as_(life.cast.charlie).get(url(plain, "receipt/1")).rows()
