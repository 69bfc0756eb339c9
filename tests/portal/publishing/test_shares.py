"""Who a council buys from, against its own targets: what is not known is never taken as no."""

import pytest

from portal.publishing.figures import Part, Share
from portal.publishing.shares import _verdict
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows, supplier
from tests.portal.publishing.test_completeness import table

PAGE = "/authorities/fairshire/suppliers/"
TARGET = {"subject": "sme", "measure": "count", "percent": 40, "said_in": "The strategy", "since_on": "2026-04-01"}


def twelve(rows: Rows, **facts: str) -> None:
    """Contracts with twelve suppliers, of whom nine are as is said and the others are not known."""
    for number in range(12):
        known = facts if number < 9 else {}
        rows.contract(f"c{number}", suppliers=[supplier(f"Firm {number}", **known)])


def test_shares_stand_beside_the_target_and_what_is_not_known_is_said(rows: Rows, site_client: MakeSite) -> None:
    twelve(rows, sme="yes", local="no")
    targets = [TARGET, {**TARGET, "subject": "local", "percent": 30}, {**TARGET, "subject": "vcse"}]
    rows.market(targets=targets, local_means="Registered office here")
    page = site_client().get(PAGE)
    assert "Target: 40% (The strategy, since 1 April 2026). Reached." in page.main
    assert "Target: 30% (The strategy, since 1 April 2026). Not reached." in page.main
    assert "Cannot be told: too much is not known" in page.main
    assert "Local means: Registered office here." in page.main
    told = table(page)
    assert told["Small or medium"] in ("9 75%", "£4,320,000 75%")
    assert told["Not known whether local"] in ("3 25%", "£1,440,000 25%")


def test_without_a_target_the_page_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    page = site_client().get(PAGE)
    assert "The council has stated no target here." in page.main
    assert "Not published: fewer than three providers" in page.main


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ((4, 6, 0), "Reached"), ((3, 7, 0), "Not reached"), ((3, 5, 2), "Cannot be told: too much is not known"),
        ((3, 6, 1), "Cannot be told: too much is not known"), ((2, 7, 1), "Not reached"), ((), "Cannot be told"),
    ],
)  # fmt: skip
def test_a_target_is_reached_or_not_only_where_what_is_not_known_cannot_change_it(
    parts: tuple[int, ...], verdict: str
) -> None:
    assert _verdict(Share(tuple(Part("", number) for number in parts)), 40) == verdict
