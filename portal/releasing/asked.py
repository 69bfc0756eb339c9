"""What a council asks of those it pays: boxes and minutes of each set of questions in an ordinary period."""

from collections.abc import Iterable
from functools import cache

from forms import library
from portal.releasing.rows import AskedRow, AskedTier

RHYTHMS = {"month": "every month", "quarter": "every quarter", "half_year": "twice a year", "year": "once a year"}


def asked(sets: Iterable[tuple[str, str | None]]) -> dict[str, AskedRow]:
    """Key -> row of each of these sets (key, version or the newest); one that is not there any more is left out."""
    found = {}
    for key, version in sets:
        row = _row(key, version)
        if row:
            found[key] = row
    return found


@cache
def _row(key: str, version: str | None) -> AskedRow | None:
    try:
        question_set = library.get(key, version) if version else library.latest(key)
    except library.NoSuchSet:
        return None
    tiers: list[AskedTier] = []
    for tier, ordinary in library.ordinary(question_set).items():
        journey = ordinary.journey()
        tiers.append({"tier": tier, "boxes": journey.counts()[1], "minutes": journey.minutes()})
    return {
        "key": key,
        "version": question_set.version,
        "title": question_set.title,
        "rhythm": RHYTHMS.get(question_set.rhythm, question_set.rhythm.replace("_", " ")),
        "tiers": tiers,
    }
