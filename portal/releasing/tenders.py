"""What is public of a tender and of its answers: the ONLY list of public fields.

Everybody reads a tender as it was released last, and it is released each time it changes for everybody: published,
changed by addendum, given more time, a document added, closed, decided. For members of a framework it is released once
it is awarded.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypedDict

from models.store import must_be_writing, writing
from models.tendering.addendum import Addendum
from models.tendering.bidder import Bidder
from models.tendering.criterion import Criterion
from models.tendering.deadline_move import DeadlineMove
from models.tendering.document import DocumentVersion
from models.tendering.lot import JointBuyer, Lot
from models.tendering.outcome import Outcome
from models.tendering.override import Override
from models.tendering.papers import PapersDeleted
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender
from portal.outcomes.work import dates
from portal.releasing.rows import canonical

SAME = (
    "title", "summary", "description", "arrangement", "volume", "payment", "value_pence", "starts_on", "ends_on",
    "extension_months", "length_why", "lots_why", "cpv_code", "proclass", "area", "audience", "lot_name", "regime",
    "reserved", "reserved_area", "bids_go_to", "bids_go_to_url", "notice_id", "deadline_seen_at", "questions_to",
    "questions_close_at", "answers_by_on", "closes_at", "decision_by_on", "feedback_by_on", "answer_days", "tupe",
    "tupe_by", "tupe_words", "insurance", "insurance_why", "insurance_by_start", "consortium", "social_value",
    "equality", "statement", "parity", "contact", "contact_email", "published_at", "decided_at",
)  # fmt: skip
"""Columns of a tender that are public, under their own names."""


WINNER = ("name", "value_pence")
"""Columns of a bidder who won."""
PROMISED = ("key", "promised_on", "kept_on", "missed")
"""Of a day that the council promised."""
FEWEST_BIDS = 6
"""Of fewer, “all” or “none” would say of one who did not win what it is."""
CRITERION = ("number", "title", "kind", "weight", "words", "good")


class PublicTender(TypedDict):
    """The shape of a released tender, beside the columns named in SAME. Instants are naive UTC, days ISO."""

    slug: str
    authority: dict[str, str]  # slug, name
    stage: str
    service: dict[str, str] | None  # key, title
    framework: str  # its title
    expiring: str  # the title of the contract that it follows
    jointly: list[str]
    lots: list[dict[str, Any]]
    criteria: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    addenda: list[dict[str, Any]]
    moves: list[dict[str, Any]]
    set_aside: list[str]
    promised: list[dict[str, Any]]
    outcome: dict[str, Any] | None  # winners, bids, sme, vcse; once it is released


def release(tender: Tender, at: datetime) -> None:
    """Releases a tender as it stands, inside the transaction that changed it, if it is public."""
    must_be_writing()
    if PapersDeleted.of(tender.id) is not None:
        return  # what it was made of is gone: what was released stands for good
    if tender.published_at is None or (tender.audience == "members" and tender.state != "awarded"):
        return
    fresh = Tender.full().where(Tender.id == tender.id).get()
    ReleasedTender.release(fresh, canonical(_public(fresh, at)), at=at)


def closing(now: datetime) -> int:
    """Tenders whose questions or bids have closed since they were released, or one of whose promised days has gone by,
    are released again; how many were."""
    with writing():
        before = ReleasedTender.select().count()
        for tender in Tender.full().where(Tender.state << ["published", "awarded"]):
            release(tender, now)
        return ReleasedTender.select().count() - before


def _public(tender: Tender, at: datetime) -> dict[str, Any]:
    found: PublicTender = {
        "slug": tender.slug,
        "authority": {"slug": tender.authority.slug, "name": tender.authority.name},
        "stage": tender.stage(at),
        "service": {"key": tender.service.key, "title": tender.service.title} if tender.service else None,
        "framework": tender.framework.title if tender.framework else "",
        "expiring": tender.expiring.title if tender.expiring else "",
        "jointly": [authority.name for authority in JointBuyer.of(tender.id)],
        "lots": [_only(lot, "number", "title", "description", "value_pence", "awards") for lot in Lot.of(tender.id)],
        "criteria": [
            _only(one, "number", "title", "kind", "weight", "words", "good") for one in Criterion.of(tender.id)
        ],
        "documents": list(_documents(tender)),
        "addenda": [
            {**_only(one, "number", "title", "reason", "at"), "difference": one.changes}
            for one in Addendum.of(tender.id)
        ],
        "moves": [
            _only(one, "was_closes_at", "closes_at", "reason", "notice_id", "at") for one in DeadlineMove.of(tender.id)
        ],
        "promised": [
            {**_only(one, *PROMISED), "slipped": one.slipped(tender.authority.nation)}
            for one in dates.promised(tender, at)
        ],
        "outcome": _outcome(tender),
        "set_aside": sorted(one.reason for one in Override.of(tender.id).values()),
    }
    return {**_only(tender, *SAME), **found}


def _outcome(tender: Tender) -> dict[str, Any] | None:
    """Of those who did not win only that they were so many; what they are, where there are enough of them."""
    outcome = Outcome.of(tender.id)
    if outcome is None or outcome.released_at is None:
        return None
    bids = Bidder.of(tender.id)
    lots = {lot.number: lot.title for lot in Lot.of(tender.id)}
    return {
        "winners": [{**_only(one, *WINNER), "lot": lots.get(one.lot, "")} for one in bids if one.won],
        "bids": len(bids),
        "sme": sum(one.sme == "yes" for one in bids) if len(bids) >= FEWEST_BIDS else None,
        "vcse": sum(one.vcse == "yes" for one in bids) if len(bids) >= FEWEST_BIDS else None,
    }


def _documents(tender: Tender) -> Iterator[dict[str, Any]]:
    for version in DocumentVersion.of(tender.id):
        own = _only(version, "number", "file_name", "size", "digest", "note", "at")
        yield {"name": version.document.name, "id": str(version.public_id), **own}


def _only(row: Any, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="milliseconds")
    return value.isoformat() if isinstance(value, date) else value


def released_tenders() -> list[dict[str, str]]:
    """Rows of the record’s table `tender`."""
    return [
        {"authority": row.tender.authority.slug, "slug": row.tender.slug, "data": row.data, "released_at": f"{row.at}"}
        for row in ReleasedTender.newest()
    ]


def released_answers() -> list[dict[str, Any]]:
    """Rows of the record’s table `answer`: every version of every answer of a tender that is released."""
    public = {row.tender_id: row.tender for row in ReleasedTender.newest()}
    query = ReleasedAnswer.select().where(ReleasedAnswer.tender << list(public))
    return [
        {"authority": public[row.tender_id].authority.slug, "tender": public[row.tender_id].slug, "data": _answer(row),
         "slug": row.slug, "version": row.number}
        for row in query.order_by(ReleasedAnswer.id)
    ]  # fmt: skip


def _answer(row: ReleasedAnswer) -> str:
    said = _only(row, "kind", "question", "answer", "addendum", "why", "place", "at")
    return canonical(said)
