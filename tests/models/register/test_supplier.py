"""Suppliers: names in the register, their facts, and the link to a provider that an officer confirms."""

from datetime import date
from typing import Any

import pytest

from models.conflicts import AlreadyDone, Stale
from models.register.supplier import Supplier, SupplierName
from models.store import writing


def test_a_supplier_gets_a_slug_that_no_other_has(register: Any) -> None:
    slugs = [register.supplier("Aurora Group").slug for _ in range(3)]
    assert slugs == ["aurora-group", "aurora-group-2", "aurora-group-3"]
    assert register.last_event().action == "supplier.added"


def test_it_is_known_under_every_name_it_was_published_under(register: Any) -> None:
    supplier = register.supplier("Polaris Children’s Services")
    with writing():
        SupplierName.note(supplier.id, "POLARIS", "westmoor")
        SupplierName.note(supplier.id, "POLARIS", "fairshire")
    register.act(supplier, "change", {"name": "Polaris", "sme": "no"})
    assert supplier.names() == ["POLARIS", "Polaris", "Polaris Children’s Services"]
    assert SupplierName.get(SupplierName.name == "POLARIS").source == "westmoor"


def test_facts_are_changed_and_the_second_of_two_officers_is_told(register: Any) -> None:
    supplier, theirs = register.supplier(), Supplier.get()
    group = {"group_name": "Aurora Holdings", "group_source": "Companies House", "group_on": date(2026, 9, 1)}
    register.act(supplier, "change", {"vcse": "yes", **group})
    assert Supplier.get().group_on == date(2026, 9, 1)
    with pytest.raises(Stale) as caught:
        register.act(theirs, "change", {"vcse": "no"})
    assert (caught.value.version, caught.value.name) == (2, "Dana Dean")
    assert Supplier.get().vcse == "yes"


@pytest.mark.parametrize("name", ["slug", "provider", "merged_into", "version", "owner"])
def test_what_is_no_fact_of_a_supplier_cannot_be_changed(register: Any, name: str) -> None:
    supplier = register.supplier()
    with pytest.raises(ValueError, match="Not part of a supplier"):
        register.act(supplier, "change", {name: "x"})
    with pytest.raises(ValueError, match="Not part of a supplier"):
        register.supplier("Other", **{name: "x"})


def test_an_officer_confirms_which_provider_it_is_and_may_take_it_back(register: Any) -> None:
    supplier, harbour = register.supplier(), register.cast.harbour
    register.act(supplier, "link", harbour.id)
    stored = Supplier.get()
    assert (stored.provider, stored.linked_by, stored.linked_at) == (harbour, register.cast.dana, register.now)
    assert (register.last_event().action, register.last_event().after) == ("supplier.linked", harbour.subject)
    register.act(supplier, "unlink")
    stored = Supplier.get()
    assert (stored.provider, stored.linked_by, stored.linked_at) == (None, None, None)
    with pytest.raises(AlreadyDone):
        register.act(supplier, "unlink")
