"""The safety gate: recall over sentences of danger, false alarms over ordinary lines of a return."""

import json
from pathlib import Path

import pytest

from forms.danger import LONGEST, danger

SENTENCES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "danger.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_of_a_hundred_sentences_of_danger_at_most_five_pass_unseen() -> None:
    cries = [one["text"] for one in SENTENCES if one["danger"]]
    unseen = [text for text in cries if not danger(text)]
    assert len(cries) >= 100
    assert len(unseen) <= 0.05 * len(cries), unseen


def test_of_five_hundred_ordinary_lines_at_most_ten_raise_the_alarm() -> None:
    ordinary = [one["text"] for one in SENTENCES if not one["danger"]]
    alarms = [text for text in ordinary if danger(text)]
    assert len(ordinary) >= 500
    assert len(alarms) <= 0.02 * len(ordinary), alarms


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("He has taken an overdose", "He has never taken an overdose"),
        ("She was raped last night", "She was raped as a child, before she came to us, and has therapy"),
        ("He has a knife", "Training on what to do when somebody has a knife"),
        ("Hes no been hame since Friday", "He was missing in July and came back the same night"),
        ("She has gone since Friday", "Our deputy has gone since Friday"),
        ("What do I do", "What do I do if we have no figure"),
        ("He is in danger", "We are in danger of losing a grant"),
        ("Two missing episodes in May; right now he is missing again", "Two missing episodes in May; both back"),
        ("shes suicdal", "No young person was suicidal"),
    ],
)
def test_what_happens_now_is_told_from_what_is_denied_or_over(now: str, told: str) -> None:
    assert danger(now)
    assert not danger(told)


def test_hostile_or_endless_words_never_raise() -> None:
    for text in ("", "\x00", "\U000e0041" * 50, "he is " * LONGEST, "(((" * 500, "\ud800 knife", "İ" * 100):
        danger(text)
    assert danger("he has a kn\u200bife")
