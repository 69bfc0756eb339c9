"""Tells the demonstration’s story through the same functions that people’s work goes through.

Everything is dated relative to `now`, so that a demonstration made on any day has something due, late and received.
"""

import json
import secrets
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

from forms.question_set import Page
from models.authority import Authority, Service
from models.calendar import add_working_days, from_london, today
from models.monitoring_return import Return
from models.period import Period
from models.person import Membership, Person
from models.provider import Home, Provider
from models.store import writing
from portal.demo.talking import say_all
from portal.london import day
from portal.returns.work import adopting, answering, asking, sending, sheet
from portal.settings import Settings

SET = "supported-accommodation-quarterly"
TIER_WHY = "The register did not have the value of your contract yet."
WHY = (
    "So that we know how young people are and what you need from us. "
    "Every provider of supported accommodation is asked."
)
FIRST_INSPECTIONS = date(2024, 9, 16)  # Ofsted has inspected supported accommodation since September 2024
ROLES = {"lead": "provider_lead", "member": "provider_member"}
WORDS = ("amber", "anchor", "barley", "beacon", "cedar", "copper", "harbour", "lantern", "meadow", "orchard", "pebble",
         "quarry", "saddle", "thistle", "willow", "yarrow")  # fmt: skip


class Story:
    """One telling: makes the cast, then each provider’s returns."""

    def __init__(self, settings: Settings, now: datetime, hashed: Callable[[str], str]) -> None:
        self.settings, self.now, self.hashed = settings, now, hashed
        self.told = tomllib.loads(files("portal.demo").joinpath("fairshire.toml").read_text())
        self.accounts: list[dict[str, str]] = []

    def tell(self) -> Iterator[str]:
        """Makes everything; yields a line a step. The accounts stand in `.accounts` afterwards."""
        with writing():
            self.authority = self._authority()
        for set_key in adopting.for_nation(self.authority.nation):
            adopting.adopt(self.authority, set_key, by=None, now=self.start)
        staff = [self.newcomer(entry) for entry in self.told["person"]]
        with writing():
            for person, entry in zip(staff, self.told["person"], strict=True):
                Membership.begin(person=person, side=self.authority, role=entry["role"], by=None, at=self.start)
        self.officer = staff[0]
        self.staff: dict[str, int] = {}
        for entry, person in zip(self.told["person"], staff, strict=True):
            role = entry["role"]
            self.staff[f"second_{role}" if role in self.staff else role] = person.id
        yield self.authority.name
        for entry in self.told["provider"]:
            provider = self._provider(entry)
            for told in entry["returns"]:
                self._return(provider, told)
            yield provider.legal_name

    @property
    def start(self) -> datetime:
        """When the demonstration’s people began: before the oldest quarter of the register."""
        return self.now - timedelta(days=730)

    @property
    def quarter(self) -> Period:
        """The quarter that is asked for: the last one that ended long enough ago for somebody to be late."""
        return Period.quarter_of(today(self.now) - timedelta(days=16)).previous()

    def _authority(self) -> Authority:
        authority = Authority.create(**self.told["authority"])
        self.services = {s["key"]: Service.create(authority=authority, **s) for s in self.told["service"]}
        return authority

    def newcomer(self, entry: Mapping[str, Any]) -> Person:
        """Somebody who can sign in: name, email, role; stands in `.accounts` with a password of their own."""
        password = (
            f"{secrets.choice(WORDS)}-{secrets.choice(WORDS)}-{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}"
        )
        hashed = self.hashed(password)
        with writing():
            person = Person.create(
                email=entry["email"], name=entry["name"], password=hashed, active=True, confirmed_at=self.start
            )
        role = ROLES.get(entry["role"], entry["role"])
        self.accounts.append({"role": role, "name": person.name, "email": person.email, "password": password})
        return person

    def _provider(self, entry: Mapping[str, Any]) -> Provider:
        people = [self.newcomer(person) for person in entry["people"]]
        profile = {k: v for k, v in entry.items() if k not in ("people", "homes", "returns", "legal_name", "kind")}
        with writing():
            provider = Provider.register(
                legal_name=entry["legal_name"], kind=entry["kind"], by=people[0].id, at=self.start
            )
            provider.change(profile, by=people[0].id, at=self.start, version=provider.version)
            for person, told in zip(people, entry["people"], strict=True):
                Membership.begin(person=person, side=provider, role=told["role"], by=None, at=self.start)
            for home in entry["homes"]:
                Home.create(provider=provider, **home)
        self.people = people
        return Provider.get_by_id(provider.id)

    def _return(self, provider: Provider, told: Mapping[str, Any]) -> None:
        quarter = self.quarter if told["quarter"] == 0 else self.quarter.previous()
        asked = self._office_hour(quarter.last_day + timedelta(days=1))
        due = self._due(quarter, told.get("due"))
        ret = asking.ask(
            authority=self.authority,
            service=self.services["supported-accommodation"],
            providers=[provider],
            set_key=SET,
            period_key=quarter.key,
            tier=told["tier"],
            tier_why=TIER_WHY,
            due_on=due,
            why=WHY,
            by=self.officer,
            now=asked,
        ).made[0]
        if "answers" in told:
            answered = min(asked + timedelta(days=9), self.now - timedelta(hours=30))
            self._answer(ret.id, told["answers"], answered)
            self._go_on(ret.id, told, answered + timedelta(hours=2))

    def _due(self, quarter: Period, days: int | None) -> date:
        if days is None:
            return add_working_days(quarter.last_day, 15, "E")
        return add_working_days(today(self.now), days, "E") if days > 0 else today(self.now) + timedelta(days=days)

    def _office_hour(self, day: date) -> datetime:
        return from_london(datetime.combine(add_working_days(day - timedelta(days=1), 1, "E"), time(9, 30)))

    def _fresh(self, return_id: int) -> Return:
        found: Return = sheet.with_people(Return.select().where(Return.id == return_id)).get()
        return found

    def _answer(self, return_id: int, name: str, at: datetime) -> None:
        answers, gaps = self.told["answers"][name], self.told.get("gaps", {}).get(name, {})
        page: Page | None = sheet.question_set(self._fresh(return_id)).pages[0]
        seen = set()
        while page is not None:
            seen.add(page.key)
            ret = self._fresh(return_id)
            keys = [question.key for question in page.questions]
            typed = typed_page(
                {k: self.dated(answers[k]) for k in keys if k in answers},
                {k: _when(gaps[k], at) for k in keys if k in gaps},
            )
            saved = answering.save(ret, page.key, typed, version=ret.version, by=self.people[-1].id, now=at)
            journey = saved.sheet.journey
            # A later answer may open an earlier page: the quality review is asked of registered services.
            opened = (state.page for state in journey.pages() if state.of and state.page.key not in seen)
            page = journey.after(page) or next(opened, None)
            at += timedelta(minutes=1)

    def dated(self, answer: Any) -> Any:
        """An answer as it is typed; `{ day = 20 }` is a day counted from the start of the quarter before."""
        if not isinstance(answer, dict):
            return answer
        return day(max(self.quarter.previous().first_day + timedelta(days=answer["day"]), FIRST_INSPECTIONS))

    def _go_on(self, return_id: int, told: Mapping[str, Any], at: datetime) -> None:
        ret = self._fresh(return_id)
        if told["state"] == "draft":
            say_all(ret, told.get("says", ()), by=self.people[0].id, at=at, settings=self.settings)
            return
        sending.send(
            ret, version=ret.version, by=self.people[0].id, now=at, arrived_at=at, key=self.settings.derived("texts")
        )
        ret, later = self._fresh(return_id), at + timedelta(hours=20)
        if told["state"] == "accepted":
            sending.accept(ret, words=told["words"], version=ret.version, by=self.officer.id, now=later)
        elif told["state"] == "sent_back":
            sending.send_back(
                ret, remarks=told["remarks"], words=told["words"], version=ret.version, by=self.officer.id, now=later
            )


def _when(gap: Mapping[str, Any], at: datetime) -> dict[str, str]:
    """A figure that is missing, with the day when it will come, in words."""
    return {"why": gap["why"], "when": day(at + timedelta(days=gap["in_days"]))}


def typed_page(answers: Mapping[str, Any], gaps: Mapping[str, Mapping[str, str]]) -> MultiDict[str, str]:
    """A page’s answers as a browser would post them."""
    typed: MultiDict[str, str] = MultiDict()
    for key, value in answers.items():
        typed.setlist(key, value if isinstance(value, list) else [value])
    for key, gap in gaps.items():
        typed[f"{key}.dont_have"], typed[f"{key}.why"], typed[f"{key}.when"] = "1", gap["why"], gap["when"]
    return typed


def write_accounts(folder: Path, accounts: list[dict[str, str]]) -> Path:
    """`accounts.json`: a list of {role, name, email, password}; readable by its owner only."""
    path = folder / "accounts.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(accounts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
