"""`/questions/how-much-we-ask/`: the whole rule, in words, without an account."""

from forms import library
from forms.burden import burden
from forms.proportion import table
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url


def test_anybody_reads_every_tier_with_its_example(client: HouseClient) -> None:
    page = client.get("/questions/how-much-we-ask/")
    assert page.h1 == "How much we ask"
    for words in table().tiers:
        for text in (words.title, words.who, words.example.about):
            assert text in page.main


def test_every_set_says_its_boxes_and_minutes_by_tier(client: HouseClient) -> None:
    page = client.get("/questions/how-much-we-ask/")
    for found in library.all():
        assert found.title in page.main
        for one in burden(library.latest(found.key).key, library.latest(found.key).version).values():
            assert f"{one.boxes} boxes, {one.minutes} minutes" in page.main


def test_how_often_is_said_for_each_risk(client: HouseClient) -> None:
    page = client.get("/questions/how-much-we-ask/")
    for risk, rhythm in (("Low", "Twice a year"), ("High", "Four times a year")):
        assert risk in page.main
        assert rhythm in page.main


def test_a_provider_finds_it_beside_why_so_much_is_asked(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.alice).get(url(life.ask()))
    assert "You are asked about 25 boxes four times a year" in page.main
    assert page.links()["How much we ask of whom"] == "/questions/how-much-we-ask/"
