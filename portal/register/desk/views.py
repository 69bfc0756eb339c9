"""`/desk/register/`: the register as a list, one contract, and the services that contracts are of."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.calendar import today
from models.conflicts import Stale
from models.register.contract import Contract
from portal import access
from portal.clock import now
from portal.register.desk import facts, finding, words
from portal.register.desk.act_forms import ServiceForm
from portal.register.desk.boxes import shown
from portal.register.desk.paging import pages
from portal.register.desk.work import listing, services, sheet

bp = Blueprint("desk_register", __name__, url_prefix="/desk/register")
bp.before_request(finding.readers_only)


@bp.get("/")
def index() -> str:
    """What needs me first; by words, service and state; fifty a page."""
    authority, wanted = finding.whose(), listing.wanted_of(request.args)
    found = listing.listed(authority, wanted, today(now()))
    asked = {name: value for name, value in vars(wanted).items() if value and name != "page"}
    return render_template(
        "desk/register/index.html",
        authority=authority,
        wanted=wanted,
        found=found,
        steps=pages(found.page, found.pages, lambda page: url_for(".index", **asked, page=page)),
        may_work=authority.id in access.viewer().authorities(finding.WORKS),
        today=today(now()),
        words=words,
    )


@bp.get("/contracts/<authority>/<slug>/")
def contract(authority: str, slug: str) -> str:
    """Everything about one contract: its terms, its suppliers, who changed it, whether it is held and why."""
    return sheet_page(finding.readable(authority, slug))


def sheet_page(contract: Contract, clash: Stale | None = None) -> str:
    """The page of one contract; `clash`: a colleague changed it before it could be put back."""
    found = sheet.of(contract)
    day, who = today(now()), access.viewer()
    return render_template(
        "desk/register/contract.html",
        sheet=found,
        contract=found.contract,
        facts=facts.of(found),
        more=facts.more(found),
        may_work=finding.may_work(found.contract),
        may_take_down=found.contract.authority_id in who.authorities(("manager",)),
        clash=clash,
        today=day,
        words=words,
    )


@bp.get("/services/")
def all_services() -> str:
    """Every service with its segment of the market and its stage of the commissioning cycle."""
    authority = finding.whose()
    may_work = authority.id in access.viewer().authorities(finding.WORKS)
    lines = services.described(authority)
    return render_template(
        "desk/register/services.html", authority=authority, lines=lines, may_work=may_work, words=words
    )


@bp.get("/services/<authority>/<key>/")
@access.required(*finding.WORKS)
def service(authority: str, key: str) -> str:
    """What is known of one service."""
    found = _service(authority, key)
    line = found.line
    loaded = {name: shown(getattr(line, name)) for name in ServiceForm().data} if line else {}
    return _service_page(found, ServiceForm(data=loaded))


@bp.post("/services/<authority>/<key>/")
@access.required(*finding.WORKS)
def service_post(authority: str, key: str) -> Any:
    """Keeps it."""
    found, form = _service(authority, key), ServiceForm(request.form)
    form.today = today(now())
    if not form.validate():
        return _service_page(found, form), 422
    services.describe(found.service, form.values(), by=access.viewer().person, now=now())
    flash(f"{found.service.title}: saved.", "success")
    return redirect(url_for(".all_services"))


def _service(authority: str, key: str) -> services.Described:
    return access.found(services.find(access.viewer().authorities(finding.WORKS), authority, key))


def _service_page(found: services.Described, form: ServiceForm) -> str:
    service = found.service
    return render_template("desk/register/service.html", service=service, form=form, problems=form.problems())
