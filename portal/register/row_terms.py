"""The days, the terms and the value of one row. Pure."""

import re
from datetime import date

from models.register.terms import months_later, value_kind_of
from portal.register import cells, dates, money, terms_words
from portal.register.row_cells import Cells

Values = dict[str, object]
"""Fields of `lines.Line`."""

SMALL_PENCE = 10_000


def days(found: Cells, published_on: date) -> Values:
    """Start, end, review, break, award and the last possible end; a wrong end is no end, its words are kept."""
    read = {name: found.read(name, dates.day).value for name in ("starts_on", "review_on", "break_on", "awarded_on")}
    period = _period(found)
    read["starts_on"] = read["starts_on"] or period[0]
    if not found.raw("starts_on")[1] and "starts_on" in found.columns.places and not period[0]:
        found.odd("starts_on", "", "no start date", "kept without one")
    _check_award(found, read["awarded_on"], read["starts_on"], published_on)
    ends, note = _end(found, read["starts_on"], period[1])
    first = found.read("first_awarded_on", dates.day).value
    return {**read, "first_awarded_on": first, "ends_on": ends, "ends_note": note, **_extension(found, ends)}


def _check_award(found: Cells, awarded: date | None, starts: date | None, published_on: date) -> None:
    if not awarded:
        return
    if awarded > (found.read("effective_on", dates.day).value or published_on):
        found.odd("awarded_on", awarded.isoformat(), "awarded after it was published", "kept")
    elif starts and awarded > starts:
        found.odd("awarded_on", awarded.isoformat(), "awarded after it started", "kept")


NOTHING = ("n/a", "na", "n.a.", "-", "–", "none", "nil")


BETWEEN_DAYS = re.compile(r"\s+(?:-|–|—|to|until)\s+", re.IGNORECASE)


def _period(found: Cells) -> tuple[date | None, date | None]:
    """Both days in one cell, “01/04/2025 - 31/03/2027”; a length alone says neither."""
    parts = BETWEEN_DAYS.split(found.raw("period")[1])
    first, last = (dates.day(part).value for part in parts) if len(parts) == 2 else (None, None)
    if "period" in found.columns.places and found.raw("period")[1] and not (first and last):
        found.odd("period", found.raw("period")[1], "not two days", "no dates kept")
    return (first, last) if first and last else (None, None)


def _end(found: Cells, starts: date | None, last: date | None) -> tuple[date | None, str]:
    """The last day and, where there is none, what is said instead: “Ongoing”. `last`: of a column of both days."""
    end = found.read("ends_on", dates.day)
    if last and not found.raw("ends_on")[1]:
        end = cells.Read(last)
    note = found.text("ends_note") or ("" if end.value or end.words.lower() in NOTHING else end.words)
    if end.value and starts and end.value < starts:
        said = found.raw("ends_on")[1]
        found.odd("ends_on", said, "it ends before it starts", "no end date kept; the words are")
        return None, note or said
    if not end.value and not note and "ends_on" in found.columns.places and not found.raw("ends_on")[1]:
        found.odd("ends_on", "", "no end date", "kept without one")
    return end.value, note


def _extension(found: Cells, ends: date | None) -> Values:
    """“Extension” holds a day in some registers and months in others, whatever its heading says."""
    months: int | None = None
    last: date | None = None
    where = ""
    for name in ("extension_months", "extension", "extension_years", "last_end_on"):
        raw = found.raw(name)[1]
        if raw and (name == "last_end_on" or dates.looks_like_one(raw)):
            last, where = found.read(name, dates.day).value or last, name
        elif raw:
            months = found.read(name, cells.months_of_years if name == "extension_years" else cells.months).value
        if name == "extension" and last and ends and months and last == months_later(ends, months):
            last = None  # the months say it already
    if last and ends and last < ends:
        found.odd(where, last.isoformat(), "the last possible end is before the end", "not kept")
        last = None
    return {"last_end_on": last, "extension_months": months}


def terms(found: Cells, _on: date) -> Values:
    """What kind of agreement it is, and how it was bought."""
    route, process = found.words("route"), found.words("process")
    kind = "" if found.columns.is_ours else found.words("arrangement")
    meant = {
        "arrangement": _meant(found, "own_arrangement", kind, terms_words.ARRANGEMENTS),
        "volume": _meant(found, "volume", kind, terms_words.VOLUMES),
        "payment": _meant(found, "payment", kind, terms_words.PAYMENTS),
    }
    if kind and not any(meant.values()) and terms_words.words(kind) != "other":
        found.odd("arrangement", kind, "not a kind of agreement that is known", "not kept")
    if found.columns.is_ours:
        return {**meant, "process": terms_words.meaning(process, terms_words.PROCESSES), "route": route}
    meant["arrangement"] = meant["arrangement"] or terms_words.call_off(route)
    how = process if terms_words.words(process) not in terms_words.LGA_PROCESSES else ""
    key = terms_words.meaning(process, terms_words.PROCESSES) or terms_words.meaning(route, terms_words.PROCESSES)
    return {**meant, "process": key, "route": route or how}


def _meant(found: Cells, name: str, kind: str, known: terms_words.Meaning) -> str:
    """The key for the words of a column of its own; without one, what the kind of agreement says of it."""
    words = found.words(name)
    key = terms_words.meaning(words or kind, known)
    if words and not key:
        found.odd(name, words, "words that are not known", "not kept")
    return key


def values(found: Cells, _on: date) -> Values:
    """The value in pence, or the words in its place; VAT, places and lots."""
    name = next((one for one in ("value", "yearly_value", "gross_value") if found.raw(one)[1]), "value")
    amount, vat = money.amount(found.raw(name)[1]), money.amount(found.raw("vat")[1])
    for where, one in ((name, amount), ("vat", vat)):
        if one.problem:
            found.odd(where, found.raw(where)[1], one.problem, one.action)
    return {
        "value_pence": amount.pence,
        "value_kind": "yearly" if amount.yearly or name == "yearly_value" else "whole",
        "value_words": found.text("value_words") or ("" if amount.pence is not None else amount.words),
        "award_value_pence": money.amount(found.raw("award_value")[1]).pence,
        "irrecoverable_vat_pence": vat.pence,
        "fixed_cost": _fixed(found),
        "places": found.read("places", cells.whole).value,
        "lots": found.read("lots", cells.whole).value or None,
    }


def _fixed(found: Cells) -> str:
    word = terms_words.words(found.raw("fixed_cost")[1])
    if word in ("fixed", "fixed cost"):
        return "yes"
    if word in ("estimated", "estimated cost", "estimate"):
        return "no"
    return found.read("fixed_cost", cells.flag).value or ""


def value_kind(found: Cells, line: Values) -> Values:
    """£0 and £1 where a framework has no value of its own are nominal; a few pounds may be a rate."""
    pence = line["value_pence"]
    if not isinstance(pence, int):
        return {"value_kind": "unknown"}
    said = terms_words.meaning(found.text("value_kind"), terms_words.VALUE_KINDS)
    yearly = line["value_kind"] == "yearly" or said == "yearly"
    kind = value_kind_of(pence, str(line["arrangement"]), yearly=yearly)
    if said in ("whole", "yearly") or (said == "nominal" and pence <= 100):
        kind = said
    if kind == "nominal":
        found.odd("value", found.raw("value")[1], "a value of £0 or £1", "marked as nominal: never summed")
    elif pence < SMALL_PENCE:
        found.odd("value", found.raw("value")[1], "a very small value: perhaps a rate", "kept as it stands")
    return {"value_kind": kind}
