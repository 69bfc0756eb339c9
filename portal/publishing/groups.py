"""Groups that suppliers are part of, by their company number, or by their name where no number is known."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models.public.addresses import group_key
from portal.publishing import words
from portal.publishing.register import Register, Row


@dataclass(frozen=True)
class Group:
    """`key` stands in its address; `members` are slug, name, and where and when it is known from."""

    key: str
    name: str
    number: str | None
    members: tuple[tuple[str, str, str], ...]


def url_of(known: Mapping[str, Any]) -> str:
    """The page of the group of a supplier; empty where there is none."""
    key = group_key(known)
    return f"/groups/{key}/" if key else ""


@lru_cache(maxsize=1)
def groups(of: Register) -> dict[str, Group]:
    """Key -> group, by name. The name is the one that was looked up last."""
    found: dict[str, list[Row]] = defaultdict(list)
    for slug, known in of.suppliers.items():
        if (key := group_key(known)) and slug not in of.formerly:
            found[key].append({**known, "slug": slug})
    made = [_group(key, members) for key, members in found.items()]
    return {one.key: one for one in sorted(made, key=lambda one: (one.name.casefold(), one.key))}


@dataclass(frozen=True)
class Before:
    """A group that no supplier is part of now. `members` once were: slug and name; `now`: groups they are part of."""

    key: str
    name: str
    members: tuple[tuple[str, str], ...]
    now: tuple[Group, ...]


@lru_cache(maxsize=1)
def before(of: Register) -> dict[str, Before]:
    """Key -> what was a group in some edition that still stands, and is none now: renamed, or left by all."""
    there, names = groups(of), dict[str, str]()
    slugs: dict[str, set[str]] = defaultdict(set)
    for slug, name, number in sorted(of.grouped):
        key = group_key({"group_name": name, "group_number": number})
        if key and key not in there:
            names[key] = name or number
            slugs[key].add(of.formerly.get(slug, slug))
    return {key: _before(of, key, names[key], sorted(slugs[key])) for key in sorted(slugs)}


def _before(of: Register, key: str, name: str, slugs: list[str]) -> Before:
    there = groups(of)
    known = [(slug, of.suppliers[slug]) for slug in slugs]
    now = dict.fromkeys(found for _, row in known if (found := group_key(row)))
    members = tuple((slug, str(row["name"])) for slug, row in known)
    return Before(key, name, members, tuple(there[one] for one in now if one in there))


def _group(key: str, members: list[Row]) -> Group:
    newest = max(members, key=lambda known: (known["group_on"] or "", known["slug"]))
    ordered = sorted(members, key=lambda known: (str(known["name"]).casefold(), known["slug"]))
    parts = tuple((known["slug"], str(known["name"]), _source(known)) for known in ordered)
    return Group(key, str(newest["group_name"]), newest["group_number"], parts)


def _source(known: Row) -> str:
    on = f", {words.day(known['group_on'])}" if known["group_on"] else ""
    return f"{known['group_source'] or 'Source not said'}{on}"
