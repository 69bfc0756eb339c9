"""A build that only makes what changed gives the bytes of one from nothing, whatever changed."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.public.record import write_record
from portal.publishing.building import build
from portal.publishing.site import Site
from portal.publishing.slots import Folder, Slots
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows, revised, service, supplier
from tests.portal.publishing.whole_site import fill

WORDS = st.sampled_from(["", "Mentoring", "A <b>bold</b> & “quoted” name", "REDACTED PERSONAL DATA", "é" * 60])
DAYS = st.sampled_from([None, "2024-04-01", "2026-09-30", "2027-01-31", "2031-03-31"])
SUPPLIERS = st.lists(
    st.builds(
        supplier,
        st.sampled_from(["Harbour Young People", "Northgate Care Ltd", "A new firm"]),
        sme=st.sampled_from(["yes", "no", ""]),
        lot=st.sampled_from(["", "Lot 1"]),
        formerly=st.sampled_from([[], ["harbour-young-people-ltd"]]),
    ),
    max_size=3,
    unique_by=lambda part: (part["slug"], part["lot"]),
)
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(
        ("title", "description", "reference", "department", "route", "ends_note", "contact", "area"), WORDS
    ),
    **dict.fromkeys(("starts_on", "ends_on", "last_possible_end", "review_on", "break_on"), DAYS),
    "suppliers": SUPPLIERS,
    "service": st.sampled_from([None, service("Fostering"), service("Short breaks"), service("Advocacy")]),
    "arrangement": st.sampled_from(["stand_alone", "framework", "call_off_direct", "grant"]),
    "value_pence": st.sampled_from([0, 100, 650_000, 99_999_999]),
    "within": st.sampled_from([None, {"authority": "fairshire", "slug": "homes"}]),
}


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """A few things that happen between two builds."""
    change = st.sampled_from(sorted(CHANGES)).flatmap(
        lambda name: st.tuples(st.just("change"), st.integers(0, 30), st.just(name), CHANGES[name])
    )
    other = st.sampled_from(
        [
            ("add",),
            ("drop", 0),
            ("drop", 3),
            ("revise",),
            ("close",),
            ("remove", "lodgings"),
            ("rename",),
            ("withhold",),
        ]
    )
    return draw(st.lists(change | other, min_size=1, max_size=3))


def apply(rows: Rows, edit: tuple[Any, ...]) -> None:
    verb, *values = edit
    here = rows.edition()["rows"]["contract"]
    if verb == "change":
        row = here[values[0] % len(here)]
        row[values[1]] = values[2]
        row["value_kind"] = (
            "nominal" if row["value_pence"] in (0, 100) else "whole" if row["value_pence"] else "unknown"
        )
    elif verb == "add":
        taken = {row["slug"] for row in here}
        slug = next(f"added-{n}" for n in range(99) if f"added-{n}" not in taken)
        rows.contract(slug, title="Added between two builds")
    elif verb == "drop":
        here.pop(values[0] % len(here))
    elif verb == "revise":
        revised(rows.edition(BEFORE), "A name was misspelt.", "2026-11-01")
    elif verb == "close" and ("eastham", NOW) not in rows.editions:
        rows.contract("first", period=NOW, authority="eastham", suppliers=[supplier("A new firm")])
    elif verb == "remove" and any(row["slug"] == values[0] for row in here):
        rows.remove(values[0], on="2026-11-05", reason="A court order")
    elif verb == "rename":
        rows.authority(name="Fairshire Combined Authority")
    elif verb == "withhold":
        rows.withheld(spot=15)


def served(folder: Path) -> dict[str, bytes]:
    here = folder.resolve()
    paths = (path for path in here.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(here).as_posix(): path.read_bytes() for path in paths}


def site(rows: Rows, folder: Path) -> Site:
    write_record(folder / "record.sqlite", rows.record())
    addresses = ("https://contracts.fairshire.example", "https://portal.example")
    return Site("Fairshire", folder / "record.sqlite", *addresses, facts=folder / "facts")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(edits(), min_size=1, max_size=2))
def test_an_incremental_build_is_byte_for_byte_a_clean_one(
    steps: list[list[tuple[Any, ...]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, rows = tmp_path_factory.mktemp("site"), fill(Rows())
    rows.service("Advocacy")  # an edition describes every service that a contract of it names
    assert not build(site(rows, folder), Slots(folder / "slots", 0), processes=1).failures
    for number, step in enumerate(steps):
        rows = deepcopy(rows)
        for edit in step:
            apply(rows, edit)
        made = site(rows, folder)
        assert not build(made, Slots(folder / "slots", number * 5000.0), processes=1).failures
        clean = replace(made, facts=None)
        assert not build(clean, Folder(folder / f"clean-{number}"), processes=1).failures
        assert served(folder / "slots" / "live") == served(folder / f"clean-{number}")
