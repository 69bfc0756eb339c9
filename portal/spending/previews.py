"""What taking in a spending file would do, as plain values that can be kept beside it and shown again and again."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, astuple
from datetime import datetime, timedelta
from typing import Any

from models.authority import Authority
from models.calendar import today
from models.period import Period
from models.register import bulk
from models.register.edition import Edition
from models.register.supplier import Supplier
from models.spending.share import WAYS
from models.store import reading as reading_the_store
from portal.register.previews import Moved
from portal.register.reading import Watch
from portal.spending import plans, reading
from portal.spending.bought import NOTHING, bought
from portal.spending.plans import HOW, Plan

Outcome = dict[str, Any]
"""{"counts", "days": [first, last], "pence", "quarters": [{"label", "payments", "pence", "closed"}], "covered" and
"credits": {"payments", "pence"}, "payees": {how: number}, "ways": {way: {"payees", "payments", "pence"}}, "suppliers"
and "names": [{"name", "number", "row", "how", "supplier", "slug", "way", "payments", "pence", "person"}], "findings":
[[row, column, value, problem, action]], "plan": fingerprint}"""

UNTOLD = ("covered", "proposed")
"""How payees are found of whom it cannot be told how what they were paid was bought."""


def look(file: bytes, authority: Authority, *, now: datetime, watch: Watch | None = None) -> Outcome:
    """Try a file: nothing is written. Raises BadFile."""
    read = reading.read(file, authority.name, today(now), watch)
    with reading_the_store():
        return _outcome(authority, plans.make(authority, read))


def agreed(shown: Outcome) -> Callable[[Plan], None]:
    """For `work.take_in`: only what was shown is written. Raises Moved."""

    def same(plan: Plan) -> None:
        if plan.fingerprint != shown["plan"]:
            raise Moved

    return same


def _outcome(authority: Authority, plan: Plan) -> Outcome:
    lines, taken = plan.read.lines, plan.taken
    payees = sorted(_payees(authority, plan), key=lambda one: (not one["person"], -abs(one["pence"]), one["name"]))
    credits_ = [line.pence for line in lines if line.pence < 0]
    return {
        "counts": asdict(taken.counts),
        "days": [day.isoformat() for day in taken.days],
        "pence": taken.pence,
        "quarters": list(_quarters(authority, plan)),
        "covered": _summed([line.pence for line in lines if line.covered]),
        "credits": _summed(credits_),
        "payees": taken.payees,
        "ways": {way: _way([one for one in payees if one["way"] == way]) for way in WAYS},
        "suppliers": [one for one in payees if one["how"] in ("number", "name", "person")],
        "names": [one for one in payees if one["how"] in ("proposed", "nobody")],
        "findings": [list(astuple(finding)) for finding in taken.findings],
        "plan": plan.fingerprint,
    }


def _summed(pence: list[int]) -> dict[str, int]:
    return {"payments": len(pence), "pence": sum(pence)}


def _way(payees: list[dict[str, Any]]) -> dict[str, int]:
    sums = {name: sum(one[name] for one in payees) for name in ("payments", "pence")}
    return {"payees": len(payees), **sums}


def _payees(authority: Authority, plan: Plan) -> Iterator[dict[str, Any]]:
    """Everybody who was paid, and how what they were paid was bought by what the register says of these days."""
    first, last = plan.read.days
    has = bought(authority.id, Period("", "", first, last + timedelta(days=1)))
    payments, pence = Counter[str](), Counter[str]()
    for line in plan.read.lines:
        payments[line.payee] += 1
        pence[line.payee] += line.pence
    named = _suppliers({supplier for key in plan.payees if (supplier := plan.supplier(key) or plan.like(key))})
    for key, line in plan.payees.items():
        how, supplier = plan.how(key), plan.supplier(key)
        name, slug, now = named.get(supplier or plan.like(key) or 0, ("", "", 0))
        yield {
            "name": line.name,
            "number": line.company_number or "",
            "row": line.row,
            "how": how,
            "supplier": name,
            "slug": slug,
            "way": "unknown" if how in UNTOLD else has.get(now if supplier else 0, NOTHING).way,
            "payments": payments[key],
            "pence": pence[key],
            "person": key in plan.people,
        }


def _suppliers(ids: set[int]) -> dict[int, tuple[str, str, int]]:
    """Id -> name, slug, and the id of what it is part of by now."""
    rows = (row for batch in bulk.batches(sorted(ids)) for row in Supplier.select().where(Supplier.id << batch))
    return {row.id: (row.name, row.slug, row.merged_into_id or row.id) for row in rows}


def _quarters(authority: Authority, plan: Plan) -> Iterator[dict[str, Any]]:
    """Each quarter in which something was paid, and whether its edition is closed already."""
    payments, pence = Counter[str](), Counter[str]()
    for line in plan.read.lines:
        payments[line.period_key] += 1
        pence[line.period_key] += line.pence
    mine = Edition.select(Edition.period_key).where(Edition.authority == authority.id).distinct()
    closed = set(bulk.column(mine))
    for key in sorted(payments):
        sums = {"payments": payments[key], "pence": pence[key]}
        yield {"label": Period.parse(key).label, **sums, "closed": key in closed}


__all__ = ["HOW", "Moved", "Outcome", "agreed", "look"]
