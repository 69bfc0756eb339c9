"""What is left out of the register is in no edition that is closed from then on, and counts in none: on both stores."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.register.contract import Contract
from models.register.edition import Edition, EditionRow
from models.store import writing
from portal.register.desk.work import waiting
from portal.releasing import overview, work
from portal.releasing.recording import record
from portal.spending.bought import bought as bought_from

WHY, QUARTER = "Entered twice.", "2026-27-Q2"
KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"arrangement": "framework", "value_pence": 0},
    {"volume": "spot"},
    {"ends_on": date(2026, 3, 31), "starts_on": date(2025, 4, 1), "arrangement": "framework"},
    {"value_pence": None},
)


def said(edition: Edition | None = None) -> str:
    """Everything that the newest edition says."""
    newest = edition or Edition.select().order_by(Edition.id.desc()).get()
    return json.dumps([row.data for row in EditionRow.select().where(EditionRow.edition == newest.id)])


def correct(register: Any) -> None:
    work.correct(QUARTER, register.cast.fairshire, "One was entered twice.", register.cast.erin.id, register.now)


def test_closing_a_quarter_leaves_it_out_and_correcting_takes_it_out(register: Any) -> None:
    contract, other = register.contract(register.supplier("Only Here Ltd")), register.contract()
    register.close("2026-27-Q1")
    register.act(contract, "leave_out", WHY)
    assert register.close().contracts == 1
    assert sorted(register.rows("contract")) == [other.slug]
    first = Edition.get(Edition.period_key == "2026-27-Q1")
    assert sorted(register.rows("contract", first)) == ["ef-1", "ef-2"], "what was closed stays as it was"
    work.correct("2026-27-Q1", register.cast.fairshire, "Twice.", register.cast.erin.id, register.now)
    assert sorted(register.rows("contract")) == [other.slug]
    register.act(contract, "put_back")
    correct(register)
    assert sorted(register.rows("contract")) == ["ef-1", "ef-2"]


def test_what_is_called_off_from_one_that_is_left_out_says_nothing_of_it(register: Any) -> None:
    framework = register.contract(arrangement="framework")
    call_off = register.contract(within=framework.id, arrangement="call_off_direct")
    register.close("2026-27-Q1")
    assert register.rows("contract")[call_off.slug]["within"]["slug"] == framework.slug
    register.act(framework, "leave_out", WHY)
    register.close()
    assert register.rows("contract")[call_off.slug]["within"] is None


def test_what_is_held_or_bought_for_one_person_is_not_counted_as_withheld(register: Any) -> None:
    held, spot = register.contract(), register.spot(register.supplier())
    register.act(held, "hold", "postcode", "d")
    register.close("2026-27-Q1")
    before = register.rows("withheld")["all"]
    assert (before["held"], before["spot"]) == (1, 5)
    for one in (held, spot):
        register.act(one, "leave_out", WHY)
    register.close()
    after = register.rows("withheld")["all"]
    assert (after["held"], after["spot"]) == (0, 0)
    assert register.rows("totals") == {}
    ahead = overview.ahead(register.cast.fairshire, work.quarter(QUARTER))
    assert (ahead.held, ahead.spot, ahead.rest) == (0, 0, 0)


def test_an_authority_of_which_all_is_left_out_has_nothing_to_close(register: Any) -> None:
    only = register.contract(authority=register.cast.westmoor)
    assert work.authorities_to_close() == [register.cast.westmoor]
    assert waiting.waiting([register.cast.westmoor.id], register.now).to_close == 1
    register.act(only, "leave_out", WHY)
    assert work.authorities_to_close() == []
    assert waiting.waiting([register.cast.westmoor.id], register.now).to_close == 0


def test_what_a_supplier_is_paid_is_on_no_contract_then(register: Any) -> None:
    harbour = register.supplier()
    contract = register.contract(harbour)
    here, quarter = register.cast.fairshire.id, work.quarter(QUARTER)
    assert bought_from(here, quarter)[harbour.id].way == "on"
    register.act(contract, "leave_out", WHY)
    assert bought_from(here, quarter) == {}


def _turned(register: Any, seed: int) -> tuple[set[str], set[str]]:
    """A register in which much was left out and some put back: slugs of what stands, and of what is left out."""
    chance, made = random.Random(seed), []
    supplier = register.supplier(f"Of seed {seed}")
    for number in range(14):
        within = chance.choice([None, *(one.id for one in made if one.is_framework)])
        kind = {**chance.choice(KINDS), "within": within, "title": f"Contract {number}", "contact": f"Who {number}"}
        made.append(register.contract(supplier, **kind))
    for _ in range(30):
        one = Contract.get_by_id(chance.choice(made).id)
        verb, what = ("put_back", ()) if one.left_out else ("leave_out", (WHY,))
        register.act(one, verb, *what)
    out = {one.slug for one in Contract.select().where(~Contract.stands())}
    return {one.slug for one in made} - out, out


@pytest.mark.parametrize("seed", range(3))
def test_no_closed_quarter_ever_says_anything_of_what_is_left_out(register: Any, tmp_path: Path, seed: int) -> None:
    standing, out = _turned(register, seed)
    assert standing
    assert out
    register.close()
    _says_nothing_of(out)
    every = [Contract.get(Contract.slug == one) for one in (sorted(out)[0], sorted(standing)[0])]
    for one, verb, what in zip(every, ("put_back", "leave_out"), ((), (WHY,)), strict=True):
        register.act(one, verb, *what)
    correct(register)
    out = out ^ {one.slug for one in every}
    _says_nothing_of(out)
    record(tmp_path / "record.sqlite")
    assert WHY.encode() not in (tmp_path / "record.sqlite").read_bytes(), "why is nobody’s but the council’s"


def _says_nothing_of(out: set[str]) -> None:
    whole = said()
    found = [f'\\"slug\\":\\"{slug}\\"' for slug in sorted(out)]
    assert [one for one in found if one in whole] == []


def test_control_a_gathering_that_forgets_it_is_caught(register: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, out = _turned(register, 0)
    monkeypatch.setattr(Contract, "stands", classmethod(lambda cls: cls.id > 0))
    register.close()
    with pytest.raises(AssertionError):
        _says_nothing_of(out)


def test_what_is_left_out_stays_out_whatever_a_closing_in_between_holds(register: Any) -> None:
    """The guard never meets it: what waits for nobody is not held."""
    contract = register.contract(title="Residential placement for J.S.")
    register.act(contract, "leave_out", WHY)
    assert register.close().stopped == 0
    with writing():
        assert not Contract.get_by_id(contract.id).held
