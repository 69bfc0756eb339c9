"""The demonstration shows what need not be typed, whenever it is told."""

from datetime import datetime

import peewee
import pytest

from models.monitoring_return import Return
from models.provider import Provider
from portal.demo.known_story import KnownStory
from portal.endings import work as endings
from portal.ofsted import work as ofsted
from portal.returns.work import answering, sheet
from portal.settings import Settings
from tests.portal.demo.test_story import DAYS, tell


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("now", [DAYS[6]], ids=str)
def test_on_any_day_a_list_an_end_and_another_councils_figures_are_there(
    settings: Settings, store: peewee.Database, now: datetime
) -> None:
    story = tell(settings, now)
    list(KnownStory(story).tell())
    states = sorted(match.state for match in ofsted.at_desk([story.authority.id]))
    assert states == ["different", "open", "open", "right"]
    harbour = Provider.get(Provider.legal_name == "Harbour Young People")
    [soon] = endings.soon([harbour.id], story.now)
    assert soon.name == "employers’ liability insurance"
    ret = Return.get(Return.authority == story.authority, Return.provider == harbour, Return.state == "draft")
    told = sheet.load(answering.fresh(ret), story.now, offers=True).journey.situation.elsewhere
    assert {one.council for found in told.values() for one in found} == {"Northshire Council"}
