"""Templates as they are rendered thousands of times: what Jinja would do with each value, in fewer steps.

Most values are texts that have nothing in them that HTML would read as anything else, of which markupsafe would make an
object of its own; and most things that have parts are plain dictionaries.
"""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]


def sparing(value: object) -> str:
    """What `escape` makes of it, character for character."""
    if type(value) is str:
        return _escape_inner(value)  # what `escape` wraps
    return value if type(value) is Markup else escape(value)


class SparingGenerator(CodeGenerator):
    """Compiles `{{ value }}` into a call of `sparing` where Jinja would call `escape`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.sparing(")


class SparingEnvironment(Environment):
    """Flask’s, with that generator."""

    code_generator_class = SparingGenerator
    sparing = staticmethod(sparing)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A row’s value, where there is one by this name; else as Jinja finds it."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        """What every template knows, as one plain dictionary: each page copies it, and Jinja’s own chain of two takes
        ten times as long to copy. Hence nothing may be added once templates are loaded."""
        return {**self.globals, **(d or {})}
