"""A contract that is left out of the register is offered, listed and counted nowhere; put back, it is again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.events.event_contract import EventContract
from models.period import Period
from models.register.bought import bought
from models.register.contract import Contract
from models.register.merge_proposal import MergeProposal
from models.store import writing
from portal.care import work as care
from portal.events.work import meeting_problem
from portal.onboarding import links
from portal.register import suppliers
from portal.register.desk.work import holding, keeping, lacking, parties, services, sheet, waiting
from portal.releasing.work import close_quarter
from portal.tenders.work import keeping as tendering
from tests.portal.register.at_desk import AtDesk

QUARTER = Period.parse("2026-27-Q2")


class World:
    """One framework of one supplier, linked to Harbour, held by the guard where that is what is looked at."""

    def __init__(self, desk: AtDesk, *, held: bool) -> None:
        cast = desk.cast
        self.desk, self.cast, self.here = desk, cast, [cast.fairshire.id]
        self.supplier = desk.supplier("Only Here Ltd")
        other = desk.supplier("Only Here Limited")
        with writing():
            self.supplier.link(cast.harbour.id, version=self.supplier.version, **desk.stamp)
            MergeProposal.propose(self.supplier.id, other.id, "officer", desk.now)
        self.contract = desk.contract(
            self.supplier, arrangement="framework", title="Frame", service=cast.service.id, reference="EF-9",
            ends_on=date(2027, 3, 31), department="",
        )  # fmt: skip
        self.within = desk.contract(title="Other frame", arrangement="framework")
        with writing():
            self.contract.change({"within": self.within.id}, version=1, **desk.stamp)
        if held:
            with writing():
                self.contract.hold("postcode", "d", by=None, at=desk.now, version=2)
        else:
            close_quarter(QUARTER.key, cast.fairshire, None, desk.now)

    def act(self, verb: str, *said: str) -> None:
        contract = self.desk.again(self.contract)
        with writing():
            getattr(contract, verb)(*said, version=contract.version, **self.desk.stamp)

    def tendered(self) -> dict[str, Any]:
        return tendering.choices(self.cast.fairshire)

    def known(self) -> set[Any]:
        by_name, by_provider = meeting_problem._suppliers(set(self.here), {"only here"}, self.desk.now)
        return by_name | by_provider

    def named(self) -> list[int]:
        asked: list[Any] = []
        return links._of_contract(self.cast.fairshire, self.cast.northgate, "EF-9", lambda *odd: asked.append(odd)) or (
            [] if "no contract" in str(asked) else [1]
        )


PLACES: dict[str, Callable[[World], Any]] = {
    "services are counted": lambda w: sum(one.contracts for one in services.described(w.cast.fairshire)),
    "names to pick from": lambda w: parties.names_known(w.cast.fairshire.id, 9),
    "frameworks at the desk": lambda w: "Frame, EF-9" in dict(keeping.choices(w.cast.fairshire)[1]).values(),
    "frameworks of tenders": lambda w: "Frame" in dict(w.tendered()["frameworks"]).values(),
    "contracts that a tender follows": lambda w: "Frame" in dict(w.tendered()["contracts"]).values(),
    "what an event is about": lambda w: list(
        EventContract.public(w.cast.fairshire.id).where(Contract.id == w.contract.id)
    ),
    "who meets whom": World.known,
    "who looks after what": lambda w: [
        thing for one in care.charges(w.cast.fairshire, w.desk.now) for thing in one.things if thing.kind == "contract"
    ],
    "contracts of a list of providers": World.named,
    "the list of suppliers": lambda w: suppliers.found(w.here, "", 1).items,
    "a supplier’s contracts": lambda w: suppliers.contracts(w.supplier, w.here),
    "and how many": lambda w: suppliers.contract_counts([w.supplier.id], w.here),
    "pairs to be merged": lambda w: suppliers.proposals(w.here),
    "call-offs on a framework’s page": lambda w: sheet.of(Contract.of(w.here[0], w.within.slug)).call_offs,
    "what a return covers": lambda w: bought(w.cast.fairshire.id, [w.cast.harbour.id], QUARTER),
}
HELD: dict[str, Callable[[World], Any]] = {
    "held back": lambda w: holding.page_of_held(w.cast.fairshire, 1).lines,
    "the next that waits": lambda w: holding.next_held(w.cast.fairshire.id),
    "what waits": lambda w: waiting.waiting(w.here, w.desk.now).held,
}


@pytest.mark.parametrize("place", [*PLACES, *HELD])
def test_what_is_left_out_is_nowhere_and_what_is_put_back_is_again(desk: AtDesk, place: str) -> None:
    world = World(desk, held=place in HELD)
    look = {**PLACES, **HELD}[place]
    assert look(world)
    world.act("leave_out", "Entered twice.")
    assert not look(world)
    world.act("put_back")
    assert look(world)


def test_its_supplier_can_still_be_read_and_is_said_to_be_paid_by_nobody_else(desk: AtDesk) -> None:
    world = World(desk, held=False)
    elsewhere = [desk.cast.westmoor.id]
    assert suppliers.elsewhere(world.supplier, elsewhere) == (["Fairshire County Council"], [])
    world.act("leave_out", "Entered twice.")
    assert suppliers.of_authorities(world.here).exists()
    assert suppliers.elsewhere(world.supplier, elsewhere) == (["Fairshire County Council"], []), "it may put it back"
    assert lacking.of(desk.again(world.contract), ()), "what it lacks is known, and counted nowhere"
