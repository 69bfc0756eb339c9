"""One contract: everything that is known of it, who changed it, what is missing, whether it is held."""

from datetime import date

import pytest

from models.register import terms
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.service_line import STAGES, ServiceLine
from models.store import writing
from portal.access import Viewer
from portal.register.desk import words
from portal.register.desk.work import holding
from portal.releasing.work import close_quarter
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words as words_of
from tests.fixtures.queries import Counting
from tests.portal.register.at_desk import AtDesk, url

FULL = {
    "arrangement": "call_off_competition",
    "volume": "block",
    "payment": "per_place",
    "places": 12,
    "lots": 2,
    "value_kind": "yearly",
    "extension_months": 24,
    "review_on": date(2027, 1, 15),
    "break_on": date(2028, 3, 31),
    "route": "Mini-competition, 5 bids",
    "irrecoverable_vat_pence": 50_000,
    "contact": "Contracts team",
    "contact_email": "contracts@fairshire.example",
    "cpv_code": "85311300",
    "area": "North Fairshire",
    "performance_url": "https://fairshire.example/performance",
}


def test_it_shows_every_fact_in_plain_words(client: HouseClient, desk: AtDesk) -> None:
    framework = desk.contract(title="Accommodation framework", arrangement="framework")
    contract = desk.contract(desk.supplier(vcse="yes"), within=framework.id, service=desk.cast.service.id, **FULL)
    with writing():
        facts = {"segment": "Leaving care", "stage": "review", "stage_since_on": date(2026, 5, 1)}
        ServiceLine.put(desk.cast.service.id, facts, by=desk.cast.joan.id, at=desk.now)
    page = client.as_(desk.cast.dana).get(url(contract))
    facts = page.rows()
    assert facts["Who"].split(" Voluntary")[0] == "Harbour Young People Ltd"
    assert "Small or medium" in facts["Who"]
    assert facts["How much"] == "£120,000 a year and £500 VAT that cannot be recovered"
    assert facts["How long"].startswith("1 April 2026 to 31 March 2029 May be extended by 2 years")
    assert "at the latest to 31 March 2031" in facts["How long"]
    assert facts["Next review"] == "15 January 2027"
    assert facts["Break date"] == "31 March 2028"
    assert facts["How it was bought"] == "Mini-competition, 5 bids Published invitation to tender"
    assert facts["What kind of contract"] == "Call-off by mini-competition 2 lots"
    assert facts["Volume"] == "Block contract 12 places"
    assert facts["How it is paid"] == "A price for each place"
    assert facts["Service"] == ("Supported accommodation Leaving care; stage of the cycle: review, since 1 May 2026")
    assert facts["Called off from"].startswith("Accommodation framework")
    assert facts["Who to ask"] == "Contracts team contracts@fairshire.example"
    assert facts["Area served"] == "North Fairshire"
    assert "Missing, and to be published" not in page.main


def test_a_framework_shows_its_call_offs_and_its_users(client: HouseClient, desk: AtDesk) -> None:
    framework = desk.contract(arrangement="framework", value_pence=100)
    call_off = desk.contract(title="Rooms in the north", within=framework.id)
    joan = client.as_(desk.cast.joan)
    joan.post(url(framework, "users"), {"name": "westmoor county council"})
    page = joan.get(url(framework))
    assert page.rows()["Who may call off"].startswith("Fairshire County Council, Westmoor County Council")
    assert page.links()["Rooms in the north"] == url(call_off)
    assert page.rows()["How much"] == "No value of its own (£1)"
    assert "Opened to another authority Westmoor County Council" in page.main


