"""What the columns of councils’ spending files are called. Pure; mostly data. To add a heading: one more in its line.

The LGA’s names (guidance v1.3, 1 June 2015, and its machine schema) come first in each line; the others stand in files
of East Cambridgeshire, Cannock Chase, Eden, Derbyshire, York and Leeds. What was exactly bought (“narrative”) is not
read: such words may name somebody.
"""

from collections.abc import Mapping, Sequence

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

read_net = reader(HEADINGS, ("paid_on", "name", "net"))
read_gross = reader(HEADINGS, ("paid_on", "name", "gross"))
"""Where a file has amounts with VAT only."""
