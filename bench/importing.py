"""Taking in a large register: seconds and memory of `evenhand import-register`, on a store of its own."""

import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

from bench import registers
from bench.processes import Run, module, run

HEADINGS = (
    "OrganisationLabel", "ContractReference", "ContractTitle", "Description", "Department", "StartDate", "EndDate",
    "ReviewDate", "ContractValue", "SupplierName", "CompaniesHouseRegistrationNumber", "SMESupplier", "VCSESupplier",
    "ProcurementMethod",
)  # fmt: skip
SEED = 3


def measured(rows: int, folder: Path) -> tuple[Run, Run]:
    """The first import of so many rows, and the same file again, which changes nothing."""
    folder.mkdir(parents=True)
    file = folder / "register.csv"
    write(file, rows)
    environ = {"EVENHAND_DATA": str(folder / "data"), "DATABASE_URL": "", "EVENHAND_CONFIG": ""}
    evenhand = module("portal.commands")
    run([*evenhand, "init"], environ=environ)
    command = [*evenhand, "import-register", str(file), "--authority", "Fairshire County Council", "--json"]
    first, again = (run(command, environ=environ) for _ in range(2))
    _check(first, rows, new=rows)
    _check(again, rows, new=0)
    return first, again


def write(file: Path, rows: int) -> None:
    """A register of so many rows, as councils publish it: every row with a reference and a title of its own."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        writer.writerows(_rows(rows))


def _rows(count: int) -> Iterator[list[str]]:
    chance = random.Random(SEED)
    suppliers = [registers.supplier(number, chance) for number in range(max(1, count // registers.TO_A_SUPPLIER))]
    for number in range(count):
        row = registers.contract(number, chance, suppliers)
        supplier = row["suppliers"][0]
        yield [
            "Fairshire County Council", row["reference"], row["title"], row["description"], row["department"],
            row["starts_on"], row["ends_on"], row["review_on"], f"{row['value_pence'] / 100:.2f}", supplier["name"],
            supplier["company_number"], supplier["sme"], supplier["vcse"], row["route"],
        ]  # fmt: skip


def _check(done: Run, rows: int, *, new: int) -> None:
    said = json.loads(done.said)
    if (said["read"], said["new"], said["rejected"]) != (rows, new, 0):
        raise SystemExit(f"The import of {rows} rows is wrong: { {k: v for k, v in said.items() if k != 'findings'} }")


def shown(rows: int, first: Run, again: Run, what: str = "Importing {} rows", into: str = "an empty register") -> str:
    """A line a run."""
    lines = [f"{what.format(f'{rows:,}'):48}{'seconds':>10}{'ms a row':>10}{'CPU s':>8}{'MiB':>7}"]
    for name, done in ((f"into {into}", first), ("the same file again", again)):
        lines.append(f"{name:48}{done.seconds:10.1f}{done.seconds / rows * 1000:10.2f}{done.cpu:8.1f}{done.mib:7.0f}")
    return "\n".join(lines)
