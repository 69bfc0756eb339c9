"""Tenders for the tests: a draft that says everything, and the hands to publish it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from models.store import writing
from models.tendering.override import Override
from models.tendering.tender import Tender
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender

Make = Callable[..., Tender]


@pytest.fixture
def tender(cast: Cast, now: datetime) -> Tender:
    """A draft of Fairshire’s."""
    return make_tender(cast, now)


@pytest.fixture
def published(tender: Tender, cast: Cast, now: datetime) -> Tender:
    """The same, published at `now`."""
    with writing():
        Override.put(tender, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
        tender.publish(by=cast.kofi.id, at=now, version=tender.version)
    return tender
