"""A version of a set that says only what is other than in the version before: `follows = "2026-1"` in its [set].

What stands in it wins: fields of [set], pages by their key, and in them questions by theirs. A question that is new
comes behind the others of its page, so that each of those keeps its code. Other tables take the place of the old ones.
The three providers of an ordinary period follow in the same way (`ordinary/<version>.toml`).
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forms.shared_pages import NoSuchPage, with_shared_pages

Table = Mapping[str, Any]


def whole(data: Table, folder: Path) -> Table:
    """The file of a set with everything that it takes from the versions before it, in `folder`. Raises NoSuchPage."""
    own = data.get("set", {})
    if "follows" not in own:
        return with_shared_pages(data)
    before = _before(str(own["follows"]), folder)
    pages = {page["key"]: page for page in data.get("page", ())}
    kept = [_changed(page, pages.pop(page["key"], {})) for page in before["page"]]
    if pages:
        raise NoSuchPage(f"version {own['follows']} has no page {', '.join(sorted(pages))}")
    settings = {**before["set"], **{name: value for name, value in own.items() if name != "follows"}}
    return {**before, **data, "set": settings, "page": kept}


def _before(version: str, folder: Path) -> Table:
    file = folder / f"{version}.toml"
    if not file.is_file() or file.parent != folder:
        raise NoSuchPage(f"follows {version}, which is not there")
    return whole(tomllib.loads(file.read_text(encoding="utf-8")), folder)


def _changed(page: Table, changes: Table) -> Table:
    questions = {question["key"]: question for question in changes.get("question", ())}
    kept = [question | questions.pop(question["key"], {}) for question in page["question"]]
    return {**page, **changes, "question": [*kept, *questions.values()]}


def ordinary(data: Table, folder: Path) -> Table:
    """The same of an ordinary period: tables are taken together, what stands here wins."""
    if "follows" not in data:
        return data
    before = ordinary(tomllib.loads((folder / f"{data['follows']}.toml").read_text(encoding="utf-8")), folder)
    return _over(before, {name: value for name, value in data.items() if name != "follows"})


def _over(before: Table, own: Table) -> Table:
    both = {name: _over(before[name], own[name]) for name in own if isinstance(before.get(name), dict)}
    return {**before, **own, **both}
