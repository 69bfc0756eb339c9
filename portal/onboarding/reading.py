"""A list of providers, read: its rows typed, and what was odd about them. Pure; nothing of the store is asked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from models import identifiers
from portal.accounts.words import address_problem, tidy_address
from portal.onboarding import columns
from portal.onboarding.columns import Columns
from portal.register import sheets
from portal.register.bad_file import BadFile
from portal.register.findings import Finding, shown
from portal.register.plain_text import clean
from portal.register.row_cells import DEFUSED
from portal.register.rows import Row, Sheet

DEEPEST_HEADER = 40
LONGEST_NAME = 200
SEVERAL = re.compile(r"\s*[;|\n]\s*|\s*,\s+")
NOTHING = frozenset({"", "-", "–", "n/a", "na", "none", "tbc", "not known", "unknown"})
KINDS = {
    "company": ("company", "limited company", "ltd", "private limited company", "plc"),
    "cic": ("cic", "community interest company"),
    "charity": ("charity", "registered charity", "voluntary"),
    "cio": ("cio", "charitable incorporated organisation"),
    "registered_society": ("registered society", "co-operative", "housing association"),
    "partnership": ("partnership", "llp"),
    "sole_trader": ("sole trader", "individual"),
    "public_body": ("public body", "local authority", "nhs"),
}
NO_HEADER = (
    "No row in the file is a header of a list of providers. It needs a column “Provider name”, and beside it at least "
    "one of: service, contact name, e-mail, company number, charity number, URN, contracts."
)


@dataclass(frozen=True)
class Line:
    """One row. Numbers are as `models.identifiers` writes them; what was not said is empty."""

    row: int
    name: str
    kind: str
    services: tuple[str, ...] = ()
    contact: str = ""
    email: str = ""
    company_number: str = ""
    charity_number: str = ""
    charity_register: str = ""
    urns: tuple[str, ...] = ()
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """`read` counts all rows below the header that hold anything; those that are no provider are not in `lines`."""

    lines: list[Line]
    findings: list[Finding]
    read: int
    columns: Columns


def read(content: bytes) -> Reading:
    """Raises BadFile where it cannot be read, has no known header, or no row that can be kept."""
    sheet, header, found = _table(sheets.read(content))
    lines: list[Line] = []
    findings: list[Finding] = []
    number = 0
    for row in sheet.rows():
        if row.number <= header or not any(map(str.strip, row.cells)):
            continue
        number += 1
        cells = _Cells(row, found, findings)
        if line := cells.line():
            lines.append(line)
    findings += [
        Finding(header, found.headings[place], "", "an unknown column", "not imported") for place in found.unknown
    ]
    if not lines:
        why = f"None of the {number:,} rows has a name." if number else "The file has a header and no rows below it."
        raise BadFile(why)
    return Reading(lines, findings, number, found)


def _table(found: list[Sheet]) -> tuple[Sheet, int, Columns]:
    headers = [
        (len(named.places), sheet, row.number, named)
        for sheet in found
        if not sheet.hidden
        for row in islice(sheet.rows(), DEEPEST_HEADER)
        if (named := columns.read(row.cells))
    ]
    if not headers:
        raise BadFile(NO_HEADER)
    _, sheet, number, named = max(headers, key=lambda one: one[0])
    return sheet, number, named


@dataclass
class _Cells:
    """One row while it is read; what is odd goes into the findings of the file."""

    row: Row
    columns: Columns
    findings: list[Finding] = field(repr=False)

    def line(self) -> Line | None:
        """The row, typed; None where it is no provider."""
        name = " ".join(self.text("name").split())
        if not name or len(name) > LONGEST_NAME or name == self.columns.heading("name"):
            value = shown(" | ".join(clean(cell) for cell in self.row.cells if cell.strip()))
            problem = "the header again" if name and len(name) <= LONGEST_NAME else "no name that could be one"
            self.findings.append(Finding(self.row.number, "", value, problem, "rejected"))
            return None
        company, charity, register = self.numbers()
        return Line(
            self.row.number,
            name,
            self.kind(name, company, charity),
            services=self.several("services", r"\s*[;|\n]\s*"),
            contact=" ".join(self.text("contact").split())[:LONGEST_NAME],
            email=self.email(),
            company_number=company,
            charity_number=charity,
            charity_register=register,
            urns=tuple(self.urns()),
            contracts=self.several("contracts"),
        )

    def text(self, name: str) -> str:
        """A cell; a placeholder says nothing."""
        place = self.columns.places.get(name, len(self.row.cells))
        text = clean(self.row.cells[place]) if place < len(self.row.cells) else ""
        text = text[1:] if DEFUSED.match(text) else text
        return "" if text.casefold() in NOTHING else text

    def several(self, name: str, between: str | re.Pattern[str] = SEVERAL) -> tuple[str, ...]:
        """What stands in a cell that may hold a list, each once."""
        parts = re.split(between, self.text(name))
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def odd(self, name: str, value: str, problem: str) -> None:
        heading = self.columns.heading(name)
        self.findings.append(Finding(self.row.number, heading, shown(value), problem, "not kept"))

    def email(self) -> str:
        """The first address of the cell, tidied."""
        addresses = self.several("email", r"[;,|\s]+")
        if len(addresses) > 1:
            self.odd("email", " ".join(addresses[1:]), "more than one address: the first is taken")
        if not addresses:
            return ""
        address = addresses[0].removeprefix("mailto:")
        if address_problem(address):
            self.odd("email", address, "not an e-mail address")
            return ""
        return tidy_address(address)

    def numbers(self) -> tuple[str, str, str]:
        """Company number, charity number and the register that it is of."""
        company, charity = self.text("company_number"), self.text("charity_number")
        if not company and not charity and (text := self.text("number")):
            plain = re.sub(r"\W", "", text)
            if len(plain) != 8:
                self.odd("number", text, "it is not said whether this is a company or a charity number")
                return "", "", ""
            company = text
        plain = charity.upper().replace(" ", "")
        register = "OSCR" if plain.startswith("SC") else "CCNI" if plain.startswith("NIC") else "CCEW"
        company = self.number("company_number", company, identifiers.company_number)
        charity = self.number("charity_number", charity, lambda said: identifiers.charity_number(said, register))
        return company, charity, register if charity else ""

    def number(self, name: str, text: str, reader: Callable[[str], str]) -> str:
        try:
            return reader(text) if text else ""
        except ValueError:
            self.odd(name, text, f"not a {name.replace('_', ' ')}")
            return ""

    def urns(self) -> Iterator[str]:
        for text in self.several("urn", r"[;,|\s]+"):
            if number := self.number("urn", text, identifiers.urn):
                yield number

    def kind(self, name: str, company: str, charity: str) -> str:
        """What kind of organisation it is: as the list says, else as its numbers and its name do. Its people correct
        it on their own page."""
        said = self.text("kind").casefold()
        if found := next((kind for kind, words in KINDS.items() if said in words), ""):
            return found
        if company.startswith(("CE", "CS")):
            return "cio"
        if company.startswith(("RS", "IP", "SP")):
            return "registered_society"
        if re.search(r"\bC\.?I\.?C\b", name.upper()) or "COMMUNITY INTEREST COMPANY" in name.upper():
            return "cic"
        return "charity" if charity and not company else "company"
