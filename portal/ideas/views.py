"""`/ideas/new`: anybody, signed in or not, may tell a council their idea."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.clock import now
from portal.ideas import work
from portal.ideas.questions import IdeaForm
from portal.limits import limited
from portal.profile.typed import problems

bp = Blueprint("ideas", __name__, url_prefix="/ideas")


def _subjects() -> dict[str, str]:
    """What an idea can be about; 404 where nobody reads ideas."""
    return work.subjects() or abort(404)


@bp.get("/new")
def new() -> str:
    """The form; `about` in the address, a service, says what it begins with."""
    subjects, meant = _subjects(), request.args.get("about", "")
    about = next((key for key in subjects if meant in (key, key.partition("/")[2])), next(iter(subjects)))
    return render_template("ideas/new.html", form=IdeaForm(subjects, about=about), problems={})


@bp.post("/new")
@limited("idea")
def new_post() -> Response | str:
    """Keeps the idea."""
    form = IdeaForm(_subjects(), request.form)
    if not form.validate():
        return render_template("ideas/new.html", form=form, problems=problems(form))
    who = {"name": form.name.text, "organisation": form.organisation.text, "email": form.email.text}
    work.send(form.about.data, form.words.data or "", who, now())
    return redirect(url_for(".received"))


@bp.get("/received")
def received() -> str:
    """What happens with it now."""
    return render_template("ideas/received.html")
