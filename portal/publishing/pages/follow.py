"""How to follow: every feed, calendar and mail that there is, by what they tell of."""

from collections.abc import Iterator

from flask import Blueprint, current_app, render_template

from portal.publishing import about_words
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, register
from portal.publishing.to_follow import parts

bp = Blueprint("follow", __name__)

PAGE, WORDS = "/follow/", "follow"


def addresses(of: Register) -> Iterator[Address]:
    """The page, by what there is to follow."""
    words = about_words.mark(current_app.extensions["site"].words, WORDS)
    yield Address(PAGE, mark_of(words, str(parts(of))))


@bp.get(PAGE)
def follow() -> str:
    """Every way, by what there is to follow."""
    words = about_words.block(current_app.extensions["site"].words, WORDS)
    return render_template("public/follow.html", words=words, parts=parts(register()))
