"""What changed, as entries of a feed: editions, corrections with their reasons, removals. Pure but for the record.

An entry keeps its id for ever (RFC 4151) and bears the time at which it happened, never that of a build.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from portal.publishing import changes
from portal.publishing.pages.register_changes import became
from portal.publishing.pages.removed import url_of
from portal.publishing.register import Edition, Register, Row
from portal.publishing.words import day

MOST = 100
"""So many entries stand in the feed, the newest first; older ones are in the register itself."""
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SINCE = 2026
"""A tag URI names a year in which its host was ours; it is the same for every entry, or ids would change."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `updated` as RFC 3339 wants it; `url` begins with a slash."""

    id: str
    title: str
    updated: str
    url: str
    author: str
    summary: str


def entries(of: Register, address: str, authority: str = "") -> list[Entry]:
    """The newest entries, newest first; of one authority alone where it is named."""
    happened = sorted(_happened(of, address, authority), key=lambda one: (one[0], one[1]), reverse=True)[:MOST]
    return [_edition(of, *what, tag) if len(what) == 2 else _removal(of, what[0], tag) for _, tag, what in happened]


Happened = tuple[str, str, tuple[Edition, Row] | tuple[Row]]
"""When, id, and what: an edition and a revision of it, or a removal."""


def _happened(of: Register, address: str, authority: str) -> Iterator[Happened]:
    for one in (one for one in of.editions.values() if authority in ("", one.authority)):
        for revision in one.revisions:
            key = f"editions/{one.authority}/{one.period_key}/{revision['revision']}"
            yield _instant(revision["closed_at"]), tag(address, key), (one, revision)
    for row in (row for row in of.removed if authority in ("", row["authority"])):
        key = f"removed/{row['authority']}/{row['slug']}"
        yield f"{row['removed_on']}T00:00:00Z", tag(address, key), (row,)


def tag(address: str, key: str) -> str:
    """tag:contracts.fairshire.example,2026:editions/…; a site that has no address yet is nobody’s."""
    return f"tag:{_host(address)},{SINCE}:{key}"


@lru_cache(maxsize=4)
def _host(address: str) -> str:
    return urlsplit(address).hostname or "evenhand.invalid"


def _edition(of: Register, edition: Edition, revision: Row, tag: str) -> Entry:
    name = str(of.authorities[edition.authority]["name"])
    register = f"Contracts register, {edition.label}"
    is_newest = revision["revision"] == edition.revision
    said = _counts(of, edition) if is_newest else "It was corrected later."
    if revision["revision"]:
        said = f"Why: {revision['reason'].rstrip('. ')}. {said}"
    return Entry(
        tag,
        _text(f"Corrected: {register}, {name}" if revision["revision"] else f"{register}, {name}"),
        _instant(revision["closed_at"]),
        f"/register/{edition.quarter}/",
        _text(name),
        _text(said),
    )


def _counts(of: Register, edition: Edition) -> str:
    """“Since June 2026: 3 new, 2 extended.”"""
    pairs = changes.editions_before(of, [edition])
    if not pairs:
        return "The first register that is published here."
    earlier = pairs[0][1]
    found = became(of)[edition.quarter].counts
    counts = {kind: found[edition.authority, kind] for kind in changes.KINDS if kind != "corrected"}
    words = [f"{count:,} {changes.KINDS[kind].lower()}" for kind, count in counts.items() if count]
    return f"Since {day(earlier.last_day)}: {', '.join(words) or 'nothing changed'}."


def _removal(of: Register, row: Row, tag: str) -> Entry:
    name = str(of.authorities.get(row["authority"], {}).get("name", row["authority"]))
    title = f"Removed for a legal reason on {day(row['removed_on'])}: a contract of {name}"
    said = f"{row['reason'].rstrip('. ')}. Please delete it in your copy, too."
    return Entry(tag, _text(title), f"{row['removed_on']}T00:00:00Z", url_of(row), _text(name), _text(said))


def _instant(naive: str) -> str:
    """Naive UTC, as it is stored, to the second."""
    return f"{naive[:19]}Z"


def _text(words: str) -> str:
    """Without what XML cannot hold."""
    return NOT_XML.sub("", words)
