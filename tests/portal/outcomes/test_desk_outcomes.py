"""The whole way at the desk: a bidder, a sheet, telling bidders, everybody, the contract, the sealed file."""

import io
import zipfile
from datetime import datetime

import pytest

from models.register.contract import Contract
from models.tendering.bidder import Bidder, Mark
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal.outcomes.work import bidding
from tests.fixtures.cast import Cast
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.queries import Counting
from tests.portal.outcomes.conftest import SHEET


@pytest.fixture
def here(awarded: Tender) -> str:
    return f"/desk/tenders/{awarded.public_id}/outcome/"


def version() -> dict[str, str]:
    return {"version": str(Outcome.get().version)}


def test_a_bid_is_entered_marked_told_and_made_a_contract(
    client: HouseClient, cast: Cast, awarded: Tender, here: str, now: datetime
) -> None:
    kofi = client.as_(cast.kofi)
    form = {"name": "Northgate Care", "sme": "yes", "won": "y", "value_pence": "£45,000"}
    kofi.post(f"{here}new", form)
    one = Bidder.get()
    assert (one.name, one.value_pence, one.won) == ("Northgate Care", 4_500_000, True)
    assert "This bid is entered already" in kofi.post(f"{here}new", form, status=422).text
    sheet = f"{here}bidders/{one.public_id}/sheet"
    page = kofi.post(sheet, {"mark1-score": "4 of 5"}, status=422)
    assert "Enter why this score" in page.text
    parts = zip(("score", "why", "why_not_higher"), SHEET, strict=True)
    filled = {f"mark{number}-{name}": text for name, text in parts for number in (1, 2)}
    kofi.post(sheet, filled)
    assert Mark.select().count() == 2
    kofi.get(f"{sheet}.txt", status=404)
    kofi.post(f"{here}feedback", version())
    assert "zebrawhy" in kofi.browser.get(f"{sheet}.txt").get_data(as_text=True)
    kofi.post(f"{here}release", version())
    assert "Northgate Care" in client.get(f"/tenders/fairshire/{awarded.slug}/").text
    kofi.post(f"{here}contract", version())
    assert Contract.get().title == awarded.title
    assert "In the register" in kofi.get(here).text


def test_a_notice_that_came_first_is_warned_of_on_the_page(
    client: HouseClient, cast: Cast, awarded: Tender, bid: dict[str, Bidder], here: str
) -> None:
    kofi = client.as_(cast.kofi)
    kofi.post(f"{here}notice", {"notice_on": "1 October 2026", **version()})
    assert "is noted already" in kofi.get(here).text


def test_the_sealed_file_is_the_managers_alone(
    client: HouseClient, cast: Cast, awarded: Tender, bid: dict[str, Bidder], here: str
) -> None:
    erin = client.as_(cast.erin)
    token = {"csrf_token": erin.csrf_token()}
    answer = erin.browser.post(f"{here}sealed-file", data=token, headers={"Origin": ORIGIN})
    assert answer.mimetype == "application/zip"
    assert "manifest.txt" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    client.as_(cast.kofi).post(f"{here}sealed-file", {}, status=403)


def test_the_page_asks_as_often_for_ten_bidders_as_for_two(
    client: HouseClient, cast: Cast, awarded: Tender, bid: dict[str, Bidder], later: datetime, queries: Counting
) -> None:
    kofi, here = client.as_(cast.kofi), f"/desk/tenders/{awarded.public_id}/outcome/"
    kofi.get(here)
    with queries() as few:
        kofi.get(here)
    for number in range(8):
        bidding.enter(awarded, None, {"name": f"Firm {number}"}, by=cast.kofi.id, now=later)
    with queries() as many:
        kofi.get(here)
    assert len(many) == len(few)
