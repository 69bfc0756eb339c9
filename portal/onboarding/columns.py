"""What the columns of a list of providers are called. Pure; mostly data. To add a heading: one more in its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.register.columns import key
from portal.register.plain_text import clean

HEADINGS: Mapping[str, Sequence[str]] = {
    "name": (
        "Provider", "Provider name", "Name of provider", "Name", "Organisation", "Organisation name", "Legal name",
        "Supplier", "Supplier name", "Company", "Company name", "Service provider", "Agency",
    ),
    "services": (
        "Service", "Services", "Service type", "Type of service", "Provision", "Provision type", "Services provided",
    ),
    "contact": (
        "Contact", "Contact name", "Main contact", "Named contact", "Lead contact", "Key contact", "Contact person",
        "Provider contact", "Manager", "Registered manager",
    ),
    "email": (
        "Email", "E-mail", "Email address", "E-mail address", "Contact email", "Contact e-mail",
        "Contact email address", "Main contact email", "Provider email", "Mail",
    ),
    "company_number": (
        "Company number", "Company no", "Company registration number", "Company reg no", "Companies House number",
        "Registered company number", "CRN", "CompaniesHouseRegistrationNumber", "Supplier registered company number",
    ),
    "charity_number": (
        "Charity number", "Charity no", "Charity registration number", "Registered charity number", "Charity reg no",
        "CharityCommissionNumber", "Supplier registered charity number",
    ),
    "number": (
        "Company or charity number", "Company/charity number", "Charity or company number", "Registration number",
    ),
    "urn": ("URN", "Ofsted URN", "URNs", "Ofsted number", "Ofsted reference", "Unique reference number", "SC number"),
    "contracts": (
        "Contract", "Contracts", "Contract reference", "Contract references", "Contract ref", "Contract refs",
        "Contract number", "Contract numbers", "Contract ID", "Contract no",
        "ContractReference", "Contract reference number",
    ),
    "kind": ("Kind", "Type of organisation", "Organisation type", "Legal form", "Legal status"),
}  # fmt: skip
_FIELDS = {key(heading): field for field, headings in HEADINGS.items() for heading in headings}
FEWEST = 2
"""How many known headings make a header; the name is one of them."""


@dataclass(frozen=True)
class Columns:
    """Which column of a list holds which field, and those that go nowhere."""

    headings: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[int, ...]

    def heading(self, field: str) -> str:
        """What the column of a field is called in the file."""
        return self.headings[self.places[field]] if field in self.places else ""


def read(cells: Sequence[str]) -> Columns | None:
    """The columns that a row of headings names, or None for a row that is no header."""
    headings = tuple(" ".join(clean(cell).split()) for cell in cells)
    places: dict[str, int] = {}
    unknown = []
    for place, heading in enumerate(headings):
        field = _FIELDS.get(key(heading), "")
        if field and field not in places:
            places[field] = place
        elif heading:
            unknown.append(place)
    return Columns(headings, places, tuple(unknown)) if "name" in places and len(places) >= FEWEST else None
