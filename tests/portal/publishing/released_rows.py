"""Released rows by hand, small, in the shapes of portal/releasing/rows.py: what the pages of the site are tried on.

rows.contract("fostering", title="Fostering", suppliers=[supplier("Harbour Young People", vcse="yes")])
rows.contract("fostering", period="2026-27-Q1")   # the same one a quarter earlier; the edition is made on first sight
"""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from models.period import Period
from models.public.record import Rows as Record
from portal.releasing import events, forums
from portal.releasing.once import left_out
from portal.releasing.recording import record_rows
from portal.releasing.rows import KINDS, ContractFacts, ServiceFacts, SupplierPart, canonical
from portal.releasing.tenders import SAME, PublicTender

Row = dict[str, Any]

NOW, BEFORE = "2026-27-Q2", "2026-27-Q1"
NAMES = {"fairshire": "Fairshire County Council", "westmoor": "Westmoor Borough Council"}


def supplier(name: str = "Harbour Young People", slug: str = "", **facts: Any) -> Row:
    """One award: a supplier with its lot and value. Facts that are not given are not known."""
    empty: Row = dict.fromkeys(SupplierPart.__annotations__)
    empty |= dict.fromkeys(("sme", "vcse", "vcse_kind", "group_name", "group_source", "lot", "local"), "")
    own = {"name": name, "slug": slug or _slug(name), "formerly": []}
    return _filled(empty | own, facts)


def service(title: str = "Supported accommodation", key: str = "") -> Row:
    """A service by its key: `supported-accommodation`."""
    return dict(zip(ServiceFacts.__annotations__, (key or _slug(title), title), strict=True))


