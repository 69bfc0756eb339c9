"""What the council’s list of a period is filtered by, as an address holds it."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from portal.returns.work.period import STATES, Filter

MOST_PAGES = 10_000


def read(given: Mapping[str, str]) -> Filter:
    """What was asked for; nonsense is nothing."""
    state = given.get("state", "")
    page = given.get("page", "")
    return Filter(
        state=state if state in STATES else "",
        service=given.get("service", "")[:80],
        set_key=given.get("set", "")[:80],
        page=min(max(int(page), 1), MOST_PAGES) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        whole=given.get("all") == "1",
    )


def address(period: str | None, wanted: Filter) -> Any:
    """Addresses of the same list with something changed: `address(page=2)`, `address(state="late")`."""

    def made(**changed: str | int | None) -> str:
        now: dict[str, Any] = {"period": period, "state": wanted.state, "service": wanted.service}
        now |= {"set": wanted.set_key, "all": "1" if wanted.whole else None}
        kept = {name: value for name, value in (now | changed).items() if value not in ("", None)}
        return url_for("desk_returns.index", **kept)

    return made
