"""What tests of the conversation share."""

import pytest

from models.monitoring_return import Return
from tests.portal.assistant.talking import Window
from tests.portal.life import Life


@pytest.fixture
def ret(life: Life) -> Return:
    """Harbour’s return, whose first page is answered: twelve places with hosts. Next: how many were ready."""
    asked = life.ask()
    life.type(asked, "your_places", {"kinds": ["lodgings"], "places_lodgings": "12"})
    return asked


@pytest.fixture
def alice(life: Life, ret: Return) -> Window:
    return Window(ret, life.cast.alice, life.now)
