"""What a contract’s page says of the contract as it stands, in words. What is not known is said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from portal.publishing import words
from portal.publishing.register import Edition, Row
from portal.publishing.supplier_words import tags, unknown

REDACTED = "left out, as the Local Government Transparency Code 2015 allows"


class Said(NamedTuple):
    """A line of a fact; a quiet one adds to the line before."""

    text: str
    href: str = ""
    quiet: bool = False


class Fact(NamedTuple):
    """A fact: what it is about, what is said, and whether many contracts say just that."""

    key: str
    lines: tuple[Said, ...]
    often: bool = False


class Who(NamedTuple):
    """Who provides it, under one award."""

    name: str
    href: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    lot: str = ""


def parties(row: Row) -> list[Who]:
    """Who provides it, a line an award."""
    found = [_party(row, part) for part in row["suppliers"]]
    if row["supplier_words"]:
        note = REDACTED if row["supplier_words"].startswith("REDACTED") else ""
        found.append(Who(row["supplier_words"], note=note))
    return found or [Who("Not said")]


def facts(row: Row, as_at: str, worth: str, *, framework: Said | None = None, spent: str = "") -> list[Fact]:
    """Everything that is known, in the order in which people ask. `worth`: see `how_much`; `framework`: the one that it
    is called off from; `spent`: of a framework, what was called off under it so far."""
    found = (
        Fact("How much", tuple(_how_much(row, worth, spent))),
        Fact("How long", tuple(_how_long(row, as_at))),
        _review(row["review_on"], as_at),
        _bought(row["process"], row["route"], row["arrangement"]),
        _framework(framework, row["arrangement"], row["lots"]),
        Fact("Bought together with", tuple([Said(one["name"]) for one in row.get("buyers", ())])),
        _paid(row["volume"], row["payment"], row["places"]),
        _plain("Where", row["area"]),
        _service(*_of_service(row["service"]), row["category"], row["cpv_code"], row["cpv_label"]),
        _plain("Department", row["department"]),
        _documents(row["tender_url"], row["contract_url"], row["performance_url"]),
        Fact("Reference", tuple(_references(row["reference"], row["ocid"]))),
        _not_said(tuple([row[one] not in _NOTHING or row[other] not in _NOTHING for _, one, other in _WANTED])),
    )
    return [fact for fact in found if fact.lines]


def who_to_ask(row: Row, authority: Row) -> Fact:
    """The contract’s own contact, or the authority’s for all of its contracts."""
    own = row["contact"], row["contact_email"], row["contact_url"]
    given = own if any(own) else (authority["contact_name"], authority["contact_email"], "")
    return _who_to_ask(*given, authority["name"])


def _often(fact: Callable[..., Fact]) -> Callable[..., Fact]:
    """What many contracts say alike is put into words once."""
    return lru_cache(maxsize=4096)(lambda *known: fact(*known)._replace(often=True))


@_often
def _who_to_ask(name: str, mail: str, url: str, authority: str) -> Fact:
    lines = [Said(name)] if name else []
    lines += [Said(mail, f"mailto:{mail}")] if mail else []
    lines += [_link("Contact page", url)] if url else []
    return Fact("Who to ask", tuple(lines) or (Said(authority),))


@_often
def _not_said(known: tuple[bool, ...]) -> Fact:
    """What the Code asks for, or people do, and the register does not say: in one line. `known`: of each wanted."""
    missing = [label for (label, *_), is_known in zip(_WANTED, known, strict=True) if not is_known]
    if not missing:
        return Fact("Not said", ())
    *most, last = missing
    text = f"{', '.join(most)} and {last}" if most else last
    return Fact("Not said", (Said(text[0].upper() + text[1:], quiet=True),))


_NOTHING = ("", None)
_WANTED = (
    ("what exactly it buys", "description", "description"),
    ("the next review", "review_on", "review_on"),
    ("how it was bought", "process", "route"),
    ("how it is paid", "payment", "volume"),
    ("where it applies", "area", "area"),
    ("which service it belongs to", "service", "category"),
    ("which department is responsible", "department", "department"),
    ("VAT that cannot be recovered", "irrecoverable_vat_pence", "irrecoverable_vat_pence"),
)
"""What should be said, and the two columns of which either says it."""


def how_much(row: Row) -> str:
    """The value in one line: “£480,000 a year, about £1,440,000 in all”."""
    if row["value_kind"] == "nominal":
        return words.nominal(row["arrangement"], row["value_pence"])
    if row["value_pence"] is None:
        return row["value_words"] or "Not said"
    pence, years = row["value_pence"], words.years_between(row["starts_on"], row["ends_on"])
    if row["value_kind"] == "yearly":
        rest = f", about {words.pounds(words.roughly(pence * years))} in all" if years and years > 1 else ""
        return f"{words.pounds(pence)} a year{rest}"
    rest = f", about {words.pounds(words.roughly(pence / years))} a year" if years and years > 1 else ""
    return f"{words.pounds(pence)} in all{rest}"


def _how_much(row: Row, worth: str, spent: str) -> Iterator[Said]:
    yield Said(worth)
    if row["value_words"].startswith("REDACTED") and row["value_pence"] is None:
        yield Said(REDACTED, quiet=True)
    if spent:
        yield Said(spent, quiet=row["value_kind"] != "nominal")
    if row["value_kind"] in ("whole", "yearly") and row["fixed_cost"]:
        yield Said("a fixed sum" if row["fixed_cost"] == "yes" else "an estimate", quiet=True)
    if row["irrecoverable_vat_pence"] is not None:
        vat = words.pounds(row["irrecoverable_vat_pence"])
        yield Said(
            f"VAT that cannot be recovered: {vat}" if row["irrecoverable_vat_pence"] else "all VAT can be recovered",
            quiet=True,
        )


def _how_long(row: Row, as_at: str) -> Iterator[Said]:
    start, end = words.day(row["starts_on"]), words.day(row["ends_on"])
    if start and end:
        yield Said(f"{start} to {end}")
    else:
        yield Said(f"From {start}" if start else f"To {end}" if end else "Not said")
    if not start:
        awarded = words.day(row["awarded_on"])
        known = "; the start is not known" if end else ""
        if awarded or end:
            yield Said(f"awarded on {awarded}{known}" if awarded else "the start is not known", quiet=True)
    if row["ends_note"] or (start and not end):
        yield Said(row["ends_note"] or "no last day is given", quiet=True)
    for one in row["extensions"]:
        yield Said(extended(one), quiet=True)
    runs_on = not end or row["ends_on"] > as_at
    if end and runs_on:
        yield Said(_extendable(row), quiet=True)
    if row["break_on"]:
        may = "may" if runs_on and row["break_on"] > as_at else "could"
        yield Said(f"{may} be ended early on {words.day(row['break_on'])}", quiet=True)


def extended(extension: Row) -> str:
    """“extended from 31 March 2026 to 31 March 2027, decided on 4 January 2026”."""
    was, until, decided = (words.day(extension[name]) for name in ("was_ends_on", "ends_on", "decided_on"))
    return f"extended from {was} to {until}, decided on {decided}"


def _extendable(row: Row) -> str:
    last = row["last_possible_end"]
    if last and last > row["ends_on"]:
        by = f" by {words.duration(row['extension_months'])}" if row["extension_months"] else ""
        return f"may be extended{by}, at the latest to {words.day(last)}"
    known = row["extension_months"] is not None or row["last_end_on"]
    return "cannot be extended any further" if known else "whether it may be extended is not said"


@_often
def _review(review_on: str | None, as_at: str) -> Fact:
    lines = [Said(words.day(review_on))] if review_on else []
    lines += [Said("this day has passed", quiet=True)] if review_on and review_on <= as_at else []
    return Fact("Next review", tuple(lines))


@_often
def _bought(process: str, route: str, arrangement: str) -> Fact:
    called_off = words.ARRANGEMENTS[arrangement] if arrangement.startswith("call_off") else ""
    said = dict.fromkeys(text for text in (words.PROCESSES[process], route, called_off) if text)
    return Fact("How it was bought", tuple(Said(text, quiet=bool(number)) for number, text in enumerate(said)))


@_often
def _framework(framework: Said | None, arrangement: str, lots: int | None) -> Fact:
    lines = [framework] if framework else []
    if arrangement in words.FRAMEWORKS:
        lines.append(Said(words.ARRANGEMENTS[arrangement]))
        lines += [Said(words.counted(lots, "lot"), quiet=True)] if lots else []
    return Fact("Framework", tuple(lines))


@_often
def _paid(volume: str, payment: str, places: int | None) -> Fact:
    lines = [Said(words.VOLUMES[volume])] if volume else []
    if payment:
        text = words.PAYMENTS[payment]
        lines.append(Said(text[0].upper() + text[1:]))
    lines += [Said(words.counted(places, "place"))] if places is not None else []
    return Fact("How it is paid", tuple(lines))


def _of_service(service: Row | None) -> tuple[str, str]:
    return (service["key"], service["title"]) if service else ("", "")


@_often
def _service(key: str, title: str, category: str, cpv_code: str, cpv_label: str) -> Fact:
    kinds = (category.strip(), f"{cpv_label} (CPV {cpv_code})".strip() if cpv_code else cpv_label.strip())
    lines = [Said(title, f"/services/{key}/")] if key else []
    return Fact("Service", (*lines, *(Said(text, quiet=bool(key)) for text in kinds if text)))


def _documents(tender: str, contract: str, performance: str) -> Fact:
    named = (("Tender documents", tender), ("The contract", contract), ("How it performs", performance))
    return Fact("Documents", tuple(_link(text, address) for text, address in named if address))


def _references(reference: str, ocid: str) -> Iterator[Said]:
    if reference:
        yield Said(reference)
    if ocid:
        yield Said(f"open contracting identifier {ocid}", quiet=True)


def _link(text: str, address: str) -> Said:
    """Only what leads to a web page becomes a link; anything else is shown as it is."""
    return Said(text, address) if address.startswith(("https://", "http://")) else Said(f"{text}: {address}")


@_often
def _plain(key: str, text: str) -> Fact:
    return Fact(key, (Said(text),) if text else ())


def _party(row: Row, part: Row) -> Who:
    value = words.pounds(part["value_pence"]) + (
        " a year" if row["value_kind"] == "yearly" and part["value_pence"] else ""
    )
    notes = [value if len(row["suppliers"]) > 1 else "", unknown(part)]
    note = ", ".join([text for text in notes if text])
    return Who(part["name"], f"/suppliers/{part['slug']}/", tuple(tags(part)), note, lot_of(part["lot"]))


def lot_of(lot: str) -> str:
    """“Lot 1”; what has a name keeps it."""
    return f"Lot {lot}" if lot and lot[0].isdigit() else lot


@dataclass(frozen=True, slots=True)
class Now:
    """What is about to happen, or just did; `over`: it is in the register no more."""

    title: str
    lines: tuple[str, ...]
    over: bool = False


def now(row: Row, edition: Edition) -> Now | None:
    """What is about to happen within twelve months, counted from the last day of the edition."""
    ends_on, as_at = row["ends_on"], edition.as_at
    if not ends_on:
        return None
    if ends_on <= as_at:
        return Now(f"Ended on {words.day(ends_on)}.", ())
    if not words.within_a_year(as_at, ends_on):
        return None
    extendable = _extendable(row)
    return Now(
        f"Ends in {words.duration(words.months_between(as_at, ends_on))}.",
        (f"On {words.day(ends_on)}, counted from {words.day(as_at)}.", f"{_it(extendable)}."),
    )


def left(last: Edition, following: Edition) -> Now:
    """That it is not in the newest register: since which, and what the page says instead."""
    title = f"No longer in the register since {following.label}."
    return Now(title, (f"This is what it said in {last.label}.",), over=True)


def _it(text: str) -> str:
    return text[0].upper() + text[1:] if text.startswith("whether") else f"It {text}"
