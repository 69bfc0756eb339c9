"""Taking in a spending file of a whole year: seconds and memory of `evenhand import-spend`, after the register whose
suppliers it names was taken in."""

import csv
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench import importing
from bench.processes import Run, module, run

ROWS = 38_000
CONTRACTS = 2_000
HEADINGS = (
    "OrganisationLabel", "OrganisationalUnit", "PaymentDate", "TransactionNumber", "NetAmount", "SupplierName",
    "ProcurementCategory",
)  # fmt: skip
COUNCIL = "Fairshire County Council"
PURPOSES = ("Placements", "Agency staff", "Transport", "Repairs", "Training", "Care packages")
DAY = date(2025, 4, 1)


def measured(folder: Path) -> tuple[Run, Run]:
    """The first import, and the same file again, which changes nothing."""
    folder.mkdir(parents=True)
    register, file = folder / "register.csv", folder / "spending.csv"
    importing.write(register, CONTRACTS)
    write(file, register)
    environ = {"EVENHAND_DATA": str(folder / "data"), "DATABASE_URL": "", "EVENHAND_CONFIG": ""}
    evenhand = module("portal.commands")
    run([*evenhand, "init"], environ=environ)
    run([*evenhand, "import-register", str(register), "--authority", COUNCIL], environ=environ)
    command = [*evenhand, "import-spend", str(file), "--authority", COUNCIL, "--json"]
    first, again = (run(command, environ=environ) for _ in range(2))
    for done, new in ((first, ROWS), (again, 0)):
        said = json.loads(done.said)
        if (said["read"], said["new"], said["rejected"]) != (ROWS, new, 0):
            raise SystemExit(f"The import of spending is wrong: { {k: v for k, v in said.items() if k != 'findings'} }")
    return first, again


def write(file: Path, register: Path) -> None:
    """Payments of a year: half to suppliers of the register, one in forty a credit, one in twenty covered."""
    with register.open(encoding="utf-8", newline="") as opened:
        names = sorted({row["SupplierName"] for row in csv.DictReader(opened)})
    with file.open("w", encoding="cp1252", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        writer.writerows(_rows(names))


def _rows(names: list[str]) -> Iterator[list[str]]:
    chance = random.Random(importing.SEED)
    others = [f"Other firm {number} Ltd" for number in range(4_000)]
    for number in range(ROWS):
        who = "REDACTED PERSONAL DATA" if number % 20 == 0 else chance.choice(names if number % 2 else others)
        sign = "-" if number % 40 == 1 else ""
        day = (DAY + timedelta(days=chance.randrange(365))).strftime("%d/%m/%Y")
        amount = f"{sign}£{chance.randrange(500, 90_000):,}.{chance.randrange(100):02}"
        unit = f"Children’s services {number % 9}"
        yield [COUNCIL, unit, day, f"P{number:07}", amount, who, chance.choice(PURPOSES)]


def shown(first: Run, again: Run) -> str:
    """A line a run."""
    return importing.shown(ROWS, first, again, "Taking in {} payments", "a store without any")
