"""What the rules of files and suppliers point at: two files that Fairshire took in, and two of its suppliers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.register.taking_in import Import
from models.spending.taking_in import SpendImport
from portal.register import work
from portal.spending import work as payments
from tests.fixtures.cast import Cast
from tests.portal.register.taking import register_of
from tests.portal.spending.files import row, spending

ROWS = (
    "S1,Lodgings,2026-04-01,2029-03-31,5000,Rowan Ltd",
    "S2,Short breaks,2026-04-01,2029-03-31,5000,Rowan Limited",
)


@dataclass(frozen=True)
class SupplierWorld:
    """Plain values, so that they outlive the connection that they were read by."""

    authority: UUID
    taken_in: UUID
    paid: UUID
    digest: str

    def values(self, rule: str) -> dict[str, Any]:
        """The variable parts of these rules; the file that waits is another one, and gone by now."""
        if "/suppliers/" in rule:
            return {"slug": "rowan-ltd", "a": "rowan-ltd", "b": "rowan-limited"}
        if "/spending/files/" in rule:
            return {"taken_in": self.paid}
        if "/findings/" in rule:
            return {"taken_in": self.taken_in}
        if "<uuid:authority>" in rule:
            return {"authority": self.authority, "digest": self.digest, "part": "new"}
        return {}


def make_supplier_world(cast: Cast, now: datetime) -> SupplierWorld:
    """Takes the files in for Fairshire."""
    found = work.take_in(register_of(*ROWS), cast.fairshire.name, by=cast.joan.id, now=now, name="register.csv")
    assert found.import_id
    digest: str = Import.get(Import.public_id == found.import_id).file_digest
    payments.take_in(spending([row()]), cast.fairshire, by=cast.joan.id, now=now, name="spending.csv")
    return SupplierWorld(cast.fairshire.public_id, found.import_id, SpendImport.get().public_id, digest)
