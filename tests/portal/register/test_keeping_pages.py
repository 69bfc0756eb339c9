"""Adding, changing, extending and ending contracts: as people write, and what is wrong is said at its box."""

from datetime import date

import pytest

from models.register.award import Award
from models.register.contract import Contract
from models.register.contract_buyer import ContractBuyer
from models.register.extension import Extension
from models.register.framework_user import FrameworkUser
from models.register.supplier import Supplier
from models.store import writing
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words
from tests.portal.register.at_desk import NEW, AtDesk, typed, url


def stored() -> Contract:
    return Contract.select().order_by(Contract.id.desc()).get()


def test_a_contract_is_added_as_people_write_it(client: HouseClient, desk: AtDesk) -> None:
    framework = desk.contract(title="Framework", arrangement="framework")
    desk.supplier("Acorn Care")
    joan = client.as_(desk.cast.joan)
    more = typed(
        value_pence="£1,200,000", value_kind="yearly", starts_on="1/4/26", ends_on="31st March 2029",
        review_on="15 Jan 2027", extension_months="2 x 12 months", places="forty",
        arrangement="call_off_direct", volume="block",
        payment="per_hour", within=f"fairshire/{framework.slug}", service="supported-accommodation", invited="quote",
        fixed_cost="no", contact_email="Contracts@Fairshire.example", **{"awards-0-supplier": "Acorn Care"},
    )  # fmt: skip
    page = joan.submit(joan.get(NEW), more)
    assert page.h1 == "Mentoring for care leavers"
    assert "Saved." in page.main
    made = stored()
    assert (made.slug, made.origin, made.authority_id) == ("ef-900", "entered", desk.cast.fairshire.id)
    assert (made.value_pence, made.value_kind, made.places) == (120_000_000, "yearly", 40)
    assert (made.starts_on, made.ends_on) == (date(2026, 4, 1), date(2029, 3, 31))
    assert (made.review_on, made.extension_months) == (date(2027, 1, 15), 24)
    assert (made.arrangement, made.volume, made.payment, made.process) == (
        "call_off_direct",
        "block",
        "per_hour",
        "quote",
    )
    assert (made.within_id, made.service_id) == (framework.id, desk.cast.service.id)
    assert (made.fixed_cost, made.contact_email) == ("no", "contracts@fairshire.example")
    assert [award.supplier.name for award in Award.select()] == ["Acorn Care"]
    assert made.changed_by_id == desk.cast.joan.id


@pytest.mark.parametrize(
    ("box", "text", "says"),
    [
        ("title", "", "Enter the title"),
        ("starts_on", "soon", "Enter a day with its year"),
        ("ends_on", "31 March 2026", "Enter an end that is on or after the start"),
        ("ends_on", "31/12/2099", "Leave this empty where there is no such day"),
        ("last_end_on", "30 March 2029", "Enter a latest possible end"),
        ("value_pence", "a lot", "Enter an amount in pounds"),
        ("value_pence", "£200,000,000,000", "Enter an amount of £100,000,000,000 or less"),
        ("places", "some", "Enter a whole number"),
        ("extension_months", "for ever", "Enter a number of months or years"),
        ("contact_email", "nobody", "e-mail address"),
        ("tender_url", "javascript:go()", "Enter a web address"),
        ("service", "nonsense", "Select one of the list"),
        ("within", "westmoor/ef-1", "Select one of the list"),
        ("value_kind", "nominal", "Select what the value is of"),
        ("awards-0-lot", "Lot 1", "Enter the supplier, or empty the other boxes"),
        ("awards-0-value", "much", "Enter an amount in pounds"),
        ("supplier_words", "x" * 201, "Use 200 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_at_its_box_and_everything_stays(
    client: HouseClient, desk: AtDesk, box: str, text: str, says: str
) -> None:
    sent = typed(**{box: text})
    page = client.as_(desk.cast.joan).post(NEW, sent, status=422)
    at = {"awards-0-lot": "awards-0-supplier"}.get(box, box)
    assert says in page.error_at(at), page.errors
    assert any(says in error for error in page.errors)
    assert "there is a problem" in page.title
    assert page.one("//*[@name='reference']").get("value") == "EF-900"
    if not page.all(f"//select[@name='{box}']"):
        assert page.one(f"//*[@name='{box}']").get("value") == text
    assert not Contract.select().exists()


def test_an_amount_that_was_not_exact_is_proposed_back(client: HouseClient, desk: AtDesk) -> None:
    joan = client.as_(desk.cast.joan)
    page = joan.post(NEW, typed(value_pence="about £120,000"), status=422)
    assert "We read that as £120,000" in page.error_at("value_pence")
    joan.submit(page)
    assert stored().value_pence == 12_000_000


def test_a_supplier_that_is_almost_known_is_picked_from_a_list(client: HouseClient, desk: AtDesk) -> None:
    known = desk.supplier("Acorn Care Limited")
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(NEW), typed(**{"awards-0-supplier": "ACORN CARE LTD"}), status=422)
    assert page.error_at("awards-0-supplier") == "Error: Select which supplier this is"
    labels = [words(label) for label in page.all("//label[contains(@class, 'radios')]")]
    assert labels == ["Acorn Care Limited", "None of these: “ACORN CARE LTD” is new"]
    joan.submit(page, {"awards-0-which": f"{known.slug} ACORN CARE LTD"})
    assert Award.get().supplier_id == known.id
    assert Supplier.select().count() == 1


def test_a_new_supplier_can_be_named(client: HouseClient, desk: AtDesk) -> None:
    desk.supplier("Acorn Care Limited")
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(NEW), typed(**{"awards-0-supplier": "Acorn Care Ltd"}), status=422)
    page = joan.submit(page, {"awards-0-which": "+ Acorn Care Ltd"})
    assert "New in the register: Acorn Care Ltd." in page.main
    assert Supplier.select().count() == 2