class Rows:
    """The editions of a few authorities. Every row that is handed out may be changed until the site is made."""

    def __init__(self) -> None:
        self.editions: dict[tuple[str, str], Row] = {}
        self.removed: dict[str, list[Row]] = {}
        self.corrected: list[Any] = []
        self.once: list[Any] = []
        self.tenders: list[Row] = []
        self.answers: list[Row] = []
        self.answered: list[Row] = []
        self.events: list[Row] = []
        self.forums: list[Row] = []

    def clear(self) -> None:
        """Takes everything out again."""
        self.editions.clear()
        self.removed.clear()
        self.corrected.clear()
        self.once.clear()
        self.tenders.clear()
        self.answers.clear()
        self.answered.clear()
        self.events.clear()
        self.forums.clear()

    def edition(self, period: str = NOW, authority: str = "fairshire", **changes: Any) -> Row:
        """The quarter of an authority (`ReleasedEdition`), made on first sight: closed a fortnight after it ended."""
        found = self.editions.setdefault((authority, period), _edition(period, authority))
        return _filled(found, changes)

    def authority(self, authority: str = "fairshire", period: str = NOW, **facts: Any) -> Row:
        """What an edition says of its authority."""
        row: Row = self.edition(period, authority)["rows"]["authority"][0]
        return _filled(row, facts)

    def contract(self, slug: str = "lodgings", *, period: str = NOW, authority: str = "fairshire", **facts: Any) -> Row:
        """A contract in an edition: of £480,000 a year, to one supplier, from April 2024 to March 2027."""
        row = _filled(_contract(slug), facts)
        self._put("contract", row, period, authority)
        return row

    def call_off(self, slug: str, of: str, *, authority: str = "fairshire", **facts: Any) -> Row:
        """A contract called off from the framework `of` of the same authority."""
        within = {"authority": authority, "slug": of}
        return self.contract(slug, authority=authority, **{"arrangement": "call_off", "within": within, **facts})

    def service(self, title: str, *, period: str = NOW, authority: str = "fairshire", **facts: Any) -> Row:
        """A service as an authority describes it (`ServiceRow`)."""
        line = {"segment": "", "stage": "", "stage_since_on": None}
        row = _filled({**service(title), **line}, facts)
        self._put("service", row, period, authority)
        return row

    def totals(self, of: Row | None, *, period: str = NOW, authority: str = "fairshire", **facts: Any) -> Row:
        """Purchases for one person each of a service in a half-year: withheld, where nothing else is said."""
        half = Period.parse(f"{period[:7]}-H{'1' if period[-1] in '12' else '2'}")
        known = {"service": of, "half_year": half.key, "label": half.label, "withheld": not facts}
        numbers = dict.fromkeys(("people", "suppliers", "spend_pence", "without_value"))
        row = _filled({**known, **numbers}, facts)
        self._put("totals", row, period, authority)
        return row

    def market(self, *, period: str = NOW, authority: str = "fairshire", **facts: Any) -> Row:
        """What an authority says of itself as a buyer."""
        row = _filled({"major_pence": 66_354_000, "local_means": "", "targets": []}, facts)
        self._put("market", row, period, authority)
        return row

    def spend(
        self, of: Row | None = None, *, period: str = NOW, authority: str = "fairshire", **sums: int | None
    ) -> Row:
        """What was paid in a quarter for a service; with `whole=True` for all of them together."""
        empty: Row = dict.fromkeys(("on", "spot", "off", "unknown", "first_on", "last_on"))
        row = _filled({"service": of, "whole": False, **empty}, sums)
        if row["whole"]:
            row |= {"first_on": "2026-07-01", "last_on": "2026-09-29"}
        self._put("spend", row, period, authority)
        return row

    def asked(self, title: str, *, period: str = NOW, authority: str = "fairshire", **facts: Any) -> Row:
        """A set of questions that an authority uses."""
        tiers = [
            {"tier": tier, "boxes": n, "minutes": n - 4} for tier, n in (("core", 22), ("standard", 40), ("full", 44))
        ]
        known = {"key": _slug(title), "version": "2026.1", "title": title, "rhythm": "every quarter", "tiers": tiers}
        row = _filled(known, facts)
        self._put("asked", row, period, authority)
        return row

    def withheld(self, *, period: str = NOW, authority: str = "fairshire", **counts: Any) -> Row:
        """How many rows an edition leaves out."""
        row: Row = self.edition(period, authority)["rows"]["withheld"][0]
        return _filled(row, counts)

    def remove(self, slug: str, *, on: str, reason: str, authority: str = "fairshire") -> None:
        """Takes a contract down from every edition, as `evenhand take-down` does."""
        self.removed.setdefault(authority, []).append({"slug": slug, "on": on, "reason": reason})
        for (whose, _), edition in self.editions.items():
            if whose == authority:
                kept = [row for row in edition["rows"]["contract"] if row["slug"] != slug]
                edition["rows"]["contract"] = kept

    def correct(self, slug: str, reason: str, *, on: str, period: str = NOW, authority: str = "fairshire") -> None:
        """One more revision of an edition, which touched one contract."""
        edition = revised(self.edition(period, authority), reason, on)
        place = {"authority": authority, "period_key": period, "revision": edition["revision"]}
        self.corrected.append({**place, "slug": slug})

    def rewrite(self, now: Row, reason: str, *, on: str) -> None:
        """One more revision of an edition, which holds the rows of another one (`ReleasedEdition`) of that quarter."""
        place = {"authority": now["authority"], "period_key": now["period_key"]}
        before = self.edition(now["period_key"], now["authority"])
        shown = [[(kind, row) for kind in KINDS for row in edition["rows"][kind]] for edition in (before, now)]
        edition = revised(before, reason, on)
        edition["rows"] = now["rows"]
        gone = [*left_out(shown)]
        self.once = [{**place, "revision": edition["revision"], "kind": k, "slug": s} for (k, s), _ in gone]

    def answer_about(self, page: str, outcome: str, answer: str, **days: str) -> None:
        """What a council answered when somebody said that a page is wrong."""
        known = {"received_on": "2026-10-05", "due_on": "2026-10-19", "answered_on": "2026-10-12", **days}
        data = {"name": "Fairshire County Council", "page": page, "outcome": outcome, "answer": answer, **known}
        slug = f"{len(self.answered):032}"
        told = {"slug": slug, "released_at": "2026-10-12 09:00:00", "data": canonical(data)}
        self.answered.append({"authority": "fairshire", **told})

    def record(self) -> Record:
        """The tables of the public record, from these rows as they stand."""
        ordered: list[Any] = [self.editions[key] for key in sorted(self.editions, key=lambda key: (key[1], key[0]))]
        for edition in ordered:
            edition["digest"] = sha256(canonical(edition["rows"]).encode()).hexdigest()
        found = record_rows(ordered, self.removed, self.corrected, self.once)
        told = {"tender": self.tenders, "answer": self.answers, "correction": self.answered}
        return {**found, **told, "event": self.events, "forum": self.forums}

    def tender(self, slug: str = "lodgings", authority: str = "fairshire", **facts: Any) -> Row:
        """A tender as it was released last."""
        row = _filled(_tender(slug, authority), facts)
        place = {"authority": authority, "slug": slug, "released_at": "2026-10-05 08:00:00"}
        self.tenders.append({**place, "data": canonical(row)})
        return row

    def event(self, slug: str = "buyers", **facts: Any) -> Row:
        """An event as it was released last."""
        return self._told(self.events, _filled(_event(slug), facts))

    def forum(self, slug: str = "hosts", **facts: Any) -> Row:
        """A forum as it was released last."""
        return self._told(self.forums, _filled(_forum(slug), facts))

    def _told(self, those: list[Row], row: Row) -> Row:
        place = {"authority": row["authority"]["slug"], "slug": row["slug"], "released_at": "2026-10-05 08:00:00"}
        those.append({**place, "data": canonical(row)})
        return row

    def answer(
        self, tender: str, question: str, answer: str, *, slug: str = "a", version: int = 1, why: str = ""
    ) -> None:
        """One version of an answer."""
        said = {"kind": "answer", "question": question, "answer": answer, "addendum": 0, "why": why, "place": 1}
        data = canonical({**said, "at": f"2026-10-0{version} 11:00:00.000"})
        place = {"authority": "fairshire", "tender": tender, "slug": "a", "version": version}
        self.answers.append({**place, "data": data})

    def _put(self, kind: str, row: Row, period: str, authority: str) -> None:
        stored = self.edition(period, authority)["rows"][kind]
        stored.append(row)
        stored.sort(key=canonical)


