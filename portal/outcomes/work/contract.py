"""The award becomes a contract in the register, with its suppliers found there or made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.calendar import today
from models.conflicts import NotNow
from models.register.award import NewAward
from models.register.contract import Contract
from models.register.contract_buyer import ContractBuyer
from models.register.framework_user import FrameworkUser
from models.register.supplier import Supplier
from models.store import writing
from models.tendering.lot import JointBuyer, Lot
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender
from portal.outcomes.work import bidding
from portal.register.desk.contract_form import TypedAward
from portal.register.desk.work import holding, parties

NEW = parties.NEW


@dataclass(frozen=True)
class Winner:
    """A bid that won, and which suppliers of the register it may be: (slug, name and note)."""

    sheet: bidding.Sheet
    choices: Sequence[tuple[str, str]]
    certain: bool


def winners(tender: Tender) -> list[Winner]:
    """In the order of lots."""
    return [_winner(sheet) for sheet in bidding.bids(tender).sheets if sheet.bidder.won]


def _winner(sheet: bidding.Sheet) -> Winner:
    bidder = sheet.bidder
    same = (Supplier.provider == bidder.provider_id) & Supplier.merged_into.is_null()
    if bidder.provider_id and (linked := Supplier.get_or_none(same)):
        return Winner(sheet, [(linked.slug, linked.name)], certain=True)
    try:
        number = parties.resolve([TypedAward(0, bidder.name, "", None, None)])[0]
    except parties.Unclear as unclear:
        alike = [(one.slug, f"{one.name}, {one.note}") for one in unclear.rows[0]]
        return Winner(sheet, [*alike, (NEW, "None of these: a new supplier")], certain=False)
    if number is None:
        return Winner(sheet, [(NEW, "A new supplier")], certain=True)
    known = Supplier.get_by_id(number)
    return Winner(sheet, [(known.slug, known.name)], certain=True)


def make(tender: Tender, chosen: Mapping[str, str], *, by: int, now: datetime, version: int) -> Contract:
    """Makes the contract, once. `chosen`: public id of the bidder -> slug of the supplier, or NEW.

    Raises Stale, AlreadyDone, NotNow before the bidders were told; KeyError for a winner without a supplier.
    """
    found = winners(tender)
    picked = {str(one.sheet.bidder.public_id): one.choices[0][0] for one in found if one.certain}
    picked |= {key: slug for key, slug in chosen.items() if key not in picked}
    offered = {(str(one.sheet.bidder.public_id), slug) for one in found for slug, _ in one.choices}
    with writing():
        fresh = Tender.full().where(Tender.id == tender.id).get()
        outcome = Outcome.known(fresh)
        if fresh.state != "awarded" or outcome.feedback_at is None:
            raise NotNow("feedback")
        if strange := set(picked.items()) - offered:
            raise KeyError(str(strange))
        made: dict[str, int] = {}
        awards = [_award(fresh, one, picked[str(one.sheet.bidder.public_id)], made, by, now) for one in found]
        contract = Contract.add(fresh.authority_id, _columns(fresh, awards), awards=awards, by=by, at=now)
        for other in JointBuyer.buying(fresh.id):
            ContractBuyer.join(contract.id, other.id, by=by, at=now)
            if contract.is_framework:
                FrameworkUser.allow(contract.id, other.id, by=by, at=now)
        holding.settle(contract, by=by, now=now)
        outcome.makes(contract, by=by, at=now, version=version)
        return contract


def _award(tender: Tender, winner: Winner, slug: str, made: dict[str, int], by: int, now: datetime) -> NewAward:
    bidder = winner.sheet.bidder
    if slug != NEW:
        number = Supplier.get(Supplier.slug == slug).now().id
    elif bidder.name in made:
        number = made[bidder.name]
    else:
        facts = {"sme": bidder.sme, "vcse": bidder.vcse}
        number = made[bidder.name] = Supplier.add(bidder.name, tender.authority.slug, by=by, at=now, **facts).id
    decided_on = today(tender.decided_at) if tender.decided_at else None
    return NewAward(number, winner.sheet.lot, bidder.value_pence, decided_on)


def _columns(tender: Tender, awards: Sequence[NewAward]) -> dict[str, object]:
    same = ("title", "description", "arrangement", "volume", "payment", "cpv_code", "area", "extension_months")
    values = {name: getattr(tender, name) for name in same}
    known = [one.value_pence for one in awards if one.value_pence is not None]
    value = sum(known) if len(known) == len(awards) else tender.value_pence
    return {
        **values, "service": tender.service_id, "starts_on": tender.starts_on, "ends_on": tender.ends_on,
        "reference": tender.notice_id, "value_pence": value, "process": "tender", "awarded_on": awards[0].awarded_on,
        "lots": Lot.select().where(Lot.tender == tender.id).count() or None, "contact": tender.contact,
        "contact_email": tender.contact_email,
    }  # fmt: skip