def test_known_names_are_offered_while_typing(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(desk.supplier("Acorn Care"), desk.supplier("Zebra Homes"))
    page = client.as_(desk.cast.joan).get(NEW)
    assert page.all("//datalist/option/@value") == ["Acorn Care", "Zebra Homes"]
    assert page.one("//*[@name='awards-0-supplier']").get("list") == "suppliers"


def test_another_row_is_added_without_losing_what_was_typed(client: HouseClient, desk: AtDesk) -> None:
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(NEW), typed(**{"awards-0-supplier": "Acorn Care"}), button="more=1")
    assert page.one("//*[@name='title']").get("value") == "Mentoring for care leavers"
    rows = {"awards-1-supplier": "Birch Homes", "awards-1-lot": "Lot 2", "awards-1-value": "£5,000",
            "awards-1-awarded_on": "1 March 2026"}  # fmt: skip
    joan.submit(page, rows)
    found = {award.supplier.name: (award.lot, award.value_pence) for award in Award.select()}
    assert found == {"Acorn Care": ("", None), "Birch Homes": ("Lot 2", 500_000)}
    assert stored().awarded_on == date(2026, 3, 1)


def test_suppliers_or_words_in_their_place_but_not_both(client: HouseClient, desk: AtDesk) -> None:
    both = typed(**{"awards-0-supplier": "Acorn Care", "supplier_words": "REDACTED PERSONAL DATA"})
    page = client.as_(desk.cast.joan).post(NEW, both, status=422)
    assert "not both" in page.error_at("supplier_words")


def test_what_the_guard_stops_is_kept_and_held_and_the_page_says_so(client: HouseClient, desk: AtDesk) -> None:
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(NEW), typed(title="Placement of J.S., born 3 May 2011"))
    assert "Saved, and held back" in page.main
    assert "Held back from publication" in page.main
    assert page.url == "/desk/register/contracts/fairshire/contract/", "its address says nothing of it"
    assert stored().reference == "EF-900"


def test_opening_the_form_and_saving_it_changes_nothing(client: HouseClient, desk: AtDesk) -> None:
    framework = desk.contract(arrangement="framework", value_pence=0)
    contract = desk.contract(
        desk.supplier(), desk.supplier("Two Ltd"), within=framework.id, service=desk.cast.service.id,
        value_kind="yearly", extension_months=24, irrecoverable_vat_pence=123, last_end_on=date(2031, 3, 31),
        description="One line.\nAnother line.", places=0,
    )  # fmt: skip
    joan = client.as_(desk.cast.joan)
    for one in (framework, contract):
        page = joan.submit(joan.get(url(one, "change")))
        assert "Nothing was different" in page.main
        assert desk.again(one).version == 1


def test_only_what_is_different_is_changed(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(desk.supplier())
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(url(contract, "change")), {"title": "Rooms", "value_pence": ""})
    assert "Changed Title, What the value is of, Value" in page.main
    now = desk.again(contract)
    assert (now.title, now.value_pence, now.value_kind) == ("Rooms", None, "unknown")
    assert now.changed_by_id == desk.cast.joan.id
    assert Award.select().count() == 1


