"""Adding, changing, extending and ending contracts, and opening a framework to other authorities."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.calendar import today
from models.conflicts import AlreadyDone, Stale
from models.register.award import Award
from models.register.contract import Contract
from portal import access
from portal.clock import now
from portal.london import day
from portal.register.desk import finding, merging, words
from portal.register.desk.act_forms import EndForm, ExtendForm, OtherForm
from portal.register.desk.contract_form import ContractForm
from portal.register.desk.work import beside, keeping, parties

bp = Blueprint("register_keeping", __name__, url_prefix="/desk/register")
bp.before_request(finding.readers_only)

OTHERS = "/contracts/<authority>/<slug>/<any(users, buyers):what>"
Candidates = dict[int, Sequence[parties.Candidate]]
NAMES_TO_PICK = 400
KEPT = "Saved."
HELD = (
    "Saved, and held back: the publication guard found something that may identify a person. "
    "It is not published until somebody decides."
)


@bp.get("/new")
@access.required(*finding.WORKS)
def new() -> str:
    """The form of a new contract."""
    return _new(finding.whose(finding.WORKS), ContractForm())


@bp.post("/new")
@access.required(*finding.WORKS)
def new_post() -> Any:
    """Adds it; what is wrong is said at its box."""
    authority, form = finding.whose(finding.WORKS), ContractForm(request.form)
    if "more" in request.form:
        form.one_more()
        return _new(authority, form)
    _prepare(form, authority)
    if not form.validate():
        return _new(authority, form, problems=form.problems()), 422
    try:
        kept = keeping.add(authority, form.typed(), by=access.viewer().person, now=now())
    except parties.Unclear as unclear:
        return _new(authority, form, candidates=unclear.rows), 422
    except keeping.Broken as error:
        return _new(authority, form, problems={error.box: str(error)}), 422
    return _saved(authority.slug, kept)


def _new(authority: Authority, form: ContractForm, **more: Any) -> str:
    _prepare(form, authority)
    return _form(authority, form, contract=None, version=0, was="", **more)


@bp.get("/contracts/<authority>/<slug>/change")
@access.required(*finding.WORKS)
def change(authority: str, slug: str) -> str:
    """The form of a contract as it stands."""
    contract = finding.workable(authority, slug)
    form = _as_it_stands(contract)
    return _change(contract, form, contract.version, merging.marks(form.texts()))


@bp.post("/contracts/<authority>/<slug>/change")
@access.required(*finding.WORKS)
def change_post(authority: str, slug: str) -> Any:
    """Changes what is different. Who is second sees what the first one changed, and nothing typed is lost."""
    contract, form = finding.workable(authority, slug), ContractForm(request.form)
    version, was, there = finding.version(), request.form.get("was", ""), _as_it_stands(contract)
    if "more" in request.form:
        form.one_more()
        return _change(contract, form, version, was)
    _prepare(form, contract.authority, contract)
    if not form.validate() and (problems := form.problems(unless=there.texts())):
        return _change(contract, form, version, was, problems=problems), 422
    typed, loaded = form.typed(), there.typed()
    try:
        kept = keeping.change(contract, typed, loaded, by=access.viewer().person, now=now(), version=version)
    except Stale as stale:
        return _clash(finding.workable(authority, slug), form, was, stale), 409
    except parties.Unclear as unclear:
        return _change(contract, form, version, was, candidates=unclear.rows), 422
    except keeping.Broken as error:
        return _change(contract, form, version, was, problems={error.box: str(error)}), 422
    return _saved(authority, kept)


def _clash(contract: Contract, mine: ContractForm, was: str, stale: Stale) -> str:
    """The form with mine where I typed, theirs where I did not, and a list of what they changed."""
    theirs = _as_it_stands(contract)
    changed = merging.differences(was, mine.texts(), theirs.texts())
    data = mine.data | {one.name: theirs[one.name].data for one in changed if one.mine is None}
    marks = merging.marks(theirs.texts())
    return _change(contract, ContractForm(data=data), contract.version, marks, clash=stale, changed=changed)


def _as_it_stands(contract: Contract) -> ContractForm:
    """The form of a contract before anybody typed; read, so that it can be compared."""
    awards = Award.of(Contract.id == contract.id).get(contract.id, [])
    form = ContractForm(data=ContractForm.loaded(contract, awards, keeping.framework_of(contract)))
    _prepare(form, contract.authority, contract)
    form.validate()
    return form


def _change(contract: Contract, form: ContractForm, version: int, was: str, **more: Any) -> str:
    _prepare(form, contract.authority, contract)
    return _form(contract.authority, form, contract=contract, version=version, was=was, **more)


def _prepare(form: ContractForm, authority: Authority, contract: Contract | None = None) -> None:
    services, frameworks = keeping.choices(authority, contract)
    form.prepare(services, frameworks, today(now()))


def _form(
    authority: Authority, form: ContractForm, *, candidates: Candidates | None = None,
    problems: dict[str, str] | None = None, **more: Any,
) -> str:  # fmt: skip
    unclear = {f"awards-{row}-supplier": "Select which supplier this is" for row in candidates or {}}
    return render_template(
        "desk/register/form.html",
        authority=authority,
        form=form,
        problems={**(problems or {}), **unclear},
        candidates=candidates or {},
        names=parties.names_known(authority.id, NAMES_TO_PICK),
        a_new_one=parties.NEW,
        words=words,
        **more,
    )


def _saved(authority: str, kept: keeping.Kept) -> Response:
    new = f" New in the register: {', '.join(kept.new)}." if kept.new else ""
    if not kept.changed:
        flash("Nothing was different, so nothing was changed.")
    elif kept.held:
        flash(HELD + new, "warning")
    else:
        flash(KEPT + new, "success")
    return redirect(url_for("desk_register.contract", authority=authority, slug=kept.contract.slug))


@bp.get("/contracts/<authority>/<slug>/extend")
@access.required(*finding.WORKS)
def extend(authority: str, slug: str) -> str:
    """By how much, since when, why."""
    contract = finding.workable(authority, slug)
    return _act("extend", contract, ExtendForm(data={"decided_on": day(today(now()))}), contract.version)


@bp.post("/contracts/<authority>/<slug>/extend")
@access.required(*finding.WORKS)
def extend_post(authority: str, slug: str) -> Any:
    """Extends it."""
    contract, form = finding.workable(authority, slug), ExtendForm(request.form)
    form.today = today(now())

    def act(by: int, version: int) -> str:
        keeping.extend(contract, keeping.Longer(**form.values()), by=by, now=now(), version=version)
        return "Extended."

    return _done("extend", contract, form, act)


@bp.get("/contracts/<authority>/<slug>/end")
@access.required(*finding.WORKS)
def end(authority: str, slug: str) -> str:
    """On which day, and why."""
    contract = finding.workable(authority, slug)
    return _act("end", contract, EndForm(), contract.version)


@bp.post("/contracts/<authority>/<slug>/end")
@access.required(*finding.WORKS)
def end_post(authority: str, slug: str) -> Any:
    """Ends it, for good."""
    contract, form = finding.workable(authority, slug), EndForm(request.form)
    form.today = today(now())

    def act(by: int, version: int) -> str:
        held = keeping.end(contract, **form.values(), by=by, now=now(), version=version)
        return HELD if held else "Its end is noted."

    return _done("end", contract, form, act)


def _done(what: str, contract: Contract, form: Any, act: Any) -> Any:
    """Does it; where a colleague was quicker, shows what stands now and keeps what was typed."""
    if not form.validate():
        return _act(what, contract, form, finding.version()), 422
    try:
        flash(act(access.viewer().person, finding.version()), "success")
    except Stale as stale:
        fresh = finding.workable(contract.authority.slug, contract.slug)
        return _act(what, fresh, form, fresh.version, clash=stale), 409
    except keeping.Broken as error:
        return _act(what, contract, form, finding.version(), problems={error.box: str(error)}), 422
    return redirect(url_for("desk_register.contract", **finding.address(contract)))


def _act(what: str, contract: Contract, form: Any, version: int, **more: Any) -> str:
    more["problems"] = {**form.problems(), **more.get("problems", {})}
    return render_template(
        f"desk/register/{what}.html", contract=contract, form=form, version=version, words=words, **more
    )


@bp.get(OTHERS)
@access.required(*finding.WORKS)
def others(authority: str, slug: str, what: str) -> str:
    """Which other authorities may call off from a framework, or buy a contract together with this one."""
    return _others(finding.workable(authority, slug), what, OtherForm())


@bp.post(OTHERS)
@access.required(*finding.WORKS)
def others_post(authority: str, slug: str, what: str) -> Any:
    """One more, or one less."""
    contract, form = finding.workable(authority, slug), OtherForm(request.form)
    here, by = url_for(".others", authority=authority, slug=slug, what=what), access.viewer().person
    said = words.OTHERS[what]
    if gone := request.form.get("stop"):
        beside.stop(what, contract, gone, by=by, now=now())
        flash(said.stopped, "success")
        return redirect(here)
    if not form.validate():
        return _others(contract, what, form), 422
    try:
        flash(f"{beside.add(what, contract, form.name.text, by=by, now=now())} {said.added}", "success")
    except AlreadyDone:
        flash(said.already)
    except keeping.Broken as error:
        return _others(contract, what, form, {error.box: str(error)}), 422
    return redirect(here)


def _others(contract: Contract, what: str, form: OtherForm, problems: dict[str, str] | None = None) -> str:
    wrong = {**form.problems(), **(problems or {})}
    return render_template(
        "desk/register/others.html", contract=contract, what=what, said=words.OTHERS[what],
        others=beside.of(what, contract), form=form, problems=wrong,
    )  # fmt: skip
