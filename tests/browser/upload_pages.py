"""What the pages of files are looked at with: a month of Harbour House for which the independent person’s report is
asked, one whose report waits for a decision, one whose report was sent."""

from datetime import datetime
from typing import Any

from models.monitoring_return import Return
from models.period import Period
from models.upload import Upload
from portal.returns.work import adopting, answering, sheet
from portal.settings import Settings
from portal.uploads.cellar import Cellar
from portal.uploads.work import adding
from tests.fixtures.cast import Cast
from tests.portal.life import Life
from tests.portal.uploads import making

REPORTS = "independent-person-report-monthly"
ANSWERS = {
    "conflict": "none",
    "safeguarded": "fully",
    "well_being": "fully",
    "manager_in_post": "yes",
    "missing_times": "1",
    "recommendations_made": "2",
}


def make_upload_pages(cast: Cast, life: Life, settings: Settings, now: datetime) -> dict[str, Any]:
    """Gives what paths name."""
    adopting.adopt(cast.fairshire, REPORTS, by=None, now=now)
    month = Period.parse(f"{now:%Y-%m}").previous()
    asked = []
    for _ in range(3):
        asked.append(_asked(cast, life, month, now))
        month = month.previous()
    cellar = Cellar.at(settings.uploads_folder)
    hiding = making.docx(making.CHANGED, comments=making.COMMENT)
    _add(asked[1], "Report.docx", hiding, cast, cellar, now)
    _add(asked[2], "Report on a visit.pdf", making.pdf(), cast, cellar, now)
    visited = Period.parse(asked[2].period_key).first_day
    life.fill(asked[2], {**ANSWERS, "visit_date": visited.isoformat()})
    life.send(asked[2])
    report = Upload.get(Upload.return_ == asked[2].id).public_id
    names = ("report_due", "report_waiting", "report_sent")
    return {"report": report, **{name: ret.public_id for name, ret in zip(names, asked, strict=True)}}


def _asked(cast: Cast, life: Life, month: Period, now: datetime) -> Return:
    made = life.ask(set_key=REPORTS, period_key=month.key, homes=[cast.home], due_on=now.date())
    return answering.fresh(made)


def _add(ret: Return, name: str, content: bytes, cast: Cast, cellar: Cellar, now: datetime) -> None:
    page = sheet.question_set(ret).pages_by_key["report"]
    adding.add(ret, page, [adding.Chosen("report", name, content)], {}, by=cast.alice.id, now=now, cellar=cellar)
