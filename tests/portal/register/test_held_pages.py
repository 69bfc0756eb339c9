"""`/desk/register/held/`: what was stopped and why; let it pass with a reason, change it, or redact the supplier."""

import pytest

from models.audit import AuditEvent
from models.register.award import Award
from models.register.contract import Contract
from models.register.release import Release
from models.register.take_down import HELD_REASON
from models.store import writing
from portal.register.desk.work import holding
from portal.releasing.rows import REDACTIONS
from portal.releasing.work import close_quarter
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.register.at_desk import HELD, AtDesk, cells, titles, url


@pytest.fixture
def held(desk: AtDesk) -> Contract:
    return hold(desk, desk.contract(desk.supplier("Acorn Care"), title="Home of J.S."))


def hold(desk: AtDesk, contract: Contract) -> Contract:
    with writing():
        assert holding.settle(contract, by=desk.cast.joan.id, now=desk.now)
    return contract


def at(contract: Contract) -> str:
    return f"{HELD}fairshire/{contract.slug}/"


def test_when_nothing_is_held_the_page_says_so(client: HouseClient, desk: AtDesk) -> None:
    desk.contract()
    assert "Nothing is held back" in client.as_(desk.cast.joan).get(HELD).main


def test_each_shows_what_was_found_and_where_to_decide(client: HouseClient, desk: AtDesk, held: Contract) -> None:
    page = client.as_(desk.cast.joan).get(HELD)
    assert titles(page) == ["Home of J.S."]
    assert "“J.S" in cells(page)["Home of J.S."][0]
    assert page.links()["Home of J.S."] == at(held)
    assert client.as_(desk.cast.hana).get(HELD).links()["Home of J.S."] == url(held), "an auditor reads"


def test_letting_it_pass_needs_a_reason_and_a_name(client: HouseClient, desk: AtDesk, held: Contract) -> None:
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(at(held)), action="/release", status=422)
    assert "Enter why this may be published" in page.error_at("why")
    page = joan.submit(page, {"why": "J.S. is the name of a house."}, action="/release")
    assert page.url == HELD
    assert "may be published. The reason is kept with your name." in page.main
    assert not desk.again(held).held
    release = Release.get()
    assert (release.why, release.by_id) == ("J.S. is the name of a house.", desk.cast.joan.id)
    event = AuditEvent.select().order_by(AuditEvent.number.desc()).get()
    assert (event.action, event.by, event.words) == ("contract.released", desk.cast.joan.id, release.why)
    page = joan.get(f"{HELD}released/")
    assert cells(page)["Home of J.S."] == ["J.S. is the name of a house.", "Joan Joyce, 5 October 2026"]


def test_after_one_comes_the_next_that_waits(client: HouseClient, desk: AtDesk, held: Contract) -> None:
    other = hold(desk, desk.contract(title="Home of K.L."))
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(at(held)), {"why": "A house."}, action="/release")
    assert page.h1 == f"Held back: {other.title}"


def test_what_was_let_pass_is_in_the_next_edition(client: HouseClient, desk: AtDesk, held: Contract) -> None:
    joan = client.as_(desk.cast.joan)
    joan.submit(joan.get(at(held)), {"why": "A house."}, action="/release")
    closed = close_quarter("2026-27-Q2", desk.cast.fairshire, desk.cast.erin.id, desk.now)
    assert (closed.contracts, closed.stopped) == (1, 0)


def test_a_text_that_was_put_right_still_waits_for_a_person(client: HouseClient, desk: AtDesk, held: Contract) -> None:
    joan = client.as_(desk.cast.joan)
    page = joan.get(joan.get(at(held)).links()["Change the words"])
    page = joan.submit(page, {"title": "Short breaks at weekends"})
    assert "nothing stops it any more. Somebody still has to let it pass." in page.main
    page = joan.get(at(held))
    assert "Nothing stops it any more" in page.main
    joan.submit(page, {"why": "The title was changed."}, action="/release")
    assert not desk.again(held).held


def test_somebody_who_changed_it_meanwhile_is_not_passed_over(
    client: HouseClient, desk: AtDesk, held: Contract
) -> None:
    joan, erin = client.as_(desk.cast.joan), client.as_(desk.cast.erin)
    mine = joan.get(at(held))
    erin.submit(erin.get(url(held, "change")), {"title": "Home of K.L."})
    page = joan.submit(mine, {"why": "J.S. is a house."}, action="/release", status=409)
    assert "Somebody changed this contract while you were reading" in page.main
    assert "“K.L" in page.main
    assert page.one("//textarea[@name='why']").text.strip() == "J.S. is a house."
    assert desk.again(held).held


