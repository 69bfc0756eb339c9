"""The words that policy officers write: a file of front matter (TOML) and Markdown becomes a page in parts.

site/README.md says how such a file is written. Every problem names the file and the line where there is one.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portal.publishing.markdown_html import Heading, Writer

FENCE = "+++"
LARGEST = 100_000
"""Characters in one file."""
BLOCK = re.compile(r"^\{(table|chart): ([a-z-]+)\}$")
INLINE = re.compile(r"\{([^{}]*)\}")


class WordsError(ValueError):
    """A file that cannot be published as it is; the message names it, the line, and what would be right."""


class Contact(BaseModel):
    """Whom to ask."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")


class Change(BaseModel):
    """One line of the list of changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date
    what: str = Field(min_length=1)


class FrontMatter(BaseModel):
    """What stands between the two lines of three plus signs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    authority: str = Field(min_length=1)
    service: str = ""
    set: str = ""
    """The key of the question set that a page of guidance is about, if it is about one."""
    order: int
    next_review: date
    contact: Contact
    changes: tuple[Change, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Block:
    """A placeholder that stands alone: a table or a chart, by its name."""

    kind: str
    name: str
    line: int


@dataclass(frozen=True)
class Text:
    """Some lines of Markdown; the first of them is the line after `after_line` of the file."""

    source: str
    after_line: int


@dataclass(frozen=True)
class Words:
    """A file as it was written."""

    path: Path
    front: FrontMatter
    parts: tuple[Text | Block, ...]

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.path.stem

    @property
    def changes(self) -> list[Change]:
        """Newest first."""
        return sorted(self.front.changes, key=lambda change: change.on, reverse=True)

    def blocks(self) -> list[Block]:
        """The tables and charts that it asks for."""
        return [part for part in self.parts if isinstance(part, Block)]


@dataclass(frozen=True)
class Page:
    """A file with its figures: safe HTML and blocks, in their order, and its headings of the second level."""

    parts: tuple[Any, ...]
    headings: tuple[Heading, ...]


def read_folder(folder: Path) -> list[Words]:
    """Every file of a folder, in the order that their front matter gives. Raises WordsError."""
    read = [read_words(path) for path in folder.glob("*.md")]
    return sorted(read, key=lambda words: (words.front.order, words.slug))


def read_words(path: Path) -> Words:
    """One file. Raises WordsError, FileNotFoundError."""
    source = text_of(path)
    if len(source) > LARGEST:
        raise WordsError(f"{_named(path)} is longer than {LARGEST:,} characters.")
    lines = source.splitlines()
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        raise WordsError(f"{_named(path)}, line 1: the file begins with front matter between two lines of {FENCE}.")
    end = lines.index(FENCE, 1)
    return Words(path, _front(path, lines[1:end]), tuple(_parts(lines[end + 1 :], end + 1)))


def text_of(path: Path) -> str:
    """What stands in a file, also where an editor put a mark in front of it. Raises WordsError, FileNotFoundError."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WordsError(f"{_named(path)}, line {line}: this is not UTF-8. Save the file again as UTF-8.") from error


def _front(path: Path, lines: list[str]) -> FrontMatter:
    try:
        return FrontMatter(**tomllib.loads("\n".join(lines)))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) + 1 if found else len(lines) + 1
        why = str(error).partition(" (at ")[0]  # where: of the front matter alone, which begins a line later
        raise WordsError(f"{_named(path)}, line {line}: the front matter is not TOML: {why}") from error
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise WordsError(f"{_named(path)}: front matter: {'; '.join(problems)}") from error


def _parts(lines: list[str], after_line: int) -> Iterator[Text | Block]:
    text: list[str] = []
    began = after_line
    for number, line in enumerate(lines, after_line + 1):
        if block := BLOCK.match(line.strip()):
            yield Text("\n".join(text), began)
            yield Block(block[1], block[2], number)
            text, began = [], number
        else:
            text.append(line)
    yield Text("\n".join(text), began)


def rendered(words: Words, values: Mapping[str, str], blocks: Callable[[Block], Any] | None) -> Page:
    """A file as a page: `values` in place of the placeholders in its sentences, and what `blocks` makes (or raises
    KeyError for) of those that stand alone. Raises WordsError for a placeholder that nobody knows."""
    writer = Writer()
    parts: list[Any] = []
    for part in words.parts:
        if isinstance(part, Text):
            parts.append(writer.html(_filled(words, part, values)))
        else:
            parts.append(_block(words, part, blocks))
    return Page(tuple(part for part in parts if part), tuple(writer.headings))


def _filled(words: Words, text: Text, values: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            line = text.after_line + text.source.count("\n", 0, match.start()) + 1
            raise _unknown(words, match[0], line)
        return values[match[1]]

    return INLINE.sub(value, text.source)


def _block(words: Words, block: Block, blocks: Callable[[Block], Any] | None) -> Any:
    problem = _unknown(words, f"{{{block.kind}: {block.name}}}", block.line)
    if blocks is None:
        raise problem
    try:
        return blocks(block)
    except KeyError as error:
        raise problem from error


def _unknown(words: Words, placeholder: str, line: int) -> WordsError:
    alone = " A table or chart stands alone in its line." if ":" in placeholder else ""
    return WordsError(
        f"{_named(words.path)}, line {line}: “{placeholder}” is not a placeholder of this page. "
        f"site/README.md lists them.{alone}"
    )


def _named(path: Path) -> str:
    """The path as somebody who edits it knows it, from the folder “site” on."""
    parts = path.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("site") :]) if "site" in parts else path.name
