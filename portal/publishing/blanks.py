"""Which of the columns that the LGA’s template calls mandatory a contract leaves blank. Pure."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

Blanks = tuple[bool | None, ...]
"""Of each column of MANDATORY whether nothing stands in it; None where it is not asked."""

MANDATORY = (
    ("ContractReference", "Reference"),
    ("ContractTitle", "Title"),
    ("OrganisationalUnit", "Department"),
    ("Description", "Description"),
    ("StartDate", "First day"),
    ("EndDate", "Last day"),
    ("ReviewDate", "Day of the next review"),
    ("ContractValue", "Value"),
    ("IrrecoverableVAT", "VAT that cannot be recovered"),
    ("SupplierName", "Supplier"),
    ("CharityCommissionNumber", "Charity number, of charities"),
    ("SMESupplier", "Small or medium supplier"),
    ("VCSESupplier", "Voluntary or community supplier"),
    ("ProcessType", "Invited to tender, to quote, or neither"),
)
"""In the LGA’s guidance (v1.3, 1 June 2015) mandatory, mandatory where relevant or mandatory if applicable: the name of
each column, and what it says."""

PLAIN = itemgetter(
    "reference", "title", "department", "description", "starts_on", "ends_on", "review_on", "value_pence",
    "value_words", "irrecoverable_vat_pence", "suppliers", "supplier_words", "process",
)  # fmt: skip
ONCE: dict[Blanks, Blanks] = {}
"""Most contracts leave the same blank: what is found is kept once."""


def blanks(row: Mapping[str, Any]) -> Blanks:
    """Of a released contract; of its suppliers, where any of them does not say."""
    reference, title, unit, description, starts, ends, review, pence, value, vat, parts, words, process = PLAIN(row)
    charity = sme = vcse = None
    for part in parts:
        sme = sme or not part["sme"]
        vcse = vcse or not part["vcse"]
        if part["charity_register"] or part["vcse_kind"] == "charity":
            charity = charity or not part["charity_number"]
    found = (
        not reference, not title, not unit, not description, not starts, not ends, not review,
        pence is None and not value, vat is None or vat == "", not parts and not words, charity, sme, vcse, not process,
    )  # fmt: skip
    return ONCE.setdefault(found, found)
