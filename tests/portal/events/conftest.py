"""Events for the tests."""

from datetime import datetime

import pytest

from models.events.event import Event
from portal.events.matching import beside, solving
from portal.mail import compose
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.access_events import make_event


@pytest.fixture(autouse=True)
def _mails(settings: Settings) -> None:
    compose.configure(settings)


@pytest.fixture
def event(cast: Cast, now: datetime) -> Event:
    """Fairshire’s, published, with ten places; today is Monday."""
    return make_event(cast, now)


@pytest.fixture(autouse=True)
def _solved_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """That it is solved beside has a test of its own."""
    monkeypatch.setattr(beside, "solve", solving.solve)
