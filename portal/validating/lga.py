"""The LGA’s template of a contracts register: its fields, what its guidance asks of each, and what its schema does.

Sources: the practitioners’ guidance v1.3 (1 June 2015) and the machine schema Contracts.json (esd-org-uk/schemas). They
disagree; `DIFFERENCES` has it in words. To the guidance a field may be wanted only where it applies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from portal.validating.formats import Check, address, cpv, day, flag, money, one_of

Profile = Literal["guide", "schema"]
Need = Literal["", "where it applies", "always"]
ALWAYS: Need = "always"
WHERE_IT_APPLIES: Need = "where it applies"

TYPES = one_of((
    "Single award contract", "Multiple award contract", "Framework agreement", "Dynamic purchasing system",
    "Grant agreement", "Other",
))  # fmt: skip
GUIDE_PROCESSES = one_of((
    "Invitation to tender", "Published invitation to tender", "Invitation to quote", "Other",
))  # fmt: skip
SCHEMA_PROCESSES = one_of(("Invitation to quote", "Published invitation to tender"))
GUIDE_KINDS = one_of((
    "Companies House", "Charity or Charitable Incorporated Organisation", "Community Interest Company",
    "Industrial and Provident Society", "Housing Association", "Other", "Not known",
))  # fmt: skip
SCHEMA_KINDS = one_of(("Voluntary sector", "Community sector"))


@dataclass(frozen=True, slots=True)
class Field:
    """`guide`, `schema`: whether each wants it. `check`: of the format, of the guidance; `schema_check`: of the schema
    where that is another. `in_schema`: whether the schema has it at all."""

    name: str
    guide: Need = ""
    schema: Need = ""
    check: Check | None = None
    schema_check: Check | None = None
    in_schema: bool = True

    def need(self, profile: Profile) -> Need:
        return self.guide if profile == "guide" else self.schema

    def check_of(self, profile: Profile) -> Check | None:
        return (self.schema_check or self.check) if profile == "schema" else self.check


FIELDS = (
    Field("OrganisationLabel"),
    Field("OrganisationURI", check=address),
    Field("EffectiveDate", check=day, in_schema=False),
    Field("ContractReference", ALWAYS, ALWAYS),
    Field("OpenContractingID"),
    Field("ContractTitle", ALWAYS, ALWAYS),
    Field("ContractType", check=TYPES),
    Field("OrganisationalUnit", ALWAYS, ALWAYS),
    Field("ServiceCategoryLabel"),
    Field("ServiceCategoryURI", check=address),
    Field("Description", ALWAYS, ALWAYS),
    Field("ProcurementCategory"),
    Field("CPVLabel"),
    Field("CPVCode", check=cpv),
    Field("ProclassLabel"),
    Field("ProclassCode"),
    Field("StartDate", ALWAYS, ALWAYS, day),
    Field("EndDate", ALWAYS, ALWAYS, day),
    Field("ReviewDate", WHERE_IT_APPLIES, ALWAYS, day),
    Field("LastExtensionDate", check=day),
    Field("ContractValue", ALWAYS, ALWAYS, money),
    Field("FixedCost", check=flag),
    Field("IrrecoverableVAT", WHERE_IT_APPLIES, ALWAYS, money),
    Field("SupplierName", ALWAYS, ALWAYS),
    Field("CompaniesHouseRegistrationNumber"),
    Field("CharityCommissionNumber", WHERE_IT_APPLIES, ALWAYS),
    Field("OtherSupplierID"),
    Field("SMESupplier", ALWAYS, ALWAYS, flag),
    Field("VCSESupplier", ALWAYS, ALWAYS, flag),
    Field("VCSESupplierType", check=GUIDE_KINDS, schema_check=SCHEMA_KINDS),
    Field("ContactName"),
    Field("ContactEmail"),
    Field("ContactURL", check=address),
    Field("ProcessType", ALWAYS, ALWAYS, GUIDE_PROCESSES, SCHEMA_PROCESSES),
    Field("TenderDocumentURL", check=address),
    Field("ContractDocumentURL", check=address),
    Field("PerformanceInformationURL", check=address),
    Field("AreaServedLabel"),
    Field("AreaServedURI", check=address),
)
OF_NAME = {field.name: field for field in FIELDS}
PLACE_OF = {field.name: number for number, field in enumerate(FIELDS)}

DIFFERENCES: Mapping[str, str] = MappingProxyType({
    "EffectiveDate": "The guidance has the column EffectiveDate; the machine schema does not.",
    "ReviewDate": "The guidance wants a review date where one is relevant; the machine schema wants it of every row.",
    "IrrecoverableVAT": "The guidance wants irrecoverable VAT where there is any; the machine schema of every row.",
    "CharityCommissionNumber": "The guidance wants a charity number of charities; the machine schema of every row.",
    "VCSESupplierType": "The guidance has seven kinds of VCSE, such as “Community Interest Company”; the machine "
    "schema has two others, “Voluntary sector” and “Community sector”.",
    "ProcessType": "The guidance has “Invitation to tender”, “Invitation to quote” and “Other”; the machine schema "
    "“Published invitation to tender” and “Invitation to quote”.",
})  # fmt: skip
"""Field -> in which way the two disagree about it."""
