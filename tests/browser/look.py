"""Looks at a page as people meet it, and says what is wrong with it.

axe-core (WCAG 2.2 A and AA, best practice) and what axe can't see: sideways scrolling at 320 CSS pixels (WCAG 1.4.10),
targets under 24 pixels (2.5.8; links in running text are exempt), controls that the keyboard does not reach (2.1.1),
focus that can't be seen (2.4.7), errors in the console, requests that failed or went to other hosts, the heading.
"""

import importlib.resources
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
# Of text that looks alike in surroundings that look alike, axe reads the contrast of the first three: half of its work
# was reading that of the other hundred cells. What is placed over other things is always read, as are boxes.
ALIKE = """() => { const kinds = new Map([['', 0]]), times = new Map(), chain = new WeakMap();
  const kind = e => { if (!e) return 0;
    if (!chain.has(e)) { const s = getComputedStyle(e), around = kind(e.parentElement);
      const own = [around, e.tagName, e.className, s.color, s.backgroundColor, s.backgroundImage, s.opacity, s.fontSize,
        s.fontWeight, s.fontStyle, s.textShadow, s.filter, s.textDecorationLine, e.inert, e.ariaHidden, e.ariaDisabled,
        e.disabled, e.control?.disabled, e.getAttribute('style')].join('|');
      if (!kinds.has(own)) kinds.set(own, kinds.size);
      chain.set(e, around === null || ['absolute', 'fixed', 'sticky'].includes(s.position) ? null : kinds.get(own)); }
    return chain.get(e); };
  for (const e of document.querySelectorAll('[data-read-before]')) e.removeAttribute('data-read-before');
  for (const e of document.body.querySelectorAll('*')) {
    if (![...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim())) continue;
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true}) || kind(e) === null) continue;
    const before = times.get(kind(e)) ?? 0;
    times.set(kind(e), before + 1);
    if (before >= 1) e.setAttribute('data-read-before', ''); } }"""
# What is still changing its colours (a button that was just pressed) is looked at when it has them.
RUN_AXE = """async () => { await Promise.allSettled(document.getAnimations()
  .filter(a => a.effect?.getComputedTiming().endTime < Infinity).map(a => a.finished));
  axe.configure({rules: [{id: 'color-contrast', selector: ':not([data-read-before])'}]});
  return (await axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})).violations
  .map(v => `axe ${v.id} (${v.impact}): ${v.nodes.length} times, first ${v.nodes[0].html.slice(0, 160)}`
    + ` (${v.nodes[0].failureSummary})`); }"""
HEADING = """() => ({h1: [...document.querySelectorAll('h1')].map(e => e.innerText.replace(/\\s+/g, ' ').trim()),
  title: document.title, summary: document.querySelector('.govuk-error-summary') !== null})"""
SIDEWAYS_AND_SMALL = """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
  [...document.querySelectorAll('button, input:not([type=hidden]):not([type=radio]):not([type=checkbox])'
  + ', select, textarea, nav a[href], summary')]
  .filter(e => e.offsetParent && (r => r.width < 24 || r.height < 24)(e.getBoundingClientRect()))
  .map(e => e.outerHTML.slice(0, 120))]"""
# Notes which controls get the focus, and whether one can see it. Of a group of radio buttons Tab reaches one.
LISTEN = """() => { document.activeElement?.blur(); getSelection()?.removeAllRanges();
  const name = e => e.type === 'radio' ? 'radio ' + e.name : e.outerHTML.slice(0, 120);
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const wanted = new Map([...document.querySelectorAll(controls)]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0)
    .map(e => [e.type === 'radio' ? name(e) : e, name(e)]));
  const seen = window.lookedAt = {wanted, ringless: []};
  document.addEventListener('focusin', ({target: e}) => { const s = getComputedStyle(e);
    seen.wanted.delete(e.type === 'radio' ? name(e) : e);
    if (s.outlineStyle === 'none' && s.boxShadow === 'none' && s.backgroundColor === 'rgba(0, 0, 0, 0)')
      seen.ringless.push(name(e)); }); }"""
