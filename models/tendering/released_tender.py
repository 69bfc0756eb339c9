"""What was released of a tender."""

from typing import ClassVar

from peewee import Check, ForeignKeyField

from models.released import Released
from models.store import unique
from models.tendering.tender import Tender


class ReleasedTender(Released):
    """A tender as everybody read it from `at` on."""

    ABOUT = "tender"
    tender = ForeignKeyField(Tender, index=False)
    tender_id: int

    class Meta:
        constraints: ClassVar = [Check("number > 0", "releases_of_a_tender_are_numbered_from_one")]


unique(ReleasedTender, ReleasedTender.tender, ReleasedTender.number, name="releases_of_a_tender_are_numbered_once")
