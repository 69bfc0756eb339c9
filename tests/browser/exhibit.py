"""One page in one state: where it is, who looks, what they do first, and words that show that it is that state."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Page

from models.monitoring_return import Return
from portal.returns.work import answering
from tests.browser.exhibition import World
from tests.browser.leaving import leaving
from tests.portal.life import Typed, form

Act = Callable[[Page, World], None]


@dataclass(frozen=True)
class Exhibit:
    """`path` names what stands in the World in braces; `shows` must be read in the page before it is looked at."""

    path: str
    shows: str
    who: str | None = None
    act: Act | None = None
    note: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.path, self.note, f"({self.who or 'nobody'})")))


def typing(button: str, boxes: Mapping[str, str] | None = None, *first: Act) -> Act:
    """Fills in boxes by name (of a group the option with that value), does what comes first, presses the button."""
    return partial(_type, button, boxes or {}, first)


def _type(button: str, boxes: Mapping[str, str], first: Iterable[Act], page: Page, world: World) -> None:
    for name, value in boxes.items():
        box = page.locator(f"[name='{name}']")
        if box.first.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"[name='{name}'][value='{value}']").check()
        elif box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            _unfold(page, name)
            box.fill(value)
    for act in first:
        act(page, world)
    with leaving(page):
        page.get_by_role("button", name=button, exact=True).first.click()


def _unfold(page: Page, name: str) -> None:
    page.locator(f"[name='{name}']").evaluate("e => { const d = e.closest('details'); if (d) d.open = true; }")


def pressing(button: str) -> Act:
    """Presses one button."""
    return typing(button)


def meanwhile(name: str, which: str, page_key: str, typed: Typed) -> Act:
    """A colleague saves a page of a return while it is open here."""

    def act(_page: Page, world: World) -> None:
        ret = answering.fresh(Return.get(public_id=world.paths[which]))
        by = world.people[name]
        answering.save(ret, page_key, form(typed), version=ret.version, by=by, now=ret.asked_at)

    return act


def in_turn(*acts: Act) -> Act:
    """One after the other."""

    def act(page: Page, world: World) -> None:
        for each in acts:
            each(page, world)

    return act
