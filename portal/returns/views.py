"""`/returns/`: the provider’s side, from “a return waits” to the receipt."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.calendar import today
from models.conflicts import Conflict, NotNow, Stale
from models.decision import Decision
from models.monitoring_return import Return
from models.person import Person
from models.submission import Submission
from portal import access, errors
from portal.care.words import who_is_there
from portal.clock import now
from portal.figures.work import keeping
from portal.independent import work as independent
from portal.london import short_day
from portal.returns import finding, review_form, words
from portal.returns.work import answering, due, lists, minutes, sending, sets, sheet, telephone, tiers, writers
from portal.serving import arrived
from portal.uploads import posted, taking

bp = Blueprint("returns", __name__, url_prefix="/returns")


@bp.url_value_preprocessor
def room_for_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A page of questions may come with files."""
    if endpoint == "returns.page_post":
        posted.room_for_files()


def version() -> int:
    """The version of the return that the person had before them."""
    return request.form.get("version", type=int) or 0


@bp.get("/")
def index() -> str:
    """What is due, what was sent, what the council said."""
    return render_template(
        "returns/index.html", lines=lists.own(access.own_returns(access.viewer()), now()), words=words
    )


@bp.get("/<uuid:return_id>/")
def tasks(return_id: UUID) -> str:
    """The task list: why it is asked, how long it takes, sections and their state."""
    loaded = sheet.load(finding.own_or_read(return_id), now())
    own = loaded.sent.own
    return render_template(
        "returns/tasks.html",
        sheet=loaded,
        late=words.days_late(loaded.ret, now()),
        states=words.PAGES,
        said=words.said(loaded.sent),
        words=words,
        because=tiers.because(loaded.ret, loaded.journey.question_set) if loaded.ret.state in words.NOT_SENT else "",
        due_why=due.why(loaded.ret, loaded.journey.question_set),
        read_by=sheet.read_by(loaded.ret, own.arrived_at) if own else None,
        calls=telephone.of(loaded.ret),
        others=minutes.others(loaded.ret) if loaded.ret.state in words.NOT_SENT else None,
        there=who_is_there(loaded.ret, today(now())),
        home_replies=independent.replies(loaded.ret),
    )


@bp.get("/<uuid:return_id>/<page>")
def page_get(return_id: UUID, page: str) -> Any:
    """One page of questions."""
    loaded = sheet.load(finding.own(return_id), now(), offers=True)
    found = access.found(loaded.journey.question_set.pages_by_key.get(page))
    if not loaded.journey.may_visit(found):
        return redirect(url_for(".tasks", return_id=return_id))
    return _page(loaded, found, answering.page_form(loaded, found))


def _page(loaded: sheet.Sheet, page: Any, form: Any, saved: answering.Saved | None = None) -> str:
    asks = form.asks(loaded.journey) if saved and not saved.clash else []
    return render_template(
        "returns/page.html",
        sheet=loaded,
        page=page,
        form=form,
        clash=saved.clash if saved else None,
        asks=asks,
        ask_links=[{"text": one.problem.say, "href": f"#{one.name}"} for one in asks],
        reads=answering.read_otherwise(form, loaded.journey) if saved and not saved.clash else {},
        marks=words.marks(loaded.remarks),
        place=answering.place(loaded.journey, page),
        last_on=short_day(loaded.journey.situation.last_day_before),
        takes_dont_have=answering.TAKES_DONT_HAVE,
        takes=taking.of(page),
    )


@bp.post("/<uuid:return_id>/<page>")
def page_post(return_id: UUID, page: str) -> Any:
    """Saves what could be read; goes on where nothing is left to say about this page."""
    ret, who = finding.own(return_id), access.viewer()
    found = access.found(sheet.question_set(ret).pages_by_key.get(page))
    try:
        saved = answering.save(ret, page, request.form, version=version(), by=who.person, now=now(), offers=True)
        files = posted.deal(ret, found, by=who.person, now=now())
    except NotNow:  # it was accepted while somebody was writing
        return errors.conflict(url_for(".tasks", return_id=return_id))
    files.say(saved.form)
    if saved.clash or ((saved.stays or files.stays) and onward() != "stop"):
        return _page(saved.sheet, found, saved.form, saved), 409 if saved.clash else files.status
    files.flash()
    if saved.form.errors:
        flash(f"We could not read everything on “{found.title}”. What you typed is still there for when you come back.")
    return redirect(next_url(return_id, saved.journey, found))


def onward() -> str:
    """Where to after saving: what the pressed button says, else what came along with the page; a browser sends both."""
    return request.form.getlist("then")[-1] if "then" in request.form else ""


def next_url(return_id: UUID, journey: Any, page: Any) -> str:
    """The next page of the journey; check-your-answers after the last, or where people came from there."""
    then = onward()
    if then == "stop":
        return url_for(".tasks", return_id=return_id)
    after = None if then == "check" else journey.after(page)
    if after is None:
        return url_for(".check", return_id=return_id)
    return url_for(".page_get", return_id=return_id, page=after.key)


