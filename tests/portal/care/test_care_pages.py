"""`/desk/care/`: who looks after what, handing over, who is away."""

from models.handover import Handover
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.care_things import NOTE, in_care
from tests.portal.life import Life, url
from tests.portal.returns.buying import buys

PAGE = "/desk/care/fairshire/"


def test_an_officer_gives_what_is_theirs_to_a_colleague(client: HouseClient, life: Life) -> None:
    cast = life.cast
    ret = life.ask()
    dana = client.as_(cast.dana)
    page = dana.get("/desk/care/", follow=True)
    assert page.url == PAGE
    typed = {"things": f"return:{ret.public_id}", "to": str(cast.erin.public_id)}
    page = dana.submit(page, typed, status=422)
    assert "Enter what your colleague needs to know" in page.main
    page = dana.submit(page, typed | {"note": NOTE})
    assert "Erin Ellis looks after it from today; providers get a mail." in page.text
    assert NOTE in page.main
    alice = client.as_(cast.alice).get(url(ret))
    assert "Erin Ellis" in alice.main
    assert NOTE not in alice.text


def test_a_provider_reads_who_its_contact_is_and_since_when(client: HouseClient, life: Life) -> None:
    in_care(life, life.cast.dana, life.cast.harbour)
    page = client.as_(life.cast.alice).get("/profile/")
    assert "Fairshire County Council: Dana Dean, since 5 October 2026" in page.main


def test_an_auditor_reads_who_looks_after_what_and_no_notes(client: HouseClient, life: Life) -> None:
    in_care(life, life.cast.dana, life.cast.harbour)
    page = client.as_(life.cast.hana).get(PAGE)
    assert "Harbour Young People" in page.main
    assert "Handed over before" not in page.main
    assert not page.all("//main//form")


def test_an_officer_does_not_move_what_is_anothers(client: HouseClient, life: Life) -> None:
    cast = life.cast
    in_care(life, cast.erin, cast.harbour)
    dana = client.as_(cast.dana)
    page = dana.get(PAGE)
    key = f"provider:{cast.harbour.public_id}"
    assert not page.all(f"//input[@value='{key}']")
    page = dana.post(PAGE, {"things": key, "to": str(cast.dana.public_id), "note": NOTE}, status=422)
    assert "A manager moves what is in another officer’s care" in page.main
    assert Handover.select().count() == 1


def test_saying_that_one_is_away_and_back_again(client: HouseClient, life: Life) -> None:
    cast = life.cast
    ret = life.ask()
    dana = client.as_(cast.dana)
    page = dana.get(f"{PAGE}away")
    typed = {"first_on": "5 October 2026", "last_on": "16/10/2026", "deputy": str(cast.erin.public_id)}
    wrong = dana.submit(page, typed | {"last_on": "soon"}, status=422)
    assert "Enter a day with its year" in wrong.main
    page = dana.submit(page, typed)
    assert "Dana Dean is away from 5 October 2026 to 16 October 2026. Erin Ellis stands in." in page.main
    there = "Dana Dean, away until 16 October: Erin Ellis is there"
    assert there in client.as_(cast.alice).get(url(ret)).main
    assert there in dana.get(url(ret, desk=True)).main
    page = dana.submit(page, action="/back")
    assert "Nobody has said that they are away." in page.main


def test_a_manager_says_that_somebody_else_is_away_and_an_officer_does_not(client: HouseClient, life: Life) -> None:
    cast = life.cast
    typed = {"first_on": "5 October 2026", "last_on": "16/10/2026"}
    other = {"person": str(cast.erin.public_id), "deputy": str(cast.dana.public_id)}
    client.as_(cast.dana).post(f"{PAGE}away", typed | other, status=422)
    mine = {"person": str(cast.dana.public_id), "deputy": str(cast.erin.public_id)}
    page = client.as_(cast.erin).post(f"{PAGE}away", typed | mine)
    assert "Dana Dean is away" in page.main


def test_the_page_asks_as_often_for_thirty_contracts_as_for_one(
    client: HouseClient, life: Life, queries: Counting
) -> None:
    buys(life, 84_000, 12)
    dana, counts = client.as_(life.cast.dana), []
    dana.get(PAGE)  # whatever is asked once for all is asked now
    for number in (1, 30):
        for n in range(number):
            buys(life, 84_000, 12, title=f"Lodgings {number} {n}")
        with queries() as seen:
            dana.get(PAGE)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12, counts
