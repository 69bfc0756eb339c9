"""Where the question sets are: `questionnaires/<set>/<version>.toml`. A version never changes once it was used.

To add a set: a folder with one file, then `make test`; nothing else has to be told.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from forms.following import whole
from forms.ordinary import NoOrdinaryPeriod, Ordinary, load_ordinary, load_rich, over_budget
from forms.question_set import About, QuestionSet
from forms.shared_pages import NoSuchPage
from forms.situation import Tier
from forms.soundness import faults

FOLDER: Final = Path(__file__).parent / "questionnaires"


class BadQuestionSet(ValueError):
    """A file that cannot be used; the message says file, page, question and what is wrong."""


class NoSuchSet(LookupError):
    """There is no set of that key and version."""


def load(folder: Path = FOLDER) -> Mapping[tuple[str, str], QuestionSet]:
    """Every set below the folder, by key and version, oldest version first. BadQuestionSet if one is not sound."""
    sets = [read(file) for file in folder.glob("*/*.toml")]
    return {(found.key, found.version): found for found in sorted(sets, key=lambda s: (s.key, _age(s)))}


def read(file: Path) -> QuestionSet:
    """One set from its file. BadQuestionSet says everything that is wrong with it, one fault a line."""
    place = f"{file.parent.name}/{file.name}"
    try:
        data = whole(tomllib.loads(file.read_text(encoding="utf-8")), file.parent)
        found = QuestionSet.model_validate(data)
    except (tomllib.TOMLDecodeError, NoSuchPage) as wrong:
        raise BadQuestionSet(f"{place}: {wrong}") from wrong
    except ValidationError as wrong:
        lines = [f"{place}{_where(data, error['loc'])}: {error['msg']}" for error in wrong.errors()]
        raise BadQuestionSet("\n".join(lines)) from wrong
    wrongs = faults(found)
    if (found.key, found.version) != (file.parent.name, file.stem):
        wrongs.insert(0, f"says that it is {found.key}, version {found.version}")
    if not wrongs:
        wrongs = _beyond_budget(found, file.parent)
    if wrongs:
        raise BadQuestionSet("\n".join(f"{place}, {fault}" for fault in wrongs))
    return found


def _beyond_budget(found: QuestionSet, folder: Path) -> list[str]:
    try:
        return over_budget(load_ordinary(found, folder))
    except NoOrdinaryPeriod as wrong:
        return [str(wrong)]


def ordinary(question_set: QuestionSet) -> Mapping[Tier, Ordinary]:
    """What a provider of each tier answers in an ordinary period."""
    return load_ordinary(question_set, FOLDER / question_set.key)


def rich(question_set: QuestionSet) -> Ordinary:
    """A period in which each number has something to be a part of, to try `says` on."""
    return load_rich(question_set, FOLDER / question_set.key)


@cache
def _shelf() -> Mapping[tuple[str, str], QuestionSet]:
    return load()


def get(key: str, version: str) -> QuestionSet:
    """That version of a set. NoSuchSet if there is none."""
    try:
        return _shelf()[key, version]
    except KeyError:
        raise NoSuchSet(f"{key}, version {version}") from None


def latest(key: str) -> QuestionSet:
    """The newest version of a set. NoSuchSet if there is none."""
    versions = [found for (name, _), found in _shelf().items() if name == key]
    if not versions:
        raise NoSuchSet(key)
    return versions[-1]


def all(about: About = "return") -> tuple[QuestionSet, ...]:  # noqa: A001 (read as library.all())
    """Every version of every set that returns are filled in with, or questions about tenders, or bookings."""
    return tuple(found for found in _shelf().values() if found.about == about)


def _age(found: QuestionSet) -> tuple[int, ...]:
    return tuple(int(part) for part in found.version.split("-"))


def _where(data: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """“, page SA03, question places_lived_in: max” for ('page', 2, 'question', 0, 'max')."""
    place, here, rest = "", data, list(loc)
    while len(rest) > 1 and isinstance(rest[1], int) and isinstance(here.get(str(rest[0])), list):
        what, here = str(rest[0]), here[str(rest[0])][rest[1]]
        place += f", {what} {here.get('code') or here.get('key') or rest[1] + 1}"
        rest = rest[2:]
        if not isinstance(here, dict):
            break
    return f"{place}: {'.'.join(map(str, rest))}" if rest else place
