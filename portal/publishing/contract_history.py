"""What happened to a contract over the editions of its authority, field by field, in words. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from portal.publishing import words
from portal.publishing.contract_facts import extended, how_much, lot_of
from portal.publishing.editions import Corrections
from portal.publishing.register import Edition, Row
from portal.publishing.supplier_words import charity_register

AGAIN = "In the register again"


class Event(NamedTuple):
    """What happened, and when: a quarter, or a month."""

    when: str
    lines: tuple[str, ...]
    note: str = ""


def history(editions: Sequence[Edition], stood: Mapping[str, Row], corrected: Corrections) -> list[Event]:
    """What happened, newest first. `editions`: those of the authority, oldest first; `stood`: key of a quarter -> the
    contract as it stood in it; `corrected`: how that came of corrections."""
    first = next(number for number, one in enumerate(editions) if one.period_key in stood)
    row = stood[editions[first].period_key]
    events = [*_before(editions[first], row)]
    known = "In the first register that was published" if first == 0 else "New in the register"
    lines = (known, *_ended(editions[first], row), *corrected.get(editions[first].period_key, ()))
    events.append(Event(editions[first].label, lines))
    present = True
    for edition in editions[first + 1 :]:
        now = stood.get(edition.period_key)
        lines = (*_step(edition, row, now, present), *corrected.get(edition.period_key, ()))
        if lines:
            events.append(Event(edition.label, lines))
        row, present = now or row, now is not None
    return events[::-1]


def _step(edition: Edition, before: Row, now: Row | None, present: bool) -> Iterator[str]:
    if now is None:
        if present:
            yield "No longer in the register"
        return
    if not present:
        yield AGAIN
    yield from changes(before, now)
    yield from _ended(edition, now)


def _before(edition: Edition, row: Row) -> list[Event]:
    """What its row tells of the time before the first edition that it stands in; oldest first."""
    found = []
    if row["starts_on"] and row["starts_on"] < edition.starts_on:
        found.append((row["starts_on"], "Started"))
    if row["awarded_on"] and row["awarded_on"] < edition.starts_on:
        found.append((row["awarded_on"], "Awarded"))
    found += [(one["decided_on"], _capital(extended(one))) for one in row["extensions"]]
    return [Event(words.month(on), (text,)) for on, text in sorted(found)]


def _ended(edition: Edition, row: Row) -> Iterator[str]:
    if row["ends_on"] and edition.starts_on <= row["ends_on"] <= edition.last_day:
        yield f"Ended on {words.day(row['ends_on'])}"


def changes(before: Row, now: Row) -> Iterator[str]:
    """Every field that is not what it was."""
    if before == now:
        return
    new = now["extensions"][len(before["extensions"]) :]
    yield from (_capital(extended(one)) for one in new)
    moved = {one["ends_on"] for one in new}
    steady = ("Latest possible end",) if before["last_possible_end"] == now["last_possible_end"] else ()
    for label, said in FIELDS.items():
        was, is_now = said(before), said(now)
        if was != is_now and label not in steady and not (label in FOLLOWS and now["ends_on"] in moved):
            yield _change(label, was, is_now)
    for label, address in LINKS.items():
        if before[address] != now[address]:
            both = before[address] and now[address]
            yield f"{label} {'changed' if both else 'added' if now[address] else 'taken out'}"
    yield from dict.fromkeys(_suppliers(before, now))  # of a supplier with several lots each once
    yield from _users(before, now)
    yield from _buyers(before, now)


def _change(label: str, was: str, is_now: str) -> str:
    if not was:
        return f"{label} added: {is_now}"
    if not is_now:
        return f"{label} taken out: it was {was}"
    return f"{label} changed from {was} to {is_now}"


def _quoted(name: str) -> Callable[[Row], str]:
    return lambda row: f"“{row[name]}”" if row[name] else ""


def _text(name: str) -> Callable[[Row], str]:
    return lambda row: str(row[name]) if row[name] not in (None, "") else ""


def _day(name: str) -> Callable[[Row], str]:
    return lambda row: words.day(row[name])


def _term(name: str, terms: Mapping[str, str]) -> Callable[[Row], str]:
    return lambda row: f"“{terms[row[name]]}”" if row[name] else ""


def _money(name: str) -> Callable[[Row], str]:
    return lambda row: words.pounds(row[name])


def _value(row: Row) -> str:
    """Without what was worked out from it."""
    if row["value_pence"] is None:
        return str(row["value_words"] or "not said")
    return how_much({**row, "ends_on": None})


def _last_possible_end(row: Row) -> str:
    return words.day(row["last_possible_end"]) if row["last_possible_end"] != row["ends_on"] else ""


def _within(row: Row) -> str:
    return f"{row['within']['authority']}/{row['within']['slug']}" if row["within"] else ""


FIELDS: dict[str, Callable[[Row], str]] = {
    "Title": _quoted("title"),
    "Reference": _text("reference"),
    "Value": _value,
    "VAT that cannot be recovered": _money("irrecoverable_vat_pence"),
    "Whether the sum is fixed": _text("fixed_cost"),
    "First day": _day("starts_on"),
    "Last day": _day("ends_on"),
    "Note on the end": _quoted("ends_note"),
    "Latest possible end": _last_possible_end,
    "Possible extension": lambda row: words.duration(row["extension_months"]) if row["extension_months"] else "",
    "Next review": _day("review_on"),
    "Break": _day("break_on"),
    "Day of award": _day("awarded_on"),
    "What it buys": _quoted("description"),
    "Kind of agreement": _term("arrangement", words.ARRANGEMENTS),
    "Volume": _term("volume", words.VOLUMES),
    "Payment": _term("payment", words.PAYMENTS),
    "Places": _text("places"),
    "Lots": _text("lots"),
    "How it was bought": _quoted("route"),
    "Process": _term("process", words.PROCESSES),
    "Framework": _within,
    "Service": lambda row: row["service"]["title"] if row["service"] else "",
    "Category": _quoted("category"),
    "CPV code": lambda row: " ".join(text for text in (row["cpv_code"], row["cpv_label"]) if text),
    "Department": _text("department"),
    "Area": _quoted("area"),
    "Who to ask": lambda row: ", ".join(text for text in (row["contact"], row["contact_email"]) if text),
    "Words in place of a supplier": _text("supplier_words"),
    "Open contracting identifier": _text("ocid"),
}  # fmt: skip
"""What a field is called -> what is said of it; empty where nothing is known."""

FOLLOWS = ("Last day", "Possible extension")
"""What changes when a contract is extended: told with the extension."""

LINKS = {
    "Link to the tender documents": "tender_url",
    "Link to the contract": "contract_url",
    "Link to how it performs": "performance_url",
    "Contact page": "contact_url",
}

FACTS: dict[str, Callable[[Row], str]] = {
    "company number": _text("company_number"),
    "charity number": _text("charity_number"),
    "register of the charity": lambda part: charity_register(part)[0],
    "whether it is small or medium": _text("sme"),
    "whether it is voluntary or community": _text("vcse"),
    "kind": _text("vcse_kind"),
    "group": _text("group_name"),
    "company number of the group": _text("group_number"),
    "source for the group": _text("group_source"),
    "whether it is local": lambda part: str(part.get("local", "")),  # editions from before it was kept do not say
}
"""What is known of a supplier -> what is said of it; empty where nothing is known."""


def _suppliers(before: Row, now: Row) -> Iterator[str]:
    was = {(part["slug"], part["lot"]): part for part in before["suppliers"]}
    for part in now["suppliers"]:
        old = was.pop((part["slug"], part["lot"]), None)
        former = [key for key in was if key[0] in part["formerly"] and key[1] == part["lot"]]
        if old is None and former:
            old = was.pop(former[0])
        yield from _part(old, part)
    yield from (f"Supplier no longer named: {_named(part)}" for part in was.values())


def _part(old: Row | None, part: Row) -> Iterator[str]:
    if old is None:
        yield f"Supplier added: {_named(part)}"
        return
    if old["name"] != part["name"]:
        yield f"Supplier now named {part['name']}, before that {old['name']}"
    if old["value_pence"] != part["value_pence"]:
        yield _change(
            f"Value of the award to {_named(part)}", words.pounds(old["value_pence"]), words.pounds(part["value_pence"])
        )
    if old["awarded_on"] != part["awarded_on"]:
        yield _change(
            f"Day of the award to {_named(part)}", words.day(old["awarded_on"]), words.day(part["awarded_on"])
        )
    for label, said in FACTS.items():
        if said(old) != said(part):
            yield _change(f"{part['name']}: {label}", said(old), said(part))


def _named(part: Row) -> str:
    return f"{part['name']} ({lot_of(part['lot'])})" if part["lot"] else str(part["name"])


def _users(before: Row, now: Row) -> Iterator[str]:
    was, is_now = _names(before, now, "users")
    yield from (f"{name} may use it now" for name in sorted(is_now - was))
    yield from (f"{name} may no longer use it" for name in sorted(was - is_now))


def _buyers(before: Row, now: Row) -> Iterator[str]:
    was, is_now = _names(before, now, "buyers")
    yield from (f"{name} buys it, too" for name in sorted(is_now - was))
    yield from (f"{name} does not buy it with them any more" for name in sorted(was - is_now))


def _names(before: Row, now: Row, part: str) -> Iterator[set[str]]:
    return ({one["name"] for one in row.get(part, ())} for row in (before, now))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
