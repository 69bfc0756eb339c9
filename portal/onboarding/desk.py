"""`/desk/providers/`: the providers of a council, its list of them with a preview, invitations, and who is who."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.conflicts import AlreadyDone, Conflict
from models.onboarding import SameProvider
from models.register.link_proposal import LinkProposal
from models.register.supplier import Supplier
from models.register.taking_in import Counts
from portal import access
from portal.clock import now
from portal.limits import limited
from portal.onboarding import listing, work
from portal.onboarding.matching import Refused
from portal.register import finding_list, suppliers
from portal.register.plain_text import clean
from portal.register.shelf import About, Shelf, Waiting

bp = Blueprint("desk_providers", __name__, url_prefix="/desk/providers")

LONGEST_NAME = 200
WHY = {
    "same_company_number": "They have the same company number",
    "same_charity_number": "They have the same charity number",
    "same_contract": "Your list names a contract of this supplier",
    "same_name": "They have the same name, but for Ltd or Limited, capitals, stops and the like",
}


def _here(authority: str, roles: tuple[str, ...]) -> Authority:
    """One’s own authority; 404 for any other."""
    mine = Authority.id << access.viewer().authorities(roles)
    return access.found(Authority.get_or_none((Authority.slug == authority) & mine))


def _shelf() -> Shelf:
    """Where lists wait until somebody has looked at them."""
    return Shelf(current_app.config["EVENHAND"].data / "provider-lists")


@bp.get("/")
@access.required(*access.READS_RETURNS)
def index() -> Any:
    """To the page of one’s authority; a choice where there are several."""
    mine = list(Authority.select().where(Authority.id << access.viewer().authorities(access.READS_RETURNS)))
    if len(mine) == 1:
        return redirect(url_for(".read", authority=mine[0].slug))
    return render_template("desk/providers/choose.html", authorities=mine)


@bp.get("/<authority>/")
@access.required(*access.READS_RETURNS)
def read(authority: str) -> str:
    """Every provider that it deals with: services, contact, whether somebody is here; what waits for a person."""
    here = _here(authority, access.READS_RETURNS)
    works = here.id in access.viewer().authorities(access.WORKS_ON_RETURNS)
    return render_template(
        "desk/providers/read.html",
        authority=here,
        lines=listing.lines(here, now()),
        same=work.waiting_same([here.id]),
        links=len(_links()) if access.viewer().holds(*access.READS_REGISTER) else 0,
        works=works,
        to_invite={contact.id for contact in work.to_invite(here)} if works else set(),
    )


@bp.post("/<authority>/invite")
@access.required(*access.WORKS_ON_RETURNS)
@limited("invite")
def invite(authority: str) -> Response:
    """Invites whom somebody ticked; each gets one mail."""
    here = _here(authority, access.WORKS_ON_RETURNS)
    ticked = [int(text) for text in request.form.getlist("contacts") if text.isdigit()]
    invited = work.invite(here, ticked, by=access.viewer().person, now=now())
    flash(
        f"{invited} invited. Each gets a mail with a link that works for 14 days." if invited else "Nobody was ticked."
    )
    return redirect(url_for(".read", authority=here.slug))


@bp.get("/<authority>/import")
@access.required(*access.WORKS_ON_RETURNS)
def choose(authority: str) -> str:
    """Choose a list."""
    return render_template(
        "desk/providers/import.html", authority=_here(authority, access.WORKS_ON_RETURNS), problem=""
    )


@bp.post("/<authority>/import")
@access.required(*access.WORKS_ON_RETURNS)
@limited("upload")
def choose_post(authority: str) -> Any:
    """Keeps it for a day and says what it would do."""
    here, file = _here(authority, access.WORKS_ON_RETURNS), request.files.get("file")
    _shelf().sweep(now())
    if file is None or not file.filename:
        return render_template("desk/providers/import.html", authority=here, problem="Choose a file"), 422
    content = file.read()
    try:
        found = work.take_in(content, here, by=access.viewer().person, now=now(), dry_run=True)
    except work.BadFile as error:
        return render_template("desk/providers/import.html", authority=here, problem=str(error)), 422
    name = clean(file.filename).replace("\\", "/").rpartition("/")[2][:LONGEST_NAME]
    waiting = _shelf().put(here.public_id, content, About(name, access.viewer().name, now().isoformat()))
    waiting.say(found.said())
    return redirect(_address(here, waiting))


def _address(here: Authority, waiting: Waiting) -> str:
    return url_for(".preview", authority=here.slug, digest=waiting.digest)


def _waiting(here: Authority, digest: str) -> Waiting | None:
    found = _shelf().find(here.public_id, digest)
    return found if found and found.outcome() else None


def _gone(here: Authority) -> Response:
    flash("That list is no longer here: it is kept for a day. Choose it again.")
    return redirect(url_for(".choose", authority=here.slug))


@bp.get("/<authority>/import/<digest>")
@access.required(*access.WORKS_ON_RETURNS)
def preview(authority: str, digest: str) -> Any:
    """What taking it in would do."""
    here = _here(authority, access.WORKS_ON_RETURNS)
    waiting = _waiting(here, digest)
    return _preview(here, waiting) if waiting else _gone(here)


def _preview(here: Authority, waiting: Waiting, *, moved: bool = False) -> str:
    outcome = waiting.outcome() or {}
    counts = Counts(**{name: outcome[name] for name in ("new", "changed", "unchanged", "rejected")})
    return render_template(
        "desk/providers/preview.html",
        authority=here,
        waiting=waiting,
        counts=counts,
        moved=moved,
        groups=finding_list.grouped(finding_list.of([list(one.values()) for one in outcome["findings"]])),
    )


@bp.post("/<authority>/import/<digest>/take-in")
@access.required(*access.WORKS_ON_RETURNS)
def take_in(authority: str, digest: str) -> Any:
    """Takes in the very list that was shown, if it still comes out as was shown."""
    here, by = _here(authority, access.WORKS_ON_RETURNS), access.viewer().person
    waiting = _waiting(here, digest)
    if waiting is None:
        return _gone(here)
    try:
        found = work.take_in(waiting.content(), here, by=by, now=now(), agreed=waiting.outcome())
    except work.Moved:
        waiting.say(work.take_in(waiting.content(), here, by=by, now=now(), dry_run=True).said())
        return _preview(here, waiting, moved=True), 409
    waiting.remove()
    flash(
        f"Taken in: {found.counts.new} new, {found.counts.changed} changed, {found.counts.unchanged} as before, "
        f"{found.counts.rejected} rejected. Nobody was mailed. Tick below whom to invite."
    )
    return redirect(url_for(".read", authority=here.slug))


@bp.post("/<authority>/import/<digest>/throw-away")
@access.required(*access.WORKS_ON_RETURNS)
def throw_away(authority: str, digest: str) -> Response:
    """It is not taken in after all."""
    here = _here(authority, access.WORKS_ON_RETURNS)
    if waiting := _waiting(here, digest):
        waiting.remove()
    flash("Thrown away. Nothing was changed.")
    return redirect(url_for(".read", authority=here.slug))


@bp.post("/<authority>/same/<uuid:proposal>")
@access.required(*access.WORKS_ON_RETURNS)
def same(authority: str, proposal: UUID) -> Response:
    """Whether a row of the list is a provider that is here, or another of that name."""
    here = _here(authority, access.WORKS_ON_RETURNS)
    found = access.find(SameProvider.select().where(SameProvider.authority == here.id), SameProvider, proposal)
    if (answer := request.form.get("answer")) not in ("same", "another"):
        abort(400)
    try:
        odd = work.decide_same(found, answer, by=access.viewer().person, now=now())
    except AlreadyDone:
        flash("Somebody decided this before you.")
    except Refused as refused:
        flash(f"Not done: {refused.problem}.", "error")
    else:
        flash(" ".join(["Done.", *odd]))
    return redirect(url_for(".read", authority=here.slug))


def _links() -> list[LinkProposal]:
    reads = access.viewer().authorities(access.READS_REGISTER)
    return LinkProposal.waiting(suppliers.of_authorities(reads).select(Supplier.id))


@bp.get("/links")
@access.required(*access.READS_REGISTER)
def links() -> str:
    """Suppliers of the register that may be a provider with accounts."""
    return render_template(
        "desk/providers/links.html", links=_links(), why=WHY, may=access.viewer().holds(*access.WORKS_ON_REGISTER)
    )


@bp.post("/links/<uuid:proposal>")
@access.required(*access.WORKS_ON_REGISTER)
def link(proposal: UUID) -> Response:
    """They are one, or they are not."""
    works = access.viewer().authorities(access.WORKS_ON_REGISTER)
    mine = suppliers.of_authorities(works).select(Supplier.id)
    query: Any = LinkProposal.select().where(LinkProposal.supplier << mine)
    found, answer = access.find(query, LinkProposal, proposal), request.form.get("answer")
    if answer not in ("yes", "no"):
        abort(400)
    try:
        work.decide_link(found, answer, by=access.viewer().person, now=now())
    except Conflict:
        flash("Somebody decided this before you.")
    else:
        linked = f"{found.supplier.name} is linked with {found.provider.legal_name}."
        flash(linked if answer == "yes" else "They stay apart; it is not asked again.")
    return redirect(url_for(".links"))
