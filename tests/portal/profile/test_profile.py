"""The organisation’s profile: asked once, checked at the box, nothing overwritten."""

from datetime import date

import pytest

from models.audit import AuditEvent
from models.provider import Home, Provider
from portal.profile import work
from tests.fixtures.client import HouseClient
from tests.portal.life import Life


@pytest.fixture
def alice(client, cast):
    return client.as_(cast.alice)


@pytest.fixture
def bob(client, cast):
    return client.as_(cast.bob)


def harbour(cast):
    return Provider.get_by_id(cast.harbour.id)


def save(who, section, **typed):
    return who.submit(who.get(f"/profile/{section}"), typed)


def test_the_profile_says_what_is_missing(alice):
    page = alice.get("/profile/")
    assert page.h1 == "Your organisation"
    assert page.rows()["Fewer than 250 people"] == "Not said yet"


def test_name_and_numbers_are_kept_as_their_registers_write_them(alice, cast):
    page = save(
        alice,
        "names",
        legal_name="Harbour  Young People Ltd",
        kind="company",
        company_number="1234567",
        charity_register="CCEW",
        charity_number="Charity no. 1090095",
    )
    assert "Name and numbers: saved." in page.main
    kept = harbour(cast)
    assert (kept.legal_name, kept.company_number) == ("Harbour Young People Ltd", "01234567")
    assert (kept.charity_register, kept.charity_number) == ("CCEW", "1090095")
    assert "Charity Commission for England and Wales" in page.main


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"kind": "company", "company_number": ""}, "company_number"),
        ({"kind": "cic", "company_number": ""}, "company_number"),
        ({"kind": "company", "company_number": "123456789"}, "company_number"),
        ({"kind": "company", "company_number": "XX123456"}, "company_number"),
        ({"kind": "cio", "charity_number": ""}, "charity_number"),
        ({"kind": "charity", "charity_register": "CCEW", "charity_number": ""}, "charity_number"),
        ({"kind": "charity", "charity_register": "none", "charity_number": "1090095"}, "charity_register"),
        ({"kind": "charity", "charity_register": "CCEW", "charity_number": "SC042386"}, "charity_number"),
        ({"kind": "charity", "charity_register": "OSCR", "charity_number": "1090095"}, "charity_number"),
        (
            {"kind": "company", "company_number": "SC042386", "charity_register": "OSCR", "charity_number": "SC042386"},
            "charity_number",
        ),
        ({"legal_name": " \u200b "}, "legal_name"),
        ({"kind": "guild"}, "kind"),
    ],
)
def test_what_is_wrong_with_a_number_is_said_at_its_box(alice, cast, typed, box):
    fine = {"legal_name": "Harbour", "kind": "charity", "company_number": "", "charity_register": "none"}
    page = alice.post("/profile/names", {**fine, "charity_number": "", **typed, "version": "1"})
    assert len(page.errors) == 1
    if box not in ("kind", "charity_register"):
        assert page.error_at(box)
    assert harbour(cast).version == 1


def test_scotland_writes_companies_and_charities_alike(alice, cast):
    save(alice, "names", kind="charity", company_number="", charity_register="OSCR", charity_number="sc 042386")
    assert (harbour(cast).company_number, harbour(cast).charity_number) == (None, "SC042386")
    save(alice, "names", kind="company", company_number="SC123456", charity_register="none", charity_number="")
    assert (harbour(cast).company_number, harbour(cast).charity_register) == ("SC123456", None)


def test_size_and_purpose_say_why_they_are_asked(alice, cast):
    page = alice.get("/profile/size")
    assert "must publish for each contract" in page.main
    alice.submit(page, {"sme": "yes", "vcse": "no"})
    assert (harbour(cast).sme, harbour(cast).vcse) == ("yes", "no")
    page = alice.post("/profile/size", {"version": "2", "sme": "yes"})
    assert page.errors == ["Select whether you are a voluntary or community organisation, or a social enterprise"]


def test_the_safeguarding_lead_is_a_professional_with_a_number(alice, cast):
    typed = {"safeguarding_lead": "Sam Shaw", "safeguarding_email": "Sam@Harbour.example"}
    page = save(alice, "safeguarding", **typed)
    assert page.errors == ["Enter their telephone number"]
    save(alice, "safeguarding", **typed, safeguarding_phone="01632 960123")
    assert harbour(cast).safeguarding_email == "sam@harbour.example"


@pytest.mark.parametrize("cover", ["£5,000,000", "5000000", "£5,000,000.00"])
def test_insurance_takes_what_people_write(alice, cast, cover):
    save(alice, "insurance", insurance_kind="public", insurer="Mutual", cover=cover, expires_on="30 March 2027")
    kept = harbour(cast)
    assert (kept.insurance_cover_pence, kept.insurance_expires_on) == (500_000_000, date(2027, 3, 30))
    page = alice.get("/profile/insurance")
    assert page.one("//input[@name='cover']/@value") == "£5,000,000"
    assert page.one("//input[@name='expires_on']/@value") == "30 March 2027"


def test_what_was_read_is_proposed_and_kept_when_it_is_saved_again(alice, cast):
    typed = {"insurance_kind": "public", "insurer": "Mutual", "cover": "£5 million", "expires_on": "30/3/27"}
    page = save(alice, "insurance", **typed)
    assert page.errors == ["We read that as £5,000,000. Save again if that is right."]
    alice.submit(page)
    assert harbour(cast).insurance_cover_pence == 500_000_000


