"""The quarters before the story’s, told in short: what was typed is read as always, and kept all at once."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from forms.answers import Given
from forms.journey import Journey
from forms.kinds import KINDS
from forms.kinds.ratio import part
from forms.question_set import Question
from models.answer import NewAnswer
from models.calendar import add_working_days
from models.monitoring_return import Return
from models.period import Period
from models.person import Membership
from models.provider import Provider
from models.store import writing
from portal.demo.story import FIRST_INSPECTIONS, SET, TIER_WHY, WHY, Story
from portal.london import day
from portal.returns.work import asking, sending, sheet

TIERS = {"harbour_before": "core", "northgate_before": "standard", "wharfside_before": "full"}


def tell(story: Story) -> Iterator[str]:
    """Every return of earlier.toml: asked for, sent and accepted, each in its own time; one line when it is done."""
    told = tomllib.loads(files("portal.demo").joinpath("earlier.toml").read_text())["return"]
    for entry in sorted(told, key=lambda entry: int(entry["quarter"])):
        quarter = story.quarter
        for _ in range(-entry["quarter"]):
            quarter = quarter.previous()
        _one(story, entry, quarter)
    yield "The quarters before"


def _one(story: Story, entry: Mapping[str, Any], quarter: Period) -> None:
    provider = Provider.get(Provider.legal_name == entry["provider"])
    asked = datetime.combine(add_working_days(quarter.last_day, 1, "E"), time(9))
    due = add_working_days(quarter.last_day, 15, "E")
    ret = asking.ask(
        authority=story.authority, service=story.services["supported-accommodation"], providers=[provider],
        set_key=SET, period_key=quarter.key, tier=TIERS[entry["answers"]], tier_why=TIER_WHY, due_on=due, why=WHY,
        by=story.officer, now=asked,
    ).made[0]  # fmt: skip
    by = Membership.select().where(Membership.provider == provider).first().person_id
    sent, accepted = asked + timedelta(days=9), asked + timedelta(days=12)
    _answer(ret, story.told["answers"][entry["answers"]] | entry["but"] | _inspected(quarter), by, sent)
    ret = _fresh(ret)
    key = story.settings.derived("texts")
    sending.send(ret, version=ret.version, by=by, now=sent, arrived_at=sent, key=key)
    ret = _fresh(ret)
    sending.accept(ret, words=entry["words"], version=ret.version, by=story.officer.id, now=accepted)


def _inspected(quarter: Period) -> dict[str, str]:
    """Nobody had been inspected before there were inspections."""
    soon = quarter.first_day < FIRST_INSPECTIONS + timedelta(days=200)
    return {"inspection": "not_yet"} if soon else {}


def _fresh(ret: Return) -> Return:
    found: Return = sheet.with_people(Return.select().where(Return.id == ret.id)).get()
    return found


def _answer(ret: Return, typed: Mapping[str, Any], by: int, at: datetime) -> None:
    journey = sheet.load(_fresh(ret), at).journey
    kept: dict[str, NewAnswer] = {}
    for _ in range(2):  # a later answer may open an earlier page
        for question in journey.question_set.questions.values():
            if question.key in typed and question.key not in kept and journey.visible(question):
                value = _value(journey, question, typed[question.key])
                stored, number = KINDS[question.kind].canonical(value), KINDS[question.kind].number(value)
                kept[question.key] = NewAnswer(question.key, stored, number)
                journey = journey.with_answers({question.key: Given("given", value)})
    with writing():
        ret.answer_many(list(kept.values()), by=by, at=at, version=ret.version)


def _value(journey: Journey, question: Question, typed: Any) -> Any:
    if isinstance(typed, list):
        return tuple(typed)
    if isinstance(typed, dict):  # a day, counted from the first of the period
        typed = day(_no_later(journey, journey.situation.first_day + timedelta(days=typed["day"])))
    value = journey.read(question, typed).value
    return part(value) if question.kind == "ratio" else value


def _no_later(journey: Journey, found: date) -> date:
    return min(found, journey.situation.last_day)
