"""When an edition was published: in time or late, counted from the month after its quarter."""

import pytest

from portal.publishing.editions import days_late, is_late, published, published_on
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows


@pytest.mark.parametrize(
    ("period", "closed_on", "late"),
    [
        ("2026-27-Q2", "2026-10-31", 0),
        ("2026-27-Q2", "2026-11-01", 1),
        ("2026-27-Q1", "2026-07-31", 0),
        ("2026-27-Q3", "2027-01-30", -1),
        ("2026-27-Q4", "2027-05-02", 2),
    ],
)
def test_a_register_is_due_a_month_after_its_quarter(
    rows: Rows, site_client: MakeSite, period: str, closed_on: str, late: int
) -> None:
    rows.edition(period)["revisions"][0]["closed_on"] = closed_on
    edition = site_client().register.editions["fairshire", period]
    assert days_late(edition) == late
    assert is_late(edition) is (late > 0)


def test_a_correction_does_not_move_the_day_of_publication(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.correct("lodgings", "A value was wrong.", on="2027-02-01")
    edition = site_client().register.editions["fairshire", "2026-27-Q2"]
    assert published_on(edition) == "2026-10-14"
    assert published(edition) == "Published on 14 October 2026, 17 days before it was due."


@pytest.mark.parametrize(
    ("closed_on", "expected"),
    [
        ("2026-10-30", "Published on 30 October 2026, 1 day before it was due."),
        ("2026-10-31", "Published on 31 October 2026, the day it was due."),
        ("2026-11-10", "Published on 10 November 2026, 10 days late."),
    ],
)
def test_the_sentence_says_how_early_or_late(rows: Rows, site_client: MakeSite, closed_on: str, expected: str) -> None:
    rows.edition()["revisions"][0]["closed_on"] = closed_on
    assert published(site_client().register.editions["fairshire", "2026-27-Q2"]) == expected
