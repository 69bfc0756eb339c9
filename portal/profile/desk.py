"""`/desk/returns/…/provider`: what the provider of a return says about itself, once, beside what it sends."""

from uuid import UUID

from flask import Blueprint, render_template

from models.calendar import today
from models.provider import Provider
from portal import access
from portal.clock import now
from portal.endings import work as endings
from portal.ofsted import words as ofsted_words
from portal.ofsted import work as ofsted
from portal.profile import words, work
from portal.profile.questions import SECTIONS
from portal.returns import finding

bp = Blueprint("desk_profile", __name__, url_prefix="/desk/returns")


@bp.get("/<uuid:return_id>/provider")
@access.required(*access.READS_RETURNS)
def read(return_id: UUID) -> str:
    """The profile as it stands, what ends, and what Ofsted has of the homes."""
    ret = finding.readable(return_id)
    provider = Provider.get_by_id(ret.provider_id)
    return render_template(
        "desk/returns/provider.html",
        ret=ret,
        provider=provider,
        said=words,
        cover=SECTIONS["insurance"].loaded(provider)["cover"],
        things=endings.of([provider.id]),
        on=today(now()),
        homes=work.homes(provider.id),
        listed={match.home.id: match for match in ofsted.of_providers([provider.id])},
        listed_words=ofsted_words,
    )
