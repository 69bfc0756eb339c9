"""A built site cut into what its templates say and what its data say, so that other generators can build the same.

A page is a row of pieces: the number of a fragment (markup and the words that many pages share), then a text. Joined
again they are the page, to the byte. Hugo and Eleventy get the fragments as template data and each page’s pieces as its
own; they loop over them and escape the texts, which is less than real templates ask of them.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

HOLES = re.compile(r'(?<=>)[^<>]*[^<>\s][^<>]*(?=<)|(?<= href=")[^"]*(?=")|(?<= content=")[^"]*(?=")')
"""What data fills in a page: texts between tags, addresses of links, descriptions."""
OFTEN = 0.02
"""What stands on more than this share of the pages is of a template."""
ESCAPED_ALIKE = re.compile(r"[^&+\u2028\u2029\0]*(?:&(?:amp|lt|gt|#39|#34);[^&+\u2028\u2029\0]*)*")
"""Texts that every generator escapes to these very bytes; others are left to the fragments."""

Piece = tuple[int, str]


@dataclass(frozen=True)
class Cut:
    """`pages`: address -> its pieces, texts unescaped. `others`: paths of files that are no pages."""

    root: Path
    fragments: list[str]
    pages: Mapping[str, list[Piece]]
    others: list[str]


def cut(root: Path) -> Cut:
    """Cuts every page of the site in `root`."""
    files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    files = [path for path in files if not path.startswith(".")]
    texts = {path: (root / path).read_text(encoding="utf-8") for path in files if path.endswith(".html")}
    shared = _shared(texts.values())
    numbers: dict[str, int] = {}
    pages = {_address(path): list(_pieces(text, shared, numbers)) for path, text in texts.items()}
    return Cut(root, list(numbers), pages, [path for path in files if path not in texts])


def _shared(pages: Iterable[str]) -> set[str]:
    seen: Counter[str] = Counter()
    count = 0
    for page in pages:
        seen.update(set(HOLES.findall(page)))
        count += 1
    return {text for text, times in seen.items() if times > max(3, OFTEN * count)}


def _pieces(page: str, shared: set[str], numbers: dict[str, int]) -> Iterable[Piece]:
    at = 0
    for hole in HOLES.finditer(page):
        if hole[0] in shared or not ESCAPED_ALIKE.fullmatch(hole[0]):
            continue
        yield numbers.setdefault(page[at : hole.start()], len(numbers)), html.unescape(hole[0])
        at = hole.end()
    yield numbers.setdefault(page[at:], len(numbers)), ""


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def differing(one: Path, other: Path) -> list[str]:
    """Paths of files of `one` that `other` has not, or not with the same bytes, and of those that only `other` has."""
    here, there = _files(one), _files(other)
    return sorted(path for path in here | there if not _alike(one / path, other / path))


def _alike(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()


def _files(root: Path) -> set[str]:
    found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return {path for path in found if not path.startswith(".")}
