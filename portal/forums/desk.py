"""`/desk/forums/`: the council keeps its forums: what they are for, papers, actions, the next meeting."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from models.calendar import today
from models.conflicts import NotNow, Stale
from models.forums.forum import Forum, ForumAction, ForumPaper
from portal import access
from portal.clock import now
from portal.events import finding
from portal.forums import work
from portal.forums.forms import PAPERS, ActionForm, DoneForm, ForumForm, InviteForm, NewForumForm, PaperForm
from portal.limits import spent
from portal.tenders.work import documents
from portal.uploads import finding as uploads
from portal.uploads import words as upload_words
from portal.uploads.posted import room_for_files

bp = Blueprint("desk_forums", __name__, url_prefix="/desk/forums")

bp.url_value_preprocessor(room_for_files)  # before the token of a form is read

FORUM = "/<uuid:forum>"


def _found(public_id: UUID, roles: tuple[str, ...] = finding.WORKS) -> Forum:
    found: Forum = access.find(work.at_desk(access.viewer().authorities(roles)), Forum, public_id)
    return found


@bp.get("/")
@access.required(*finding.READS)
def index() -> str:
    """The authority’s forums."""
    authority = finding.whose()
    may_work = authority.id in access.viewer().authorities(finding.WORKS)
    return render_template("desk/forums/index.html", forums=list(work.at_desk([authority.id])), may_work=may_work)


@bp.get("/new")
@access.required(*finding.WORKS)
def new() -> str:
    """A new one."""
    return _form("new", None, _offered(NewForumForm(), finding.whose().id), {})


@bp.post("/new")
@access.required(*finding.WORKS)
def new_post() -> Any:
    """Everybody reads of it from now on."""
    authority = finding.whose()
    form = _offered(NewForumForm(request.form), authority.id)
    if not form.validate():
        return _form("new", None, form, form.problems()), 422
    made = work.add(
        authority.id, form.title.text, form.services.data or [], by=access.viewer().person, now=now()
    )  # fmt: skip
    return redirect(url_for(".forum", forum=made.public_id))


def _offered(form: Any, authority_id: int) -> Any:
    form.offer(work.services_of(authority_id))
    return form


@bp.get(f"{FORUM}/")
@access.required(*finding.READS)
def forum(forum: UUID) -> str:
    """Where it stands."""
    found = _found(forum, finding.READS)
    may_work = found.authority_id in access.viewer().authorities(finding.WORKS)
    return render_template(
        "desk/forums/forum.html", forum=found, read=work.read(found, now()), may_work=may_work, papers=PAPERS
    )


@bp.get(f"{FORUM}/change")
@access.required(*finding.WORKS)
def change(forum: UUID) -> str:
    """What is said of it."""
    found = _found(forum)
    form = _offered(ForumForm.of(found, work.read(found, now()).services), found.authority_id)
    return _form("change", found, form, {})


@bp.post(f"{FORUM}/change")
@access.required(*finding.WORKS)
def change_post(forum: UUID) -> Any:
    """Keeps it."""
    found = _found(forum)
    form = _offered(ForumForm(request.form), found.authority_id)
    form.today = today(now())
    if not form.validate():
        return _form("change", found, form, form.problems(), finding.version()), 422
    try:
        work.change(
            found, form.values(), form.services.data or [], by=access.viewer().person, now=now(),
            version=finding.version(),
        )  # fmt: skip
    except Stale as stale:
        said = {"": "Somebody changed it meanwhile. Save again to put yours in the place of theirs"}
        return _form("change", found, form, said, stale.version), 409
    return _back(found, "Saved.")


@bp.get(f"{FORUM}/<any(paper, action, invite):what>")
@access.required(*finding.WORKS)
def more(forum: UUID, what: str) -> str:
    """A paper, an action, or its next meeting."""
    found = _found(forum)
    return _form(what, found, _blank(what, found, None), {})


def _blank(what: str, found: Forum, typed: Any) -> Any:
    form = {"paper": PaperForm, "action": ActionForm, "invite": InviteForm}[what](typed)
    form.today = today(now())
    if isinstance(form, InviteForm):
        form.event.offer(work.invitable(found, now()))
    return form


@bp.post(f"{FORUM}/<any(paper, action, invite):what>")
@access.required(*finding.WORKS)
def more_post(forum: UUID, what: str) -> Any:
    """Keeps it; members are invited to a meeting by mail, each once."""
    found, by = _found(forum), access.viewer().person
    form = _blank(what, found, request.form)
    if not form.validate():
        return _form(what, found, form, form.problems()), 422
    try:
        said = _done(what, found, form, by)
    except documents.CannotTake as refused:
        return _form(what, found, form, {"file": str(refused)}, hidden_found=refused.hidden), 422
    except NotNow:
        return _form(what, found, form, {"event": "Select an event that is coming and no meeting yet"}), 422
    return _back(found, said)


def _done(what: str, found: Forum, form: Any, by: int) -> str:
    if what == "paper":
        work.add_paper(found, form.values(), by=by, now=now(), file=_given())
        return "Published."
    if what == "action":
        work.add_action(found, form.what.data, form.owner.text, form.due_on.value, by=by, now=now())
        return "Noted."
    told = work.invite(found, form.event.data, by=by, now=now())
    return f"{told:,} people of its members are invited."


def _given() -> work.Given | None:
    """The file that was chosen, if one was; 429 where too many were sent."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    if spent("upload"):
        abort(429)
    with file.stream as chosen:  # a large one lies in a file of its own
        return work.Given(file.filename, chosen.read(), "clean" in request.form, uploads.cellar())


