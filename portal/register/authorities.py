"""The authorities that the rows of a file belong to: known by their names, or made on first sight."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.audit import AuditEvent
from models.authority import Authority
from models.register import bulk
from models.register.slugs import Slugs
from portal.register.agreements import folded

KINDS = (
    ("nhs_body", ("nhs", "integrated care board", "health board")),
    ("regional_body", ("combined authority", "combined county authority", "regional")),
)


@dataclass(frozen=True, slots=True)
class Named:
    """An authority as a file names it first; `row` None: it was given beside the file."""

    name: str
    row: int | None


def known(names: Iterable[Named]) -> dict[str, Authority]:
    """Folded name -> authority, of those that there are; names match without regard to case."""
    wanted = {folded(named.name) for named in names}
    rows: list[Authority] = list(Authority.select().order_by(Authority.id.desc()))
    return {key: one for one in rows if (key := folded(one.name)) in wanted}


OF_MANY = frozenset(
    "council county borough city district metropolitan unitary of the and royal london cc mbc bc".split()
)
"""Words that names of councils have in common: “Fairshire CC” may be Fairshire County Council."""


def alike(names: Iterable[Named]) -> dict[str, str]:
    """Folded name -> the authority that is known by almost this name, where there is one."""
    wanted = {folded(named.name): key for named in names if (key := _own_words(named.name))}
    if not wanted:
        return {}
    there = {_own_words(one.name): one.name for one in Authority.select(Authority.name).order_by(Authority.id.desc())}
    return {name: there[key] for name, key in wanted.items() if key in there}


def _own_words(name: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"\w+", name.casefold()) if word not in OF_MANY)


def make(names: Sequence[Named], *, by: int | None, at: datetime) -> dict[str, Authority]:
    """Make authorities that nobody knew, inside `writing()`: for the register only, without people or services."""
    slugs = Slugs(bulk.column(Authority.select(Authority.slug)))
    made = {}
    for named in names:
        authority = Authority.create(slug=slugs.give(named.name), name=named.name, kind=kind_of(named.name))
        AuditEvent.append("authority.made", f"authority:{authority.slug}", by, at)
        made[folded(named.name)] = authority
    return made


def kind_of(name: str) -> str:
    """council, nhs_body or regional_body, by its name."""
    return next((kind for kind, words in KINDS if any(word in name.lower() for word in words)), "council")


KIND_NAMES = {"council": "a council", "nhs_body": "an NHS body", "regional_body": "a regional body"}