def test_emptying_a_row_takes_the_supplier_out(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(desk.supplier("Acorn Care"), desk.supplier("Birch Homes"))
    joan = client.as_(desk.cast.joan)
    joan.submit(joan.get(url(contract, "change")), {"awards-0-supplier": ""})
    assert [award.supplier.name for award in Award.select()] == ["Birch Homes"]


@pytest.mark.parametrize(
    ("sent", "until", "left"),
    [
        ({"months": "1 year"}, date(2030, 3, 31), 12),
        ({"ends_on": "30 September 2029"}, date(2029, 9, 30), 18),
    ],
)
def test_it_is_extended_by_months_or_to_a_day(
    client: HouseClient, desk: AtDesk, sent: dict[str, str], until: date, left: int
) -> None:
    contract = desk.contract(extension_months=24)
    joan = client.as_(desk.cast.joan)
    page = joan.get(url(contract, "extend"))
    assert "It may still be extended by 2 years" in page.main
    assert page.values(page.form())["decided_on"] == ["5 October 2026"]
    page = joan.submit(page, {**sent, "why": "The tender is late."})
    assert "The tender is late." in page.main
    now = desk.again(contract)
    assert (now.ends_on, now.extension_months) == (until, left)
    assert Extension.get().by_id == desk.cast.joan.id


@pytest.mark.parametrize(
    ("other", "sent", "box", "says"),
    [
        ({}, {"why": "x"}, "months", "Enter by how many months"),
        ({}, {"why": "x", "months": "6", "ends_on": "1 April 2030"}, "months", "one of the two"),
        ({}, {"why": "x", "ends_on": "31 March 2029"}, "months", "to which later day"),
        ({}, {"months": "6"}, "why", "Enter why it is extended"),
        ({}, {"months": "6", "why": "x", "decided_on": ""}, "decided_on", "Enter the day on which it was decided"),
        ({}, {"months": "6", "why": "x", "decided_on": "6 October 2026"}, "decided_on", "which is not in the future"),
        ({"ends_on": None}, {"months": "6", "why": "x"}, "months", "has no end yet"),
    ],
)
def test_an_extension_that_cannot_be_is_refused_at_its_box(
    client: HouseClient, desk: AtDesk, other: dict[str, date], sent: dict[str, str], box: str, says: str
) -> None:
    contract = desk.contract(**other)
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(url(contract, "extend")), sent, status=422)
    assert says in page.error_at(box)
    assert desk.again(contract).version == 1


def test_it_ends_for_good_and_says_why(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(extension_months=24)
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(url(contract, "end")), {"on": "31 October 2026", "why": "The provider closed."})
    assert "The provider closed." in page.main
    now = desk.again(contract)
    assert (now.ends_on, now.ends_note, now.extension_months) == (date(2026, 10, 31), "The provider closed.", 0)


def test_boxes_that_are_wrong_alike_are_told_apart(client: HouseClient, desk: AtDesk) -> None:
    joan = client.as_(desk.cast.joan)
    awarded = {"awards-0-supplier": "Acorn Care", "awards-0-awarded_on": "then"}
    boxes = typed(starts_on="soon", ends_on="later", value_pence="much", **awarded)
    page = joan.submit(joan.get(NEW), boxes, status=422)
    a_day = "enter a day with its year, such as 31 March 2027"
    assert set(page.errors) == {
        "Enter an amount in pounds, such as £120,000",
        *(f"{box}: {a_day}" for box in ("Start", "End", "Awarded on, supplier 1")),
    }
    assert f"End: {a_day}" in page.error_at("ends_on")


def test_what_was_ended_for_good_is_not_extended_until_its_end_is_another(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(extension_months=24)
    joan = client.as_(desk.cast.joan)
    joan.submit(joan.get(url(contract, "end")), {"on": "31 October 2026", "why": "The provider closed."})
    longer = {"months": "12", "why": "The tender is late."}
    page = joan.submit(joan.get(url(contract, "extend")), longer, status=422)
    assert "was ended for good" in page.error_at("months")
    assert desk.again(contract).ends_on == date(2026, 10, 31)
    joan.submit(joan.get(url(contract, "change")), {"ends_on": "30 November 2026", "ends_note": ""})
    joan.submit(joan.get(url(contract, "extend")), longer)
    assert desk.again(contract).ends_on == date(2027, 11, 30)


def test_why_it_ends_is_read_by_the_guard(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    joan.submit(joan.get(url(contract, "end")), {"on": "31 October 2026", "why": "Placement of J.S. (DOB 3/5/2011)"})
    assert desk.again(contract).held


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("31 March 2029", "it ends by then anyway"),
        ("31 March 2026", "on or after the start"),
        ("soon", "Enter a day with its year"),
        ("", "Enter the day on which it ends"),
    ],
)
def test_an_end_that_cannot_be_is_refused_at_its_box(client: HouseClient, desk: AtDesk, day: str, says: str) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(url(contract, "end")), {"on": day, "why": "It is over."}, status=422)
    assert says in page.error_at("on")
    assert page.one("//textarea[@name='why']").text.strip() == "It is over."


