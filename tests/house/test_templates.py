"""Templates as text: what the content security policy would refuse, and what a reader would stumble over.

Whole pages are held to house style by the client in tests/fixtures/; this looks at what no test may happen to fetch.
"""

import re

import pytest

from tests.fixtures.tree import PRODUCT, files, python, text

HTML = [f for f in files() if f.startswith("templates/") and f.endswith(".html")]
ATTRIBUTE = re.compile(r"[a-z-]+=([\"'])[^\"']*\1")
TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<script\b.*?</script>|<[^>]*>", re.DOTALL)
TAKEN_IN = r"""\{%-?\s*(?:include|import|from)\s+["']([^"']+)"""
FORBIDDEN = {
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "a style element": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "an event attribute": r"<[a-z][^>{]*\son[a-z]+\s*=",
    "unescaped text": r"\|\s*safe\b|\bMarkup\(",
    "escaping switched off": r"autoescape\s+false",
    "a file of another host": r"(?:src|<link[^>]*href)\s*=\s*[\"'](?:https?:)?//",
}


def test_there_are_templates() -> None:
    assert HTML


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    assert not [f for f in HTML if re.search(FORBIDDEN[what], text(f), re.IGNORECASE)]


def test_no_python_writes_unescaped_html() -> None:
    """Markup() in code is for Markdown that was cleaned a line before; nothing else needs it."""
    writers = [f for f in python(*PRODUCT) if re.search(r"\bMarkup\((?!\"\"\))|\|\s*safe\b", text(f))]
    assert writers == ["portal/publishing/markdown_html.py"]
    assert text(writers[0]).index("nh3.clean(") < text(writers[0]).index("Markup(")


def test_quotes_in_templates_are_curly() -> None:
    straight = [
        f"{file}: {found[0].strip()}"
        for file in HTML
        if (found := re.search(r"[^\n]{0,30}['\"][^\n]{0,30}", ATTRIBUTE.sub(" ", TAGS.sub(" ", text(file)))))
    ]
    assert not straight


def test_every_form_that_changes_something_carries_a_token() -> None:
    for file in HTML:
        for form in re.findall(r"<form\b.*?</form>", text(file), re.DOTALL):
            posts = re.search(r"method\s*=\s*[\"']post", form, re.IGNORECASE)
            assert not posts or "csrf" in form or "hidden(" in form, f"{file}: {form[:80]}"


def test_every_page_extends_a_layout() -> None:
    """What another template includes or imports is a part, not a page."""
    parts = {name for f in files() if f.startswith("templates/") for name in re.findall(TAKEN_IN, text(f))}
    parts |= {"layout.html", "public/layout.html", "public/frame.html", "public/pieces.html"}
    parts |= {"assistant/more.html", "drafts/more.html"}  # what is new in a conversation, as the script asks for it
    pages = [f for f in HTML if f.removeprefix("templates/") not in parts]
    whole = [f for f in pages if not f.startswith(("templates/components/", "templates/mail/"))]
    assert not [f for f in whole if "{% extends " not in text(f)]
