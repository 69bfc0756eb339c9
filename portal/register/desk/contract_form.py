"""The form of a contract: what stands in the boxes, and the columns that they fill."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import FieldList, Form, FormField, RadioField, ValidationError

from portal.profile.typed import Line
from portal.register.desk import words
from portal.register.desk.boxes import Count, Day, Email, Money, Months, Pick, Web, Words, shown, shown_money

MOST_AWARDS = 500
BLANK_AWARDS = 1
MONEY = ("value_pence", "irrecoverable_vat_pence")
COLUMNS = {"invited": "process"}
"""Boxes that cannot bear the name of their column."""

LONG = 2000


class AwardForm(Form):
    """One supplier, and what it was awarded. `which` says which supplier is meant where a name is not enough: its
    slug, or “+” for a new one, and the name that this was said of."""

    supplier = Line("Supplier")
    lot = Line("Lot")
    value = Money("Its share of the value")
    awarded_on = Day("Awarded on")
    which = RadioField("Which supplier is this?", choices=[], validate_choice=False)
    today: date = date.min

    def validate_supplier(self, field: Any) -> None:
        if not field.data and (self.lot.data or self.value.data or self.awarded_on.data):
            raise ValidationError("Enter the supplier, or empty the other boxes of this row")


@dataclass(frozen=True)
class TypedAward:
    """One row of suppliers as somebody typed it; `row` counts from 0."""

    row: int
    supplier: str
    lot: str
    value_pence: int | None
    awarded_on: date | None
    which: str = ""


@dataclass(frozen=True)
class Typed:
    """A contract as somebody typed it: columns, but the key of the service and the address of the framework for these
    two; its suppliers by name."""

    values: Mapping[str, Any]
    awards: Sequence[TypedAward]


class ContractForm(Form):
    """Boxes by the names of the columns that they fill."""

    title = Line("Title", "Enter the title", 600)
    reference = Line("Reference")
    description = Words("What does it buy?")
    service = Pick("Service")
    department = Line("Department that is responsible")
    category = Line("Procurement category")
    area = Line("Area served")
    arrangement = Pick("Arrangement", words.ARRANGEMENTS.items())
    within = Pick("Called off from", none="From no framework")
    volume = Pick("Volume", words.VOLUMES.items())
    payment = Pick("How it is paid", words.PAYMENTS.items())
    places = Count("Places")
    lots = Count("Lots")
    awards = FieldList(FormField(AwardForm), min_entries=BLANK_AWARDS)
    supplier_words = Line("Words in place of suppliers")
    value_pence = Money("Value")
    value_kind = Pick("What is the value of?", words.VALUE_KINDS.items(), "The whole; nominal if £0 or £1")
    value_words = Line("Words in place of a value")
    irrecoverable_vat_pence = Money("VAT that cannot be recovered")
    fixed_cost = Pick("Is the cost fixed?", words.FIXED.items())
    starts_on = Day("Start")
    ends_on = Day("End")
    ends_note = Line("Words about the end", longest=LONG)
    extension_months = Months("May be extended by")
    last_end_on = Day("Latest possible end")
    break_on = Day("Break date")
    review_on = Day("Next review")
    invited = Pick("Was it the result of an invitation?", words.PROCESSES.items())
    route = Line("How it was bought, in words", longest=LONG)
    contact = Line("Who to ask")
    contact_email = Email("Their e-mail address")
    contact_url = Web("Their web page", longest=LONG)
    cpv_code = Line("CPV code")
    cpv_label = Line("CPV label")
    ocid = Line("Open Contracting ID")
    tender_url = Web("Tender documents", longest=LONG)
    contract_url = Web("Contract document", longest=LONG)
    performance_url = Web("Performance information", longest=LONG)
    today: date = date.min

    def validate_supplier_words(self, field: Any) -> None:
        if field.data and any(row.form.supplier.data for row in self.awards):
            raise ValidationError("Enter suppliers or words in their place, not both")

    @classmethod
    def loaded(cls, contract: Any, awards: Sequence[Any], within: str = "") -> dict[str, Any]:
        """What stands in the boxes of a contract (a row of the store with its service); `within` is the address of its
        framework."""
        plain = [name for name in cls().data if name not in ("awards", "service", "within", *MONEY)]
        boxes: dict[str, Any] = {name: shown(getattr(contract, COLUMNS.get(name, name))) for name in plain}
        boxes |= {name: shown_money(getattr(contract, name)) for name in MONEY}
        rows = [
            {
                "supplier": award.supplier.name,
                "lot": award.lot,
                "value": shown_money(award.value_pence),
                "awarded_on": shown(award.awarded_on),
                "which": f"{award.supplier.slug} {award.supplier.name}",
            }
            for award in awards
        ]
        kind = "" if contract.value_kind == "unknown" else contract.value_kind
        boxes |= {"value_kind": kind}
        return boxes | {"service": contract.service.key if contract.service else "", "within": within, "awards": rows}

    def prepare(self, services: Sequence[tuple[str, str]], frameworks: Sequence[tuple[str, str]], today: date) -> None:
        """Gives the lists to pick from, once, and the day that words such as “today” count from."""
        if self.today == date.min:
            self.service.offer(services)
            self.within.offer(frameworks)
        self.today = today
        for row in self.awards:
            row.form.today = today

    def one_more(self) -> None:
        """An empty row for one more supplier, unless there is one."""
        last = self.awards.entries[-1].form if self.awards.entries else None
        if (last is None or last.supplier.data) and len(self.awards.entries) < MOST_AWARDS:
            self.awards.append_entry()

    def typed(self) -> Typed:
        """What was typed, as columns; call it once the form is valid."""
        boxes = (box for box in self if box.name != "awards")
        values = {COLUMNS.get(box.name, box.name): getattr(box, "value", box.data) for box in boxes}
        return Typed(values, self._awards())

    def _awards(self) -> list[TypedAward]:
        rows = ((number, entry.form) for number, entry in enumerate(self.awards))
        return [
            TypedAward(
                number, row.supplier.text, row.lot.text, row.value.value, row.awarded_on.value, row.which.data or ""
            )
            for number, row in rows
            if row.supplier.text
        ]

    def texts(self) -> dict[str, str]:
        """What stands in each box, in one spelling; the rows of suppliers as one text."""
        boxes = {box.name: tidy(str(box.data or "")) for box in self if box.name != "awards"}
        return boxes | {"awards": texts_of_awards([entry.form.data for entry in self.awards])}

    def problems(self, unless: Mapping[str, str] | None = None) -> dict[str, str]:
        """The first error of each box, by the id of the box, in the form’s order; but for boxes that still say what
        `unless` has as their `texts`: what a file brought in long ago is not asked about while something else is
        changed. Two boxes never say the same: then each says its name first."""
        same = {name for name, text in self.texts().items() if (unless or {}).get(name) == text}
        found: dict[str, tuple[str, str]] = {}
        for box in self:
            if box.name == "awards" and "awards" not in same:
                for number, entry in enumerate(self.awards, 1):
                    wrong = [one for one in entry.form if one.errors]
                    found |= {b.id: (f"{b.label.text}, supplier {number}", str(b.errors[0])) for b in wrong}
            elif box.errors and box.name not in same:
                found[box.name] = (box.label.text, str(box.errors[0]))
        often = Counter(text for _, text in found.values())
        return {
            key: f"{name}: {text[0].lower()}{text[1:]}" if often[text] > 1 else text
            for key, (name, text) in found.items()
        }


def texts_of_awards(rows: Sequence[Mapping[str, Any]]) -> str:
    """“Harbour Ltd, lot 1, £5,000, 1 April 2026”: a line for each supplier, in one spelling."""
    parts = ((row.get(name) or "" for name in ("supplier", "lot", "value", "awarded_on")) for row in rows)
    return "\n".join(", ".join(tidy(str(part)) for part in row if part) for row in map(list, parts) if any(row))


def tidy(text: str) -> str:
    """Line breaks in one spelling, nothing around."""
    return text.replace("\r\n", "\n").strip()