@bp.post(f"{FORUM}/papers/<uuid:paper>/withdraw")
@access.required(*finding.WORKS)
def withdraw(forum: UUID, paper: UUID) -> Any:
    """It is shown no longer."""
    found = _found(forum)
    here = access.found(ForumPaper.get_or_none(ForumPaper.forum == found.id, ForumPaper.public_id == paper))
    try:
        work.withdraw_paper(found, here, by=access.viewer().person, now=now())
    except NotNow:
        return _back(found, "It was withdrawn before.")
    return _back(found, "Withdrawn.")


@bp.get(f"{FORUM}/actions/<uuid:action>/done")
@access.required(*finding.WORKS)
def done(forum: UUID, action: UUID) -> str:
    """What came of it."""
    found = _found(forum)
    return _form("done", found, DoneForm(), {}, action=_action(found, action))


def _action(found: Forum, public_id: UUID) -> ForumAction:
    here: ForumAction = access.found(
        ForumAction.get_or_none(ForumAction.forum == found.id, ForumAction.public_id == public_id)
    )
    return here


@bp.post(f"{FORUM}/actions/<uuid:action>/done")
@access.required(*finding.WORKS)
def done_post(forum: UUID, action: UUID) -> Any:
    """Done."""
    found, form = _found(forum), DoneForm(request.form)
    here = _action(found, action)
    if not form.validate():
        return _form("done", found, form, form.problems(), action=here), 422
    try:
        work.finish_action(found, here, form.outcome.text, by=access.viewer().person, now=now())
    except NotNow:
        return _back(found, "It was done before.")
    return _back(found, "Done.")


HEADINGS = {
    "new": "New forum",
    "change": "What is said of it",
    "paper": "A paper or a note",
    "action": "An action",
    "invite": "Invite to its next meeting",
    "done": "Done",
}


def _form(
    what: str, found: Forum | None, form: Any, problems: dict[str, str], version: int = 0, *,
    action: ForumAction | None = None, hidden_found: bool = False,
) -> str:  # fmt: skip
    return render_template(
        "desk/forums/form.html", what=what, forum=found, form=form, problems=problems, heading=HEADINGS[what],
        version=version or (found.version if found else 0), action=action, hidden_found=hidden_found,
        types=upload_words.types(documents.TYPES), accept=upload_words.accept(documents.TYPES),
    )  # fmt: skip


def _back(found: Forum, said: str) -> Any:
    flash(said, "success")
    return redirect(url_for(".forum", forum=found.public_id))
