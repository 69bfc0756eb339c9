"""What the columns of a published register are called, and which of ours each of them is. Pure.

A heading is compared by its letters and digits alone, so that
`CONTRACT_TITLE`, “Contract Title” and one with line breaks inside are the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.register import heading_rules
from portal.register.families import EVERY_FAMILY, FAMILIES, LGA, NO_PLACE, OFTEN, OURS, Family
from portal.register.findings import Finding
from portal.register.plain_text import clean


def key(heading: str) -> str:
    """A heading by its letters and digits: “Contract\\nStart Date” and CONTRACT_START_DATE are one."""
    return re.sub(r"[^a-z0-9]", "", heading.lower().replace("#", "number"))


def _lookup(*families: Family) -> dict[str, str]:
    found: dict[str, str] = {}
    for family in families:
        for name, headings in family.items():
            for heading in headings:
                found.setdefault(key(heading), name)
    return found


_OF_FAMILY = {name: _lookup(*parts) for name, parts in FAMILIES.items()}
_OF_ANY = _lookup(*EVERY_FAMILY)
MARKS = {"Contracts Finder": "noticeidentifier"}
"""A heading without which a file is not of that family: what others call a start date is something else there."""

OUR_MARKS = {"page", "supplier_page", "own_arrangement"}
FEWEST = 4
"""How many known headings make a header; the title is one of them, or the description beside a day."""

CALLED = {name: headings[0] for family in (OFTEN, OURS, LGA) for name, headings in family.items()} | {
    "title": "Contract title", "starts_on": "Contract start date", "ends_on": "Contract end date",
    "extension": "Extension period", "extension_years": "Extension period in years", "supplier_type": "Supplier type",
    "gross_value": "Contract value, with VAT", "period": "Contract start date and end date",
    "category": "Procurement category", "route": "Procurement route", "sme": "SME", "vcse": "VCSE",
    "vat": "Irrecoverable VAT", "cpv_code": "CPV code", "cpv_label": "CPV label", "company_number": "Company number",
    "vcse_kind": "VCSE supplier type", "charity_number": "Charity number", "review_on": "Review date",
    "arrangement": "Contract type", "process": "Tender process type", "contact_email": "Contact e-mail",
    "ocid": "Open Contracting ID",
    "last_end_on": "Last possible end date", "awarded_on": "Award date", "break_on": "Break date",
    "suppliers": "Supplier name", "value": "Contract value",
    "reference": "Contract reference", "department": "Department responsible",
}  # fmt: skip
"""What a field is called in findings, where the file calls it otherwise."""

BUYER = ("organisation", "organisations", "organisationbody", "entity", "borough")
"""Beside a column of suppliers these are the buyer; without one they may be anybody."""

TWICE = re.compile(r"\s*(?:/|\||\n|\s[-–]\s)\s*")
"""What stands between the two languages of a heading."""


@dataclass(frozen=True)
class Columns:
    """Which columns of a file hold which field: `places` gives their numbers from nought, the best one first."""

    family: str
    headings: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    known: int
    unknown: tuple[int, ...] = field(default=())
    """Numbers of the columns that go nowhere."""
    understood: Mapping[int, str] = field(default_factory=dict)
    """Column -> field, where the heading is in no list and its words say what it is."""

    month_first: frozenset[int] = frozenset()
    """Columns whose days are written the American way."""

    @property
    def is_ours(self) -> bool:
        """Whether the file is one that Evenhand wrote: each fact has a column of its own there, and nothing is
        concluded from the words of another."""
        return self.places.keys() >= OUR_MARKS

    def findings(self, row: int, filled: frozenset[int]) -> list[Finding]:
        """What to know about the columns; `row` is that of the header, `filled` the columns with something in them."""
        found = [
            Finding(row, self._heading(place), "", self._why_not(place), "not imported")
            for place in self.unknown
            if place in filled
        ]
        for place, name in self.understood.items():
            if place in filled:
                found.append(
                    Finding(row, self._heading(place), "", "a heading in other words", f"read as “{CALLED[name]}”")
                )
        seconds = {place: name for name, places in self.places.items() for place in places[1:] if place in filled}
        for place, name in seconds.items():
            first = self._heading(self.places[name][0])
            action = f"used only where “{first}” is empty"
            if name == "suppliers" and heading_rules.is_numbered(self._heading(place)):
                action = "all of them are suppliers"
            if name.startswith("extension"):
                action = "of several for extensions the one that says by how long is used; numbered ones are added up"
            found.append(Finding(row, self._heading(place), "", "a second column for the same thing", action))
        if filled.intersection(self.places.get("period", ())) and {"starts_on", "ends_on"} <= self.places.keys():
            period, end = (self._heading(self.places[name][0]) for name in ("period", "ends_on"))
            found.append(
                Finding(row, period, "", "a second column for the same thing", f"used only where “{end}” is empty")
            )
        for place in sorted(self.month_first & filled):
            problem, action = "days of this column are written month first", "read so: 04/05/2026 as 5 April 2026"
            found.append(Finding(row, self._heading(place), "", problem, action))
        return found + self._of_values(row) + self._of_other_values(row, filled) + self._of_titles(row)

    def _of_other_values(self, row: int, filled: frozenset[int]) -> list[Finding]:
        """Columns of values that the first one leaves without a use: a contract has one value."""
        there = [name for name in ("value", "yearly_value", "gross_value") if name in self.places]
        return [
            Finding(row, self._heading(place), "", "another column of values",
                    f"used only where “{self._heading(self.places[there[0]][0])}” is empty")
            for name in there[1:]
            for place in self.places[name][:1]
            if place in filled
        ]  # fmt: skip

    def _of_values(self, row: int) -> list[Finding]:
        """Where the heading of the values leaves open what they are."""
        found = []
        for place in self.places.get("value", ()):
            if heading_rules.is_either(self._heading(place)):
                problem = "the heading does not say whether this is the value of the whole or of a year"
                found.append(Finding(row, self._heading(place), "", problem, "taken as the value of the whole"))
        if "gross_value" in self.places and not {"value", "yearly_value"} & self.places.keys():
            heading = self._heading(self.places["gross_value"][0])
            problem = "values with VAT; the Transparency Code asks for the sum without what can be recovered"
            found.append(Finding(row, heading, "", problem, "kept as they stand"))
        return found

    def _of_titles(self, row: int) -> list[Finding]:
        if "title" not in self.places:
            heading = self._heading(self.places["description"][0])
            action = "the beginning of the description is taken as the title"
            return [Finding(row, heading, "", "no column of titles", action)]
        title = self._heading(self.places["title"][0])
        if key(title) == "category":
            return [Finding(row, title, "", "no column of titles", "the category is taken as the title")]
        return []

    def _heading(self, place: int) -> str:
        return self.headings[place] if place < len(self.headings) else ""

    def _why_not(self, place: int) -> str:
        heading = self._heading(place)
        if not heading:
            return "a column without a heading"
        return "a column that the register has no place for" if key(heading) in _OF_ANY else "an unknown column"


def read(cells: Sequence[str]) -> Columns | None:
    """The columns that a row of headings names, or None for a row that is no header."""
    headings = tuple(" ".join(clean(cell).split()) for cell in cells)
    keys = [key(heading) for heading in headings]
    families = [name for name in FAMILIES if MARKS.get(name, "") in ("", *keys)]
    family = max(families, key=lambda name: sum(one in _OF_FAMILY[name] for one in keys))
    names = [_OF_FAMILY[family].get(one) or _OF_ANY.get(one, "") for one in keys]
    understood = {place: name for place, one in enumerate(names) if not one and (name := _in_other_words(cells[place]))}
    names = [understood.get(place, name) for place, name in enumerate(names)]
    if any(name == "title" and keys[place] != "category" for place, name in enumerate(names)):
        names = ["category" if keys[place] == "category" else name for place, name in enumerate(names)]
    if "authority" not in names and "suppliers" in names:
        names = ["authority" if keys[place] in BUYER else name for place, name in enumerate(names)]
    if not {"ends_on", "period"} & set(names):
        long = heading_rules.OF_CONTRACT_LENGTH
        names = [
            name or ("period" if long.search(heading_rules.words_of(headings[place])) else "")
            for place, name in enumerate(names)
        ]
    if "value" not in names and not OUR_MARKS.issubset(names):
        names = ["value" if name == "award_value" else name for name in names]
    places = _places(names, headings, understood)
    if "department" not in places and "service" in places and not OUR_MARKS.issubset(names):
        places["department"] = places["service"]  # what others call a service need not be one of ours
    known = len(places) + names.count(NO_PLACE)
    titled = "title" in places or (
        "description" in places and {"starts_on", "ends_on", "period", "awarded_on"} & places.keys()
    )
    if not titled or len(places) < FEWEST:
        return None
    unknown = tuple(place for place, name in enumerate(names) if name in ("", NO_PLACE))
    return Columns(family, headings, places, known, unknown, understood)


def means(heading: str) -> str:
    """The field that one heading is in any family, or in other words; nothing for what is none."""
    return _OF_ANY.get(key(heading), "") or _in_other_words(heading)


def _in_other_words(cell: str) -> str:
    """By the words of a heading; one in two languages means what either half does."""
    heading = " ".join(clean(cell).split())
    if found := heading_rules.meaning(heading):
        return found
    if (short := heading_rules.before_explanation(heading)) and (found := _OF_ANY.get(key(short), "")) not in (
        "",
        NO_PLACE,
    ):
        return found
    if short and (found := heading_rules.meaning(short)):
        return found
    two = len(heading) <= heading_rules.LONGEST and not heading_rules.YEARS.search(heading)
    halves = [half for half in TWICE.split(clean(cell)) if half] if two else []
    if any(heading_rules.ELSEWHERE.search(heading_rules.words_of(half)) for half in halves):
        return ""  # “Supplier - address” is no supplier
    meant = {name for half in halves if (name := _OF_ANY.get(key(half), "") or heading_rules.meaning(half))}
    return meant.pop() if len(halves) == 2 and len(meant) == 1 and meant != {NO_PLACE} else ""


def _places(
    names: Sequence[str], headings: Sequence[str], understood: Mapping[int, str]
) -> dict[str, tuple[int, ...]]:  # fmt: skip
    """Field -> its columns: those known by heart first, then by how well their words say it, then as they stand."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, name in enumerate(names):
        if name and name != NO_PLACE:
            rank = 1 + heading_rules.rank(headings[place]) if place in understood else 0
            found.setdefault(name, []).append((rank, place))
    return {name: tuple(place for _rank, place in sorted(several)) for name, several in found.items()}
