"""What waits in the register for somebody who keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.calendar import to_london
from models.period import Period
from models.register.contract import Contract
from models.register.edition import Edition
from models.register.take_down import HELD_REASON, TakeDown
from models.store import reading


@dataclass(frozen=True)
class Waiting:
    """Counts over some authorities, and the quarter that ended last."""

    held: int
    """Contracts that the publication guard holds back; what was taken down waits for nobody."""
    to_close: int
    """Authorities with contracts that have not closed the quarter that ended last."""
    quarter: str
    take_downs: int
    """Asked for, and waiting for another manager."""

    def __bool__(self) -> bool:
        return bool(self.held or self.to_close or self.take_downs)


def waiting(authorities: Sequence[int], now: datetime) -> Waiting:
    """What waits at these authorities; four queries."""
    last = Period.quarter_of(to_london(now).date()).previous()
    own = list(authorities)
    with reading():
        mine = (Contract.authority << own) & Contract.stands()
        keeping = {row.authority_id for row in Contract.select(Contract.authority).where(mine).distinct()}
        closed = Edition.select(Edition.authority).where(Edition.authority << own, Edition.period_key == last.key)
        return Waiting(
            held=Contract.select().where(mine, Contract.held_reason != HELD_REASON).count(),
            to_close=len(keeping - {row.authority_id for row in closed}),
            quarter=last.label,
            take_downs=TakeDown.select()
            .where(TakeDown.authority << own, TakeDown.agreed_at.is_null(), TakeDown.withdrawn_at.is_null())
            .count(),
        )
