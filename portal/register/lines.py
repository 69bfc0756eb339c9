"""One row of a register, read: every cell typed, what was odd about it said. Pure."""

import re
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256

from portal.register import cells, heading_rules, row_terms, terms_words
from portal.register.columns import BUYER, Columns, key
from portal.register.findings import Finding
from portal.register.plain_text import clean, repaired, without_entities
from portal.register.row_cells import LONGEST_LIST, Cells
from portal.register.row_terms import Values
from portal.register.rows import Row


@dataclass(frozen=True, slots=True)
class Line:
    """One row. Names are those of the table `contract`; “” and None: nothing was said.

    `supplier_cell` is what stands in the cell, tidied; `supplier_cell.read` divides it once all rows are known.
    `framework` is the reference of the framework that it is called off from, `service` its words. `page` and
    `supplier_page` stand in files that Evenhand wrote: rows with one page are one contract, a cell with a page is one
    supplier.
    """

    row: int
    title: str
    authority: str | None = None
    reference: str = ""
    ocid: str = ""
    description: str = ""
    department: str = ""
    category: str = ""
    cpv_code: str = ""
    cpv_label: str = ""
    area: str = ""
    service: str = ""
    framework: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    ends_note: str = ""
    review_on: date | None = None
    break_on: date | None = None
    awarded_on: date | None = None
    first_awarded_on: date | None = None
    last_end_on: date | None = None
    extension_months: int | None = None
    value_pence: int | None = None
    value_kind: str = "unknown"
    value_words: str = ""
    irrecoverable_vat_pence: int | None = None
    fixed_cost: str = ""
    places: int | None = None
    lots: int | None = None
    arrangement: str = ""
    volume: str = ""
    payment: str = ""
    process: str = ""
    route: str = ""
    supplier_cell: str = ""
    supplier_words: str = ""
    page: str = ""
    supplier_page: str = ""
    award_value_pence: int | None = None
    lot: str = ""
    company_number: str = ""
    charity_number: str = ""
    sme: str = ""
    vcse: str = ""
    vcse_kind: str = ""
    group_name: str = ""
    group_number: str = ""
    group_source: str = ""
    group_on: str = ""
    contact: str = ""
    contact_email: str = ""
    contact_url: str = ""
    tender_url: str = ""
    contract_url: str = ""
    performance_url: str = ""

    @property
    def digest(self) -> str:
        """The same for the same row of any file in any format; not the row’s number nor the authority."""
        said = [getattr(self, name) for name in _SAID]
        return sha256(repr(said).encode()).hexdigest()


_SAID = [one.name for one in fields(Line) if one.name not in ("row", "authority")]


class Rejected(ValueError):
    """A row that is no contract; the message is the problem."""


LONGEST_AUTHORITY, LONGEST_REFERENCE, LONGEST_TITLE = 200, 400, 400
TOTALS = re.compile(r"(grand |sub-?|overall )?totals?:?", re.IGNORECASE)
NO_CONTRACT = re.compile(
    r"(grand |sub-?|overall )?totals?\b|notes?\b\W|n\.?b\.?\W|[*†‡]|source\b|key\b\W|disclaimer|please note|figures\b"
    r"|all (values|figures|contracts)\b|(last )?updated\b|data (as )?at\b|end of (report|register|list)",
    re.IGNORECASE,
)
"""How notes and totals below a table begin; a row is one only where it says nothing else of a contract."""

OF_A_CONTRACT = ("suppliers", "starts_on", "ends_on", "period", "department", "awarded_on")


def read(row: Row, columns: Columns, published_on: date) -> tuple[Line, list[Finding]]:
    """The line and what was odd about it; `published_on` is the day after which nothing was awarded yet.

    Raises Rejected where the row is no contract.
    """
    if why := no_contract(row, columns):
        raise Rejected(why)
    found = Cells(row, columns)
    authority = found.words("authority")
    if authority and not _is_authority(found, authority):
        found.odd("authority", authority, "not the name of an authority for sure", "not taken as one")
        authority = ""
    if len(authority) > LONGEST_AUTHORITY:
        raise Rejected("the name of the authority is longer than any name")
    values: Values = {"row": row.number, "title": _title(found), "authority": authority or None}
    for group in (_words, row_terms.days, row_terms.terms, row_terms.values, _supplier, _links):
        values |= group(found, published_on)
    values |= row_terms.value_kind(found, values)
    return Line(**values), found.findings  # type: ignore[arg-type]


AUTHORITY = re.compile(
    r"\b(?:councils?|borough|authority|nhs|trust|health board|integrated care|police|fire|university|college|county"
    r"|city of|department|cyngor|bwrdd|agency|commission|combined|corporation|cbc|mbc|cc|dc|bc|icb)\b",
    re.IGNORECASE,
)


def _is_authority(found: Cells, name: str) -> bool:
    """Whether a name is an authority’s: under “Organisation” may also stand what a council calls its parts."""
    heading = found.columns.headings[found.raw("authority")[0]]
    return key(heading) not in BUYER or bool(AUTHORITY.search(name))


