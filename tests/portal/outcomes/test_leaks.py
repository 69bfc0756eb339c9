"""Who bid and what each was told: nobody else reads a word of it, before and after everybody is told who won."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from models.outbox import Message
from models.tendering.bidder import Bidder
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal.outcomes import finding
from portal.outcomes.work import bidding, telling
from portal.releasing.tenders import released_tenders
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient

TOKENS = ("zebraharbour", "zebrawhy", "zebrahigher")
OTHERS = ("dana", "frank", "gita", "ivan", "lena", "hana", None)


def paths(tender: Tender) -> Iterator[str]:
    """Every page that has to do with who bid."""
    here = f"/tenders/fairshire/{tender.slug}/"
    yield from ("/", "/tenders/", here, f"{here}questions/", f"{here}feedback/", f"{here}feedback/feedback.txt")
    desk = f"/desk/tenders/{tender.public_id}/"
    yield from ("/desk/tenders/", desk, f"{desk}outcome/", f"{desk}questions/")
    for one in Bidder.select():
        yield from (f"{desk}outcome/bidders/{one.public_id}{rest}" for rest in ("", "/sheet", "/sheet.txt"))


def sent(client: HouseClient, cast: Cast, who: str | None, tender: Tender) -> str:
    browser = (client.as_(getattr(cast, who)) if who else client).browser
    answers = [browser.get(path) for path in paths(tender)]
    return "\n".join(f"{answer.headers}\n{answer.get_data(as_text=True)}" for answer in answers)


def leaks(client: HouseClient, cast: Cast, tender: Tender, *who: str | None) -> dict[str | None, list[str]]:
    found = {one: [token for token in TOKENS if token in sent(client, cast, one, tender)] for one in who}
    return {one: told for one, told in found.items() if told}


def test_nobody_reads_who_bid_before_they_are_told(
    client: HouseClient, cast: Cast, awarded: Tender, bid: dict[str, Bidder]
) -> None:
    assert leaks(client, cast, awarded, *OTHERS, "alice", "charlie") == {}
    assert [row["data"] for row in released_tenders() if "zebra" in row["data"] or "Northgate" in row["data"]] == []
    assert set(leaks(client, cast, awarded, "kofi", "erin")) == {"kofi", "erin"}


def test_a_bidder_reads_their_own_sheet_and_no_other(
    client: HouseClient, cast: Cast, awarded: Tender, bid: dict[str, Bidder], later: datetime
) -> None:
    telling.feedback(awarded, by=cast.kofi.id, now=later, version=Outcome.get().version)
    telling.outcome(awarded, by=cast.kofi.id, now=later, version=Outcome.get().version)
    assert leaks(client, cast, awarded, *OTHERS) == {}
    assert "zebraharbour" in sent(client, cast, "alice", awarded)
    assert "zebraharbour" not in sent(client, cast, "charlie", awarded)
    assert [mail for mail in Message.select() if "zebra" in mail.text + mail.subject] == []
    assert [row["data"] for row in released_tenders() if "zebra" in row["data"]] == []


def test_a_page_that_shows_every_sheet_is_caught(
    client: HouseClient, cast: Cast, awarded: Tender, bid: dict[str, Bidder], later: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The positive control."""
    telling.feedback(awarded, by=cast.kofi.id, now=later, version=Outcome.get().version)
    outcome = Outcome.get()
    monkeypatch.setattr(finding, "own_sheets", lambda *_: (awarded, bidding.bids(awarded).sheets, outcome))
    assert set(leaks(client, cast, awarded, "charlie", None)) == {"charlie", None}
