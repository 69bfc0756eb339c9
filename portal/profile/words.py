"""How an organisation and its homes are described, in words. Keys are what is stored."""

KINDS = {
    "company": "Company",
    "cic": "Community interest company (CIC)",
    "charity": "Charity",
    "cio": "Charitable incorporated organisation (CIO)",
    "registered_society": "Registered society (co-operative or community benefit society)",
    "partnership": "Partnership",
    "sole_trader": "Sole trader",
    "public_body": "Public body",
}
REGISTERS = {
    "CCEW": "Charity Commission for England and Wales",
    "OSCR": "Scottish Charity Regulator (OSCR)",
    "CCNI": "Charity Commission for Northern Ireland",
}
YES_NO = {"yes": "Yes", "no": "No"}
HOME_KINDS = {
    "childrens_home": "Children’s home",
    "supported_accommodation": "Supported accommodation",
    "residential_special_school": "Residential special school",
    "family_centre": "Residential family centre",
    "fostering_agency": "Fostering agency",
    "adoption_agency": "Adoption agency",
    "other": "Something else",
}
INSURANCE_KINDS = {
    "public": "Public liability",
    "employers": "Employers’ liability",
    "professional": "Professional indemnity",
    "combined": "One policy for all of these",
}
