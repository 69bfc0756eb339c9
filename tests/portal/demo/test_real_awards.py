"""The real rows that the demonstration ships: where they come from is said beside them, and nobody can be rung up."""

import csv
import re
from collections import Counter
from importlib.resources import files

from portal.releasing import guard

FILE = files("portal.demo").joinpath("award_rows.csv")
NOTICE = files("portal.demo").joinpath("README.md")


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(keepends=True)))


def test_their_licence_and_source_stand_beside_them() -> None:
    said = " ".join(NOTICE.read_text(encoding="utf-8").split())
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in said
    assert "Contracts Finder" in said
    assert f"{len(rows())} award notices" in said


def test_several_councils_have_a_good_number_of_rows() -> None:
    counts = Counter(row["OrganisationLabel"].casefold() for row in rows())
    assert sum(number >= 30 for number in counts.values()) >= 4


def test_the_oddities_of_real_registers_are_among_them() -> None:
    found = rows()
    assert any(row["ContractValue"] in ("0", "1") for row in found)
    assert any("&amp;" in row["ContractTitle"] for row in found)
    assert any("rnrn" in row["Description"] for row in found)
    assert any(re.search(r"Ltd,\w", row["SupplierName"]) for row in found)
    assert any(row["SupplierName"].startswith("N/A") for row in found)
    assert any(not row["EndDate"] for row in found)


def test_they_hold_no_address_to_write_to_and_nothing_that_the_guard_stops() -> None:
    for row in rows():
        assert "@" not in "".join(row.values())
        read = guard.of_values(
            {"title": row["ContractTitle"], "description": row["Description"], "reference": row["ContractReference"]},
            [row["SupplierName"]],
        )
        assert guard.held(read) is None, row["ContractTitle"]
