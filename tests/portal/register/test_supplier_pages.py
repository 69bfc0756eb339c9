"""`/desk/register/suppliers/`: who is paid, what is known of them, and which provider they are."""

import pytest

from models.audit import AuditEvent
from models.provider import Provider
from models.register.supplier import Supplier
from models.store import writing
from portal.register import suppliers
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.register.desk import imported
from tests.portal.register.taking import HEADINGS, register_of

LIST = "/desk/register/suppliers/"
HEADED = f"{HEADINGS},CompaniesHouseRegistrationNumber,SMESupplier"


@pytest.fixture
def paid(cast: Cast, now) -> Cast:
    """Fairshire pays Rowan (twice), Voice and Harbour; Westmoor pays Rowan, too, and Elm."""
    rows = (
        "R1,Lodgings,2026-04-01,2029-03-31,5000,Rowan CIC,01234567,yes",
        "R2,Short breaks,2026-04-01,2029-03-31,5000,Rowan CIC,01234567,yes",
        "R3,Advocacy,2026-04-01,2027-03-31,7000,Voice Ltd,,",
        "R4,Homes,2026-04-01,2027-03-31,7000,HARBOUR YOUNG PEOPLE LTD,,",
    )
    elsewhere = ("W1,Care,2026-04-01,2029-03-31,5000,Rowan CIC,01234567,yes", "W2,Play,2026-04-01,,1,Elm Ltd,,")
    imported(cast.fairshire, now=now, content=register_of(*rows, headings=HEADED))
    imported(cast.westmoor, now=now, content=register_of(*elsewhere, headings=HEADED))
    return cast


def supplier(slug: str) -> Supplier:
    found: Supplier = Supplier.get(Supplier.slug == slug)
    return found


def names(page) -> list[str]:
    return ["".join(cell.itertext()).strip() for cell in page.all("//tbody/tr/th")]


def test_the_list_holds_whom_one_s_own_contracts_pay(client: HouseClient, paid: Cast) -> None:
    page = client.as_(paid.dana).get(LIST)
    assert names(page) == ["HARBOUR YOUNG PEOPLE LTD", "Rowan CIC", "Voice Ltd"]
    assert page.all("//tbody/tr[2]/td/text()") == ["01234567", "Yes", "–", "2"]
    assert names(client.as_(paid.gita).get(LIST)) == ["Elm Ltd", "Rowan CIC"]


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [("rowan", ["Rowan CIC"]), ("ROWAN C.I.C.", ["Rowan CIC"]), ("0123 4567", ["Rowan CIC"]), ("elm", []), ("%", [])],
)
def test_it_is_searched_by_name_and_number(client: HouseClient, paid: Cast, looked_for: str, found: list[str]) -> None:
    page = client.as_(paid.dana).get(f"{LIST}?q={looked_for.replace('%', '%25')}")
    assert names(page) == found
    assert found or "No supplier of that name or number" in page.main


def test_a_long_list_comes_page_by_page(client: HouseClient, cast: Cast, now) -> None:
    rows = [f"R{n},Contract {n},2026-04-01,2027-03-31,{n}000,Firm {n:03} Ltd" for n in range(1, 61)]
    imported(cast.fairshire, *rows, now=now)
    dana = client.as_(cast.dana)
    page = dana.get(f"{LIST}?q=firm")
    assert (len(names(page)), names(page)[0]) == (50, "Firm 001 Ltd")
    assert names(dana.get(page.links()["Next page"]))[0] == "Firm 051 Ltd"


def test_a_list_of_many_asks_the_store_no_more_often_than_one_of_few(
    client: HouseClient, cast: Cast, now, queries
) -> None:
    dana, asked = client.as_(cast.dana), []
    for count in (2, 40):
        rows = [
            f"R{n},Contract {n},2026-04-01,2027-03-31,{n}000,Firm {n} {kind}"
            for n in range(count)
            for kind in ("Ltd", "LLP")
        ]
        imported(cast.fairshire, *rows, now=now)
        for path in (LIST, f"{LIST}merge", f"{LIST}firm-1-ltd/"):
            dana.get(path)
            with queries() as seen:
                dana.get(path)
            asked.append(len(seen))
    assert asked[:3] == asked[3:]


def test_without_contracts_it_says_where_suppliers_come_from(client: HouseClient, cast: Cast) -> None:
    assert "No supplier yet" in client.as_(cast.dana).get(LIST).main


def test_its_page_says_what_is_known_and_who_else_pays_it(client: HouseClient, paid: Cast) -> None:
    page = client.as_(paid.dana).get(f"{LIST}rowan-cic/")
    assert page.h1 == "Rowan CIC"
    assert page.rows()["Company number"] == "01234567"
    assert page.rows()["Charity number"] == "Not known"
    assert "Lodgings" in page.main
    assert "Care" not in page.main, "contracts of another council are not shown"
    assert "Also in the register of Westmoor County Council, which keeps it here itself." in page.main
    assert not [words for words in page.links() if words.startswith(("Change", "Link it"))], "an officer reads"


def test_suppliers_of_other_councils_do_not_exist(client: HouseClient, paid: Cast) -> None:
    for path in ("elm-ltd/", "elm-ltd/change", "elm-ltd/provider", "elm-ltd/same-as", "nobody/"):
        client.as_(paid.joan).get(LIST + path, status=404)
    client.as_(paid.dana).get(f"{LIST}rowan-cic/change", status=403)
    client.as_(paid.alice).get(LIST, status=403)


