"""A real browser and a real server. Debian's chromium; the portal served by waitress as `evenhand serve` does.

One browser and one server for all tests of this folder; each test has a store of its own, which the server then uses.
"""

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import peewee
import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pydantic import SecretStr

from models.person import Person
from portal import clock
from portal.accounts import passwords
from portal.app import create_app
from portal.mail import compose
from portal.serving import server
from portal.settings import Settings
from tests.browser.look import DESKTOP, PHONE, Watch, look
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.fixtures.needs import found
from tests.fixtures.portal import CHEAP
from tests.fixtures.ports import free_port
from tests.fixtures.stores import KEY
from tests.portal.life import Life

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Chromium draws its own address bar as pages, two for each new window, which nobody sees here: a third of its work.
    # The last such list counts, so what Playwright switches off is named again.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,"
    "NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect",
]
PATIENCE = 60_000  # milliseconds for a page; the machine may be busy

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian’s chromium, one for this test process; without the windows that nobody sees where that is installed."""
    program = shutil.which("chromium-headless-shell") or found("chromium", "chromium-headless-shell", "Chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=FLAGS)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty window, for tests that bring their own page."""
    with browser.new_context() as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.fixture
def now() -> datetime:
    """The browser has a clock of its own, so here the portal's is the real one, too."""
    return clock.now()


@pytest.fixture(scope="session")
def session_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings at an address with a free port. The store named here is never read: each test opens its own."""
    port = free_port()
    return Settings(
        data=tmp_path_factory.mktemp("browser"),
        secret_key=SecretStr(KEY.decode()),
        address=f"http://127.0.0.1:{port}",
        port=port,
        council="Fairshire County Council",
        second_factor_roles=(),
    )


@pytest.fixture
def settings(session_settings: Settings) -> Settings:
    return session_settings


@pytest.fixture(scope="session")
def served(session_settings: Settings) -> Iterator[Flask]:
    """The portal, listening at the settings’ address for as long as the tests of this folder run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", CHEAP)
        app = create_app(session_settings)
        serving = server(app, "127.0.0.1", session_settings.port, 4)
        thread = threading.Thread(target=serving.run, daemon=True)
        thread.start()
        yield app
        serving.task_dispatcher.shutdown()
        serving.asyncore.close_all(serving._map, ignore_all=True)  # the loop ends when nothing is left in its map
        thread.join(PATIENCE / 1000)


@pytest.fixture
def live(served: Flask, store: peewee.Database) -> Flask:
    """The portal over the store of this test; its application, for tests that look behind the page."""
    return served


@pytest.fixture
def life(cast: Cast, settings: Settings, now: datetime) -> Life:
    """Takes returns through their life at work level, today."""
    compose.configure(settings)
    return Life(cast, settings, now)


class Visitor:
    """Somebody at a browser. `go` takes a path; `look` fails with everything that is wrong with the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.watch = Watch(page)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def be(self, size: Mapping[str, int]) -> None:
        """A window of this size, from the next page on."""
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]

    def become(self, cookies: Mapping[str, str]) -> None:
        """Whoever these cookies sign in, from the next page on."""
        context = self.page.context
        context.clear_cookies()
        context.add_cookies([{"name": name, "value": value, "url": self.address} for name, value in cookies.items()])

    def another_tab(self) -> "Visitor":
        """The same person in the same browser, in one more tab."""
        return Visitor(self.page.context.new_page(), self.address)

    def look(self, *, glance: bool = False, put_back: bool = True) -> None:
        wrong = look(self.page, self.watch, glance=glance, put_back=put_back)
        assert not wrong, f"{self.page.url}:\n" + "\n".join(wrong)


Browse = Callable[..., Visitor]


@pytest.fixture
def browse(browser: Browser, live: Flask, settings: Settings) -> Iterator[Browse]:
    """`browse(cast.alice, phone=True, scripts=False)`: a window of its own, signed in where a person is given."""
    contexts: list[BrowserContext] = []

    def start(person: Person | None = None, *, phone: bool = False, scripts: bool = True) -> Visitor:
        context = browser.new_context(viewport=PHONE if phone else DESKTOP, java_script_enabled=scripts)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        visitor = Visitor(context.new_page(), settings.address)
        if person is not None:
            visitor.become(HouseClient(live).as_(person).cookies())
        return visitor

    yield start
    for context in contexts:
        context.close()
