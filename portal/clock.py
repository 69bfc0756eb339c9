"""The one place that reads the clock. Only views, commands and the worker call it; `work` takes `now`."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant: naive UTC, cut to whole milliseconds."""
    instant = datetime.now(UTC).replace(tzinfo=None)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
