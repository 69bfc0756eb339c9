"""The look itself: it finds nothing on a sound page, and each planted fault."""

import pytest
from playwright.sync_api import Page, Route

from tests.browser.look import Watch, look

SOUND = """<!doctype html><html lang="en"><head><title>Your returns - Fairshire</title>
<style>:focus { outline: 3px solid #b50 } button, input { min-height: 44px; font: inherit }</style></head>
<body><main><h1>Your returns</h1><p>Two wait for you.</p><form action="/save" method="post">
<label for="n">How many young people?</label> <input id="n" name="n">
<fieldset><legend>Still there?</legend><input type="radio" name="r" id="y"><label for="y">Yes</label>
<input type="radio" name="r" id="no"><label for="no">No</label></fieldset>
<button>Save</button></form></main></body></html>"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; img-src http:"


def show(page: Page, html: str) -> list[str]:
    """What the look finds on this page, served under a policy as strict as ours."""

    def answer(route: Route) -> None:
        if route.request.url == "http://evenhand.example/":
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        else:
            route.abort()

    page.route("**/*", answer)
    watch = Watch(page)
    page.goto("http://evenhand.example/")
    return look(page, watch)


def test_a_sound_page_has_no_findings(page: Page) -> None:
    assert show(page, SOUND) == []


@pytest.mark.parametrize(
    ("sound", "broken", "finding"),
    [
        ('<label for="n">How many young people?</label>', "", "axe label"),
        ('lang="en"', "", "axe html-has-lang"),
        ("<p>Two wait", '<p style="color: #bbb; background: #fff">Two wait', "axe color-contrast"),
        (
            "<p>Two wait",
            f'{"<p>One</p>" * 9}<div style="background: #333"><p>One</p></div><p>Two wait',
            "axe color-contrast",
        ),
        (
            "<p>Two wait",
            f'{"<p>One</p>" * 9}<p style="color: #bbb; background: #fff">One</p><p>Two',
            "axe color-contrast",
        ),
        ("<p>Two wait", '<p style="width: 500px">Two wait', "scrolls sideways"),
        ("min-height: 44px; font: inherit", "font-size: 6px; padding: 0; border: 0", "target under 24 px"),
        ("outline: 3px solid #b50", "outline: none", "focus can't be seen"),
        ("<p>Two wait", '<button tabindex="1">Go</button><button tabindex="0">Back</button><p>Two wait', "tabindex"),
        ("<h1>Your returns</h1>", "<h1>Your returns</h1><h1>More</h1>", "2 h1"),
        ("<title>Your returns", "<title>Returns", "does not start with the h1"),
        ("<p>Two wait", '<img alt="" src="http://elsewhere.example/dot.png"><p>Two wait', "request to another host"),
        ("<p>Two wait", '<img alt="" src="/gone.png"><p>Two wait', "failed request"),
        ("<p>Two wait", "<script>boom()</script><p>Two wait", "console"),
    ],
)
def test_each_planted_fault_is_found(page: Page, sound: str, broken: str, finding: str) -> None:
    assert sound in SOUND
    found = show(page, SOUND.replace(sound, broken))
    assert any(finding in line for line in found), found
