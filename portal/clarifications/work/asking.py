"""The asker’s side: ask, take back, say it anew, say whether the answer helps."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from forms.personal import personal
from models.conflicts import NotNow
from models.draft import Draft
from models.person import Membership, Person
from models.provider import Provider
from models.store import writing
from models.tendering.asker import Asker
from models.tendering.clarification import Clarification
from models.tendering.lot import JointBuyer
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.tender import Tender
from portal.guidance.index import Index
from portal.guidance.passages import Passage

MOST_SIMILAR = 3
COMMON = frozenset("the and for of in ltd limited cic plc trust care homes home services young people children".split())
"""Words of an organisation’s name that tell nothing of who it is."""


@dataclass(frozen=True)
class Wish:
    """A question as somebody typed it."""

    words: str
    lot: int | None = None
    document: str = ""
    page: str = ""
    confidential_why: str = ""
    follows: int | None = None


@dataclass(frozen=True)
class Answered:
    """Everything that was released about a tender, the newest version of each, ready to be searched."""

    rows: Mapping[str, ReleasedAnswer]
    index: Index

    def similar(self, question: str) -> list[ReleasedAnswer]:
        """Up to three that may answer a question already, best first."""
        return [self.rows[passage.key] for passage in self.index.nearest(question, most=MOST_SIMILAR)]

    def answering(self, question: str) -> ReleasedAnswer | None:
        """The one that answers a question by itself; None where none is near enough to it."""
        hit = self.index.answer(question)
        return self.rows[hit.passage.key] if hit else None


def answered(tender: Tender) -> Answered:
    """What was released so far; read again only once more was."""
    return _answered(tender.public_id, tender.id, ReleasedAnswer.newest(tender.id))


@lru_cache(maxsize=16)
def _answered(_tender: UUID, tender_id: int, _newest: int) -> Answered:
    rows = {str(versions[0].id): versions[0] for versions in ReleasedAnswer.of(tender_id)}
    return Answered(rows, Index(Passage(key, row.question, row.answer) for key, row in rows.items()))


def reveals(question: str, provider_id: int) -> list[str]:
    """What in a question could tell others who asks: words of one’s own name, people, addresses, numbers; as typed."""
    found = [question[one.span.start : one.span.end] for one in personal(question)]
    provider = Provider.get_by_id(provider_id)
    people = Person.select(Person.name).join(Membership).where(Membership.provider == provider_id)
    names = [provider.legal_name, *(person.name for person in people)]
    words = {word for name in names for word in re.findall(r"[\w’'-]{3,}", name) if word.lower() not in COMMON}
    said = {word.lower(): word for word in re.findall(r"[\w’'-]{3,}", question)}
    found += [said[word.lower()] for word in sorted(words) if word.lower() in said]
    return list(dict.fromkeys(found))


def ask(tender: Tender, provider_id: int, wish: Wish, *, by: int, arrived_at: datetime, now: datetime) -> Clarification:
    """Keep a question, also a late one; its draft is over. Raises NotNow where none can be asked here any more, or
    (“both sides”) by who works for a council that buys."""
    values: dict[str, object] = {
        "words": wish.words, "lot": wish.lot, "document": wish.document, "page": wish.page,
        "confidential": bool(wish.confidential_why), "confidential_why": wish.confidential_why, "follows": wish.follows,
    }  # fmt: skip
    with writing():
        fresh = Tender.get_by_id(tender.id)
        if on_both_sides(fresh, by):
            raise NotNow("both sides")
        asker = Asker.known(fresh, provider_id)
        Draft.drop(by, tender=fresh.id)
        return Clarification.ask(fresh, asker, values, by=by, arrived_at=arrived_at, at=now)


def on_both_sides(tender: Tender, person: int) -> bool:
    """Whether somebody works for one of the authorities that buy: they ask nothing, whatever else they belong to."""
    buyers = [tender.authority_id, *(one.id for one in JointBuyer.buying(tender.id))]
    here = (Membership.person == person) & (Membership.authority << buyers)
    return Membership.select().where(here, Membership.ended_at.is_null()).exists()


def open_here(tender: Tender) -> bool:
    """Whether questions can be asked about it, here."""
    return tender.state == "published" and tender.questions_to == "here"


def begun(tender_id: int, person: int) -> bool:
    """Whether somebody has a question of theirs lying here that was not asked yet."""
    return Draft.of(person, tender=tender_id) is not None


def own(tender_id: int, providers: Sequence[int]) -> list[Clarification]:
    """What these organisations asked about a tender, newest first, with the answers that are theirs to read."""
    mine = Clarification.full().where(Clarification.tender == tender_id, Asker.provider << list(providers))
    return list(mine.order_by(Clarification.id.desc()))


def withdraw(question: Clarification, *, by: int, now: datetime, version: int) -> None:
    """Taken back, until it is answered. Raises Stale, NotNow."""
    with writing():
        question.withdraw(by=by, at=now, version=version)


def reword(question: Clarification, words: str, *, by: int, now: datetime, version: int) -> None:
    """Said anew, once the council did not agree to keep it confidential. Raises Stale, NotNow."""
    if question.ruling != "refused":
        raise NotNow(question.ruling or question.state)
    with writing():
        question.reword(words, by=by, at=now, version=version)


def judge(question: Clarification, *, helps: bool, by: int, now: datetime) -> None:
    """“Does this answer it?” Raises NotNow before it is answered."""
    with writing():
        question.say_whether_it_helps(helps, by=by, at=now)