def test_a_query_that_forgets_the_authority_would_be_seen(
    client: HouseClient, paid: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control of the test above and of the access matrix."""
    monkeypatch.setattr(suppliers, "of_authorities", lambda _authorities, **_options: Supplier.select())
    assert client.as_(paid.joan).get(f"{LIST}elm-ltd/").h1 == "Elm Ltd"
    assert "Elm Ltd" in names(client.as_(paid.dana).get(LIST))


def test_facts_are_changed_by_the_rules_of_all_numbers(client: HouseClient, paid: Cast) -> None:
    joan = client.as_(paid.joan)
    page = joan.get(f"{LIST}voice-ltd/change")
    wrong = {"company_number": "12", "charity_number": "12", "charity_register": "CCEW", "group_name": "Voices"}
    wrong["company_number"] = "123456789"
    page = joan.submit(page, wrong, status=422)
    assert page.error_at("company_number").startswith("Error: A company number has eight digits")
    assert "is six or seven digits" in page.error_at("charity_number")
    assert "Enter where it is known from" in page.error_at("group_source")
    right = {"company_number": "1234568", "charity_number": "1090095", "group_source": "Companies House"}
    page = joan.submit(page, right | {"group_on": "1 October 2026", "sme": "yes", "vcse": "not_said"})
    assert page.h1 == "Voice Ltd"
    assert page.rows()["Company number"] == "01234568"
    assert page.rows()["Charity number"] == "1090095, Charity Commission for England and Wales"
    assert page.rows()["Part of a group"] == "Voices. From: Companies House, 1 October 2026"
    assert (supplier("voice-ltd").sme, supplier("voice-ltd").vcse) == ("yes", "")
    assert AuditEvent.select().where(AuditEvent.action == "supplier.changed").count() == 1


def test_who_else_shows_the_facts_is_said_before_they_are_changed(client: HouseClient, paid: Cast) -> None:
    page = client.as_(paid.joan).get(f"{LIST}rowan-cic/change")
    assert "Westmoor County Council will show what you write, too" in page.main
    assert "will show" not in client.as_(paid.joan).get(f"{LIST}voice-ltd/change").main


def test_two_people_at_one_supplier_lose_nothing(client: HouseClient, paid: Cast) -> None:
    joan, erin = client.as_(paid.joan), client.as_(paid.erin)
    page = joan.get(f"{LIST}voice-ltd/change")
    erin.submit(erin.get(f"{LIST}voice-ltd/change"), {"sme": "no"})
    page = joan.submit(page, {"name": "Voice Limited"}, status=409)
    assert "Erin Ellis has changed this supplier meanwhile" in page.main
    assert "it now says “No”" in page.main
    assert supplier("voice-ltd").name == "Voice Ltd"
    joan.submit(page)
    assert supplier("voice-ltd").name == "Voice Limited"
    assert supplier("voice-ltd").names() == ["Voice Limited", "Voice Ltd"]


def test_a_provider_of_the_same_name_is_proposed_and_a_person_confirms(client: HouseClient, paid: Cast) -> None:
    joan = client.as_(paid.joan)
    page = joan.get(f"{LIST}harbour-young-people-ltd/")
    assert "It may be Harbour Young People (the same name)." in page.main
    page = joan.get(page.links()["Link it with a provider"])
    assert "Northgate" not in page.main
    assert joan.submit(page, status=422).errors == ["Select which provider it is"]
    page = joan.submit(page, {"provider": str(paid.harbour.public_id)})
    assert "Harbour Young People, confirmed by Joan Joyce on 5 October 2026" in page.main
    assert supplier("harbour-young-people-ltd").provider_id == paid.harbour.id
    page = joan.submit(page, action="/unlink")
    assert "Not linked with one" in page.main
    actions = [event.action for event in AuditEvent.select() if event.action.startswith("supplier.")]
    assert actions == ["supplier.linked", "supplier.unlinked"]


def test_a_number_is_a_sign_and_others_can_be_looked_for(client: HouseClient, paid: Cast, now) -> None:
    with writing():
        Provider.get_by_id(paid.northgate.id).change({"company_number": "01234567"}, paid.charlie.id, now, 1)
    joan = client.as_(paid.joan)
    page = joan.get(f"{LIST}rowan-cic/provider")
    assert "The same company number, company number 01234567" in page.main
    assert "Harbour" not in page.main
    assert "Harbour Young People" in joan.get(f"{LIST}rowan-cic/provider?q=harb").main
    assert "No provider with an account has “zebra”" in joan.get(f"{LIST}voice-ltd/provider?q=zebra").main


def test_a_link_to_what_changed_meanwhile_is_asked_again(client: HouseClient, paid: Cast) -> None:
    joan, erin = client.as_(paid.joan), client.as_(paid.erin)
    page = joan.get(f"{LIST}harbour-young-people-ltd/provider")
    erin.submit(erin.get(f"{LIST}harbour-young-people-ltd/change"), {"sme": "yes"})
    page = joan.submit(page, {"provider": str(paid.harbour.public_id)}, status=409)
    assert "Somebody changed this supplier" in page.errors[0]
    joan.submit(page, {"provider": str(paid.harbour.public_id)})
    assert supplier("harbour-young-people-ltd").provider_id == paid.harbour.id


def test_a_link_that_is_not_there_is_not_taken_away(client: HouseClient, paid: Cast) -> None:
    page = client.as_(paid.joan).post(f"{LIST}voice-ltd/unlink", {"version": "1"})
    assert "There is no link any more" in page.main
