"""`evenhand read`: a line in, one JSON object out."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portal.commands import evenhand


def asked(*options: str, lines: str) -> Result:
    return CliRunner().invoke(evenhand, ["read", *options, "--today", "2026-11-20"], input=lines)


def read(*options: str, lines: str) -> list[dict[str, Any]]:
    result = asked(*options, lines=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("kind", "text", "status", "value"),
    [
        ("number", "twelve", "exact", 12),
        ("number", "at least 20", "range", None),
        ("number", "none", "none", 0),
        ("money", "£1.2k", "approximate", 120000),
        ("percent", "80%", "exact", 80),
        ("ratio", "12 of 15", "exact", [12, 15]),
        ("date", "14 August 2026", "exact", "2026-08-14"),
        ("period", "1 April 2026 to 30 June 2026", "exact", ["2026-04-01", "2026-06-30"]),
        ("yes_no", "of course not", "exact", "no"),
        ("text", "We went to the sea.", "exact", "We went to the sea."),
        ("number", "we don’t have that", "not_available", None),
    ],
)
def test_each_kind_says_its_value_as_json(kind: str, text: str, status: str, value: object) -> None:
    (told,) = read("--kind", kind, lines=f"{text}\n")
    assert told.keys() == {"text", "status", "value", "candidates", "spans"}
    assert (told["text"], told["status"], told["value"]) == (text, status, value)


def test_options_are_answered_by_their_own_words() -> None:
    options = ("--options", "Music|Sports|Theatre")
    assert read("--kind", "choice", *options, lines="sports please\n")[0]["value"] == "Sports"
    assert read("--kind", "choices", *options, lines="music and theatre\n")[0]["value"] == ["Music", "Theatre"]


def test_a_line_may_be_an_object_that_says_more() -> None:
    lines = [
        {"text": "1 May 2019", "today": "2019-03-01"},
        {"text": "the psychiatrist", "options": ["Psychologist", "Psychiatrist"], "asked": "Which one?"},
        {"text": "a table for 15 people at 1pm", "nouns": ["people"]},
    ]
    assert read("--kind", "date", lines=json.dumps(lines[0]))[0]["value"] == "2019-05-01"
    assert read("--kind", "choice", lines=json.dumps(lines[1]))[0]["value"] == "Psychiatrist"
    assert read("--kind", "number", lines=json.dumps(lines[2]))[0]["value"] == 15


def test_each_line_is_answered_by_one_line_and_braces_may_be_words() -> None:
    told = read("--kind", "text", lines="\n{ not an object\r\n\n[1]\n")
    assert [(one["text"], one["value"]) for one in told] == [
        ("", None),
        ("{ not an object", "{ not an object"),
        ("", None),
        ("[1]", "[1]"),
    ]


def test_a_bad_object_is_named_by_its_line_and_the_others_are_read() -> None:
    bad = [
        {"today": "2026-01-01"},
        {"text": 5},
        {"text": "4", "today": "tomorrow"},
        {"text": "4", "today": 5},
        {"text": "4", "nouns": 7},
        {"text": "4", "options": {"a": 1}},
        {"text": "4", "options": [1]},
        {"text": "4", "options": [{"words": "a", "aliases": 3}]},
        {"text": "4", "asked": 5},
    ]
    result = asked("--kind", "number", lines="\n".join(map(json.dumps, [*bad, {"text": "4"}])))
    assert result.exit_code == 1
    assert [f"Line {number}: " in result.stderr for number in range(1, len(bad) + 2)] == [True] * len(bad) + [False]
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["value"] for one in told] == [None] * len(bad) + [4]


def test_no_bytes_stop_it_and_none_are_read_as_another_number() -> None:
    odd = b'\x00 4\n8\r9\n\xa35\n\xe2\x80\x8b7\n{"text": "\\ud800 6"}\n' + b"[" * 5000 + b"\n" + b"9" * 50_000 + b"\n"
    result = CliRunner().invoke(evenhand, ["read", "--kind", "number"], input=odd)
    assert result.exit_code == 0, result.output
    told = [json.loads(line) for line in result.stdout_bytes.split(b"\n") if line]
    assert [one["value"] for one in told] == [4, None, None, 7, 6, None, None]


def test_an_unknown_kind_is_wrong_usage() -> None:
    assert asked("--kind", "colour", lines="red\n").exit_code == 2
