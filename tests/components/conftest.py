"""Components rendered alone: the templates as the portal loads them, without the portal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def templates() -> jinja2.Environment:
    """The portal’s template environment; a name that is not defined is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        asset=lambda name: f"/static/{name}",
        csrf_token=lambda: "token",
        get_flashed_messages=lambda with_categories=False: [],
        url_for=lambda endpoint, **values: f"/{endpoint}/" + "/".join(str(value) for value in values.values()),
    )
    return made


@pytest.fixture(scope="session")
def component(templates: jinja2.Environment) -> Callable[..., Markup]:
    """`component("button", text="Save")`: what the macro of that name makes. `body` is the body of a call."""

    def render(name: str, /, *args: Any, body: str = "", file: str = "", **options: Any) -> Markup:
        macro = getattr(templates.get_template(f"components/{file or name}.html").module, name)
        if body:
            options["caller"] = lambda: Markup(body)
        made: Markup = macro(*args, **options)
        return made

    return render
