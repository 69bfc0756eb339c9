"""What the demonstration’s register editor does: takes in the council’s file, enters contracts, writes down changes.

Each of them is what the officers’ pages do, with the same rules and the same publication guard.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from models.authority import Authority, Service
from models.calendar import today
from models.provider import Provider
from models.register.award import Award
from models.register.contract import Contract
from models.register.framework_user import FrameworkUser
from models.register.merge_proposal import MergeProposal
from models.register.service_line import ServiceLine
from models.register.supplier import Supplier, SupplierName
from models.register.taking_in import Import
from models.store import reading, writing
from portal.demo import register_terms as terms
from portal.demo.register_terms import Part, Told, Turn
from portal.demo.spot import purchases
from portal.register import supplier_work, taking_out_work
from portal.register.desk.contract_form import ContractForm, Typed, TypedAward
from portal.register.desk.work import beside, holding, keeping, leaving, parties, services
from portal.register.work import take_in


class Desk:
    """The register of one authority, in the hands of its register editor (`by`)."""

    def __init__(self, told: Told, turn: Turn, authority: Authority, by: int) -> None:
        self.told, self.turn, self.authority, self.by = told, turn, authority, by
        self.contracts: dict[int, Told] = {one["n"]: one for one in told["contract"]}
        self.services = {one["key"]: one for one in told["service"]}
        self.neighbour = Authority.get(Authority.slug == told["framework"]["authority"])

    def describe_services(self, at: datetime) -> None:
        """Segment of the market and stage of the commissioning cycle of each service."""
        for told in self.services.values():
            service = Service.get(Service.authority == self.authority.id, Service.key == told["key"])
            facts = {name: told[name] for name in ServiceLine.FACTS if name in told}
            if since := told.get("stage_since"):
                facts["stage_since_on"] = self.turn.first(since)
            services.describe(service, facts, by=self.by, now=at)

    # Files

    def take_in_file(self, contracts: Iterable[Told], at: datetime) -> None:
        """What began before the story stands in a file, as the council published it."""
        rows = [row for told in [*contracts, *purchases(self.told["spot"])] for row in self._rows(told)]
        take_in(terms.file(rows), self.authority.name, by=self.by, now=at, name="contracts-register.csv")

    def _rows(self, told: Told) -> Iterable[dict[str, object]]:
        framework = told.get("within")
        within = terms.reference(self.contracts[framework], self.turn) if isinstance(framework, int) else ""
        return terms.rows(told, self.turn, self.told["supplier"], self.services[told["service"]], within)

    def take_in_neighbour(self, at: datetime) -> None:
        """A neighbour’s file: one framework, which this authority may use. Its people are not here."""
        rows = terms.framework_rows(self.told["framework"], self.turn, self.told["supplier"])
        take_in(terms.file(rows), self.neighbour.name, by=None, now=at, name="westmere.csv")
        framework = Contract.get(Contract.authority == self.neighbour.id)
        with writing():
            FrameworkUser.allow(framework.id, self.authority.id, by=None, at=at)

    def take_in_wrong_file(self, told: Told, at: datetime) -> None:
        """A file that was another council’s: taken in, and what it added taken out again."""
        name, mine = self.authority.name, [self.authority.id]
        done = take_in(told["rows"].strip().encode(), name, by=self.by, now=at - timedelta(hours=1), name=told["name"])
        taken = Import.get(Import.public_id == done.import_id)
        seen = taking_out_work.outlook(taken, mine).seen
        taking_out_work.take_out(taken, told["why"], mine, seen=seen, by=self.by, now=at)

    def settle(self, contracts: Iterable[Told], officer: int, at: datetime) -> None:
        """What no file says: who may use a framework, groups, links to providers, call-offs from a neighbour’s."""
        for told in contracts:
            self._allow(told, at)
            if isinstance(told.get("within"), str):
                self._change(told["n"], {"within": self._framework_of(told)}, at)
        for told in self.told["supplier"].values():
            if SupplierName.get_or_none(SupplierName.name == told["name"]):  # else it comes later
                self._group(told, at)
                self._link(told, officer, at)

    def _group(self, told: Told, at: datetime) -> None:
        if group := told.get("group"):
            facts = {f"group_{name}": value for name, value in group.items()} | {"group_on": today(at)}
            supplier = _supplier(told["name"])
            supplier_work.change(supplier, facts, by=self.by, now=at, version=supplier.version)

    def _link(self, told: Told, officer: int, at: datetime) -> None:
        if name := told.get("provider"):
            supplier, provider = _supplier(told["name"]), Provider.get(Provider.legal_name == name)
            supplier_work.link(supplier, provider.id, by=officer, now=at, version=supplier.version)

    def _allow(self, told: Told, at: datetime) -> None:
        for what in ("users", "buyers"):
            for slug in told.get(what, ()):
                beside.add(what, self.contract(told["n"]), slug, by=self.by, now=at)

    # By hand

    def enter(self, told: Told, at: datetime) -> None:
        """A new contract, when it has been awarded."""
        own = terms.values(told, self.turn, self.services[told["service"]]["cpv"])
        own |= {"service": told["service"], "within": self._framework_of(told)}
        blank = ContractForm().typed().values
        values = {name: own.get(name, value) for name, value in blank.items()}
        kept = keeping.add(self.authority, Typed(values, self._awards(told, terms.parts(told))), by=self.by, now=at)
        for name in kept.new:
            self._introduce(name, at)
        self._allow(told, at)

    def _introduce(self, name: str, at: datetime) -> None:
        """What is known of a supplier that is new; of a name that looks like another’s, whether the two are one."""
        told = next(one for one in self.told["supplier"].values() if one["name"] == name)
        supplier, facts = _supplier(name), terms.facts(told)
        if facts:
            supplier_work.change(supplier, facts, by=self.by, now=at, version=supplier.version)
        if other := told.get("same_as"):
            supplier_work.propose(_supplier(self.told["supplier"][other]["name"]), supplier, now=at)

    def _framework_of(self, told: Told) -> str:
        """The address of the framework that it is called off from, as the form has it."""
        framework = told.get("within")
        if isinstance(framework, int):
            return self.address(framework)
        return f"{framework}/{Contract.get(Contract.authority == self.neighbour.id).slug}" if framework else ""

    def _awards(self, told: Told, parts: Sequence[Part]) -> list[TypedAward]:
        on = terms.awarded_on(told, self.turn)
        names = [self.told["supplier"][part.supplier]["name"] for part in parts]
        return [
            TypedAward(row, name, part.lot, part.value_pence, on, self._which(name))
            for row, (name, part) in enumerate(zip(names, parts, strict=True))
        ]

    def _which(self, name: str) -> str:
        """What the editor answers when the form asks whether a name that nobody had before is somebody known."""
        return "" if SupplierName.get_or_none(SupplierName.name == name) else f"{parties.NEW} {name}"

    def happen(self, event: Told, at: datetime) -> None:
        """One of the events, but for a release, which is a manager’s."""
        if event["what"] == "change":
            self.change(event["n"], event["values"], at)
        elif event["what"] == "merge":
            self._merge(event, at)
        elif event["what"] == "twice":
            self._enter_twice(event, at)
        else:
            self._prolong_or_end(event, at)

    def change(self, n: int, values: Told, at: datetime, shares: Mapping[str, int] | None = None) -> None:
        """Change values as they are told; `shares`: what each supplier’s part is worth from now on (pounds)."""
        parts = [Part(key, "", pounds * 100) for key, pounds in (shares or {}).items()]
        self._change(n, terms.changes(values, self.turn), at, self._awards(self.contracts[n], parts))

    def _change(self, n: int, columns: Told, at: datetime, awards: Sequence[TypedAward] = ()) -> None:
        contract = self.contract(n)
        there = _typed(contract)
        typed = Typed({**there.values, **columns}, awards or there.awards)
        keeping.change(contract, typed, there, by=self.by, now=at, version=contract.version)

    def _prolong_or_end(self, event: Told, at: datetime) -> None:
        contract = self.contract(event["n"])
        if event["what"] == "end":
            keeping.end(contract, today(at), event["why"], by=self.by, now=at, version=contract.version)
        else:
            longer = keeping.Longer(event["months"], None, today(at), event["why"])
            keeping.extend(contract, longer, by=self.by, now=at, version=contract.version)

    def _enter_twice(self, event: Told, at: datetime) -> None:
        """A contract that is there is entered again, under the number of its order; then somebody notices."""
        there = _typed(self.contract(event["n"]))
        again = Typed({**there.values, "reference": event["reference"]}, there.awards)
        kept = keeping.add(self.authority, again, by=self.by, now=at - timedelta(days=2)).contract
        leaving.leave_out(kept, event["why"], by=self.by, now=at, version=kept.version)

    def _merge(self, event: Told, at: datetime) -> None:
        keep, gone = (_supplier(self.told["supplier"][event[which]]["name"]) for which in ("keep", "gone"))
        asked = next(one for one in MergeProposal.waiting() if {one.a_id, one.b_id} == {keep.id, gone.id})
        supplier_work.merge(asked, keep, {self.authority.id}, by=self.by, now=at)

    def release(self, event: Told, by: int, at: datetime) -> None:
        """What the guard held is let pass by a named person, who has read the text."""
        contract = self.contract(event["n"])
        text = holding.held(contract).text.digest
        holding.release(contract, event["why"], text=text, by=by, now=at, version=contract.version)

    # Finding

    def contract(self, n: int) -> Contract:
        """By its number in fairshire_register.toml, as it stands now."""
        wanted = terms.reference(self.contracts[n], self.turn)
        with reading():
            mine = (Contract.authority == self.authority.id) & (Contract.reference == wanted)
            found: Contract = Contract.get(mine)
        return found

    def address(self, n: int) -> str:
        """As a take-down is asked for, and as the form names a framework."""
        return f"{self.authority.slug}/{self.contract(n).slug}"


def _typed(contract: Contract) -> Typed:
    """A contract as its form has it before anybody types."""
    values: dict[str, Any] = {name: getattr(contract, name) for name in ContractForm().typed().values}
    values |= {"service": contract.service.key if contract.service else "", "within": keeping.framework_of(contract)}
    awards = Award.of(Contract.id == contract.id).get(contract.id, [])
    return Typed(
        values,
        [
            TypedAward(row, one.supplier.name, one.lot, one.value_pence, one.awarded_on)
            for row, one in enumerate(awards)
        ],
    )


def _supplier(name: str) -> Supplier:
    found: Supplier = Supplier.get_by_id(SupplierName.get(SupplierName.name == name).supplier_id)
    return found
