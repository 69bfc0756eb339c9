"""Flask as the portal uses it: components are made once, and nothing is asynchronous."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context


class Component(Template):
    """A template whose macros are made once. They take everything by parameter, so nothing of a page need reach them;
    at each import of each page jinja2 looks whether something does, which takes longer than most of the macros."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class Pages(Environment):
    """Flask’s environment, with components."""

    template_class = Component


class Portal(Flask):
    """The application."""

    jinja_environment = Pages

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view of ours is asynchronous, so none is asked whether it is."""
        return func
