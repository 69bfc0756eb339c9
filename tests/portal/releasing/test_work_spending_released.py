"""Closing a quarter adds up what was paid: on a contract, for one person each, on none; and nobody’s price is a row."""

from datetime import date, datetime
from typing import Any

import pytest

from models.authority import Service
from models.register.edition import EditionRow
from models.register.supplier import Supplier
from models.spending.buying import Buying, Locality
from models.spending.payment import Payee
from models.spending.share import SpendShare
from models.store import writing
from portal.releasing import work as closing
from portal.releasing.purchases_rule import Beside
from portal.spending import work
from tests.fixtures.cast import Cast
from tests.portal.releasing.conftest import Register
from tests.portal.spending.files import row, spending

NOW = datetime(2026, 10, 5, 8)
NOTHING = {"on": None, "spot": None, "off": None, "unknown": None}


class Paid:
    """Fairshire’s register, with three suppliers of one service, and its payments."""

    def __init__(self, register: Register) -> None:
        self.register, self.cast = register, register.cast
        self.suppliers = [register.supplier(name) for name in ("Anchor", "Beacon", "Cedar")]
        self.title = Service.get_by_id(self.cast.service.id).title

    def pay(self, *rows: tuple[str, int], service: str = "", day: str = "03/07/2026") -> None:
        """Name and pounds of each payment."""
        lines = [row(name, f"{pounds}", service=service or self.title, day=day, number=f"{name}{pounds}{day}")
                 for name, pounds in rows]  # fmt: skip
        work.take_in(spending(lines), self.cast.fairshire, by=None, now=NOW)

    def spend(self) -> dict[str, dict[str, Any]]:
        """Slug -> sums of the newest edition."""
        ways = ("on", "spot", "off", "unknown")
        return {slug: {way: one[way] for way in ways} for slug, one in self.register.rows("spend").items()}


@pytest.fixture
def paid(register: Register) -> Paid:
    return Paid(register)


def test_a_payment_is_on_a_contract_where_its_payee_has_one_in_force(paid: Paid) -> None:
    for supplier in paid.suppliers:
        paid.register.contract(supplier, service=paid.cast.service.id)
    paid.pay(("Anchor", 40_400), ("beacon", 30_000), ("Cedar", 20_000), ("Cedar", -1_000))
    paid.pay(("Dune", 5_000), ("Elm", 4_000), ("Fir", 3_000), service="Something else")
    paid.register.close()
    key = paid.cast.service.key
    assert paid.spend() == {
        key: {**NOTHING, "on": 8_900_000},
        "not-said": {**NOTHING, "off": 1_200_000},
        "all": {"on": 8_900_000, "spot": 0, "off": 1_200_000, "unknown": 0},
    }
    whole = paid.register.rows("spend")["all"]
    assert (whole["whole"], whole["first_on"], whole["last_on"]) == (True, "2026-07-03", "2026-07-03")
    assert key in paid.register.rows("service")


def test_purchases_for_one_person_are_spot_and_need_six_people(paid: Paid) -> None:
    for supplier in paid.suppliers:
        paid.register.spot(supplier)
    paid.pay(*((one.name, 10_000) for one in paid.suppliers))
    paid.register.close()
    assert paid.spend()["all"]["spot"] is None, "three people"
    for supplier in paid.suppliers:
        paid.register.spot(supplier)
    with writing():
        SpendShare.delete().execute()
    closing.correct("2026-27-Q2", paid.cast.fairshire, "More.", paid.cast.erin.id, NOW)
    assert paid.spend()["all"]["spot"] == paid.spend()[paid.cast.service.key]["spot"] == 3_000_000


