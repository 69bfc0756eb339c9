"""`/desk/questions/<council>/<set>/`: what the council lays over a set. Looked at first as a provider will see it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from models.authority import Authority
from models.conflicts import AlreadyDone, Stale
from portal import access
from portal.clock import now
from portal.questions import shelf, words
from portal.tailoring import overlay_form
from portal.tailoring.views import council
from portal.tailoring.work import overlays

bp = Blueprint("desk_overlays", __name__, url_prefix="/desk/questions")


def _desk(authority: str, set_key: str, roles: tuple[str, ...]) -> tuple[Authority, overlays.Desk]:
    here = council(authority, roles)
    return here, access.found(overlays.desk(here, set_key))


@bp.get("/<authority>/<set_key>/")
@access.required(*access.READS_QUESTIONS)
def read(authority: str, set_key: str) -> str:
    """What is laid over a set now, and every version before."""
    here, desk = _desk(authority, set_key, access.READS_QUESTIONS)
    preview = overlays.preview(desk.questions, desk.overlay)
    mine = here.id in access.viewer().authorities(access.WORKS_ON_QUESTIONS)
    return render_template(
        "desk/questions/overlay.html", authority=here, desk=desk, preview=preview, mine=mine, words=words
    )


@bp.get("/<authority>/<set_key>/change")
@access.required(*access.WORKS_ON_QUESTIONS)
def change(authority: str, set_key: str) -> str:
    """The form, as it stands now."""
    here, desk = _desk(authority, set_key, access.WORKS_ON_QUESTIONS)
    return _form(here, desk, overlay_form.as_typed(desk.overlay), desk.seen)


def _form(here: Authority, desk: overlays.Desk, typed: overlay_form.Typed, seen: int, **more: Any) -> str:
    return render_template(
        "desk/questions/change.html",
        authority=here,
        desk=desk,
        set=desk.questions,
        typed=typed,
        seen=seen,
        form=overlay_form,
        over=more.get("over", ()),
        say=overlays.say,
    )


@bp.post("/<authority>/<set_key>/change")
@access.required(*access.WORKS_ON_QUESTIONS)
def change_post(authority: str, set_key: str) -> Any:
    """Looks at it, goes back to change it again, or saves it, as the pressed button says."""
    here, desk = _desk(authority, set_key, access.WORKS_ON_QUESTIONS)
    seen, do = request.form.get("seen", type=int) or 0, request.form.get("do", "look")
    typed, overlay = overlay_form.read(request.form, desk.questions)
    if overlay is None or do == "again":
        return _form(here, desk, typed, seen), 200 if do == "again" and overlay is not None else 422
    overlay = overlays.numbered(here, set_key, overlay)
    found = overlays.preview(desk.questions, overlay)
    if not found.allowed:
        typed.refuse(overlay_form.at_boxes(found.faults))
        return _form(here, desk, typed, seen, over=found.over), 422
    if do == "save":
        return _save(here, desk, overlay, typed, found, seen)
    return _preview(here, desk, overlay, typed, found, seen)


def _preview(
    here: Authority, desk: overlays.Desk, overlay: Any, typed: overlay_form.Typed, found: overlays.Preview, seen: int,
    **more: str,
) -> str:  # fmt: skip
    size = request.form.get("size", "small")
    tier = words.SIZES.get(size, "core")
    journey = overlays.as_a_provider(desk.questions, overlay, tier, here)
    return render_template(
        "desk/questions/preview.html",
        authority=here,
        desk=desk,
        set=desk.questions,
        typed=typed,
        overlay=overlay,
        found=found,
        seen=seen,
        size=size if size in words.SIZES else "small",
        chapters=overlays.changed(shelf.chapters(found.laid, journey.situation), overlay),
        words=words,
        **more,
    )


def _save(
    here: Authority, desk: overlays.Desk, overlay: Any, typed: overlay_form.Typed, found: overlays.Preview, seen: int
) -> Any:
    why, key = typed.get("why"), desk.questions.key
    try:
        overlays.save(here, key, overlay, why=why, seen=seen, by=access.viewer().person, now=now())
    except ValueError as missing:
        return _preview(here, desk, overlay, typed, found, seen, error=str(missing)), 422
    except Stale as stale:
        clash = f"{stale.name} saved another version meanwhile. Your words are still here."
        return _preview(here, desk, overlay, typed, found, stale.version, clash=clash), 409
    except AlreadyDone:
        pass  # pressed twice
    flash("Saved. It counts from the next return that you ask for; those that are out stay as they are.")
    return redirect(url_for(".read", authority=here.slug, set_key=key))


@bp.post("/<authority>/<set_key>/back/<int(max=99999):number>")
@access.required(*access.WORKS_ON_QUESTIONS)
def back(authority: str, set_key: str, number: int) -> Response:
    """Version `number` once more."""
    here, desk = _desk(authority, set_key, access.WORKS_ON_QUESTIONS)
    access.found(next((row for row, _ in desk.history if row.number == number), None))
    seen = request.form.get("seen", type=int) or 0
    try:
        overlays.back_to(here, set_key, number, seen=seen, by=access.viewer().person, now=now())
    except Stale as stale:
        flash(f"{stale.name} saved another version meanwhile. This is how it stands.")
    except overlays.NotAllowed as refused:
        flash(str(refused), "error")
    except AlreadyDone:
        pass  # pressed twice
    else:
        flash(f"Version {number} counts again, from the next return that you ask for.")
    return redirect(url_for(".read", authority=authority, set_key=set_key))
