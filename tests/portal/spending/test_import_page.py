"""`/desk/register/spending/import/`: choose, see whom it names, take in, take out. Nothing is kept before a yes."""

import shutil
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import apsw
import pytest
import time_machine

from models.audit import head
from models.authority import Authority
from models.person import Membership
from models.spending.payment import Payee, Payment
from models.spending.taking_in import SpendImport
from models.store import writing
from portal import limits
from portal.register import background, file_pages
from portal.settings import Settings
from portal.spending import previews, work
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words
from tests.fixtures.page import Page
from tests.fixtures.queries import Counting
from tests.portal.register.at_desk import AtDesk
from tests.portal.register.desk import choose as choose_at
from tests.portal.register.desk import figures, take_in, until_done
from tests.portal.spending.files import row, spending

HERE, PAGE = "/desk/register/spending/import/", "/desk/register/spending/"
FILE = spending([row("Harbour Ltd", "900"), row("J Jones", "-20"), row("Redacted", "10"), row(amount="x")])


def choose(client: HouseClient, content: bytes = FILE, name: str = "july.csv", **more: Any) -> Page:
    return choose_at(client, content, name, at=HERE, **more)


def kept(settings: Settings) -> list[str]:
    """Digests of the files that wait."""
    return sorted(path.name for path in (settings.data / "spending-files").glob("*/*"))


def counts(page: Page) -> list[str]:
    """Rows read, new, changed, as before, rejected."""
    return figures(page)[:5]


def test_a_file_is_shown_first_and_then_that_very_file_is_taken_in(
    client: HouseClient, cast: Cast, settings: Settings, now: datetime
) -> None:
    AtDesk(cast, now).contract(AtDesk(cast, now).supplier("Harbour Ltd"))
    joan, before = client.as_(cast.joan), head()
    page = choose(joan)
    assert page.h1 == "What would be taken in"
    assert figures(page) == ["4", "3", "0", "0", "1", "£890", "1", "1"]
    for said in ("Nothing has been kept yet", "May be a person", "1 name may be a person’s", "Harbour Ltd, by its",
                 "With a contract that is in force", "July to September 2026: 3 payments, £890"):  # fmt: skip
        assert said in page.main
    assert (head(), Payment.select().count(), kept(settings)) == (before, 0, [sha256(FILE).hexdigest()])
    done = take_in(joan, page)
    assert done.h1 == "What was taken in"
    assert (counts(done), kept(settings)) == (["4", "3", "0", "0", "1"], [])
    for said in ("by Joan Joyce", "3 July 2026 to 3 July 2026, £890", "may be the name of a person"):
        assert said in done.main
    assert (SpendImport.get().by_id, SpendImport.get().pence, Payment.select().count()) == (cast.joan.id, 89_000, 3)


