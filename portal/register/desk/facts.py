"""The facts of a contract in words, as its page shows them: who, how much, how long. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.london import day
from portal.register.desk import words
from portal.register.desk.work.sheet import Sheet


@dataclass(frozen=True)
class Fact:
    """One fact: what it is, what stands there (empty: nothing was said), a softer line beneath, and whether it must be
    published and is missing."""

    name: str
    said: str
    note: str = ""
    missing: bool = False


def of(sheet: Sheet) -> list[Fact]:
    """What everybody asks first, in that order; what is missing is shown as missing."""
    c, lacks = sheet.contract, sheet.lacks
    service = c.service.title if c.service else ""
    facts = [
        Fact("How much", how_much(sheet), _vat(sheet), "value" in lacks),
        Fact("How long", how_long(c.starts_on, c.ends_on, c.ends_note), _extension(sheet), _open(lacks)),
        Fact("Next review", day(c.review_on)),
        Fact("Break date", day(c.break_on)),
        Fact("How it was bought", c.route or words.PROCESSES.get(c.process, ""), _process(sheet), "process" in lacks),
        Fact("What kind of contract", words.ARRANGEMENTS.get(c.arrangement, ""), _lots(c.lots)),
        Fact("Volume", words.VOLUMES.get(c.volume, ""), f"{c.places} places" if c.places is not None else ""),
        Fact("How it is paid", words.PAYMENTS.get(c.payment, "")),
        Fact("Service", service, _segment(sheet)),
        Fact("Department", c.department, "", "department" in lacks),
        Fact("Who to ask", c.contact, c.contact_email),
        Fact("Reference", c.reference, "", "reference" in lacks),
    ]
    return [fact for fact in facts if fact.said or fact.note or fact.missing or fact.name in ("Next review", "Service")]


def more(sheet: Sheet) -> list[Fact]:
    """Codes and addresses: what only some need, where it was said."""
    c = sheet.contract
    pairs = [
        ("Area served", c.area),
        ("Procurement category", c.category),
        ("CPV", " ".join(filter(None, (c.cpv_code, c.cpv_label)))),
        ("Open Contracting ID", c.ocid),
        ("Awarded on", day(c.awarded_on)),
        ("Cost", words.FIXED.get(c.fixed_cost, "")),
        ("Web page of who to ask", c.contact_url),
        ("Tender documents", c.tender_url),
        ("Contract document", c.contract_url),
        ("Performance", c.performance_url),
        ("Public address", f"/contracts/{c.authority.slug}/{c.slug}/"),
    ]
    return [Fact(name, said) for name, said in pairs if said]


def how_much(sheet: Sheet) -> str:
    """“£480,000 a year”; what stands in place of a value; empty where nothing is known."""
    c = sheet.contract
    if c.value_pence is None:
        return str(c.value_words)
    if c.value_kind == "nominal":
        return f"No value of its own ({words.pounds(c.value_pence)})"
    return f"{words.pounds(c.value_pence)}{' a year' if c.value_kind == 'yearly' else ''}"


def how_long(starts: date | None, ends: date | None, note: str) -> str:
    """“1 April 2024 to 31 March 2027”; “no end date” where there is none."""
    begin = day(starts) or "Start not known"
    if ends:
        return f"{begin} to {day(ends)}"
    return f"{begin}, {note}" if note else f"{begin}, no end date"


def _open(lacks: Sequence[str]) -> bool:
    return "starts_on" in lacks or "ends_on" in lacks


def _extension(sheet: Sheet) -> str:
    return ". ".join(_about_the_end(sheet))


def _about_the_end(sheet: Sheet) -> Iterator[str]:
    c, last = sheet.contract, sheet.contract.last_possible_end
    if c.extension_months:
        yield f"May be extended by {words.months(c.extension_months)}, at the latest to {day(last)}"
    elif last and last != c.ends_on:
        yield f"May be extended, at the latest to {day(last)}"
    if c.ends_on and c.ends_note:
        yield c.ends_note


def _vat(sheet: Sheet) -> str:
    pence = sheet.contract.irrecoverable_vat_pence
    return f"and {words.pounds(pence)} VAT that cannot be recovered" if pence else ""


def _process(sheet: Sheet) -> str:
    """Beside words on how it was bought, unless they say the same."""
    process, route = words.PROCESSES.get(sheet.contract.process, ""), sheet.contract.route
    return process if route and process.casefold() not in route.casefold() else ""


def _lots(lots: int | None) -> str:
    return "" if lots is None else f"{lots} lot{'' if lots == 1 else 's'}"


def _segment(sheet: Sheet) -> str:
    line = sheet.line
    if line is None:
        return ""
    if not line.stage:
        return line.segment
    stage = f"stage of the cycle: {words.STAGES[line.stage].lower()}, since {day(line.stage_since_on)}"
    return "; ".join(filter(None, (line.segment, stage)))
