"""Synthetic public registers of any size, always the same for one size: in the shapes of portal/releasing/rows.py.

One council, two closed quarters; a supplier for every seven contracts; a page of a contract has about 10 KB.
"""

import random
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from models.public.record import write_record
from portal.releasing.recording import record_rows
from portal.releasing.released import ReleasedEdition
from portal.releasing.rows import ContractFacts, ServiceRow

COUNCIL = "fairshire"
QUARTERS = (
    ("2026-27-Q1", "April to June 2026", date(2026, 4, 1), date(2026, 6, 30)),
    ("2026-27-Q2", "July to September 2026", date(2026, 7, 1), date(2026, 9, 30)),
)
ONLY_NEW = 20
"""One contract in so many is new in the second quarter."""
TO_A_SUPPLIER = 7

SERVICES = (
    "Supported accommodation", "Children’s homes", "Fostering", "Short breaks", "Family support", "Advocacy",
    "Home to school transport", "Speech and language therapy", "Youth work", "Early years", "Domestic abuse support",
    "Mental health and emotional well-being", "Alternative provision", "Adoption support", "Care leavers",
    "Independent visitors", "Supervised contact", "Substance misuse", "Young carers", "Interpreting",
)  # fmt: skip
WHAT = ("service", "framework", "programme", "block contract", "outreach", "training", "provision", "hub", "scheme")
FOR = (
    "young people aged 16 to 25",
    "families",
    "disabled children",
    "children in our care",
    "schools",
    "foster carers",
)
WHERE = ("north", "south", "east", "west", "coast", "hills", "vale", "city")
FIRST = (
    "Harbour", "Northgate", "Willow", "Beacon", "Riverside", "Elmfield", "Kestrel", "Oakwell", "Larkrise", "Juniper",
    "Meadow", "Anchor", "Rowan", "Compass", "Hillside", "Bridge", "Orchard", "Lantern", "Summit", "Cedar",
)  # fmt: skip
SECOND = (
    "Young People",
    "Care",
    "Homes",
    "Support",
    "Families",
    "Pathways",
    "Futures",
    "Community",
    "Trust",
    "Services",
)
LEGAL = ("Ltd", "CIC", "plc", "LLP", "Limited", "Association")
ROUTES = ("Open procedure", "Light touch: competitive flexible procedure", "Call-off from a framework", "Quotation")
PERIODS = (12, 24, 36, 48, 60)
DESCRIPTION = (
    "The provider works with {people} in the {where} of the county and agrees with each of them what to achieve. ",
    "Referrals come from social workers and from early help; the first meeting is within five working days. ",
    "The contract asks for quarterly monitoring, a yearly visit and the views of the people who use the service. ",
    "Staff are trained in safeguarding and in trauma-informed practice; there is an on-call manager at all hours. ",
)


