"""The quarters before the story’s: enough of them that figures have something to stand beside."""

from datetime import datetime

import peewee
import pytest

from forms import library
from models.answer import UNREAD, Answer
from models.period import Period
from portal.demo import earlier
from portal.figures.work import indicators, sharing, window
from portal.settings import Settings
from tests.fixtures.cast import SET
from tests.portal.demo.test_story import DAYS, tell


@pytest.mark.parametrize("now", [DAYS[0]], ids=str)
@pytest.mark.parametrize("engine", ["sqlite"])
def test_four_quarters_stand_beside_each_other_with_something_to_share(
    settings: Settings, store: peewee.Database, now: datetime
) -> None:
    story = tell(settings, now)
    list(earlier.tell(story))
    questions = library.latest(SET)
    shown = window.window(questions, story.quarter.key, now.date())
    rows = {row.measure.key: row for row in indicators.table(story.authority.id, questions, shown)}
    quarters = [period.key for period in shown.periods if period.rhythm == "quarter"]
    assert [rows["missing_times"].cell(key).given for key in quarters] == [3, 3, 3, 2]
    assert [rows["now"].cell(key).given for key in quarters][:3] == [3, 3, 3]
    lines = sharing.shared(story.authority.id, questions, Period.parse(quarters[1]))
    assert {line.withheld for line in lines} == {True, False}
    assert not Answer.select().where(Answer.key.endswith(UNREAD)).exists()
