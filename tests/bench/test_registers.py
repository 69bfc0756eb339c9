"""The synthetic registers: exactly the released shapes, whatever becomes of them, and the same each time."""

import json
import random

import pytest

from bench import registers
from portal.releasing.recording import record_rows
from portal.releasing.rows import AuthorityRow, ContractRow, ServiceRow, SupplierPart, WithheldRow


def test_every_row_has_exactly_the_fields_that_are_released() -> None:
    rows = registers.editions(40)[1]["rows"]
    shapes = {"authority": AuthorityRow, "contract": ContractRow, "service": ServiceRow, "withheld": WithheldRow}
    for kind, shape in shapes.items():
        assert rows[kind], kind
        assert all(set(row) == set(shape.__annotations__) for row in rows[kind]), kind
    parts = [part for row in rows["contract"] for part in row["suppliers"]]
    assert all(set(part) == set(SupplierPart.__annotations__) for part in parts)


@pytest.mark.parametrize("count", [1, 40])
def test_a_register_has_as_many_contracts_and_is_always_the_same(count: int) -> None:
    one, other = (record_rows(registers.editions(count), {}) for _ in range(2))
    assert json.dumps(one) == json.dumps(other)
    assert len(registers.editions(count)[1]["rows"]["contract"]) == count


def test_one_contract_changes_and_nothing_else() -> None:
    before, after = (registers.editions(40, changed=changed)[1]["rows"]["contract"] for changed in (False, True))
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_contracts_keep_the_rules_of_the_register() -> None:
    chance = random.Random(1)
    suppliers = [registers.supplier(number, chance) for number in range(5)]
    rows = [registers.contract(number, chance, suppliers) for number in range(200)]
    assert all(row["ends_on"] >= row["starts_on"] for row in rows)
    assert all(sum(part["value_pence"] for part in row["suppliers"]) <= row["value_pence"] for row in rows)
    assert {row["volume"] for row in rows} <= {"block", "cost_and_volume", "none_guaranteed", ""}
