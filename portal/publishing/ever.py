"""Addresses of parts of lists that were once published, one a line: none of them may go without a page that says so.

The record does not know them all: a list that grows shorter has fewer pages, and nothing says that there were more. It
knows every contract, supplier, group and service of every revision of every edition: of these only a take-down leaves
nothing, and then their names must not stay here.
"""

import re
from collections.abc import Iterable
from pathlib import Path

PART = re.compile(r"/(\d+|by-name/[a-z-]+|coming-up)/$|/coming-up\.xml$|^/(market-position|guidance)/[^/]+/$")
"""A page of a list by its number or letter, what comes up with a service, and what officers write."""


def read(path: Path) -> frozenset[str]:
    """The addresses so far."""
    return frozenset(path.read_text("utf-8").split()) if path.exists() else frozenset()


def keep(path: Path, files: Iterable[str]) -> None:
    """Adds those of the files of a site that is live; what stands under a digest, or only lists others, may go."""
    before = read(path)
    after = before | {url for url in map(_address, files) if PART.search(url)}
    if after != before:
        new = path.with_name(f".{path.name}.new")
        new.write_text("".join(f"{one}\n" for one in sorted(after)), "utf-8")
        new.replace(path)


def _address(file: str) -> str:
    return f"/{file}".removesuffix("index.html")
