"""`/desk/register/`: what needs me first, narrowed down, fifty a page, with as many queries for many as for few."""

from datetime import date, timedelta

import pytest

from models.authority import Service
from models.person import Membership
from models.register.award import Award
from models.register.contract import Contract
from models.store import writing
from portal.register.desk import words
from portal.register.desk.work import holding, lacking, states
from tests.fixtures.client import HouseClient
from tests.fixtures.queries import Counting
from tests.portal.register.at_desk import LIST, NEW, AtDesk, cells, titles, url

TODAY = date(2026, 10, 5)


def test_an_empty_register_says_what_to_do(client: HouseClient, desk: AtDesk) -> None:
    page = client.as_(desk.cast.joan).get(LIST)
    assert page.h1 == "Contracts register"
    assert "No contracts yet" in page.main
    assert page.links()["Take in a file"] == "/desk/register/import"
    assert page.links()["Suppliers"] == "/desk/register/suppliers/"
    assert page.links()["Add a contract"] == "/desk/register/new"


def test_what_needs_somebody_stands_first(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(title="Needs nobody")
    desk.contract(title="Over", ends_on=date(2026, 10, 4))
    desk.contract(title="Blank department", department="")
    desk.contract(title="Soon", ends_on=date(2027, 10, 5))
    desk.contract(title="To be reviewed", review_on=date(2026, 10, 4))
    held = desk.contract(title="Home of J.S.")
    with writing():
        holding.settle(held, by=desk.cast.joan.id, now=desk.now)
    page = client.as_(desk.cast.joan).get(LIST)
    assert titles(page) == ["Home of J.S.", "To be reviewed", "Soon", "Blank department", "Needs nobody", "Over"]
    needs = {title: row[-1] for title, row in cells(page).items()}
    assert needs == {
        "Home of J.S.": "Held back",
        "To be reviewed": "Review due",
        "Soon": "Ends in 12 months",
        "Blank department": "1 missing",
        "Needs nobody": "",
        "Over": "Ended",
    }


def test_each_state_is_counted_and_can_be_chosen(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(title="Running")
    desk.contract(title="Over", ends_on=date(2026, 10, 4))
    desk.contract(title="Endless", ends_on=None, ends_note="Until either side says so")
    desk.contract(title="Soon", ends_on=date(2026, 10, 5))
    joan = client.as_(desk.cast.joan)
    page = joan.get(LIST)
    for text in ("All 4", "In force 3", "Ends within 12 months 1", "No end date 1", "Ended 1"):
        assert text in page.main, text
    assert "Held back 0" not in page.main
    chosen = {state: titles(joan.get(f"{LIST}?state={state}")) for state in ("in_force", "soon", "no_end", "ended")}
    assert chosen == {
        "in_force": ["Soon", "Running", "Endless"],
        "soon": ["Soon"],
        "no_end": ["Endless"],
        "ended": ["Over"],
    }


def test_a_framework_that_ended_is_in_force_while_a_call_off_runs(client: HouseClient, desk: AtDesk) -> None:
    framework = desk.contract(title="Framework", arrangement="framework", ends_on=date(2026, 9, 30))
    desk.contract(title="Call-off", within=framework.id)
    joan = client.as_(desk.cast.joan)
    assert sorted(titles(joan.get(f"{LIST}?state=in_force"))) == ["Call-off", "Framework"]
    assert "Nothing matches" in joan.get(f"{LIST}?state=ended").main


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("children's", ["Children’s homes"]),
        ("CHILDREN homes", ["Children’s homes"]),
        ("ef-2", ["Mentoring"]),
        ("harbour", ["Mentoring"]),
        ("harbour mentoring", ["Mentoring"]),
        ("harbour homes", []),
        ("redacted", ["Children’s homes"]),
        ("100% \\ _ ' \"", []),
    ],
)
def test_words_are_found_in_title_reference_and_supplier(
    client: HouseClient, desk: AtDesk, said: str, found: list[str]
) -> None:
    desk.contract(title="Children’s homes")
    desk.contract(desk.supplier(), title="Mentoring")
    page = client.as_(desk.cast.joan).get(LIST + "?" + "&".join((f"words={said}".replace("%", "%25"), "sort=title")))
    assert titles(page) == found
    assert page.one("//input[@name='words']").get("value") == said
    assert ("Nothing matches" in page.main) == (not found)


