"""From a link by e-mail to a form that is sent, read and replied to; each step as the person who takes it."""

import re

import pytest

from models.home_reply import HomeReply
from models.independent_person import IndependentPerson
from models.monitoring_return import Return
from models.person import Person
from models.store import writing
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.independent.visiting import ANSWERS, ask_monthly, sent_by_mona, serves
from tests.portal.life import Life, mails, no_mail, url

PLACES = "/independent-persons/"


def place(life: Life, *, desk: bool = False, tail: str = "") -> str:
    """The page of Harbour House with Fairshire."""
    return f"{'/desk' if desk else ''}{PLACES}{life.cast.home.public_id}/{life.cast.fairshire.slug}/{tail}"


def link(to: str) -> str:
    """The link of the newest mail to an address."""
    found = re.search(r"/independent-persons/join/[\w-]+", mails(to)[-1].text)
    assert found
    return found[0]


@pytest.fixture
def mona(life: Life) -> Person:
    """Serves at Harbour House."""
    serves(life.cast.home, life.cast.fairshire, life.cast.mona, by=life.cast.alice, at=life.now)
    return life.cast.mona


def test_from_a_leads_naming_to_a_form_that_was_sent(client: HouseClient, life: Life) -> None:
    ret = ask_monthly(life)
    asked = mails(life.cast.alice.email)[-1].subject
    assert asked == "Fairshire County Council: a report on a home is asked for, due 21 October 2026"
    alice = client.as_(life.cast.alice)
    assert "Nobody is named" in alice.get(PLACES).main
    alice.submit(alice.get(place(life)), {"email": "New.Visitor@people.example"}, action="/name")
    newcomer = HouseClient(client.app)
    path = link("new.visitor@people.example")
    assert "Harbour House" in newcomer.get(path).h1
    home = newcomer.submit(newcomer.get(path), {"name": "Nora Nash"}, action=path)
    assert "Homes that you visit" in home.main
    assert newcomer.get(path, status=410).h1 == "This link can’t be used"
    assert mails("new.visitor@people.example")[-1].subject.startswith("Fairshire County Council: a return waits")
    nora = Person.get(Person.email == "new.visitor@people.example")
    life.fill(ret, ANSWERS, by=nora)
    check = newcomer.get(url(ret, "check"))
    received = newcomer.submit(check, action="/send")
    assert "Received: EH-" in received.h1
    assert "Nora Nash, as the independent person of Harbour House" in received.main
    assert "Nora Nash, since" in alice.get(PLACES).main


def test_every_page_of_the_form_is_theirs_and_nobody_elses(client: HouseClient, life: Life, mona: Person) -> None:
    ret = ask_monthly(life)
    pages = [url(ret, tail) for tail in ("visit", "opinion", "check", "talk")]
    visitor = client.as_(mona)
    assert url(ret) in visitor.get("/returns/").links().values()
    page = visitor.get(url(ret, "visit"))
    typed = {"visit_date": "14/9/26", "children_spoken": "2", "staff_spoken": "3"}
    assert visitor.submit(page, typed).url == url(ret, "conflict")
    for path in pages:
        visitor.get(path)
        for who in (life.cast.alice, life.cast.bob, life.cast.charlie, life.cast.dana, life.cast.ivan):
            client.as_(who).get(path, status=404)
    client.as_(life.cast.alice).post(url(ret, "send"), status=404)
    other = life.ask()
    for tail in ("", "check", "talk"):
        visitor.get(url(other, tail), status=404)
    sent = life.in_state("received", period_key="2026-27-Q1", due_on=life.now.date())
    visitor.get(url(sent, "receipt/1"), status=404)
    visitor.get(f"/desk/returns/{ret.public_id}/", status=403)
    for path in ("/profile/", "/people/", PLACES, "/desk/returns/", "/returns/figures/"):
        visitor.get(path, status=403)


