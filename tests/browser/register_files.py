"""What the pages of register files and suppliers are looked at with: one file taken in, others that wait."""

from datetime import datetime
from typing import Any

from models.register.contract import Contract
from models.store import writing
from portal.register import import_work, work
from portal.register.shelf import About, Shelf, Waiting
from portal.settings import Settings
from portal.spending import import_work as spend_work
from tests.fixtures.cast import Cast
from tests.portal.register.taking import HEADINGS, register_of
from tests.portal.spending.files import row, spending

HEADED = f"{HEADINGS},CompaniesHouseRegistrationNumber,SMESupplier"
ROWS = (
    "RF-1,Supported lodgings in the south,2026-04-01,2029-03-31,1250000,Rowan Ltd,01234567,yes",
    "RF-2,Short breaks on Saturdays,2025-09-01,2027-08-31,80000,Rowan Limited,,",
    "RF-3,Advocacy for young people,2024-01-15,2026-12-31,N/A,Voice CIC,,yes",
    "RF-4,Fostering framework,2026-01-01,2030-12-31,0,Oak Fostering Ltd | Elm Fostering Ltd,,",
    "RF-5,Leaving care,2026-01-01,,48000,HARBOUR YOUNG PEOPLE LTD,,",
    "RF-6,Play &amp; sport,2026-01-01,2026-12-31,£9k,Voice CIC,,",
)
CHANGED = (
    ROWS[0].replace("1250000", "1300000").replace("2029", "2031"),
    *ROWS[2:],
    "RF-7,A new service for care leavers,2027-01-01,2029-12-31,210000,Willow House CIO,,",
    "RF-8",
)
FILE = register_of(*CHANGED, headings=HEADED)


def make_register_files(cast: Cast, settings: Settings, now: datetime) -> dict[str, Any]:
    """Public ids and digests by what they stand for in a path."""
    first = register_of(*ROWS, headings=HEADED)
    taken = work.take_in(first, cast.fairshire.name, by=cast.joan.id, now=now, name="register-2026-q2.csv")
    waits = _waiting(cast, settings, FILE, "register-2026-q3.csv", now)
    moved = _waiting(cast, settings, FILE + b"\n", "register-2026-q3 (2).csv", now)
    interrupted = _waiting(cast, settings, FILE + b"\n\n", "register-2026-q3 (3).csv", now)
    (interrupted.place / "outcome").unlink()
    paid = spending([row("Rowan Ltd", "64000"), row("Voice CIC", "-310"), row("Mrs J Jones", "90"), row(amount="x"),
                     row("REDACTED PERSONAL DATA", "410"), row("Kite Club", "1250", day="12/10/2025")])  # fmt: skip
    about = About("spending-july.csv", cast.joan.name, now.isoformat())
    shown = spend_work.choose(Shelf(settings.data / "spending-files"), cast.fairshire, paid, about, now=now)
    found = {"fairshire": cast.fairshire.public_id, "taken_in": taken.import_id, "paid_waits": shown.digest}
    return {**found, "waits": waits.digest, "moved": moved.digest, "interrupted": interrupted.digest}


def _waiting(cast: Cast, settings: Settings, content: bytes, name: str, now: datetime) -> Waiting:
    shelf, about = Shelf(settings.data / "imports"), About(name, cast.joan.name, now.isoformat())
    return import_work.choose(shelf, cast.fairshire, content, about, [cast.fairshire.id], now=now)


def change_meanwhile(by: int, now: datetime) -> None:
    """A colleague changes one of the contracts that the file would change."""
    contract = Contract.get(Contract.reference == "RF-1")
    with writing():
        contract.change({"title": "Supported lodgings"}, by=by, at=now, version=contract.version)
