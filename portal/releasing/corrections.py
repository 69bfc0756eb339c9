"""What is public of something that was wrong on a page: the ONLY list of public fields. Never who said so, or how."""

from datetime import datetime
from typing import TypedDict

from models.calendar import today
from models.correction import Correction, ReleasedCorrection
from models.store import must_be_writing
from portal.releasing.rows import canonical


class PublicCorrection(TypedDict):
    """The shape of a released answer. Days are ISO texts."""

    name: str  # of the council
    page: str  # address on the site
    outcome: str  # corrected, unchanged
    answer: str
    received_on: str
    due_on: str
    answered_on: str


def release(report: Correction, at: datetime) -> None:
    """Releases the answer, inside the transaction that gave it."""
    must_be_writing()
    report = Correction.get_by_id(report.id)
    ReleasedCorrection.create(correction=report, data=canonical(_public(report)), at=at)


def _public(report: Correction) -> PublicCorrection:
    answered_at = report.answered_at
    if answered_at is None:
        raise ValueError("It is not answered yet.")
    return {
        "name": report.authority.name,
        "page": report.page,
        "outcome": report.state,
        "answer": report.answer,
        "received_on": today(report.at).isoformat(),
        "due_on": report.due_on.isoformat(),
        "answered_on": today(answered_at).isoformat(),
    }


def released_corrections() -> list[dict[str, str]]:
    """Rows of the record’s table `correction`, numbered in the order of their release."""
    return [
        {
            "authority": row.correction.authority.slug,
            "slug": f"{row.id:06}",
            "data": row.data,
            "released_at": f"{row.at}",
        }
        for row in ReleasedCorrection.all_with_authority()
    ]
