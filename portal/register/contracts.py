"""What an agreement of a file is as a contract of the register: its values, its awards. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.register.taking_suppliers import NewSupplier
from portal.register.agreements import Agreement
from portal.register.findings import Finding, shown
from portal.register.lines import Line

Lookup = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """One award; `value_pence` only where each row of an agreement has a value of its own. A supplier that stays is
    given by its id."""

    supplier: NewSupplier | int
    lot: str
    value_pence: int | None
    awarded_on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """`values` are columns of `contract` that the file speaks of; `framework` the reference of one it is called off
    from, to be looked up when all are known."""

    agreement: Agreement
    values: Mapping[str, object]
    awards: tuple[Taken, ...]
    framework: str = ""
    held: tuple[str, str] | None = None
    """Why the publication guard stops it, and the digest of its text."""


PLAIN = (
    *("reference", "title", "description", "arrangement", "volume", "payment", "department", "category", "cpv_code"),
    *("cpv_label", "ocid", "starts_on", "ends_on", "ends_note", "review_on", "break_on", "extension_months"),
    *("last_end_on", "irrecoverable_vat_pence", "fixed_cost", "places", "lots", "route", "process", "contact"),
    *("contact_email", "contact_url", "area", "tender_url", "contract_url", "performance_url"),
)
DIFFER = ("department", "description", "route", "category", "review_on", "last_end_on")
"""Where the rows of one agreement are expected to say the same."""


def draft(
    agreement: Agreement, given: frozenset[str], heading: Callable[[str], str], service: Lookup
) -> tuple[Draft, list[Finding]]:
    """The contract that an agreement is. Where its rows differ, the first that says anything stands, with a finding."""
    findings = list(_differences(agreement, given, heading))
    values: dict[str, object] = {name: _first(agreement, name) for name in PLAIN if name in given}
    if "supplier_words" in given:
        values["supplier_words"] = "" if agreement.names else agreement.parts[0].parties.words
    if "first_awarded_on" in given:
        values["awarded_on"] = agreement.first.first_awarded_on
    elif "awarded_on" in given:
        values["awarded_on"] = min(
            (part.line.awarded_on for part in agreement.parts if part.line.awarded_on), default=None
        )
    value, shares, odd = _value(agreement, heading)
    findings += odd
    values |= {name: said for name, said in value.items() if name in given}
    if "service" in given:
        values["service"], odd = _service(agreement, heading, service)
        findings += odd
    awards = tuple(_awards(agreement, shares=shares))
    return Draft(agreement, values, awards, str(_first(agreement, "framework"))), findings


def _first(agreement: Agreement, name: str) -> object:
    said = (getattr(part.line, name) for part in agreement.parts)
    return next((value for value in said if value not in ("", None)), getattr(agreement.first, name))


def _differences(agreement: Agreement, given: frozenset[str], heading: Callable[[str], str]) -> Iterator[Finding]:
    for name in DIFFER if len(agreement.parts) > 1 else ():
        first = _first(agreement, name)
        for part in agreement.parts:
            said = getattr(part.line, name)
            if name in given and said not in ("", None, first):
                problem = f"not what row {agreement.first.row} of the same agreement says"
                yield Finding(part.line.row, heading(name), shown(str(said)), problem, "not kept")


Money = dict[str, object]


def _value(agreement: Agreement, heading: Callable[[str], str]) -> tuple[Money, bool, list[Finding]]:
    """The value of the whole; whether each award has its own; what was odd.

    The same value on every row is taken as that of the whole, which is how frameworks are published: it is not summed.
    """
    said = [part.line for part in agreement.parts if part.line.value_pence is not None]
    if not said:
        return (
            {"value_pence": None, "value_kind": "unknown", "value_words": _first(agreement, "value_words")},
            False,
            [],
        )
    rows = len(agreement.parts)
    differ = len({(line.value_pence, line.value_kind) for line in said}) > 1
    first: Money = {"value_pence": said[0].value_pence, "value_kind": said[0].value_kind}
    value: Money = {**(_sum(said) if differ else first), "value_words": said[0].value_words}
    if rows == 1:
        return value, False, []
    problem = f"one agreement on several rows, {'another' if differ else 'the same'} value on each"
    action = f"{'summed' if differ else 'taken as the value of the whole'}; {rows} rows"
    amount = f"£{int(str(value['value_pence'])) / 100:,.2f}"
    return value, differ, [Finding(agreement.first.row, heading("value"), amount, problem, action)]


def _sum(lines: Sequence[Line]) -> Money:
    """What nominal values never add to."""
    counted = [line for line in lines if line.value_kind != "nominal"]
    kinds = {line.value_kind for line in counted}
    total = sum(line.value_pence or 0 for line in counted)
    kind = "whole" if len(kinds) > 1 else next(iter(kinds), "nominal")
    return {"value_pence": total, "value_kind": kind}


def _service(agreement: Agreement, heading: Callable[[str], str], service: Lookup) -> tuple[int | None, list[Finding]]:
    words = str(_first(agreement, "service"))
    found = service(words) if words else None
    if words and found is None:
        problem = "not a service of this authority"
        return None, [Finding(agreement.first.row, heading("service"), shown(words), problem, "not kept")]
    return found, []


def _awards(agreement: Agreement, *, shares: bool) -> Iterator[Taken]:
    for part in agreement.parts:
        own = part.line.value_pence if shares and len(part.parties.suppliers) == 1 else part.line.award_value_pence
        for supplier, lot in zip(part.parties.suppliers, part.parties.lots, strict=True):
            yield Taken(supplier, lot, own, part.line.awarded_on)


def fitting(
    draft: Draft, stored: Mapping[str, object], heading: Callable[[str], str]
) -> tuple[Draft, list[Finding]]:  # fmt: skip
    """The draft without days that contradict what is known and the file does not say."""
    values, findings = dict(draft.values), []
    for earlier, later in (("starts_on", "ends_on"), ("ends_on", "last_end_on")):
        first, last = values.get(earlier, stored[earlier]), values.get(later, stored[later])
        if isinstance(first, date) and isinstance(last, date) and last < first:
            name = later if later in values else earlier
            said, other = (last, first) if name == later else (first, last)
            action = f"not kept; what is known stands beside {other.isoformat()}"
            finding = Finding(
                draft.agreement.first.row, heading(name), said.isoformat(), "against a day that is known", action
            )
            findings.append(finding)
            del values[name]
    return replace(draft, values=values), findings
