"""What is typed and not sent: one a person and thing, never over what was not seen, and gone in time."""

from datetime import datetime, timedelta

import pytest

from models.conflicts import Stale
from models.draft import KEPT, Draft
from models.store import writing
from models.tendering.tender import Tender
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender

SET = ("clarification-question", "2026-1")


@pytest.fixture
def tender(cast: Cast, now: datetime) -> Tender:
    return make_tender(cast, now)


def keep(tender: Tender, person: int, content: str, version: int, at: datetime) -> int:
    with writing():
        return Draft.keep(content, person=person, tender=tender.id, event=None, of_set=SET, version=version, at=at)


def test_it_is_kept_over_what_was_seen_and_never_over_anything_else(tender: Tender, cast: Cast, now: datetime) -> None:
    assert [keep(tender, cast.alice.id, text, seen, now) for seen, text in enumerate(("a", "b"))] == [1, 2]
    for seen in (0, 1, 3):
        with pytest.raises(Stale):
            keep(tender, cast.alice.id, "lost", seen, now)
    assert Draft.of(cast.alice.id, tender=tender.id).content == "b"  # type: ignore[union-attr]
    assert Draft.of(cast.bob.id, tender=tender.id) is None


def test_it_goes_when_it_is_sent_or_nobody_goes_on_with_it(tender: Tender, cast: Cast, now: datetime) -> None:
    keep(tender, cast.alice.id, "a", 0, now)
    keep(tender, cast.bob.id, "b", 0, now)
    with writing():
        Draft.drop(cast.alice.id, tender=tender.id)
        assert Draft.forget(now + KEPT) == 0
        assert Draft.forget(now + KEPT + timedelta(seconds=1)) == 1
    assert not Draft.select().exists()
