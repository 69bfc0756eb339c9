"""From what was released to the tables of the public record, row by row and by nothing else."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.public.record import Rows, write_record
from portal.releasing.conduct import released_conduct
from portal.releasing.corrections import released_corrections
from portal.releasing.events import released_events
from portal.releasing.forums import released_forums
from portal.releasing.once import Once, once
from portal.releasing.released import Corrected, ReleasedEdition, corrected, released, removed_anywhere
from portal.releasing.rows import SupplierFacts, canonical
from portal.releasing.tenders import released_answers, released_tenders

Tables = dict[str, list[dict[str, Any]]]

EDITION_COLUMNS = (
    "authority", "period_key", "label", "starts_on", "last_day", "as_at", "closed_on", "closed_at", "revision",
    "digest",
)  # fmt: skip


def record(path: Path) -> None:
    """Writes the public record of everything released as it stands now: from nothing, the same bytes each time."""
    tenders: Rows = {
        "tender": released_tenders(),
        "answer": released_answers(),
        "conduct": released_conduct(),
        "event": released_events(),
        "forum": released_forums(),
        "correction": released_corrections(),
    }
    write_record(path, {**record_rows(released(), removed_anywhere(), corrected(), once()), **tenders})


def record_rows(
    editions: list[ReleasedEdition], removed: dict[str, Any], touched: Sequence[Corrected] = (),
    gone: Sequence[Once] = (),
) -> Rows:  # fmt: skip
    """The record’s tables. A supplier is described as the newest edition that names it describes it."""
    tables: Tables = defaultdict(list)
    suppliers: dict[str, str] = {}
    for edition in editions:
        place = {"authority": edition["authority"], "period_key": edition["period_key"]}
        described = {column: edition[column] for column in EDITION_COLUMNS}  # type: ignore[literal-required]
        tables["edition"].append({**described, "closed_late": int(edition["closed_late"])})
        tables["revision"] += [{**place, **revision} for revision in edition["revisions"]]
        for kind, rows in edition["rows"].items():
            tables[kind] += [{**place, "slug": _slug(kind, row), "data": canonical(row)} for row in rows]
        for contract in edition["rows"]["contract"]:
            _awards(tables, suppliers, place, contract)
    tables["corrected"] = [{**one} for one in touched]
    tables["once"] = [{**one} for one in gone]
    tables["supplier"] = [{"slug": slug, "data": data} for slug, data in suppliers.items()]
    for authority, those in removed.items():
        for one in those:
            told = {"slug": one["slug"], "removed_on": one["on"], "reason": one["reason"]}
            tables["removed"].append({"authority": authority, **told})
    return tables


def _awards(tables: Tables, suppliers: dict[str, str], place: dict[str, str], contract: dict[str, Any]) -> None:
    for part in contract["suppliers"]:
        suppliers[part["slug"]] = canonical({name: part[name] for name in SupplierFacts.__annotations__})
        own = {name: part[name] for name in ("lot", "value_pence", "awarded_on")}
        tables["award"].append({**place, "contract": contract["slug"], "supplier": part["slug"], **own})


def _slug(kind: str, row: dict[str, Any]) -> str:
    """Under what an edition keeps a row of this kind (see the shapes in rows.py)."""
    if kind in ("withheld", "market") or row.get("whole"):
        return "all"
    if kind in ("totals", "spend"):
        return str(row["service"]["key"]) if row["service"] else "not-said"
    return str(row["key"] if kind in ("service", "asked") else row["slug"])
