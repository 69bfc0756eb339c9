"""`/desk/register/suppliers/`: who is paid, what is known of them, and which names are one firm."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.calendar import today
from models.conflicts import AlreadyDone, Conflict, NotYours, Stale
from models.provider import Provider
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier
from portal import access
from portal.clock import now
from portal.profile.typed import problems
from portal.profile.words import REGISTERS
from portal.register import parts, supplier_form, supplier_work, suppliers
from portal.register.supplier_form import FactsForm

bp = Blueprint("desk_suppliers", __name__, url_prefix="/desk/register/suppliers")

WHY = {
    "same_name": "they have the same name, but for Ltd or Limited, capitals, stops and the like",
    "same_company_number": "they have the same company number",
    "same_charity_number": "they have the same charity number",
    "officer": "somebody who keeps a register thinks so",
}
SAME = {
    "same_name": "Name",
    "same_company_number": "Company number",
    "same_charity_number": "Charity number",
    "officer": "Somebody thinks so",
}
CHANGED_MEANWHILE = "Somebody changed this supplier while you had the page open. Look at it again, then go on."


@bp.before_request
def people_of_the_register_only() -> None:
    """One check for everything here: a seat that reads the register."""
    if not access.viewer().holds(*access.READS_REGISTER):
        abort(403)


@bp.context_processor
def supplier_words() -> dict[str, Any]:
    """The words of keys that are stored."""
    return {"why": WHY, "same": SAME, "registers": REGISTERS}


def reads() -> list[int]:
    """Authorities whose register this person reads."""
    return access.viewer().authorities(access.READS_REGISTER)


def works() -> list[int]:
    """Authorities whose register this person may change."""
    return access.viewer().authorities(access.WORKS_ON_REGISTER)


def one_of(authorities: list[int], slug: str) -> Supplier:
    """A supplier of a contract of these authorities; 404 for any other."""
    found: Supplier | None = suppliers.of_authorities(authorities).where(Supplier.slug == slug).first()
    return access.found(found)


def is_paid(*these: Supplier) -> bool:
    """Whether one of them at least stands in a register that this person may change."""
    return bool(suppliers.of_authorities(works()).where(Supplier.id << [one.id for one in these]).exists())


def version() -> int:
    """The version of the supplier that the person had before them."""
    return request.form.get("version", type=int) or 0


@bp.get("/")
def index() -> str:
    """Every supplier of one’s own contracts, or those that are looked for."""
    text = request.args.get("q", "").strip()[:200]
    part = suppliers.found(reads(), text, request.args.get("page", type=int))
    return render_template(
        "desk/register/suppliers/index.html", part=part, text=text, waiting=len(suppliers.proposals(reads()))
    )


@bp.get("/<slug>/")
def read(slug: str) -> Any:
    """One supplier: names, facts, contracts, the provider that it is."""
    gone = Supplier.get_or_none(Supplier.slug == slug)
    if gone and gone.merged_into_id:
        return redirect(url_for(".read", slug=one_of(reads(), gone.now().slug).slug))
    supplier = one_of(reads(), slug)
    waiting = [one for one in suppliers.proposals(reads()) if supplier.id in (one.a_id, one.b_id)]
    may_change = is_paid(supplier)
    return render_template(
        "desk/register/suppliers/read.html",
        side=suppliers.side(supplier, reads(), reads()),
        waiting=waiting,
        may_change=may_change,
        candidates=suppliers.candidates(supplier) if may_change and not supplier.provider_id else [],
    )


@bp.get("/<slug>/change")
@access.required(*access.WORKS_ON_REGISTER)
def change(slug: str) -> str:
    """The form of what is known of it."""
    supplier = one_of(works(), slug)
    return _form(supplier, FactsForm(data=supplier_form.loaded(supplier)), supplier.version)


def _form(supplier: Supplier, form: FactsForm, shown: int, **more: Any) -> str:
    keepers, _ = suppliers.elsewhere(supplier, works())
    more.setdefault("problems", {})
    return render_template(
        "desk/register/suppliers/change.html", supplier=supplier, form=form, version=shown, keepers=keepers, **more
    )


@bp.post("/<slug>/change")
@access.required(*access.WORKS_ON_REGISTER)
def change_post(slug: str) -> Any:
    """Saves it. Where somebody was quicker, theirs is shown beside and nothing is overwritten."""
    supplier, form = one_of(works(), slug), FactsForm(request.form)
    form.today = today(now())
    if not form.validate():
        return _form(supplier, form, version(), problems=problems(form)), 422
    try:
        supplier_work.change(supplier, form.values(), by=access.viewer().person, now=now(), version=version())
    except Stale as error:
        theirs = supplier_form.loaded(one_of(works(), slug))
        differing = {name: text for name, text in theirs.items() if text != (form[name].data or "")}
        return _form(supplier, form, error.version, theirs=differing, last=error), 409
    flash(f"{supplier.name}: saved.", "success")
    return redirect(url_for(".read", slug=slug))


@bp.get("/<slug>/provider")
@access.required(*access.WORKS_ON_REGISTER)
def provider(slug: str) -> str:
    """Which provider with accounts it is: those that bear a sign, and those that are looked for."""
    return _provider(one_of(works(), slug))


def _provider(supplier: Supplier, problem: str = "") -> str:
    text = request.values.get("q", "").strip()[:200]
    found = suppliers.candidates(supplier, text)
    keepers, _ = suppliers.elsewhere(supplier, works())
    return render_template(
        "desk/register/suppliers/provider.html",
        supplier=supplier,
        candidates=found,
        text=text,
        problem=problem,
        keepers=keepers,
    )


@bp.post("/<slug>/provider")
@access.required(*access.WORKS_ON_REGISTER)
def provider_post(slug: str) -> Any:
    """Somebody confirms it."""
    supplier = one_of(works(), slug)
    try:
        chosen = Provider.get_or_none(Provider.public_id == UUID(request.form.get("provider", "")))
    except ValueError:
        chosen = None
    if chosen is None:
        return _provider(supplier, "Select which provider it is"), 422
    try:
        supplier_work.link(supplier, chosen.id, by=access.viewer().person, now=now(), version=version())
    except Conflict:
        return _provider(one_of(works(), slug), CHANGED_MEANWHILE), 409
    flash(f"{supplier.name} is linked with {chosen.legal_name}.", "success")
    return redirect(url_for(".read", slug=slug))


@bp.post("/<slug>/unlink")
@access.required(*access.WORKS_ON_REGISTER)
def unlink(slug: str) -> Response:
    """It is not that provider after all."""
    supplier = one_of(works(), slug)
    try:
        supplier_work.unlink(supplier, by=access.viewer().person, now=now(), version=version())
    except AlreadyDone:
        flash("There is no link any more.")
    except Conflict:
        flash(CHANGED_MEANWHILE, "error")
    else:
        flash("The link is gone. Both stay as they are.", "success")
    return redirect(url_for(".read", slug=slug))


@bp.get("/<slug>/same-as")
@access.required(*access.WORKS_ON_REGISTER)
def same_as(slug: str) -> str:
    """Look for the other name of a firm that stands here twice."""
    return _same_as(one_of(works(), slug))


def _same_as(supplier: Supplier, problem: str = "") -> str:
    text = request.values.get("q", "").strip()[:200]
    part = suppliers.found(reads(), text, 1) if text else None
    others = [line for line in part.items if line.supplier.id != supplier.id] if part else []
    page = "desk/register/suppliers/same_as.html"
    return render_template(page, supplier=supplier, text=text, others=others, problem=problem)


@bp.post("/<slug>/same-as")
@access.required(*access.WORKS_ON_REGISTER)
def same_as_post(slug: str) -> Any:
    """Asks about the pair; on to deciding it."""
    supplier = one_of(works(), slug)
    other = suppliers.of_authorities(reads()).where(Supplier.slug == request.form.get("other", "")).first()
    if other is None or other.id == supplier.id:
        return _same_as(supplier, "Select the other name"), 422
    supplier_work.propose(supplier, other, now=now())
    return redirect(_pair_address(suppliers.proposal(supplier, other)))


def _pair_address(asked: MergeProposal | None) -> str:
    both = access.found(asked)
    return url_for(".pair", a=both.a.slug, b=both.b.slug)


@bp.get("/<slug>/apart")
@access.required(*access.WORKS_ON_REGISTER)
def apart(slug: str) -> str:
    """Which of its names is that of another firm."""
    return _apart(one_of(works(), slug))


def _apart(supplier: Supplier, problem: str = "") -> str:
    keepers, _ = suppliers.elsewhere(supplier, works())
    others = [name for name in supplier.names() if name != supplier.name]
    page = "desk/register/suppliers/apart.html"
    return render_template(page, supplier=supplier, others=others, keepers=keepers, problem=problem)


@bp.post("/<slug>/apart")
@access.required(*access.WORKS_ON_REGISTER)
def apart_post(slug: str) -> Any:
    """The other firm bears that name from now on."""
    supplier, name, by = one_of(works(), slug), request.form.get("name", ""), access.viewer().person
    try:
        supplier_work.part(supplier, name, works(), by=by, now=now(), version=version())
    except NotYours:
        return _apart(supplier, "It stands in another council’s register, too: ask them first"), 422
    except ValueError:
        return _apart(supplier, "Select which name is that of another firm"), 422
    except Conflict:
        return _apart(one_of(works(), slug), CHANGED_MEANWHILE), 409
    flash(f"{name} is a firm of its own. Contracts that are its still name {supplier.name}: change those.", "success")
    return redirect(url_for(".read", slug=slug))


@bp.get("/merge")
def merge() -> str:
    """Pairs of names that may be one firm."""
    part = parts.of(suppliers.proposals(reads()), request.args.get("page", type=int))
    ids = {number for one in part.items for number in (one.a_id, one.b_id)}
    counts = suppliers.contract_counts(sorted(ids), reads())
    return render_template("desk/register/suppliers/merge.html", part=part, counts=counts)


def asked_about(a: str, b: str, authorities: list[int]) -> MergeProposal:
    """What was asked about two suppliers of which these authorities pay one at least; 404 elsewhere."""
    both = [access.found(Supplier.get_or_none(Supplier.slug == slug)) for slug in (a, b)]
    if not suppliers.of_authorities(authorities).where(Supplier.id << [one.id for one in both]).exists():
        abort(404)
    return access.found(suppliers.proposal(*both))


@bp.get("/merge/<a>/<b>")
def pair(a: str, b: str) -> Any:
    """Both, side by side: are they one?"""
    asked = asked_about(a, b, reads())
    if asked.a.merged_into_id or asked.b.merged_into_id:
        return redirect(url_for(".read", slug=asked.a.now().slug))
    return _pair(asked)


def _pair(asked: MergeProposal, problem: str = "") -> str:
    both = (asked.a, asked.b)
    sides = [suppliers.side(one, reads(), works() or reads()) for one in both]
    may_decide = asked.answer is None and is_paid(*both)
    return render_template(
        "desk/register/suppliers/pair.html",
        asked=asked,
        sides=sides,
        may_decide=may_decide,
        may_work=bool(works()),
        problem=problem,
    )


@bp.post("/merge/<a>/<b>")
@access.required(*access.WORKS_ON_REGISTER)
def decide(a: str, b: str) -> Any:
    """One firm, and which name stays; or two."""
    asked, by = asked_about(a, b, works()), access.viewer().person
    answer = request.form.get("answer", "")
    if answer not in ("two", asked.a.slug, asked.b.slug):
        return _pair(asked, "Select whether they are one firm or two"), 422
    try:
        if answer == "two":
            supplier_work.keep_apart(asked, by=by, now=now())
        else:
            kept = asked.a if answer == asked.a.slug else asked.b
            supplier_work.merge(asked, kept, works(), by=by, now=now())
    except NotYours:
        return _pair(asked, "Select another answer: that name stands in another council’s register, too"), 422
    except Conflict:
        flash("Somebody decided this before you.", "error")
        return redirect(url_for(".merge"))
    flash(
        "They stay two firms; it is not asked again." if answer == "two" else f"{kept.name}: one firm now.", "success"
    )
    return redirect(url_for(".merge"))
