"""Going from one page to the next, which may say the same words: when does the next one stand there?"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

ANOTHER = "() => document.body && document.readyState === 'complete' && !('left' in document.body.dataset)"


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """What is done inside brings another page, or the same one anew: waits until it has come.

    Between two pages there is a document without a body.
    """
    page.evaluate("() => { document.body.dataset.left = '' }")
    yield
    page.wait_for_function(ANOTHER)
