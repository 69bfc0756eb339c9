"""The council writes a tender part by part; what cannot be read stays in its box; what is hidden in a file is shown."""

import io
from typing import Any

import pytest

from models.tendering.criterion import Criterion
from models.tendering.document import DocumentVersion
from models.tendering.tender import Tender
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient


def attached(content: bytes, name: str) -> Any:
    """A file as a browser sends it."""
    return io.BytesIO(content), name


def at(tender: Tender, rest: str = "") -> str:
    return f"/desk/tenders/{tender.public_id}/{rest}"


def test_a_tender_begins_with_its_title(client: HouseClient, cast: Cast) -> None:
    here = client.as_(cast.kofi)
    made = here.submit(here.get("/desk/tenders/new"), {"title": "Short breaks at weekends"})
    assert "Before it is published" in made.main
    assert Tender.get().slug == "short-breaks-at-weekends"


def test_what_cannot_be_read_stays_in_its_box_and_the_rest_too(client: HouseClient, cast: Cast, tender: Tender) -> None:
    here = client.as_(cast.kofi)
    wrong = here.submit(
        here.get(at(tender, "when")),
        {"closes_day": "24 November 2026", "closes_time": "12pm", "bids_go_to": "ProContract"},
        status=422,
    )
    assert "Enter 12 noon, or midnight at the end of the day" in wrong.main
    assert wrong.tree.xpath("//input[@name='closes_time']/@value") == ["12pm"]
    assert wrong.tree.xpath("//input[@name='closes_day']/@value") == ["24 November 2026"]


@pytest.mark.parametrize(
    ("typed", "utc"), [("12 noon", "12:00:00"), ("5pm", "17:00:00"), ("midnight", "23:59:59.999000")]
)
def test_times_are_londons_and_the_last_good_instant(
    client: HouseClient, cast: Cast, tender: Tender, typed: str, utc: str
) -> None:
    here = client.as_(cast.kofi)
    here.submit(here.get(at(tender, "when")), {"closes_time": typed})
    assert str(Tender.get_by_id(tender.id).closes_at).endswith(utc)


def test_criteria_are_written_row_by_row(client: HouseClient, cast: Cast, tender: Tender) -> None:
    here = client.as_(cast.kofi)
    page = here.get(at(tender, "judged"))
    third = {"title": "Social value", "kind": "social_value", "weight": "10", "words": "500"}
    here.submit(page, {"criteria-0-weight": "30"} | {f"criteria-2-{name}": value for name, value in third.items()})
    assert [(one.title, one.weight) for one in Criterion.of(tender.id)] == [
        ("Price", 30),
        ("Care", 60),
        ("Social value", 10),
    ]


def test_a_document_with_something_hidden_is_shown_before_everybody_finds_it(
    client: HouseClient, cast: Cast, tender: Tender
) -> None:
    here = client.as_(cast.kofi)
    found = here.submit(
        here.get(at(tender, "documents/")),
        {"name": "Price sheet", "file": attached(b"Item,Price\nA,=1+1\n", "prices.csv")},
        status=422,
    )
    assert "This is hidden in it" in found.main
    kept = here.submit(found, {"file": attached(b"Item,Price\nA,=1+1\n", "prices.csv"), "clean": "yes"})
    assert "prices.csv, version 1" in kept.main
    assert DocumentVersion.get().size > 0


def test_everybody_may_save_a_document_without_signing_in(client: HouseClient, cast: Cast, published: Tender) -> None:
    here = client.as_(cast.kofi)
    file = attached(b"North of the river.", "map.txt")
    here.submit(here.get(at(published, "documents/")), {"name": "Map", "file": file})
    version = DocumentVersion.get()
    address = f"/tenders/fairshire/{published.slug}/documents/{version.public_id}"
    answer = client.browser.get(address)
    assert answer.data == b"North of the river."
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_addendum_is_shown_to_everybody_as_a_difference(client: HouseClient, cast: Cast, published: Tender) -> None:
    here = client.as_(cast.kofi)
    here.submit(
        here.get(at(published, "addendum/what")),
        {"heading": "One area more", "reason": "The river moved.", "area": "Fairshire"},
    )
    read = client.get(f"/tenders/fairshire/{published.slug}/").main
    assert "Addendum 1: One area more" in read
    assert "The river moved." in read
    assert "It said" in read


def test_more_time_is_a_checklist_in_one_screen(client: HouseClient, cast: Cast, published: Tender) -> None:
    here = client.as_(cast.kofi)
    lacking = here.submit(here.get(at(published, "deadline")), {"closes_day": "1 December 2026"}, status=422)
    assert "Enter who changed it there" in lacking.main
    assert "Enter the number of the changed notice" in lacking.main
    here.submit(
        lacking,
        {
            "there_by": "Kofi King",
            "there_day": "5 October 2026",
            "there_time": "9am",
            "notice_id": "2026/124",
            "reason": "holiday",
        },
    )
    read = client.get(f"/tenders/fairshire/{published.slug}/").main
    assert "1 December 2026" in read
    assert "instead of" in read


def test_an_evaluator_sees_only_what_they_judge(client: HouseClient, cast: Cast, published: Tender) -> None:
    assert "Supported lodgings" not in client.as_(cast.lena).get("/desk/tenders/").main
    client.as_(cast.lena).get(at(published), status=404)


def test_nobody_reads_a_draft_but_who_works_on_it(client: HouseClient, cast: Cast, tender: Tender) -> None:
    assert "Supported lodgings" not in client.get("/tenders/").main
    client.get(f"/tenders/fairshire/{tender.slug}/", status=404)
    client.as_(cast.gita).get(at(tender), status=403)


def test_what_waits_in_tenders_stands_on_the_home_page(client: HouseClient, cast: Cast, published: Tender) -> None:
    kofi, lena = client.as_(cast.kofi), client.as_(cast.lena)
    assert "Supported lodgings" not in kofi.get("/").main  # it is published, and nobody has asked
    here = kofi.get("/desk/tenders/new")
    kofi.submit(here, {"title": "Advocacy"})
    assert "A draft, not published yet." in kofi.get("/").main
    kofi.submit(kofi.get(at(published, "panel")), {"person": str(cast.lena.public_id)})
    assert "Say what you have to do with bidders" in lena.get("/").main
    assert "Questions and answers" not in lena.get(at(published)).main
    lena.submit(lena.get(at(published, "declare")), {"conflict": "no"})
    assert "Questions and answers" in lena.get(at(published)).main
    assert "Nothing waits for you" in lena.get("/").main