@bp.get("/<uuid:return_id>/check")
def check(return_id: UUID) -> str:
    """Check your answers: everything that would be sent, in words."""
    return _check(finding.own(return_id))


def _check(ret: Return, *, stale: Stale | None = None) -> str:
    loaded = sheet.load(ret, now())
    here = partial(url_for, return_id=ret.public_id)
    return render_template(
        "returns/check.html",
        sheet=loaded,
        to_do=sending.to_do(loaded.journey.blocking()),
        sources=sheet.sources(loaded),
        figures_worked_out=keeping.worked_out(loaded.journey),
        late=words.days_late(ret, now()),
        stale=stale,
        calls=telephone.of(ret),
        unchanged=ret.state == "received"
        and sending.unchanged(loaded, current_app.config["EVENHAND"].derived("texts")),
        change=lambda question: here(".page_get", page=question.page, then="check") + f"#{question.key}",
        take_out=lambda key: here(".take_out_get", key=key) if loaded.free(key) else "",
    )


@bp.post("/<uuid:return_id>/send")
def send(return_id: UUID) -> Any:
    """The one button that sends."""
    ret, who = finding.own(return_id), access.viewer()
    try:
        sent = sending.send(
            ret,
            version=version(),
            by=who.person,
            now=now(),
            arrived_at=arrived(),
            key=current_app.config["EVENHAND"].derived("texts"),
        )
    except sending.NotReady:
        return _check(finding.own(return_id)), 422
    except Stale as stale:
        return _check(finding.own(return_id), stale=stale), 409
    except NotNow:
        return errors.conflict(url_for(".tasks", return_id=return_id))
    return redirect(url_for(".receipt", return_id=return_id, number=sent.number))


@bp.get("/<uuid:return_id>/receipt/<int(max=9999):number>")
def receipt(return_id: UUID, number: int) -> str:
    """“Received”: the same page for both sides."""
    who = access.viewer()
    ret = finding.visible(return_id)
    sent = Submission.select(Submission, Person.id, Person.name).join(Person, on=Submission.by)
    submission = access.found(sent.where((Submission.return_ == ret.id) & (Submission.number == number)).first())
    ours, visited = ret.provider_id in who.providers, writers.on_a_visit(ret)
    return render_template(
        "returns/receipt.html",
        ret=ret,
        submission=submission,
        digest=sheet.fingerprint(submission),
        overlay=sets.number(ret),
        read_by=sheet.read_by(ret, submission.arrived_at),
        read=sheet.of_submission(ret, submission, now()),
        decisions=[d for d in Decision.of(ret.id) if d.submission_id == submission.id],
        mine=ours != visited and ret.authority_id not in who.authorities(access.READS_RETURNS),
        report=ours and visited,
        visitor=visited,
        calls=[line for line in telephone.of(ret) if line.call.submission_id == submission.id],
    )


@bp.post("/<uuid:return_id>/more-time")
def more_time(return_id: UUID) -> Response:
    """“Ask for five more working days.”"""
    ret = finding.own(return_id)
    try:
        day = answering.more_time(ret, by=access.viewer().person, now=now())
    except NotNow as refused:
        flash(words.no_more_time(refused.state))
    else:
        flash(words.more_time(day, ret.officer.name))
    return redirect(url_for(".tasks", return_id=return_id))


@bp.get("/<uuid:return_id>/correct")
def correct_get(return_id: UUID) -> Any:
    """“Correct something” in a return that was accepted; any other is open anyway."""
    ret = finding.own(return_id)
    if ret.state != "accepted":
        return redirect(url_for(".tasks", return_id=return_id))
    return render_template("returns/correct.html", ret=ret)


@bp.post("/<uuid:return_id>/correct")
def correct_post(return_id: UUID) -> Any:
    """Opens an accepted return again, with a reason."""
    ret = finding.own(return_id)
    reason, error = review_form.correction(request.form)
    if error:
        return render_template("returns/correct.html", ret=ret, reason=reason, error=error), 422
    try:
        sending.correct(ret, reason=reason, version=version(), by=access.viewer().person, now=now())
    except Conflict:
        flash("This return is open already. You can change your answers.")
    return redirect(url_for(".tasks", return_id=return_id))


@bp.get("/<uuid:return_id>/take-out/<key>")
def take_out_get(return_id: UUID, key: str) -> str:
    """Asks once more before words are taken out for good."""
    loaded = sheet.load(finding.own(return_id), now())
    what = access.found(loaded.written(key))
    return render_template("returns/take_out.html", sheet=loaded, what=what, key=key)


@bp.post("/<uuid:return_id>/take-out/<key>")
def take_out_post(return_id: UUID, key: str) -> Response:
    """Takes out something that should not have been written: from the draft and from every submission."""
    ret, who = finding.own(return_id), access.viewer()
    access.found(sheet.load(ret, now()).written(key))
    answering.take_out(ret, key, why=review_form.why_taken_out(request.form), by=who.person, now=now())
    flash("Taken out. The words are gone from this return and from what was sent.")
    return redirect(url_for(".check", return_id=return_id))
