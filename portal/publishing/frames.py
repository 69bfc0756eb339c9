"""What surrounds the pages, in parts: each is rendered once for each section and authority, and kept.

A page that is being frozen bears marks in their place. So a part is looked at, and its links are made relative, once,
and not once for each of the thousands of pages that it surrounds.
"""

from collections.abc import Callable, Sequence

from flask import Flask
from markupsafe import Markup

from portal.publishing.brands import View

MARK = "\0"
"""Before and after the number of a part. It stands in no text: it is taken out of everything at the edge."""

Placed = Callable[[bytes], bytes]


class Frames:
    """The parts round the pages of an application; `marked`: its pages are being frozen."""

    def __init__(self, app: Flask, sections: Sequence[tuple[str, str]]) -> None:
        self.app, self.sections, self.marked = app, sections, False
        self._parts: dict[tuple[str, str, View | None], Markup] = {}
        self._texts: list[Markup] = []
        self._placed: dict[tuple[bytes, int], bytes] = {}

    def part(self, name: str, section: str = "", view: View | None = None) -> Markup:
        """A part, or its mark. It knows the section of the bar, and the authority among several."""
        key = (name, section, view)
        if key not in self._parts:
            self._parts[key] = self._kept(self._rendered(*key))
        return self._parts[key]

    def _rendered(self, name: str, section: str, view: View | None) -> Markup:
        navigation = [{"text": text, "href": href, "current": href == section} for text, href in self.sections]
        macros = self.app.jinja_env.get_template("public/frame.html").module
        rendered: Markup = getattr(macros, name)(section, navigation, view)
        return rendered

    def _kept(self, text: Markup) -> Markup:
        if not self.marked:
            return text
        self._texts.append(text)
        return Markup(f"{MARK}{len(self._texts) - 1}{MARK}")  # noqa: S704  # a number

    def whole(self, content: bytes, depth: int, placed: Placed) -> bytes:
        """A page with the parts in the place of their marks. `placed`: what becomes of a part on a page so deep."""
        pieces = content.split(MARK.encode())
        for at in range(1, len(pieces), 2):
            key = (pieces[at], depth)
            if key not in self._placed:
                self._placed[key] = placed(self._texts[int(pieces[at])].encode())
            pieces[at] = self._placed[key]
        return b"".join(pieces)
