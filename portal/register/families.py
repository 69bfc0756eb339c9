"""Headings of contracts registers as councils publish them, by where they stand. Pure; data.

To add a family: one more entry.
"""

from collections.abc import Mapping, Sequence

NO_PLACE = "no_place"
"""A column that is known and that the register has no place for."""

LGA = {
    # The field names of the LGA’s schema of the register (Contracts.json, 2015), its titles, and those of its guide.
    "authority": ("OrganisationLabel", "Organisation name"),
    "effective_on": ("EffectiveDate", "Effective date"),
    "reference": (
        "ContractReference", "Contract Reference number / ID", "Contract reference number", "Reference number",
    ),
    "ocid": ("OpenContractingID", "Open Contracting ID"),
    "title": ("ContractTitle", "Title of the Agreement", "Title of agreement"),
    "arrangement": ("ContractType", "Contract type"),
    "department": (
        "OrganisationalUnit", "Local authority directorate/service responsible", "Directorate/service responsible",
        "Department responsible", "Local authority department responsible",
    ),
    "description": ("Description", "Description of goods and services", "Description of the goods and/or services"),
    "category": (
        "ProcurementCategory", "Procurement classification: Council's procurement category label",
        "Council's procurement category label", "ServiceCategoryLabel", "Service Category label",
    ),
    "cpv_label": ("CPVLabel", "Procurement classification: CPV label", "CPV label"),
    "cpv_code": ("CPVCode", "Procurement classification: CPV code", "CPV code"),
    "starts_on": ("StartDate", "Contract start date", "Start date"),
    "ends_on": ("EndDate", "Contract end date", "End date"),
    "review_on": ("ReviewDate", "Review date"),
    "extension": ("LastExtensionDate", "Last extension date", "Extension Period"),
    "value": ("ContractValue", "Contract value"),
    "fixed_cost": ("FixedCost", "Fixed cost / estimated cost", "Fixed cost"),
    "vat": ("IrrecoverableVAT", "Irrecoverable VAT"),
    "suppliers": ("SupplierName", "Supplier name"),
    "company_number": ("CompaniesHouseRegistrationNumber", "Supplier registered company number"),
    "charity_number": ("CharityCommissionNumber", "Supplier registered charity number"),
    "sme": ("SMESupplier", "SME supplier", "SME"),
    "vcse": ("VCSESupplier", "VCSE supplier", "VCSE"),
    "vcse_kind": ("VCSESupplierType", "VCSE supplier type"),
    "contact": ("ContactName", "Nominated contact point: name", "Nominated contact name"),
    "contact_email": ("ContactEmail", "Nominated contact point: email", "Nominated contact email"),
    "contact_url": ("ContactURL", "Nominated contact point: URL"),
    "process": ("ProcessType", "Tender process type"),
    "tender_url": ("TenderDocumentURL", "Tender document URL"),
    "contract_url": ("ContractDocumentURL", "Contract document URL"),
    "performance_url": ("PerformanceInformationURL", "Performance information URL"),
    "area": ("AreaServedLabel", "Location served label"),
    NO_PLACE: (
        "OrganisationURI", "Organisation code", "Organisation Code (URI)", "ServiceCategoryURI", "Service category URI",
        "ProclassLabel", "Procurement classification: Proclass label", "Proclass label", "ProclassCode",
        "Procurement classification: Proclass code", "Proclass code", "OtherSupplierID", "Other supplier ID",
        "Other IDs", "AreaServedURI", "Location served URI",
    ),
}  # fmt: skip

OURS = {
    # What our own CSV has after the LGA’s columns.
    "page": ("Page",),
    "supplier_page": ("SupplierPage",),
    "awarded_on": ("AwardDate", "Award date"),
    "first_awarded_on": ("FirstAwardDate",),
    "award_value": ("AwardValue",),
    "route": ("ProcurementMethod", "How it was bought"),
    "ends_note": ("EndNote",),
    "break_on": ("BreakDate", "Break date"),
    "extension_months": ("ExtensionMonths",),
    "last_end_on": ("LastPossibleEndDate", "Last possible end date"),
    "value_kind": ("ValueKind",),
    "value_words": ("ValueNote",),
    "supplier_words": ("SupplierNote",),
    "own_arrangement": ("Arrangement",),
    "volume": ("Volume",),
    "payment": ("Payment",),
    "places": ("Places",),
    "lots": ("Lots", "Number of lots"),
    "lot": ("Lot",),
    "service": ("Service",),
    "within": ("FrameworkReference",),
    "group_name": ("SupplierGroup",),
    "group_number": ("SupplierGroupNumber",),
    "group_source": ("SupplierGroupSource",),
    "group_on": ("SupplierGroupDate",),
    NO_PLACE: ("FrameworkPage", "FrameworkUsers", "JointBuyers", "Extensions", "SupplierLocal"),
}

