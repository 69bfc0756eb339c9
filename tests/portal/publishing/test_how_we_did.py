"""How we did: added up after the award and never before, the same for everybody, from released rows alone."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from models.conduct import ReleasedConduct
from models.public.record import open_record
from models.store import writing
from models.tendering.clarification import Clarification
from models.tendering.criterion import Criterion
from models.tendering.outcome import Outcome
from models.tendering.override import Override
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.mail import compose
from portal.outcomes.work import bidding, telling
from portal.releasing import conduct
from portal.releasing.recording import record
from portal.settings import Settings
from portal.tenders.work import stating
from tests.fixtures.cast import Cast
from tests.portal.access_outcomes import SHEET
from tests.portal.access_tenders import make_tender
from tests.portal.publishing.site_client import SiteClient


def fresh(tender: Tender) -> Tender:
    found: Tender = Tender.full().where(Tender.id == tender.id).get()
    return found


def asked(tender: Tender, cast: Cast, words: str, at: datetime, answered_at: datetime) -> None:
    question = asking.ask(tender, cast.harbour.id, asking.Wish(words), by=cast.alice.id, arrived_at=at, now=at)
    reply = queue.draft(tender, [question], by=cast.kofi.id, now=at)
    said = {"question": "May they?", "answer": "Yes.", "changes_nothing": True}
    releasing.save(reply, said, by=cast.kofi.id, now=at, version=reply.version)
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=answered_at)


def test_a_tender_counts_once_everybody_knows_who_won_and_not_before(
    cast: Cast, settings: Settings, now: datetime, tmp_path: Path
) -> None:
    compose.configure(settings)
    tender, by = make_tender(cast, now), cast.kofi.id
    with writing():
        Override.put(tender, "documents", "On the page.", by=by, at=now)
    stating.publish(tender, by=by, now=now, version=tender.version)
    asked(fresh(tender), cast, "zebraone?", now, now + timedelta(days=1))
    asked(fresh(tender), cast, "zebratwo?", now, now + timedelta(days=15))
    assert Clarification.select().count() == 2
    assert conduct.release_all(now + timedelta(days=16)) == 0
    later = now + timedelta(days=95)  # the decision was promised for the twelfth week
    stating.decide(fresh(tender), "awarded", by=by, now=later, version=fresh(tender).version)
    found = fresh(tender)
    bidder = bidding.enter(found, None, {"name": "zebrafirm", "won": True}, by=by, now=later)
    bidding.mark(found, bidder, {one.number: SHEET for one in Criterion.of(found.id)}, by=by, now=later)
    telling.feedback(found, by=by, now=later, version=Outcome.get().version)
    assert conduct.release_all(later) == 0
    telling.outcome(found, by=by, now=later, version=Outcome.get().version)
    assert (conduct.release_all(later), conduct.release_all(later + timedelta(days=1))) == (1, 0)
    told = json.loads(ReleasedConduct.get().data)
    assert (told["questions"], told["questions_in_time"], told["tenders"]) == (2, 1, 1)
    assert (told["days"], told["feedback"]) == (3, 1)
    assert told["slipped"] > 0
    path = tmp_path / "record.sqlite"
    record(path)
    with open_record(path):
        page = SiteClient(path).get("/how-we-did/").text
    assert "Questions answered by the promised day" in page
    assert "1 of 2" in page
    assert "working days late in all" in page


def test_a_site_of_a_council_without_any_says_that_nothing_is_counted(tmp_path: Path, cast: Cast) -> None:
    path = tmp_path / "record.sqlite"
    record(path)
    with open_record(path):
        assert "Nothing is counted yet." in SiteClient(path).get("/how-we-did/").text