NOT_REACHED = "() => [...window.lookedAt.wanted.values()]"
RINGLESS = "() => { document.activeElement?.blur(); return window.lookedAt.ringless; }"
MORE_STOPS = 8  # times five: what Tab also stops at, such as regions that scroll
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PATIENCE = 60.0  # seconds; the machine may be busy
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}


def until(page: Page, there: Callable[[], object]) -> None:
    """Waits for what the browser asks of the test, which may come later than what the page shows."""
    give_up = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < give_up, "the browser has asked for nothing"
        page.wait_for_timeout(20)


class Watch:
    """What a page's console and network said since the last look."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.failed: list[str] = []
        self.asked: list[str] = []
        self.posted: set[str] = set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(str(error)[:200]))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)

    def _console(self, message: ConsoleMessage) -> None:
        # A page that is itself a 404 or a refused form is one line in the console; that is no fault of the page.
        url = message.location["url"]
        own = message.text.startswith("Failed to load resource") and (url == self.page.url or url in self.posted)
        if message.type == "error" and not own:
            self.said.append(message.text[:200])

    def _asked(self, request: Request) -> None:
        self.asked.append(request.url)
        if request.method == "POST":
            self.posted.add(request.url)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # somebody went on before it came
            self.failed.append(request.url)

    def findings(self) -> list[str]:
        """What was wrong; then starts anew."""
        host = urlsplit(self.page.url).netloc
        elsewhere = [url for url in self.asked if urlsplit(url).netloc not in (host, "")]
        found = [f"console: {s}" for s in self.said] + [f"failed request: {u}" for u in self.failed]
        found += [f"request to another host: {u}" for u in elsewhere]
        self.said.clear(), self.failed.clear(), self.asked.clear()
        return found


def look(page: Page, watch: Watch, *, glance: bool = False, put_back: bool = True) -> list[str]:
    """Everything that is wrong with the page as it stands now. The window's size is put back after it, or stays a
    phone's.

    `glance`: another state of a page that was looked at: axe at one width only, and no walk with the keyboard.
    """
    size: Any = page.viewport_size
    found = watch.findings() + _heading(page)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    if not glance:
        found += _axe(page, DESKTOP) + _keyboard(page)
    found += _axe(page, PHONE)
    pixels, small = page.evaluate(SIDEWAYS_AND_SMALL)
    if pixels > 0:
        found.append(f"scrolls sideways by {pixels} px at 320 px")
    found += [f"target under 24 px: {html}" for html in small]
    if put_back:
        _resize(page, size)
    return list(dict.fromkeys(found))


def _axe(page: Page, window: Any) -> list[str]:
    _resize(page, window)
    page.evaluate(ALIKE)
    return [f"{finding} (at {window['width']} px)" for finding in page.evaluate(RUN_AXE)]


def _resize(page: Page, window: Any) -> None:
    """The window in another size, with what its scripts make of it."""
    if page.viewport_size != window:
        page.set_viewport_size(window)
        page.evaluate(SETTLED)


def _heading(page: Page) -> list[str]:
    read = page.evaluate(HEADING)
    headings, title = read["h1"], read["title"]
    if len(headings) != 1:
        return [f"{len(headings)} h1 instead of one"]
    if read["summary"]:
        title = title.removeprefix("Error: ")
    return [] if title.startswith(headings[0]) else [f"the title “{title}” does not start with the h1 “{headings[0]}”"]


def _keyboard(page: Page) -> list[str]:
    page.evaluate(LISTEN)
    left = page.evaluate(NOT_REACHED)
    for stops in (len(left), *[5] * MORE_STOPS):
        for _ in range(stops if left else 0):
            page.keyboard.down("Tab")  # held down, which moves on as often and costs half
        left = page.evaluate(NOT_REACHED)
    page.keyboard.up("Tab")
    found = [f"not reached by Tab: {html}" for html in left]
    return found + [f"focus can't be seen: {html}" for html in page.evaluate(RINGLESS)]