BRISTOL = {
    "authority": ("Body Name",),
    "department": ("Organisational Unit",),
    "title": ("Title Of The Agreement",),
    "reference": ("Contract Reference Number",),
    "description": ("Description",),
    "starts_on": ("Start Date",),
    "ends_on": ("End Date",),
    "extension_months": ("Extension Period Months",),
    "value": ("Amount",),
    "suppliers": ("Supplier Name",),
    "contact": ("Nominated Contact Point",),
    "category": ("ProcurementCategory", "Service Area Categorisation"),
    NO_PLACE: ("Body", "Scope"),
}

HERTFORDSHIRE = {
    "reference": ("Contract Reference",),
    "title": ("Title",),
    "department": ("Local Authority Department Responsible",),
    "description": ("Description",),
    "starts_on": ("Contract Start Date",),
    "ends_on": ("Final End Date",),
    "review_on": ("Review Date",),
    "value": ("Contract Value",),
    "suppliers": ("Supplier Name", "Supplier Supplier Name"),
    "supplier_type": ("Supplier Type", "Supplier Supplier Type"),
    "process": ("Pre-contractual Process Used",),
    "vat": ("Irrecoverable VAT Amount",),
    "contract_url": ("Contract Register Link",),
}

SCOTLAND_EXCEL = {
    # There is no title: the category (“Fostering and Continuing Care”) is what the contract is called.
    "reference": ("Contract Number",),
    "title": ("Category",),
    "department": ("Team",),
    "contact": ("Procurement Lead",),
    "arrangement": ("Contract Type",),
    "starts_on": ("Start Date",),
    "ends_on": ("End Date",),
    "extension_months": ("Extension Period Option",),
    "last_end_on": ("Extension Date",),
    "value": ("Estimated Value (excl VAT)",),
    "awarded_on": ("Date of Award",),
}

DHSC = {
    "title": ("CONTRACT_TITLE",),
    "suppliers": ("SUPPLIER_NAME",),
    "starts_on": ("CONTRACT_START_DATE",),
    "ends_on": ("CONTRACT_CURRENT_END_DATE",),
    "last_end_on": ("MAXIMUM_CONTRACT_END_DATE",),
    "value": ("CONTRACT_AWARD_VALUE",),
    NO_PLACE: ("CONTRACT_EXTENDABLE", "CONTRACT_EXTENDED"),
}

CONTRACTS_FINDER = {
    # Its search results as CSV. “Start Date” is that of the notice there; suppliers come with addresses, see `lines`.
    "reference": ("Notice Identifier",),
    "authority": ("Organisation Name",),
    "title": ("Title",),
    "description": ("Description",),
    "cpv_code": ("Cpv Codes",),
    "starts_on": ("Contract start date",),
    "ends_on": ("Contract end date",),
    "awarded_on": ("Awarded Date",),
    "value": ("Awarded Value",),
    "suppliers": ("Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]",),
    "route": ("OJEU Procedure Type",),
    NO_PLACE: (
        "Notice Type", "Status", "Published Date", "Start Date", "End Date", "Closing Date", "OJEU Contract Type",
        "Value Low", "Value High", "Suitable for SME", "Suitable for VCO", "Parent Reference", "Postcode", "Region",
        "Supplier's contact name", "Nationwide",
    ),
}  # fmt: skip

OFTEN = {
    # Headings that stand in many registers.
    "authority": ("Authority", "Council", "Buyer", "Buying organisation", "Contracting authority"),
    "reference": ("Contract ID", "Contract No", "Ref", "Contract Ref", "Reference"),
    "title": ("Contract Name", "Agreement title", "Contract"),
    "department": ("Department", "Directorate", "Service area"),
    "starts_on": ("Commencement date", "Date from", "Start", "From"),
    "ends_on": ("Expiry date", "Date to", "Current end date", "Expiry", "End", "To"),
    "value": ("Value", "Total value", "Total contract value", "Contract amount", "Awarded value"),
    "yearly_value": ("Annual value", "Annual contract value", "Estimated annual value", "Estimated annual spend"),
    "suppliers": (
        "Supplier",
        "Suppliers",
        "Provider",
        "Contractor",
        "Supplier(s)",
        "Name of supplier",
        "Account name",
        "Supplier name and address",
        "Contractor name and address",
        "Supplier name & address",
        "Name and address of supplier",
        "Name and address of contractor",
        "Recipient organisation",
    ),
    "company_number": ("Company number", "Companies House number"),
    "charity_number": ("Charity number",),
    "extension_months": ("Extension months", "Extension option", "Extension options"),
    "category": ("Category",),
    "route": ("Procurement route", "Route to market", "Procurement procedure", "Procedure"),
}

Family = Mapping[str, Sequence[str]]
FAMILIES: dict[str, tuple[Family, ...]] = {
    "LGA": (LGA, OURS),
    "Bristol": (BRISTOL,),
    "Hertfordshire": (HERTFORDSHIRE,),
    "Scotland Excel": (SCOTLAND_EXCEL,),
    "DHSC": (DHSC,),
    "Contracts Finder": (CONTRACTS_FINDER,),
}
EVERY_FAMILY = (LGA, OURS, BRISTOL, HERTFORDSHIRE, DHSC, OFTEN)
"""Where a heading is looked up that the file’s own family has not."""
