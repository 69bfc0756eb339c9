"""A small site with everything in it that a page may have to say, in three quarters of two authorities."""

from tests.portal.publishing.released_rows import BEFORE, NOW, Row, Rows, revised, service, supplier

EARLIER = "2025-26-Q4"
HARBOUR = supplier(
    "Harbour Young People",
    vcse="yes",
    sme="yes",
    local="yes",
    vcse_kind="charity",
    charity_number="1111111",
    charity_register="CCEW",
)
NORTHGATE = supplier(
    "Northgate Care Ltd",
    sme="no",
    vcse="no",
    company_number="01234567",
    group_name="Northgate Group",
    group_number="07654321",
    group_source="Companies House",
    group_on="2026-06-30",
)
UNKNOWN = supplier("Mill Lane & Daughters <Homes>")
WESTMOOR = "westmoor"


def fill(rows: Rows) -> Rows:
    """Puts all of it into `rows`."""
    for period in (EARLIER, BEFORE, NOW):
        _fairshire(rows, period)
        rows.contract("shared", period=period, authority=WESTMOOR, title="Westmoor’s own advocacy", suppliers=[HARBOUR])
    _only_now(rows)
    rows.contract(
        "ended",
        period=EARLIER,
        title="Mentoring for care leavers",
        ends_on="2026-03-31",
        last_possible_end="2026-03-31",
    )
    revised(rows.edition(BEFORE), "The value of one contract was wrong by a factor of ten.", "2026-08-03")
    rows.edition(EARLIER, closed_late=True, closed_on="2026-06-05", closed_at="2026-06-05T08:00:00")
    rows.withheld(spot=14, held=2, taken_down=1, redacted={"REDACTED PERSONAL DATA": 1})
    rows.remove("removed", on="2026-11-04", reason="A court order of 2 November 2026")
    return rows


def _fairshire(rows: Rows, period: str) -> None:
    fostering, breaks = service("Fostering"), service("Short breaks")
    rows.service("Fostering", period=period, segment="Family placement", stage="do", stage_since_on="2025-04-01")
    rows.service("Short breaks", period=period)
    value = {EARLIER: 46_500_000, BEFORE: 46_500_000, NOW: 48_000_000}[period]
    rows.contract(
        "lodgings",
        period=period,
        value_pence=value,
        service=service("Supported accommodation"),
        suppliers=[HARBOUR],
        review_on="2027-01-15",
        route="Published invitation to tender",
        description="Rooms in hosts’ homes for up to 40 young people aged 16 to 25.",
    )
    rows.service("Supported accommodation", period=period)
    rows.contract(
        "homes",
        period=period,
        arrangement="framework",
        value_pence=100,
        value_kind="nominal",
        lots=2,
        service=fostering,
        title="Framework for family placement",
        users=[{"slug": WESTMOOR, "name": "Westmoor Borough Council"}],
        buyers=[{"slug": WESTMOOR, "name": "Westmoor Borough Council"}],
        suppliers=[HARBOUR | {"lot": "Lot 1"}, NORTHGATE | {"lot": "Lot 2"}],
    )
    rows.call_off("homes-1", "homes", authority="fairshire", period=period, service=fostering, suppliers=[NORTHGATE])
    rows.contract(
        "breaks",
        period=period,
        service=breaks,
        suppliers=[UNKNOWN],
        ends_on=None,
        last_possible_end=None,
        ends_note="Until the council ends it",
        value_pence=None,
        value_kind="unknown",
    )
    rows.contract("removed", period=period, title="Removed later")


def _only_now(rows: Rows) -> None:
    breaks = service("Short breaks")
    rows.contract(
        "new",
        title="Overnight breaks: “Stay & play” <new>",
        service=breaks,
        value_kind="whole",
        starts_on="2026-08-01",
        extension_months=12,
        last_possible_end="2028-03-31",
        break_on="2026-12-01",
        review_on="2026-06-01",
        irrecoverable_vat_pence=12_000,
        places=6,
        area="Fairshire, north",
        contact="Placements team",
        contact_email="contracts@fairshire.example",
        cpv_code="85311000",
        cpv_label="Social work services",
        suppliers=[supplier("Harbour Homes CIC", vcse="yes", sme="yes", formerly=["harbour-homes-limited"])],
    )
    rows.contract(
        "redacted",
        suppliers=[],
        supplier_words="REDACTED PERSONAL DATA",
        value_pence=None,
        value_kind="unknown",
        value_words="REDACTED COMMERCIAL CONFIDENTIALITY",
        starts_on=None,
        start_known=False,
    )
    rows.contract(
        "extended",
        service=breaks,
        extensions=[{"months": 12, "was_ends_on": "2026-03-31", "ends_on": "2027-03-31", "decided_on": "2026-02-02"}],
    )
    rows.contract("grant", arrangement="grant", value_pence=1_250_050, value_kind="whole", suppliers=[HARBOUR, UNKNOWN])
    _tenders(rows)
    _buying(rows, breaks)
    _meeting(rows)
    rows.totals(service("Fostering"), people=12, suppliers=4, spend_pence=64_000_000, without_value=1)
    rows.totals(breaks)
    rows.totals(None)


