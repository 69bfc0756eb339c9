"""How complete the register of one edition is: what is blank, what has no value of its own, whose review is overdue.

Haringey’s paper of 2014 (6.2 to 6.5) counts 289 contracts of one segment, of which 271 are frameworks at £1: the same
is said here of every segment, by the register itself.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.publishing.blanks import MANDATORY
from portal.publishing.line import Line
from portal.publishing.words import FRAMEWORKS

MOST = 50
"""So many overdue reviews are listed; the rest are counted."""


@dataclass
class Segment:
    """Contracts of one segment of the market; `worth` in pence, of those that have a value of their own."""

    contracts: int = 0
    nominal: int = 0
    call_offs: int = 0
    others: int = 0
    unknown: int = 0
    worth: int = 0

    def count(self, line: Line) -> None:
        """One more."""
        self.contracts += 1
        if line.arrangement in FRAMEWORKS and (line.value_kind == "nominal" or line.value_pence is None):
            self.nominal += 1
        elif line.arrangement.startswith("call_off"):
            self.call_offs += 1
        else:
            self.others += 1
            if line.arrangement not in FRAMEWORKS and line.value_kind == "whole":
                self.worth += line.value_pence or 0
            else:
                self.unknown += 1


@dataclass
class Completeness:
    """Of one edition. `blank`: name of a column -> contracts where it is blank, and of how many it is asked."""

    contracts: int = 0
    blank: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    overdue: list[tuple[str, str, str]] = field(default_factory=list)
    ended: int = 0
    segments: dict[str, Segment] = field(default_factory=dict)

    @property
    def nominal(self) -> int:
        """Frameworks without a value of their own."""
        return sum(one.nominal for one in self.segments.values())

    def listed(self) -> Sequence[tuple[str, str, str]]:
        """Overdue reviews, the oldest first: day, slug and title of the contract."""
        return sorted(self.overdue)[:MOST]

    def by_segment(self) -> Iterator[tuple[str, Segment]]:
        """By name; contracts of no segment last."""
        yield from sorted(self.segments.items(), key=lambda item: (not item[0], item[0].casefold()))


def completeness(lines: Sequence[Line], segments: Mapping[str, str], as_at: str) -> Completeness:
    """Over the contracts of an edition. `segments`: key of a service -> its segment of the market."""
    found = Completeness(len(lines))
    for blanks, count in Counter(line.blanks for line in lines).items():
        asked = [(name, blank) for (name, _), blank in zip(MANDATORY, blanks, strict=True) if blank is not None]
        found.asked.update({name: count for name, _ in asked})
        found.blank.update({name: count for name, blank in asked if blank})
        found.whole += count * (True not in blanks)
    for line in lines:
        if line.review_on and line.review_on <= as_at:
            found.overdue.append((line.review_on, line.slug, line.title))
        found.ended += bool(line.ends_on) and str(line.ends_on) < as_at
        found.segments.setdefault(segments.get(line.service, ""), Segment()).count(line)
    return found
