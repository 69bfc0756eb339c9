"""`/questions/`: every set of questions, for anybody: to read, to print, to try. No account, and nothing is kept."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from forms import library
from forms.question_set import Page
from portal import access
from portal.clock import now
from portal.limits import limited
from portal.questions import shelf, trial, words, work
from portal.returns.work import answering

bp = Blueprint("questions", __name__, url_prefix="/questions")

LONGEST = 64 * 1024  # of everything that is typed on a page to try


def _size() -> str:
    """The size of provider that was chosen; a small one where none was."""
    chosen = request.args.get("size", "small")
    return chosen if chosen in words.SIZES else "small"


@bp.get("/")
def index() -> str:
    """Every set: for whom, how often, how much."""
    return render_template("questions/index.html", sets=shelf.all_sets(), in_between=shelf.in_between(), words=words)


@bp.get("/<set_key>/<version>/")
def read(set_key: str, version: str) -> str:
    """A whole set, as a provider of one size is asked it."""
    return _whole("questions/read.html", set_key, version)


@bp.get("/<set_key>/<version>/paper")
def paper(set_key: str, version: str) -> str:
    """The same as a form to print, for one period and one council."""
    return _whole("questions/paper.html", set_key, version)


def _whole(template: str, set_key: str, version: str) -> str:
    found, size = access.found(shelf.get(set_key, version)), _size()
    councils = work.councils(set_key)
    council = work.meant(councils, request.args.get("council", ""))
    tier: Any = words.SIZES[size]
    asked = work.as_asked(found.question_set, council)
    situation = work.situation(found.question_set, tier, council, request.args.get("period", ""), now())
    return render_template(
        template,
        set=found.question_set,
        found=found,
        size=size,
        burden=next(burden for burden in found.burdens if burden.size == size),
        chapters=shelf.chapters(asked, situation),
        say=shelf.saying(found.question_set, situation),
        situation=situation,
        asker=council,
        councils=councils,
        versions=shelf.versions(found.question_set),
        first=trial.first_page(library.ordinary(found.question_set)[tier]),
        words=words,
    )


@bp.get("/<set_key>/<version>/try/<page>")
def try_get(set_key: str, version: str, page: str) -> Any:
    """One page to try, empty."""
    return _try(set_key, version, page)


@bp.post("/<set_key>/<version>/try/<page>")
@limited("trial")
def try_post(set_key: str, version: str, page: str) -> Any:
    """What was typed, read as it would be in a return; and then forgotten."""
    if (request.content_length or 0) > LONGEST:
        abort(413)
    return _try(set_key, version, page, request.form)


def _try(set_key: str, version: str, key: str, typed: Any = None) -> Any:
    found, size = access.found(shelf.get(set_key, version)), _size()
    page: Page = access.found(found.question_set.pages_by_key.get(key))
    tier: Any = words.SIZES[size]
    ordinary = library.ordinary(found.question_set)[tier]
    council = work.meant(work.councils(set_key), "")
    tried = trial.of(ordinary, page, council)
    if tried is None:  # this provider has no such thing
        return redirect(url_for(".read", set_key=set_key, version=version, size=size, _anchor=page.code))
    form = tried.form(typed)
    journey = form.so_far
    stays = typed is not None and form.stays(journey)
    return render_template(
        "questions/try.html",
        set=found.question_set,
        size=size,
        ordinary=ordinary,
        asker=council,
        page=page,
        form=form,
        journey=journey,
        read=typed is not None and not stays,
        asks=form.asks(journey) if stays else [],
        reads=trial.reads(form) if typed is not None else {},
        place=answering.place(journey, page),
        takes_dont_have=answering.TAKES_DONT_HAVE,
    )
