"""`/desk/tenders/…/outcome/`: who bid, the sheet of each, and telling: bidders first, then everybody."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for

from models.conflicts import AlreadyDone, NotNow
from models.tendering.bidder import Bidder
from models.tendering.lot import Lot
from models.tendering.substance import Substance
from models.tendering.tender import Tender
from portal import access
from portal.clock import now
from portal.outcomes import finding, words
from portal.outcomes.forms import BidderForm, sheet_form
from portal.outcomes.work import bidding, dates, waits
from portal.register.desk.boxes import shown_money

bp = Blueprint("desk_outcomes", __name__, url_prefix="/desk/tenders/<uuid:tender>/outcome")

TOO_LATE = "Feedback is released: bidders and their sheets do not change any more."


@bp.get("/")
@access.required(*finding.WORKS)
def index(tender: UUID) -> str:
    """What was entered, and what is to be done next."""
    found = finding.workable(tender)
    return render_template(
        "desk/outcomes/index.html",
        tender=found,
        bids=bidding.bids(found),
        given=Substance.given(found.id),
        waits=waits.waits(found, now()),
        promised=dates.promised(found, now()),
        nation=found.authority.nation,
        is_manager=found.authority_id in access.viewer().authorities(("manager",)),
        me=access.viewer().person,
        words=words,
    )


@bp.get("/new")
@access.required(*finding.WORKS)
def new(tender: UUID) -> str:
    """The form for a bidder."""
    return _bidder(finding.workable(tender), None, BidderForm())


@bp.post("/new")
@access.required(*finding.WORKS)
def new_post(tender: UUID) -> Any:
    """Adds them."""
    return _enter(finding.workable(tender), None)


@bp.get("/bidders/<uuid:bidder>")
@access.required(*finding.WORKS)
def bidder(tender: UUID, bidder: UUID) -> str:
    """A bidder, as they stand."""
    found = finding.workable(tender)
    one = finding.bidder(found, bidder)
    same = {name: getattr(one, name) for name in ("name", "sme", "vcse", "won")}
    rest = {"lot": str(one.lot or ""), "provider": str(one.provider.public_id) if one.provider else ""}
    value = shown_money(one.value_pence) if one.value_pence is not None else ""
    return _bidder(found, one, BidderForm(data={**same, **rest, "value_pence": value}))


@bp.post("/bidders/<uuid:bidder>")
@access.required(*finding.WORKS)
def bidder_post(tender: UUID, bidder: UUID) -> Any:
    """Keeps them, or takes away what was entered by mistake."""
    found = finding.workable(tender)
    one = finding.bidder(found, bidder)
    if "remove" not in request.form:
        return _enter(found, one)
    try:
        bidding.remove(found, one, by=access.viewer().person, now=now())
    except NotNow:
        flash(TOO_LATE, "error")
    return redirect(url_for(".index", tender=tender))


def _enter(tender: Tender, one: Bidder | None) -> Any:
    form = BidderForm(request.form)
    known = _offer(tender, form)
    if not form.validate():
        return _bidder(tender, one, form, form.problems()), 422
    try:
        bidding.enter(tender, one, form.values(known), by=access.viewer().person, now=now())
    except AlreadyDone:
        return _bidder(tender, one, form, {"name": "This bid is entered already"}), 422
    except NotNow:
        flash(TOO_LATE, "error")
    return redirect(url_for(".index", tender=tender.public_id))


def _offer(tender: Tender, form: BidderForm) -> dict[str, int]:
    known = {str(one.public_id): one for one in bidding.providers(tender)}
    form.lot.offer((str(lot.number), lot.title) for lot in Lot.of(tender.id))
    form.provider.offer((key, one.legal_name) for key, one in known.items())
    return {key: one.id for key, one in known.items()}


def _bidder(tender: Tender, one: Bidder | None, form: BidderForm, problems: dict[str, str] | None = None) -> str:
    if problems is None:
        _offer(tender, form)
    return render_template("desk/outcomes/bidder.html", tender=tender, bidder=one, form=form, problems=problems or {})


@bp.get("/bidders/<uuid:bidder>/sheet")
@access.required(*finding.WORKS)
def sheet(tender: UUID, bidder: UUID) -> str:
    """The sheet of a bidder: for each criterion score, why, and why not higher."""
    found = finding.workable(tender)
    one = _sheet_of(found, bidder)
    marks = {
        f"mark{number}": {name: getattr(mark, name) for name in ("score", "why", "why_not_higher")}
        for number, mark in one.marks.items()
    }
    return _sheet(found, one, sheet_form(one.criteria, data=marks), {})


@bp.post("/bidders/<uuid:bidder>/sheet")
@access.required(*finding.WORKS)
def sheet_post(tender: UUID, bidder: UUID) -> Any:
    """Keeps it."""
    found = finding.workable(tender)
    one = _sheet_of(found, bidder)
    form = sheet_form(one.criteria, request.form)
    if not form.validate():
        return _sheet(found, one, form, form.problems()), 422
    try:
        bidding.mark(found, one.bidder, form.marks(), by=access.viewer().person, now=now())
    except NotNow:
        flash(TOO_LATE, "error")
    return redirect(url_for(".index", tender=tender))


def _sheet_of(tender: Tender, bidder: UUID) -> bidding.Sheet:
    mine = (one for one in bidding.bids(tender).sheets if one.bidder.public_id == bidder)
    return access.found(next(mine, None))


def _sheet(tender: Tender, one: bidding.Sheet, form: Any, problems: dict[str, str]) -> str:
    return render_template("desk/outcomes/sheet.html", tender=tender, sheet=one, form=form, problems=problems)


@bp.get("/bidders/<uuid:bidder>/sheet.txt")
@access.required(*finding.WORKS)
def file(tender: UUID, bidder: UUID) -> Response:
    """The sheet as a file, to be sent through the portal that takes the bids; once all are released."""
    found = finding.workable(tender)
    one, outcome = _sheet_of(found, bidder), bidding.bids(found).outcome
    if outcome is None or outcome.feedback_at is None:
        abort(404)
    answer = Response(words.sheet_text(found, [one], outcome.feedback_at), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="feedback.txt"'
    return answer
