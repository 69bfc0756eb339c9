"""Registers at random, for tests that take one through a file and back: as people and other files may leave them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.register.terms import ARRANGEMENTS, FRAMEWORKS, PAYMENTS, PROCESSES, VOLUMES, YES_NO
from portal.register.cells import is_placeholder
from portal.register.plain_text import clean, repaired

Contract = dict[str, Any]

ODD = "=+-@|%＝＠'\"“”,;:\\/&<>()£ŵé0123456789 "
LETTERS = st.sampled_from("abcdefghijklmnoprstuvwyzABCDEFRS" + ODD)
NAMES = (
    "Harbour Ltd, Rowan Ltd",
    "=Sum & Sons Ltd",
    "Various Hands CIC; North | South",
    "Lot 3 - Oak Fostering",
    "Café Tŷ Ltd",
    "+44 Homes",
)
"""Names that a reader of suppliers’ cells would divide, drop or run."""

COMPANIES = ("01234567", "SC123456", "OC301234", "NI012345", "09999999", "00000099")
SERVICES = ("Fostering", "Short breaks")


def _kept(text: str, *, lines: bool = False) -> bool:
    """Whether the register keeps a text just so."""
    same = repaired(clean(text))[0] == text and (lines or "\n" not in text)
    return same and "  " not in text and not is_placeholder(text)


WORDS = st.text(LETTERS, min_size=1, max_size=24).map(str.strip).filter(lambda text: bool(text) and _kept(text))
SAID = st.just("") | WORDS
LINES = st.lists(WORDS, max_size=3).map("\n".join).filter(lambda text: not text or _kept(text, lines=True))
PLACE = WORDS.map(lambda text: "".join(char for char in text if char.isascii() and char.isalnum()))
WEB = st.just("") | PLACE.map(lambda place: f"https://fairshire.example/{place}")
DAYS = st.none() | st.dates(date(2015, 1, 1), date(2040, 1, 1)).filter(lambda day: day != date(2020, 2, 29))
MONEY = st.integers(500_001, 10**10)
YES = st.sampled_from(YES_NO)


@st.composite
def values(draw: Callable[..., Any]) -> Contract:
    """What a contract is worth: more than the threshold, nominal, or not known."""
    kind = draw(st.sampled_from(("whole", "yearly", "nominal", "unknown")))
    pence = {"nominal": st.sampled_from((0, 100)), "unknown": st.none()}.get(kind, MONEY)
    redacted = st.sampled_from(("REDACTED COMMERCIAL CONFIDENTIALITY", ""))
    return {"value_kind": kind, "value_pence": draw(pence), "value_words": draw(redacted | SAID)}


@st.composite
def days(draw: Callable[..., Any]) -> Contract:
    """Days of a contract that is in force in the quarter."""
    ends = draw(st.none() | st.dates(date(2026, 7, 1), date(2038, 1, 1)))
    last = draw(st.none() | st.dates(ends or date(2027, 1, 1), date(2040, 1, 1)))
    known = {name: draw(DAYS) for name in ("review_on", "break_on", "awarded_on")}
    starts = draw(st.none() | st.dates(date(2015, 1, 1), min(ends or date(2026, 9, 30), date(2026, 9, 30))))
    if known["awarded_on"] and not starts:
        known["awarded_on"] = min(known["awarded_on"], date(2026, 9, 30))
    months = draw(st.none() | st.integers(0, 120))
    return {**known, "starts_on": starts, "ends_on": ends, "last_end_on": last, "extension_months": months}


@st.composite
def awards(draw: Callable[..., Any]) -> list[tuple[Any, ...]]:
    """Number of the supplier, lot, value, day."""
    lots = SAID.map(lambda lot: " ".join(lot.split()))
    one = st.tuples(st.integers(0, len(NAMES) - 1), lots, st.none() | st.integers(0, 10**9), DAYS)
    return list({award[:2]: award for award in draw(st.lists(one, max_size=3))}.values())


@st.composite
def contracts(draw: Callable[..., Any]) -> Contract:
    """Columns of a contract, its awards, and which service it is of (None: none)."""
    texts = ("department", "category", "cpv_label", "ocid", "ends_note", "route", "contact", "area")
    sold = draw(awards())
    words = "" if sold else draw(st.just("REDACTED PERSONAL DATA") | SAID)
    return {
        **{name: draw(SAID) for name in texts},
        **{name: draw(WEB) for name in ("contact_url", "tender_url", "contract_url", "performance_url")},
        "cpv_code": draw(st.sampled_from(("", "85311300", "85000000-9", "853", "85311300 | 80110000"))),
        **draw(values()),
        **draw(days()),
        "title": draw(WORDS),
        "description": draw(LINES),
        "arrangement": draw(st.sampled_from(ARRANGEMENTS)),
        "volume": draw(st.sampled_from([volume for volume in VOLUMES if volume != "spot"])),
        "payment": draw(st.sampled_from(PAYMENTS)),
        "process": draw(st.sampled_from(PROCESSES)),
        "fixed_cost": draw(YES),
        "irrecoverable_vat_pence": draw(st.none() | st.integers(0, 10**8)),
        "places": draw(st.none() | st.integers(0, 99)),
        "lots": draw(st.none() | st.integers(1, 9)),
        "contact_email": draw(st.sampled_from(("", "contracts@fairshire.example"))),
        "supplier_words": words,
        "awards": sold,
        "service": draw(st.sampled_from((None, *SERVICES))),
        "within": draw(st.integers(0, 3)),
        "has_reference": draw(st.booleans()),
    }


@st.composite
def suppliers(draw: Callable[..., Any]) -> list[Contract]:
    """Facts of each of NAMES."""
    found = []
    for company in COMPANIES:
        charity = draw(st.sampled_from(((None, None), ("1090095", "CCEW"), ("SC042386", "OSCR"), ("100019", "CCNI"))))
        group = {"group_name": draw(SAID), "group_number": draw(st.none() | WORDS), "group_source": draw(WORDS)}
        facts = {"company_number": draw(st.sampled_from((company, None))), "vcse_kind": draw(SAID)}
        facts |= {"charity_number": charity[0], "charity_register": charity[1], "sme": draw(YES), "vcse": draw(YES)}
        found.append({**facts, **({**group, "group_on": draw(DAYS)} if group["group_name"] else {})})
    return found


REGISTERS = st.tuples(suppliers(), st.lists(contracts(), min_size=1, max_size=5))
IS_FRAMEWORK = FRAMEWORKS
