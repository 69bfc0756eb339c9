"""How contracts are described at the desk, in words. Keys are what is stored; pure."""

from datetime import date
from typing import NamedTuple

from portal.profile.typed import said

ARRANGEMENTS = {
    "stand_alone": "Stand-alone contract",
    "framework": "Framework",
    "open_framework": "Open framework",
    "dynamic_market": "Dynamic market",
    "call_off_direct": "Call-off by direct award",
    "call_off_competition": "Call-off by mini-competition",
    "call_off": "Call-off, how is not said",
    "grant": "Grant",
}
VOLUMES = {
    "block": "Block contract",
    "cost_and_volume": "Cost and volume",
    "none_guaranteed": "No volume guaranteed",
    "spot": "Spot purchase for one person",
}
PAYMENTS = {
    "fixed": "Fixed price",
    "per_place": "A price for each place",
    "per_hour": "A price for each hour",
    "by_results": "By results",
    "sliding_scale": "Sliding scale",
    "alliance": "Alliance",
}
PROCESSES = {"tender": "Published invitation to tender", "quote": "Invitation to quote", "other": "In another way"}
VALUE_KINDS = {
    "whole": "Over the whole contract",
    "yearly": "Of one year",
    "nominal": "Nominal: £0 or £1, without a value of its own",
}
YES_NO = {"yes": "Yes", "no": "No"}
FIXED = {"yes": "Fixed", "no": "Estimated"}
STAGES = {"analyse": "Analyse", "plan": "Plan", "do": "Do", "review": "Review"}

STATES = {
    "all": "All",
    "in_force": "In force",
    "held": "Held back",
    "review": "Review due",
    "soon": "Ends within 12 months",
    "missing": "Something missing",
    "no_end": "No end date",
    "ended": "Ended",
    "left_out": "Left out",
}
SORTS = {
    "need": "What needs me first",
    "end": "End date, soonest first",
    "value": "Value, highest first",
    "title": "Title, A to Z",
    "supplier": "Supplier, A to Z",
    "changed": "Last changed first",
}

COLUMNS = {
    "title": "Title",
    "reference": "Reference",
    "description": "Description",
    "service": "Service",
    "department": "Department",
    "category": "Procurement category",
    "area": "Area served",
    "arrangement": "Arrangement",
    "within": "Framework that it is called off from",
    "volume": "Volume",
    "payment": "How it is paid",
    "places": "Places",
    "lots": "Lots",
    "awards": "Suppliers",
    "supplier_words": "Words in place of suppliers",
    "awarded_on": "Awarded on",
    "value_pence": "Value",
    "value_kind": "What the value is of",
    "value_words": "Words in place of a value",
    "irrecoverable_vat_pence": "VAT that cannot be recovered",
    "fixed_cost": "Fixed or estimated",
    "starts_on": "Start",
    "ends_on": "End",
    "ends_note": "Words about the end",
    "extension_months": "May be extended by",
    "last_end_on": "Latest possible end",
    "break_on": "Break date",
    "review_on": "Next review",
    "route": "How it was bought",
    "process": "Invitation",
    "contact": "Who to ask",
    "contact_email": "E-mail of who to ask",
    "contact_url": "Web page of who to ask",
    "cpv_code": "CPV code",
    "cpv_label": "CPV label",
    "ocid": "Open Contracting ID",
    "tender_url": "Tender documents",
    "contract_url": "Contract document",
    "performance_url": "Performance",
}
"""What the columns of a contract are called at the desk."""

MISSING = {
    "reference": "reference",
    "department": "department",
    "description": "description",
    "suppliers": "supplier",
    "sizes": "whether each supplier is small or medium, and voluntary",
    "value": "value",
    "starts_on": "start",
    "ends_on": "end",
    "process": "invitation to tender or to quote",
}
"""What the LGA’s guidance to the Transparency Code asks of every contract, and what it is called where it lacks."""

