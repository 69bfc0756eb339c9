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


def test_blank_lines_are_passed_over_and_braces_may_be_words() -> None:
    told = read("--kind", "text", lines="\n{ not an object\n\n[1]\n")
    assert [one["text"] for one in told] == ["{ not an object", "[1]"]


def test_a_bad_object_is_named_by_its_line() -> None:
    result = asked("--kind", "date", lines='{"text": "1 May"}\n{"text": "1 May", "today": "tomorrow"}\n')
    assert result.exit_code == 1
    assert "Line 2" in result.output


def test_an_unknown_kind_is_wrong_usage() -> None:
    assert asked("--kind", "colour", lines="red\n").exit_code == 2