def test_a_framework_is_opened_and_closed_to_another_authority(client: HouseClient, desk: AtDesk) -> None:
    framework = desk.contract(arrangement="open_framework")
    joan = client.as_(desk.cast.joan)
    users = url(framework, "users")
    page = joan.post(users, {"name": "Nowhere"}, status=422)
    assert "Enter the name of an authority" in page.error_at("name")
    page = joan.post(users, {"name": "Westmoor County Council"})
    assert "Westmoor County Council may call off from it now." in page.main
    assert "may call off from it already" in joan.post(users, {"name": "westmoor"}).main
    assert FrameworkUser.select().count() == 1
    page = joan.post(users, {"stop": "westmoor"})
    assert "may no longer call off" in page.main
    assert not FrameworkUser.select().exists()
    joan.post(users, {"stop": "westmoor"})


def test_who_buys_it_too_is_named_and_taken_out(client: HouseClient, desk: AtDesk) -> None:
    contract, joan = desk.contract(arrangement="stand_alone"), client.as_(desk.cast.joan)
    buyers = url(contract, "buyers")
    page = joan.post(buyers, {"name": "Fairshire County Council"}, status=422)
    assert "Enter another authority" in page.error_at("name")
    assert "Westmoor County Council buys it, too." in joan.post(buyers, {"name": "Westmoor County Council"}).main
    assert "It is named already" in joan.post(buyers, {"name": "westmoor"}).main
    assert "Another authority buys it, too" in joan.get(url(contract, "")).main
    joan.post(buyers, {"stop": "westmoor"})
    assert not ContractBuyer.select().exists()


def test_a_stand_alone_contract_has_no_users(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(arrangement="stand_alone")
    joan = client.as_(desk.cast.joan)
    assert "This contract is neither" in joan.get(url(contract, "users")).main
    joan.post(url(contract, "users"), {"name": "Westmoor County Council"}, status=422)


def test_a_framework_that_was_opened_to_us_can_be_called_off_from(client: HouseClient, desk: AtDesk) -> None:
    theirs = desk.contract(title="Regional framework", arrangement="framework", authority=desk.cast.westmoor)
    joan = client.as_(desk.cast.joan)
    assert "Regional framework" not in joan.get(NEW).main
    with writing():
        FrameworkUser.allow(theirs.id, desk.cast.fairshire.id, by=None, at=desk.now)
    assert "Regional framework, EF-1 (Westmoor County Council)" in joan.get(NEW).main
    joan.submit(joan.get(NEW), typed(within=f"westmoor/{theirs.slug}"))
    assert stored().within_id == theirs.id


def test_what_a_file_brought_in_is_not_asked_about_while_something_else_is_changed(
    client: HouseClient, desk: AtDesk
) -> None:
    theirs = desk.contract(arrangement="framework", authority=desk.cast.westmoor)
    odd = {
        "title": "Two\nlines  and two  spaces",
        "contact_url": "www.fairshire.example",
        "contact_email": "the team",
        "department": "x" * 300,
        "ends_on": date(2099, 12, 31),
        "within": theirs.id,
    }
    contract = desk.contract(*(desk.supplier(f"Firm {number}") for number in range(70)), **odd)
    joan = client.as_(desk.cast.joan)
    page = joan.submit(joan.get(url(contract, "change")))
    assert "Nothing was different" in page.main
    joan.submit(joan.get(url(contract, "change")), {"reference": "EF-2"})
    now = desk.again(contract)
    assert {name: now.__data__[name] for name in odd} == odd
    assert now.reference == "EF-2"
    assert Award.select().count() == 70
    page = joan.submit(joan.get(url(contract, "change")), {"contact_email": "the other team"}, status=422)
    assert page.errors == ["Enter an e-mail address in the correct format, like name@example.com"]