def test_what_is_missing_is_said_by_name(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(desk.supplier(sme=""), department="", value_pence=None)
    page = client.as_(desk.cast.joan).get(url(contract))
    assert [words_of(item) for item in page.all("//section[@aria-labelledby='missing']//li")] == [
        "department",
        "whether each supplier is small or medium, and voluntary",
        "value",
    ]
    assert page.rows()["Department"] == "Not said yet"


def test_a_purchase_for_one_person_is_explained(client: HouseClient, desk: AtDesk) -> None:
    page = client.as_(desk.cast.joan).get(url(desk.contract(volume="spot")))
    assert "Bought for one person: never published" in page.main
    assert "withheld under 6 people or 3 suppliers" in page.main


def test_a_held_contract_says_why_in_plain_words(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(title="Home of J.S.")
    with writing():
        holding.settle(contract, by=desk.cast.joan.id, now=desk.now)
    page = client.as_(desk.cast.joan).get(url(contract))
    assert "Held back from publication" in page.main
    assert "“J.S" in page.main
    assert page.links()["Decide about it"] == f"/desk/register/held/fairshire/{contract.slug}/"
    assert "Decide about it" not in client.as_(desk.cast.hana).get(url(contract)).main


def test_its_history_names_who_did_what(client: HouseClient, desk: AtDesk) -> None:
    contract, supplier = desk.contract(), desk.supplier()
    with writing():
        contract.change({"title": "Rooms", "value_pence": 1}, by=desk.cast.erin.id, at=desk.now, version=1)
        longer = {"months": 12, "decided_on": date(2026, 9, 1), "why": "The tender is late."}
        contract.extend(**longer, by=desk.cast.joan.id, at=desk.now, version=2)
        contract.change({}, awards=[NewAward(supplier.id)], by=desk.cast.dana.id, at=desk.now, version=3)
    page = client.as_(desk.cast.joan).get(url(contract))
    assert "Changed Title, What the value is of, Value" in page.main
    assert "Changed Suppliers" in page.main
    assert "Now to 31 March 2030, before to 31 March 2029" in page.main
    assert "The tender is late." in page.main
    for name in ("Erin Ellis", "Dana Dean", "Joan Joyce"):
        assert name in page.main


def test_the_editions_that_show_it_are_named(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract()
    joan = client.as_(desk.cast.joan)
    assert "It has not been in a closed quarter" in joan.get(url(contract)).main
    close_quarter("2026-27-Q2", desk.cast.fairshire, desk.cast.erin.id, desk.now)
    page = joan.get(url(contract))
    assert "July to September 2026" in page.main
    assert "Ask to take it down" not in page.main
    assert "Ask to take it down" in client.as_(desk.cast.erin).get(url(contract)).main


@pytest.mark.parametrize("who", ["dana", "hana"])
def test_officers_and_auditors_read_and_change_nothing(client: HouseClient, desk: AtDesk, who: str) -> None:
    contract = desk.contract()
    reader = client.as_(getattr(desk.cast, who))
    page = reader.get(url(contract))
    assert not page.all("//main//form[@method='post']")
    assert not {"Change", "Extend", "End"} & set(page.links())
    for tail in ("change", "extend", "end", "users"):
        reader.get(url(contract, tail), status=403)


def test_what_belongs_to_another_council_does_not_exist(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(authority=desk.cast.westmoor)
    client.as_(desk.cast.joan).get(url(contract), status=404)
    client.as_(desk.cast.joan).get(url(contract, "change"), status=404)
    client.as_(desk.cast.gita).get(url(contract))


def test_a_desk_that_forgets_the_authority_would_be_seen(
    client: HouseClient, desk: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control of the test above."""
    contract = desk.contract(authority=desk.cast.westmoor)
    everywhere = [desk.cast.fairshire.id, desk.cast.westmoor.id]
    monkeypatch.setattr(Viewer, "authorities", lambda _self, _roles: everywhere)
    client.as_(desk.cast.joan).get(url(contract))


def test_it_asks_as_often_with_twenty_suppliers_as_with_one(
    client: HouseClient, desk: AtDesk, queries: Counting
) -> None:
    def count(*suppliers: object) -> int:
        path = url(desk.contract(*suppliers, service=desk.cast.service.id))
        joan.get(path)
        with queries() as seen:
            joan.get(path)
        return len(seen)

    joan = client.as_(desk.cast.joan)
    one = count(desk.supplier())
    assert count(*(desk.supplier(f"Firm {number}") for number in range(20))) == one
    assert one <= 12


def test_every_key_has_its_words() -> None:
    assert {"", *words.ARRANGEMENTS} == set(terms.ARRANGEMENTS)
    assert {"", *words.VOLUMES} == set(terms.VOLUMES)
    assert {"", *words.PAYMENTS} == set(terms.PAYMENTS)
    assert {"", *words.PROCESSES} == set(terms.PROCESSES)
    assert {"unknown", *words.VALUE_KINDS} == set(terms.VALUE_KINDS)
    assert {"", *words.STAGES} == set(STAGES)
    checks = {check.nodes[1]._path[0] for check in Contract._meta.constraints}
    said_by_lists = {name for name in checks if name.endswith(("_is_known", "_or_estimated"))}
    beyond_the_form = {name for name in checks if "left_out" in name} | {"what_is_held_is_held_for_a_text"}
    assert checks - said_by_lists - beyond_the_form <= set(words.RULES)
    assert set(words.COLUMNS) >= Contract.CHANGEABLE


def test_a_service_without_a_stage_of_the_cycle_is_shown_by_its_segment(client: HouseClient, desk: AtDesk) -> None:
    contract = desk.contract(service=desk.cast.service.id)
    with writing():
        ServiceLine.put(desk.cast.service.id, {"segment": "Leaving care"}, by=desk.cast.joan.id, at=desk.now)
    assert "Leaving care" in client.as_(desk.cast.dana).get(url(contract)).main
