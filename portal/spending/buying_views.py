"""`/desk/register/buying/`: what a council says of itself as a buyer; and whether a supplier is local to it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from models.calendar import today
from models.conflicts import Stale
from models.register.supplier import Supplier
from models.spending.buying import Buying, Locality, Target
from portal import access
from portal.clock import now
from portal.profile.typed import problems
from portal.register import suppliers
from portal.register.desk import finding
from portal.spending import work
from portal.spending.buying_form import TARGETS, BuyingForm, LocalForm, loaded

bp = Blueprint("desk_buying", __name__, url_prefix="/desk/register")
bp.before_request(finding.readers_only)


@bp.get("/buying/")
@access.required(*finding.WORKS)
def buying() -> str:
    """The form of it."""
    authority = finding.whose(finding.WORKS)
    kept = Buying.of(authority.id)
    return _page(BuyingForm(data=loaded(kept, Target.of(authority.id))), kept.version)


@bp.post("/buying/")
@access.required(*finding.WORKS)
def buying_post() -> Any:
    """Saves it; it is public from the next edition on."""
    authority, form = finding.whose(finding.WORKS), BuyingForm(request.form)
    form.today = today(now())
    version = request.form.get("version", type=int) or 0
    if not form.validate():
        return _page(form, version), 422
    try:
        work.say(authority, form.values(), list(form.targets()), by=access.viewer().person, now=now(), version=version)
    except Stale:
        return _page(form, Buying.of(authority.id).version, meanwhile=True), 409
    flash("Saved. It is public from the next edition on.", "success")
    return redirect(url_for("desk_register.index"))


def _page(form: BuyingForm, version: int, *, meanwhile: bool = False) -> str:
    names = [name for name, _, _ in TARGETS]
    return render_template(
        "desk/spending/buying.html", form=form, version=version, problems=problems(form), names=names,
        meanwhile=meanwhile,
    )  # fmt: skip


@bp.get("/suppliers/<slug>/local")
@access.required(*finding.WORKS)
def local(slug: str) -> str:
    """Whether a supplier is local, as far as is known."""
    authority, supplier = finding.whose(finding.WORKS), _supplier(slug)
    known = Locality.get_or_none(Locality.authority == authority.id, Locality.supplier == supplier.id)
    return _local(supplier, LocalForm(data={"local": known.local, "source": known.source} if known else {}))


@bp.post("/suppliers/<slug>/local")
@access.required(*finding.WORKS)
def local_post(slug: str) -> Any:
    """Saves it."""
    authority, supplier, form = finding.whose(finding.WORKS), _supplier(slug), LocalForm(request.form)
    if not form.validate():
        return _local(supplier, form), 422
    values = form.local.data or "", form.source.data or ""
    work.say_local(authority, supplier, *values, by=access.viewer().person, now=now())
    flash(f"{supplier.name}: saved.", "success")
    return redirect(url_for("desk_suppliers.read", slug=slug))


def _local(supplier: Supplier, form: LocalForm) -> str:
    means = Buying.of(finding.whose(finding.WORKS).id).local_means
    return render_template(
        "desk/spending/local.html", supplier=supplier, form=form, problems=problems(form), means=means
    )


def _supplier(slug: str) -> Supplier:
    mine = suppliers.of_authorities([finding.whose(finding.WORKS).id])
    found: Supplier = access.found(mine.where(Supplier.slug == slug).first())
    return found
