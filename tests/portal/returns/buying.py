"""What a council buys from a provider, as its register has it: for tests of how much is asked."""

from datetime import date
from typing import Any

from models.provider import Provider
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.store import writing
from tests.portal.life import Life


def buys(
    life: Life, pounds: int | None, places: int | None, provider: Provider | None = None, **other: Any
) -> Contract:
    """Fairshire has a contract of so many pounds a year with Harbour (or another), for supported accommodation."""
    cast, stamp = life.cast, {"by": life.cast.dana.id, "at": life.now}
    provider = provider or cast.harbour
    value = {} if pounds is None else {"value_pence": pounds * 100, "value_kind": "yearly"}
    values = {
        "title": "Supported lodgings",
        "starts_on": date(2026, 4, 1),
        "service": cast.service.id,
        "places": places,
    }
    with writing():
        supplier = Supplier.get_or_none(Supplier.provider == provider.id)
        if supplier is None:
            supplier = Supplier.add(provider.legal_name, "fairshire", **stamp)
            supplier.link(provider.id, version=supplier.version, **stamp)
        awards = [NewAward(supplier.id)]
        return Contract.add(cast.fairshire.id, {**values, **value, **other}, awards=awards, **stamp)