def no_contract(row: Row, columns: Columns) -> str:
    """Why a row below the header is a note or a sum, or nothing."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) < 2:
        return "only one cell is filled: perhaps a note, or a heading between the rows"
    if columns.is_ours:
        return ""
    found = Cells(row, columns)
    if TOTALS.fullmatch(" ".join(found.raw("title")[1].split())):
        return "a line of totals"
    if NO_CONTRACT.match(clean(filled[0])) and not any(found.raw(name)[1] for name in OF_A_CONTRACT):
        return "a note or a line of totals"
    return ""


def _title(found: Cells) -> str:
    title = found.words("title")
    if not title:
        title = " ".join(found.text("description").split()[:20])
        if not title or cells.is_placeholder(title):
            raise Rejected("neither title nor description")
        if "title" in found.columns.places:
            found.odd("title", "", "no title", "the beginning of the description is taken")
    if len(title) > LONGEST_TITLE and not found.columns.is_ours:
        found.odd("title", title, "longer than a title", "its beginning is taken")
        title = title[:LONGEST_TITLE].rpartition(" ")[0] or title[:LONGEST_TITLE]
    return title


def _words(found: Cells, _on: date) -> Values:
    plain = {name: found.text(name) for name in ("ocid", "cpv_code", "cpv_label", "area", "service")}
    said = {name: found.words(name) for name in ("reference", "department", "category")}
    if len(said["reference"]) > LONGEST_REFERENCE:
        found.odd("reference", said["reference"], "longer than a reference", "not kept")
        said["reference"] = ""
    plain |= _cpv(found, plain)
    return {
        **plain, **said, "description": found.text("description", lines=True), "framework": found.words("within")
    }  # fmt: skip


CPV = re.compile(r"(?<!\d)\d{8}(?:-\d)?(?!\d)")
WORD = re.compile(r"[^\W\d_]{3}")


def _cpv(found: Cells, plain: dict[str, str]) -> dict[str, str]:
    """Codes and words in one cell: “85000000-9 - Health and social work services”. Words alone are a label, where there
    is none; anything else stays as it stands."""
    text = plain["cpv_code"]
    codes = list(dict.fromkeys(CPV.findall(text)))
    words = " ".join(CPV.sub(" ", text).replace("|", " ").split()).strip(" -–:,;()[]/.")
    if not text or (codes and not words):
        return {"cpv_code": " | ".join(codes)}
    if not codes and (plain["cpv_label"] or not WORD.search(words)):
        found.odd("cpv_code", text, "not a CPV code", "kept as it stands")
        return {}
    if not codes:
        found.odd("cpv_code", text, "not a CPV code", "kept as its label")
    label = plain["cpv_label"] or re.sub(r"\s*[-–:,;]+(?:\s+[-–:,;]+)+\s*", "; ", words)
    return {"cpv_code": " | ".join(codes), "cpv_label": label}


RECORD = re.compile(r"\[([^\[\]]*)\]")


def _recorded(found: Cells) -> Values:
    """Suppliers as Contracts Finder writes them: “[Name|Address|Ref type|Ref Number|Is SME|Is VCSE]” is the heading,
    and each supplier stands in such brackets. Its address is not read."""
    place, cell = found.raw("suppliers")
    heads = RECORD.search(found.columns.headings[place]) if 0 <= place < len(found.columns.headings) else None
    if not heads or "|" not in heads[1] or not cell:
        return {}
    parts = [head.strip().lower() for head in heads[1].split("|")]
    records = [one.split("|") for one in RECORD.findall(cell)]
    whole = [dict(zip(parts, map(str.strip, one), strict=True)) for one in records if len(one) == len(parts)]
    if len(whole) < len(records) or RECORD.sub("", cell).strip(" ,;\n") or not records:
        found.odd("suppliers", cell, "not the parts that the heading names", "no supplier kept")
        return {"supplier_cell": ""}

    def said(name: str) -> str:
        return " | ".join(one.get(name, "") for one in whole)

    numbers = [one.get("ref number", "") if "COMPANIES" in one.get("ref type", "").upper() else "" for one in whole]
    return {
        "supplier_cell": said("name"), "company_number": " | ".join(numbers), "sme": said("is sme"),
        "vcse": said("is vcse"),
    }  # fmt: skip


def _all_suppliers(found: Cells) -> str:
    """What the cell says; where suppliers have numbered columns, the cells of all of them."""
    first = found.text("suppliers", lines=True, longest=LONGEST_LIST)
    if len(found.columns.places.get("suppliers", ())) < 2:
        return first
    others = [
        raw for other, raw in found.all("suppliers")[1:] if heading_rules.is_numbered(found.columns.headings[other])
    ]
    return " | ".join([first, *(repaired(one)[0] for one in others)])


def _supplier(found: Cells, _on: date) -> Values:
    words = found.words("supplier_type")
    sme, vcse = terms_words.supplier_type(words)
    if words and not (sme or vcse):
        found.odd("supplier_type", words, "a type of supplier that is not known", "not kept")
    numbers = {name: found.words(name) for name in ("company_number", "charity_number", "vcse_kind", "lot")}
    ours = ("page", "supplier_page", "group_name", "group_number", "group_source", "group_on")
    return {
        "supplier_cell": _all_suppliers(found),
        "supplier_words": found.text("supplier_words"),
        **numbers,
        **{name: found.text(name) for name in ours},
        "sme": found.raw("sme")[1] or sme,
        "vcse": found.raw("vcse")[1] or vcse,
        **_recorded(found),
    }


WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def _links(found: Cells, _on: date) -> Values:
    contact, email = found.words("contact"), found.words("contact_email")
    if "@" in contact and not email and not found.columns.is_ours:
        contact, email = "", contact
    kept: Values = {"contact": contact, "contact_email": email}
    for name in ("contact_url", "tender_url", "contract_url", "performance_url"):
        raw = found.raw(name)[1]
        whole = WEB.fullmatch(raw) and without_entities(raw) == raw  # “…/rn” is no lost line break
        address = raw if whole else found.words(name)
        if address and not WEB.fullmatch(address):
            found.odd(name, address, "not a web address", "not kept")
        kept[name] = address if WEB.fullmatch(address) else ""
    return kept