def test_a_service_can_be_chosen_and_so_can_none(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(title="Rooms", service=desk.cast.service.id)
    desk.contract(title="Of no service")
    joan = client.as_(desk.cast.joan)
    assert titles(joan.get(f"{LIST}?service=supported-accommodation")) == ["Rooms"]
    assert titles(joan.get(f"{LIST}?service=-")) == ["Of no service"]
    assert titles(joan.get(f"{LIST}?service=nonsense&state=nonsense&sort=nonsense&page=x")) == []


def test_a_nominal_value_is_never_sorted_first(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(title="A pound", arrangement="framework", value_pence=100)
    desk.contract(title="Small", value_pence=600_000)
    desk.contract(title="Unknown", value_pence=None, value_words="REDACTED COMMERCIAL CONFIDENTIALITY")
    desk.contract(title="Large", value_pence=90_000_000)
    page = client.as_(desk.cast.joan).get(f"{LIST}?sort=value")
    assert titles(page)[:2] == ["Large", "Small"]
    assert cells(page)["A pound"][3] == "nominal"
    assert cells(page)["Large"][3] == "£900,000"


@pytest.mark.parametrize("sort", words.SORTS)
def test_every_order_shows_every_contract(client: HouseClient, desk: AtDesk, sort: str) -> None:
    desk.contract(desk.supplier("Zebra Ltd"), title="Alpha")
    desk.contract(desk.supplier("Apple Ltd"), title="Beta", ends_on=None)
    desk.contract(title="Gamma", ends_on=date(2027, 1, 1))
    page = client.as_(desk.cast.joan).get(f"{LIST}?sort={sort}")
    assert sorted(titles(page)) == ["Alpha", "Beta", "Gamma"]
    first = {"end": "Gamma", "title": "Alpha", "supplier": "Beta"}
    assert titles(page)[0] == first.get(sort, titles(page)[0])


def test_there_are_fifty_a_page(client: HouseClient, desk: AtDesk) -> None:
    for number in range(101):
        desk.contract(title=f"Contract {number:03}")
    joan = client.as_(desk.cast.joan)
    page = joan.get(f"{LIST}?sort=title")
    assert (len(titles(page)), titles(page)[0]) == (50, "Contract 000")
    assert "101 contracts, page 1 of 3" in page.main
    page = joan.get(page.links()["3"])
    assert titles(page) == ["Contract 100"]
    assert titles(joan.get(f"{LIST}?sort=title&page=99")) == ["Contract 100"]


def test_it_asks_as_often_for_sixty_contracts_as_for_one(client: HouseClient, desk: AtDesk, queries: Counting) -> None:
    def count(path: str) -> int:
        joan.get(path)
        with queries() as seen:
            joan.get(path)
        return len(seen)

    joan = client.as_(desk.cast.joan)
    paths = [LIST, f"{LIST}?words=short&state=missing&sort=supplier&service=supported-accommodation"]
    desk.contract(desk.supplier(), service=desk.cast.service.id, department="")
    one = [count(path) for path in paths]
    for number in range(60):
        desk.contract(desk.supplier(f"Firm {number}"), service=desk.cast.service.id, department="")
    assert [count(path) for path in paths] == one
    assert max(one) <= 8, one


def test_another_council_sees_only_its_own(client: HouseClient, desk: AtDesk) -> None:
    desk.contract(title="Ours")
    desk.contract(title="Theirs", authority=desk.cast.westmoor)
    page = client.as_(desk.cast.gita).get(LIST)
    assert titles(page) == ["Theirs"]
    assert "Add a contract" not in page.main, "an officer reads"


def test_who_works_for_two_councils_sees_the_list_of_the_one_in_use(client: HouseClient, desk: AtDesk) -> None:
    ours, theirs = desk.contract(title="Ours"), desk.contract(title="Theirs", authority=desk.cast.westmoor)
    with writing():
        Membership.begin(desk.cast.joan, desk.cast.westmoor, "officer", desk.now, by=None)
    joan = client.as_(desk.cast.joan)
    page = joan.get(LIST)
    assert titles(page) == ["Ours"]
    form = joan.get(NEW)
    joan.post("/switch", {"organisation": str(desk.cast.westmoor.public_id)})
    assert titles(joan.get(LIST)) == ["Theirs"]
    for contract in (ours, theirs):
        assert joan.get(url(contract)).h1 == contract.title, "switching changes lists, never access"
    joan.get(url(theirs, "change"), status=404)
    joan.submit(form, {"title": "For whom?"})
    made = Contract.get(Contract.title == "For whom?")
    assert made.authority_id == desk.cast.fairshire.id, "a form belongs to the council that it was opened for"


def test_what_lacks_is_the_same_in_a_list_and_on_a_page(desk: AtDesk) -> None:
    with writing():
        Service.create(authority=desk.cast.fairshire, key="fostering", title="Fostering")
    desk.contract()
    blank = dict.fromkeys(("reference", "department", "description", "process"), "")
    desk.contract(**blank, value_pence=None, starts_on=None, ends_on=None, supplier_words="")
    for name in blank:
        desk.contract(**{name: ""})
    desk.contract(desk.supplier(sme=""))
    desk.contract(desk.supplier("Two Ltd"), desk.supplier("Three Ltd", vcse=""))
    awards = Award.of(Contract.id > 0)
    for one in Contract.select():
        in_list = {
            key for key, lacks in lacking.conditions().items() if Contract.get_or_none(lacks, Contract.id == one.id)
        }
        assert in_list == set(lacking.of(one, awards.get(one.id, []))), one.slug
    assert set(lacking.conditions()) == set(words.MISSING)
    assert set(states.conditions(TODAY)) == set(words.STATES)


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (30, "in 30 days"), (92, "in 3 months"), (365, "in 12 months")]
)
def test_how_far_a_day_is_away_is_said_in_words(days: int, said: str) -> None:
    assert words.until(TODAY + timedelta(days=days), TODAY) == said
