"""What the demonstration’s council makes of the questions: a hint and a question of its own, one question to many."""

from collections.abc import Iterator
from datetime import timedelta

from forms.overlay import Overlay
from forms.own_question import OwnQuestion
from models.calendar import add_working_days, today
from models.monitoring_return import Return
from models.person import Membership, Person
from models.provider import Provider
from portal.demo.story import SET, TIER_WHY, WHY, Story, typed_page
from portal.returns.work import answering, asking, sending
from portal.tailoring.work import one_offs, overlays

OWN = OwnQuestion(
    kind="yes_no",
    name="Winter plan",
    ask="Do you have a plan for a winter night without heating?",
    why="Two houses had no heating in January, and we could help only one of them at once.",
    tier=2,
)
HINT = "Count the rooms in the annexe of a house as rooms of that house."
ASKED_AGAIN = "Elm Street Supported Living Ltd"
"""Who is asked with the new words: its return had not been begun."""
QUESTION = OwnQuestion(
    kind="number",
    name="Rooms within two weeks",
    ask="How many more rooms could a young person move into within two weeks?",
    why="A house in the north closes, and we want to ring those first who have room.",
    unit="rooms",
)
ANSWERS = {"Harbour Young People": "2", "Northgate Homes Ltd": "five"}
NOT_YET = ("Wharfside Housing Trust", "Two rooms are being painted", 6)
"""Who, why, and in how many days they will know."""


class TailoringStory:
    """Told after the returns, by the same people."""

    def __init__(self, story: Story) -> None:
        self.story, self.authority = story, story.authority
        self.service = story.services["supported-accommodation"]

    def tell(self) -> Iterator[str]:
        """Makes it; yields one line."""
        self._lay_over()
        self._ask_one()
        yield "Questions of the council’s own"

    def _lay_over(self) -> None:
        """The question takes the place of one that nothing needs, so that the set stays as short as it promises."""
        at, manager = self.story.now - timedelta(days=4), self.story.staff["manager"]
        overlay = Overlay(hints={"your_places": HINT}, off=("no_plan",), own=(OWN,))
        laid = overlays.numbered(self.authority, SET, overlay)
        why = "Annexes were counted in two ways; and we plan for the winter."
        overlays.save(self.authority, SET, laid, why=why, seen=0, by=manager, now=at)
        mine = Return.select().join(Provider).where(Provider.legal_name == ASKED_AGAIN, Return.set_key == SET)
        ret = answering.fresh(mine.where(Return.state == "due").get())
        sending.withdraw(
            ret, why="Asked again, with one question more.", version=ret.version, by=self.story.officer.id, now=at
        )
        asking.ask(
            authority=self.authority,
            service=self.service,
            providers=[ret.provider],
            set_key=SET,
            period_key=ret.period_key,
            tier=ret.tier,
            tier_why=TIER_WHY,
            due_on=ret.due_on,
            why=WHY,
            by=self.story.officer,
            now=at,
        )

    def _ask_one(self) -> None:
        now = self.story.now
        one = one_offs.ask(
            authority=self.authority,
            service=self.service,
            providers=list(Provider.select().where(Provider.id << self._asked())),
            question=QUESTION,
            due_on=add_working_days(today(now), 4, str(self.authority.nation)),
            by=Person.get_by_id(self.story.officer.id),
            now=now - timedelta(days=2),
        )
        who, why, days = NOT_YET
        when = {"why": why, "when": f"{today(now) + timedelta(days=days):%-d %B %Y}"}
        for name, typed in ANSWERS.items():
            self._answer(one.set_key, name, {"answer": typed}, {})
        self._answer(one.set_key, who, {}, {"answer": when})

    def _asked(self) -> list[int]:
        """Everybody who is asked for returns of this service."""
        mine = (Return.authority == self.authority) & (Return.service == self.service)
        return [row.provider_id for row in Return.select(Return.provider).where(mine).distinct()]

    def _answer(self, set_key: str, name: str, typed: dict[str, str], gaps: dict[str, dict[str, str]]) -> None:
        at = self.story.now - timedelta(days=1)
        ret = answering.fresh(Return.get(set_key=set_key, provider=Provider.get(legal_name=name)))
        lead = Membership.get(provider=ret.provider, role="lead").person_id
        answering.save(ret, "answer", typed_page(typed, gaps), version=ret.version, by=lead, now=at)
        ret, key = answering.fresh(ret), self.story.settings.derived("texts")
        sending.send(ret, version=ret.version, by=lead, now=at, arrived_at=at, key=key)
