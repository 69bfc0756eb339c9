"""Editions: a quarter, closed; and its revisions."""

from datetime import date
from typing import Any

import pytest

from models.conflicts import AlreadyDone, NotNow
from models.register.edition import Edition, EditionRow, NewRow, breaks, digest_of
from models.store import writing

KEY = "2026-27-Q2"


def _revise(register: Any, *rows: NewRow, **other: Any) -> Edition:
    values = {"reason": "A wrong value.", "as_at": date(2026, 9, 30), **register.stamp} | other
    with writing():
        return Edition.revise(register.cast.fairshire.id, KEY, rows, **values)


def test_a_quarter_is_closed_once_with_rows_and_digests(register: Any) -> None:
    edition = register.close()
    assert (edition.revision, edition.as_at, edition.reason) == (0, date(2026, 9, 30), None)
    rows = edition.rows("contract")
    assert [(row.slug, row.data, row.digest) for row in rows] == [
        (slug, data, digest_of(data))
        for slug, data in (("ef-1", '{"title":"Short breaks"}'), ("ef-2", '{"title":"Advocacy"}'))
    ]
    assert edition.rows("supplier") == []
    event = register.last_event()
    assert (event.action, event.subject) == ("edition.closed", "edition:fairshire/2026-27-Q2/0")
    assert event.after == f"2 rows, {edition.digest}"
    with pytest.raises(AlreadyDone) as caught:
        register.close()
    assert caught.value.existing == edition
    assert breaks() == []


def test_the_digest_of_an_edition_does_not_depend_on_the_order_of_its_rows(register: Any) -> None:
    first = register.close(NewRow("contract", "b", "{}"), NewRow("contract", "a", "[]"))
    second = _revise(register, NewRow("contract", "a", "[]"), NewRow("contract", "b", "{}"))
    third = _revise(register, NewRow("contract", "a", "{}"), NewRow("contract", "b", "[]"))
    assert first.digest == second.digest != third.digest


def test_a_correction_is_a_revision_with_a_reason_and_changes_nothing_before(register: Any) -> None:
    with pytest.raises(NotNow, match="not closed"):
        _revise(register)
    first = register.close()
    second = _revise(register, NewRow("contract", "ef-1", '{"title":"Short breaks, corrected"}'))
    assert (second.revision, second.reason) == (1, "A wrong value.")
    assert (register.last_event().action, register.last_event().words) == ("edition.corrected", "A wrong value.")
    assert len(Edition.get_by_id(first.id).rows()) == 2
    fairshire = register.cast.fairshire.id
    assert Edition.newest(fairshire, KEY) == second
    assert Edition.revisions(fairshire, KEY) == [first, second]
    assert Edition.newest(fairshire, "2026-27-Q1") is None


def test_an_empty_quarter_is_closed_like_any_other(register: Any) -> None:
    with writing():
        edition = Edition.close(register.cast.westmoor.id, KEY, [], as_at=date(2026, 9, 30), by=None, at=register.now)
    assert edition.rows() == breaks() == []


def test_the_latest_of_every_quarter_and_authority_is_one_query(register: Any, count_queries: Any) -> None:
    register.close()
    _revise(register)
    for authority, key in ((register.cast.westmoor, KEY), (register.cast.fairshire, "2026-27-Q1")):
        with writing():
            Edition.close(authority.id, key, [], as_at=date(2026, 9, 30), **register.stamp)
    assert [(one.period_key, one.authority.slug, one.revision) for one in Edition.latest()] == [
        ("2026-27-Q1", "fairshire", 0),
        ("2026-27-Q2", "fairshire", 1),
        ("2026-27-Q2", "westmoor", 0),
    ]
    assert count_queries(lambda: [one.authority.slug for one in Edition.latest()]) == 1


def test_of_ten_who_close_at_once_one_does(register: Any, together: Any) -> None:
    came = together(lambda _: register.close(), 10)
    assert sum(isinstance(what, Edition) for what in came) == 1
    assert sum(isinstance(what, AlreadyDone) for what in came) == 9
    assert EditionRow.select().count() == 2


def test_a_row_that_was_tampered_with_is_found(register: Any) -> None:
    register.close()
    row = EditionRow.get(EditionRow.slug == "ef-1")
    with writing():
        EditionRow.update(data='{"title":"Longer breaks"}').where(EditionRow.id == row.id).execute()
    assert breaks() == ["The contract ef-1 in edition:fairshire/2026-27-Q2/0 is not what was released."]
    with writing():
        EditionRow.update(digest=digest_of('{"title":"Longer breaks"}')).where(EditionRow.id == row.id).execute()
    assert breaks() == ["The rows of edition:fairshire/2026-27-Q2/0 are not those that were closed."]
    with writing():
        EditionRow.delete().where(EditionRow.id == row.id).execute()
    assert breaks() == ["The rows of edition:fairshire/2026-27-Q2/0 are not those that were closed."]


def test_a_thousand_rows_are_closed_in_few_statements(register: Any, count_queries: Any) -> None:
    rows = [NewRow("contract", f"ef-{number}", "{}") for number in range(1000)]
    assert count_queries(lambda: register.close(*rows)) < 12
