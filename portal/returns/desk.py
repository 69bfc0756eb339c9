"""`/desk/returns/`: the council’s side. Ask, read, accept, send back, withdraw, give more time."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.calendar import today
from models.conflicts import Conflict
from models.decision import Decision
from models.monitoring_return import Return
from models.more_time import MoreTime
from models.remark import Remark
from portal import access
from portal.care.words import who_is_there
from portal.clock import now
from portal.figures.work import keeping
from portal.independent import work as independent
from portal.questions.words import HOW_OFTEN
from portal.returns import ask_form, finding, period_filter, review_form, words
from portal.returns.views import version
from portal.returns.work import (
    answering,
    asking,
    choosing,
    lists,
    minutes,
    period,
    sending,
    sent_to_us,
    sets,
    sheet,
    telephone,
    tiers,
)

bp = Blueprint("desk_returns", __name__, url_prefix="/desk/returns")


@bp.before_request
def people_of_the_council_only() -> None:
    """One check for everything under /desk/returns/: a seat that reads returns."""
    if not access.viewer().holds(*access.READS_RETURNS):
        abort(403)


def seen() -> int | None:
    """The number of the submission that the officer had before them."""
    return request.form.get("number", type=int)


@bp.get("/")
def index() -> str:
    """A period, the newest one first: what came in, what is late, what is missing, every “we don’t have this
    figure”."""
    who = access.viewer()
    query = access.desk_returns(who)
    mine, standings = who.authorities(access.READS_RETURNS), period.standings(query)
    chosen = request.args.get("period") or (standings[0].period.key if standings else None)
    wanted = period_filter.read(request.args)
    here = next((one for one in standings if one.period.key == chosen), None)
    page = period.page(query, mine, chosen, wanted, now())
    return render_template(
        "desk/returns/index.html",
        page=page,
        here=here,
        calls=telephone.lines([line.ret.id for line in page.lines]),
        left_out=tiers.not_their_turn(mine, here.period) if here else [],
        standings=standings,
        promised=period.promised(mine, chosen, now()),
        chosen=chosen,
        wanted=wanted,
        address=period_filter.address(chosen, wanted),
        may_ask=who.holds(*access.WORKS_ON_RETURNS),
        words=words,
    )


@bp.get("/new")
@access.required(*access.WORKS_ON_RETURNS)
def new_get() -> str:
    """Ask for returns: first which questions, where there are several; then whom, for which period, by when, why."""
    who, chosen = access.viewer(), request.args.get("set", "")
    sets = ask_form.sets(who)
    if len(sets) > 1 and chosen not in {found.key for found in sets}:
        return render_template("desk/returns/ask_set.html", sets=sets, often=HOW_OFTEN)
    return _new(ask_form.make(who, None, now(), chosen))


def _new(form: ask_form.AskForm) -> str:
    chosen = next((found for found in ask_form.sets(access.viewer()) if found.key == form.set_key.data), None)
    return render_template("desk/returns/new.html", form=form, chosen=chosen, choices=ask_form.items)


@bp.post("/new")
@access.required(*access.WORKS_ON_RETURNS)
def new_post() -> Any:
    """Asks every provider that was picked."""
    who = access.viewer()
    form = ask_form.make(who, request.form, now(), request.form.get("set_key", ""))
    if not form.validate():
        return _new(form), 422
    try:
        mine = who.authorities(access.WORKS_ON_RETURNS)
        asked = choosing.ask_as_chosen(form.chosen(), authorities=mine, by=who.person, now=now())
    except asking.CannotAsk as error:
        form[error.field].errors = [str(error)]
        return _new(form), 422
    flash(ask_form.said(asked))
    return redirect(url_for(".index", period=form.period_key.data))


@bp.get("/<uuid:return_id>/")
def read(return_id: UUID) -> str:
    """The return in the words that the provider saw, and what can be done with it."""
    return _read(finding.readable(return_id))


def _read(ret: Return, **more: Any) -> str:
    sent = lists.submissions(ret)
    waiting = MoreTime.waiting(ret.id)
    review = {"words": "", "remarks": {}, "errors": {}, **more}
    journey = sheet.of_submission(ret, sent[0], now()) if sent else sheet.load(ret, now()).journey
    return render_template(
        "desk/returns/read.html",
        ret=ret,
        line=lists.line(ret, now()),
        journey=journey,
        figures_worked_out=keeping.worked_out(journey) if sent else [],
        sent=sent,
        waiting=waiting,
        review=review,
        enters=sent_to_us.may_enter(ret),
        may_decide=ret.authority_id in access.viewer().authorities(access.WORKS_ON_RETURNS),
        history=Decision.of(ret.id),
        calls=telephone.of(ret),
        home_replies=independent.replies(ret),
        others=minutes.others(ret),
        estimate=sets.burden_of(ret).minutes,
        there=who_is_there(ret, today(now())),
        decisions=words.DECISIONS,
        marks=_marks(ret),
        words=words,
        read_by=sheet.read_by(ret, sent[0].arrived_at) if sent else None,
    )


def _marks(ret: Return) -> dict[str, list[Remark]]:
    """Every remark that was made, by question."""
    found: dict[str, list[Remark]] = {}
    for remark in Remark.select().where(Remark.return_ == ret.id).order_by(Remark.id):
        found.setdefault(remark.key, []).append(remark)
    return found


@bp.post("/<uuid:return_id>/accept")
def accept(return_id: UUID) -> Any:
    """Accepts, with “What we noticed, what happens next”."""
    ret = finding.workable(return_id)
    said, errors = review_form.noticed(request.form)
    if errors:
        return _read(ret, words=said, errors=errors), 422
    return _decide(
        ret, lambda by: sending.accept(ret, words=said, version=version(), by=by, now=now(), seen=seen()), words=said
    )


@bp.post("/<uuid:return_id>/send-back")
def send_back(return_id: UUID) -> Any:
    """Sends back with remarks at questions."""
    ret = finding.workable(return_id)
    said, remarks, errors = review_form.remarks(request.form, sheet.question_set(ret).questions)
    if errors:
        return _read(ret, back=said, remarks=remarks, errors=errors), 422

    def act(by: int) -> None:
        sending.send_back(ret, remarks=remarks, words=said, version=version(), by=by, now=now(), seen=seen())

    return _decide(ret, act, back=said, remarks=remarks)


@bp.post("/<uuid:return_id>/withdraw")
def withdraw(return_id: UUID) -> Any:
    """The council no longer asks for it."""
    ret = finding.workable(return_id)
    why, errors = review_form.reason(request.form)
    if errors:
        return _read(ret, why=why, errors=errors), 422
    return _decide(ret, lambda by: sending.withdraw(ret, why=why, version=version(), by=by, now=now()), why=why)


def _decide(ret: Return, act: Any, **kept: Any) -> Any:
    """Does it; where somebody was quicker, shows what stands now and keeps what was typed."""
    try:
        act(access.viewer().person)
    except Conflict:
        clash = "Somebody changed this return while you were reading. Look at it again; your words are still here."
        return _read(finding.workable(ret.public_id), clash=clash, **kept), 409
    flash("Done. The provider gets a mail that says so.")
    return redirect(url_for(".read", return_id=ret.public_id))


@bp.post("/<uuid:return_id>/more-time")
def more_time(return_id: UUID) -> Response:
    """Grants or refuses five more working days."""
    ret = finding.workable(return_id)
    asked = access.found(MoreTime.waiting(ret.id))
    if (answer := request.form.get("answer")) not in ("yes", "no"):
        abort(400)
    granted = answer == "yes"
    answering.decide_time(asked, ret, granted=granted, by=access.viewer().person, now=now())
    flash("The provider has five more working days." if granted else "The due day stays. The provider gets a mail.")
    return redirect(url_for(".read", return_id=return_id))