def _buying(rows: Rows, breaks: Row) -> None:
    """What the council says of itself, what it paid, how much it asks."""
    target = {"subject": "sme", "measure": "count", "percent": 40, "said_in": "Strategy", "since_on": "2026-04-01"}
    rows.market(local_means="Registered office in Fairshire", targets=[target, {**target, "subject": "local"}])
    rows.spend(whole=True, on=910_000_00, spot=0, off=80_000_00, unknown=None)
    rows.spend(service("Fostering"), on=640_000_00, off=-3_000_00)
    rows.spend(breaks, on=270_000_00)
    rows.spend(None, off=83_000_00)
    rows.asked("Supported accommodation, each quarter")
    rows.asked("Small grants", tiers=[{"tier": "core", "boxes": 12, "minutes": 8}], rhythm="twice a year")


def _tenders(rows: Rows) -> None:
    """One that is open, with all that it can have, and one that was awarded."""
    criterion = {"number": 1, "title": "Price", "kind": "price", "weight": 40, "words": None, "good": ""}
    document = {"name": "Map", "id": "0" * 32, "number": 1, "file_name": "map.txt", "size": 3, "digest": "0" * 64}
    addendum = {"number": 1, "title": "The area", "reason": "Left out.", "at": "2026-10-07 08:00:00.000"}
    moved = {"was_closes_at": "2026-11-20 12:00:00.000", "closes_at": "2026-11-24 12:00:00.000"}
    quality = {**criterion, "number": 2, "kind": "quality", "weight": 60, "words": 500, "good": "Care."}
    rows.tender(
        lots=[{"number": 1, "title": "North", "description": "", "value_pence": 100, "awards": 2}],
        criteria=[criterion, quality],
        documents=[{**document, "note": "", "at": "2026-10-05 08:00:00.000"}],
        addenda=[{**addendum, "difference": {"area": ["", "North"], "insurance_by_start": [True, False]}}],
        moves=[{**moved, "reason": "holiday", "notice_id": "124", "at": "2026-10-08 08:00:00.000"}],
        set_aside=["Everything is on the page."],
        contact_email="help@fairshire.example",
    )
    rows.answer("lodgings", "May hosts smoke?", "No.")
    rows.answer("lodgings", "May hosts smoke?", "Only outside.", version=2, why="We had left that out.")
    rows.tender("breaks", title="Short breaks", stage="awarded", decided_at="2026-10-09 08:00:00.000")


def _meeting(rows: Rows) -> None:
    """An event with all that it can have but what comes afterwards, one that was held, and the forum that it is of."""
    place = {"starts_at": "2026-11-02 10:00:00.000", "ends_at": "2026-11-02 11:00:00.000", "places": 20}
    change = {"at": "2026-10-07 08:00:00.000", "reason": "We plan ahead.", "fields": ["contracts", "venue"]}
    rows.event(
        contracts=["lodgings", "new", "removed"],
        tender={"authority": "fairshire", "slug": "lodgings", "title": "Supported lodgings"},
        sessions=[{**place, "number": 1, "title": "How to bid", "repeats": None}],
        changes=[change],
        hosts=[{"slug": WESTMOOR, "name": "Westmoor Borough Council"}],
        meetings={"all": 9, "newcomers": 4, "small": 3},
        agenda="09:30 Coffee",
        speakers="Two buyers",
    )
    paper = {"id": "0" * 32, "kind": "note", "name": "Summary", "file_name": "note.txt", "size": 900}
    rows.event(
        "held",
        title="Drop-in",
        kind="drop_in",
        state="held",
        papers=[{**paper, "at": "2026-10-08 08:00:00.000"}],
        counts={"people": 9, "organisations": 7, "vcse": 3, "came": 8, "walk_ins": 1},
        feedback={"worth": [[["yes"], 5]], "clear": None, "again": None},
        note="Nine people came.",
        answers="Will there be lots? Yes.",
    )
    note = {"kind": "note", "title": "Autumn", "words": "What was agreed.", "link": "", "on": "2026-09-30"}
    rows.forum(papers=[note, {**note, "kind": "paper", "link": "https://papers.example/1"}], meetings=["buyers"])
