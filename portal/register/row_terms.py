"""The days, the terms and the value of one row. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from models.register.terms import months_later, value_kind_of
from portal.register import cells, dates, heading_rules, lengths, money, terms_words
from portal.register.plain_text import beginning, without_entities
from portal.register.row_cells import Cells

Values = dict[str, object]
"""Fields of `lines.Line`."""

SMALL_PENCE = 10_000


def days(found: Cells, published_on: date) -> Values:
    """Start, end, review, break, award and the last possible end; a wrong end is no end, its words are kept."""
    read = {name: found.read_day(name).value for name in ("starts_on", "review_on", "break_on", "awarded_on")}
    period = _period(found)
    read["starts_on"] = read["starts_on"] or period[0]
    if not found.raw("starts_on")[1] and "starts_on" in found.columns.places and not period[0]:
        found.odd("starts_on", "", "no start date", "kept without one")
    _check_award(found, read["awarded_on"], read["starts_on"], published_on)
    ends, note = _end(found, read["starts_on"], period[1:])
    first = found.read_day("first_awarded_on").value
    return {**read, "first_awarded_on": first, "ends_on": ends, "ends_note": note, **_extension(found, ends)}


def _check_award(found: Cells, awarded: date | None, starts: date | None, published_on: date) -> None:
    if not awarded:
        return
    if awarded > (found.read_day("effective_on").value or published_on):
        found.odd("awarded_on", awarded.isoformat(), "awarded after it was published", "kept")
    elif starts and awarded > starts:
        found.odd("awarded_on", awarded.isoformat(), "awarded after it started", "kept")


NOTHING = ("n/a", "na", "n.a.", "-", "–", "none", "nil")


BETWEEN_DAYS = re.compile(r"\s+(?:-|to|until|till)\s+|(?<=\d)-(?=\d)|(?<=\d{4})/(?=\d)", re.IGNORECASE)
PERIOD = re.compile(r"^(?:from|between)\s+", re.IGNORECASE)
FROM = re.compile(
    r"(?P<long>.*\d.*?)\s*\b(?:from|commencing|starting|beginning|with effect from|w\.?e\.?f\.?)\s+(?P<day>.+)$",
    re.IGNORECASE,
)


def _period(found: Cells) -> tuple[date | None, date | None, str]:
    """Both days in one cell, “01/04/2025 - 31/03/2027”, and what is said of the end beside or instead of a day: a
    length alone says neither."""
    place, text = found.raw("period")
    if not text or (found.raw("starts_on")[1] and found.raw("ends_on")[1]):
        return None, None, ""
    plain = PERIOD.sub("", beginning(text, dates.LONGEST).translate(dates.DASHES))
    for halves in _halves(plain):
        first, last = dates.day(halves[0]), dates.day(halves[1])
        if first.value and last.value:
            for one in (first, last):
                if one.problem:
                    found.odd(place, text, one.problem, one.action)
            return first.value, last.value, text if last.words else ""
        if first.value and not any(map(str.isdigit, halves[1])):
            found.odd(place, text, "a first day, and no last one", "the first day is kept, and the words about the end")
            return first.value, None, halves[1]
    if (told := FROM.fullmatch(plain)) and (day := dates.day(told["day"]).value):
        found.odd(place, text, "a first day and a length", "the first day is kept, and the words about the end")
        return day, None, text
    if cells.is_placeholder(text):
        return None, None, ""
    unit = UNIT_OF.search(found.columns.headings[place])
    text = f"{text} {unit[0].lower()}" if unit and re.fullmatch(r"\d+(\.0+)?", text) else text
    problem = "a length, and no days" if lengths.months(text).value is not None else "not two days"
    found.odd(place, text, problem, "no dates kept; where there is no end date, the words are")
    return None, None, text


UNIT_OF = re.compile(r"months|years", re.IGNORECASE)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """The text divided at each place where two days may meet."""
    for where in BETWEEN_DAYS.finditer(text):
        yield text[: where.start()].strip(), text[where.end() :].strip()


def _end(found: Cells, starts: date | None, period: tuple[date | None, str]) -> tuple[date | None, str]:
    """The last day and, where there is none, what is said instead: “Ongoing”. `period`: of a column of both days."""
    last, instead = period
    end = found.day("ends_on")
    if end.problem:
        kept = "; the words are" if end.words and not end.value and end.words.lower() not in NOTHING else ""
        found.odd(found.raw("ends_on")[0], found.raw("ends_on")[1], end.problem, end.action + kept)
    if not found.raw("ends_on")[1]:
        end = cells.Read(last, words=instead)
    note = found.text("ends_note") or ("" if end.words.lower() in NOTHING else end.words)
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
        place, raw = _longest(found, name)
        if raw and (name == "last_end_on" or _is_day(raw)):
            day = found.day(name) if dates.looks_like_one(raw) else _day(raw)
            last, where = day.value or last, name
            if day.problem:
                found.odd(place, raw, day.problem, day.action)
        elif raw:
            read = _months(found, name, place, raw)
            months = months if read is None else read
        if name == "extension" and last and ends and months and last == months_later(ends, months):
            last = None  # the months say it already
    if last and ends and last < ends:
        found.odd(where, last.isoformat(), "the last possible end is before the end", "not kept")
        last = None
    return {"last_end_on": last, "extension_months": months}


def _longest(found: Cells, name: str) -> tuple[int, str]:
    """The cell of the field that says how long: beside “Extension available: Yes” stands “Period: 24 months”."""
    if len(found.columns.places.get(name, ())) < 2:
        return found.raw(name)
    cells_of = found.all(name)
    says = [(place, raw) for place, raw in cells_of if lengths.months(raw).value or _is_day(raw)]
    return next(iter(says or cells_of), (-1, ""))


def _day(raw: str) -> cells.Read[date]:
    read = dates.day(raw)
    return (
        read if read.value or raw.isdigit() else dates.day(lengths.bare(raw)) if not dates.looks_like_one(raw) else read
    )


def _is_day(raw: str) -> bool:
    return dates.looks_like_one(raw) or (_day(raw).value is not None and not raw.isdigit())


def _months(found: Cells, name: str, place: int, raw: str) -> int | None:
    """Months of one cell; of each of them where their columns are numbered: “Extension 1”, “Second extension”."""
    all_of_them = found.all(name)
    numbered = any(heading_rules.NUMBERED.search(found.columns.headings[one]) for one, _raw in all_of_them)
    read = [_one(found, name, *one) for one in (all_of_them if numbered else [(place, raw)])]
    return sum(one for one in read if one is not None) if any(one is not None for one in read) else None


def _one(found: Cells, name: str, place: int, raw: str) -> int | None:
    heading = found.columns.headings[place]
    if name == "extension_years":
        read = lengths.months_in(12, raw)
    elif MONTHS_OF.search(heading):
        read = lengths.months_in(1, raw)
    else:
        read = lengths.months(raw) if found.columns.is_ours else lengths.months_or_years(raw)
    if read.problem:
        found.odd(place, raw, read.problem, read.action)
    return read.value


MONTHS_OF = re.compile(r"month|mths", re.IGNORECASE)


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
    amount, vat = money.amount(without_entities(found.raw(name)[1])), money.amount(ZERO.sub("0", found.raw("vat")[1]))
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


ZERO = re.compile(r"^(?:nil|zero|none)$", re.IGNORECASE)
"""That no VAT is lost; as a value the same words say that there is none."""


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
