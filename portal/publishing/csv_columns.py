"""The columns of contracts.csv: the LGA’s template in its own order, then our own. What each says stands beside it.

Source of the names, the order and the titles: LGA, “Local transparency guidance: publishing spending and procurement
information”, v1.3, 1 June 2015, and its machine schema (Contracts.json). EffectiveDate stands in the guidance alone.
To add a column: one entry here, and, where it is to be read back, one in portal/register/columns.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.publishing.cells import day, flag, money, number, text, words
from portal.publishing.words import FRAMEWORKS

Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """What the cells of an edition are made of beside its rows. `references`: slug of a framework of the same authority
    -> its reference; `address`: of the site, without a slash at its end, or “”."""

    authority: str
    authority_slug: str
    effective_on: str
    references: Mapping[str, str]
    address: str


OfContract = Callable[[Row, Place], str]
OfAward = Callable[[Row, Place], str]


class Field(NamedTuple):
    """A cell that shows one field; it is empty where the field is."""

    name: str
    shown: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Column:
    """`says`: what stands in it; `blank`: why it may be empty, or always is. A cell is of the contract, or of one of
    its awards (a supplier with what it was awarded)."""

    name: str
    says: str
    blank: str = ""
    contract: OfContract | Field | None = None
    award: OfAward | Field | None = None

    @property
    def is_filled(self) -> bool:
        """Whether anything ever stands in it."""
        return bool(self.contract or self.award)


def _text(field: str) -> Field:
    return Field(field, text)


def _day(field: str) -> Field:
    return Field(field, day)


def _money(field: str) -> Field:
    return Field(field, money)


def _number(field: str) -> Field:
    return Field(field, number)


def _words(field: str) -> Field:
    return Field(field, words)


CONTRACT_TYPES = {
    **dict.fromkeys(FRAMEWORKS, "Framework agreement"),
    "dynamic_market": "Dynamic purchasing system",
    "grant": "Grant agreement",
}
PROCESSES = {"tender": "Published invitation to tender", "quote": "Invitation to quote", "other": "Other"}


def _type(row: Row, _place: Place) -> str:
    if not row["arrangement"]:
        return ""
    several = len({part["slug"] for part in row["suppliers"]}) > 1
    return CONTRACT_TYPES.get(row["arrangement"], f"{'Multiple' if several else 'Single'} award contract")


def _last_extension(row: Row, _place: Place) -> str:
    return day(row["last_possible_end"]) if row["last_end_on"] or row["extension_months"] else ""


def _supplier_words(row: Row, _place: Place) -> str:
    """The Code’s words stand where the name would; what else was said stands in SupplierNote alone."""
    said = row["supplier_words"]
    return text(said) if not row["suppliers"] and said.startswith("REDACTED ") else ""


def _charity(part: Row, _place: Place) -> str:
    """With the letters that say of which register it is."""
    return f"NIC{part['charity_number']}" if part["charity_register"] == "CCNI" else part["charity_number"] or ""


def _local(part: Row, _place: Place) -> str:
    """Editions from before it was kept do not say."""
    return flag(part.get("local", ""))


def _framework(row: Row, place: Place) -> str:
    within = row["within"]
    mine = within and within["authority"] == place.authority_slug
    return text(place.references.get(within["slug"], "")) if mine else ""


def _framework_page(row: Row, place: Place) -> str:
    within = row["within"]
    return f"{place.address}/contracts/{within['authority']}/{within['slug']}/" if within else ""


def _extensions(row: Row, _place: Place) -> str:
    return "|".join(
        f"{day(one['was_ends_on'])} to {day(one['ends_on'])}, decided {day(one['decided_on'])}"
        for one in row["extensions"]
    )


NOT_SORTED = "Always blank: the contracts are not sorted by this list of categories."
NOT_SAID = "Blank where nobody has said."
NO_URI = "Always blank: no web addresses for this are kept."
CODE = "The Transparency Code asks for it."

LGA = (
    Column("OrganisationLabel", "The authority.", contract=lambda _row, place: text(place.authority)),
    Column("OrganisationURI", "A web address that stands for the authority.", NO_URI),
    Column(
        "EffectiveDate", "The last day of the quarter. It stands in the LGA’s guidance and not in its machine schema.",
        contract=lambda _row, place: day(place.effective_on),
    ),
    Column("ContractReference", f"The authority’s own reference. {CODE}", NOT_SAID, _text("reference")),
    Column(
        "OpenContractingID", "The identifier under the Open Contracting Data Standard.",
        "Blank without one: it needs a prefix that the authority has been given.", _text("ocid"),
    ),
    Column("ContractTitle", f"Title of the agreement. {CODE}", contract=_text("title")),
    Column(
        "ContractType", "The template’s word for it; Arrangement says it more exactly. A call-off is a contract by "
        "itself.", "Blank where nobody has said which arrangement it is.", _type,
    ),
    Column("OrganisationalUnit", f"The department responsible. {CODE}", NOT_SAID, _text("department")),
    Column("ServiceCategoryLabel", "CIPFA’s category of service.", f"{NOT_SORTED} Service has the council’s own."),
    Column("ServiceCategoryURI", "The web address of that category.", NOT_SORTED),
    Column("Description", f"What is bought. {CODE}", NOT_SAID, _text("description")),
    Column("ProcurementCategory", "The council’s own procurement category.", NOT_SAID, _text("category")),
    Column("CPVLabel", "Name of the code of the Common Procurement Vocabulary.", NOT_SAID, _text("cpv_label")),
    Column("CPVCode", "That code.", NOT_SAID, _text("cpv_code")),
    Column("ProclassLabel", "ProClass category.", NOT_SORTED),
    Column("ProclassCode", "ProClass code.", NOT_SORTED),
    Column("StartDate", f"First day. {CODE}", NOT_SAID, _day("starts_on")),
    Column("EndDate", f"Last day, without any extension that is still possible. {CODE}",
           "Blank where no last day is given; EndNote then says why, if anybody has said.", _day("ends_on")),
    Column("ReviewDate", f"The day of the next review. {CODE}", NOT_SAID, _day("review_on")),
    Column("LastExtensionDate", "The last day if it is extended by all that it may be.",
           "Blank where it cannot be extended, or nobody has said.", _last_extension),
    Column(
        "ContractValue", "The value in pounds, net of VAT that can be recovered; ValueKind says whether of the whole "
        f"or of a year. {CODE}", "Blank where it is not known or was redacted: ValueNote then has the words.",
        _money("value_pence"),
    ),
    Column("FixedCost", "Yes: a fixed sum. No: an estimate.", NOT_SAID, Field("fixed_cost", flag)),
    Column("IrrecoverableVAT", f"VAT that cannot be recovered, in pounds. {CODE}",
           "Blank where nobody has said; 0.00 where there is none.", _money("irrecoverable_vat_pence")),
    Column(
        "SupplierName", f"The supplier of this row. {CODE}",
        "Blank where none is named; SupplierNote then has the words that stood in its place.",
        _supplier_words, _text("name"),
    ),
    Column("CompaniesHouseRegistrationNumber", f"Company number of the supplier. {CODE}",
           "Blank for who is not a company, and where nobody has said.", award=_text("company_number")),
    Column(
        "CharityCommissionNumber", "Charity number; SC stands before numbers of Scotland, NIC before those of Northern "
        f"Ireland. {CODE}", "Blank for who is not a charity, and where nobody has said.", award=_charity,
    ),
    Column("OtherSupplierID", "Another number of the supplier.", "Always blank: no other numbers are kept."),
    Column("SMESupplier", f"Whether it has fewer than 250 employees. {CODE}", "Blank where it is not known.",
           award=Field("sme", flag)),
    Column("VCSESupplier", f"Whether it is a voluntary or community organisation or a social enterprise. {CODE}",
           "Blank where it is not known.", award=Field("vcse", flag)),
    Column("VCSESupplierType", "Which kind of such an organisation.", NOT_SAID, award=_text("vcse_kind")),
    Column("ContactName", "Whom to ask about this contract.",
           "Blank where the council’s one contact for all its contracts answers.", _text("contact")),
    Column("ContactEmail", "Their e-mail address.", "As ContactName.", _text("contact_email")),
    Column("ContactURL", "Their web page.", "As ContactName.", _text("contact_url")),
    Column("ProcessType", f"Whether it came of a published invitation to tender, of one to quote, or neither. {CODE}",
           NOT_SAID, Field("process", PROCESSES.__getitem__)),
    Column("TenderDocumentURL", "The tender documents.", NOT_SAID, _text("tender_url")),
    Column("ContractDocumentURL", "The contract document.", NOT_SAID, _text("contract_url")),
    Column("PerformanceInformationURL", "How it performs.", NOT_SAID, _text("performance_url")),
    Column("AreaServedLabel", "Where it applies.", NOT_SAID, _text("area")),
    Column("AreaServedURI", "The web address of that area.", NO_URI),
)  # fmt: skip

OURS = (
    Column("Page", "Page of the contract. Rows of one contract have the same one.",
           contract=lambda row, place: f"{place.address}/contracts/{place.authority_slug}/{row['slug']}/"),
    Column("SupplierPage", "Page of the supplier.", "Blank where no supplier is named.",
           award=lambda part, place: f"{place.address}/suppliers/{part['slug']}/"),
    Column("AwardDate", "The day of this award.", NOT_SAID, award=_day("awarded_on")),
    Column("FirstAwardDate", "The day on which the contract was awarded.", NOT_SAID, _day("awarded_on")),
    Column("AwardValue", "The share of this supplier, in pounds.", NOT_SAID,
           award=_money("value_pence")),
    Column("Lot", "The lot of this award.", "Blank where there are no lots.", award=_text("lot")),
    Column("Lots", "How many lots there are.", NOT_SAID, _number("lots")),
    Column("Arrangement", "Contract of its own, framework, call-off or grant.", NOT_SAID, _words("arrangement")),
    Column("Volume", "Whether a number of places is bought.", NOT_SAID, _words("volume")),
    Column("Payment", "How it is paid.", NOT_SAID, _words("payment")),
    Column("Places", "How many places.", NOT_SAID, _number("places")),
    Column("Service", "The service that it belongs to.", NOT_SAID,
           lambda row, _place: text(row["service"]["title"]) if row["service"] else ""),
    Column("ProcurementMethod", "In words: how it was bought.", NOT_SAID, _text("route")),
    Column("EndNote", "Words on the end, where a day does not say it.", NOT_SAID, _text("ends_note")),
    Column("BreakDate", "The day on which it may be ended early.", NOT_SAID, _day("break_on")),
    Column("ExtensionMonths", "By how many months it may still be extended.", NOT_SAID, _number("extension_months")),
    Column("LastPossibleEndDate", "The latest possible end, where it was agreed as a day and not in months.", NOT_SAID,
           _day("last_end_on")),
    Column("ValueKind", "Whole: over the whole length. Yearly. Nominal: £0 or £1 of a framework, which says nothing of "
           "its worth. Unknown.", contract=_words("value_kind")),
    Column("ValueNote", "Words in place of the value.", "Blank where the value is known.", _text("value_words")),
    Column("SupplierNote", "Words in place of a supplier.", "Blank where one is named.", _text("supplier_words")),
    Column("FrameworkReference", "Reference of the framework that it is called off from.",
           "Blank where it is none of this authority’s that is public.", _framework),
    Column("FrameworkPage", "Page of that framework.", "Blank where it is no call-off, or the framework is not public.",
           _framework_page),
    Column("FrameworkUsers", "Of a framework: who may call off from it.", NOT_SAID,
           lambda row, _place: text("|".join(one["name"] for one in row["users"]))),
    Column("JointBuyers", "Other authorities that buy it together with this one.", NOT_SAID,
           lambda row, _place: text("|".join(one["name"] for one in row.get("buyers", ())))),
    Column("Extensions", "Extensions so far: from which last day to which, and when that was decided.",
           "Blank where there were none.", _extensions),
    Column("SupplierGroup", "The group that the supplier is part of.", NOT_SAID, award=_text("group_name")),
    Column("SupplierGroupNumber", "Company number of that group.", NOT_SAID, award=_text("group_number")),
    Column("SupplierGroupSource", "Where that is known from.", NOT_SAID, award=_text("group_source")),
    Column("SupplierGroupDate", "And since which day.", NOT_SAID, award=_day("group_on")),
    Column("SupplierLocal", "Whether the supplier is local, as the authority means it.", NOT_SAID, award=_local),
)  # fmt: skip

COLUMNS = (*LGA, *OURS)
