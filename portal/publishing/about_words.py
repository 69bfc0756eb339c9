"""The words about the site itself: Markdown in site/content/about/, a page or a block a file.

A page begins with one line “# Title”; a block, which stands within another page, does not. There is no front matter.
"""

from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from portal.publishing.markdown_html import Writer
from portal.publishing.statements_words import WordsError, text_of

LARGEST = 20_000
"""Characters in one file."""


def block(words: Path, name: str) -> Markup:
    """A block as HTML; nothing where its file was emptied or taken away."""
    path = _path(words, name)
    return Writer().html(_source(path)) if path.exists() else Markup("")


def page(words: Path, name: str) -> tuple[str, Markup]:
    """Title and HTML of a page. Raises WordsError, FileNotFoundError."""
    source = _source(_path(words, name))
    first, _, rest = source.partition("\n")
    if not first.startswith("# "):
        raise WordsError(f"site/content/about/{name}.md, line 1: a page begins with “# ” and its title.")
    return first.removeprefix("# ").strip(), Writer().html(rest)


def mark(words: Path, *names: str) -> str:
    """Changes with the words of any of these files."""
    digest = sha256()
    for path in (_path(words, name) for name in names):
        digest.update(path.read_bytes() if path.exists() else b"\0")
    return digest.hexdigest()


def _path(words: Path, name: str) -> Path:
    return words / "content" / "about" / f"{name}.md"


def _source(path: Path) -> str:
    source = text_of(path)
    if len(source) > LARGEST:
        raise WordsError(f"site/content/about/{path.name} is longer than {LARGEST:,} characters.")
    return source
