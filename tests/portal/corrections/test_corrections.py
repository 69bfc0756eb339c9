"""`/corrections/new` and the officers’ list."""

from datetime import datetime
from typing import Any

import pytest

from models.authority import Authority
from models.correction import Correction
from models.person import Membership
from models.store import writing
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words
from tests.portal.corrections.test_work_corrections import PAGE, receive

SAID = {"words": "It ended in May.", "council": "fairshire"}


@pytest.fixture
def cast(cast: Cast, now: datetime) -> Cast:
    """Somebody answers at Westmoor, too."""
    with writing():
        side = Authority.get(Authority.slug == "westmoor")
        Membership.begin(person=cast.gita, side=side, role="register_editor", by=None, at=now)
    return cast


def test_somebody_without_account_or_name_says_what_is_wrong_and_follows_it(client: HouseClient, cast: Any) -> None:
    form = client.get(f"/corrections/new?page={PAGE}")
    assert form.tree.xpath("//input[@name='page']/@value") == [PAGE]
    assert form.tree.xpath("//option[@selected]/@value") == ["fairshire"]
    page = client.submit(form, SAID)
    assert page.h1 == "We have what you wrote"
    assert "answers by 19 October 2026" in page.main
    report = Correction.get()
    assert (report.words, report.name, report.page) == ("It ended in May.", "", PAGE)
    assert report.words not in page.main
    desk = client.as_(cast.joan)
    sheet = desk.get(f"/desk/corrections/{report.public_id}/")
    assert "It ended in May." in sheet.main
    after = desk.submit(sheet, {"outcome": "corrected", "answer": "It ended on 31 May 2026."})
    assert "It stands in the public log with the next publishing." in after.text
    page = client.get(page.url)
    assert page.h1 == "It is put right"
    assert "It ended on 31 May 2026." in page.main


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": " "}, "Enter what is wrong"),
        ({"words": "x" * 4001}, "Shorten it to 4,000 characters"),
        ({"page": "here"}, "Enter the address of the page as your browser shows it"),
        ({"council": ""}, "Select the council"),
        ({"email": "nobody"}, "Enter an e-mail address"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_lost(
    client: HouseClient, cast: Any, typed: dict[str, str], said: str
) -> None:
    page = client.submit(client.get(f"/corrections/new?page={PAGE}"), {**SAID, "name": "Ro", **typed})
    assert page.title.startswith("Error: ")
    assert said in page.main
    assert page.tree.xpath("//input[@name='name']/@value") == ["Ro"]
    assert Correction.select().count() == 0


@pytest.mark.parametrize("page", ["https://elsewhere.example//x", "javascript:alert(1)", "/\\elsewhere"])
def test_an_address_leads_to_our_own_pages_alone(client: HouseClient, cast: Any, page: str) -> None:
    assert client.get("/corrections/new", 200).tree is not None
    assert client.get(f"/corrections/new?page={page}").tree.xpath("//input[@name='page']/@value") in ([], [""])


def test_the_list_shows_what_waits_first_and_an_auditor_cannot_answer(client: HouseClient, cast: Any, now: Any) -> None:
    receive(cast, now, page="/a/")
    receive(cast, now, page="/b/")
    desk = client.as_(cast.joan)
    desk.submit(desk.get(f"/desk/corrections/{Correction.get(page='/a/').public_id}/"),
                {"outcome": "unchanged", "answer": "It is right."})  # fmt: skip
    listed = [words(link) for link in desk.get("/desk/corrections/").all("//tbody//th")]
    assert listed == ["/b/", "/a/"]
    sheet = client.as_(cast.hana).get(f"/desk/corrections/{Correction.get(page='/b/').public_id}/")
    assert not sheet.all("//main//button")


def test_what_identifies_a_person_is_not_published(client: HouseClient, cast: Any, now: Any) -> None:
    report = receive(cast, now)
    desk = client.as_(cast.joan)
    page = desk.submit(
        desk.get(f"/desk/corrections/{report.public_id}/"),
        {"outcome": "corrected", "answer": "The placement of J.S. (born 3 May 2011) ended."}, status=422,
    )  # fmt: skip
    assert "Leave out what may identify a person" in page.main
    assert Correction.get().state == "received"


def test_words_can_be_taken_out(client: HouseClient, cast: Any, now: Any) -> None:
    report = receive(cast, now)
    desk = client.as_(cast.erin)
    page = desk.submit(desk.get(f"/desk/corrections/{report.public_id}/take-out"))
    assert "Taken out on" in page.main
    assert Correction.get().words is None
