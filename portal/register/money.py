"""Values as councils write them, in whole pence. Pure."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from portal.register.cells import is_placeholder, is_redacted


@dataclass(frozen=True, slots=True)
class Amount:
    """`pence` None: no value, or `problem` says why. `words` stand where a value should; `yearly`: of one year."""

    pence: int | None = None
    yearly: bool = False
    words: str = ""
    problem: str = ""
    action: str = ""


MOST_PENCE = 10**13
YEARLY = re.compile(
    r"\s*(?:/|per|a|each|every)\s*(?:annum|year|yr)\.?$|\s*(?:\bpa\b|\bp\.\s?a\.?|\bannually|\byearly)$"
    r"|\s*\b(?:y|bob|pob|fesul)\s+(?:flwyddyn|blwyddyn)$|\s*\b(?:yn\s+)?(?:flynyddol|y\s?fl)\.?$",
    re.IGNORECASE,
)
NET = re.compile(
    r"\s*\(?\s*(?:(?:\+|plus|ex|exc|excl|excluding|exclusive of|net of)\.?\s*vat"
    r"|(?:\+|heb(?: gynnwys)?|ac eithrio|yn eithrio)\s*taw)\.?\s*\)?$",
    re.IGNORECASE,
)
"""What the sum should be in any case: “£5,000 excl. VAT”."""

MARK = re.compile(r"^(?:Â?£|gbp)\s*|\s*(?:gbp|£)$", re.IGNORECASE)
LOST_SIGN = "\ufffd"
"""What stands where no encoding gives a letter; before an amount of a British council it was a pound sign."""

FIGURES = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d*)?|(\.\d+)")


def amount(text: str) -> Amount:
    """`£106,000,000`, `1,234.50`, `5424407.26`, `£22,000 per annum`.

    `£1.2m`, `10k`, ranges and other currencies are not turned into figures: their words are kept.
    """
    if not text or is_redacted(text):
        return Amount(words=text)
    if is_placeholder(text):
        return Amount(words=text if text[0].isalpha() else "", problem="a placeholder", action="no value kept")
    plain = NET.sub("", text.replace("−", "-"))
    yearly = bool(YEARLY.search(plain))
    plain = MARK.sub("", MARK.sub("", YEARLY.sub("", plain).strip())).strip()
    if _negative(plain):
        return Amount(words=text, problem="a value below nothing", action="no value kept; the words are")
    figures = plain.lstrip(LOST_SIGN).lstrip()
    if not FIGURES.fullmatch(figures):
        return Amount(words=text, problem="not an amount in figures", action="no value kept; the words are")
    read = _counted(Decimal(re.sub(r"[, ]", "", figures)), yearly=yearly, text=text)
    if figures == plain or read.pence is None:
        return read
    return replace(read, problem="a sign before the amount that cannot be read", action="taken as pounds")


def _negative(plain: str) -> bool:
    inside = plain.strip("()-£ ")
    return inside != plain and plain[:1] in "-(" and bool(FIGURES.fullmatch(inside))


def _counted(pounds: Decimal, *, yearly: bool, text: str) -> Amount:
    exact = pounds * 100
    pence = int(exact.to_integral_value(ROUND_HALF_UP))
    if pence > MOST_PENCE:
        return Amount(words=text, problem="more than any contract is worth", action="no value kept; the words are")
    if exact != pence:
        return Amount(pence, yearly, problem="parts of a penny", action=f"rounded to £{Decimal(pence) / 100:,.2f}")
    return Amount(pence, yearly)
