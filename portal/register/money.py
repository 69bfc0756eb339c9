"""Values as councils write them, in whole pence. Pure."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from portal.register.cells import WIDEN, is_placeholder, is_redacted
from portal.register.plain_text import beginning


@dataclass(frozen=True, slots=True)
class Amount:
    """`pence` None: no value, or `problem` says why. `words` stand where a value should; `yearly`: of one year."""

    pence: int | None = None
    yearly: bool = False
    words: str = ""
    problem: str = ""
    action: str = ""


MOST_PENCE = 10**13
LONGEST = 200
"""Characters. What is longer is a text, and takes long to look through."""

YEARLY = re.compile(
    r"\s*(?:/|per|a|each|every)\s*(?:annum|year|yr)\.?$|\s*(?:\bpa\b|\bp\.\s?a\.?|\bp\s?/\s?a\b|\bannually|\byearly)$"
    r"|\s*\b(?:y|bob|pob|fesul)\s+(?:flwyddyn|blwyddyn)$|\s*\b(?:yn\s+)?(?:flynyddol|y\s?fl)\.?$"
    r"|\s*\(\s*(?:p\.?\s?a\.?|per annum|annual(?:ly)?|yearly|(?:per|a) year)\s*\)$|\s*\bannual$|^annual(?:ly)?:?\s+",
    re.IGNORECASE,
)
NET = re.compile(
    r"\s*\(?\s*(?:(?:\+|plus|ex|exc|excl|excluding|exclusive of|net of)\.?\s*vat"
    r"|(?:\+|heb(?: gynnwys)?|ac eithrio|yn eithrio)\s*taw)\.?\s*\)?$",
    re.IGNORECASE,
)
"""What the sum should be in any case: “£5,000 excl. VAT”."""

GROSS = re.compile(r"\s*\(?\s*\b(?:inc|incl|including|inclusive of|with)\.?\s*vat\.?\s*\)?$", re.IGNORECASE)
IN_WORDS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "miliwn": 6, "bn": 9, "billion": 9}
LARGE = re.compile(rf"([\d.,]*\d)\s*({'|'.join(sorted(IN_WORDS, key=len, reverse=True))})\b\.?", re.IGNORECASE)
"""£1.2m, £50k, 1.5 million."""

ABOUT = re.compile(
    r"^\s*(?:approx(?:imately)?\b\.?|circa\b|ca?\.(?=\s*[£\d])|c(?=\s*£)|about\b|around\b|est(?:imated)?\b\.?|~|≈)\s*(?:at\s+)?"
    r"|\s*\(?\s*\b(?:approx(?:imately)?|est(?:imated|imate)?)\b\.?\s*\)?$",
    re.IGNORECASE,
)
COUNTED = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|ten)\s*-?\s*(?:years?|yrs?|months?)"
BESIDE = re.compile(
    rf"^\s*total\s*(?:of|:|=)?\s+|\s*\(?\s*\b(?:in\s+)?total\s*\)?$|\s*[*†‡]+$|\s*\(?\s*\bone[- ]off\s*\)?$"
    rf"|(?<=\.\d\d)\s*p$"
    rf"|\s*\(?\s*\b(?:over|for|across)\s+(?:the\s+)?(?:{COUNTED}(?:\s+(?:term|period|contract))?"
    r"|(?:(?:full|whole|initial)\s+)?(?:(?:contract\s+)?(?:term|period|life|lifetime)|contract))"
    r"(?:\s+of\s+the\s+contract)?\s*\)?$",
    re.IGNORECASE,
)
"""What stands beside an amount and leaves it as it is: “£75,000 in total”, “over 4 years”, the mark of a footnote."""

MARK = re.compile(r"^(?:Â?£|gbp)\s*|\s*(?:gbp|£)$", re.IGNORECASE)
LOST_SIGN = "\ufffd?œúŁ"
"""What stands where no encoding gives a letter, and what becomes of a pound sign where another one is taken for it."""

SHORTENED = re.compile(r"\d(?:\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
"""1.06E+08, where the file was saved from a column without room; its other figures are lost."""

NO_FIGURES, WORDS_KEPT = "not an amount in figures", "no value kept; the words are"
WITH_VAT = "a value with VAT; the Transparency Code asks for the sum without what can be recovered"
FIGURES = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d*)?|(\.\d+)")


def amount(text: str) -> Amount:
    """`£106,000,000`, `1,234.50`, `£22,000 per annum`; `£1.2m`, `approx. £20k` with what was made of them.

    Ranges, “up to”, rates and other currencies are not turned into figures: their words are kept.
    """
    if not text or is_redacted(text):
        return Amount(words=text)
    if is_placeholder(text):
        return Amount(words=text if text[0].isalpha() else "", problem="a placeholder", action="no value kept")
    said = " ".join(text.replace("−", "-").lstrip("'").split())
    plain, beside = _without(BESIDE, beginning(said, LONGEST))
    plain, about = _without(ABOUT, plain)
    plain, gross = _without(GROSS, plain)
    plain, yearly = _without(YEARLY, NET.sub("", plain))
    plain, more = _without(ABOUT, plain)
    read = _figures(MARK.sub("", MARK.sub("", plain.strip())).strip(), yearly=yearly, text=text)
    if read.pence is None or read.problem:
        return read
    if gross:
        return replace(read, problem=WITH_VAT, action="kept as it stands")
    if about or more:
        return replace(read, problem="an amount that is not exact", action=f"taken as {pounds(read.pence)}")
    return replace(read, problem="words beside the amount", action=f"read as {pounds(read.pence)}") if beside else read


def _figures(plain: str, *, yearly: bool, text: str) -> Amount:
    """What is left when everything beside it is taken away."""
    if is_placeholder(plain):
        return Amount(words=text if plain[0].isalpha() else "", problem="a placeholder", action="no value kept")
    if SHORTENED.fullmatch(plain):
        return Amount(words=text, problem="a number that a spreadsheet cut short", action=f"{WORDS_KEPT}; {WIDEN}")
    if large := LARGE.fullmatch(plain):
        return _large(large, yearly=yearly, text=text)
    figures = plain.lstrip(LOST_SIGN).lstrip()
    if not FIGURES.fullmatch(figures):
        problem = "a value below nothing" if _negative(plain) else NO_FIGURES
        return Amount(words=text, problem=problem, action=WORDS_KEPT)
    read = _counted(Decimal(re.sub(r"[, ]", "", figures)), yearly=yearly, text=text)
    if figures == plain or read.pence is None:
        return read
    return replace(read, problem="a sign before the amount that cannot be read", action="taken as pounds")


def _without(shape: re.Pattern[str], text: str) -> tuple[str, bool]:
    """The text without what a shape finds, and whether there was any."""
    rest = shape.sub("", text)
    return rest, rest != text


def _large(found: re.Match[str], *, yearly: bool, text: str) -> Amount:
    """An amount in thousands or millions: what is written so was rounded by somebody, which is said."""
    if not FIGURES.fullmatch(found[1]):
        return Amount(words=text, problem=NO_FIGURES, action=WORDS_KEPT)
    number = Decimal(found[1].replace(",", "")).scaleb(IN_WORDS[found[2].lower()])
    read = _counted(number, yearly=yearly, text=text)
    if read.pence is None:
        return read
    return replace(read, problem="an amount in thousands or millions", action=f"read as {pounds(read.pence)}")


def pounds(pence: int) -> str:
    """£1,200,000 or £21.11"""
    return f"£{pence // 100:,}" if pence % 100 == 0 else f"£{Decimal(pence) / 100:,.2f}"


def _negative(plain: str) -> bool:
    inside = plain.strip("()-£ ")
    return inside != plain and plain[:1] in "-(" and bool(FIGURES.fullmatch(inside))


def _counted(pounds: Decimal, *, yearly: bool, text: str) -> Amount:
    exact = pounds * 100
    pence = int(exact.to_integral_value(ROUND_HALF_UP))
    if pence > MOST_PENCE:
        return Amount(words=text, problem="more than any contract is worth", action=WORDS_KEPT)
    if exact != pence:
        return Amount(pence, yearly, problem="parts of a penny", action=f"rounded to £{Decimal(pence) / 100:,.2f}")
    return Amount(pence, yearly)
