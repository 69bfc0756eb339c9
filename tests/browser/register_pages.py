"""What the officers’ pages of the register are looked at with: contracts in every state, a quarter, take-downs."""

from datetime import datetime, timedelta
from typing import Any

from models.calendar import today
from models.period import Period
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.framework_user import FrameworkUser
from models.register.service_line import ServiceLine
from models.register.supplier import Supplier
from models.register.take_down import HELD_REASON
from models.spending.taking_in import SpendImport
from models.store import writing
from portal.register.desk.work import holding
from portal.releasing import work
from portal.spending.work import take_in
from tests.fixtures.cast import Cast
from tests.portal.spending.files import row, spending

LONG = "Rooms in hosts’ homes for young people aged 16 to 25 in the north of the county, with help to live on their own"


def make_register_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """Writes everything; what stands in the braces of a path: slugs of contracts, keys of quarters, the take-down."""
    day = today(now)
    with writing():
        made = _Contracts(cast, now)
        framework = made.add("Accommodation framework", arrangement="framework", value_pence=100)
        FrameworkUser.allow(framework.id, cast.westmoor.id, by=cast.joan.id, at=now)
        whole = made.add(
            LONG, "Acorn Care", "Birch Homes", within=framework.id, service=cast.service.id, volume="block", places=12,
            payment="per_place", extension_months=24, review_on=day - timedelta(days=9),
            ends_on=day + timedelta(days=200), description="Days out, evenings and weekends.",
            department="Children and Families", process="tender",
            route="Open procedure, 5 bids", value_kind="yearly", performance_url="https://fairshire.example/performance",
        )  # fmt: skip
        whole.change({"value_pence": 13_000_000}, by=cast.erin.id, at=now, version=1)
        later = {"ends_on": day + timedelta(days=230), "decided_on": day, "why": "The tender is late."}
        whole.extend(**later, by=cast.joan.id, at=now, version=2)
        spot = made.add("Bed for one", "Cedar Care", volume="spot")
        gone = made.add("Something that should never have been published", "Acorn Care")
        plain = made.add("Mentoring")
        passed = made.add("Home of K.L.", "Acorn Care")
        twice = made.add("Mentoring, entered twice", "Acorn Care")
        facts = {"segment": "Leaving care", "stage": "review", "stage_since_on": day}
        ServiceLine.put(cast.service.id, facts, by=cast.joan.id, at=now)
    newest = Period.quarter_of(day).previous()
    closed = newest.previous()
    paid = [row("Acorn Care Ltd", day=f"{closed.first_day:%d/%m/%Y}", service="Beds", body=cast.fairshire.name),
            row(amount="x")]  # fmt: skip
    take_in(spending(paid), cast.fairshire, by=cast.joan.id, now=now, name="spending.csv")
    work.close_quarter(closed.key, cast.fairshire, cast.erin.id, now)
    work.correct(closed.key, cast.fairshire, "Two values were a hundred times too high.", cast.joan.id, now)
    passed = Contract.get_by_id(passed.id)
    text = holding.held(passed).text.digest
    holding.release(passed, "K.L. is a firm.", text=text, by=cast.joan.id, now=now, version=passed.version)
    with writing():
        twice = Contract.get_by_id(twice.id)
        why = "Entered twice: FC-9 is the right one."
        twice.leave_out(why, by=cast.joan.id, at=now, version=twice.version)
        held = made.add("Placement of J.S.", "Cedar Care")
        holding.settle(held, by=cast.joan.id, now=now)
        gone = Contract.get_by_id(gone.id)
        gone.hold(HELD_REASON, "0" * 32, by=cast.erin.id, at=now, version=gone.version)
    mine, theirs = (
        work.ask_take_down(f"fairshire/{one.slug}", "UK GDPR, article 17", by, now)
        for one, by in ((plain, cast.erin.id), (whole, cast.dana.id))
    )
    slugs = {"whole": whole, "framework": framework, "spot": spot, "held": held, "gone": gone, "plain": plain}
    slugs |= {"twice": twice}
    keys = {"newest": newest.key, "closed": closed.key, "running": newest.following().key}
    asked = {"asked_by_me": mine.public_id, "asked_by_other": theirs.public_id}
    asked |= {"paid_file": SpendImport.get().public_id}
    return {**{f"{name}_contract": one.slug for name, one in slugs.items()}, **keys, **asked}


class _Contracts:
    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.stamp = cast, {"by": cast.joan.id, "at": now}
        self.suppliers: dict[str, int] = {}

    def add(self, title: str, *suppliers: str, **other: Any) -> Contract:
        values = {"reference": f"FC-{len(title)}", "title": title, "value_pence": 12_000_000, **other}
        start = today(self.stamp["at"]) - timedelta(days=500)
        awards = [NewAward(self._supplier(name)) for name in suppliers]
        whole = {"starts_on": start, **values}
        return Contract.add(self.cast.fairshire.id, whole, awards=awards, **self.stamp)

    def _supplier(self, name: str) -> int:
        if name not in self.suppliers:
            self.suppliers[name] = Supplier.add(name, "fairshire", **self.stamp, sme="yes", vcse="yes").id
        return self.suppliers[name]
