"""Pages that are written once and stand in many sets, with the same keys: `questionnaires/common/<version>/*.toml`.

A set takes one in with `use = "2026-1/complaints"`. What stands beside `use` is the set’s own and wins (code, section,
minutes …); `drop` names questions that it leaves out; `[[page.question]]` with a key that is there changes that
question, with another key adds one. The set’s `[terms]` fill words such as {young_people}. Like a set, a version never
changes once it was used.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "questionnaires" / "common"

Table = Mapping[str, Any]


class NoSuchPage(ValueError):
    """A set uses a page, or changes a question, that is not there."""


def with_shared_pages(data: Table, folder: Path = FOLDER) -> Table:
    """The file of a set with the pages that it uses put in. Raises NoSuchPage."""
    terms = data.get("terms", {})
    pages = [_put_in(page, terms, folder) if "use" in page else page for page in data.get("page", ())]
    return {**{name: value for name, value in data.items() if name != "terms"}, "page": pages}


def _put_in(page: Table, terms: Mapping[str, str], folder: Path) -> Table:
    file = folder / f"{page['use']}.toml"
    if not file.is_file() or ".." in str(page["use"]):
        raise NoSuchPage(f"page {page.get('code')} uses {page['use']}, which is not there")
    shared = _filled(tomllib.loads(file.read_text(encoding="utf-8")), terms)
    own = {name: value for name, value in page.items() if name not in ("use", "drop", "question")}
    return {**shared, **own, "question": _questions(page, shared["question"])}


def _questions(page: Table, shared: list[Table]) -> list[Table]:
    """The shared questions in their order, as the set has them, then those that it adds."""
    changes = {question["key"]: question for question in page.get("question", ())}
    dropped = set(page.get("drop", ()))
    keys = {question["key"] for question in shared}
    if strangers := sorted(dropped - keys):
        raise NoSuchPage(f"page {page.get('code')} drops {', '.join(strangers)}, which {page['use']} does not have")
    kept = [question | changes.get(question["key"], {}) for question in shared if question["key"] not in dropped]
    return kept + [question for key, question in changes.items() if key not in keys]


def _filled(value: Any, terms: Mapping[str, str]) -> Any:
    """Everywhere in it the set’s own words for {young_people} and the like; other placeholders stay."""
    if isinstance(value, str):
        for name, words in terms.items():
            value = value.replace(f"{{{name}}}", words)
        return value
    if isinstance(value, list):
        return [_filled(part, terms) for part in value]
    if isinstance(value, dict):
        return {name: _filled(part, terms) for name, part in value.items()}
    return value