def test_the_provider_reads_it_once_it_is_sent_and_replies_beside_it(
    client: HouseClient, life: Life, mona: Person
) -> None:
    ret = ask_monthly(life)
    life.fill(ret, ANSWERS, by=mona)
    alice, report = client.as_(life.cast.alice), f"{PLACES}reports/{ret.public_id}/"
    draft = alice.get(url(ret), follow=True)
    assert draft.url == report
    assert "Nothing was sent yet" in draft.main
    assert "bathroom" not in draft.main
    no_mail()
    sent = life.send(ret, by=mona)
    assert sorted((m.to, m.subject[:40]) for m in mails()) == [
        ("alice@people.example", "Fairshire County Council has a report on"),
        ("bob@people.example", "Fairshire County Council has a report on"),
        ("dana@people.example", f"A return came in ({sent.reference})"),
        ("mona@people.example", "Fairshire County Council has your return"),
    ]
    page = alice.get(report)
    assert "The bathroom upstairs waits for repair." in page.main
    assert alice.get(url(ret, "receipt/1")).h1.startswith("Received")
    no_mail()
    before = Return.get_by_id(ret.id).version
    alice.submit(page, {"words": "It is repaired on Monday."}, action="/reply")
    assert Return.get_by_id(ret.id).version == before
    assert sorted(m.to for m in mails()) == ["dana@people.example", "mona@people.example"]
    assert not any("Monday" in m.text for m in mails())
    assert "It is repaired on Monday." in client.as_(mona).get(url(ret)).main
    assert "It is repaired on Monday." in client.as_(life.cast.dana).get(url(ret, desk=True)).main
    client.as_(life.cast.charlie).get(report, status=404)
    alice.submit(alice.get(report), action=f"/take-out/{HomeReply.get().public_id}")
    assert HomeReply.get().words is None
    assert "Taken out by Alice Archer" in client.as_(life.cast.dana).get(url(ret, desk=True)).main


REFUSED = {"erin@people.example": "43(3)(d)", "bob@people.example": "43(3)(b)", "hana@people.example": "both sides"}


@pytest.mark.parametrize("desk", [True, False])
def test_who_may_not_be_one_is_refused_with_the_reason(client: HouseClient, life: Life, desk: bool) -> None:
    ask_monthly(life)
    browser = client.as_(life.cast.dana if desk else life.cast.alice)
    page = browser.get(place(life, desk=desk))
    for address, source in REFUSED.items():
        assert source in browser.submit(page, {"email": address}, action="/name", status=422).main
    assert not IndependentPerson.select().exists()


def test_the_council_names_somebody_and_the_leads_are_told(client: HouseClient, life: Life) -> None:
    ask_monthly(life)
    no_mail()
    dana = client.as_(life.cast.dana)
    dana.submit(dana.get(place(life, desk=True)), {"email": "mona@people.example"}, action="/name")
    assert [m.to for m in mails()] == ["mona@people.example", "alice@people.example"]
    path = link("mona@people.example")
    assert client.as_(life.cast.ivan).get(path).main.count("You are signed in as ivan@people.example") == 1
    visitor = client.as_(life.cast.mona)
    assert "Homes that you visit" in visitor.submit(visitor.get(path), action=path).main
    assert "Mona Moss, since" in dana.get(f"/desk{PLACES}").main
    client.as_(life.cast.bob).post(place(life, tail="end"), status=404)
    client.as_(life.cast.hana).post(place(life, desk=True, tail="end"), status=404)
    client.as_(life.cast.gita).get(place(life, desk=True), status=404)


def test_after_it_has_ended_nothing_of_the_home_is_seen(client: HouseClient, life: Life, mona: Person) -> None:
    ret = ask_monthly(life)
    sent_by_mona(life, ret)
    visitor, alice = client.as_(mona), client.as_(life.cast.alice)
    visitor.get(url(ret, "receipt/1"))
    alice.submit(alice.get(place(life)), action="/end")
    for path in (url(ret), url(ret, "check"), url(ret, "receipt/1")):
        visitor.get(path, status=404)
    assert "You belong to no organisation yet" in visitor.get("/").main
    assert "Mona Moss, as the independent person" in alice.get(url(ret, "receipt/1")).main


def test_another_council_of_the_same_home_is_not_theirs(client: HouseClient, life: Life) -> None:
    cast = life.cast
    ret = ask_monthly(life)
    with writing():
        IndependentPerson.delete().execute()
    life.ask_all(authority=cast.westmoor, service=cast.service_elsewhere, by=cast.gita)
    serves(cast.home, cast.westmoor, cast.mona, by=cast.alice, at=life.now)
    client.as_(cast.mona).get(url(ret), status=404)


def test_a_list_of_homes_costs_the_same_however_many_there_are(
    client: HouseClient, life: Life, mona: Person, queries: Counting
) -> None:
    counts = []
    for month in ("2026-09", "2026-08"):
        sent_by_mona(life, ask_monthly(life, month))
        browser = client.as_(life.cast.alice)
        browser.get(PLACES)
        with queries() as seen:
            browser.get(PLACES)
        counts.append(len(seen))
    assert counts[0] == counts[1]
