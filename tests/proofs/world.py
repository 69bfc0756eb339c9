"""Returns of Harbour’s that are ready to be sent: every question of the set’s smallest tier is answered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from werkzeug.datastructures import MultiDict

from models.answer import Answer, NewAnswer
from models.authority import Service
from models.monitoring_return import Return
from models.period import Period
from models.store import writing
from portal.returns.work import answering, sheet
from tests.fixtures.cast import SET, Cast

PERIOD = "2026-27-Q2"
DUE = date(2026, 10, 23)

# One provider that places with hosts; typed as on the pages.
TYPED = {
    "kinds": "lodgings",
    "places_lodgings": "12",
    "places_ready": "12",
    "places_lived_in": "9",
    "now_under_18": "4",
    "now_18_plus": "4",
    "now_came_alone": "2",
    "opening": "9",
    "moved_in": "1",
    "moved_out": "2",
    "moved_out_planned": "2",
    "serious_events": "none",
    "worries_passed_on": "1",
    "allegations": "0",
    "missing_times": "2",
    "missing_people": "1",
    "missing_times_under_18": "2",
    "complaints_received": "1",
    "complaints_finished": "1",
    "complaints_upheld": "1",
    "hard_to_get": "social_worker",
    "asked": "8",
    "good": "7 of 8",
    "changed": "Wi-Fi in every room. Hosts now knock and wait.",
    "registration": "registered",
    "inspection": "not_yet",
    "manager_in_post": "yes",
    "homes": "12",
    "gas_checked": "12",
    "alarms_tested": "12 of 12",
    "location_assessed": "12 of 12",
    "went_well": "Three young people passed their first term at college. " * 8,
    "worries": "Two hosts retire next spring and we have not found new ones in the north of the county.",
}


@dataclass(frozen=True)
class World:
    """The cast and returns that can be sent as they stand."""

    cast: Cast
    returns: Sequence[Return]


def make_world(cast: Cast, now: datetime, count: int = 1) -> World:
    """Asks Harbour for `count` returns, each for a service of its own, and answers them."""
    services = [cast.service, *(_service(cast, number) for number in range(1, count))]
    returns = [_ask(cast, service, now - timedelta(days=3)) for service in services]
    _answer_by_page(returns[0], cast, now - timedelta(days=2))
    same = [_copied(answer) for answer in sheet.load(answering.fresh(returns[0]), now).answers.values()]
    for ret in returns[1:]:
        with writing():
            ret.answer_many(same, by=cast.alice.id, at=now - timedelta(days=2), version=ret.version)
    return World(cast, [answering.fresh(ret) for ret in returns])


def _service(cast: Cast, number: int) -> Service:
    with writing():
        return Service.create(authority=cast.fairshire, key=f"service-{number}", title=f"Service {number}")


def _ask(cast: Cast, service: Service, at: datetime) -> Return:
    """Without a mail: the outbox of a proof holds only what the proof is about."""
    with writing():
        return Return.ask(
            authority=cast.fairshire,
            provider=cast.harbour,
            service=service,
            home=None,
            set_key=SET,
            set_version="2026-1",
            tier="core",
            period=Period.parse(PERIOD),
            due_on=DUE,
            why="To learn how young people are.",
            officer=cast.dana,
            by=cast.dana.id,
            at=at,
        )


def _answer_by_page(ret: Return, cast: Cast, at: datetime) -> None:
    page = sheet.load(answering.fresh(ret), at).journey.first_open()
    while page is not None:
        current = answering.fresh(ret)
        typed = MultiDict({q.key: TYPED[q.key] for q in page.questions if q.key in TYPED})
        saved = answering.save(current, page.key, typed, version=current.version, by=cast.alice.id, now=at)
        assert not saved.form.errors, saved.form.errors
        page = saved.sheet.journey.after(page)
    assert not saved.sheet.journey.blocking(), saved.sheet.journey.blocking()


def _copied(answer: Answer) -> NewAnswer:
    return NewAnswer(
        key=answer.key,
        value=json.loads(answer.value or "null"),
        number=answer.number,
        status=answer.status,
        said=answer.said,
        face=answer.face,
    )
