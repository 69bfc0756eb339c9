"""The privacy hint: what tells who somebody is, and the ordinary lines that do not."""

import json
from pathlib import Path

import pytest

from forms.personal import LONGEST, is_nhs_number, personal

DATA = Path(__file__).parents[1] / "data"
LINES = [json.loads(line) for line in (DATA / "personal.jsonl").read_text(encoding="utf-8").splitlines()]
TOLD = [json.loads(line) for line in (DATA / "danger" / "first.jsonl").read_text(encoding="utf-8").splitlines()]


def kinds(text: str) -> list[str]:
    return [found.kind for found in personal(text)]


def test_what_tells_who_somebody_is_is_seen() -> None:
    telling = [line for line in LINES if line["found"]]
    unseen = [line for line in telling if line["found"] not in kinds(line["text"])]
    assert len(telling) >= 80
    assert len(unseen) <= 0.05 * len(telling), unseen


def test_ordinary_lines_of_a_return_hold_nothing_of_the_kind() -> None:
    ordinary = [line["text"] for line in LINES if not line["found"]]
    ordinary += [line["text"] for line in TOLD if not line["danger"]]
    warned = [(text, kinds(text)) for text in ordinary if kinds(text)]
    assert len(ordinary) >= 600
    assert len(warned) <= 0.01 * len(ordinary), warned


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("We told Kayleigh’s mum", "Kayleigh’s mum"),
        ("Ring 07700 900123 please", "07700 900123"),
        ("child AB, 16", "child AB"),
        ("👩‍👧 Callum is here", "Callum"),
    ],
)
def test_the_place_is_that_in_the_text_as_it_was_given(text: str, piece: str) -> None:
    [found] = personal(text)
    assert text[found.span.start : found.span.end] == piece


def test_an_nhs_number_is_known_by_its_last_figure() -> None:
    assert is_nhs_number("943 476 5919")
    assert not is_nhs_number("943 476 5918")
    assert not is_nhs_number("0000000000")
    assert kinds("Ref 9434765918") == []


def test_hostile_or_endless_words_never_raise() -> None:
    for text in ("", "\x00", "A. " * LONGEST, "@" * 5000, "0" * 5000, "Jo " * 3000, "\ud800", "a.b" * 3000 + "@"):
        personal(text)
