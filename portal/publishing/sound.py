"""What is published is whole: each page, feed and calendar is looked at as it is made, before anything is switched.

A page is looked at in passing, since there are thousands: one title, one heading of the first level, and as many ends
of each element as beginnings. Feeds and calendars are few, and are read as a reader of them would.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

from lxml import etree

TAGS = re.compile(rb"<(/?[a-z0-9]+)")
NEVER_ENDED = frozenset(b"meta link br input img wbr hr source col path rect circle line polygon polyline use".split())
"""Those of HTML, and those of drawings that may be ended at once."""
ONCE = (b"title", b"h1", b"main")
ATOM = "{http://www.w3.org/2005/Atom}"
SAID = ("id", "title", "updated")


class _Partners(dict[bytes, bytes]):
    """Name of a tag -> the one that must be there as often: “/p” of “p”, “p” of “/p”; itself where nothing ends it."""

    def __missing__(self, name: bytes) -> bytes:
        other = name if name in NEVER_ENDED else name[1:] if name[:1] == b"/" else b"/" + name
        return self.setdefault(name, other)


PARTNERS = _Partners()


class Unsound(ValueError):
    """A file that must not be published; the message says what is wrong with it."""


def refuse(url: str, content: bytes) -> None:
    """Raises Unsound for a page, feed or calendar that is not whole; other files are not looked at."""
    if check := CHECKS.get("" if url.endswith("/") else url.rpartition(".")[2]):
        check(content)


def refuse_piece(content: bytes) -> None:
    """Raises Unsound for a piece that stands in many pages, where it is not whole in itself."""
    _whole(b" ".join(TAGS.findall(content)), ())


def _page(content: bytes) -> None:
    _whole(b" ".join(TAGS.findall(content)), ONCE)


@lru_cache(maxsize=1024)
def _whole(shape: bytes, once: Iterable[bytes]) -> None:
    """Many pages have the same tags in the same order."""
    tags = Counter(shape.split())
    for name in once:
        if tags.get(name) != 1:
            raise Unsound(f"There are {tags[name]} <{name.decode()}>, and must be 1.")
    _balanced(tags)


def _balanced(tags: Counter[bytes]) -> None:
    if odd := [name for name, count in tags.items() if tags.get(PARTNERS[name]) != count]:
        name = odd[0].lstrip(b"/")
        raise Unsound(f"<{name.decode()}> begins {tags[name]} times and ends {tags[b'/' + name]} times.")


def _xml(content: bytes) -> None:
    """Any XML; of a feed also what each reader needs of it and of its entries. Of others no tree is made: a map of the
    site may name tens of thousands of pages."""
    try:
        if ATOM[1:-1].encode() not in content:
            ParserCreate().Parse(content, True)  # noqa: FBT003  it takes no names
            return
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ExpatError) as error:
        raise Unsound(f"It is not well-formed XML: {error}.") from None
    if root.tag == f"{ATOM}feed":
        entries = root.findall(f"{ATOM}entry")
        for number, one in enumerate((root, *entries)):
            for name in SAID:
                if not (one.findtext(f"{ATOM}{name}") or "").strip():
                    raise Unsound(f"{f'Entry {number}' if number else 'The feed'} has no {name}.")
        _different(one.findtext(f"{ATOM}id") or "" for one in entries)


def _calendar(content: bytes) -> None:
    from icalendar import Calendar  # takes long to load, and most builds write none

    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except ValueError as error:
        raise Unsound(f"It is no calendar: {error}.") from None
    for number, one in enumerate(events, 1):
        if missing := [name for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if not one.get(name)]:
            raise Unsound(f"Event {number} has no {missing[0]}.")
    _different(str(one["UID"]) for one in events)


def _different(ids: Iterable[str]) -> None:
    if twice := [one for one, count in Counter(ids).items() if count > 1]:
        raise Unsound(f"“{twice[0]}” is the id of several.")


CHECKS: dict[str, Callable[[bytes], None]] = {"": _page, "html": _page, "xml": _xml, "ics": _calendar}
