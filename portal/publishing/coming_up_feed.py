"""What comes up with the contracts of one service, as entries of a feed (Atom, RFC 4287). Pure.

An entry appears with the first register that lies within 24 months of it, bears the time at which that was closed, and
keeps its id for ever; another day is another entry.
"""

from collections.abc import Sequence
from functools import lru_cache, partial

from portal.publishing import words
from portal.publishing.editions import editions_of
from portal.publishing.feed import NOT_XML, Entry, tag
from portal.publishing.horizon import AHEAD, KINDS, Coming, moved
from portal.publishing.register import Register

MOST = 100


def entries(of: Register, those: Sequence[Coming], address: str) -> list[Entry]:
    """The newest, and of those that appeared together what comes up first."""
    seen = lru_cache(maxsize=None)(partial(_seen, of))  # many come up on one day
    found = [(seen(one.line.authority, one.on), one) for one in those]
    newest = sorted(found, key=lambda pair: (pair[1].on, pair[1].line.key, pair[1].kind))
    newest.sort(key=lambda pair: pair[0], reverse=True)
    return [_entry(of, one, at, address) for at, one in newest[:MOST]]


def _seen(of: Register, authority: str, on: str) -> str:
    """When a day came within sight: the closing of the first edition that is near enough."""
    editions = editions_of(of, authority)
    near = moved(on, -AHEAD)
    first = next((edition for edition in editions if edition.as_at >= near), editions[-1])
    return f"{str(first.revisions[0]['closed_at'])[:19]}Z"


def _entry(of: Register, one: Coming, at: str, address: str) -> Entry:
    line, said = one.line, KINDS[one.kind]
    key = f"coming-up/{line.authority}/{line.slug}/{one.kind}/{one.on}"
    return Entry(
        tag(address, key),
        NOT_XML.sub("", f"{said}, {words.day(one.on)}: {line.title}"),
        at,
        line.url,
        NOT_XML.sub("", str(of.authorities[line.authority]["name"])),
        f"{said}{',' if ',' in said else ''} on {words.day(one.on)}.",
    )
