"""Every address that was ever published, one a line: none of them may go without a page that says what became of it.

The record does not know them all: a list that grows shorter has fewer pages, and nothing says that there were more.
It knows every contract, supplier and service of every edition: of these only a take-down leaves nothing, and then their
names must not stay here.
"""

from collections.abc import Iterable
from pathlib import Path

BY_DIGEST = ("assets/", "charts/")
LISTS = ("sitemap", "robots")
OF_SUPPLIERS, BY_NAME = "suppliers/", "suppliers/by-name/"


def read(path: Path) -> frozenset[str]:
    """The addresses so far."""
    return frozenset(path.read_text("utf-8").split()) if path.exists() else frozenset()


def keep(path: Path, files: Iterable[str]) -> None:
    """Adds those of the files of a site that is live; what stands under a digest, or only lists others, may go."""
    before = read(path)
    after = before | {_address(name) for name in files if _is_kept(name)}
    if after != before:
        new = path.with_name(f".{path.name}.new")
        new.write_text("".join(f"{one}\n" for one in sorted(after)), "utf-8")
        new.replace(path)


def _is_kept(file: str) -> bool:
    if file.startswith(OF_SUPPLIERS):
        return file.startswith(BY_NAME)
    return not file.startswith((*BY_DIGEST, *LISTS))


def _address(file: str) -> str:
    return f"/{file}".removesuffix("index.html")