def test_what_was_paid_on_contracts_does_not_tell_what_one_person_cost(
    paid: Paid, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody reads what the three contracts cost: what is paid beyond that was for one person."""
    service = paid.cast.service.id
    for supplier in paid.suppliers:
        paid.register.contract(supplier, service=service, value_kind="yearly")
    paid.register.spot(paid.suppliers[0])
    paid.pay(("Anchor", 30_000 + 25_000), ("Beacon", 30_000), ("Cedar", 30_000))
    paid.register.close()
    assert (paid.spend()[paid.cast.service.key]["on"], paid.spend()["all"]["on"]) == (None, None)
    with writing():
        SpendShare.delete().execute()
    monkeypatch.setattr(Beside, "allow", lambda *_: lambda _: True)
    closing.correct("2026-27-Q2", paid.cast.fairshire, "Control.", paid.cast.erin.id, NOW)
    assert paid.spend()["all"]["on"] == 11_500_000, "the control says it: £90,000 are the contracts’"


def test_what_one_payee_has_is_told_neither_by_itself_nor_by_a_whole(paid: Paid) -> None:
    paid.pay(("Dune", 5_000), ("Elm", 4_000), ("Fir", 3_000))
    paid.pay(("Gorse", 900_000), service="Beds")
    paid.register.close()
    assert paid.spend()[paid.cast.service.key]["off"] == 1_200_000
    assert paid.spend()["not-said"] == NOTHING
    assert paid.spend()["all"]["off"] is None


def test_the_whole_goes_before_its_parts_where_both_would_tell_a_price(paid: Paid) -> None:
    paid.pay(("Dune", 5_000), ("Elm", 4_000), ("Fir", 3_000))
    paid.pay(("Gorse", 9_000), service="Beds")
    paid.register.close()
    assert paid.spend()[paid.cast.service.key] == paid.spend()["not-said"] == NOTHING
    assert paid.spend()["all"]["off"] == 2_100_000


def test_a_correction_that_adds_one_payee_says_nothing_new(paid: Paid) -> None:
    paid.pay(("Dune", 5_000), ("Elm", 4_000), ("Fir", 3_000))
    paid.register.close()
    assert paid.spend()["all"]["off"] == 1_200_000
    paid.pay(("Gorse", 9_000))
    closing.correct("2026-27-Q2", paid.cast.fairshire, "More.", paid.cast.erin.id, NOW)
    assert paid.spend()["all"]["off"] is None, "the difference would be Gorse’s price"


def test_names_that_are_covered_or_not_yet_placed_cannot_be_told(paid: Paid) -> None:
    paid.register.contract(*paid.suppliers[:1])
    paid.pay(("Anchor Ltd", 50_000), ("REDACTED PERSONAL DATA", 40_000), ("Beacon Limited", 30_000))
    paid.register.close()
    assert paid.spend()["all"]["unknown"] == 12_000_000
    payee = Payee.get(Payee.name == "Anchor Ltd")
    work.decide(payee, paid.suppliers[0].id, by=paid.cast.dana.id, now=NOW, version=1)
    with writing():
        SpendShare.delete().execute()
    closing.correct("2026-27-Q2", paid.cast.fairshire, "Placed.", paid.cast.erin.id, NOW)
    assert paid.spend()["all"] == NOTHING | {"spot": 0, "off": 0}


def test_a_supplier_that_was_merged_is_one(paid: Paid) -> None:
    paid.register.contract(paid.suppliers[0])
    paid.pay(("Beacon", 9_000))
    with writing():
        Supplier.update(merged_into=paid.suppliers[0].id).where(Supplier.id == paid.suppliers[1].id).execute()
    paid.register.close()
    assert {(one.way, one.whose) for one in SpendShare.select()} == {("on", f"s{paid.suppliers[0].id}")}


def test_a_quarter_without_payments_says_nothing_of_spending(paid: Paid) -> None:
    paid.pay(("Dune", 5_000), day="30/06/2026")
    paid.register.close()
    assert paid.spend() == {}


def test_what_a_council_says_of_itself_stands_in_its_edition(paid: Paid, cast: Cast) -> None:
    target = {"subject": "sme", "measure": "value", "percent": 33, "said_in": "Strategy", "since_on": date(2026, 4, 1)}
    with writing():
        Buying.say(cast.fairshire.id, {"local_means": "In the county"}, [target], by=cast.frank.id, at=NOW, version=0)
        Locality.say(cast.fairshire.id, paid.suppliers[0], "yes", "Its letter", by=cast.dana.id, at=NOW)
    paid.register.contract(*paid.suppliers[:2])
    paid.register.close()
    assert paid.register.rows("market")["all"] == {
        "major_pence": 66_354_000, "local_means": "In the county",
        "targets": [{**target, "since_on": "2026-04-01"}],
    }  # fmt: skip
    (contract,) = paid.register.rows("contract").values()
    assert {part["name"]: part["local"] for part in contract["suppliers"]} == {"Anchor": "yes", "Beacon": ""}


def test_no_row_of_spending_names_a_payee_or_says_a_price_to_the_pound(paid: Paid) -> None:
    paid.pay(("Dune", 5_123), ("Elm", 4_321), ("Fir", 3_000))
    paid.register.close()
    texts = [one.data for one in EditionRow.select() if one.kind == "spend"]
    assert len(texts) == 2
    assert not [text for text in texts if "Dune" in text or "5123" in text or "1244400" in text]
    assert all("1200000" in text for text in texts)