def _slug(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in name.lower())
    return "-".join(kept.split())


def _filled(row: Row, values: Row) -> Row:
    strangers = set(values) - set(row)
    assert not strangers, f"no such field: {sorted(strangers)}"
    row.update(values)
    return row


def _edition(period_key: str, authority: str) -> Row:
    period = Period.parse(period_key)
    closed = period.last_day + timedelta(days=14)
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    rows["authority"].append(_authority(authority))
    rows["withheld"].append({"spot": 0, "held": 0, "taken_down": 0, "redacted": {}})
    return {
        "authority": authority,
        "period_key": period.key,
        "label": period.label,
        "starts_on": period.starts.isoformat(),
        "last_day": period.last_day.isoformat(),
        "revision": 0,
        "as_at": period.last_day.isoformat(),
        "closed_on": closed.isoformat(),
        "closed_at": f"{closed.isoformat()}T09:30:00",
        "closed_late": False,
        "digest": "",
        "revisions": [_revision(0, closed)],
        "rows": rows,
        "removed": [],
    }


def _revision(number: int, on: date, reason: str | None = None) -> Row:
    day = on.isoformat()
    return {"revision": number, "closed_on": day, "closed_at": f"{day}T09:30:00", "reason": reason}


def _authority(slug: str) -> Row:
    return {
        "slug": slug,
        "name": NAMES.get(slug, slug.title()),
        "kind": "council",
        "nation": "E",
        "threshold_pence": 500000,
        "brand": "",
        "contact_name": "Placements and contracts team",
        "contact_email": f"contracts@{slug}.example",
    }


