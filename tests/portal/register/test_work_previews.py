"""Looking at a file and taking it in agree, on either store; only what was shown is written."""

from typing import Any

import pytest

from models.register.contract import Contract
from models.store import writing
from portal.register import previews
from portal.register.bad_file import BadFile
from tests.fixtures.cast import Cast
from tests.portal.register.files import AWARDS
from tests.portal.register.taking import HEADINGS, ONE, TWO, register_of

NAME = "Fairshire County Council"


def look(content: bytes, cast: Cast, now: Any, mine: list[int] | None = None) -> previews.Outcome:
    return previews.look(content, NAME, [cast.fairshire.id] if mine is None else mine, now=now)


def test_a_preview_says_what_taking_in_then_does(take, cast: Cast, now) -> None:
    content = AWARDS.read_bytes()
    shown = look(content, cast, now)
    assert not Contract.select().count()
    done = take(content, NAME, agreed=previews.agreed(shown, [cast.fairshire.id]))
    assert shown["counts"] == {k: v for k, v in done.said().items() if k not in ("read", "findings")}
    assert len(shown["findings"]) == len(done.findings)
    assert len(shown["new"]) == Contract.select().count()


def test_a_contract_that_changed_meanwhile_stops_it(take, cast: Cast, now) -> None:
    take(register_of(ONE, TWO), NAME)
    content = register_of(ONE.replace("5000", "6000"), TWO)
    shown = look(content, cast, now)
    contract = Contract.get(Contract.reference == "R1")
    with writing():
        contract.change({"title": "Lodgings for all"}, by=cast.joan.id, at=now, version=contract.version)
    with pytest.raises(previews.Moved):
        take(content, NAME, agreed=previews.agreed(shown, [cast.fairshire.id]))
    assert Contract.get(Contract.reference == "R1").value_pence == 500_000
    take(content, NAME, agreed=previews.agreed(look(content, cast, now), [cast.fairshire.id]))
    assert Contract.get(Contract.reference == "R1").value_pence == 600_000


def test_changes_are_said_in_words(take, cast: Cast, now) -> None:
    headings = f"{HEADINGS},ContractType"
    take(register_of(f"{ONE},", headings=headings), NAME)
    (changed,) = look(
        register_of("R1,Lodgings,2026-04-01,2030-03-31,5000,Rowan CIC,framework", headings=headings), cast, now
    )["changed"]
    assert changed["differences"] == [
        ["Arrangement", "nothing", "Framework"],
        ["End", "31 March 2029", "31 March 2030"],
    ]
    assert changed["suppliers"] == []


def test_rows_of_an_authority_with_people_are_for_its_own_editors(cast: Cast, now) -> None:
    content = register_of(f"Westmoor County Council,{ONE}", headings=f"OrganisationLabel,{HEADINGS}")
    with pytest.raises(BadFile, match="Row 2 is of Westmoor County Council"):
        look(content, cast, now)
    assert look(content, cast, now, [cast.fairshire.id, cast.westmoor.id])["counts"]["new"] == 1
