"""What pages of figures begin with: which sets, which figure, which period, how promises were kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from forms import figures, library
from forms.figures import Measure
from forms.question_set import QuestionSet
from models.authority import AdoptedSet, Authority
from models.calendar import today
from models.period import Period
from models.promise import Promise
from portal.figures.work import indicators


@dataclass(frozen=True)
class Kept:
    """How promises to have read by a day were kept in one period: so many, of those whose day has come."""

    period: Period
    kept: int
    broken: int
    open: int

    @property
    def due(self) -> int:
        return self.kept + self.broken


@dataclass(frozen=True)
class Overview:
    """The sets of an authority, by title, and which of them have figures; its promises by period, newest first."""

    sets: Sequence[QuestionSet]
    with_figures: frozenset[str]
    promises: Sequence[Kept]


def overview(authority: Authority, now: datetime) -> Overview:
    """What there is to look at; a few queries whatever there is."""
    newest = {found.key: found for found in library.all()}
    adopted = {row.set_key for row in AdoptedSet.select().where(AdoptedSet.authority == authority)}
    filled = indicators.sets_with_figures(authority.id, list(newest))
    titles = sorted((newest[key] for key in (adopted | filled) & newest.keys()), key=lambda found: found.title)
    return Overview(titles, frozenset(filled), promises(authority.id, now))


def promises(authority_id: int, now: datetime) -> list[Kept]:
    """“Returns answered by the promised day”, period by period, newest first; one query."""
    counts = Promise.counts([authority_id], today(now))
    found = [Kept(Period.parse(key), *counted) for key, counted in counts.items()]
    return sorted(found, key=lambda one: (one.period.ends, one.period.starts), reverse=True)


def measure(questions: QuestionSet, key: str) -> Measure | None:
    """The figure of a set with that key."""
    return figures.by_key(questions).get(key)


def period(key: str) -> Period | None:
    """The period of a key; None where there is none."""
    try:
        return Period.parse(key)
    except ValueError:
        return None


def changes(set_key: str) -> list[tuple[str, str]]:
    """(version, what changed in it) of a set, newest first: why figures of two periods may differ."""
    return figures.changes_since([found for found in library.all() if found.key == set_key])
