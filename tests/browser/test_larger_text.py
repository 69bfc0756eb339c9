"""Text twice as large (WCAG 1.4.4): nothing is cut off, covered, or only to be had by moving sideways."""

from datetime import datetime

import pytest

from tests.browser.conftest import Browse
from tests.browser.exhibition import in_days, quarters
from tests.browser.look import SIDEWAYS_AND_SMALL
from tests.fixtures.cast import Cast
from tests.portal.life import Life

TWICE = "() => { document.documentElement.style.fontSize = '200%'; }"
# Words that are cut: more of them than room, where the rest cannot be moved into view.
CUT = """() => [...document.querySelectorAll('main *, header *')].filter(e =>
  e.checkVisibility({visibilityProperty: true}) && getComputedStyle(e).overflow === 'hidden'
  && !e.closest('.govuk-visually-hidden') && getComputedStyle(e).clipPath === 'none'
  && e.scrollWidth > e.clientWidth + 1)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", ["/", "/returns/{}/", "/returns/{}/missing", "/returns/{}/check", "/profile/names"])
def test_text_twice_as_large_stays_whole(browse: Browse, life: Life, cast: Cast, now: datetime, path: str) -> None:
    ret = life.in_state("draft", period_key=quarters(now)[0].key, due_on=in_days(now, 9))
    page = browse(cast.alice).go(path.format(ret.public_id))
    before = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    page.evaluate(TWICE)
    after = page.locator("h1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after == pytest.approx(2 * before, rel=0.01)
    assert page.evaluate(SIDEWAYS_AND_SMALL)[0] <= 0
    assert page.evaluate(CUT) == []
