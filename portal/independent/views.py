"""`/independent-persons/`: for a provider, who visits its homes, what they sent, and its replies."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone, NotNow
from models.monitoring_return import Return
from portal import access
from portal.clock import now
from portal.independent import finding, naming, work
from portal.independent.forms import ReplyForm
from portal.limits import limited
from portal.profile.typed import problems
from portal.returns.work import sheet

bp = Blueprint("independent", __name__, url_prefix="/independent-persons")


@bp.before_request
def people_of_a_provider_only() -> None:
    """One check for everything here: somebody who belongs to a provider."""
    if not access.viewer().providers:
        abort(403)


@bp.get("/")
def index() -> str:
    """Each home with each council that deals with it, and the reports on them."""
    who = access.viewer()
    return render_template(
        "independent/index.html",
        places=work.places(providers=who.providers),
        reports=work.reports(access.reports_on(who.providers)),
        now=now(),
        may=bool(finding.led()),
    )


@bp.get("/<uuid:home>/<authority>/")
def place(home: UUID, authority: str) -> str:
    """Who it is there; for leads, naming and ending."""
    found = finding.place(home, authority, providers=access.viewer().providers)
    return naming.page(found, may=found.home.provider_id in finding.led())


@bp.post("/<uuid:home>/<authority>/name")
@limited("invite")
def name(home: UUID, authority: str) -> Any:
    """The provider appoints its independent person: they get a link."""
    return naming.name(finding.place(home, authority, providers=finding.led()))


@bp.post("/<uuid:home>/<authority>/end")
def end(home: UUID, authority: str) -> Any:
    """They are it no longer."""
    return naming.end(finding.place(home, authority, providers=finding.led()))


@bp.get("/reports/<uuid:return_id>/")
def report(return_id: UUID) -> str:
    """What was sent, and what the home said to it; never a draft."""
    return _report(finding.report(return_id), ReplyForm())


def _report(ret: Return, form: ReplyForm, wrong: dict[str, str] | None = None) -> str:
    sent, read = work.read(ret, now())
    return render_template(
        "independent/report.html",
        ret=ret,
        sent=sent,
        read=read,
        title=sheet.question_set(ret).title,
        replies=work.replies(ret),
        form=form,
        problems=wrong or {},
    )


@bp.post("/reports/<uuid:return_id>/reply")
def reply(return_id: UUID) -> Any:
    """One more reply, beside the report."""
    ret, form = finding.report(return_id), ReplyForm(request.form)
    if not form.validate():
        return _report(ret, form, problems(form)), 422
    try:
        work.reply(ret, form.words.data or "", by=access.viewer().person, now=now())
    except NotNow:
        flash("Nothing was sent yet that you could reply to.", "error")
    else:
        flash("Your reply stands beside the report. The independent person and the council have been told.", "success")
    return redirect(url_for(".report", return_id=return_id))


@bp.post("/reports/<uuid:return_id>/take-out/<uuid:reply_id>")
def take_out(return_id: UUID, reply_id: UUID) -> Response:
    """Takes a reply out for good."""
    made = finding.reply(finding.report(return_id), reply_id)
    try:
        work.take_out(made, by=access.viewer().person, now=now())
    except AlreadyDone:
        flash("It was taken out before.")
    else:
        flash("Taken out. The words are gone.")
    return redirect(url_for(".report", return_id=return_id))
