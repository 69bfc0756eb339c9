"""Numbers by which organisations and homes are known: written as the register that gives them writes them. Pure.

`SC` and six digits is three different things (a company or a charity of Scotland, a home of Ofsted): nothing here
guesses which; each function is told. No check digits exist for any of them.
"""

import re

COMPANY_PREFIXES = frozenset(
    (
        *("AC", "ZC", "FC", "GE", "LP", "OC", "SE", "CE", "CS"),
        *("SA", "SZ", "SF", "GS", "SL", "SO", "SC", "ES"),
        *("NA", "NZ", "NF", "GN", "NL", "NC", "R0", "NI", "EN"),
        *("IP", "SP", "IC", "SI", "NP", "NV", "RC", "SR", "NR", "NO", "RS"),
    )
)
"""Companies House’s own list; CE is a charitable incorporated organisation, CS a Scottish one."""

CHARITIES = {
    "CCEW": (re.compile(r"\d{6,7}(-\d{1,2})?"), "six or seven digits, such as 1090095"),
    "OSCR": (re.compile(r"SC\d{6}"), "SC and six digits, such as SC042386"),
    "CCNI": (re.compile(r"\d{6}"), "six digits, such as 100019"),
}
REGISTER_NAMES = {
    "CCEW": "the Charity Commission for England and Wales",
    "OSCR": "the Scottish Charity Regulator",
    "CCNI": "the Charity Commission for Northern Ireland",
}


def company_number(text: str) -> str:
    """Eight characters: digits, or two letters and six digits. Fewer digits are filled up with noughts.

    Raises ValueError with what to write instead.
    """
    number = _plain(text).replace("-", "")
    if re.search(r"\bCHARIT", text.upper()):
        raise ValueError("This looks like the number of a charity. A company number stands at Companies House.")
    if re.fullmatch(r"\d{1,8}", number) and int(number):
        return number.zfill(8)
    if re.fullmatch(r"[A-Z][A-Z0-9]\d{6}", number) and number[:2] in COMPANY_PREFIXES:
        return number
    if re.fullmatch(r"[A-Z]{2}\d{1,5}", number) and number[:2] in COMPANY_PREFIXES:
        return number[:2] + number[2:].zfill(6)
    if re.fullmatch(r"\d{9,}", number):
        raise ValueError("A company number has eight digits. Take one away, or check which number this is.")
    raise ValueError("A company number is eight digits, or two letters and six digits, such as 01234567 or SC123456.")


def charity_number(text: str, register: str) -> str:
    """The number as `register` (CCEW, OSCR or CCNI) writes it; CCNI’s “NIC” in front is left out.

    Raises ValueError with what to write instead, or when the register is not one of the three.
    """
    if register not in CHARITIES:
        raise ValueError("Select which register the charity number is from.")
    number = _plain(text)
    if register == "CCNI":
        number = number.removeprefix("NIC")
    shape, words = CHARITIES[register]
    if shape.fullmatch(number):
        return number
    other = next((name for key, name in REGISTER_NAMES.items() if CHARITIES[key][0].fullmatch(number)), "")
    hint = f" This looks like a number of {other}." if other else ""
    raise ValueError(f"A number of {REGISTER_NAMES[register]} is {words}.{hint}")


def urn(text: str) -> str:
    """Ofsted’s unique reference number of a home: seven digits, or SC and six digits. Raises ValueError."""
    number = _plain(text).replace("-", "")
    if re.fullmatch(r"\d{7}|SC\d{6}", number):
        return number
    raise ValueError("Ofsted’s number (URN) is seven digits, such as 2650000, or SC and six digits.")


WORDS = re.compile(
    r"^\s*((COMPANY|COMPANIES|HOUSE|CHARITY|REGISTERED|REGISTRATION|REG|URN|NUMBER|NO|Nº)(?![A-Z0-9])[.:]*\s*)*"
)


def _plain(text: str) -> str:
    """In capitals, without the words that people write in front, spaces and stops; one kind of dash. A number that went
    through a spreadsheet as one to calculate with (1234567.0) is the same without."""
    text = re.sub(r"(?<=\d)\.0+\s*$", "", re.sub(r"[‐‑‒–—−]", "-", text.upper().lstrip(" '")))
    return re.sub(r"[\s.,/]", "", WORDS.sub("", text, count=1))
