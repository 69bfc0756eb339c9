"""The demonstration has a report that came in as a file, and one that is waited for, whenever it is told."""

from datetime import datetime

import peewee
import pytest

from models.authority import Service
from models.monitoring_return import Return
from models.store import writing
from models.upload import Upload
from portal.demo.files_story import SET, FilesStory, invented
from portal.settings import Settings
from portal.uploads.looking import pdf
from portal.uploads.work import ending, files
from tests.portal.demo.test_story import DAYS, tell


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("now", [DAYS[0], DAYS[4]], ids=str)
def test_on_any_day_a_report_is_there_and_one_is_waited_for(
    settings: Settings, store: peewee.Database, now: datetime
) -> None:
    story = tell(settings, now)
    with writing():
        Service.create(authority=story.authority, key="childrens-homes", title="Children’s homes")
    told = FilesStory(story)
    list(told.tell())
    states = [ret.state for ret in Return.select().where(Return.set_key == SET).order_by(Return.starts)]
    assert states == ["received", "due"]
    [report] = Upload.select()
    assert (files.shown(report), report.apart) == ("Report on the visit.pdf (PDF, 1 KB)", True)
    assert report.sent_at < now
    assert list(ending.faults(told.cellar)) == []


def test_the_invented_report_hides_nothing() -> None:
    assert pdf.look(invented()).found == ()
