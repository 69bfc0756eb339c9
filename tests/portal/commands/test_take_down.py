"""`evenhand take-down`, as two people type it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from click.testing import Result

from models.authority import Authority
from models.person import Membership, Person
from models.provider import Provider
from models.register.contract import Contract
from models.register.edition import EditionRow, breaks
from models.store import writing

Run = Callable[..., Result]
ID = "fairshire/ef-1"
ASK = ("take-down", ID, "--reason", "A court order of 4 May 2027", "--by", "dana@people.example")
AGREE = ("take-down", ID, "--agree", "--by", "Erin@people.example")


@pytest.fixture
def closed(run: Run) -> None:
    """An installation with two people, and a contract in two editions."""
    assert run("init").exit_code == 0
    run("check")  # opens the store with its keys
    at = datetime(2026, 10, 5, 8, 0)
    with writing():
        authority = Authority.create(slug="fairshire", name="Fairshire County Council", nation="E")
        other = Authority.create(slug="westmoor", name="Westmoor County Council", nation="E")
        for name, where in (("dana", authority), ("erin", authority), ("otto", other), ("nina", None)):
            who = Person.create(email=f"{name}@people.example", name=name.title(), confirmed_at=at)
            if where:
                Membership.create(person=who, authority=where, role="officer", began_at=at)
            else:
                harbour = Provider.create(slug="harbour", legal_name="Harbour", kind="company")
                Membership.create(person=who, provider=harbour, role="lead", began_at=at)
        Person.create(email="root@people.example", name="Root", confirmed_at=at)
        values = {"reference": "EF-1", "title": "TOKEN service", "starts_on": date(2024, 4, 1)}
        Contract.add(authority.id, values, by=None, at=at)
    for quarter in ("2024-25-Q1", "2024-25-Q2"):
        assert run("close-quarter", quarter).exit_code == 0


def _there() -> int:
    return sum("TOKEN" in (row.data or "") for row in EditionRow.select())


@pytest.mark.usefixtures("closed")
def test_one_asks_and_another_does_it(run: Run) -> None:
    asked = run(*ASK)
    assert asked.exit_code == 0
    assert "another person" in asked.output
    assert _there() == 2
    done = run(*AGREE)
    assert (done.exit_code, done.output) == (0, "Taken down from 2 editions. Run `evenhand publish` now.\n")
    assert _there() == 0
    assert breaks() == []
    assert run(*ASK).exit_code == 1


@pytest.mark.usefixtures("closed")
def test_the_same_person_cannot_do_both(run: Run) -> None:
    assert run(*ASK).exit_code == 0
    alone = run("take-down", ID, "--agree", "--by", "dana@people.example")
    assert (alone.exit_code, "takes another" in alone.output) == (1, True)
    twice = run(*ASK)
    assert (twice.exit_code, "asked for already" in twice.output) == (1, True)
    assert _there() == 2


@pytest.mark.usefixtures("closed")
def test_who_never_had_a_seat_is_known_to_whoever_types_commands(run: Run) -> None:
    assert run(*ASK).exit_code == 0
    assert run("take-down", ID, "--agree", "--by", "root@people.example").exit_code == 0


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("name", ["otto", "nina"])
def test_it_takes_two_who_work_for_the_council(run: Run, name: str) -> None:
    assert run(*ASK).exit_code == 0
    done = run("take-down", ID, "--agree", "--by", f"{name}@people.example")
    assert (done.exit_code, done.output) == (
        1, f"Error: {name}@people.example does not work for Fairshire County Council.\n",
    )  # fmt: skip
    assert _there() == 2


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    "words",
    [
        AGREE,
        ("take-down", "fairshire/nothing", "--reason", "R", "--by", "dana@people.example"),
        ("take-down", "nowhere/ef-1", "--reason", "R", "--by", "dana@people.example"),
        ("take-down", ID, "--reason", "R", "--by", "nobody@people.example"),
        ("take-down", ID, "--reason", " ", "--by", "dana@people.example"),
    ],
)
def test_what_cannot_be_done_is_exit_status_1(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 1
    assert _there() == 2


@pytest.mark.parametrize(
    "words", [(ID,), (ID, "--by", "a@b.example"), (ID, "--reason", "R"), (*ASK[1:], "--agree"), ("--agree",)]
)
def test_wrong_usage_is_exit_status_2(run: Run, words: tuple[str, ...]) -> None:
    assert run("take-down", *words).exit_code == 2
