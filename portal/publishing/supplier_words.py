"""What is known of a supplier, in words. Pure; `part` is a released supplier (`SupplierFacts` or more).

Small or medium is what the Local Government Transparency Code 2015 counts: fewer than 250 employees.
"""

from collections.abc import Mapping
from typing import Any

Part = Mapping[str, Any]

KINDS = {
    "Charity or Charitable Incorporated Organisation": "Charity",
    "Community Interest Company": "Community interest company",
    "Industrial and Provident Society": "Registered society",
    "Housing Association": "Housing association",
    "Voluntary sector": "Voluntary organisation",
    "Community sector": "Community organisation",
}
REGISTERS = {
    "CCEW": ("the Charity Commission for England and Wales",
             "https://register-of-charities.charitycommission.gov.uk/charity-search/-/charity-details/{number}"),
    "OSCR": ("the Scottish Charity Regulator", "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={number}"),
    "CCNI": ("the Charity Commission for Northern Ireland", "https://www.charitycommissionni.org.uk/charity-details/?regId={number}"),
}  # fmt: skip
COMPANIES = "https://find-and-update.company-information.service.gov.uk/company/{number}"


def kind(part: Part) -> str:
    """“Charity”, “Housing association” …; empty where it is no voluntary or community organisation, or nobody knows."""
    if part["charity_number"]:
        return "Charity"
    named = KINDS.get(part["vcse_kind"], "")
    return named or ("Voluntary or community" if part["vcse"] == "yes" else "")


def tags(part: Part) -> list[str]:
    """At a glance: what kind it is, and whether it is small or medium."""
    size = "Small or medium" if part["sme"] == "yes" else ""
    return [tag for tag in (kind(part), size) if tag]


def unknown(part: Part) -> str:
    """What is not known of its size and kind, in a few quiet words."""
    size, sector = part["sme"] == "", part["vcse"] == "" and not kind(part)
    if size and sector:
        return "size and kind not known"
    return "size not known" if size else "kind not known" if sector else ""


def company_link(number: str | None) -> str:
    """Where Companies House shows a company."""
    return COMPANIES.format(number=number) if number else ""


def charity_register(part: Part) -> tuple[str, str]:
    """Which register a charity stands in, and where that shows it; no name where the register is not known."""
    name, link = REGISTERS.get(part["charity_register"] or "", ("", ""))
    number = (
        (part["charity_number"] or "").upper().removeprefix("NIC")
        if part["charity_register"] == "CCNI"
        else part["charity_number"]
    )
    return name, link.format(number=number) if link and number else ""
