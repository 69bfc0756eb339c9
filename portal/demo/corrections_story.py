"""What people said was wrong on public pages: one was, one was not, one waits for its answer."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from models.correction import Correction
from models.period import Period
from models.register.edition import Edition
from models.store import reading
from portal.corrections import work
from portal.demo.story import Story


def tell(story: Story) -> None:
    """Three of them, about contracts of the newest quarter that is closed: what is answered is what pages say."""
    with reading():
        newest = [one for one in Edition.latest() if one.authority_id == story.authority.id][-1]
        rows = [json.loads(row.data) for row in newest.rows("contract") if row.data is not None]
    editor = story.staff["register_editor"]
    for row, words, outcome, answer, at in _told(rows, newest, story.now):
        who = {"name": "", "email": ""}
        report = work.receive(story.authority.slug, f"/contracts/{story.authority.slug}/{row['slug']}/", words, who, at)
        if outcome:
            fresh = Correction.get_by_id(report.id)
            work.answer(fresh, outcome, answer, by=editor, now=at + timedelta(days=4))


def _told(
    rows: list[dict[str, Any]], newest: Edition, now: datetime
) -> Iterator[tuple[dict[str, Any], str, str, str, datetime]]:
    """The contract, words, what came of it, the answer, and when it was said."""
    first_day = Period.parse(newest.period_key).first_day.isoformat()
    extended = next(row for row in rows if any(one["decided_on"] >= first_day for one in row["extensions"]))
    yield (
        extended, "The contract was extended in summer. The last day is an old one.", "corrected",
        "It was extended after the day of the register that shows the old one. The next register has the new last day.",
        newest.closed_at - timedelta(days=11),
    )  # fmt: skip
    whole = (row for row in rows if row["value_kind"] == "whole" and _days(row) > 700 and row is not extended)
    long = max(whole, key=lambda row: row["value_pence"])
    yield (
        long, "The value is far too high for a service of this size.", "unchanged",
        "The value is that of the whole agreement. What that is in a year stands beside it.", now - timedelta(days=20),
    )  # fmt: skip
    words = "The description speaks of two houses. We have run only one since last year."
    yield next(row for row in rows if row not in (extended, long)), words, "", "", now - timedelta(days=2)


def _days(row: dict[str, Any]) -> int:
    days = [date.fromisoformat(row[name]) for name in ("starts_on", "ends_on") if row[name]]
    return (days[1] - days[0]).days if len(days) == 2 else 0
