"""The rules that the client holds every page to: nothing on a sound page, a finding for each planted fault."""

import pytest

from tests.fixtures.house_style import findings
from tests.fixtures.page import parse

SOUND = """<!DOCTYPE html><html lang="en"><head><title>Your returns – Fairshire</title></head><body>
<a href="#main">Skip to main content</a><main id="main"><h1>Your returns</h1><p>We don’t need names.</p>
<form action="/save" method="post"><input type="hidden" name="csrf_token" value="x">
<label for="n">How many?</label><input id="n" name="n" aria-describedby="hint"><p id="hint">A whole number</p>
<button>Save</button></form><img src="/a.svg" alt=""></main></body></html>"""


def test_a_sound_page_has_no_findings() -> None:
    assert findings(parse(SOUND)) == []


@pytest.mark.parametrize(
    ("sound", "broken", "finding"),
    [
        ("<h1>Your returns</h1>", "<h2>Your returns</h2>", "0 h1"),
        ("<title>Your", "<title>Our", "does not start with the h1"),
        ("<title>Your", "<title>Error: Your", "does not start with the h1"),
        (' lang="en"', "", "no lang"),
        ('id="hint"', 'id="n"', "the id n stands 2 times"),
        ('id="hint"', 'id="help"', "aria-describedby=hint points to nothing"),
        ('href="#main"', 'href="#content"', "the link #content points to nothing"),
        ("don’t", "don't", "a straight quote"),
        ('alt=""', 'alt="the council\'s"', "a straight quote"),
        ("We don’t", "We {{ do }} n’t", "template code"),
        (' method="post"', "", "has the method"),
        (' action="/save"', "", "has no action"),
        ('name="csrf_token"', 'name="token"', "has no csrf_token"),
        ('<label for="n">How many?</label>', "How many?", "has no label"),
        ("<main", "<script>alert(1)</script><main", "inline script"),
        ("</title>", "</title><style>p { color: red }</style>", "a style element"),
        ("<p>We", '<p style="color: red">We', "an inline attribute: style"),
        ("<p>We", '<p onclick="go()">We', "an inline attribute: onclick"),
        ('href="#main"', 'href="javascript:go()"', "a link to javascript"),
        (' alt=""', "", "an image without alt"),
    ],
)
def test_each_planted_fault_is_found(sound: str, broken: str, finding: str) -> None:
    assert sound in SOUND
    found = findings(parse(SOUND.replace(sound, broken)))
    assert any(finding in line for line in found), found


def test_html_that_a_strict_parser_refuses_is_refused() -> None:
    with pytest.raises(AssertionError, match="not well-formed"):
        parse(SOUND.replace("</p><button>", "</div><button>").replace("<p>We", "<p><table><p>We"))
