"""The mark of a page: whatever changes in the rows, a page whose bytes change has another mark.

A page whose mark is unchanged is not rendered again: a mark that misses something would leave old words in the site.
"""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.publishing import words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Row, Rows
from tests.portal.publishing.whole_site import fill

EXAMPLES = 15
TERMS: dict[str, tuple[Any, ...]] = {
    "arrangement": tuple(words.ARRANGEMENTS),
    "volume": ("block", "cost_and_volume", "none_guaranteed", ""),
    "payment": tuple(words.PAYMENTS),
    "process": tuple(words.PROCESSES),
    "value_kind": ("whole", "yearly", "nominal"),
    "sme": ("yes", "no", ""),
    "vcse": ("yes", "no", ""),
    "fixed_cost": ("yes", "no", ""),
    "charity_register": ("CCEW", "OSCR", "CCNI", None),
    "stage": ("analyse", "plan", "do", "review"),
    "kind": ("council", "nhs_body", "regional_body"),
    "closed_on": ("2026-10-20", "2026-12-24"),
    "reason": ("Another reason",),
    "formerly": (["harbour-homes-limited"], [], ["harbour-young-people", "kites"]),
    "suppliers": ([],),
    "users": ([],),
    "buyers": ([],),
    "extensions": ([],),
    "within": (None, {"authority": "fairshire", "slug": "homes"}, {"authority": "westmoor", "slug": "shared"}),
    "service": (None, {"key": "fostering", "title": "Fostering"}),
    "start_known": (True, False),
    "withheld": (True,),
    "redacted": ({"REDACTED PERSONAL DATA": 7},),
    "local": ("yes", "no", ""),
    "targets": ([],),
    "tiers": ([],),
    **dict.fromkeys(("on", "spot", "off", "unknown"), (None, 0, 100_000, -300_000)),
}
FIXED = ("half_year", "key", "revision", "slug", "whole")
"""What makes another row, rather than another field of it."""


def filled(rows: Rows) -> None:
    """Every row by itself: those of the small site share their suppliers."""
    fill(rows).correct("lodgings", "Its value was wrong.", on="2026-09-01", period=BEFORE)
    for edition in rows.editions.values():
        edition["rows"] = json.loads(json.dumps(edition["rows"]))


def places(rows: Rows) -> dict[str, list[tuple[Row, str]]]:
    """Every field of every row, by the kind of row: the row, and what the field is called."""
    found: dict[str, list[tuple[Row, str]]] = {}
    for kind, row in _rows(rows):
        fixed = {*FIXED, "service"} if kind in ("totals", "spend") else FIXED
        found.setdefault(kind, []).extend((row, name) for name in sorted(row) if name not in fixed)
    return found


def _rows(rows: Rows) -> Iterator[tuple[str, Row]]:
    for _, edition in sorted(rows.editions.items()):
        yield from (("revision", row) for row in edition["revisions"])
        for kind, found in edition["rows"].items():
            for row in found:
                yield kind, row
                for part in ("suppliers", "extensions", "users", "buyers") if kind == "contract" else ():
                    yield from ((part, one) for one in row[part])


def another(name: str, value: Any, choose: Any) -> Any:
    """Another value for a field, of its kind."""
    if name in TERMS:
        return choose(st.sampled_from(TERMS[name]))
    if name.endswith("_on") or name == "last_possible_end":
        days = ("2024-01-01", "2026-09-30", "2026-10-01", "2027-09-30", "2031-02-28")
        return choose(st.sampled_from(days if value else (*days, None)))
    if isinstance(value, int) or name.endswith(("_pence", "_months", "places", "lots", "people", "value")):
        return choose(st.sampled_from((1, 100, 4_700_000, 7_700_000_000)))
    return choose(st.sampled_from(("Another", "ZETA & Co", "B")))


def test_a_page_that_changes_has_another_mark(site_client: MakeSite, rows: Rows) -> None:
    filled(rows)
    before = site_client()
    marks, pages = before.addresses(), before.everything()

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        rows.clear()
        filled(rows)
        found = places(rows)
        row, name = data.draw(st.sampled_from(sorted(found)).flatmap(lambda kind: st.sampled_from(found[kind])))
        row[name] = another(name, row[name], data.draw)
        after = site_client()
        same = {url for url, mark in after.addresses().items() if mark and mark == marks.get(url)}
        assert not {url for url in same if pages[url] != after.bytes_at(url)}, f"{name} of {row}"

    check()


def test_contracts_that_are_alike_have_other_marks_where_they_are_of_other_councils(
    rows: Rows, site_client: MakeSite
) -> None:
    """A list of contracts is known by their marks alone: two that changed places would look the same."""
    for authority in ("fairshire", "westmoor"):
        rows.contract("advocacy", authority=authority)
    assert len({line.mark for line in site_client().register.latest.values()}) == 2
