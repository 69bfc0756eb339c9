"""`/desk/questions/`: what is asked of whom, taking up and stopping, and what providers would drop."""

from forms import library
from models.authority import AdoptedSet
from portal.returns.work import adopting
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.life import Life, url

LIST = "/desk/questions/"
GRANTS = "small-grants-half-yearly"


def used(life: Life) -> set[str]:
    return {row.set_key for row in AdoptedSet.select().where(AdoptedSet.authority == life.cast.fairshire)}


def test_a_manager_takes_up_a_set_and_stops_using_it(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    page = erin.get(LIST)
    for found in {one.key: one for one in library.all()}.values():
        assert (found.title in page.main) == (found.nation == "England")
    assert "Small: 12 boxes, 9 minutes" in page.main
    page = erin.post(f"{LIST}fairshire/{GRANTS}/adopt")
    assert "Taken up. Returns can be asked for with it." in page.main
    assert f"Version {library.latest(GRANTS).version}" in page.main
    assert GRANTS in used(life)
    page = erin.post(f"{LIST}fairshire/{GRANTS}/stop")
    assert "What was asked for already stays as it is." in page.main
    assert GRANTS not in used(life)


def test_a_set_of_another_nation_does_not_exist_here(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    erin.post(f"{LIST}fairshire/residential-child-care-half-yearly-scotland/adopt", status=404)
    erin.post(f"{LIST}fairshire/no-such-set/adopt", status=404)


def test_an_officer_reads_and_changes_nothing(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.dana).get(LIST)
    assert "Take it up" not in page.main
    assert "Not used" in page.main
    assert "Single questions to many providers" in page.main


def test_an_administrator_takes_up_sets_and_reads_no_return(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.frank).get(LIST)
    assert "Take it up" in page.main
    assert "Single questions" not in page.main


def test_the_list_asks_the_store_as_often_for_eight_sets_as_for_one(
    client: HouseClient, life: Life, queries: Counting
) -> None:
    erin = client.as_(life.cast.erin)
    erin.get(LIST)
    counts = []
    for keys in ([], adopting.for_nation("E")):
        for key in keys:
            adopting.adopt(life.cast.fairshire, key, by=None, now=life.now)
        with queries() as seen:
            erin.get(LIST)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9


def test_the_newest_version_needs_no_taking_up(client: HouseClient, life: Life) -> None:
    erin = client.as_(life.cast.erin)
    adopting.adopt(life.cast.fairshire, GRANTS, by=None, now=life.now)
    page = erin.get(f"{LIST}fairshire/{GRANTS}/newer", follow=True)
    assert "Your council uses the newest version." in page.main


def test_what_changed_is_read_before_it_is_taken_up(client: HouseClient, life: Life) -> None:
    key = "supported-accommodation-quarterly"
    versions = [found.version for found in library.all() if found.key == key]
    AdoptedSet.update(set_version=versions[0]).where(AdoptedSet.set_key == key).execute()
    erin = client.as_(life.cast.erin)
    page = erin.get(f"{LIST}fairshire/{key}/newer")
    assert f"to version {versions[-1]}" in page.main
    page = erin.submit(page, {})
    assert "It counts from the next return that you ask for" in page.main
    row = AdoptedSet.of(life.cast.fairshire.id, key)
    assert row is not None
    assert row.set_version == versions[-1]


def test_what_providers_would_drop_is_read_and_marked(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask(), {"ask_better": "SA13 <b>please</b>"})
    life.send(ret)
    dana = client.as_(life.cast.dana)
    assert "(1 to look at)" in dana.get(LIST).main
    page = dana.get(f"{LIST}drop/")
    assert "SA13 Complaints: 1, 1 to look at" in page.main
    assert "SA13 <b>please</b>" in page.main
    assert "Harbour" not in page.main
    page = dana.submit(page, {"words": ""})
    assert "Say what you did about it" in page.main
    page = dana.submit(page, {"words": "Dropped from January."})
    assert "Done about it: Dropped from January. Dana Dean, 5 October 2026" in page.main
    assert "Mark as done" not in page.main
    assert client.as_(life.cast.alice).get(url(ret)).status == 200