def editions(count: int, *, changed: bool = False) -> list[ReleasedEdition]:
    """Two quarters, of which the second holds `count` contracts; `changed`: the value of one of them is another."""
    chance = random.Random(count)
    suppliers = [supplier(number, chance) for number in range(max(1, count // TO_A_SUPPLIER))]
    contracts = [contract(number, chance, suppliers) for number in range(count)]
    if changed:
        contracts[count // 2] |= {"value_pence": 123_456_700}
    before = [row for number, row in enumerate(contracts) if number % ONLY_NEW]
    return [_edition(0, before, "0"), _edition(1, contracts, "1" if changed else "0")]


def write(path: Path, count: int, *, changed: bool = False) -> None:
    """The public record of such a register."""
    write_record(path, record_rows(editions(count, changed=changed), {}))


def _edition(which: int, contracts: list[dict[str, Any]], version: str) -> ReleasedEdition:
    period, label, first, last = QUARTERS[which]
    closed = (last + timedelta(days=20)).isoformat()
    return {
        "authority": COUNCIL, "period_key": period, "label": label, "starts_on": first.isoformat(),
        "last_day": last.isoformat(), "revision": 0, "as_at": last.isoformat(), "closed_on": closed,
        "closed_at": f"{closed}T09:00:00", "closed_late": False, "digest": version.rjust(64, "0"),
        "revisions": [{"revision": 0, "closed_on": closed, "closed_at": f"{closed}T09:00:00", "reason": None}],
        "rows": {
            "authority": [_COUNCIL_ROW], "contract": contracts, "service": [_service(title) for title in SERVICES],
            "totals": [], "withheld": [{"spot": 12, "held": 1, "taken_down": 0, "redacted": {}}],
        },
        "removed": [],
    }  # fmt: skip


_COUNCIL_ROW = {
    "slug": COUNCIL, "name": "Fairshire County Council", "kind": "council", "nation": "E", "threshold_pence": 500_000,
    "brand": "",
    "contact_name": "Contracts team", "contact_email": "contracts@fairshire.example",
}  # fmt: skip


def _key(title: str) -> str:
    return title.lower().replace("’", "").replace(" ", "-")


def _service(title: str) -> dict[str, Any]:
    row: ServiceRow = {
        "key": _key(title), "title": title, "segment": "Children and families", "stage": "review",
        "stage_since_on": "2026-05-01",
    }  # fmt: skip
    return dict(row)


def supplier(number: int, chance: random.Random) -> dict[str, Any]:
    """A supplier’s facts."""
    name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {number + 1} {chance.choice(LEGAL)}"
    return {
        "slug": name.lower().replace(" ", "-"), "name": name, "local": "",
        "company_number": f"{9_000_000 + number:08}",
        "charity_number": None, "charity_register": None, "sme": chance.choice(("yes", "no", "")),
        "vcse": chance.choice(("yes", "no", "")), "vcse_kind": "", "group_name": "", "group_number": None,
        "group_source": "", "group_on": None,
    }  # fmt: skip


def contract(number: int, chance: random.Random, suppliers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A released contract row with one or two of the suppliers."""
    title, where, people = chance.choice(SERVICES), chance.choice(WHERE), chance.choice(FOR)
    months = chance.choice(PERIODS)
    starts = date(2023, 1, 1) + timedelta(days=chance.randrange(1_350))
    ends = max(starts + timedelta(days=months * 30), date(2026, 8, 1) + timedelta(days=chance.randrange(900)))
    value = chance.randrange(600_000, 900_000_000)
    parts = _parts(chance.sample(suppliers, min(len(suppliers), 1 + (chance.random() < 0.08))), value, starts)
    facts: ContractFacts = {
        "slug": f"fcc-{number + 1:06}", "reference": f"FCC/{number + 1:06}",
        "title": f"{title}: {chance.choice(WHAT)} for {people}, {where} ({number + 1})",
        "description": "".join(DESCRIPTION).format(people=people, where=where), "arrangement": "stand_alone",
        "volume": chance.choice(("block", "cost_and_volume", "none_guaranteed", "")),
        "payment": chance.choice(("fixed", "per_place", "per_hour", "")), "department": "Children’s services",
        "category": "Social care and health", "cpv_code": "85311300",
        "cpv_label": "Welfare services for children and young people", "ocid": f"ocds-b5fd17-{number:08x}",
        "starts_on": starts.isoformat(), "ends_on": ends.isoformat(), "ends_note": "",
        "awarded_on": (starts - timedelta(days=40)).isoformat(),
        "review_on": (ends - timedelta(days=270)).isoformat(), "break_on": None,
        "extension_months": chance.choice((None, 12, 24)), "last_end_on": None, "value_pence": value,
        "value_kind": "whole", "value_words": "", "irrecoverable_vat_pence": 0, "fixed_cost": "yes",
        "places": chance.choice((None, 12, 24, 40)), "lots": None, "route": chance.choice(ROUTES), "process": "tender",
        "supplier_words": "", "contact": "Contracts team", "contact_email": "contracts@fairshire.example",
        "contact_url": "", "area": f"{where.title()} of the county", "tender_url": "", "contract_url": "",
        "performance_url": "",
    }  # fmt: skip
    return {
        **facts, "last_possible_end": ends.isoformat(), "start_known": True,
        "service": {"key": _key(title), "title": title}, "within": None, "suppliers": parts, "extensions": [],
        "users": [],
        "buyers": [],
    }  # fmt: skip


def _parts(suppliers: Sequence[dict[str, Any]], value: int, starts: date) -> list[dict[str, Any]]:
    awarded = (starts - timedelta(days=40)).isoformat()
    own = {"lot": "", "value_pence": value // len(suppliers), "awarded_on": awarded, "formerly": list[str]()}
    return [{**supplier, **own} for supplier in suppliers]


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]), changed=sys.argv[3:] == ["changed"])
