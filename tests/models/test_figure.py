"""Figures that were received: of the last submission, of nothing that was withdrawn, and only what makes sense."""

from typing import Any

import pytest
from peewee import IntegrityError

from models.audit import AuditEvent
from models.conflicts import broken_rule
from models.figure import Figure, NewFigure
from models.store import writing
from models.submission import Submission

FIGURES = [
    NewFigure("missing_times", "given", 3),
    NewFigure("good", "given", 7, 8),
    NewFigure("asked", "not_available"),
]


def kept() -> dict[str, tuple[str, float | None, float | None]]:
    return {one.key: (one.status, one.number, one.whole) for one in Figure.select()}


def test_figures_stand_from_the_sending_on(desk: Any) -> None:
    ret = desk.in_state("draft")
    assert kept() == {}
    sent = desk.send(ret, figures=FIGURES)
    assert kept() == {
        "missing_times": ("given", 3, None),
        "good": ("given", 7, 8),
        "asked": ("not_available", None, None),
    }
    assert {one.submission_id for one in Figure.select()} == {sent.id}
    one = Figure.select().first()
    unit = (one.authority_id, one.provider_id, one.service_id, one.set_key, one.period_key)
    assert unit == (ret.authority_id, ret.provider_id, ret.service_id, ret.set_key, ret.period_key)


def test_the_last_sending_alone_counts(desk: Any) -> None:
    ret = desk.in_state("draft")
    desk.send(ret, figures=FIGURES)
    desk.answer(ret)
    desk.send(ret, figures=[NewFigure("missing_times", "given", 5)], digest="1" * 64)
    assert kept() == {"missing_times": ("given", 5, None)}


def test_figures_of_a_sending_that_fails_are_not_kept(desk: Any) -> None:
    ret = desk.in_state("draft")
    twice = [NewFigure("good", "given", 1), NewFigure("good", "given", 2)]
    with pytest.raises(IntegrityError) as refused:
        desk.send(ret, figures=twice)
    assert broken_rule(refused.value) == "a_submission_says_a_figure_once"
    assert (Figure.select().count(), Submission.select().count()) == (0, 0)
    assert not AuditEvent.select().where(AuditEvent.action == "return.sent").exists()


def test_what_is_withdrawn_counts_no_more(desk: Any) -> None:
    ret = desk.in_state("draft")
    desk.send(ret, figures=FIGURES)
    with writing():
        ret.withdraw("Asked by mistake.", by=desk.cast.dana.id, at=desk.now, version=ret.version)
    assert kept() == {}


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        (NewFigure("good", "guessed"), "the_status_of_a_figure_is_known"),
        (NewFigure("good", "given"), "a_figure_that_is_given_is_a_number"),
        (NewFigure("good", "not_available", 3), "a_figure_that_is_given_is_a_number"),
        (NewFigure("good", "not_available", None, 3), "only_a_given_figure_is_out_of_something"),
    ],
)
def test_the_store_refuses_a_figure_that_makes_no_sense(desk: Any, figure: NewFigure, rule: str) -> None:
    ret = desk.in_state("draft")
    with pytest.raises(IntegrityError) as refused:
        desk.send(ret, figures=[figure])
    assert broken_rule(refused.value) == rule
