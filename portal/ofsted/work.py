"""Taking in a list of Ofsted’s, all of it or nothing; with whom it is matched; what a provider says of its entry."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from peewee import JOIN

from models.audit import AuditHead
from models.calendar import today
from models.conflicts import Stale
from models.ofsted import FACTS, OfstedEntry, OfstedList, OfstedSaid
from models.person import Person
from models.provider import Dealing, Home, Provider
from models.register.taking_in import Counts
from models.store import writing
from portal.ofsted import reading
from portal.ofsted.reading import Entry, Listing
from portal.register.bad_file import BadFile
from portal.register.findings import Finding
from portal.register.plain_text import clean

__all__ = ["BadFile", "Compared", "Match", "matches", "say", "take_in"]


@dataclass(frozen=True)
class Compared:
    """What a list would change, or has changed: read = new + changed + unchanged + rejected. `write` are the entries
    that it has something newer to say of."""

    as_at: date
    counts: Counts
    findings: list[Finding]
    write: list[Entry] = field(default_factory=list)
    numbers: frozenset[str] = frozenset()

    def said(self) -> dict[str, object]:
        """{"as_at", "read", "new", "changed", "unchanged", "rejected", "findings": [{"row", "column", "value",
        "problem", "action"}]}"""
        counts = {"as_at": self.as_at.isoformat(), "read": self.counts.read, **asdict(self.counts)}
        return {**counts, "findings": [asdict(finding) for finding in self.findings]}


def take_in(
    file: bytes, *, by: int | None, now: datetime, name: str = "", as_at: date | None = None, dry_run: bool = False
) -> Compared:
    """Take in a list in any layout that Ofsted has used. With `dry_run` nothing is written and the answer is the same.

    Raises BadFile, and nothing is kept, where it is none of Ofsted’s lists.
    """
    listing = reading.read(file, name, today(now), as_at)
    if dry_run:
        return compare(listing)
    with writing():
        AuditHead.take()  # nobody else takes in the same list meanwhile
        found = compare(listing)
        digest = sha256(file).hexdigest()
        OfstedList.keep(found.as_at, clean(name)[:200], digest, found.counts, found.write, by=by, at=now)
    return found


def compare(listing: Listing) -> Compared:
    """A list against what is known, one query. An older list than the one that spoke of a number last says nothing."""
    known = _known()
    counted = {"new": 0, "changed": 0, "unchanged": 0}
    older, write = 0, []
    for entry in listing.entries:
        facts = tuple(entry[name] for name in FACTS)
        before, as_at = known.get(entry["urn"], (None, date.min))
        newer = listing.as_at >= as_at
        what = "new" if before is None else "changed" if newer and before != facts else "unchanged"
        counted[what] += 1
        older += not newer
        if what != "unchanged" or listing.as_at > as_at:
            write.append(entry)
    numbers = frozenset(entry["urn"] for entry in listing.entries)
    gone = sum(1 for urn, (_, as_at) in known.items() if urn not in numbers and as_at < listing.as_at)
    findings = [*listing.findings, *_of_the_whole(older, gone)]
    return Compared(listing.as_at, Counts(**counted, rejected=listing.rejected), findings, write, numbers)


def _known() -> dict[str, tuple[tuple[Any, ...], date]]:
    columns = [getattr(OfstedEntry, name) for name in FACTS]
    rows: Any = OfstedEntry.select(OfstedEntry.urn, OfstedEntry.as_at, *columns).tuples()
    return {urn: (tuple(facts), as_at) for urn, as_at, *facts in rows}


def _of_the_whole(older: int, gone: int) -> list[Finding]:
    found = []
    if older:
        found.append(Finding(None, "", f"{older}", "numbers of which a newer list is known", "left as they are"))
    if gone:
        found.append(Finding(None, "", f"{gone}", "numbers of an earlier list that this one does not name", "kept"))
    return found


# With whom it is matched


@dataclass(frozen=True)
class Match:
    """A home whose number stands in a list, and what its provider said of it last."""

    home: Home
    entry: OfstedEntry
    said: OfstedSaid | None

    @property
    def state(self) -> str:
        """“right”, “different”, or “open”: not looked at since the list says what it says."""
        if self.said is None or self.said.facts != self.entry.facts:
            return "open"
        return "right" if self.said.agrees else "different"


def matches(query: Any) -> list[Match]:
    """The open homes of `query` whose numbers stand in a list, by provider and name; one query."""
    rows = (
        query.select(Home, Provider, OfstedEntry, OfstedSaid, Person.id, Person.name)
        .join(Provider)
        .switch(Home)
        .join(OfstedEntry, on=(OfstedEntry.urn == Home.urn), attr="entry")
        .switch(Home)
        .join(OfstedSaid, JOIN.LEFT_OUTER, on=(OfstedSaid.home == Home.id), attr="said")
        .join(Person, JOIN.LEFT_OUTER, on=(OfstedSaid.by == Person.id))
        .where(Home.closed_at.is_null())
        .order_by(Provider.legal_name, Home.name)
    )
    return [Match(home, home.entry, getattr(home, "said", None)) for home in rows]


def of_providers(providers: Sequence[int]) -> list[Match]:
    """Those of these providers."""
    return matches(Home.select().where(Home.provider << list(providers)))


def at_desk(authorities: Sequence[int]) -> list[Match]:
    """Those of the providers that these authorities deal with."""
    return matches(Home.select().where(Home.provider << _dealt_with(authorities)))


def homes_of(authorities: Sequence[int], numbers: Collection[str]) -> list[Home]:
    """The homes of the providers that these authorities deal with whose number is one of these; one query."""
    rows = Home.select(Home, Provider).join(Provider).where(Home.provider << _dealt_with(authorities))
    rows = rows.where(Home.closed_at.is_null(), ~Home.urn.is_null()).order_by(Provider.legal_name, Home.name)
    return [home for home in rows if home.urn in numbers]


def _dealt_with(authorities: Sequence[int]) -> Any:
    return Dealing.select(Dealing.provider).where(Dealing.authority << list(authorities))


def say(provider: int, home: UUID, digest: str, words: str, *, by: int, now: datetime) -> None:
    """The provider’s word on its home’s entry as it was shown (`digest`): right, or (`words`) what is different.

    Raises Stale where a newer list says something else by now.
    """
    with writing():
        found = Home.get((Home.provider == provider) & (Home.public_id == home))
        entry = OfstedEntry.get_or_none(OfstedEntry.urn == found.urn)
        if entry is None or entry.digest != digest:
            raise Stale(0)
        OfstedSaid.say(found, entry.facts, words, by=by, at=now)


def lists() -> list[OfstedList]:
    """The lists that were taken in, newest first."""
    return list(OfstedList.select().order_by(OfstedList.id.desc()).limit(20))
