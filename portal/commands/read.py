"""`evenhand read`: what a reader understands of lines on standard input, one JSON object a line."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from io import TextIOWrapper
from typing import Any

import click

from forms.asked import Asked, Option
from forms.kinds import KINDS
from forms.reading import Reading, unreadable

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("read")
@click.option("--kind", type=click.Choice(sorted(KINDS)), required=True, help="Which kind of question is answered.")
@click.option("--today", type=DAY, help="The day on which it is said, such as 2026-11-20; today without it.")
@click.option("--options", default="", help="What can be chosen: “a|b|c”.")
@click.option("--asked", default="", help="The question, in words.")
def read(kind: str, today: Any, options: str, asked: str) -> None:
    """Read answers from standard input: a text a line, or a JSON object with text, today, options, asked, nouns.

    Each line is answered by one line, a blank or a broken one as unreadable; what is wrong with it is said beside it.
    """
    from portal import clock

    day = today.date() if today else clock.now().date()
    known = {"today": day.isoformat(), "options": options, "asked": asked}
    broken = False
    lines = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        try:
            said = {**known, **_said(text)}
            text = str(said["text"])
            found = KINDS[kind].read(text, _question(kind, said))
        except ValueError as error:
            click.echo(f"Line {number}: {error}", err=True)
            found, broken = unreadable(), True
        _write(_told(text, found))
    sys.exit(int(broken))


def _write(told: Mapping[str, Any]) -> None:
    """One line of UTF-8; half a character that came as \\ud800 goes out as it came."""
    click.echo(json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace"))


def _said(line: str) -> Mapping[str, Any]:
    """A line as an object: JSON where it is one, else what somebody wrote."""
    try:
        said = json.loads(line) if line.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return {"text": line}
    if not isinstance(said.get("text"), str):
        raise ValueError("an object needs “text”.")
    return {key: value for key, value in said.items() if value is not None}


def _question(kind: str, said: Mapping[str, Any]) -> Asked:
    """The question, with what the line says of it. ValueError names what cannot be understood."""
    if not isinstance(said["asked"], str):
        raise ValueError("“asked” is the question, in words.")
    return Asked(
        key="asked",
        kind=kind,
        ask=said["asked"],
        none_is_zero=True,
        today=_day(said["today"]),
        options=tuple(_option(option) for option in _several(said["options"], "options") if option),
        nouns=tuple(str(noun) for noun in _several(said.get("nouns", ""), "nouns") if noun),
    )


def _day(told: Any) -> date:
    try:
        return date.fromisoformat(told)
    except (ValueError, TypeError):
        raise ValueError("“today” is a day, such as 2026-11-20.") from None


def _several(told: Any, what: str) -> list[Any]:
    """A list, or words between bars."""
    if not isinstance(told, (str, list)):
        raise ValueError(f"“{what}” is a list, or “a|b|c”.")
    return told.split("|") if isinstance(told, str) else told


def _option(told: Any) -> Option:
    """A word, or a mapping with words and aliases. Its words are its key: they are what is printed."""
    words, aliases = (told.get("words"), told.get("aliases", ())) if isinstance(told, dict) else (told, ())
    if not isinstance(words, str) or not isinstance(aliases, (list, tuple)):
        raise ValueError("an option is a word, or an object with “words” and “aliases”.")
    return Option(words.strip(), words.strip(), tuple(map(str, aliases)))


def _told(text: str, found: Reading) -> dict[str, Any]:
    return {
        "text": text,
        "status": found.status.value,
        "value": _plain(found.value),
        "candidates": [_plain(candidate) for candidate in found.candidates],
        "spans": [[span.start, span.end] for span in found.spans],
    }


def _plain(value: Any) -> Any:
    """As JSON: days as 2026-11-20, periods and ratios as pairs, whole numbers without a point."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
