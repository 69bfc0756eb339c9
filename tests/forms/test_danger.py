"""The safety gate: recall over sentences of danger, false alarms over ordinary lines of a return."""

from functools import cache

import pytest

from bench.danger import Line, Rates, learnt_from, lots, rates
from forms.danger import LONGEST, danger
from forms.danger_weights import FILE

PLAIN = [name for name in lots() if name.startswith("plain")]
"""Lots that were written as somebody would who tries the form; the others are harder on purpose."""


@cache
def lines() -> list[Line]:
    return [line for lot in lots().values() for line in lot]


def test_of_a_hundred_sentences_of_danger_at_most_five_pass_unseen() -> None:
    cries = [line.text for line in lines() if line.danger]
    assert len(cries) >= 1_000
    assert sum(not danger(text) for text in cries) <= 0.05 * len(cries)


def test_of_five_hundred_ordinary_lines_at_most_ten_raise_the_alarm() -> None:
    ordinary = [line.text for line in lines() if not line.danger]
    assert len(ordinary) >= 3_000
    assert sum(map(danger, ordinary)) <= 0.02 * len(ordinary)


@cache
def on_what_it_has_not_seen() -> list[Rates]:
    """Of each plain lot, by what all lots teach but this one and the next: learning takes seconds."""
    found, known = [], lots()
    for pair in zip(PLAIN[::2], PLAIN[1::2], strict=True):
        taught = learnt_from([line for name, lot in known.items() if name not in pair for line in lot])
        found += [rates(known[name], taught) for name in pair]
    return found


def test_of_plain_sentences_that_it_has_not_learnt_from_nearly_as_many_are_seen() -> None:
    found = on_what_it_has_not_seen()
    assert len(found) == len(PLAIN) >= 6
    assert sum(one.recall for one in found) / len(found) >= 0.95
    assert sum(one.false for one in found) / len(found) <= 0.035


def test_the_weights_are_what_the_lots_teach() -> None:
    assert "\n".join(learnt_from(lines()).lines()) + "\n" == FILE.read_text(encoding="utf-8")


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
