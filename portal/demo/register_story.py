"""Tells the register’s part of the demonstration: a council’s file, two years of changes, the quarters closed on time.

Everything is dated as it would have happened, with the `now` of its day, through what people’s own work goes through.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib.resources import files

from models.authority import Authority, Service
from models.calendar import from_london, today
from models.period import Period
from models.store import writing
from models.tendering.follower import TENDERS, Follower
from portal.demo import spending_story
from portal.demo.register_desk import Desk
from portal.demo.register_terms import Told, Turn, awarded_on
from portal.following import work as following
from portal.mail import compose
from portal.register.work import take_in
from portal.releasing import work

QUARTERS = 6
"""How many of Fairshire’s quarters are closed; of the real councils’ it is the newest two."""
OF_REAL_COUNCILS = 2
WITH_SPENDING = 3
FILE_FROM = -3 * QUARTERS
"""What starts later than so many months before the turn is entered by hand."""
CLOSED_AFTER = timedelta(days=13)
AWARDS = "award_rows.csv"


@dataclass(frozen=True)
class Step:
    """Something that happens: when, and how it is done; the large ones have a name, to be told."""

    at: datetime
    do: Callable[[datetime], object]
    name: str = ""


@dataclass(frozen=True)
class People:
    """Who does it (ids): the register editor, both managers, the officer who knows the providers."""

    editor: int
    manager: int
    second_manager: int
    officer: int


FOLLOWER = "hello@lantern-lodgings.example"
PAPER = "news@fairshire-gazette.example"


class RegisterStory:
    """One telling for one authority, whose providers are there already."""

    def __init__(self, now: datetime, authority: Authority, people: People) -> None:
        self.now, self.authority, self.people = now, authority, people
        self.told = tomllib.loads(files("portal.demo").joinpath("fairshire_register.toml").read_text("utf-8"))
        self.newest = Period.quarter_of(today(now)).previous()
        self.turn = Turn(self.newest.last_day + timedelta(days=1))

    def tell(self) -> Iterator[str]:
        """Makes everything; yields a line for each of its large steps."""
        with writing():
            self.desk = self._begin()
        for step in sorted(self._steps(), key=lambda step: step.at):
            step.do(min(step.at, self.now))
            if step.name:
                yield step.name

    def _begin(self) -> Desk:
        """What must be there first: services, and the neighbours as authorities."""
        for told in self.told["service"]:
            mine = {"authority": self.authority, "key": told["key"]}
            if not Service.get_or_none(**mine):
                Service.create(**mine, title=told["title"])
        for told in self.told["neighbour"]:
            Authority.create(**told)
        return Desk(self.told, self.turn, self.authority, self.people.editor)

    def _steps(self) -> Iterator[Step]:
        """In no order; those of one instant happen as they stand here."""
        begin = self._morning(self.turn.within(FILE_FROM, 9))
        in_file = [told for told in self.told["contract"] if told["starts"] <= FILE_FROM]
        yield Step(begin, partial(self.desk.take_in_file, in_file), "The council’s file")
        yield Step(begin + timedelta(hours=1), self.desk.describe_services)
        yield Step(begin + timedelta(hours=2), self.desk.take_in_neighbour)
        yield Step(begin + timedelta(hours=3), partial(self.desk.settle, in_file, self.people.officer))
        for told in self.told["contract"]:
            if told["starts"] > FILE_FROM:
                at = max(self._morning(awarded_on(told, self.turn) + timedelta(days=7)), begin + timedelta(days=1))
                yield Step(at, partial(self.desk.enter, told))
        for event in self.told["event"]:
            at = self._morning(self.turn.within(event["month"], event["day"]))
            yield Step(at, partial(self._happen, event))
        wrong = self.told["wrong_file"]
        at = self._morning(self.turn.within(wrong["month"], wrong["day"]))
        yield Step(at, partial(self.desk.take_in_wrong_file, wrong))
        yield from self._spending()
        yield from self._closings()
        yield from self._afterwards()

    def _happen(self, event: Told, at: datetime) -> None:
        if event["what"] == "release":
            self.desk.release(event, self.people.manager, at)
        else:
            self.desk.happen(event, at)

    # Quarters

    def _quarters(self, number: int) -> list[Period]:
        """The last so many quarters that have ended, oldest first."""
        found = [self.newest]
        while len(found) < number:
            found.insert(0, found[0].previous())
        return found

    def _closing(self, quarter: Period) -> datetime:
        """Two weeks after the quarter, in the morning; the newest one at once where that is still to come."""
        return min(self._morning(quarter.last_day + CLOSED_AFTER), self.now)

    def _closings(self) -> Iterator[Step]:
        real = self._quarters(OF_REAL_COUNCILS)
        yield Step(self._closing(real[0]) - timedelta(minutes=5), self._real_awards, "Real councils’ awards")
        for quarter in self._quarters(QUARTERS):
            yield Step(self._closing(quarter), partial(self._close, quarter.key, quarter in real), quarter.label)
        yield Step(self._closing(self.newest) - timedelta(hours=2), self._follow)

    def _follow(self, at: datetime) -> None:
        """A small organisation without an account wants to hear what comes up, a newspaper of each register; the newest
        quarter tells both."""
        secret, slug = compose.derived("following"), self.authority.slug
        asked = (
            (FOLLOWER, following.thing("service", slug, "supported-accommodation"), ("coming_up", "events")),
            (PAPER, following.thing("council", slug, "all"), TENDERS),
        )
        for email, what, topics in asked:
            if what is not None:
                following.ask(what, email, topics=topics, secret=secret, now=at)
                following.confirm(Follower.get(Follower.email == email), now=at)

    def _spending(self) -> Iterator[Step]:
        """What it says of itself before the first of the quarters whose payments are known, then their files."""
        known = self._quarters(WITH_SPENDING)
        by = self.people.manager
        before = self._closing(known[0]) - timedelta(days=2)
        yield Step(before, lambda at: spending_story.say_of_itself(self.authority, by, at))
        for quarter in known:
            at = self._closing(quarter) - timedelta(hours=1)
            yield Step(at, partial(self._pay, quarter), f"Spending, {quarter.label}")

    def _pay(self, quarter: Period, at: datetime) -> None:
        if quarter == self.newest:
            spending_story.pay_and_take_back(self.authority, quarter, self.people.editor, at - timedelta(minutes=40))
        spending_story.pay(self.authority, quarter, self.people.editor, at)

    def _close(self, key: str, others: bool, at: datetime) -> None:
        """The neighbour’s first, so that its framework is public when it is called off from."""
        for authority in work.authorities_to_close() if others else [self.desk.neighbour]:
            if authority.id != self.authority.id:
                work.close_quarter(key, authority, None, at)
        work.close_quarter(key, self.authority, self.people.manager, at)

    def _real_awards(self, at: datetime) -> None:
        content = files("portal.demo").joinpath(AWARDS).read_bytes()
        take_in(content, self.authority.name, by=None, now=at, name=AWARDS)

    def _afterwards(self) -> Iterator[Step]:
        correction, gone = self.told["correction"], self.told["take_down"]
        corrected = self._quarters(correction["quarter"] + 1)[0]
        at = self._closing(corrected) + timedelta(days=7)
        yield Step(at, partial(self._correct, corrected.key, correction))
        at = self._closing(self._quarters(gone["quarter"] + 1)[0]) + timedelta(days=9)
        yield Step(at, partial(self._ask_take_down, gone))
        yield Step(at + timedelta(hours=3), partial(self._take_down, gone))

    def _correct(self, key: str, told: Told, at: datetime) -> None:
        self.desk.change(told["n"], {"value": told["value"]}, at, told["awards"])
        work.correct(key, self.authority, told["reason"], self.people.manager, at)

    def _ask_take_down(self, told: Told, at: datetime) -> None:
        work.ask_take_down(self.desk.address(told["n"]), told["reason"], self.people.second_manager, at)

    def _take_down(self, told: Told, at: datetime) -> None:
        work.agree_take_down(self.desk.address(told["n"]), self.people.manager, at)

    def _morning(self, day: date) -> datetime:
        return from_london(datetime.combine(day, time(10)))
