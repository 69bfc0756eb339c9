"""`/corrections/new`: anybody may say that a page of the public site is wrong, and follow what comes of it."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import access
from portal.clock import now
from portal.corrections import work
from portal.corrections.questions import OUTCOMES, CorrectionForm, page_of
from portal.limits import limited
from portal.profile.typed import problems

bp = Blueprint("corrections", __name__, url_prefix="/corrections")


def _councils() -> dict[str, str]:
    """Who answers; 404 where nobody does."""
    return work.councils() or abort(404)


@bp.get("/new")
def new() -> str:
    """The form; `page` in the address is the page that it begins with."""
    councils, page = _councils(), page_of(request.args.get("page", ""))
    form = CorrectionForm(councils, page=page, council=work.council_of(page, councils))
    return render_template("corrections/new.html", form=form, problems={}, days=work.WORKING_DAYS)


@bp.post("/new")
@limited("idea")
def new_post() -> Response | str:
    """Keeps it; on to the page that will hold the answer."""
    form = CorrectionForm(_councils(), request.form)
    if not form.validate():
        return render_template("corrections/new.html", form=form, problems=problems(form), days=work.WORKING_DAYS)
    who = {"name": form.name.text, "email": form.email.text}
    report = work.receive(form.council.data, page_of(form.page.text), form.words.data or "", who, now())
    return redirect(url_for(".read", correction=report.public_id))


@bp.get("/<uuid:correction>/")
def read(correction: UUID) -> str:
    """What came of it. Whoever has the address may read this: it says nothing of who asked, or in what words."""
    report = access.found(work.found(correction))
    return render_template("corrections/read.html", report=report, outcomes=OUTCOMES)
