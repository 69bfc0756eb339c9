"""What tests of the public site share: rows by hand, and the site made of them."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from models.public.record import open_record, write_record
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.site_client import SiteClient

MakeSite = Callable[..., SiteClient]


@pytest.fixture(autouse=True)
def without_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut here, and the system would write everybody else’s files, too. test_slots.py sees to the order."""
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def rows() -> Rows:
    """A builder of released rows; it has no edition yet."""
    return Rows()


@pytest.fixture
def site_client(rows: Rows, tmp_path: Path) -> Iterator[MakeSite]:
    """Makes the site of the rows as they stand now: `site_client()`. A later one takes the place of an earlier one."""
    with ExitStack() as opened:

        def make(**changes: Any) -> SiteClient:
            opened.close()
            path = tmp_path / "record.sqlite"
            write_record(path, rows.record())
            opened.enter_context(open_record(path))
            return SiteClient(path, **changes)

        yield make
