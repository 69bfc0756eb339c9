"""What phrases weigh for the safety gate. Pure; learnt from sentences of danger and ordinary lines of returns that were
written by hand (tests/data/danger/), by `python -m bench.danger --write`, never changed by hand.

A phrase is a word, two or three words in a row, or two with any one between; a number counts as a number. What a text
weighs is the sum over the phrases that are known, by the root of their number, so that a long text says no more than a
short one; its heaviest sentence counts. Logistic regression (Adagrad, one pass after the other, in an order that is
drawn from a fixed seed): the same lines give the same weights.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

SEEN: Final = 3
"""Lines that a phrase stands in, at least."""
PASSES: Final = 25
STEP: Final = 0.3
FILE: Final = Path(__file__).with_suffix(".tsv")
BIAS: Final = "*"
"""What stands for every text."""

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[\w']+|[,;:?!.]")


def phrases(plain: str) -> set[str]:
    """The phrases of a text in plain words; ^ stands before it, $ behind.

    >>> sorted(phrases("he's gone"))[-3:]
    ["he's _ $", "he's gone", "he's gone $"]
    """
    words = ["^", *_WORD.findall(_NUMBER.sub("9", plain)), "$"]
    found = set(words)
    found.update(f"{one} {two}" for one, two in pairwise(words))
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        found |= {f"{one} {two} {three}", f"{one} _ {three}"}
    return found


@dataclass(frozen=True)
class Weights:
    """What each phrase weighs, and what every text weighs before its phrases are looked at."""

    of_phrase: Mapping[str, float]
    bias: float

    def of(self, plain: str) -> float:
        """More than nothing: it sounds like danger."""
        known = [self.of_phrase[phrase] for phrase in phrases(plain) if phrase in self.of_phrase]
        return self.bias + math.fsum(known) / math.sqrt(len(known) or 1)

    def lines(self) -> list[str]:
        """As they stand in the file: the heaviest for danger first."""
        heaviest = sorted(self.of_phrase.items(), key=lambda one: (-one[1], one[0]))
        return [f"{weight:.2f}\t{phrase}" for phrase, weight in [(BIAS, self.bias), *heaviest]]


@cache
def weights() -> Weights:
    """Those of the file."""
    told = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    (_, bias), *others = ((phrase, float(weight)) for weight, phrase in told)
    return Weights(dict(others), bias)


def learnt(lines: Iterable[tuple[str, bool]]) -> Weights:
    """The weights that tell these lines apart best: plain words, and whether they are of danger."""
    told = [(sorted(phrases(plain)), danger) for plain, danger in lines]
    seen = Counter(phrase for found, _ in told for phrase in found)
    number = {phrase: n for n, phrase in enumerate(sorted(one for one, times in seen.items() if times >= SEEN))}
    rows = [([number[one] for one in found if one in number], danger) for found, danger in told]
    by_number, bias = _descended(rows, len(number))
    of_phrase = {phrase: round(by_number[n], 2) for phrase, n in number.items()}
    return Weights({phrase: weight for phrase, weight in of_phrase.items() if weight}, round(bias, 2))


def _descended(rows: Sequence[tuple[list[int], bool]], phrases_known: int) -> tuple[list[float], float]:
    weight, squares, bias = [0.0] * phrases_known, [1e-6] * phrases_known, 0.0
    order, chance = list(range(len(rows))), random.Random(0)  # noqa: S311 - an order, no secret
    for _ in range(PASSES):
        chance.shuffle(order)
        for at in order:
            row, danger = rows[at]
            share = 1 / math.sqrt(len(row) or 1)
            score = bias + math.fsum([weight[n] for n in row]) * share
            amiss = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - danger
            bias -= STEP * amiss / 10
            slope = amiss * share
            squared, step = slope * slope, STEP * slope
            for n in row:
                squares[n] = square = squares[n] + squared
                weight[n] -= step / math.sqrt(square)
    return weight, bias
