"""Every address that was ever published, one a line: none of them may go without a page that says what became of it.

The record does not know them all: a list that grows shorter has fewer pages, and nothing says that there were more.
"""

from collections.abc import Iterable
from pathlib import Path

BY_DIGEST = ("assets/", "charts/")
LISTS = ("sitemap", "robots")


def read(path: Path) -> frozenset[str]:
    """The addresses so far."""
    return frozenset(path.read_text("utf-8").split()) if path.exists() else frozenset()


def keep(path: Path, files: Iterable[str]) -> None:
    """Adds those of the files of a site that is live; what stands under a digest, or only lists others, may go."""
    before = read(path)
    after = before | {_address(name) for name in files if not name.startswith((*BY_DIGEST, *LISTS))}
    if after != before:
        new = path.with_name(f".{path.name}.new")
        new.write_text("".join(f"{one}\n" for one in sorted(after)), "utf-8")
        new.replace(path)


def _address(file: str) -> str:
    return f"/{file}".removesuffix("index.html")
