"""Which column of a file is which field of the LGA’s template, under whatever heading councils give it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.register import families
from portal.register.columns import Columns, key
from portal.register.validation.faults import Fault
from portal.validating.lga import FIELDS, OF_NAME, PLACE_OF

BOTH = ("guide", "schema")
_NAMES = {key(field.name): field.name for field in FIELDS}
_FIRST = {name: headings[0] for name, headings in families.LGA.items() if name != families.NO_PLACE}
"""Field of the importer -> field of the template."""

_TITLES = {
    "OrganisationURI": ("Organisation code", "Organisation Code (URI)"),
    "ServiceCategoryURI": ("Service category URI",),
    "ServiceCategoryLabel": ("Service Category label",),
    "ProclassLabel": ("Proclass label", "Procurement classification: Proclass label"),
    "ProclassCode": ("Proclass code", "Procurement classification: Proclass code"),
    "OtherSupplierID": ("Other supplier ID", "Other IDs"),
    "AreaServedURI": ("Location served URI",),
}
"""Fields that the register has no place of their own for, and that the template has."""

_OWN = _NAMES | {key(title): name for name, titles in _TITLES.items() for title in titles}
_OFFICIAL = {
    **_OWN,
    **{key(one): _FIRST[name] for name, headings in families.LGA.items() if name in _FIRST for one in headings
       if key(one) not in _OWN},
}  # fmt: skip
"""Key of a heading that the guidance or the schema has -> field."""


@dataclass(frozen=True)
class Layout:
    """`places`: field of the template -> number of its column; `importer`: the columns as the importer knows them."""

    header: int
    importer: Columns
    places: Mapping[str, int]

    def heading(self, place: int) -> str:
        """What the file calls a column; “” where it has no heading."""
        return self.importer.headings[place] if place < len(self.importer.headings) else ""

    def called(self, name: str) -> str:
        """What the file calls a field; the template’s own name where it has none."""
        return self.heading(self.places[name]) if name in self.places else name


def layout(header: int, found: Columns) -> Layout:
    """Exact headings come first; then what the importer makes of the others."""
    places: dict[str, int] = {}
    for place, heading in enumerate(found.headings):
        if (name := _OWN.get(key(heading))) and name not in places:
            places[name] = place
    for field, several in found.places.items():
        free = [place for place in several if place not in places.values()]
        if field in _FIRST and _FIRST[field] not in places and free:
            places[_FIRST[field]] = free[0]
    return Layout(header, found, places)


def faults(of: Layout) -> Iterator[Fault]:
    """What the row of headings has wrong, by the guidance and by the schema."""
    for field in FIELDS:
        if field.name in of.places:
            continue
        wanted = tuple(profile for profile in BOTH if field.need(profile) == "always")  # type: ignore[arg-type]
        if wanted:
            yield Fault(of.header, field.name, "", "a column that must be there is missing", "error", wanted)
        if field.guide == "where it applies":
            words = "a column that is wanted where it applies is missing"
            yield Fault(of.header, field.name, "", words, "warning", ("guide",))
    for name, place in of.places.items():
        heading = of.heading(place)
        if _OFFICIAL.get(key(heading)) != name:
            yield Fault(of.header, heading, "", f"the template calls this column {name}", "note", BOTH)
    yield from _order(of)


def _order(of: Layout) -> Iterator[Fault]:
    known = {place: name for name, place in of.places.items()}
    last, seen_other = -1, ""
    for place, heading in enumerate(of.importer.headings):
        name = known.get(place)
        if name is None:
            seen_other = seen_other or heading
            if heading:
                yield Fault(of.header, heading, "", "a column that the template does not have", "note", BOTH)
            continue
        if seen_other:
            problem = f"columns of one’s own come after those of the template: “{seen_other}” stands before this one"
            yield Fault(of.header, heading, "", problem, "warning", ("guide",))
            seen_other = ""
        if PLACE_OF[name] < last:
            yield Fault(of.header, heading, "", "not in the order of the template", "warning", ("guide",))
        if not OF_NAME[name].in_schema:
            yield Fault(of.header, heading, "", "a column that the machine schema does not have", "note", ("schema",))
        last = max(last, PLACE_OF[name])
