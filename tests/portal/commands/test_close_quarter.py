"""`evenhand close-quarter`, as people type it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import Result

from models.authority import Authority
from models.person import Membership, Person
from models.provider import Provider
from models.register.contract import Contract
from models.register.edition import Edition
from models.store import writing

Run = Callable[..., Result]
AT = datetime(2026, 10, 5, 8, 0)


@pytest.fixture
def fairshire(run: Run) -> Authority:
    """An installation with two authorities, of which one has a contract."""
    assert run("init").exit_code == 0
    run("check")  # opens the store with its keys
    with writing():
        authority = Authority.create(slug="fairshire", name="Fairshire County Council", nation="E")
        Authority.create(slug="westmoor", name="Westmoor County Council", nation="E")
        _contract(authority, "EF-1", title="Short breaks framework")
    return authority


def _contract(authority: Authority, reference: str, **other: object) -> None:
    values = {"reference": reference, "starts_on": date(2024, 4, 1), "value_pence": 12_000_000}
    Contract.add(authority.id, values | other, by=None, at=AT)


def test_all_authorities_with_contracts_are_closed(run: Run, fairshire: Authority) -> None:
    result = run("close-quarter", "2024-25-Q2")
    assert (result.exit_code, result.output) == (
        0,
        "Fairshire County Council: July to September 2024 is closed. 1 contract.\n",
    )
    edition = Edition.get()
    assert (edition.authority, edition.period_key, edition.by) == (fairshire, "2024-25-Q2", None)


def test_one_authority_is_closed_by_its_name_and_a_quarter_in_small_letters(run: Run, fairshire: Authority) -> None:
    result = run("close-quarter", "2024-25-q2", "--authority", "WESTMOOR county council")
    assert (result.exit_code, Edition.get().authority.slug, Edition.get().period_key) == (0, "westmoor", "2024-25-Q2")


def test_what_is_closed_already_or_has_not_ended_is_exit_status_1(run: Run, fairshire: Authority) -> None:
    assert run("close-quarter", "2024-25-Q2").exit_code == 0
    again = run("close-quarter", "2024-25-Q2")
    assert again.exit_code == 1
    assert "Fairshire County Council: July to September 2024 is closed already." in again.output
    early = run("close-quarter", "2098-99-Q2")
    assert early.exit_code == 1
    assert "has not ended" in early.output
    assert Edition.select().count() == 1


def test_those_that_are_not_closed_yet_are_closed(run: Run, fairshire: Authority) -> None:
    assert run("close-quarter", "2024-25-Q2").exit_code == 0
    with writing():
        _contract(Authority.get(Authority.slug == "westmoor"), "W-1", title="Advocacy service")
    result = run("close-quarter", "2024-25-Q2")
    assert result.exit_code == 0
    assert "Westmoor County Council: July to September 2024 is closed. 1 contract." in result.output


def test_what_the_guard_stopped_is_said(run: Run, fairshire: Authority) -> None:
    with writing():
        _contract(fairshire, "EF-2", title="Placement of child AB")
    result = run("close-quarter", "2024-25-Q2")
    assert "1 contract. 1 held by the publication guard" in result.output


def test_what_is_not_known_is_exit_status_1_and_wrong_usage_2(run: Run, fairshire: Authority) -> None:
    assert run("close-quarter", "2024-25-Q2", "--authority", "Nowhere").exit_code == 1
    assert run("close-quarter", "2024-25-Q2", "--by", "nobody@people.example").exit_code == 1
    for words in (["2024-25-H1"], ["soon"], []):
        assert run("close-quarter", *words).exit_code == 2
    assert not Edition.select().exists()


def test_nobody_of_a_provider_closes_a_quarter(run: Run, fairshire: Authority) -> None:
    with writing():
        alice = Person.create(email="alice@people.example", name="Alice", confirmed_at=AT)
        erin = Person.create(email="erin@people.example", name="Erin", confirmed_at=AT)
        Membership.create(person=erin, authority=fairshire, role="manager", began_at=AT)
        harbour = Provider.create(slug="harbour", legal_name="Harbour", kind="company")
        Membership.create(person=alice, provider=harbour, role="lead", began_at=AT)
    for words in ((), ("--authority", "Fairshire County Council")):
        refused = run("close-quarter", "2024-25-Q2", *words, "--by", alice.email)
        assert (refused.exit_code, "alice@people.example does not work for" in refused.output) == (1, True)
    assert not Edition.select().exists()
    assert run("close-quarter", "2024-25-Q2", "--by", erin.email).exit_code == 0
    assert Edition.get().by == erin


def test_an_installation_without_contracts_or_tables_is_told(run: Run, data: Path) -> None:
    assert run("close-quarter", "2024-25-Q2").exit_code == 1
    assert run("init").exit_code == 0
    result = run("close-quarter", "2024-25-Q2")
    assert (result.exit_code, "No authority has a contract" in result.output) == (1, True)
