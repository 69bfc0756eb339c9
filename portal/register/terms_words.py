"""How registers say what kind of contract it is, how it was bought and how it is paid. Pure data and one look-up.

Our own keys (models.register.terms) are understood as well as the words.
"""

import re
from collections.abc import Mapping

ARRANGEMENTS = {
    "single award contract": "stand_alone", "multiple award contract": "stand_alone", "contract": "stand_alone",
    "stand alone": "stand_alone", "stand alone contract": "stand_alone", "standalone contract": "stand_alone",
    "single supplier contract": "stand_alone", "framework agreement": "framework", "framework": "framework",
    "multi supplier framework": "framework", "single supplier framework": "framework",
    "open framework": "open_framework",
    "dynamic purchasing system": "dynamic_market", "dps": "dynamic_market", "dynamic market": "dynamic_market",
    "call off": "call_off", "call off contract": "call_off", "call off by direct award": "call_off_direct",
    "call off from a framework agreement": "call_off", "call off from a dynamic purchasing system": "call_off",
    "call off by mini competition": "call_off_competition", "mini competition": "call_off_competition",
    "further competition": "call_off_competition", "further competition framework": "call_off_competition",
    "direct award from a framework contract": "call_off_direct", "direct award from a framework": "call_off_direct",
    "grant agreement": "grant", "grant": "grant",
    "call off direct": "call_off_direct", "call off competition": "call_off_competition",
}  # fmt: skip

VOLUMES = {
    "block": "block", "block contract": "block", "cost and volume": "cost_and_volume", "spot": "spot",
    "spot purchase": "spot", "spot contract": "spot", "individual placement": "spot", "spot for a person": "spot",
    "none guaranteed": "none_guaranteed", "no volume guaranteed": "none_guaranteed",
}  # fmt: skip

PAYMENTS = {
    "fixed": "fixed", "fixed price": "fixed", "per place": "per_place", "per hour": "per_hour",
    "by results": "by_results", "payment by results": "by_results", "sliding scale": "sliding_scale",
    "alliance": "alliance",
}  # fmt: skip

PROCESSES = {
    "tender": "tender", "invitation to tender": "tender", "published invitation to tender": "tender", "itt": "tender",
    "open procedure": "tender", "open procedure above threshold": "tender", "open procedure below threshold": "tender",
    "restricted procedure": "tender", "restricted procedure above threshold": "tender",
    "restricted procedure below threshold": "tender", "competitive flexible procedure": "tender",
    "competitive procedure with negotiation above threshold": "tender", "open": "tender",
    "quote": "quote", "invitation to quote": "quote", "itq": "quote", "rfq": "quote", "request for quotation": "quote",
    "quotation": "quote", "competitive quotation below threshold": "quote", "quotes": "quote",
    "other": "other", "direct award": "other", "single tender action below threshold": "other",
    "single source": "other", "call off from a framework agreement": "other",
    "call off from a dynamic purchasing system": "other", "further competition framework": "other",
    "direct award from a framework contract": "other", "grant": "other", "waiver": "other", "exemption": "other",
    "negotiated procedure without prior publication above threshold": "other",
}  # fmt: skip

SUPPLIER_TYPES = {
    "sme": ("yes", ""), "vcse": ("", "yes"), "sme vcse": ("yes", "yes"), "sme and vcse": ("yes", "yes"),
    "vcse and sme": ("yes", "yes"), "vcse sme": ("yes", "yes"), "large": ("no", ""), "large enterprise": ("no", ""),
    "large organisation": ("no", ""), "non sme": ("no", ""), "not sme": ("no", ""), "micro": ("yes", ""),
    "small": ("yes", ""), "medium": ("yes", ""), "micro enterprise": ("yes", ""), "small enterprise": ("yes", ""),
    "medium enterprise": ("yes", ""), "voluntary": ("", "yes"), "voluntary sector": ("", "yes"), "charity": ("", "yes"),
    "neither": ("no", "no"), "registered charity": ("", "yes"), "not vcse": ("", "no"), "non vcse": ("", "no"),
    "vcs": ("", "yes"), "third sector": ("", "yes"), "cic": ("", "yes"), "community interest company": ("", "yes"),
    "both": ("yes", "yes"), "private": ("", "no"), "both sme and vcse": ("yes", "yes"), "small medium": ("yes", ""),
    "small and medium": ("yes", ""), "medium sized": ("yes", ""), "medium sized enterprise": ("yes", ""),
    "small or medium": ("yes", ""), "not an sme": ("no", ""), "not a sme": ("no", ""), "sme micro": ("yes", ""),
    "sme small": ("yes", ""), "sme medium": ("yes", ""), "micro sme": ("yes", ""), "small sme": ("yes", ""),
    "medium sme": ("yes", ""), "small business": ("yes", ""), "sole trader": ("yes", ""), "large company": ("no", ""),
    "large business": ("no", ""), "not for profit": ("", "yes"), "social enterprise": ("", "yes"),
    "voluntary organisation": ("", "yes"), "not a vcse": ("", "no"), "vcse charity": ("", "yes"),
    "charity vcse": ("", "yes"), "bbach": ("yes", ""), "voluntary and community sector": ("", "yes"),
}  # fmt: skip
"""Supplier type -> (SME, VCSE)."""

