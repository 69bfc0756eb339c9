"""`/desk/register/held/`: what the publication guard stopped, why, and what a named person decides about it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.conflicts import AlreadyDone, NotNow, Stale
from models.register.contract import Contract
from portal import access
from portal.clock import now
from portal.register.desk import finding
from portal.register.desk.act_forms import RedactForm, ReleaseForm
from portal.register.desk.paging import pages
from portal.register.desk.work import holding
from portal.releasing.rows import REDACTIONS

bp = Blueprint("register_held", __name__, url_prefix="/desk/register/held")
bp.before_request(finding.readers_only)

CHANGED = "Somebody changed this contract while you were reading. Look at it again; what you typed is still here."


@bp.get("/")
def index() -> str:
    """Everything that is held, those that wait longest first, with what was found in each."""
    authority = finding.whose()
    found = holding.page_of_held(authority, request.args.get("page", 1, type=int))
    steps = pages(found.page, found.pages, lambda page: url_for(".index", page=page))
    may_work = authority.id in access.viewer().authorities(finding.WORKS)
    return render_template("desk/register/held.html", authority=authority, found=found, steps=steps, may_work=may_work)


@bp.get("/released/")
def released() -> str:
    """What was let pass before, by whom and why: for the yearly look through."""
    authority = finding.whose()
    return render_template("desk/register/released.html", authority=authority, found=holding.released(authority))


@bp.get("/<authority>/<slug>/")
@access.required(*finding.WORKS)
def decide(authority: str, slug: str) -> str:
    """One that is held: what was found, and the three ways to go on."""
    return _page(finding.workable(authority, slug))


@bp.post("/<authority>/<slug>/release")
@access.required(*finding.WORKS)
def release(authority: str, slug: str) -> Any:
    """A named person lets it pass, with a reason."""
    contract, form = finding.workable(authority, slug), ReleaseForm(request.form)
    if not form.validate():
        return _page(contract, release=form), 422
    text, by = request.form.get("seen", ""), access.viewer().person
    try:
        holding.release(contract, form.why.data or "", text=text, by=by, now=now(), version=finding.version())
    except Stale:
        return _page(finding.workable(authority, slug), release=form, clash=CHANGED), 409
    except NotNow:
        return _page(contract, release=form, clash="It was taken down. That is for good."), 409
    except AlreadyDone:
        flash("Somebody has let it pass already.")
        return _onwards(contract)
    flash(f"“{contract.title}” may be published. The reason is kept with your name.", "success")
    return _onwards(contract)


@bp.post("/<authority>/<slug>/redact")
@access.required(*finding.WORKS)
def redact(authority: str, slug: str) -> Any:
    """The Code’s words in place of its suppliers. What was typed beside it, for letting it pass, stays."""
    contract, form = finding.workable(authority, slug), RedactForm(request.form)
    form.offer(REDACTIONS)
    if not form.validate():
        return _page(contract, redact=form), 422
    by = access.viewer().person
    try:
        holding.redact(contract, form.words.data, by=by, now=now(), version=finding.version())
    except Stale:
        return _page(finding.workable(authority, slug), redact=form, clash=CHANGED), 409
    flash(f"“{form.words.data}” stands in place of the supplier now. It waits until somebody lets it pass.", "success")
    if request.form.get("why", "").strip():
        return _page(finding.workable(authority, slug))
    return redirect(url_for(".decide", authority=authority, slug=slug))


def _onwards(contract: Contract) -> Response:
    """To the next one that waits, or to the list once none does."""
    following = holding.next_held(contract.authority_id)
    if following is None:
        return redirect(url_for(".index"))
    return redirect(url_for(".decide", **finding.address(following)))


def _page(contract: Contract, **more: Any) -> str:
    more.setdefault("release", ReleaseForm(request.form))
    redact = more.setdefault("redact", RedactForm(request.form))
    redact.offer(REDACTIONS)
    more["problems"] = {**more["release"].problems(), **redact.problems()}
    return render_template("desk/register/decide.html", contract=contract, held=holding.held(contract), **more)
