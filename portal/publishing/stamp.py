"""Pages of which there are thousands: what is around their content is the same but for a few places. It is drawn once,
with holes in those places, and not once for each page.
"""

from typing import Any

from flask import current_app
from jinja2 import Environment

from portal.publishing.escaping import sparing

HOLE = "\1"
"""Before and after the name of a hole. It stands in no text: it is taken out of everything at the edge."""


class Stamp:
    """The layout with holes, for templates that have the blocks title, description and content, and nothing else of
    their own outside them."""

    def __init__(self, templates: Environment) -> None:
        self._templates = templates
        self._parts: list[str] = []

    def show(self, template: str, shown: dict[str, Any]) -> str:
        """What `template` makes of this; as the layout would have it, `shown` has section, crumbs and view."""
        page = self._templates.get_template(template)
        context = page.new_context(shown)
        frame, own_address = context["frame"], context["own_address"]
        try:
            holes = {name: "".join(page.blocks[name](context)) for name in ("title", "description", "content")}
        except Exception:
            self._templates.handle_exception()  # it says in which line of which template
        path = sparing(own_address())
        holes.update(
            path=path,
            crumbs=context["piece"]("breadcrumbs", *shown["crumbs"]),
            head=frame("head", "", shown["view"]),
            top=frame("top", shown["section"], shown["view"]),
            bottom=frame("bottom"),
        )
        parts = self._parts = self._parts or self._drawn()
        filled = parts.copy()
        filled[1::2] = [holes[name] for name in parts[1::2]]
        return "".join(filled)

    def _drawn(self) -> list[str]:
        """Text and the names of holes, in turn."""
        drawn = self._templates.get_template("public/stamp.html").render(
            hole=_hole,
            frame=lambda part, *_: _hole(part),
            piece=lambda *_: _hole("crumbs"),
            own_address=lambda: _hole("path"),
            crumbs=("…",),
        )
        # An address of slugs stands in a query as it is; only the hole’s own edges are written otherwise there.
        return drawn.replace("%01path%01", _hole("path")).split(HOLE)


def _hole(name: str) -> str:
    return f"{HOLE}{name}{HOLE}"


def show_stamped(template: str, **shown: Any) -> str:
    """A page by the stamp of the application that is running."""
    found: Stamp = current_app.extensions["stamp"]
    return found.show(template, shown)
