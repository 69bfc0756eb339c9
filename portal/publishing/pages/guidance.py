"""Guidance for providers and for everybody who reads the register: words alone, and the list of them."""

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, abort, current_app, render_template

from portal.publishing.pages import Address
from portal.publishing.register import Register, register
from portal.publishing.statements_words import WordsError, read_folder, read_words, rendered

bp = Blueprint("guidance", __name__)

SECTION = "/guidance/"


def addresses(of: Register) -> Iterator[Address]:
    """The list and each page. They have no figures, so that only their words could change them. What cannot be read has
    no mark: its page says why when it is tried."""
    whose = ",".join(sorted(of.newest))
    for path in sorted(folder().glob("*.md")):
        try:
            if read_words(path).front.authority in of.newest:
                yield Address(f"{SECTION}{path.stem}/", f"words {whose}")
        except WordsError:
            yield Address(f"{SECTION}{path.stem}/")
    yield Address(SECTION, f"words {whose}")


@bp.get(SECTION)
def guidance() -> str:
    """The list of guidance, in the order that the files give."""
    found = [words for words in read_folder(folder()) if words.front.authority in register().newest]
    return render_template("public/guidance.html", section=SECTION, found=found)


@bp.get(f"{SECTION}<slug>/")
def page(slug: str) -> str:
    """One page of guidance."""
    path = folder() / f"{slug}.md"
    words = read_words(path) if path.is_file() else abort(404)
    if words.front.authority not in register().newest:
        abort(404)
    return render_template("public/guidance-page.html", section=SECTION, words=words, page=rendered(words, {}, None))


def folder() -> Path:
    """Where guidance is written."""
    words: Path = current_app.extensions["site"].words
    return words / "content" / "guidance"
