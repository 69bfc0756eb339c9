"""HTML as trees that can be compared: white space, the order of attributes and of classes do not count."""

from typing import Any

import html5lib

Tree = tuple[str, tuple[tuple[str, str], ...], tuple[Any, ...]]


def tree(html: str) -> tuple[Any, ...]:
    """The fragment as nested tuples: tag, attributes, children (tuples and words)."""
    return _children(html5lib.parseFragment(html, namespaceHTMLElements=False), exact=False)


def _children(node: Any, *, exact: bool) -> tuple[Any, ...]:
    found: list[Any] = [_words(node.text, exact=exact)]
    for child in node:
        if isinstance(child.tag, str):
            found.append(_element(child))
        found.append(_words(child.tail, exact=exact))
    return tuple(part for part in found if part)


def _element(node: Any) -> Tree:
    attributes = {
        str(name): " ".join(sorted(value.split())) if name == "class" else value for name, value in node.items()
    }
    return node.tag, tuple(sorted(attributes.items())), _children(node, exact=node.tag == "textarea")


def _words(text: str | None, *, exact: bool) -> str:
    return (text or "") if exact else " ".join((text or "").split())
