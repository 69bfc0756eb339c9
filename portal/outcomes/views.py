"""`/tenders/…/feedback/`: what a bidder reads of their own bid, and nobody else."""

from flask import Blueprint, Response, render_template

from portal.outcomes import finding, words

bp = Blueprint("outcomes", __name__, url_prefix="/tenders/<authority>/<slug>/feedback")


@bp.get("/")
def index(authority: str, slug: str) -> str:
    """The sheets of this person’s organisations, to be read or printed."""
    tender, sheets, outcome = finding.own_sheets(authority, slug)
    return render_template("outcomes/feedback.html", tender=tender, sheets=sheets, outcome=outcome)


@bp.get("/feedback.txt")
def text(authority: str, slug: str) -> Response:
    """The same as a file."""
    tender, sheets, outcome = finding.own_sheets(authority, slug)
    answer = Response(words.sheet_text(tender, sheets, outcome.feedback_at), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="feedback-{tender.slug}.txt"'
    return answer
