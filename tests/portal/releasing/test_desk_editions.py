"""`/desk/editions/`: which quarters are closed, closing one, correcting one, what is withheld, by whom."""

from datetime import UTC, datetime

import pytest
import time_machine

from models.audit import AuditEvent
from models.register.edition import Edition
from portal.releasing.rows import REDACTIONS
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words
from tests.fixtures.page import Page
from tests.fixtures.queries import Counting
from tests.portal.releasing.conftest import Register

EDITIONS, QUARTER = "/desk/editions/", "/desk/editions/fairshire/2026-27-Q2/"


def rows(page: Page) -> dict[str, list[str]]:
    """The other cells of each quarter by its label."""
    found = page.all("//table//tbody/tr")
    return {words(row.xpath("./th")[0]): [words(cell) for cell in row.xpath("./td")] for row in found}


def test_quarters_that_have_ended_can_be_closed(client: HouseClient, register: Register) -> None:
    page = client.as_(register.cast.joan).get(EDITIONS)
    assert page.h1 == "Editions of the register"
    assert "above £5,000" in page.main
    found = rows(page)
    assert list(found)[:2] == ["July to September 2026", "April to June 2026"]
    assert found["July to September 2026"][0] == "Open Close it: July to September 2026"
    assert page.links()["Close January to March 2024"] == "/desk/editions/fairshire/2023-24-Q4/close"


@pytest.mark.parametrize("who", ["joan", "erin"])
def test_editors_and_managers_close_a_quarter(client: HouseClient, register: Register, who: str) -> None:
    person = getattr(register.cast, who)
    register.contract(register.supplier())
    register.contract(title="Home of J.S.")
    register.spot(register.supplier("One Ltd"))
    register.contract(supplier_words=REDACTIONS[0])
    mine = client.as_(person)
    page = mine.get(QUARTER + "close")
    assert page.rows()["To be shown"].startswith("up to 3")
    assert page.rows()["For one person"].startswith("1")
    page = mine.submit(page)
    assert page.h1 == "Contracts register, July to September 2026"
    assert "It shows 2 contracts; the guard held back 1 more just now." in page.main
    edition = Edition.get()
    assert (edition.by_id, edition.revision, edition.reason) == (person.id, 0, None)
    event = AuditEvent.get(AuditEvent.action == "edition.closed")
    assert event.by == person.id
    facts = page.rows()
    assert facts["Contracts"] == "2, as at 30 September 2026"
    assert facts["Held back"].startswith("1 left out")
    assert facts["Bought for one person"].startswith("up to 5 left out")
    assert "1 bears “REDACTED PERSONAL DATA”" in page.main
    assert rows(mine.get(EDITIONS))["July to September 2026"] == [
        "Closed 5 October 2026",
        "2",
        "up to 5",
        "1",
        "1",
        "0",
    ]


def test_the_page_before_closing_says_what_is_held(client: HouseClient, register: Register) -> None:
    register.close("2026-27-Q1")
    register.contract(title="Home of J.S.")
    register.close()
    page = client.as_(register.cast.joan).get(QUARTER + "correct")
    assert page.rows()["Held back"].startswith("1")
    assert page.links()["look at them first"] == "/desk/register/held/"


def test_a_closed_quarter_is_not_closed_twice(client: HouseClient, register: Register) -> None:
    register.contract()
    joan = client.as_(register.cast.joan)
    page = joan.get(QUARTER + "close")
    register.close()
    page = joan.submit(page)
    assert "July to September 2026 is closed already." in page.main
    assert joan.get(QUARTER + "close", status=302).location == QUARTER, "no button for what is done"
    assert Edition.select().count() == 1


def test_a_quarter_that_has_not_ended_cannot_be_closed(client: HouseClient, register: Register) -> None:
    joan = client.as_(register.cast.joan)
    running = "/desk/editions/fairshire/2026-27-Q3/close"
    page = joan.get(running)
    assert "This quarter has not ended. It can be closed from the day after 31 December 2026." in page.main
    assert not page.all("//main//form")
    assert "has not ended" in joan.post(running).main
    assert not Edition.select().exists()


@pytest.mark.parametrize("key", ["2026-27-H1", "2026-27", "nonsense", "2026-10"])
def test_what_is_no_quarter_does_not_exist(client: HouseClient, register: Register, key: str) -> None:
    joan = client.as_(register.cast.joan)
    joan.get(f"/desk/editions/fairshire/{key}/close", status=404)
    joan.get(f"/desk/editions/fairshire/{key}/", status=404)