def test_insurance_that_cannot_be_read_is_asked_again_with_its_words(alice, cast):
    typed = {"insurance_kind": "public", "insurer": "Mutual", "cover": "plenty", "expires_on": "soon"}
    page = save(alice, "insurance", **typed)
    assert page.errors == ["Enter an amount in pounds, such as £5,000,000", "Enter a day, such as 30 March 2027"]
    assert page.one("//input[@name='cover']/@value") == "plenty"


def test_two_colleagues_who_change_it_at_once_lose_nothing(alice, bob, cast):
    hers, his = alice.get("/profile/contact"), bob.get("/profile/contact")
    bob.submit(his, {"contact_email": "bob@harbour.example", "contact_phone": "01632 960001"})
    page = alice.submit(hers, {"contact_email": "office@harbour.example"}, status=409)
    assert "Bob Barton has changed the profile meanwhile" in page.main
    assert "it now says “bob@harbour.example”" in page.main
    assert page.one("//input[@name='contact_email']/@value") == "office@harbour.example"
    assert harbour(cast).contact_email == "bob@harbour.example"
    alice.submit(page)
    assert harbour(cast).contact_email == "office@harbour.example"


def test_each_change_is_in_the_audit(alice, cast):
    save(alice, "contact", contact_email="office@harbour.example")
    event = AuditEvent.select().where(AuditEvent.action == "provider.changed").get()
    assert event.by == cast.alice.id


def test_what_is_not_of_the_section_is_not_changed(alice, cast):
    sent = {"version": "1", "contact_email": "office@harbour.example", "slug": "mine", "sme": "yes"}
    alice.post("/profile/contact", sent)
    assert (harbour(cast).slug, harbour(cast).sme) == ("harbour-young-people", "")


def test_looking_at_it_and_finding_it_right_is_noted(alice, cast):
    page = alice.submit(alice.get("/profile/"), action="/confirm")
    assert "all of this is right today" in page.main
    assert harbour(cast).confirmed_on


def test_a_home_is_added_without_an_address(alice, cast):
    page = alice.get("/profile/homes/new")
    assert "Never write its address" in page.main
    assert not page.all("//input[contains(@name, 'address') or contains(@name, 'postcode')]")
    page = alice.submit(page, {"name": "Quay", "kind": "supported_accommodation", "urn": "2650000"})
    assert "Quay" in page.rows()
    assert Home.get(Home.name == "Quay").provider_id == cast.harbour.id


@pytest.mark.parametrize("urn", ["265000", "CS2650000", "SC26500"])
def test_ofsteds_number_is_checked(alice, cast, urn):
    page = alice.submit(alice.get("/profile/homes/new"), {"name": "Quay", "kind": "childrens_home", "urn": urn})
    assert page.error_at("urn")


def test_one_number_is_of_one_home(alice, client, cast):
    typed = {"name": "Quay", "kind": "childrens_home", "urn": "SC037454"}
    charlie = client.as_(cast.charlie)
    charlie.submit(charlie.get("/profile/homes/new"), typed)
    page = alice.submit(alice.get("/profile/homes/new"), typed)
    assert page.errors == ["Another home has this number already. Check it against Ofsted’s letter."]


def test_a_home_is_changed_and_closed(alice, cast):
    where = f"/profile/homes/{cast.home.public_id}"
    alice.submit(alice.get(where), {"name": "Quay House", "kind": "childrens_home"})
    assert Home.get_by_id(cast.home.id).name == "Quay House"
    page = alice.submit(alice.get(f"{where}/close"))
    assert "Quay House is closed" in page.main
    alice.post(f"{where}/close")
    assert "closed on" in alice.get("/profile/").rows()["Quay House"]


def test_nobody_reads_or_changes_the_homes_of_others(client, cast):
    charlie = client.as_(cast.charlie)
    for path in ("", "/close"):
        charlie.get(f"/profile/homes/{cast.home.public_id}{path}", status=404)
        charlie.post(f"/profile/homes/{cast.home.public_id}{path}", {"name": "Mine", "kind": "other"}, status=404)
    assert Home.get_by_id(cast.home.id).name != "Mine"


def test_people_of_an_authority_have_no_profile(client, cast):
    client.as_(cast.dana).get("/profile/", status=403)


def test_there_are_no_other_sections(alice):
    alice.get("/profile/bank", status=404)
    alice.post("/profile/bank", status=404)


def test_the_council_reads_the_profile_beside_a_return_and_another_council_does_not(
    client: HouseClient, life: Life
) -> None:
    ret = life.ask()
    values = {"safeguarding_lead": "Sam Shore", "insurance_kind": "public", "insurance_expires_on": date(2027, 3, 30)}
    work.change(life.cast.harbour.id, values, life.cast.harbour.version, life.cast.alice.id, life.now)
    dana = client.as_(life.cast.dana)
    where = dana.get(f"/desk/returns/{ret.public_id}/").links()["What it says about itself"]
    page = dana.get(where)
    assert page.rows()["Safeguarding lead"] == "Sam Shore"
    assert "Public liability insurance: until 30 March 2027" in page.main
    client.as_(life.cast.gita).get(where, status=404)
    client.as_(life.cast.alice).get(where, status=403)
