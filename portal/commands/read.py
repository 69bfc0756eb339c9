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
from forms.reading import Reading

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("read")
@click.option("--kind", type=click.Choice(sorted(KINDS)), required=True, help="Which kind of question is answered.")
@click.option("--today", type=DAY, help="The day on which it is said, such as 2026-11-20; today without it.")
@click.option("--options", default="", help="What can be chosen: “a|b|c”.")
@click.option("--asked", default="", help="The question, in words.")
def read(kind: str, today: Any, options: str, asked: str) -> None:
    """Read answers from standard input: a text a line, or a JSON object with text, today, options, asked, nouns."""
    from portal import clock

    day = today.date() if today else clock.now().date()
    known = {"today": day.isoformat(), "options": options, "asked": asked}
    for number, line in enumerate(TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"), 1):
        if not line.strip():
            continue
        try:
            said = {**known, **_said(line)}
            question = _question(kind, said)
        except (ValueError, TypeError, AttributeError) as error:
            raise click.ClickException(f"Line {number}: {error}") from error
        found = KINDS[kind].read(str(said["text"]), question)
        click.echo(json.dumps(_told(said["text"], found), ensure_ascii=False))


def _said(line: str) -> Mapping[str, Any]:
    """A line as an object: JSON where it is one, else what somebody wrote."""
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return {"text": line.rstrip("\r\n")}
    if not isinstance(said.get("text"), str):
        raise ValueError("an object needs “text”.")
    return {key: value for key, value in said.items() if value is not None}


def _question(kind: str, said: Mapping[str, Any]) -> Asked:
    options = said["options"].split("|") if isinstance(said["options"], str) else said["options"]
    nouns = said.get("nouns", ())
    return Asked(
        key="asked",
        kind=kind,
        ask=said["asked"],
        none_is_zero=True,
        today=date.fromisoformat(said["today"]),
        options=tuple(_option(option) for option in options if option),
        nouns=tuple(nouns.split("|") if isinstance(nouns, str) else nouns),
    )


def _option(option: str | Mapping[str, Any]) -> Option:
    """A word, or a mapping with words and aliases. Its words are its key: they are what is printed."""
    if isinstance(option, str):
        return Option(option.strip(), option.strip())
    return Option(option["words"], option["words"], tuple(option.get("aliases", ())))


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
