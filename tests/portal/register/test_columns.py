"""The header families of real councils, and what becomes of columns that nobody knows."""

import pytest

from portal.register import columns
from portal.register.columns import key
from portal.register.families import FAMILIES

FROM_THE_FIELD = {
    "Bristol": (
        "Body Name,Body,Service Area Categorisation,Organisational Unit,Title Of The Agreement,Scope,"
        "Contract Reference Number,Description,Start Date,End Date,Extension Period Months,Amount,Supplier Name,"
        "Nominated Contact Point,ProcurementCategory,,,"
    ),
    "Hertfordshire": (
        "Contract Reference,Title,Local Authority Department Responsible,Description,Contract Start Date,"
        "Final End Date,Review Date,Contract Value,Supplier Name,Supplier Type,"
        "Pre-contractual Process Used,Irrecoverable VAT Amount"
    ),
    "Scotland Excel": (
        "Contract Number,Category,Team,Procurement Lead,Contract Type,Start Date,End Date,Extension Period Option,"
        "Extension Date,Estimated Value (excl VAT),Date of Award"
    ),
    "DHSC": (
        "CONTRACT_TITLE,SUPPLIER_NAME,CONTRACT_START_DATE,CONTRACT_CURRENT_END_DATE,MAXIMUM_CONTRACT_END_DATE,"
        "CONTRACT_EXTENDABLE,CONTRACT_EXTENDED,CONTRACT_AWARD_VALUE"
    ),
    "LGA": (
        "OrganisationLabel,OrganisationURI,ContractReference,OpenContractingID,ContractTitle,ContractType,"
        "OrganisationalUnit,ServiceCategoryLabel,ServiceCategoryURI,Description,ProcurementCategory,CPVLabel,CPVCode,"
        "ProclassLabel,ProclassCode,StartDate,EndDate,ReviewDate,LastExtensionDate,ContractValue,FixedCost,"
        "IrrecoverableVAT,SupplierName,CompaniesHouseRegistrationNumber,CharityCommissionNumber,OtherSupplierID,"
        "SMESupplier,VCSESupplier,VCSESupplierType,ContactName,ContactEmail,ContactURL,ProcessType,TenderDocumentURL,"
        "ContractDocumentURL,PerformanceInformationURL,AreaServedLabel,AreaServedURI"
    ),
}

GUIDE = (
    "Organisation name,Organisation Code (URI),Effective date,Contract Reference number / ID,Open Contracting ID,"
    "Title of the Agreement,Contract type,Directorate/service responsible,Service Category label,Service category URI,"
    "Description of goods and services,Council's procurement category label,CPV label,CPV code,Proclass label,"
    "Proclass code,Contract start date,End date,Review date,Last extension date,Contract value,"
    "Fixed cost / estimated cost,Irrecoverable VAT,Supplier Name,Supplier registered company number,"
    "Supplier registered charity number,Other supplier ID,SME supplier,VCSE supplier,VCSE supplier type,"
    "Nominated contact point: name,Nominated contact point: email,Nominated contact point: URL,Tender process type,"
    "Tender document URL,Contract document URL,Performance information URL,Location served label,Location served URI"
)


@pytest.mark.parametrize("family", FROM_THE_FIELD)
def test_every_column_of_a_family_is_known(family: str) -> None:
    headings = FROM_THE_FIELD[family].split(",")
    found = columns.read(headings)
    assert found is not None
    assert found.family == family
    filled = frozenset(range(len(headings)))
    unknown = [finding.column for finding in found.findings(1, filled) if finding.problem == "an unknown column"]
    assert not unknown


def test_the_guides_wording_of_the_lgas_columns_is_known_in_full() -> None:
    found = columns.read(GUIDE.split(","))
    assert found is not None
    assert len(found.places) + len(found.unknown) >= 39 - 1  # two columns are categories
    assert all(key(found.headings[place]) in columns._OF_ANY for place in found.unknown)


def test_the_variants_of_hertfordshire_are_known() -> None:
    variants = ["Supplier Supplier Name", "Pre-contractual Process  Used", "Contract Register Link"]
    found = columns.read(["Contract Reference", "Title", "Contract Value", *variants])
    assert found is not None
    assert {"suppliers", "process", "contract_url"} <= set(found.places)


def test_columns_that_nobody_knows_are_said_once_they_hold_something() -> None:
    found = columns.read(["Contract Reference", "Title", "Supplier Name", "Contract Value", "Colour", "Empty", "", ""])
    assert found is not None
    said = [
        (finding.row, finding.column, finding.problem) for finding in found.findings(3, frozenset({0, 1, 2, 3, 4, 6}))
    ]
    assert said == [(3, "Colour", "an unknown column"), (3, "", "a column without a heading")]


def test_a_column_without_a_place_is_said_to_be_known() -> None:
    found = columns.read(FROM_THE_FIELD["DHSC"].split(","))
    assert found is not None
    problems = {finding.column: finding.problem for finding in found.findings(1, frozenset(range(8)))}
    assert problems["CONTRACT_EXTENDABLE"] == "a column that the register has no place for"


def test_without_titles_the_category_is_the_title_and_that_is_said() -> None:
    found = columns.read(FROM_THE_FIELD["Scotland Excel"].split(","))
    assert found is not None
    assert found.findings(1, frozenset())[0].problem == "no column of titles"


@pytest.mark.parametrize(
    "row", [[], [""], ["Title"], ["Name", "Age"], ["Title", "Description", "x"], ["Description", "Value"]]
)
def test_other_rows_are_no_header(row: list[str]) -> None:
    assert columns.read(row) is None


def test_no_family_calls_one_heading_two_things() -> None:
    for name, parts in FAMILIES.items():
        seen: dict[str, str] = {}
        for part in parts:
            for field, headings in part.items():
                for heading in headings:
                    assert seen.setdefault(key(heading), field) == field, f"{name}: {heading}"
