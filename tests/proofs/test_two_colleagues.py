"""Two people on one return: the second sees what changed and by whom; nothing is silently overwritten (guard: lost
update). The control takes the version out of the WHERE."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import TypeAlias

import pytest
from flask import Flask

from models.answer import Answer
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.proofs import raw_http
from tests.proofs.browsing import Browser, hidden, signed_in, words
from tests.proofs.processes import at_once, portal
from tests.proofs.world import make_world

PAIRS = 30
FEW = 8


@dataclass
class Pair:
    """What two colleagues wrote into one box at one moment, and what they were told."""

    texts: tuple[str, str]
    answers: tuple[raw_http.Answer, raw_http.Answer]
    stored: str

    @property
    def saved(self) -> list[str]:
        """The texts whose writers were told that they were saved."""
        return [text for text, answer in zip(self.texts, self.answers, strict=True) if answer.status == 302]

    @property
    def lost(self) -> bool:
        """Whether somebody was told “saved” and it is not there."""
        return any(text != self.stored for text in self.saved)


Pairs: TypeAlias = Callable[..., list[Pair]]


def both_save(alice: Browser, bob: Browser, path: str, number: int) -> Pair:
    """Both have the page before them, then both press the button."""
    texts = (f"One of us wrote this, {number}.", f"The other wrote that, {number}.")
    forms = [hidden(browser.get(path)) for browser in (alice, bob)]
    first, second = at_once(
        [
            lambda: alice.post(path, {**forms[0], "went_well": texts[0]}),
            lambda: bob.post(path, {**forms[1], "went_well": texts[1]}),
        ]
    )
    return Pair(texts, (first, second), loads(str(Answer.get(Answer.key == "went_well").value)))


@pytest.fixture
def pairs(app: Flask, settings: Settings, cast: Cast, now: datetime) -> Pairs:
    """`pairs(n, broken)` lets Alice at one process and Bob at another save the same page `n` times."""
    ret = make_world(cast, now).returns[0]

    def run(count: int, broken: str = "") -> list[Pair]:
        with ExitStack() as stack:
            here, there = (stack.enter_context(portal(settings, broken=broken)) for _ in "ab")
            alice, bob = signed_in(app, cast.alice, here.port), signed_in(app, cast.bob, there.port)
            return [both_save(alice, bob, f"/returns/{ret.public_id}/own_words", n) for n in range(count)]

    return run


def test_nothing_is_silently_overwritten(pairs: Pairs) -> None:
    found = pairs(PAIRS)
    statuses = Counter(tuple(sorted(answer.status for answer in pair.answers)) for pair in found)
    print(statuses)
    assert statuses == {(302, 409): PAIRS}, "one is saved, the other is asked"
    for pair in found:
        refused = next(answer for answer in pair.answers if answer.status == 409)
        assert not pair.lost
        assert all(text in words(refused) for text in pair.texts), "the page shows both texts"


def test_without_the_version_in_the_where_texts_are_lost(pairs: Pairs) -> None:
    found = pairs(FEW, "no_version")
    print(f"{sum(pair.lost for pair in found)} of {FEW} pairs lost a text that somebody was told was saved")
    assert any(pair.lost for pair in found)
