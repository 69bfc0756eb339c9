"""The independent person of an invented children’s home: one month that she sent, with the home’s reply, and one that
is due."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from models.appointing import name_for, take_up
from models.authority import Service
from models.calendar import add_working_days, from_london, today
from models.monitoring_return import Return
from models.period import Period
from models.person import Membership, Person
from models.provider import Home
from models.store import writing
from portal.demo.story import Story, typed_page
from portal.independent import work
from portal.london import day
from portal.returns.work import answering, asking, sending, sheet

SET = "independent-person-monthly"
WHY = "So that we know what the independent person found, in the month of the visit."
PERSON = {"name": "Mona Moss", "email": "mona.moss@visits.example", "role": "independent_person"}
ANSWERS = {
    "children_spoken": "2",
    "staff_spoken": "3",
    "conflict": "none",
    "safeguarded": "fully",
    "well_being": "partly",
    "well_being.partly.text": "The bathroom upstairs has waited for repair since June.",
    "manager_in_post": "yes",
    "missing_times": "1",
    "recommendations_made": "2",
    "recommendations_decided": "1",
    "recommendations_open": "1",
    "look_here": "Section 4: the bathroom. Section 2: children cook on Sundays and it shows.",
}
REPLY = "The bathroom is repaired. We talk about the second recommendation at our next meeting."


class IndependentStory:
    """Told after the files: their home stands there."""

    def __init__(self, story: Story) -> None:
        self.story, self.now = story, story.now

    def tell(self) -> Iterator[str]:
        """Makes everything; yields a line a step."""
        home = Home.get(Home.name == "Northgate Lane")
        lead = Membership.get((Membership.provider == home.provider_id) & (Membership.role == "lead")).person
        mona = self.story.newcomer(PERSON)
        months = [Period.parse(f"{today(self.now):%Y-%m}").previous()]
        months.insert(0, months[0].previous())
        named = self._asked_at(months[0]) - timedelta(days=1)
        with writing():
            _, token = name_for(home, self.story.authority, mona.email, by=lead.id, at=named)
            take_up(token, mona, named)
        sent, _ = (self._ask(home, month) for month in months)
        self._send(sent, mona, lead)
        yield "The independent person of a children’s home"

    def _asked_at(self, month: Period) -> datetime:
        monday = add_working_days(month.last_day, 1, "E")
        return min(from_london(datetime.combine(monday, time(10))), self.now - timedelta(hours=2))

    def _ask(self, home: Home, month: Period) -> Return:
        authority, asked = self.story.authority, self._asked_at(month)
        made = asking.ask(
            authority=authority,
            service=Service.get((Service.authority == authority) & (Service.key == "childrens-homes")),
            providers=[home.provider],
            homes=[home],
            set_key=SET,
            period_key=month.key,
            tier="core",
            tier_why="The same is asked of every home.",
            due_on=max(add_working_days(month.last_day, 10, "E"), today(self.now)),
            why=WHY,
            by=self.story.officer,
            now=asked,
        ).made[0]
        return answering.fresh(made)

    def _send(self, ret: Return, mona: Person, lead: Person) -> None:
        at = ret.asked_at + timedelta(days=3)
        visited = day(Period.parse(ret.period_key).first_day + timedelta(days=13))
        for page in sheet.question_set(ret).pages:
            keys = tuple(question.key for question in page.questions)
            here = {k: v for k, v in {**ANSWERS, "visit_date": visited}.items() if k.partition(".")[0] in keys}
            seen = answering.fresh(ret).version
            answering.save(ret, page.key, typed_page(here, {}), version=seen, by=mona.id, now=at)
        ret, key = answering.fresh(ret), self.story.settings.derived("texts")
        sending.send(ret, version=ret.version, by=mona.id, now=at, arrived_at=at, key=key)
        work.reply(answering.fresh(ret), REPLY, by=lead.id, now=at + timedelta(days=1))
