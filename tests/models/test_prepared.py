"""Prepared queries give what peewee itself gives, whatever was joined and found."""

from collections.abc import Callable
from typing import Any

import pytest
from peewee import JOIN, Model

from models.answer import Answer
from models.authority import Authority
from models.decision import Decision
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.person import Membership, Person
from models.prepared import Prepared
from models.provider import Provider
from models.store import writing
from models.submission import Submission


def _with_decisions() -> Any:
    return (
        Submission.select(Submission, Return, Decision, Person.id, Person.name)
        .join(Return)
        .switch(Submission)
        .join(Decision, JOIN.LEFT_OUTER, on=(Decision.submission == Submission.id), attr="decision")
        .join(Person, JOIN.LEFT_OUTER, on=(Decision.by == Person.id), attr="by")
        .order_by(Submission.id)
    )


def _memberships() -> Any:
    query = Membership.select(Membership, Authority, Provider).left_outer_join(Authority)
    return query.switch(Membership).left_outer_join(Provider).order_by(Membership.id)


def _with_a_count() -> Any:
    waiting = MoreTime.select(MoreTime.id).where(MoreTime.return_ == Return.id).limit(1)
    return Return.select(Return, waiting.alias("asked_time"), Provider.id, Provider.legal_name).join(Provider)


QUERIES: dict[str, Callable[[], Any]] = {
    "one table": lambda: Answer.select().order_by(Answer.id),
    "some columns": lambda: Person.select(Person.id, Person.name).order_by(Person.id),
    "one column": lambda: Person.select(Person.name).order_by(Person.id),
    "outer joins that find something and nothing": _with_decisions,
    "outer joins by a foreign key": _memberships,
    "a name of its own": _with_a_count,
    "tuples": lambda: Person.select(Person.id, Person.active, Person.public_id).order_by(Person.id).tuples(),
    "mappings": lambda: Answer.select(Answer.key, Answer.at).order_by(Answer.id).dicts(),
}


def shape(row: Any) -> Any:
    """All that stands in a row and in what hangs on it."""
    if not isinstance(row, Model):
        return row
    own = {name: one for name, one in vars(row).items() if name not in ("__data__", "_dirty", "__rel__")}
    hanging = {name: shape(one) for name, one in (own | row.__rel__).items()}
    return type(row), row.__data__, row._dirty, hanging


@pytest.mark.parametrize("query", QUERIES)
def test_rows_are_those_that_peewee_reads(desk: Any, query: str) -> None:
    desk.in_state("draft", provider=desk.cast.northgate)
    desk.in_state("accepted")
    prepared: Prepared[Any] = Prepared(QUERIES[query])
    expected = [shape(row) for row in QUERIES[query]()]
    assert expected
    for _ in range(2):
        assert [shape(row) for row in prepared.rows()] == expected


def test_a_query_that_finds_nothing_at_first_finds_something_later(desk: Any) -> None:
    named: Prepared[Person] = Prepared(lambda names: Person.select().where(Person.name.in_(names)))
    assert named.rows(names=["Nobody"]) == []
    assert named.first(names=["Nobody"]) is None
    assert [person.id for person in named.rows(names=[desk.cast.bob.name])] == [desk.cast.bob.id]
    assert len(named.rows(names=[desk.cast.bob.name, desk.cast.alice.name])) == 2


def test_what_writes_says_how_many_rows_it_changed(desk: Any) -> None:
    rename: Prepared[Person] = Prepared(lambda row, name: Person.update(name=name).where(Person.id == row))
    with writing():
        assert rename.changed(row=desk.cast.bob.id, name="Robert") == 1
        assert rename.changed(row=0, name="Nobody") == 0
    assert Person.get_by_id(desk.cast.bob.id).name == "Robert"