@pytest.mark.parametrize("words", REDACTIONS)
def test_the_supplier_is_redacted_with_the_words_of_the_code(client: HouseClient, desk: AtDesk, words: str) -> None:
    held = hold(desk, desk.contract(desk.supplier("Jane Example, foster carer"), title="Fostering"))
    joan = client.as_(desk.cast.joan)
    page = joan.get(at(held))
    assert "A quarter that is closed already names it until that quarter is corrected." in page.main
    [button] = page.all("//main//form//button[@formaction]")
    page = joan.post(button.get("formaction"), {**page.values(page.form("/release")), "words": words})
    assert f"“{words}” stands in place of the supplier now." in page.main
    now = desk.again(held)
    assert (now.supplier_words, now.held) == (words, True)
    assert not Award.select().exists()
    assert "Nothing stops it any more" in page.main
    joan.submit(page, {"why": "The supplier is redacted."}, action="/release")
    assert not desk.again(held).held


def test_whichever_button_is_pressed_what_was_typed_beside_it_stays(client: HouseClient, desk: AtDesk) -> None:
    held = hold(desk, desk.contract(desk.supplier("Jane Example, foster carer"), title="Fostering"))
    joan, why = client.as_(desk.cast.joan), "The supplier is redacted."
    page = joan.submit(joan.get(at(held)), {"words": REDACTIONS[0]}, status=422)
    assert page.one("//input[@name='words'][@checked]").get("value") == REDACTIONS[0]
    typed = {**page.values(page.form()), "why": why}
    page = joan.post(at(held) + "redact", {**typed, "words": ""}, status=422)
    assert page.one("//textarea[@name='why']").text.strip() == why
    page = joan.post(at(held) + "redact", typed)
    assert "stands in place of the supplier now." in page.main
    assert page.one("//textarea[@name='why']").text.strip() == why
    joan.submit(page)
    assert not desk.again(held).held


@pytest.mark.parametrize("words", ["", "REDACTED", "redacted personal data"])
def test_no_other_words_redact(client: HouseClient, desk: AtDesk, held: Contract, words: str) -> None:
    joan = client.as_(desk.cast.joan)
    page = joan.post(at(held) + "redact", {"version": "2", "words": words}, status=422)
    assert page.errors == ["Select the words that stand in place of the supplier"]
    assert Award.select().count() == 1


def test_what_was_taken_down_cannot_be_let_pass(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(title="Gone")
    with writing():
        contract.hold(HELD_REASON, "0" * 32, by=desk.cast.erin.id, at=desk.now, version=1)
    joan = client.as_(desk.cast.joan)
    page = joan.get(at(contract))
    assert "It was taken down for a legal reason" in page.main
    assert not page.all("//main//form[@method='post']")
    joan.post(at(contract) + "release", {"why": "x", "version": "2"}, status=409)
    assert cells(joan.get(HELD))["Gone"][0] == "Taken down for a legal reason"
    assert desk.again(contract).held


def test_what_is_not_held_needs_no_decision(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    assert "Nothing holds this contract back" in joan.get(at(contract)).main
    page = joan.post(at(contract) + "release", {"why": "x", "version": "1"})
    assert "Somebody has let it pass already." in page.main
    assert not Release.select().exists()


@pytest.mark.parametrize("who", ["dana", "hana"])
def test_officers_and_auditors_decide_nothing(client: HouseClient, desk: AtDesk, held: Contract, who: str) -> None:
    reader = client.as_(getattr(desk.cast, who))
    reader.get(at(held), status=403)
    reader.post(at(held) + "release", {"why": "x", "version": "2"}, status=403)
    reader.post(at(held) + "redact", {"words": REDACTIONS[0], "version": "2"}, status=403)
    assert desk.again(held).held


def test_it_asks_as_often_for_twenty_as_for_one(
    client: HouseClient, desk: AtDesk, held: Contract, queries: Counting
) -> None:
    def count() -> int:
        joan.get(HELD)
        with queries() as seen:
            joan.get(HELD)
        return len(seen)

    joan = client.as_(desk.cast.joan)
    one = count()
    for number in range(20):
        hold(desk, desk.contract(desk.supplier(f"Firm {number}"), title=f"Home of J.S. {number}"))
    assert count() == one
    assert len(titles(joan.get(HELD))) == 21


def test_there_are_twenty_five_a_page(client: HouseClient, desk: AtDesk) -> None:
    for _ in range(26):
        hold(desk, desk.contract(title="Home of J.S."))
    joan = client.as_(desk.cast.joan)
    page = joan.get(HELD)
    assert "26 held back, page 1 of 2" in page.main
    assert len(titles(joan.get(page.links()["2"]))) == 1


def test_what_was_taken_down_is_not_among_what_waits(client: HouseClient, desk: AtDesk) -> None:
    contract, waits = desk.contract(title="Gone"), desk.contract(title="Home of J.S.")
    with writing():
        contract.hold(HELD_REASON, "0" * 32, by=desk.cast.erin.id, at=desk.now, version=1)
    hold(desk, waits)
    page = client.as_(desk.cast.joan).get(HELD)
    assert "1 held back, those that wait longest first; 1 taken down" in page.main
    assert list(cells(page)) == ["Home of J.S.", "Gone"], "whatever has waited longest, what waits for nobody is last"