RULES = {
    "a_contract_has_a_title": ("title", "Enter the title"),
    "a_contract_ends_after_it_starts": ("ends_on", "Enter an end that is on or after the start"),
    "a_contract_ends_no_later_than_its_last_end": (
        "last_end_on",
        "Enter a latest possible end that is on or after the end",
    ),
    "an_extension_is_no_less_than_nothing": ("extension_months", "Enter 0 months or more"),
    "a_contract_is_worth_no_less_than_nothing": ("value_pence", "Enter a value of £0 or more"),
    "irrecoverable_vat_is_no_less_than_nothing": ("irrecoverable_vat_pence", "Enter VAT of £0 or more"),
    "places_are_counted_from_nought": ("places", "Enter 0 places or more"),
    "lots_are_counted_from_one": ("lots", "Enter 1 lot or more, or leave it empty"),
    "a_value_is_there_or_unknown": ("value_pence", "Enter the value, or select that it is not known; not both"),
    "a_nominal_value_is_a_pound_or_none": (
        "value_kind",
        "Select what the value is of; a nominal one is £0 or £1 and no more",
    ),
    "a_contract_is_not_called_off_from_itself": ("within", "Select another framework; this is the contract itself"),
    "an_award_is_worth_no_less_than_nothing": ("awards-0-value", "Enter a value of £0 or more for each supplier"),
    "a_lot_goes_to_a_supplier_once": (
        "awards-0-supplier",
        "Enter each supplier once for each lot; here one of them stands twice",
    ),
}
"""Named rules of the store -> the box to look at, and what to do about it."""

EVENTS = {
    "contract.added": "Entered",
    "contract.changed": "Changed",
    "contract.extended": "Extended",
    "contract.ended": "Ended",
    "contract.held": "Held back",
    "contract.released": "Let pass",
    "contract.left_out": "Left out of the register",
    "contract.put_back": "Put back into the register",
    "framework.opened": "Opened to another authority",
    "framework.closed": "Closed to an authority",
    "contract.joined": "Another authority buys it, too",
    "contract.left": "Another authority does not buy it any more",
    "take_down.asked": "Take-down asked for",
    "take_down.done": "Taken down from every edition",
    "take_down.withdrawn": "Take-down withdrawn",
}


def pounds(pence: int | None) -> str:
    """“£1,200”; empty where there is none."""
    return "" if pence is None else said("money", pence)


def columns(names: str) -> str:
    """“Title, End”: the columns of an audit event by what they are called here."""
    return ", ".join(COLUMNS.get(name, name) for name in names.split(", ") if name) or COLUMNS["awards"]


def months(number: int) -> str:
    """“2 years”, “1 year and 6 months”, “1 month”."""
    years, rest = divmod(number, 12)
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (rest, "month")) if n]
    return " and ".join(parts) or "no time"


def until(day: date, today: date) -> str:
    """“today”, “in 12 days”, “in 5 months”: how far away a day is that has not passed."""
    days = (day - today).days
    if days < 2:
        return ("today", "tomorrow")[max(days, 0)]
    if days < 60:
        return f"in {days} days"
    return f"in {round(days / 30.44)} months"


def short(value: date | None) -> str:
    """“30 Nov 2026”, for columns; empty where there is none."""
    return f"{value.day} {value:%b %Y}" if value else ""


class Others(NamedTuple):
    """What is said where other authorities are named beside the one whose contract it is."""

    title: str
    first: str
    ask: str
    press: str
    stop: str
    added: str
    stopped: str
    already: str
    lead: str = ""


OTHERS = {
    "users": Others(
        "Who may call off from", "Let it", "Which authority may call off from it?", "Let it call off",
        "May no longer call off", "may call off from it now.",
        "It may no longer call off. What it has called off goes on.", "It may call off from it already.",
    ),
    "buyers": Others(
        "Who buys", "Keeps it in its register", "Which authority buys it, too?", "Add it", "Does not buy it",
        "buys it, too.", "It is no longer named.", "It is named already.",
        "Who buys it together with another council stands on the public page of the contract, from the next edition "
        "on.",
    ),
}  # fmt: skip
