"""What the columns of councils’ spending files are called. Pure; mostly data. To add a heading: one more in its line.

The LGA’s names (guidance v1.3, 1 June 2015, and its machine schema) come first in each line; the others stand in files
of East Cambridgeshire, Cannock Chase, Eden, Derbyshire, York and Leeds. What was exactly bought (“narrative”) is not
read: such words may name somebody.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from portal.register.heading_rules import IN_THOUSANDS, LONGEST, words_of
from portal.register.headings import reader

HEADINGS: Mapping[str, Sequence[str]] = {
    "paid_on": (
        "PaymentDate", "Payment Date", "Date", "Date paid", "DatePaid", "Transaction date", "Pay date", "Paid date",
        "Posting date", "Date of payment", "Effective Date of payment",
    ),
    "name": (
        "SupplierName", "Supplier (beneficiary) name", "Supplier (beneficiary)", "BeneficiaryName", "Beneficiary name",
        "Benificiary Name", "Beneficiary", "Supplier", "Creditor", "Creditor_Name", "Payee", "Payee name", "Vendor",
        "Vendor name", "Merchant", "Merchant name",
    ),
    "net": (
        "NetAmount", "Net amount £", "Amount", "Amount (£)", "Amount net of VAT", "AmountExcVAT", "Amount exc VAT",
        "Amount excluding VAT", "Amount (excl VAT)", "SumOfAmount_Exc_VAT", "Net value", "Value", "Total net amount",
    ),
    "gross": ("GrossAmount", "Gross", "Amount inc VAT", "Amount including VAT", "SumOfAmount_Inc_VAT"),
    "company_number": (
        "CompaniesHouseRegistrationNumber", "Supplier registered company number", "Company number",
        "Company registration number", "Companies House number",
    ),
    "charity_number": ("CharityCommissionNumber", "Supplier registered charity number", "Charity number"),
    "reference": (
        "TransactionNumber", "Transaction No", "Transaction_No", "Trans No", "TransNo", "Internal reference",
        "Payment reference", "Voucher number", "Document number", "Invoice number",
    ),
    "department": (
        "OrganisationalUnit", "Directorate / service where expenditure incurred", "Directorate", "Department",
        "Department/service where expenditure occurred", "Department or service where expenditure occurred",
        "Expense area", "Service area categorisation", "Service_Area_Categorisation", "Service area",
    ),
    "service": (
        "ServiceCategoryLabel", "Service category label", "Service category", "Service label", "Service",
        "Service plan", "Service_Division_Categorisation", "Category",
    ),
    "purpose": (
        "ProcurementCategory", "Procurement category", "Purpose", "Purpose of spend", "Purpose of expenditure",
        "ExpenditureCategory", "Expenditure category", "Expenses type", "Expenses_Type", "Expense type",
        "Subjective_Group", "Subjective group", "Merchant category", "MerchantCategory", "ProclassLabel",
    ),
    "authority": ("OrganisationLabel", "Organisation name", "Organisation_Name", "Body name", "Body_Name"),
}  # fmt: skip

ELSEWHERE = re.compile(
    r"\b(?:descriptions?|narrative|details?|type|code|address|postcode|charity|company|group|status)\b"
)
RULES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (name, re.compile(there), re.compile(absent))
    for name, there, absent in (
        # (fact, words that must be there, words that must not)
        ("paid_on", r"\b(?:paid|payments?|pay|post\w*|cleared|transaction|settlement|processed)\b.*\b(?:date|on)\b"
         r"|\bdate\b.*\b(?:paid|payments?|post\w*|cleared)\b", r"\b(?:amount|invoice|due)\b"),
        ("name", r"\b(?:supplier|beneficiary|creditor|payee|vendor|recipient|paid to)\b",
         rf"{ELSEWHERE.pattern}|\b(?:number|id|reference|category|amount|date|vat|total|value)\b"),
        ("reference", r"\b(?:transaction|payment|voucher|document|invoice|ap)\b.*\b(?:reference|number|id)\b",
         r"\bvat\b"),
        ("gross", r"\bgross\b|\b(?:inc|incl|including|inclusive)\b.*\bvat\b", r"\b(?:date|number)\b"),
        ("net", r"\b(?:amounts?|net|value|total|spend|gbp)\b",
         rf"{ELSEWHERE.pattern}|\b(?:vat|dates?|number|category|count|year|area|irrecoverable|over)\b"),
        ("department", r"\b(?:department|directorate|service area|division)\b", ELSEWHERE.pattern),
        ("purpose", r"\b(?:expen\w+|spend|merchant|procurement)\b.*\b(?:type|category)\b|\bcategory of spend\b",
         r"\bcode\b"),
    )
)  # fmt: skip


@lru_cache(maxsize=1024)
def meaning(heading: str) -> str:
    """What a heading is that stands in no list, by its words: “Invoice Distribution Amount (£)”, “Dyddiad Talu”."""
    if not heading or len(heading) > LONGEST or IN_THOUSANDS.search(heading):
        return ""
    words = words_of(heading)
    return next((name for name, there, absent in RULES if there.search(words) and not absent.search(words)), "")


read_net = reader(HEADINGS, ("paid_on", "name", "net"), meaning)
read_gross = reader(HEADINGS, ("paid_on", "name", "gross"), meaning)
"""Where a file has amounts with VAT only."""
