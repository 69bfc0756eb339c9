"""Passages from the words of the public site: guidance and market position statements, cut at their paragraphs.

Sentences with live figures are left out: what they say stands on the page alone, and changes with each quarter.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from portal.guidance.passages import Passage, of_council
from portal.london import day
from portal.publishing.markdown_html import Writer
from portal.publishing.statements_words import Text, Words, WordsError, read_words

LONGEST: Final = 700
"""Characters of one passage; a paragraph that is longer stays whole."""
_HEADING: Final = re.compile(r"^#{2,4} +(.+)$")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS: Final = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")


def passages(folder: Path) -> Iterator[Passage]:
    """Those of every page below `content/`. A page that cannot be read is not published either, so it is left out."""
    for section in ("guidance", "market-position"):
        for path in sorted((folder / "content" / section).glob("*.md")):
            try:
                words = read_words(path)
            except WordsError:
                continue
            yield from _of_page(words, f"/{section}/{words.slug}/", section)


def _of_page(words: Words, address: str, section: str) -> Iterator[Passage]:
    front, name = words.front, Writer().name
    about = front.set or (front.service if section == "market-position" else "")
    heading, anchor = "", ""
    for number, (found, text) in enumerate(_pieces(words), 1):
        if found != heading:
            heading, anchor = found, f"#{name(found)}"
        yield Passage(
            key=f"{section}/{words.slug}/{number}",
            title=f"{heading}, in “{front.title}”" if heading else front.title,
            text=text,
            url=f"site:{address}{anchor}",
            version=day(words.changes[0].on),
            scope=of_council(front.authority, about),
            also=front.title,
        )


def _pieces(words: Words) -> Iterator[tuple[str, str]]:
    """Heading and plain text, paragraphs of one heading together while they are short."""
    heading, together = "", ""
    for paragraph in _paragraphs(words):
        if found := _HEADING.match(paragraph):
            if together:
                yield heading, together
            heading, together = plain(found[1]), ""
        elif "{" not in paragraph:
            text = plain(paragraph)
            if together and len(together) + len(text) > LONGEST:
                yield heading, together
                together = ""
            together = f"{together}\n\n{text}" if together else text
    if together:
        yield heading, together


def _paragraphs(words: Words) -> Iterator[str]:
    for part in words.parts:
        if isinstance(part, Text):
            yield from (block.strip("\n") for block in re.split(r"\n\s*\n", part.source) if block.strip())


def plain(markdown: str) -> str:
    """Markdown without its marks: what a reader sees. The cells of a table’s row stand in one line."""
    lines = (_row(line) if line.startswith("|") else line for line in markdown.splitlines())
    return "\n".join(_MARKS.sub("", _LINK.sub(r"\1", line)) for line in lines if line)


def _row(line: str) -> str:
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return "" if all(set(cell) <= set("-: ") for cell in cells) else " · ".join(cells)
