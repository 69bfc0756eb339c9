"""The forms of a tender, a part each. Boxes bear the names of the columns that they fill."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from wtforms import FieldList, Form, FormField, ValidationError

from models.calendar import from_london, to_london
from models.tendering import terms
from models.tendering.criterion import NewCriterion
from models.tendering.lot import NewLot
from portal.profile.typed import Line, OneOf
from portal.register.desk import words as register_words
from portal.register.desk.boxes import Count, Day, Email, Money, Months, Pick, Web, Words, shown, shown_money
from portal.tenders import words
from portal.tenders.boxes import NOON, Clock, Several, Tick, shown_clock

MOST_ROWS = 60
BLANK_ROWS = 2


class PartForm(Form):
    """One part of a tender. `rows` names its list of rows, if it has one."""

    heading: ClassVar[str]
    lead: ClassVar[str] = ""
    rows: ClassVar[str] = ""
    today: date = date.min

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        """What stands in the boxes; `draft` is a `work.keeping.Draft`."""
        return {name: _shown(draft.tender, name) for name in cls().data if name != cls.rows}

    def values(self) -> dict[str, Any]:
        """The columns, once the form is valid; slugs and keys of other rows as they were picked."""
        return {box.name: _typed(box) for box in self if box.name != self.rows}

    def problems(self) -> dict[str, str]:
        """The first error of each box, by its name; of a row by “criteria-0-weight”."""
        boxes = [box for box in self if box.name != self.rows]
        if self.rows:
            rows: Any = self[self.rows]
            boxes += [inner for row in rows.entries for inner in row.form]
        return {box.name: str(box.errors[0]) for box in boxes if box.errors}

    def prepare(self, _choices: Mapping[str, Any], today: date) -> None:
        """Gives the lists to pick from, and the day that words such as “today” count from."""
        self.today = today


class WhatForm(PartForm):
    """What is bought."""

    heading = "What is bought"
    summary = Words("In short, for somebody who has a minute", longest=600)
    description = Words("What is bought, and what should come of it", longest=20_000)
    service = Pick("Service")
    arrangement = Pick("Arrangement", register_words.ARRANGEMENTS.items())
    volume = Pick("Volume", register_words.VOLUMES.items())
    payment = Pick("How it is paid", register_words.PAYMENTS.items())
    value_pence = Money("Value of the whole contract, extensions included")
    starts_on = Day("First day")
    ends_on = Day("Last day, without extensions")
    extension_months = Months("May be extended by")
    length_why = Words("Why does it last this long?", longest=1000)
    area = Line("Where")
    cpv_code = Line("CPV code")
    proclass = Line("ProClass")

    def prepare(self, choices: Mapping[str, Any], today: date) -> None:
        super().prepare(choices, today)
        self.service.offer(choices["services"])

    def validate_ends_on(self, field: Any) -> None:
        if field.value and self.starts_on.value and field.value < self.starts_on.value:
            raise ValidationError("Enter a last day after the first one")


class WhoForm(PartForm):
    """Who may take part."""

    heading = "Who may take part"
    audience = OneOf("Who may take part?", words.AUDIENCES.items(), "Select who may take part")
    framework = Pick("Of which framework?", none="Of none")
    lot_name = Line("Of which lot of it?")
    regime = OneOf("Which rules apply?", words.REGIMES.items(), "Select which rules apply")
    reserved = Pick("Is it reserved?", words.RESERVATIONS.items(), "For nobody")
    reserved_area = Line("For which area?")
    consortium = Words("Bidding together, and subcontractors", longest=2000)
    jointly = Several("Which other authorities buy it together with you?")

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        plain = {name: _shown(draft.tender, name) for name in cls().data if name != "jointly"}
        return {**plain, "jointly": [authority.slug for authority in draft.jointly]}

    def prepare(self, choices: Mapping[str, Any], today: date) -> None:
        super().prepare(choices, today)
        self.jointly.offer(choices["authorities"])
        self.framework.offer(choices["frameworks"])
        self.nation = choices["nation"]

    def validate_framework(self, field: Any) -> None:
        if self.audience.data == "members" and not field.data:
            raise ValidationError("Select the framework whose members may take part")
        if self.audience.data == "open" and field.data:
            raise ValidationError("Anybody may take part: select no framework")

    def validate_reserved(self, field: Any) -> None:
        if not terms.reservation_is_lawful(field.data, self.regime.data or "", self.nation):
            raise ValidationError(
                "It may not be reserved so. Below the threshold English councils may reserve for suppliers of the "
                "United Kingdom or an area, small and voluntary organisations; above it only sections 32 and 33 apply"
            )

    def validate_reserved_area(self, field: Any) -> None:
        if (self.reserved.data == "local") != bool(field.data):
            raise ValidationError("Enter the area, and only where it is reserved for suppliers of one")


class WhenForm(PartForm):
    """Where bids go, and the timetable."""

    heading = "Where and when"
    lead = f"Times are London’s. {words.IN_TIME}"
    bids_go_to = Line("Which portal takes the bids?")
    bids_go_to_url = Web("Its address", longest=2000)
    notice_id = Line("Number of the public notice")
    questions_to = OneOf("Where are questions officially asked?", words.CHANNELS.items(), "Select where questions go")
    questions_close_day = Day("Questions close on")
    questions_close_time = Clock("at", default=NOON)
    answers_by_on = Day("Last answer by")
    closes_day = Day("Bids by")
    closes_time = Clock("at", default=NOON)
    decision_by_on = Day("Decision by")
    feedback_by_on = Day("Feedback to every bidder by")
    answer_days = Count("Working days in which a question is answered")
    choose_days = Count("Working days before the deadline by which every open question is decided")
    second_person = Tick("A second person agrees to each answer")

    INSTANTS: ClassVar = {"questions_close_at": "questions_close", "closes_at": "closes"}

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        plain = {n: _shown(draft.tender, n) for n in cls().data if not n.endswith(("_day", "_time"))}
        for column, box in cls.INSTANTS.items():
            instant = getattr(draft.tender, column)
            plain[f"{box}_day"] = shown(to_london(instant).date()) if instant else ""
            plain[f"{box}_time"] = shown_clock(instant)
        return plain

    def values(self) -> dict[str, Any]:
        found = {box.name: _typed(box) for box in self if not box.name.endswith(("_day", "_time"))}
        return found | {column: self._instant(box) for column, box in self.INSTANTS.items()}

    def _instant(self, box: str) -> datetime | None:
        boxes: Any = self
        day, clock = boxes[f"{box}_day"].value, boxes[f"{box}_time"].value
        return from_london(datetime.combine(day, clock)) if day and clock else None

    def validate_closes_time(self, field: Any) -> None:
        self._exists("closes", field)

    def validate_questions_close_time(self, field: Any) -> None:
        self._exists("questions_close", field)

    def _exists(self, box: str, field: Any) -> None:
        if self[f"{box}_day"].data and not field.data:
            raise ValidationError(f"Enter a time, such as {NOON}")
        try:
            self._instant(box)
        except ValueError as error:  # the hour in which the clocks change
            raise ValidationError(str(error)) from error

    def validate_closes_day(self, field: Any) -> None:
        asked, closes = self.questions_close_day.value, field.value
        if asked and closes and closes < asked:
            raise ValidationError("Enter a day that is not before questions close")

    def validate_answer_days(self, field: Any) -> None:
        _at_least_one(field)

    def validate_choose_days(self, field: Any) -> None:
        _at_least_one(field)


class StaffForm(PartForm):
    """Staff, insurance, and what the present provider knows."""

    heading = "Staff, insurance, fairness"
    tupe = OneOf("Would staff transfer (TUPE)?", words.TUPE.items())
    tupe_by = Day("The details come by")
    tupe_words = Words("What else should bidders know about staff?", longest=2000)
    insurance = Line("Insurance that the winner needs", longest=600)
    insurance_why = Words("Why this much?", longest=1000)
    insurance_by_start = Tick("The winner has it by the start of the contract, nobody needs it before")
    audited_accounts = Tick("Audited accounts are asked for")
    social_value = Words("Social value", longest=2000)
    equality = Words("What did the equality assessment find?", longest=2000)
    statement = Line("Market position statement")
    expiring = Pick("Which contract ends when this one starts?", none="None")
    parity = Words("What does the present provider know that others need?", longest=4000)
    contact = Line("Who gives technical help?")
    contact_email = Email("Their e-mail address")

    def prepare(self, choices: Mapping[str, Any], today: date) -> None:
        super().prepare(choices, today)
        self.expiring.offer(choices["contracts"])

    def validate_tupe_by(self, field: Any) -> None:
        if (self.tupe.data == "later") != bool(field.data):
            raise ValidationError("Enter the day, and only where the details come later")


class LotRow(Form):
    """One lot."""

    title = Line("Lot", longest=300)
    description = Words("What it is", longest=2000)
    value = Money("Its value")
    awards = Count("At most this many winners")
    today: date = date.min

    def validate_title(self, field: Any) -> None:
        if not field.data and (self.description.data or self.value.data or self.awards.data):
            raise ValidationError("Enter the name of the lot, or empty the other boxes of it")


class LotsForm(PartForm):
    """The lots, or why there are none."""

    heading = "Lots"
    lead = "Smaller lots let smaller organisations bid."
    rows = "lots"
    lots = FieldList(FormField(LotRow), min_entries=BLANK_ROWS)
    lots_why = Words("If there are none: why would lots not work?", longest=1000)

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        rows = [
            {"title": lot.title, "description": lot.description, "value": shown_money(lot.value_pence),
             "awards": shown(lot.awards)}
            for lot in draft.lots
        ]  # fmt: skip
        return {"lots": [*rows, *[{}] * BLANK_ROWS], "lots_why": draft.tender.lots_why}

    def parts(self) -> list[NewLot]:
        """The lots that were typed, in order."""
        rows = [row.form for row in self.lots if row.form.title.data]
        return [
            NewLot(row.title.text, row.description.data or "", row.value.value, row.awards.value or None)
            for row in rows
        ]


class CriterionRow(Form):
    """One criterion."""

    title = Line("Criterion", longest=300)
    kind = Pick("Kind", words.KINDS.items(), "Select")
    weight = Count("Weight, %")
    words = Count("Words, at most")
    good = Words("What does a good answer show?", longest=2000)
    today: date = date.min

    def validate_weight(self, field: Any) -> None:
        if self.title.data and (field.value is None or field.value > 100):
            raise ValidationError("Enter a weight from 0 to 100")
        if field.data and not self.title.data:
            raise ValidationError("Enter the name of the criterion, or empty the other boxes of it")

    def validate_kind(self, field: Any) -> None:
        if self.title.data and not field.data:
            raise ValidationError("Select price, quality or social value")

    def validate_words(self, field: Any) -> None:
        if field.value == 0:
            raise ValidationError("Enter 1 word or more, or leave it empty")


class JudgedForm(PartForm):
    """How bids are judged."""

    heading = "How bids are judged"
    lead = "The weights add up to 100%."
    rows = "criteria"
    criteria = FieldList(FormField(CriterionRow), min_entries=BLANK_ROWS)

    @classmethod
    def loaded(cls, draft: Any) -> dict[str, Any]:
        rows = [
            {"title": one.title, "kind": one.kind, "weight": shown(one.weight), "words": shown(one.words),
             "good": one.good}
            for one in draft.criteria
        ]  # fmt: skip
        return {"criteria": [*rows, *[{}] * BLANK_ROWS]}

    def parts(self) -> list[NewCriterion]:
        """The criteria that were typed, in order."""
        rows = [row.form for row in self.criteria if row.form.title.data]
        return [
            NewCriterion(row.title.text, row.kind.data, row.weight.value or 0, row.words.value, row.good.data or "")
            for row in rows
        ]


PARTS: dict[str, type[PartForm]] = {
    "what": WhatForm,
    "who": WhoForm,
    "lots": LotsForm,
    "judged": JudgedForm,
    "when": WhenForm,
    "staff": StaffForm,
}
"""The parts of a tender, in the order in which they are written; the key stands in the address."""


def part_of(field: str) -> str:
    """In which part a column is put right."""
    return next((key for key, form in PARTS.items() if box_of(field).partition("-")[0] in form().data), "what")


def box_of(field: str) -> str:
    """The box of a column; the first one of several."""
    boxes = {"questions_close_at": "questions_close_day", "closes_at": "closes_day", "criteria": "criteria-0-title"}
    return boxes.get(field, field)


def _at_least_one(field: Any) -> None:
    if not field.value:
        raise ValidationError("Enter 1 or more")


def _shown(tender: Any, name: str) -> Any:
    value = getattr(tender, name)
    if name == "value_pence":
        return shown_money(value)
    if isinstance(value, bool):
        return value
    if name == "service":
        return value.key if value else ""
    if name == "framework":
        return f"{value.authority.slug}/{value.slug}" if value else ""
    if name == "expiring":
        return value.slug if value else ""
    return shown(value)


def _typed(box: Any) -> Any:
    return box.value if isinstance(box, Day | Money | Count | Months) else box.data