def _contract(slug: str) -> Row:
    unknown = ("awarded_on", "review_on", "break_on", "extension_months", "last_end_on", "places", "lots", "within")
    empty: Row = dict.fromkeys(ContractFacts.__annotations__, "")
    empty |= dict.fromkeys((*unknown, "irrecoverable_vat_pence", "service"))
    days = {"starts_on": "2024-04-01", "ends_on": "2027-03-31", "last_possible_end": "2027-03-31", "start_known": True}
    money = {"value_pence": 48_000_000, "value_kind": "yearly"}
    lists: Iterable[tuple[str, list[Row]]] = (
        ("suppliers", [supplier()]),
        ("extensions", []),
        ("users", []),
        ("buyers", []),
    )
    known = {"slug": slug, "reference": f"FC-{slug.upper()}", "title": f"{slug.replace('-', ' ').capitalize()}"}
    return {**empty, **known, **days, **money, "arrangement": "stand_alone", **dict(lists)}


def revised(edition: Row, reason: str, on: str) -> Row:
    """The edition after one more correction, with its reason."""
    number = edition["revision"] + 1
    edition["revisions"].append(_revision(number, date.fromisoformat(on), reason))
    return _filled(edition, {"revision": number})


def _tender(slug: str, authority: str) -> Row:
    """Open, at noon on 24 November 2026."""
    empty: Row = dict.fromkeys(SAME, "") | dict.fromkeys(PublicTender.__annotations__, "")
    nothing = ("value_pence", "starts_on", "ends_on", "extension_months", "tupe_by", "decided_at", "deadline_seen_at")
    parts = ("jointly", "lots", "criteria", "documents", "addenda", "moves", "set_aside")
    known = {
        "slug": slug, "authority": {"slug": authority, "name": NAMES[authority]}, "stage": "open", "service": None,
        "title": "Supported lodgings", "summary": "Eleven places.", "description": "Hosts.", "audience": "open",
        "regime": "procurement_act", "questions_to": "here", "answer_days": 5, "tupe": "none",
        "bids_go_to": "ProContract", "bids_go_to_url": "https://bids.example/", "insurance_by_start": True,
        "questions_close_at": "2026-11-02 12:00:00.000", "answers_by_on": "2026-11-09",
        "closes_at": "2026-11-24 12:00:00.000", "decision_by_on": "2027-01-15", "feedback_by_on": "2027-01-22",
        "published_at": "2026-10-05 08:00:00.000",
    }  # fmt: skip
    return empty | dict.fromkeys(nothing) | {part: [] for part in parts} | known


def _event(slug: str) -> Row:
    """Coming, on 2 November 2026."""
    empty: Row = dict.fromkeys(events.SAME, "") | dict.fromkeys(events.PublicEvent.__annotations__)
    parts = ("contracts", "sessions", "changes", "hosts", "papers")
    known = {
        "slug": slug, "authority": {"slug": "fairshire", "name": NAMES["fairshire"]}, "title": "Meet the buyers",
        "kind": "meet_the_buyer", "summary": "Hear what we buy next.", "audience": "Anybody.", "place": "in_person",
        "venue": "Fairshire Hall", "venue_access": "Level entrance.", "starts_at": "2026-11-02 09:30:00.000",
        "ends_at": "2026-11-02 13:00:00.000", "booking_opens_at": None, "per_organisation": 3, "places": 40,
        "booking_closes_at": "2026-10-30 17:00:00.000", "engagement_closes_on": None, "sequence": 0,
        "contact_email": "events@fairshire.example", "state": "published",
        "published_at": "2026-10-05 08:00:00.000", "told_at": "2026-10-05 08:00:00.000", "meetings": {},
    }  # fmt: skip
    return empty | {part: [] for part in parts} | known


def _forum(slug: str) -> Row:
    """Meets next on 2 November 2026."""
    known = {
        "slug": slug, "title": "Forum of hosts", "purpose": "What works.", "contact": "Contracts team",
        "next_on": "2026-11-02", "next_place": "Fairshire Hall", "state": "live",
        "authority": {"slug": "fairshire", "name": NAMES["fairshire"]}, "services": ["Supported accommodation"],
    }  # fmt: skip
    return dict.fromkeys(forums.SAME, "") | {"papers": [], "meetings": []} | known
