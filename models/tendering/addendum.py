"""What changed after publication: numbered, with its reason, and the difference that everybody sees."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self

from peewee import Check, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.audit import AuditEvent, AuditHead
from models.authority import Authority
from models.conflicts import NotNow
from models.person import Person
from models.register.versions import only, step
from models.store import Base, unique
from models.tendering.criterion import Criterion, NewCriterion
from models.tendering.lot import JointBuyer, Lot, NewLot
from models.tendering.tender import Tender

LONGEST = 4000
Difference = dict[str, tuple[Any, Any]]
"""Name of a field of the tender, or `lots`, `criteria`, `jointly` -> what it said and what it says now, as JSON has
it."""


class Addendum(Base):
    """One change of what bidders were told. `difference` is JSON; rows are never changed."""

    tender = ForeignKeyField(Tender, index=False)
    number = IntegerField()
    title = TextField()
    reason = TextField()
    difference = TextField()
    by = ForeignKeyField(Person, index=False)
    at = DateTimeField()
    tender_id: int

    class Meta:
        constraints: ClassVar = [
            Check("number > 0", "addenda_are_numbered_from_one"),
            Check("title <> ''", "an_addendum_has_a_title"),
            Check(f"length(reason) BETWEEN 1 AND {LONGEST}", "an_addendum_says_why"),
        ]

    @property
    def changes(self) -> Difference:
        """What it changed."""
        return {name: (was, now) for name, (was, now) in json.loads(self.difference).items()}

    @classmethod
    def of(cls, tender_id: int) -> list[Self]:
        """Newest first."""
        return list(cls.select().where(cls.tender == tender_id).order_by(cls.number.desc()))

    @classmethod
    def issue(
        cls, tender: Tender, *, title: str, reason: str, values: Mapping[str, object] | None = None,
        lots: Sequence[NewLot] | None = None, criteria: Sequence[NewCriterion] | None = None,
        jointly: Sequence[int] | None = None, by: int, at: datetime, version: int,
    ) -> Self:  # fmt: skip
        """Change a published tender before it closes, for everybody at once; an addendum without a difference says
        something that changes no field (a corrected document). Raises Stale, NotNow."""
        AuditHead.take()
        values = values or {}
        only(values, Tender.TOLD, "what an addendum may change")
        if tender.state != "published" or tender.stage(at) == "closed":
            raise NotNow(tender.stage(at))
        difference = {name: (_plain(getattr(tender, name)), _plain(value)) for name, value in values.items()}
        difference |= _parts("lots", Lot, lots, tender.id) | _parts("criteria", Criterion, criteria, tender.id)
        difference |= _jointly(tender, jointly)
        step(tender, values, by=by, at=at, version=version)
        number = cls.select().where(cls.tender == tender.id).count() + 1
        said = json.dumps({name: pair for name, pair in difference.items() if pair[0] != pair[1]}, sort_keys=True)
        addendum: Self = cls.create(
            tender=tender, number=number, title=title, reason=reason, difference=said, by=by, at=at
        )
        AuditEvent.append("tender.addendum", tender.subject, by, at, after=f"{number}")
        return addendum


def _plain(value: Any) -> Any:
    """As JSON has it: days and instants in ISO form, rows by their name."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return getattr(value, "title", None) or getattr(value, "name", None) if hasattr(value, "__data__") else value


def _jointly(tender: Tender, authorities: Sequence[int] | None) -> Difference:
    if authorities is None:
        return {}
    was = JointBuyer.of(tender.id)
    JointBuyer.put(tender, authorities)
    return {"jointly": (_named(was), _named(JointBuyer.of(tender.id)))}


def _named(authorities: Sequence[Authority]) -> str:
    return ", ".join(authority.name for authority in authorities)


def _parts(name: str, table: Any, rows: Sequence[Any] | None, tender_id: int) -> Difference:
    if rows is None:
        return {}
    columns = type(rows[0])._fields if rows else ("title",)
    was = [{column: getattr(row, column) for column in columns} for row in table.of(tender_id)]
    table.put(tender_id, rows)
    return {name: (was, [row._asdict() for row in rows])}


unique(Addendum, Addendum.tender, Addendum.number, name="addenda_of_a_tender_are_numbered_once")
