"""What stands beside the name of a supplier and is no part of it: numbers, an address, “and others”. Pure."""

import re

KIND = (
    r"(?:(?:registered\s+)?(?P<kind>company|companies house|co|crn|charity|charities|reg(?:istered"
    r"|istration)?)\b[\s.:]*"
    r"(?:reg(?:istration)?\b\.?\s*)?(?:(?:no|number|num|nr)\b)?[.:\s#]*)"
)
NUMBER = r"(?P<number>(?:[A-Z]{2,3}\s?)?\d{5,8})"
IN_BRACKETS = re.compile(rf"(?P<name>.*\S)\s*[,–-]?\s*[(\[]\s*{KIND}?{NUMBER}\s*[)\]]$", re.IGNORECASE)
BEHIND = re.compile(rf"(?P<name>.*[^\s,–-])[\s,–-]+{KIND}{NUMBER}$", re.IGNORECASE)
ACCOUNT = re.compile(r"^(?:[A-Z]{0,2}\d{4,}\s*[-–:]\s+(?=[A-Z]))|\s+[-–]\s*\d{4,}$", re.IGNORECASE)
OTHERS = re.compile(
    r"\s*(?:,|&|\+|\band\b|\bplus\b)?\s*\b(?:others|other (?:suppliers|providers)|various others?|et al)\.?$",
    re.IGNORECASE,
)
MARKS = re.compile(r"\s*[*†‡]+$")
ANYTHING = re.compile(r"\d{4}|[*†‡]|other|et al", re.IGNORECASE)
"""What any of these needs: most names have none of it."""

POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"
ADDRESS = re.compile(
    rf"(?P<name>[^,\n;|]+?(?:,\s*(?:ltd|limited|plc|llp)\b\.?)?)\s*[,\n]\s*(?P<address>[^;|]*{POSTCODE})[\s.,]*",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"\d|unit\b|suite\b|p\.?o\.?\s*box\b|flat\b|(?:ground|first|second|third) floor\b|level\b|block\b", re.IGNORECASE
)
COMPANY_END = re.compile(r"\b(?:ltd|limited|plc|llp|cic|cio|trust|inc)\b\.?\)?$", re.IGNORECASE)

LONGEST = 400
"""Characters. What is longer is no name."""

Odd = tuple[str, str]
"""(problem, action)"""


def without_address(text: str) -> str:
    """A cell that is one name and its address up to the postcode, without that; anything else as it stands."""
    may_be = len(text) <= LONGEST and ("," in text or "\n" in text)
    found = ADDRESS.fullmatch(text) if may_be else None
    if not found or len(re.findall(POSTCODE, text, re.IGNORECASE)) != 1:
        return text
    return found["name"] if COMPANY_END.search(found["name"]) or HOUSE.match(found["address"]) else text


def taken_off(name: str) -> tuple[str, tuple[str, str], Odd | None]:
    """The name alone, (field, number) of what stood beside it, and what to say of that."""
    if len(name) > LONGEST or not ANYTHING.search(name):
        return name, ("", ""), None
    if found := IN_BRACKETS.fullmatch(name) or BEHIND.fullmatch(name):
        field = _field((found["kind"] or "").lower(), found["number"].replace(" ", ""))
        action = "kept as its company number" if field == "company_number" else "kept as its charity number"
        return found["name"], (field, found["number"]), ("a number beside the name", action if field else "left out")
    if OTHERS.search(name) and OTHERS.sub("", name):
        return OTHERS.sub("", name), ("", ""), ("others are meant and not named", "the one that is named is kept")
    if (plain := ACCOUNT.sub("", name)) != name and plain:
        return plain, ("", ""), ("a number beside the name", "left out")
    if (plain := MARKS.sub("", name)) != name and plain:
        return plain, ("", ""), ("the mark of a footnote", "left out")
    return name, ("", ""), None


def _field(kind: str, number: str) -> str:
    """Which number it is: said in words, or eight characters as only companies have them."""
    if kind.startswith("charit"):
        return "charity_number"
    if kind.startswith(("company", "companies", "co", "crn")) or len(number) == 8:
        return "company_number"
    return ""
