"""The gates: how often a reader may be wrong, and how often it must be right, on what real people wrote.

Samples stand in tests/data/conversation/ with their origin and licence. Abstaining is never wrong. A value counts
whether it is exact or proposed, for what is right and for what is wrong.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from forms.asked import Asked, Option
from forms.kinds import KINDS
from forms.reading import Reading, Status

SAMPLES = Path(__file__).parents[2] / "data" / "conversation"
ALIASES: dict[str, list[str]] = json.loads((SAMPLES / "choice_aliases.json").read_text(encoding="utf-8"))
PEOPLE = ("people", "person", "guests", "of us")


def rows(*names: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for name in names for line in (SAMPLES / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert found
    return found


def read(kind: str, row: dict[str, Any], **about: Any) -> Reading:
    today = date.fromisoformat(row["ref"]) if "ref" in row else date(2026, 10, 10)
    question: dict[str, Any] = {"key": "q", "kind": kind, "ask": row.get("q", ""), "today": today}
    return KINDS[kind].read(row["text"], Asked(**(question | about)))


def rates(pairs: Iterable[tuple[Any, Any]]) -> tuple[float, float]:
    """Right and wrong in per cent, of (value read or None, what it means)."""
    counted = Counter("abstained" if value is None else "right" if value == gold else "wrong" for value, gold in pairs)
    return 100 * counted["right"] / counted.total(), 100 * counted["wrong"] / counted.total()


@pytest.mark.parametrize(
    ("names", "right", "wrong"),
    [
        (["num_sgd", "num_sgd_dev"], 98, 0.2),
        (["num_sgd_correction", "num_sgd_dev_correction"], 98, 0),
        (["num_rest8k", "num_rest8k_train"], 95, 0),
        (["num_duckling"], 79, 2),
    ],
)
def test_whole_numbers_hold_their_rates(names, right, wrong):
    scored = [row for row in rows(*names) if row.get("scored", True) and row["gold"] is not None]
    found = rates((read("number", row).value, row["gold"]) for row in scored)
    assert found[0] >= right
    assert found[1] <= wrong


@pytest.mark.parametrize("nouns", [(), PEOPLE])
def test_several_answers_in_one_message(nouns):
    right, wrong = rates((read("number", row, nouns=nouns).value, row["people"]) for row in rows("multi_rest8k"))
    assert right >= 97
    assert wrong == 0


def test_the_gates_would_catch_a_reader_that_takes_the_first_number():
    def first_number(text: str) -> int | None:
        found = re.search(r"\d+", text)
        return int(found.group()) if found else None

    assert rates((first_number(row["text"]), row["people"]) for row in rows("multi_rest8k"))[1] > 20


def test_a_range_is_not_read_as_one_number():
    ranges = [row for row in rows("range_recognizers") if row["range"] != "[20,20]"]
    exact = [row["text"] for row in ranges if read("number", row).status is Status.exact]
    assert len(exact) <= 0.02 * len(ranges)


@pytest.mark.parametrize(
    ("names", "right", "wrong"), [(["date_sgd", "date_sgd_dev"], 98, 0), (["date_duckling"], 80, 0)]
)
def test_dates_hold_their_rates(names, right, wrong):
    found = rates((read("date", row).value, date.fromisoformat(row["gold"][0])) for row in rows(*names))
    assert found[0] >= right
    assert found[1] <= wrong


def test_dates_as_they_are_spoken_in_the_uk_leaving_the_year_aside():
    def day(value: date | None) -> tuple[int, int] | None:
        return None if value is None else (value.month, value.day)

    pairs = [(day(read("date", row).value), day(date.fromisoformat(row["gold"][0]))) for row in rows("date_nlupp")]
    right, wrong = rates(pairs)
    assert right >= 91
    assert wrong <= 0.5


def test_money_in_our_own_currency():
    ours = [row for row in rows("money_nlupp") if row["unit"] in ("GBP", "ambiguous")]
    spans = [row for row in ours if row["kind"] == "span"]
    right, wrong = rates((read("money", row).value, round(row["gold"] * 100)) for row in spans)
    assert right >= 99
    assert wrong == 0


def test_money_in_another_currency_is_never_taken_for_ours():
    others = [row for row in rows("money_nlupp") if row["unit"] not in ("GBP", "ambiguous")]
    assert [row["text"] for row in others if read("money", row).value is not None] == []


def test_percentages_hold_their_rates():
    right, wrong = rates((read("percent", row).value, row["gold"]) for row in rows("pct_recognizers"))
    assert right >= 95
    assert wrong == 0


@pytest.mark.parametrize(("name", "right"), [("period_nlupp", 70), ("period_duckling", 30)])
def test_periods_are_mostly_asked_about_rather_than_guessed(name, right):
    def gold(row: dict[str, Any]) -> tuple[date, date]:
        first, last = map(date.fromisoformat, row["gold"][0])
        return first, last - timedelta(days=row["end"] == "exclusive")

    found = rates((read("period", row).value, gold(row)) for row in rows(name))
    assert found[0] >= right
    assert found[1] <= 4


@pytest.mark.parametrize(
    ("names", "right", "wrong"), [(["yn_sgd_slot", "yn_sgd_dev_slot"], 90, 0.5), (["yn_nlupp", "yn_clinc"], 90, 0.5)]
)
def test_yes_and_no(names, right, wrong):
    answered = [row for row in rows(*names) if row["gold"] in ("yes", "no")]
    found = rates((read("yes_no", row).value, row["gold"]) for row in answered)
    assert found[0] >= right
    assert found[1] <= wrong


def test_doubt_is_neither_yes_nor_no():
    doubtful = [row for row in rows("yn_nlupp", "yn_clinc") if row["gold"] in ("maybe", "dontknow")]
    assert [row["text"] for row in doubtful if read("yes_no", row).status is Status.exact] == []


@pytest.mark.parametrize(("aliases", "right"), [(ALIASES, 85), ({}, 85)], ids=["with aliases", "without aliases"])
def test_options_are_chosen_and_never_mistaken(aliases, right):
    def options(row: dict[str, Any]) -> tuple[Option, ...]:
        return tuple(Option(key=words, words=words, aliases=tuple(aliases.get(words, ()))) for words in row["choices"])

    found = rates((read("choice", row, options=options(row)).value, row["gold"]) for row in rows("choice_sgd"))
    assert found[0] >= right
    assert found[1] == 0


@pytest.mark.parametrize("kind", ["number", "ratio", "date", "period", "money", "percent", "yes_no"])
@pytest.mark.parametrize("name", ["oos_clinc", "moves_clinc"])
def test_text_about_something_else_is_not_taken_for_an_answer(kind, name):
    unrelated = [row for row in rows(name) if row["gold"] not in ("yes", "no", "maybe")]
    taken = [row["text"] for row in unrelated if read(kind, row).value is not None]
    assert len(taken) <= 0.02 * len(unrelated), taken