VALUE_KINDS = {
    "whole": "whole", "yearly": "yearly", "nominal": "nominal", "unknown": "unknown", "annual": "yearly",
    "per year": "yearly", "whole life": "whole",
}  # fmt: skip

Meaning = Mapping[str, str]


def words(text: str) -> str:
    """For looking up: “Other - Further Competition - Framework” is “further competition framework”."""
    plain = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    return plain.removeprefix("other ") if plain != "other" else plain


def meaning(text: str, of: Meaning) -> str:
    """The key that words stand for, or nothing; what stands in brackets or with its lot counts only where it must."""
    if not text or len(text) > LONGEST:
        return ""
    return of.get(words(text), "") or of.get(words(BESIDE.sub("", text)), "") or _in_other_words(text, of)


LONGEST = 400
"""Letters: to look for a phrase in a cell of pages would take long, and it would be about something else."""

BESIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]|\s*[-–,:]?\s*\blots?\s+\w{1,3}$", re.IGNORECASE)

PHRASES: tuple[tuple[Meaning, str, str], ...] = (
    # (of what, words that must be there, key); first match first
    (ARRANGEMENTS, r"(?=.*\b(?:framework|dps|call ?off|dynamic)\b).*\b(?:further|mini) competition\b",
     "call_off_competition"),
    (ARRANGEMENTS, r"(?=.*\b(?:framework|dps|call ?off|dynamic)\b).*\bdirect (?:award|call)\b", "call_off_direct"),
    (ARRANGEMENTS, r"\bcall ?off\b", "call_off"),
    (ARRANGEMENTS, r"\bopen framework\b", "open_framework"),
    (ARRANGEMENTS, r"\b(?:flexible|closed|multi \w+|single \w+|own|council|regional|national"
        r"|collaborative)? ?framework(?: agreement)?$", "framework"),
    (ARRANGEMENTS, r"\b(?:dynamic purchasing (?:system|vehicle)|dynamic market|dps)\b", "dynamic_market"),
    (PROCESSES, r"\b(?:call ?off|framework|further competition|mini competition|direct award|waiver|exemption"
        r"|single (?:tender|source|quote))\b", "other"),
    (PROCESSES, r"\bwithout prior publication\b", "other"),
    (PROCESSES, r"\b(?:quotes?|quotations?|rfq|itq|quick quote)\b", "quote"),
    (PROCESSES, r"^(?:find a tender |ojeu |fts |uk |above threshold |below threshold |regulated )*(?:open"
        r"|restricted|competitive flexible|competitive"
     r"|negotiated|competitive dialogue|two stage|full)(?: \w+)? (?:procedure|tender|process)\b|^(?:open"
         r"|restricted|competitive dialogue)$"
     r"|^(?:formal |competitive |full |public |ojeu |open |restricted )*tender(?:s|ed|ing)?$", "tender"),
)  # fmt: skip
_PHRASES = tuple((of, re.compile(there), key) for of, there, key in PHRASES)


def _in_other_words(text: str, of: Meaning) -> str:
    plain = words(text) if of is ARRANGEMENTS or of is PROCESSES else ""
    return next((key for whose, there, key in _PHRASES if plain and whose is of and there.search(plain)), "")


LGA_PROCESSES = ("invitation to quote", "invitation to tender", "published invitation to tender", "other")
"""What the LGA’s column says and `process` holds; other words are kept as they are."""


def supplier_type(text: str) -> tuple[str, str]:
    """(SME, VCSE) of a kind of supplier: “Medium (50-249 employees)” is “Medium”."""
    known = SUPPLIER_TYPES.get(words(text))
    return known or SUPPLIER_TYPES.get(words(re.split(r"[\d(<>≤≥]", text)[0]), ("", ""))


def call_off(route: str) -> str:
    """Which call-off it is where the words on how it was bought say so."""
    key = meaning(route, ARRANGEMENTS)
    return key if key.startswith("call_off") else ""
