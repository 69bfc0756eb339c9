"""`/tenders/…/questions/`: what was answered, for everybody; what one’s own organisation asked, and its answers."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from models.conflicts import NotNow, Stale
from models.tendering.asker import Asker
from models.tendering.clarification import Clarification
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal import access
from portal.clarifications import words
from portal.clarifications.ask_forms import RewordForm
from portal.clarifications.work import asking
from portal.clock import now
from portal.tenders import finding
from portal.tenders import words as tender_words

bp = Blueprint("clarifications", __name__, url_prefix="/tenders/<authority>/<slug>/questions")


@bp.get("/")
def index(authority: str, slug: str) -> str:
    """What was answered, newest first, and what one’s own organisation asked."""
    tender = finding.published(authority, slug)
    own = asking.own(tender.id, access.viewer().providers) if current_user.is_authenticated else []
    return render_template(
        "clarifications/index.html",
        tender=tender,
        answers=ReleasedAnswer.of(tender.id),
        own=own,
        begun=asking.begun(tender.id, access.viewer().person) if current_user.is_authenticated else False,
        may_ask=asking.open_here(tender) and (not current_user.is_authenticated or bool(access.viewer().providers)),
        words=words,
        tender_words=tender_words,
    )


@bp.get("/<uuid:question>")
@access.required()
def question(authority: str, slug: str, question: UUID) -> str:
    """One’s own question: its receipt, where it stands, its answer."""
    return _question(finding.published(authority, slug), _own(question), RewordForm(), {})


@bp.post("/<uuid:question>/<any(withdraw, reword, helps):act>")
@access.required()
def act(authority: str, slug: str, question: UUID, act: str) -> Any:
    """Taken back, said anew, or judged."""
    tender, mine = finding.published(authority, slug), _own(question)
    here = redirect(url_for(".question", authority=authority, slug=slug, question=question))
    who, form = access.viewer().person, RewordForm(request.form)
    if act == "reword" and not form.validate():
        return _question(tender, mine, form, form.problems()), 422
    try:
        if act == "withdraw":
            asking.withdraw(mine, by=who, now=now(), version=finding.version())
            flash("Your question is taken back. It is never published.", "success")
        elif act == "reword":
            asking.reword(mine, form.words.data or "", by=who, now=now(), version=finding.version())
            flash("Your question is in the queue as you say it now.", "success")
        else:
            asking.judge(mine, helps=request.form.get("helps") == "yes", by=who, now=now())
            if request.form.get("helps") != "yes":
                return redirect(url_for("asking.page", authority=authority, slug=slug, follows=mine.public_id))
            flash("Thank you.", "success")
    except (Stale, NotNow):
        flash("That cannot be done any more: the council has answered meanwhile.", "error")
    return here


def _own(public_id: UUID) -> Clarification:
    mine = Clarification.full().where(Asker.provider << access.viewer().providers)
    found: Clarification = access.find(mine, Clarification, public_id)
    return found


def _question(tender: Tender, mine: Clarification, form: RewordForm, problems: dict[str, str]) -> str:
    if mine.tender_id != tender.id:
        abort(404)
    return render_template(
        "clarifications/question.html",
        tender=tender,
        question=mine,
        answer=_answer(mine.reply),
        form=form,
        problems=problems,
        words=words,
        tender_words=tender_words,
    )


def _answer(reply: Reply | None) -> Reply | ReleasedAnswer | None:
    """What the asker may read: what everybody reads, or what was given to them alone."""
    if reply is None or reply.state != "released":
        return None
    if not reply.released_as:
        return reply
    newest = ReleasedAnswer.select().where(
        ReleasedAnswer.tender == reply.tender_id, ReleasedAnswer.slug == reply.released_as
    )
    found: ReleasedAnswer = newest.order_by(ReleasedAnswer.number.desc()).get()
    return found
