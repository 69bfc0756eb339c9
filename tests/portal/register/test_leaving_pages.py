"""Leaving a contract out of the register and putting it back, one or all of a file: the pages."""

from typing import Any

import pytest

from models.audit import AuditEvent
from models.register.contract import Contract
from models.register.take_down import HELD_REASON
from models.register.taking_in import Import
from models.store import writing
from portal.releasing.work import close_quarter
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words
from tests.fixtures.page import Page
from tests.portal.register.at_desk import HELD, LIST, AtDesk, cells, titles, url
from tests.portal.register.desk import choose, figures, imported, take_in
from tests.portal.register.taking import ONE, TWO, register_of

WHY = "Entered twice: EF-104 is the right one."


def left_out(client: HouseClient, contract: Contract) -> Page:
    return client.submit(client.get(url(contract, "leave-out")), {"why": WHY})


def counted(page: Page) -> dict[str, int]:
    """State -> how many, as the list says."""
    said = [" ".join(link.itertext()).split() for link in page.all("//nav[@aria-label='States']//a")]
    return {" ".join(words[:-1]): int(words[-1]) for words in said}


def test_it_is_left_out_with_a_reason_and_put_back_on_its_page(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(title="Twice")
    joan = client.as_(desk.cast.joan)
    page = joan.get(joan.get(url(contract)).links()["Leave it out of the register"])
    assert "end it" in page.main
    page = joan.submit(page, {"why": WHY})
    assert page.url == url(contract)
    notice = " ".join(page.one("//section[@aria-labelledby='out']").itertext())
    assert WHY in notice
    assert "Joan Joyce, 5 October 2026 at 9:00am" in " ".join(notice.split())
    for gone in ("Change", "Extend", "End", "Leave it out of the register"):
        assert gone not in page.links()
    assert "Left out of the register Entered twice" in " ".join(page.main.split())
    page = joan.submit(page, action="/put-back")
    assert "It stands in the register again." in page.main
    assert "Put back into the register" in page.main
    assert not desk.again(contract).left_out
    assert "Change" in page.links()


@pytest.mark.parametrize("tail", ["change", "extend", "end", "buyers"])
def test_who_is_at_a_form_about_it_is_told(client: HouseClient, desk: AtDesk, tail: str) -> None:
    contract = desk.contract()
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    mine = joan.get(url(contract, tail))
    assert "left out of the register" not in mine.main
    left_out(erin, contract)
    told = "It is left out of the register Entered twice: EF-104 is the right one."
    assert told in " ".join(joan.get(url(contract, tail)).main.split())
    assert "Change who buys it, too" not in joan.get(url(contract)).links()
    if tail == "change":
        page = joan.submit(mine, {"department": "Housing"}, status=409)
        assert told in " ".join(page.main.split())
        assert page.one("//*[@name='department']").get("value") == "Housing"


def test_a_reason_is_needed(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(url(contract, "leave-out")), {"why": " "}, status=422)
    assert page.error_at("why") == "Error: Enter why it should not be in the register"
    assert not desk.again(contract).left_out


def test_an_auditor_reads_why_and_may_not_put_it_back(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    left_out(client.as_(desk.cast.joan), contract)
    page = client.as_(desk.cast.hana).get(url(contract))
    assert WHY in page.main
    assert not page.all("//form[contains(@action, 'put-back')]")


def test_it_is_in_no_list_and_no_count_but_its_own(client: HouseClient, desk: AtDesk) -> None:
    service = desk.cast.service.id
    desk.contract(title="Stays", service=service)
    gone = desk.contract(
        desk.supplier("Only Here Ltd"), title="Twice", service=service, description="", ends_on=None,
        review_on=desk.now.date().replace(month=1),
    )  # fmt: skip
    with writing():
        gone.hold("postcode", "d", by=None, at=desk.now, version=1)
    joan = client.as_(desk.cast.joan)
    before = joan.get(LIST)
    assert counted(before)["All"] == 2
    assert {"Held back", "Review due", "Something missing", "No end date"} <= set(counted(before))
    left_out(joan, gone)
    page = joan.get(LIST)
    assert counted(page) == {"All": 1, "In force": 1, "Left out": 1}
    assert titles(page) == ["Stays"]
    assert titles(joan.get(f"{LIST}?words=Twice")) == []
    own = joan.get(f"{LIST}?state=left_out")
    assert titles(own) == ["Twice"]
    assert cells(own)["Twice"][-1] == "Left out"
    assert "Twice" not in joan.get(HELD).main
    assert "Held back (" not in page.main
    assert joan.get("/").main.count("held back") == 0
    counts = joan.get("/desk/register/services/").all("//tbody/tr/td[last()]")
    assert [words(cell) for cell in counts] == ["1"]
    assert "Only Here Ltd" not in joan.get("/desk/register/suppliers/").main
    assert joan.get("/desk/register/suppliers/only-here-ltd/").h1 == "Only Here Ltd", "its page leads there"
    assert "None in the register" in joan.get("/desk/register/suppliers/only-here-ltd/").main


def test_a_register_of_which_all_is_left_out_still_leads_to_it(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(title="Twice")
    joan = client.as_(desk.cast.joan)
    left_out(joan, contract)
    assert counted(joan.get(LIST)) == {"All": 0, "Left out": 1}


def test_pressing_twice_two_windows_and_back_are_no_error(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    form = joan.get(url(contract, "leave-out"))
    first = joan.submit(form, {"why": WHY})
    again = joan.submit(form, {"why": "Another reason."})
    assert "It was left out already." in again.main
    assert desk.again(contract).left_out_reason == WHY
    assert joan.get(url(contract, "leave-out"), follow=True).url == url(contract)
    joan.submit(first, action="/put-back")
    assert "It stands in the register already." in joan.submit(first, action="/put-back").main
    events = [one.action for one in AuditEvent.select().where(AuditEvent.subject == contract.subject)]
    assert events == ["contract.added", "contract.left_out", "contract.put_back"]


def test_who_is_second_is_told_and_nothing_is_overwritten(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    form = joan.get(url(contract, "leave-out"))
    erin.submit(erin.get(url(contract, "change")), {"title": "By Erin"})
    page = joan.submit(form, {"why": WHY}, status=409)
    assert "Erin Ellis changed this contract while you were reading" in page.main
    assert page.one("//textarea[@name='why']").text.strip() == WHY
    assert not desk.again(contract).left_out
    out = joan.submit(page)
    with writing():
        again = desk.again(contract)
        again.change({"places": 3}, by=desk.cast.erin.id, at=desk.now, version=again.version)
    page = joan.submit(out, action="/put-back", status=409)
    assert "It was not put back." in page.main
    assert desk.again(contract).left_out
    joan.submit(page, action="/put-back")
    assert not desk.again(contract).left_out


def test_what_was_taken_down_is_not_left_out(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    form = joan.get(url(contract, "leave-out"))
    with writing():
        contract.hold(HELD_REASON, "d", by=None, at=desk.now, version=1)
    page = joan.submit(form, {"why": WHY})
    assert "That is for good." in page.main
    assert "Leave it out of the register" not in page.links()


def test_what_is_held_when_it_comes_back_is_said_to_be(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(title="Placement of J.S.")
    joan = client.as_(desk.cast.joan)
    page = left_out(joan, contract)
    page = joan.submit(page, action="/put-back")
    assert "It stands in the register again. It is held back from publication; its page says why." in page.main
    assert "Decide about it" in page.links()


def test_what_was_published_says_where_it_stands_and_how_to_take_it_out(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    close_quarter("2026-27-Q2", desk.cast.fairshire, None, desk.now)
    joan = client.as_(desk.cast.joan)
    said = "It stands in the register of July to September 2026. Correct that quarter to take it out there."
    assert said in joan.get(url(contract, "leave-out")).main
    page = left_out(joan, contract)
    assert said in page.main
    page = joan.get(page.links()["July to September 2026"])
    assert "It shows 1 contract that is left out of the register by now, and goes with this correction" in page.main
    assert page.links()[contract.title] == url(contract)
    joan.submit(page, {"reason": "One contract was entered twice."})
    page = joan.get(url(contract))
    assert "It stands in the register of" not in page.main
    assert "In the editions" in page.main


def test_a_framework_says_what_is_called_off_from_it(client: HouseClient, desk: AtDesk) -> None:
    framework = desk.contract(arrangement="framework", title="Frame")
    call_off = desk.contract(within=framework.id, arrangement="call_off_direct", title="Off")
    joan = client.as_(desk.cast.joan)
    assert "1 contract is called off from it and stays" in joan.get(url(framework, "leave-out")).main
    left_out(joan, framework)
    assert "left out of the register" in joan.get(url(call_off)).main
    form = joan.get("/desk/register/new")
    assert "Frame" not in "".join(form.one("//select[@name='within']").itertext())
    left_out(joan, call_off)
    assert "Nothing in this register" in joan.get(url(framework)).main


def test_a_file_that_names_it_says_that_it_stays_out(client: HouseClient, desk: AtDesk) -> None:
    findings(desk, ONE, TWO)
    joan = client.as_(desk.cast.joan)
    left_out(joan, Contract.get(Contract.reference == "R1"))
    page = choose(joan, register_of(ONE, TWO))
    assert figures(page) == ["2", "0", "0", "2", "0"]
    assert page.main.index("To look at") < page.main.index("left out of the register on 5 October 2026")
    assert "still left out; who keeps the register can put it back" in page.main
    take_in(joan, page)
    assert Contract.select().count() == 2
    assert Contract.get(Contract.reference == "R1").left_out


# All of a file


def findings(desk: AtDesk, *rows: str) -> str:
    taken = imported(desk.cast.fairshire, *rows, now=desk.now, by=desk.cast.joan.id)
    return f"/desk/register/findings/{taken}"


def test_all_that_a_file_added_are_taken_out_and_put_back(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(title="Stays")
    here = findings(desk, ONE, TWO)
    joan = client.as_(desk.cast.joan)
    page = joan.get(joan.get(here).links()["Take these contracts out again"])
    assert "2 contracts that this file added go out of the register" in page.main
    page = joan.submit(page, {"why": ""}, status=422)
    assert page.error_at("why")
    page = joan.submit(page, {"why": "Of another council."})
    assert page.url == here
    assert "2 contracts were left out of the register." in page.main
    assert "Of another council." in page.main
    assert "Take these contracts out again" not in page.links()
    one = joan.get(url(Contract.get(Contract.reference == "R1")))
    assert "with all that register.csv added" in one.main
    assert "Of another council. (with all that one file brought)" in one.main
    assert one.links()["register.csv"] == here
    assert counted(joan.get(LIST)) == {"All": 1, "In force": 1, "Left out": 2}
    assert "Taken out again" in joan.get("/desk/register/import").main
    page = joan.submit(page, action="/put-back")
    assert "Taken out again" not in joan.get("/desk/register/import").main
    assert "2 contracts were put back into the register." in page.main
    assert counted(joan.get(LIST))["All"] == 3


def test_it_says_before_what_stays_and_what_the_file_only_changed(client: HouseClient, desk: AtDesk) -> None:
    findings(desk, ONE)
    here = findings(desk, ONE.replace("5000", "6000"), TWO, "R3,Play,2026-04-01,2027-03-31,9000,Oak Ltd")
    joan = client.as_(desk.cast.joan)
    three = Contract.get(Contract.reference == "R3")
    joan.submit(joan.get(url(three, "change")), {"title": "By hand"})
    close_quarter("2026-27-Q2", desk.cast.fairshire, None, desk.now)
    page = joan.get(f"{here}/take-out")
    assert "Changed or let pass since by a person: 1" in page.main
    assert page.links()["By hand"] == url(three)
    assert "It changed 1 row of contracts that were there before." in page.main
    assert "1 of them stands in closed quarters: July to September 2026 (1)." in page.main
    joan.submit(page, {"why": WHY})
    assert [one.reference for one in Contract.select().where(~Contract.stands())] == ["R2"]


def test_two_windows_and_a_colleague_meanwhile(client: HouseClient, desk: AtDesk) -> None:
    here = findings(desk, ONE, TWO)
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    form = joan.get(f"{here}/take-out")
    erin.submit(erin.get(url(Contract.get(Contract.reference == "R1"), "change")), {"title": "By Erin"})
    page = joan.submit(form, {"why": WHY}, status=409)
    assert "Somebody changed contracts of this file while you were reading" in page.main
    assert "1 contract that this file added goes out" in page.main
    done = joan.submit(page)
    assert "1 contract was left out of the register." in done.main
    assert "Taken out again: 1 contract" in done.main
    assert "1 contracts" not in done.main
    assert "Nothing of this file is left to take out." in joan.submit(page).main
    joan.submit(done, action="/put-back")
    assert "They stand in the register already." in joan.submit(done, action="/put-back").main
    subject = Import.get().subject
    events = [one.action for one in AuditEvent.select().where(AuditEvent.subject == subject)]
    assert events == ["register.applied", "register.left_out", "register.put_back"]


@pytest.mark.parametrize("who", ["dana", "hana", "gita"])
def test_only_who_keeps_the_register_takes_out(client: HouseClient, desk: AtDesk, who: str) -> None:
    here = findings(desk, ONE)
    person: Any = client.as_(getattr(desk.cast, who))
    person.get(f"{here}/take-out", status=403)
    if who != "gita":
        assert "Take these contracts out again" not in person.get(here).links()
