"""Answers written by hand that no public set has: the field’s own numbers, dictation, slips, Scots and Welsh, doubt.

A line of tests/data/reading_by_hand.jsonl is a text, the kind of its question, what is known of the question (`about`),
and what is wanted: a status or several, “not exact” (never stored without a yes) or “no value” (never even proposed);
and the value, where it is settled.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.asked import Asked, Option
from forms.kinds import KINDS
from forms.reading import Reading, Status

LINES = (Path(__file__).parents[2] / "data" / "reading_by_hand.jsonl").read_text(encoding="utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
BY_KIND = sorted({case["kind"] for case in CASES})


def read(case: dict[str, Any]) -> Reading:
    about = {name: tuple(known) if isinstance(known, list) else known for name, known in case.get("about", {}).items()}
    today = date.fromisoformat(about.pop("today", "2026-11-20"))
    options = tuple(Option(words, words) for words in about.pop("options", ()))
    question = {"key": "q", "kind": case["kind"], "ask": "", "today": today, "none_is_zero": True, "options": options}
    return KINDS[case["kind"]].read(case["text"], Asked(**(question | about)))


def as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def is_wanted(case: dict[str, Any], reading: Reading) -> bool:
    wanted = case["want"]
    if "value" in case and as_json(reading.value) != case["value"]:
        return False
    if wanted == "no value":
        return reading.value is None
    if wanted == "not exact":
        return reading.status is not Status.exact
    return reading.status in (wanted if isinstance(wanted, list) else [wanted])


@pytest.mark.parametrize("kind", BY_KIND)
def test_answers_written_by_hand_are_read_as_they_are_meant(kind: str) -> None:
    cases = [case for case in CASES if case["kind"] == kind]
    others = [(case, read(case)) for case in cases if not is_wanted(case, read(case))]
    assert others == []


def test_there_are_many_of_them_and_every_kind_of_question_that_is_typed() -> None:
    assert len(CASES) >= 300
    assert set(BY_KIND) == set(KINDS) - {"file"}
