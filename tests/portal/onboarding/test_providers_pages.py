"""`/desk/providers/`: a list with its preview, whom to invite, who is the same, which supplier is which provider."""

import io

from models.onboarding import Contact
from models.provider import Provider
from models.register.link_proposal import LinkProposal
from models.register.supplier import Supplier
from models.store import writing
from portal.onboarding import work
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.fixtures.queries import Counting
from tests.portal.life import Life, mails
from tests.portal.returns.buying import buys

PAGE = "/desk/providers/fairshire/"
LIST = (
    "Provider,Service,Contact,Email,Company no,Colour\n"
    "Rowan CIC,Supported accommodation,Ros Rowan,ros@rowan.example,01234567,red\n"
    "Harbour Young People,Supported accommodation,,other@harbour.example,,\n"
    ",,,,,\n"
    "Elm Ltd,,,dana@people.example,,\n"
)


def look(dana: HouseClient, text: str = LIST, name: str = "our list.csv", **more: object) -> Page:
    return dana.post(f"{PAGE}import", {"file": (io.BytesIO(text.encode()), name)}, **more)


def test_a_list_is_looked_at_taken_in_and_people_are_invited_when_somebody_says_so(
    client: HouseClient, life: Life
) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get("/desk/providers/", follow=True)
    assert page.url == PAGE
    page = look(dana)
    assert "our list.csv, for Fairshire County Council" in page.main
    assert "nobody may be on both sides" in page.main
    assert not Provider.select().where(Provider.legal_name == "Rowan CIC").exists()
    page = dana.submit(page, action="/take-in")
    assert "1 new, 0 changed, 0 as before, 2 rejected. Nobody was mailed." in page.text
    assert not mails()
    assert "Not invited yet" in page.main
    page = dana.submit(page, action="/invite")
    assert "1 invited." in page.text
    assert [mail.to for mail in mails()] == ["ros@rowan.example"]
    assert "Invited on 5 October 2026" in page.main
    assert "Whom to invite" not in page.main


def test_a_row_with_a_known_name_waits_for_an_officer(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    dana.submit(look(dana), action="/take-in")
    page = dana.get(PAGE)
    assert "Is this the same organisation?" in page.main
    form = next(form for form in page.all("//main//form") if "/same/" in form.get("action"))
    page = dana.post(form.get("action"), {"answer": "same"})
    assert "Is this the same organisation?" not in page.main
    assert "Harbour Young People" in page.main
    assert "2 people here" in page.main
    page = dana.post(form.get("action"), {"answer": "another"})
    assert "Somebody decided this before you." in page.text


def test_a_list_that_would_come_out_otherwise_is_shown_again(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = look(dana)
    work.take_in(LIST.encode(), life.cast.fairshire, by=life.cast.erin.id, now=life.now)
    page = dana.submit(page, action="/take-in", status=409)
    assert "Somebody changed something since you looked at this list" in page.main
    dana.submit(page, action="/throw-away")
    assert "kept for a day" in dana.submit(page, action="/take-in").text


def test_a_bad_file_and_no_file_are_said_at_the_box(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    assert "No row in the file is a header of a list of providers" in look(dana, "a,b\n1,2\n", status=422).main
    assert "Choose a file" in dana.post(f"{PAGE}import", {}, status=422).main
    assert Contact.select().count() == 0


def test_a_manager_says_which_supplier_is_which_provider(client: HouseClient, life: Life) -> None:
    cast = life.cast
    buys(life, 1000, 2, cast.northgate, reference="R9")
    supplier = Supplier.get(Supplier.provider == cast.northgate.id)
    with writing():
        supplier.unlink(by=cast.erin.id, at=life.now, version=supplier.version)
    rows = "Provider,Contract\nRowan CIC,R9\n"
    work.take_in(rows.encode(), cast.fairshire, by=cast.dana.id, now=life.now)
    erin = client.as_(cast.erin)
    assert "1 supplier of the register may be a provider here" in erin.get(PAGE).main
    page = erin.get("/desk/providers/links")
    assert "Your list names a contract of this supplier" in page.main
    assert "They are one" not in client.as_(cast.dana).get("/desk/providers/links").main
    page = erin.submit(page, button="answer=yes")
    assert "Northgate Homes Ltd is linked with Rowan CIC." in page.text
    assert LinkProposal.get().answer == "yes"


def test_the_page_asks_as_often_for_fifty_providers_as_for_one(
    client: HouseClient, life: Life, queries: Counting
) -> None:
    dana, counts = client.as_(life.cast.dana), []
    dana.get(PAGE)
    for number in (1, 50):
        rows = [f"Elm {n} Ltd,Supported accommodation,elm{n}@elm.example" for n in range(number)]
        file = "\n".join(["Provider,Service,Email", *rows]).encode()
        work.take_in(file, life.cast.fairshire, by=None, now=life.now)
        with queries() as seen:
            dana.get(PAGE)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 16, counts
