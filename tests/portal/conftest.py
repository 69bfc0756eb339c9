"""What tests of the portal share. The store, the cast and the client come from tests/fixtures/."""

from datetime import datetime

import pytest

from portal.mail import compose
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.life import Life


@pytest.fixture
def life(cast: Cast, settings: Settings, now: datetime) -> Life:
    """Takes returns through their life at work level, at `now`."""
    compose.configure(settings)
    return Life(cast, settings, now)
