"""The list of providers with their risk, and saying another word."""

import pytest

from models.conflicts import Stale
from portal.returns.work import risks
from tests.portal.life import Life
from tests.portal.returns.buying import buys


def put(life: Life, word: str = "high", seen: int = 0) -> None:
    cast = life.cast
    risks.put(cast.fairshire, cast.harbour, word, "Seen.", by=cast.dana.id, now=life.now, seen=seen)


def test_every_provider_is_listed_with_its_word_and_what_the_rule_says(life: Life) -> None:
    buys(life, 84_000, 12)
    put(life)
    found = {
        line.provider.legal_name: (line.word, line.sizes) for line in risks.lines([life.cast.fairshire.id], life.now)
    }
    assert found == {
        "Harbour Young People": (
            "High",
            "Supported accommodation: £84,000 a year, 12 places, high risk: full return",
        ),
        "Northgate Homes Ltd": ("Medium: nobody has said otherwise", "No contract in the register: short return"),
    }


def test_a_word_of_one_council_is_nothing_to_another(life: Life) -> None:
    put(life)
    words = {line.word for line in risks.lines([life.cast.westmoor.id], life.now)}
    assert words == {"Medium: nobody has said otherwise"}


def test_what_somebody_else_said_meanwhile_is_not_overwritten(life: Life) -> None:
    put(life)
    with pytest.raises(Stale):
        put(life, "low")
    put(life, "low", seen=1)
    [line] = [one for one in risks.lines([life.cast.fairshire.id], life.now) if one.provider.id == life.cast.harbour.id]
    assert line.word == "Low"