def test_a_correction_is_a_revision_with_its_reason(client: HouseClient, register: Register) -> None:
    contract = register.contract()
    register.close()
    register.act(contract, "change", {"value_pence": 6_000_000})
    joan = client.as_(register.cast.joan)
    page = joan.get(joan.get(QUARTER).links()["Correct it"])
    page = joan.submit(page, status=422)
    assert "Enter why it is corrected" in page.error_at("reason")
    page = joan.submit(page, {"reason": "The value was twice too high."})
    assert "is corrected: revision 1" in page.main
    assert "The value was twice too high." in page.main
    assert "Joan Joyce" in page.main
    assert "Erin Ellis" in page.main, "who closed it first"
    assert [(one.revision, one.reason) for one in Edition.select().order_by(Edition.id)] == [
        (0, None),
        (1, "The value was twice too high."),
    ]
    assert "revision 1" in rows(joan.get(EDITIONS))["July to September 2026"][0]


def test_a_reason_that_may_identify_a_person_is_not_published(client: HouseClient, register: Register) -> None:
    register.contract()
    register.close()
    joan = client.as_(register.cast.joan)
    reason = "The placement of J.S., 3 High Street, ended."
    page = joan.submit(joan.get(QUARTER + "correct"), {"reason": reason}, status=422)
    said = page.error_at("reason")
    assert said.startswith("Error: Leave out what may identify a person. Initials of a person: “J.S.”")
    assert "“3 High Street”" in said
    assert page.one("//textarea[@name='reason']").text.strip() == reason
    assert Edition.select().count() == 1
    page = joan.submit(page, {"reason": "A placement of one child had been entered as a block."})
    assert "is corrected: revision 1" in page.main, "that something was bought for one person names nobody"


def test_pressing_twice_or_two_people_at_once_correct_once(client: HouseClient, register: Register) -> None:
    contract = register.contract()
    register.close()
    register.act(contract, "change", {"value_pence": 6_000_000})
    joan = client.as_(register.cast.joan)
    form = joan.get(QUARTER + "correct")
    joan.submit(form, {"reason": "The value was twice too high."})
    page = joan.submit(form, {"reason": "A value was wrong."}, status=409)
    assert "revision 1, “The value was twice too high.”" in page.main
    assert page.one("//textarea[@name='reason']").text.strip() == "A value was wrong."
    assert Edition.select().count() == 2
    assert "is corrected: revision 2" in joan.submit(page).main, "whoever saw it may still say more"


def test_what_was_never_closed_cannot_be_corrected(client: HouseClient, register: Register) -> None:
    joan = client.as_(register.cast.joan)
    joan.get(QUARTER + "correct", status=404)
    joan.post(QUARTER + "correct", {"reason": "x"}, status=404)


@pytest.mark.parametrize("who", ["dana", "hana"])
def test_officers_and_auditors_read_editions_and_close_none(client: HouseClient, register: Register, who: str) -> None:
    register.contract()
    register.close()
    reader = client.as_(getattr(register.cast, who))
    assert "Close it" not in reader.get(EDITIONS).main
    assert "Correct it" not in reader.get(QUARTER).main
    for method in (reader.get, reader.post):
        method(QUARTER + "correct", status=403)
        method("/desk/editions/fairshire/2026-27-Q1/close", status=403)
    assert Edition.select().count() == 1


def test_each_council_sees_its_own_editions(client: HouseClient, register: Register) -> None:
    register.contract()
    register.close()
    gita = client.as_(register.cast.gita)
    assert rows(gita.get(EDITIONS))["July to September 2026"][0] == "Open"
    gita.get(QUARTER, status=404)


def test_a_quarter_that_was_closed_late_stays_in_the_list(client: HouseClient, register: Register) -> None:
    register.contract(starts_on=None, awarded_on=None)
    register.close("2019-20-Q1")
    found = rows(client.as_(register.cast.joan).get(EDITIONS))
    assert found["April to June 2019"][0] == "Closed 5 October 2026"
    assert list(found)[-1] == "April to June 2019"


def test_the_day_after_the_quarter_it_is_there(client: HouseClient, register: Register) -> None:
    with time_machine.travel(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)):
        assert "October to December 2026" not in client.as_(register.cast.joan).get(EDITIONS).main
    with time_machine.travel(datetime(2027, 1, 1, 0, 0, tzinfo=UTC)):
        assert "October to December 2026" in client.as_(register.cast.joan).get(EDITIONS).main


def test_it_asks_as_often_for_eight_quarters_as_for_one(
    client: HouseClient, register: Register, queries: Counting
) -> None:
    def count() -> int:
        joan.get(EDITIONS)
        with queries() as seen:
            joan.get(EDITIONS)
        return len(seen)

    register.contract()
    joan = client.as_(register.cast.joan)
    register.close()
    one = count()
    for key in ("2026-27-Q1", "2025-26-Q4", "2025-26-Q3", "2025-26-Q2", "2025-26-Q1"):
        register.close(key)
    assert count() == one
    assert one <= 10
