"""What the pages about the questions know of the councils here: who uses a set, and the last whole period of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.question_set import QuestionSet
from forms.situation import Situation, Tier
from models.authority import AdoptedSet, Authority
from models.calendar import today
from models.period import Period
from portal.returns.work import adopting


@dataclass(frozen=True)
class Council:
    """A council as a paper form names it. All of it is public: its first page shows the same."""

    slug: str
    name: str
    contact: str
    duty_phone: str


NO_COUNCIL = Council("", "the council", "your contact at the council", "")
"""Where it is not known for which council somebody reads."""
DUTY_LINE = "the council’s duty line"
"""What is said where there is no number to ring."""


def councils(set_key: str) -> Sequence[Council]:
    """The councils that use a set, by name."""
    query = Authority.select().join(AdoptedSet).where((AdoptedSet.set_key == set_key) & (Authority.duty_phone != ""))
    return [_council(row) for row in query.order_by(Authority.name)]


def _council(row: Authority) -> Council:
    parts = (row.contact_name, row.contact_phone, row.contact_email)
    return Council(row.slug, row.name, ", ".join(filter(None, parts)) or NO_COUNCIL.contact, row.duty_phone)


def as_asked(questions: QuestionSet, council: Council) -> QuestionSet:
    """The set with what this council lays over the version that it uses; else as it is written."""
    authority = Authority.get_or_none(Authority.slug == council.slug) if council.slug else None
    used = adopting.one_in_use(authority.id, questions.key) if authority else None
    return used.asked if used is not None and used.questions is questions else questions


def meant(found: Sequence[Council], slug: str) -> Council:
    """The council of that slug, else the only one there is, else none in particular."""
    named = [council for council in found if council.slug == slug] or (found if len(found) == 1 else [])
    return named[0] if named else NO_COUNCIL


def situation(questions: QuestionSet, tier: Tier, council: Council, period_key: str, now: datetime) -> Situation:
    """A return that nobody has begun, for the period of that key, else the last whole one. Knows no figures."""
    period = _period(questions.rhythm, period_key, now)
    return Situation(
        today=today(now),
        first_day=period.first_day,
        last_day=period.last_day,
        quarter=period.label,
        tier=tier,
        council=council.name,
        provider="your organisation",
        contact=council.contact,
        duty_phone=council.duty_phone or DUTY_LINE,
    )


def _period(rhythm: str, key: str, now: datetime) -> Period:
    try:
        asked = Period.parse(key)
    except ValueError:
        asked = None
    if asked is not None and asked.rhythm == rhythm:
        return asked
    return Period.holding(today(now), rhythm).previous()
