"""The rules of the publication guard, read from patterns.toml: words, contexts and patterns are data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ALWAYS = re.compile("")


@dataclass(frozen=True)
class Rule:
    """What stops a row: patterns over the texts named by `on`. `needs` must stand in the same text, or, for an area or
    a supplier, anywhere in the row; `unless` makes it harmless."""

    key: str
    say: str
    on: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    needs: re.Pattern[str]
    unless: re.Pattern[str] | None
    public: bool


def matches(rule: Rule, text: str, whole: str) -> str | None:
    """The piece of `text` that the rule stops, or None. `whole` is title and descriptions of the row."""
    if not rule.needs.search(f"{text} {whole}" if {"area", "supplier"} & set(rule.on) else text):
        return None
    if rule.unless and rule.unless.search(text):
        return None
    found = next((match for pattern in rule.patterns if (match := pattern.search(text))), None)
    if found is None or (rule.public and is_public(f"{text} {whole}")):
        return None
    return found[0].strip()


def is_public(whole: str) -> bool:
    """Whether a row plainly is about works at, or an event in, a public place, and says nothing of people’s care."""
    return bool(WORKS.search(whole)) and not PEOPLE.search(whole)


def _read() -> tuple[tuple[Rule, ...], re.Pattern[str], re.Pattern[str]]:
    told = tomllib.loads((HERE / "patterns.toml").read_text(encoding="utf-8"))
    words = {name: "|".join(alternatives) for name, alternatives in told["words"].items()}
    words["given"] = f"(?=[A-Z])(?:{'|'.join(_given_names())})"  # most places in a text are told by one letter
    contexts = {name: _compiled(pattern, words) for name, pattern in told["contexts"].items()}
    rules = tuple(_rule(one, words, contexts) for one in told["rule"])
    return rules, _compiled(r"\b(?:{works})\b", words), contexts["people"]


def _given_names() -> list[str]:
    lines = (HERE / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return [name for line in lines if not line.startswith("#") for name in line.split()]


def _rule(told: Mapping[str, Any], words: Mapping[str, str], contexts: Mapping[str, re.Pattern[str]]) -> Rule:
    unless = told.get("unless")
    public = unless == "public_place" or told.get("public", False)
    return Rule(
        told["key"], told["say"], tuple(told["on"]), tuple(_compiled(one, words) for one in told["any"]),
        contexts[told["needs"]] if "needs" in told else ALWAYS,
        contexts[unless] if unless and unless != "public_place" else None, public,
    )  # fmt: skip


def _compiled(pattern: str, words: Mapping[str, str]) -> re.Pattern[str]:
    for name, alternatives in words.items():
        pattern = pattern.replace(f"{{{name}}}", alternatives)
    return re.compile(pattern, re.IGNORECASE)


RULES, WORKS, PEOPLE = _read()
