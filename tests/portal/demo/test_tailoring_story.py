"""What the demonstration’s council makes of the questions, on an ordinary day and at Christmas."""

from datetime import datetime

import peewee
import pytest

from models.monitoring_return import Return
from models.one_off import OneOff
from models.provider import Provider
from portal.demo.story import SET
from portal.demo.tailoring_story import ASKED_AGAIN, TailoringStory
from portal.returns.work import sheet
from portal.settings import Settings
from portal.tailoring.work import one_off_answers, wishes
from tests.portal.demo.test_story import DAYS, tell


@pytest.mark.parametrize("now", [DAYS[3]], ids=str)
def test_a_question_is_out_and_a_return_is_asked_with_the_councils_own_words(
    settings: Settings, store: peewee.Database, now: datetime
) -> None:
    story = tell(settings, now)
    assert list(TailoringStory(story).tell()) != []
    found = one_off_answers.side_by_side(OneOff.get(), now)
    assert (found.asked, found.answered, found.late) == (5, 3, 0)
    assert any(row.answers[0].startswith("Not available yet") for row in found.rows)
    again = Return.select().join(Provider).where(Provider.legal_name == ASKED_AGAIN, Return.set_key == SET)
    ret = again.where(Return.state == "due").get()
    assert "own_1" in sheet.question_set(ret).questions
    assert "no_plan" not in sheet.question_set(ret).questions
    assert wishes.collected([story.authority.id])[0].count >= 2
