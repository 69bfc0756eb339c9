"""What a contract lacks of what must be published of every contract, in SQL for lists and in plain values for one.

Mandatory columns of the LGA’s guidance v1.3 to the Local Government Transparency Code 2015; what is mandatory “where
relevant” (review date, VAT that cannot be recovered, charity number) cannot be told from a blank.
"""

from collections.abc import Sequence
from typing import Any

from peewee import fn

from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier


def conditions() -> dict[str, Any]:
    """Key -> the condition that a contract lacks it."""
    awards = Award.select(1).where(Award.contract == Contract.id)
    unsaid = awards.join(Supplier).where((Supplier.sme == "") | (Supplier.vcse == ""))
    return {
        "reference": Contract.reference == "",
        "department": Contract.department == "",
        "description": Contract.description == "",
        "suppliers": (Contract.supplier_words == "") & ~fn.EXISTS(awards),
        "sizes": fn.EXISTS(unsaid),
        "value": Contract.value_pence.is_null() & (Contract.value_words == ""),
        "starts_on": Contract.starts_on.is_null(),
        "ends_on": Contract.ends_on.is_null() & (Contract.ends_note == ""),
        "process": Contract.process == "",
    }


def anything() -> Any:
    """The condition that a contract lacks something."""
    whole = None
    for condition in conditions().values():
        whole = condition if whole is None else whole | condition
    return whole


def of(contract: Contract, awards: Sequence[Award]) -> tuple[str, ...]:
    """The keys of what one contract lacks; the same as `conditions` say."""
    sizes = [size for award in awards for size in (award.supplier.sme, award.supplier.vcse)]
    lacks = {
        "reference": not contract.reference,
        "department": not contract.department,
        "description": not contract.description,
        "suppliers": not contract.supplier_words and not awards,
        "sizes": "" in sizes,
        "value": contract.value_pence is None and not contract.value_words,
        "starts_on": contract.starts_on is None,
        "ends_on": contract.ends_on is None and not contract.ends_note,
        "process": not contract.process,
    }
    return tuple(key for key, lacking in lacks.items() if lacking)
