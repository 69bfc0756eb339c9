"""What the invented council paid, quarter by quarter, and what it says of itself as a buyer.

Every payee is invented, or stands in its register.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from models.authority import Authority
from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.spending.buying import Buying, Locality
from models.spending.taking_in import SpendImport
from models.store import writing
from portal.spending import work

HEADINGS = (
    "OrganisationLabel", "OrganisationalUnit", "ServiceCategoryLabel", "PaymentDate", "TransactionNumber", "NetAmount",
    "SupplierName", "ProcurementCategory",
)  # fmt: skip
UNIT = "Children’s services"
COVERED, NOT_COVERED = "REDACTED PERSONAL DATA", "Mrs R Wetherby"
ORDINARY = 6_000_000
"""Pence a quarter, where the register does not say what a contract costs."""
ON_NONE = (
    ("Saltmarsh Minibuses", "Short breaks", 18_400), ("Little Owl Play", "Short breaks", 9_250),
    ("Pennant Training", "Family support", 12_600), ("Three Rivers Outdoors", "Short breaks", 7_900),
    ("Quayside Interpreting", "Advocacy", 4_150), ("Fernhill Mediation", "Family support", 11_300),
    ("Tally Bookkeeping", "", 6_800), ("Marlow & Sons Repairs", "", 21_700), ("Brightwater Catering", "", 5_400),
    ("Heron Boat Trips", "Short breaks", 6_150), ("Wickham Sensory Toys", "Short breaks", 5_300),
    ("Greenlane Parenting", "Family support", 9_900), ("Kestrel Counselling", "Family support", 14_200),
    ("Lamplight Tutors", "", 12_300), ("Oxbow Print", "", 4_700), ("Sorrel Cleaning", "", 15_900),
    ("Penfold Agency Staff", "Children’s homes", 31_000), ("Anvil Night Cover", "Children’s homes", 22_500),
    ("Mayfly Care Bank", "Children’s homes", 17_800),
)  # fmt: skip
"""Who is paid without a contract: name, service, pounds a quarter."""
TARGETS = (
    {"subject": "sme", "measure": "count", "percent": 60},
    {"subject": "sme", "measure": "value", "percent": 40},
    {"subject": "vcse", "measure": "count", "percent": 35},
    {"subject": "local", "measure": "count", "percent": 50},
)
GROUP = {
    "name": "Tern Family Care Group",
    "source": "Accounts at Companies House",
    "members": ["Bright Tern Fostering Ltd", "Hollin Bank Fostering Ltd", "Stonecrop Care Group Ltd"],
}
SAID_IN = "Commissioning strategy 2026 to 2030"
LOCAL_MEANS = "registered office or main place of work in Fairshire"


def say_of_itself(authority: Authority, by: int, at: datetime) -> None:
    """Targets, and who of its suppliers is local: two of three, as far as anybody has looked."""
    stated: list[dict[str, Any]] = [{**one, "said_in": SAID_IN, "since_on": date(at.year, 4, 1)} for one in TARGETS]
    with writing():
        Buying.say(authority.id, {"local_means": LOCAL_MEANS}, stated, by=by, at=at, version=0)
        for number, supplier in enumerate(_suppliers(authority)):
            if number % 5:
                local = "yes" if number % 3 else "no"
                Locality.say(authority.id, supplier, local, "Companies House", by=by, at=at)
        for supplier in Supplier.select().where(Supplier.name << GROUP["members"]):
            known = {"group_name": GROUP["name"], "group_source": GROUP["source"], "group_on": at.date()}
            supplier.change(known, by=by, at=at, version=supplier.version)


def pay(authority: Authority, quarter: Period, by: int, at: datetime) -> None:
    """A spending file of a quarter, as a council would publish it."""
    name = f"spending-{quarter.key.lower()}.csv"
    work.take_in(_file(authority, quarter), authority, by=by, now=at, name=name)


def pay_and_take_back(authority: Authority, quarter: Period, by: int, at: datetime) -> None:
    """A draft of the file in which a person’s name was not covered: seen too late, and taken out again."""
    name, draft = f"spending-{quarter.key.lower()}-draft.csv", _file(authority, quarter, NOT_COVERED)
    work.take_in(draft, authority, by=by, now=at, name=name)
    if taken := SpendImport.same(authority.id, sha256(draft).hexdigest()):
        work.take_out(taken, "The name of a foster carer was not covered.", by=by, now=at + timedelta(minutes=9))


def _file(authority: Authority, quarter: Period, covered: str = COVERED) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(_payments(authority, quarter, covered))
    return out.getvalue().encode()


def _payments(authority: Authority, quarter: Period, covered: str) -> Iterator[list[str]]:
    number = 0
    for name, service, pence in [*_of_the_register(authority, quarter), *_on_none(quarter)]:
        for month in range(3):
            number += 1
            day = quarter.first_day + timedelta(days=30 * month + number % 27)
            amount = f"{pence / 300:.2f}"
            yield [authority.name, UNIT, service, f"{day:%d/%m/%Y}", f"P{number:05}", amount, name, "Placements"]
    for number in range(4):
        day = quarter.first_day + timedelta(days=11 * number)
        yield [authority.name, UNIT, "Fostering", f"{day:%d/%m/%Y}", f"R{number:05}", f"{900 + 40 * number}.00",
               covered, "Allowances"]  # fmt: skip
    yield [authority.name, UNIT, "", f"{quarter.last_day:%d/%m/%Y}", "C00001", "-1250.00", ON_NONE[7][0], "Repairs"]


def _of_the_register(authority: Authority, quarter: Period) -> Iterator[tuple[str, str, int]]:
    """Name, service and pence of a quarter, of every contract in force."""
    awards = (
        Award.select(Award, Contract, Supplier)
        .join(Contract, on=(Award.contract == Contract.id))
        .switch(Award)
        .join(Supplier)
        .where(Contract.authority == authority.id, Contract.in_force(quarter))
        .order_by(Award.id)
    )
    for award in awards:
        contract = award.contract
        yearly = contract.value_pence if contract.value_kind == "yearly" else None
        pence = (yearly or 4 * ORDINARY) // 4
        service = contract.service.title if contract.service_id else ""
        if contract.volume == "spot":  # so much a week, every quarter alike
            yield award.supplier.name, service, pence
        else:
            change = 90 + (award.id * 7 + quarter.starts.toordinal()) % 23
            yield _as_billed(award.supplier), service, pence * change // 100


def _as_billed(supplier: Supplier) -> str:
    """Some bill under another form of their name: nobody guesses who they are."""
    if supplier.id % 9 or supplier.name.endswith(("CIC", "CIO")):
        return supplier.name
    return f"{supplier.name.removesuffix(' Ltd')} Limited"


def _on_none(quarter: Period) -> Iterator[tuple[str, str, int]]:
    change = quarter.starts.toordinal()
    for number, (name, service, pounds) in enumerate(ON_NONE):
        yield name, service, pounds * 100 * (85 + (11 * number + change) % 31) // 100


def _suppliers(authority: Authority) -> list[Supplier]:
    mine = Award.select(Award.supplier).join(Contract).where(Contract.authority == authority.id)
    return list(Supplier.select().where(Supplier.id << mine).order_by(Supplier.id))