def test_the_list_says_of_each_file_its_days_rows_and_sum_and_by_whom(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    assert "No spending file yet" in joan.get(HERE).main
    assert joan.get(PAGE).links()["Take in a spending file"] == HERE
    take_in(joan, choose(joan))
    work.take_in(
        spending([row(day="01/05/2026")]), cast.fairshire, by=None, now=datetime(2026, 10, 5, 9), name="may.csv"
    )
    for page in (joan.get(HERE), joan.get(PAGE), client.as_(cast.dana).get(HERE)):
        told = [[words(cell) for cell in line.xpath("./*")] for line in page.all("//tbody/tr")]
        assert told == [
            ["may.csv", "1 May 2026 to 1 May 2026", "5 October 2026, on the command line",
             "1", "1", "0", "£1,200"],
            ["july.csv", "3 July 2026 to 3 July 2026", "5 October 2026, Joan Joyce",
             "4", "3", "1", "£890"],
        ]  # fmt: skip


def test_the_same_file_again_says_so_and_changes_nothing(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    take_in(joan, choose(joan))
    with time_machine.travel(datetime(2026, 10, 6, 8, tzinfo=UTC)):
        joan = client.as_(cast.joan)
        page = choose(joan)
        assert counts(page) == ["4", "0", "0", "3", "1"]
        assert "This very file was taken in on 5 October 2026" in page.main
        assert "Nothing would change" in page.main
        assert "Take it in, though nothing changes" in page.main
        assert "was thrown away" in joan.submit(page, action="/throw-away").main
    assert SpendImport.select().count() == 1


BAD = {
    "a PDF": (b"%PDF-1.7 ...", "This is a PDF."),
    "nothing": (b"", "The file is empty."),
    "another kind of file": (b"Title,Value\nA,1\n", "No row in the file is a header of a spending file."),
    "no rows": (spending([]), "has a header and no row below it"),
    "no good row": (spending([row(day="soon")]), "None of the 1 rows can be kept. Row 2: not a date."),
    "of another council": (
        spending([row(body="Westmoor County Council"), row(body="Westmoor County Council")]),
        "The payments in this file are of Westmoor County Council, not of Fairshire County Council.",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_says_why_at_its_box_and_changes_nothing(
    client: HouseClient, cast: Cast, settings: Settings, what: str
) -> None:
    content, why = BAD[what]
    joan, before = client.as_(cast.joan), head()
    page = choose(joan, content, status=422)
    assert why in page.error_at("file")
    assert (head(), kept(settings), SpendImport.select().count()) == (before, [], 0)


def test_rows_of_another_council_are_left_out_and_said_by_number(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    page = choose(joan, spending([row(), row(body="Westmoor County Council")]))
    assert counts(page) == ["2", "1", "0", "0", "1"]
    told = joan.get(page.links()["All findings in the order of the file"])
    assert [words(cell) for cell in told.all("//tbody/tr/td")] == [
        "3", "OrganisationLabel", "Westmoor County Council", "a payment of another body", "rejected"
    ]  # fmt: skip


def test_it_asks_for_a_file_and_refuses_one_that_is_too_large(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    assert joan.submit(joan.get(HERE), status=422).error_at("file") == "Error: Choose a file"
    page = choose(joan, b"x" * 21 * file_pages.MEGABYTE, status=413)
    assert page.error_at("file").startswith("Error: The file has 21 MB; the most is 20 MB.")


@pytest.mark.parametrize(("tries", "status"), [(60, 422), (61, 429)])
def test_files_are_looked_at_only_so_often(
    client: HouseClient, cast: Cast, monkeypatch: pytest.MonkeyPatch, tries: int, status: int
) -> None:
    joan = client.as_(cast.joan)
    monkeypatch.setattr(limits.StoreStorage, "incr", lambda *_, **__: tries)
    joan.post(HERE, {}, status=status)


def test_everybody_who_is_named_can_be_read_page_by_page(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    page = choose(joan, spending([row(f"Firm {number}", f"{1000 - number}") for number in range(130)]))
    every = joan.get(page.links()["All 130 names that are no supplier"])
    assert every.h1 == "Names that are no supplier"
    assert "page 1 of 2" in every.main
    assert "Firm 129" in joan.get(every.links()["Next page"]).main
    joan.get(f"{page.url}/suppliers")
    joan.get(f"{page.url}/nonsense", status=404)


def test_the_page_asks_the_store_as_often_for_many_payees_as_for_few(
    client: HouseClient, cast: Cast, queries: Counting
) -> None:
    joan, asked = client.as_(cast.joan), []
    for number in (3, 300):
        content = spending([row(f"Firm {one}", number=f"T{one}") for one in range(number)])
        preview = choose(joan, content).url
        for address in (preview, HERE):
            with queries() as seen:
                joan.get(address)
            asked.append(len(seen))
        joan.post(f"{preview}/take-in", {}, follow=True)
    assert asked[0] == asked[2]
    assert asked[1] == asked[3]
    assert max(asked) <= 16


def test_it_is_shown_anew_when_more_was_taken_in_meanwhile(client: HouseClient, cast: Cast, now: datetime) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)
    work.take_in(spending([row("Harbour Ltd", "901")]), cast.fairshire, by=None, now=now)
    page = take_in(joan, preview)
    assert "More was taken in, or said of suppliers, since you looked at this file" in page.main
    assert (counts(page), SpendImport.select().count()) == (["4", "2", "1", "0", "1"], 1)
    assert take_in(joan, page).h1 == "What was taken in"


def test_a_store_that_fails_changes_nothing_and_what_was_interrupted_is_begun_again(
    client: HouseClient, cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)

    def fails(*_: object, **__: object) -> None:
        raise apsw.FullError("full")

    with monkeypatch.context() as patch:
        patch.setattr(work, "_keep", fails)
        assert "The disk of the service is full. Nothing was changed." in take_in(joan, preview).main
    assert not Payment.select().exists()
    (outcome,) = (settings.data / "spending-files").glob("*/*/outcome")
    outcome.unlink()
    page = joan.get(preview.url)
    assert page.h1 == "This was interrupted"
    assert counts(joan.submit(page, action="/look-again"))[:2] == ["4", "3"]


def test_a_long_file_says_honestly_that_it_is_being_read(
    client: HouseClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, looks = threading.Event(), previews.look

    def slowly(*said: Any, watch: Any, **more: Any) -> Any:
        watch(40, 100)
        go_on.wait(60)
        return looks(*said, **more)

    monkeypatch.setattr(previews, "look", slowly)
    monkeypatch.setattr(background, "PATIENCE", 0.2)
    joan = client.as_(cast.joan)
    page = choose(joan)
    assert page.h1 == "The file is being read"
    for said in ("40% is done", "stands under Spending files when it is done"):
        assert said in page.main
    assert page.one("//noscript/meta").get("content") == "4", "without a script it loads itself again"
    assert page.one("//*[@data-look-again]").get("data-look-again") == "4000"
    go_on.set()
    assert until_done(joan, page.url).h1 == "What would be taken in"


def test_what_was_taken_in_just_before_the_process_ended_is_known(
    client: HouseClient, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)
    shutil.copytree(settings.data / "spending-files", tmp_path / "left")
    take_in(joan, preview)
    shutil.copytree(tmp_path / "left", settings.data / "spending-files", dirs_exist_ok=True)
    assert joan.get(preview.url, follow=True).h1 == "What was taken in"
    assert SpendImport.select().count() == 1


def test_what_nobody_takes_in_is_kept_for_a_day(
    client: HouseClient, cast: Cast, settings: Settings, now: datetime
) -> None:
    preview = choose(client.as_(cast.joan))
    with time_machine.travel((now + timedelta(days=1, minutes=1)).replace(tzinfo=UTC)):
        page = client.as_(cast.joan).get(preview.url, follow=True)
    assert "it is kept for a day" in page.main
    assert kept(settings) == []


# Taking out


def taken(client: HouseClient, *rows: list[str], name: str = "july.csv") -> Page:
    return take_in(client, choose(client, spending(rows), name))


def test_a_file_that_was_wrong_is_taken_out_with_a_reason(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    form = joan.get(taken(joan, row(), row("J Jones")).links()["Take it out: it was wrong"])
    assert "Its 2 new payments go, and names that stand in no other file are forgotten" in form.main
    assert joan.submit(form, status=422).error_at("why") == "Error: Enter what was wrong with the file"
    done = joan.submit(form, {"why": "A foster carer was named."})
    assert done.h1 == "What was taken out again"
    assert "Taken out on 5 October 2026 at 9:00am: A foster carer was named." in done.main
    assert (Payment.select().count(), Payee.select().count()) == (0, 0)
    assert "July.csv was taken out" not in joan.submit(form, {"why": "Again."}).main
    assert "taken out again" in joan.get(HERE).main
    assert "Take it out" not in done.main


def test_the_file_that_was_built_upon_it_is_named_and_goes_first(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    first = taken(joan, row(), name="wrong.csv")
    form = joan.get(first.links()["Take it out: it was wrong"])
    later = taken(joan, row(), row("Owl"), name="right.csv")
    page = joan.submit(form, {"why": "It was wrong."}, status=409)
    assert page.links()["right.csv"] == later.url
    assert Payment.select().count() == 2


# Whose it is


SECRET = "Marigold Thistlewood"
EVERY = (PAGE, HERE, "{preview}", "{preview}/names", "{preview}/findings", "{file}", "{file}/findings",
         "{file}/findings.csv", "{file}/take-out", "/desk/register/", "/desk/register/suppliers/")  # fmt: skip


def seen_by(who: HouseClient, places: dict[str, str]) -> list[str]:
    """Pages on which somebody finds the name of a person who was paid."""
    answers = {path: who.browser.get(path.format(**places), follow_redirects=True) for path in EVERY}
    return [path for path, answer in answers.items() if "Thistlewood" in answer.get_data(as_text=True)]


def test_nobody_of_another_council_sees_whom_a_file_names(
    client: HouseClient, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    joan = client.as_(cast.joan)
    rows = [row(f"Mrs {SECRET}"), row(amount="x"), row("Redacted", service=f"Allowance of {SECRET}")]
    places = {"file": taken(joan, *rows).url, "preview": choose(joan, spending([*rows, row("Owl")])).url}
    with writing():
        Membership.begin(cast.gita, cast.westmoor, "register_editor", now, by=None)
    gita = client.as_(cast.gita)
    assert len(seen_by(client.as_(cast.joan), places)) >= 7, "the pages do name it"
    assert seen_by(gita, places) == []
    for act in ("take-in", "look-again", "throw-away"):
        gita.post(f"{places['preview']}/{act}", status=404)
    gita.post(f"{places['file']}/take-out", {"why": "x"}, status=404)
    assert Payment.select().count() == 2
    everybody = [one.id for one in Authority.select()]
    monkeypatch.setattr(file_pages, "mine", lambda: everybody)
    assert seen_by(gita, places) == ["{preview}", "{preview}/names", "{preview}/findings"], "the control lets her in"


def test_people_who_read_see_files_and_choose_nothing(client: HouseClient, cast: Cast) -> None:
    done = taken(client.as_(cast.joan), row())
    for person in (cast.dana, cast.hana):
        page = client.as_(person).get(HERE)
        assert page.h1 == "Spending files"
        assert not page.all("//input[@type='file']")
        assert "Take it out" not in client.as_(person).get(done.url).main
    assert "july.csv" not in client.as_(cast.gita).get(HERE).main
