"""What every test may ask for. The fixtures themselves stand in tests/fixtures/, one subject a file."""

import gc
import os
import sys
from datetime import datetime

import hypothesis
import pytest

from tests.fixtures.routing import compile_when_needed

# Half of Hypothesis’s usual number keeps the suite short; no deadline, because the machine may be busy.
hypothesis.settings.register_profile("suite", max_examples=50, deadline=None)
hypothesis.settings.load_profile("suite")

compile_when_needed()

# What was compiled once is kept, as Python usually does, whatever the surroundings say: else every portal and command
# that a test starts compiles all of Evenhand anew, and each of pytest’s processes all tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The collector of garbage would read everything again and again: nothing is thrown away while eleven thousand tests are
# collected, and what was collected then stays until the end. That was a sixth of the whole time.
gc.disable()

pytest_plugins = (
    "tests.fixtures.needs",
    "tests.fixtures.stores",
    "tests.fixtures.cast",
    "tests.fixtures.portal",
    "tests.fixtures.queries",
    "tests.fixtures.drawn",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file begins first: while the browser is busy with it, the proofs that come next mostly wait."""
    items.sort(key=lambda item: item.path.name != "test_every_page.py")


def pytest_collection_finish() -> None:
    """From here on the collector looks at what the tests make; at what has lasted seldom, which took a tenth of the
    time."""
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)
    gc.enable()


@pytest.fixture
def now() -> datetime:
    """Monday 5 October 2026, nine in the morning in London, as naive UTC."""
    return datetime(2026, 10, 5, 8, 0)
