"""`/desk/mail/`: for the administrator, what waits in the outbox, what went wrong, and “try again”."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from models.outbox import Message
from portal import access
from portal.clock import now
from portal.mail import work

bp = Blueprint("mail", __name__, url_prefix="/desk/mail")

SHOWN = 100
FOLLOWING = "following"
"""Mails to followers: nobody at a council sees who follows its tenders."""


@bp.before_request
def administrators_only() -> None:
    """The outbox is looked after by administrators; nobody else sees to whom mail goes."""
    if not access.viewer().holds("administrator"):
        abort(403)


@bp.get("/")
def index() -> str:
    """How much waits and since when, and each mail that had trouble. Never what a mail says."""
    waiting = Message.state << ("due", "claimed", "given_up")
    shown = ~Message.trouble.is_null() & (Message.about != FOLLOWING)
    troubled = Message.select().where(waiting & shown).order_by(Message.made_at).limit(SHOWN)
    first = Message.select(Message.made_at).where(waiting).order_by(Message.made_at).first()
    oldest = first.made_at if first else None
    mails = [(mail, masked(mail.to)) for mail in troubled]
    return render_template("desk/mail/index.html", counts=Message.counts(), oldest=oldest, mails=mails)


def masked(address: str) -> str:
    """“d…@fairshire.example”: enough to see which server refuses, not who is written to."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


@bp.post("/<int(max=999999999):number>/try-again")
def try_again(number: int) -> Response:
    """A mail that was given up is due again."""
    message = access.found(Message.select().where((Message.id == number) & (Message.state == "given_up")).first())
    work.try_again(message, now())
    flash("The worker tries this mail again.")
    return redirect(url_for(".index"))
