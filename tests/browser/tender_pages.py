"""The tenders that the pages are looked at with."""

from datetime import datetime, timedelta
from typing import Any

from models.store import writing
from models.tendering.clarification import Clarification
from models.tendering.lot import Lot, NewLot
from models.tendering.override import Override
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.clarifications.work import asking
from portal.tenders.work import stating
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender, make_tender_world


def make_tender_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """A bare draft, one that is ready, and a published one that was changed twice."""
    world = make_tender_world(cast, now)
    ready = make_tender(cast, now, title="Family support in the north")
    with writing():
        bare = Tender.add(cast.fairshire.id, {"title": "Advocacy"}, by=cast.kofi.id, at=now)
        Override.put(ready, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
        Lot.put(world_of(world.published).id, [NewLot("North", "Beyond the river", 20_000_000, 2), NewLot("South")])
    found, by = world_of(world.published), cast.kofi.id
    stating.amend(
        found, "The area", "It was left out.", {"area": "Fairshire"}, None, by=by, now=now, version=found.version
    )
    found = world_of(world.published)
    assert found.closes_at is not None
    checklist = {"reason": "holiday", "there_by": "Kofi King", "there_at": now, "notice_id": "124"}
    values = {"closes_at": found.closes_at + timedelta(days=7), "questions_close_at": None, **checklist}
    stating.move_deadline(found, values, by=by, now=now, version=found.version)
    found_pages = make_question_pages(cast, now)
    tenders = {"bare": bare.public_id, "ready": ready.public_id, "open_tender": world.published}
    return {**tenders, "tender_slug": world.slug, **found_pages}


def world_of(public_id: Any) -> Tender:
    found: Tender = Tender.full().where(Tender.public_id == public_id).get()
    return found


def make_question_pages(cast: Cast, now: datetime) -> dict[str, Any]:
    """Of the open tender’s questions: one that waits, one that asks to be confidential, one that was answered."""
    tender = Tender.full().where(Tender.title == "Supported lodgings").order_by(Tender.id).get()
    wish = asking.Wish("May we use our own method of finding hosts?", confidential_why="It is our trade secret.")
    secret = asking.ask(tender, cast.harbour.id, wish, by=cast.alice.id, arrived_at=now, now=now)
    answered = Clarification.get(state="answered")
    reply = Reply.get(state="draft")
    return {
        "secret": secret.public_id,
        "asked_waits": Clarification.get(words="May hosts smoke?").public_id,
        "answered": answered.public_id,
        "reply": reply.public_id,
        "released": ReleasedAnswer.get().slug,
    }
