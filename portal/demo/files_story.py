"""Two months of an invented children’s home: one whose independent report came in, one that waits for it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import BytesIO

import pikepdf

from models.authority import Service
from models.calendar import add_working_days, from_london, today
from models.monitoring_return import Return
from models.period import Period
from models.person import Membership, Person
from models.provider import Home, Provider
from models.store import writing
from portal.demo.story import Story, typed_page
from portal.london import day
from portal.returns.work import answering, asking, sending, sheet
from portal.uploads.cellar import Cellar
from portal.uploads.work import adding

SET = "independent-person-report-monthly"
WHY = "So that we read each report on a visit under Regulation 44 in the month in which it is written."
ANSWERS = {
    "conflict": "none",
    "safeguarded": "fully",
    "well_being": "partly",
    "well_being.partly.text": "The bathroom upstairs has waited for repair since June.",
    "manager_in_post": "yes",
    "missing_times": "1",
    "recommendations_made": "2",
}
LINES = ("An invented report on a visit to a children’s home.", "Real reports tell about children’s lives.")


class FilesStory:
    """Told after the register: its service stands there."""

    def __init__(self, story: Story) -> None:
        self.story, self.now = story, story.now
        self.cellar = Cellar.at(story.settings.uploads_folder, story.settings.uploads_url)

    def tell(self) -> Iterator[str]:
        """Makes everything; yields a line a step."""
        northgate = Provider.get(Provider.legal_name == "Northgate Homes Ltd")
        lead = Membership.get((Membership.provider == northgate) & (Membership.role == "lead")).person
        with writing():
            home = Home.add(northgate, "Northgate Lane", "children’s home", None, by=lead.id, at=self.story.start)
        waits = Period.parse(f"{today(self.now):%Y-%m}").previous()
        self._report(self._ask(home, waits.previous()), lead)
        self._ask(home, waits)
        yield "The independent person’s reports on a children’s home"

    def _ask(self, home: Home, month: Period) -> Return:
        monday = add_working_days(month.last_day, 1, "E")
        asked = min(from_london(datetime.combine(monday, time(9, 30))), self.now - timedelta(hours=2))
        authority = self.story.authority
        made = asking.ask(
            authority=authority,
            service=Service.get((Service.authority == authority) & (Service.key == "childrens-homes")),
            providers=[home.provider],
            homes=[home],
            set_key=SET,
            period_key=month.key,
            tier="core",
            tier_why="The same is asked of every home.",
            due_on=max(add_working_days(month.last_day, 10, "E"), today(asked)),
            why=WHY,
            by=self.story.officer,
            now=asked,
        ).made[0]
        return answering.fresh(made)

    def _report(self, ret: Return, lead: Person) -> None:
        at = ret.asked_at + timedelta(days=3)
        questions = sheet.question_set(ret)
        report = adding.Chosen("report", "Report on the visit.pdf", invented())
        adding.add(ret, questions.pages_by_key["report"], [report], {}, by=lead.id, now=at, cellar=self.cellar)
        visited = day(Period.parse(ret.period_key).first_day + timedelta(days=13))
        for page in questions.pages:
            keys = tuple(question.key for question in page.questions)
            here = {k: v for k, v in {**ANSWERS, "visit_date": visited}.items() if k.partition(".")[0] in keys}
            seen = answering.fresh(ret).version
            answering.save(ret, page.key, typed_page(here, {}), version=seen, by=lead.id, now=at)
        ret, key = answering.fresh(ret), self.story.settings.derived("texts")
        sending.send(ret, version=ret.version, by=lead.id, now=at, arrived_at=at, key=key)


def invented() -> bytes:
    """A PDF of one page that says that it is invented."""
    made, document = BytesIO(), pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    lines = " T* ".join(f"({line.replace('’', chr(0o47))}) Tj" for line in LINES)
    page.Contents = document.make_stream(f"BT /F1 14 Tf 20 TL 72 740 Td {lines} ET".encode("ascii"))
    document.save(made, static_id=True)
    return made.getvalue()
