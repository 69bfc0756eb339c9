"""How somebody works a page: with the keyboard alone, or with a mouse. Both do the same, so that a story is told once.

Controls are named by what people read at them; a group of options by its question.
"""

from typing import Protocol

from playwright.sync_api import Page, expect

STOPS = 250  # a page with more stops for Tab than this is not one that anybody works with the keyboard
# What has the focus: kind, own words, and the words of the group that it belongs to.
FOCUSED = """() => { const e = document.activeElement, plain = t => (t || '').replace(/\\s+/g, ' ').trim();
  if (!e || e === document.body) return ['', '', ''];
  const label = e.labels && e.labels.length ? e.labels[0].innerText : e.getAttribute('aria-label') || e.textContent;
  const kind = e.tagName === 'INPUT' || e.tagName === 'BUTTON' ? e.type : e.tagName.toLowerCase();
  return [kind, plain(label), plain(e.closest('fieldset')?.querySelector('legend')?.innerText)]; }"""
BOXES = ("text", "email", "password", "tel", "textarea")
PRESSED = ("a", "submit", "button", "summary")


class Hands(Protocol):
    """What a story asks of them."""

    page: Page

    def open(self, address: str) -> None: ...

    def press(self, words: str) -> None:
        """Presses a link, a button or what unfolds."""

    def fill(self, label: str, text: str) -> None:
        """Writes into an empty box, or in place of what stands in it."""

    def choose(self, question: str, option: str) -> None:
        """Picks an option of a group."""

    def unfold_at(self, question: str, words: str) -> None:
        """Unfolds what stands at one of many questions."""

    def arrived(self, heading: str) -> None:
        """Waits until the page with this heading is there."""


class Mouse:
    """Points and clicks; works without scripts, too."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def press(self, words: str) -> None:
        self.page.locator("a, button:not(.eh-default), summary").filter(has_text=words).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).filter(visible=True).first.fill(text)

    def choose(self, question: str, option: str) -> None:
        self.page.get_by_role("group", name=question).get_by_label(option, exact=True).check()

    def unfold_at(self, question: str, words: str) -> None:
        self.page.locator("tr").filter(has_text=question).locator("summary").filter(has_text=words).click()

    def arrived(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_contain_text(heading)


class Keyboard(Mouse):
    """Tab, Enter, Space, arrows and letters. Nothing is clicked, and nothing focused but by Tab."""

    def press(self, words: str) -> None:
        self._tab_to(words, PRESSED)
        self.page.keyboard.press("Enter")

    def fill(self, label: str, text: str) -> None:
        self._tab_to(label, BOXES)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, question: str, option: str) -> None:
        kind = self._tab_to(question, ("radio", "checkbox"), group=True)
        step = "ArrowDown" if kind == "radio" else "Tab"
        for _ in range(STOPS):
            if self._focused()[1] == option:
                break
            self.page.keyboard.press(step)
        else:
            raise AssertionError(f"“{question}” has no “{option}” that keys can reach")
        self.page.keyboard.press("Space")

    def unfold_at(self, question: str, words: str) -> None:
        self.press(f"{words} {question}")

    def _tab_to(self, words: str, kinds: tuple[str, ...], *, group: bool = False) -> str:
        for _ in range(STOPS):
            kind, own, of_group = self._focused()
            if kind in kinds and (of_group if group else own).startswith(words):
                return kind
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab does not reach “{words}”")

    def _focused(self) -> tuple[str, str, str]:
        kind, own, group = self.page.evaluate(FOCUSED)
        return kind, own, group
