"""Who bid, and the sheet of each. Only the council reads any of it until feedback is released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import IntegrityError

from models.conflicts import AlreadyDone, NotNow, broken_rule
from models.provider import Dealing, Provider
from models.store import store, writing
from models.tendering.bidder import Bidder, Mark
from models.tendering.criterion import Criterion
from models.tendering.lot import Lot
from models.tendering.outcome import Outcome
from models.tendering.tender import Tender

Marks = Mapping[int, tuple[str, str, str]]


@dataclass(frozen=True)
class Sheet:
    """A bid with its marks, by the number of the criterion."""

    bidder: Bidder
    marks: Mapping[int, Mark]
    criteria: Sequence[Criterion]
    lot: str

    @property
    def whole(self) -> bool:
        """Whether it says everything."""
        return all(one.number in self.marks for one in self.criteria)


@dataclass(frozen=True)
class Bids:
    """Everything that was entered about who bid."""

    outcome: Outcome | None
    sheets: Sequence[Sheet]

    @property
    def whole(self) -> bool:
        """Whether feedback can be released: every sheet says everything, and somebody won."""
        return (
            bool(self.sheets) and all(one.whole for one in self.sheets) and any(one.bidder.won for one in self.sheets)
        )


def bids(tender: Tender) -> Bids:
    """Five queries, however many there are."""
    criteria, marks = Criterion.of(tender.id), Mark.of(tender.id)
    lots = {lot.number: lot.title for lot in Lot.of(tender.id)}
    sheets = [Sheet(one, marks.get(one.id, {}), criteria, lots.get(one.lot, "")) for one in Bidder.of(tender.id)]
    return Bids(Outcome.of(tender.id), sheets)


def providers(tender: Tender) -> list[Provider]:
    """Organisations with accounts that deal with this council, by name."""
    dealing = Dealing.select(Dealing.provider).where(Dealing.authority == tender.authority_id)
    return list(Provider.select().where(Provider.id << dealing).order_by(Provider.legal_name))


def enter(tender: Tender, bidder: Bidder | None, values: dict[str, Any], *, by: int, now: datetime) -> Bidder:
    """A bidder, new or changed. Raises NotNow before the deadline and after feedback is released, AlreadyDone for one
    of that name and lot."""
    with writing():
        outcome = _outcome(tender, now)
        try:
            with store.atomic():
                if bidder is None:
                    return Bidder.add(outcome, values, by=by, at=now)
                bidder.change(outcome, values, by=by, at=now)
                return bidder
        except IntegrityError as error:
            if broken_rule(error) == "a_bidder_bids_for_a_lot_once":
                raise AlreadyDone from error
            raise


def remove(tender: Tender, bidder: Bidder, *, by: int, now: datetime) -> None:
    """It was entered by mistake. Raises NotNow."""
    with writing():
        bidder.remove(_outcome(tender, now), by=by, at=now)


def mark(tender: Tender, bidder: Bidder, marks: Marks, *, by: int, now: datetime) -> None:
    """The sheet of a bidder. Raises NotNow."""
    with writing():
        Mark.put(bidder, _outcome(tender, now), dict(marks), by=by, at=now)


def _outcome(tender: Tender, now: datetime) -> Outcome:
    fresh = Tender.get_by_id(tender.id)
    if fresh.stage(now) not in ("closed", "awarded"):
        raise NotNow(fresh.stage(now))
    return Outcome.known(fresh)
