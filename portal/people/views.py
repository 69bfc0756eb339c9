"""`/people/` and `POST /switch`: who belongs to one’s organisation, and which organisation’s lists one looks at."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from models.conflicts import Conflict
from models.invitation import Invitation
from models.person import Membership
from portal import access
from portal.accounts.onward import own_path
from portal.accounts.security import councils
from portal.clock import now
from portal.limits import limited
from portal.people import work
from portal.people.questions import InviteProvider, InviteToAuthority, InviteToProvider, RolesForm
from portal.people.words import MAY, ROLES, refused
from portal.profile.typed import problems

bp = Blueprint("people", __name__)

INVITES_PROVIDERS = ("officer", "manager")


@bp.context_processor
def role_words() -> dict[str, dict[str, str]]:
    """Each role in a word, and what it may do in a sentence."""
    return {"roles": ROLES, "may": MAY}


def seat() -> access.Seat:
    """The seat whose organisation is shown; 403 for somebody who belongs nowhere."""
    return access.viewer().seat or abort(403)


def governs(seat: access.Seat) -> bool:
    """Whether this person says who belongs to the seat’s organisation."""
    who = access.viewer()
    if seat.provider is not None:
        return who.leads(seat.provider)
    return seat.authority in who.authorities(["administrator"])


def governed() -> Any:
    """Live memberships of organisations whose people this person says."""
    who = access.viewer()
    led = [provider for provider in who.providers if who.leads(provider)]
    mine = (Membership.provider << led) | (Membership.authority << who.authorities(["administrator"]))
    return Membership.live().where(mine)


def theirs(public_id: UUID) -> Membership:
    """One membership that this person may change; else 404."""
    found: Membership = access.find(governed(), Membership, public_id)
    return found


@bp.get("/people/")
def index() -> str:
    """Colleagues, invitations that are open, and what this person may do about them."""
    here = seat()
    side = work.side_of(here.authority, here.provider)
    may = governs(here)
    return render_template(
        "people/index.html",
        seat=here,
        people=work.colleagues(side),
        invitations=work.open_invitations(side, now()) if may else [],
        governs=may,
        may_invite_providers=here.authority in access.viewer().authorities(INVITES_PROVIDERS),
        me=access.viewer().person,
        councils=councils(),
    )


def invite_form(here: access.Seat, data: Any = None) -> InviteToProvider | InviteToAuthority:
    return InviteToProvider(data) if here.provider is not None else InviteToAuthority(data)


@bp.get("/people/invite")
def invite() -> str:
    """Asks for an address and a role; for leads and administrators."""
    here = seat()
    if not governs(here):
        abort(403)
    return render_template("people/invite.html", seat=here, form=invite_form(here), problems={})


@bp.post("/people/invite")
@limited("invite")
def invite_post() -> Response | str:
    """Sends an invitation to the organisation that is shown."""
    here = seat()
    if not governs(here):
        abort(403)
    form = invite_form(here, request.form)
    wrong = {} if form.validate() else problems(form)
    if not wrong:
        try:
            work.invite(work.side_of(here.authority, here.provider), form.email.text, form.role.data, _me(), now())
        except Conflict as error:
            wrong = {"email": refused(error)}
    if wrong:
        return render_template("people/invite.html", seat=here, form=form, problems=wrong)
    flash(f"We have sent an invitation to {form.email.data}.", "success")
    return redirect(url_for(".index"))


@bp.get("/people/invite-provider")
@access.required(*INVITES_PROVIDERS)
def invite_provider() -> str:
    """Asks for an organisation that is not here yet, and who will lead for it."""
    return render_template("people/invite_provider.html", form=InviteProvider(), problems={})


@bp.post("/people/invite-provider")
@access.required(*INVITES_PROVIDERS)
@limited("invite")
def invite_provider_post() -> Response | str:
    """Makes the organisation and invites its first lead."""
    form = InviteProvider(request.form)
    if not form.validate():
        return render_template("people/invite_provider.html", form=form, problems=problems(form))
    work.invite_provider(form.legal_name.text, form.kind.data, form.email.text, _me(), now())
    flash(f"We have sent an invitation to {form.email.data}.", "success")
    return redirect(url_for(".index"))


@bp.post("/people/invitations/<uuid:invitation>/withdraw")
def withdraw(invitation: UUID) -> Response:
    """The link of an invitation works no more."""
    who = access.viewer()
    led = [provider for provider in who.providers if who.leads(provider)]
    mine = (Invitation.provider << led) | (Invitation.authority << who.authorities(["administrator"]))
    rows: Any = Invitation.select().where(mine)
    found: Invitation = access.find(rows, Invitation, invitation)
    return _done(
        lambda: work.withdraw(found, who.person, now()), "The invitation is withdrawn: its link works no more."
    )


@bp.get("/people/<uuid:membership>/remove")
def remove(membership: UUID) -> str:
    """Asks whether it is meant, and says what follows."""
    found = theirs(membership)
    duties = work.duties(found.side, found.person_id, now())
    return render_template("people/remove.html", membership=found, me=_me(), duties=duties)


@bp.post("/people/<uuid:membership>/remove")
def remove_post(membership: UUID) -> Response:
    """Somebody leaves; from their next click they see nothing of this organisation."""
    found = theirs(membership)
    name = found.person.name
    anyway = request.form.get("anyway") == "yes"
    return _done(lambda: work.remove(found, _me(), now(), anyway=anyway), f"{name} does not belong here any more.")


@bp.get("/people/<uuid:membership>/hand-over")
def hand_over(membership: UUID) -> str:
    """Asks whether a colleague shall lead in one’s place."""
    found = theirs(membership)
    if found.provider_id is None or found.person_id == _me():
        abort(404)
    return render_template("people/hand_over.html", membership=found)


@bp.post("/people/<uuid:membership>/hand-over")
def hand_over_post(membership: UUID) -> Response:
    """The colleague leads from now on."""
    found, me = theirs(membership), _me()
    here = (Membership.provider == found.provider_id) & (Membership.role == "lead") & (Membership.person == me)
    mine = Membership.live().where(here).first() if found.provider_id is not None else None
    if mine is None:
        abort(404)
    return _done(lambda: work.hand_over(mine, found, me, now()), f"{found.person.name} leads now. You are a member.")


@bp.get("/people/<uuid:membership>/roles")
def roles(membership: UUID) -> str:
    """Which roles somebody of the authority holds."""
    found = theirs(membership)
    if found.authority_id is None:
        abort(404)
    here = next(c for c in work.colleagues(found.side) if c.person.id == found.person_id)
    return render_template("people/roles.html", membership=found, form=RolesForm(roles=here.roles), problems={})


@bp.post("/people/<uuid:membership>/roles")
def roles_post(membership: UUID) -> Response | str:
    """Gives exactly the roles that are ticked."""
    found, form = theirs(membership), RolesForm(request.form)
    if found.authority_id is None:
        abort(404)
    authority = found.authority_id
    if not form.validate():
        return render_template("people/roles.html", membership=found, form=form, problems=problems(form))
    demanding = current_app.config["EVENHAND"].second_factor_roles
    return _done(
        lambda: work.change_roles(authority, found.person_id, form.roles.data or [], _me(), now(), demanding),
        f"The roles of {found.person.name} are changed.",
    )


@bp.post("/switch")
def switch() -> Response:
    """Looks at another of one’s organisations. Changes which lists are shown, never what may be seen."""
    try:
        wanted = UUID(request.form.get("organisation", ""))
    except ValueError:
        abort(404)
    if wanted not in {one.organisation for one in access.viewer().seats}:
        abort(404)
    session["organisation"] = str(wanted)
    return redirect(own_path(request.form.get("next")) or url_for("home.home"))


def _me() -> int:
    return access.viewer().person


def _done(act: Any, said: str) -> Response:
    """Does it and says so, or says why it cannot be done; both on the list of people."""
    try:
        act()
    except Conflict as error:
        flash(refused(error), "error")
    else:
        flash(said, "success")
    if not current_user.is_authenticated or not _still_here():
        return redirect(url_for("home.home"))
    return redirect(url_for(".index"))


def _still_here() -> bool:
    """Whoever removed themselves may have no seat left."""
    return bool(access.seats(current_user.id))
