"""An event is about contracts that end soon: only those that everybody reads, told as a change, gone when they are."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.events.change import EventChange
from models.events.event import Event
from models.events.event_contract import EventContract
from models.public.record import open_record
from models.register.contract import Contract
from models.store import writing
from portal.events.work import keeping, pipeline
from portal.releasing import work
from portal.releasing.recording import record
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.access_events import SECRET, book, fresh
from tests.portal.life import mails, no_mail
from tests.portal.publishing.site_client import SiteClient

ENDS: dict[str, dict[str, Any]] = {
    "EF-1": {"title": "Short breaks", "ends_on": date(2027, 3, 31)},
    "EF-2": {"title": "Leaving care", "ends_on": date(2031, 3, 31), "break_on": date(2027, 12, 31)},
    "EF-3": {"title": "Far away", "ends_on": date(2031, 3, 31)},
    "EF-4": {"title": "Home of J.S.", "ends_on": date(2027, 3, 31)},
    "EF-5": {"title": "For one person", "ends_on": date(2027, 3, 31), "volume": "spot"},
}
PUBLIC = ["EF-1", "EF-2"]


@pytest.fixture
def register(cast: Cast, now: datetime) -> dict[str, Contract]:
    """By reference; the fourth is held, the quarter closed."""
    by, more = cast.dana.id, {"value_pence": 12_000_000, "starts_on": date(2026, 4, 1), "arrangement": "stand_alone"}
    with writing():
        made = {
            key: Contract.add(cast.fairshire.id, {"reference": key, **more, **values}, by=by, at=now)
            for key, values in ENDS.items()
        }
        made["EF-4"].hold("a name", "0" * 64, by=by, at=now, version=1)
    work.close_quarter("2026-27-Q2", cast.fairshire, by, now)
    return made


def link(event: Event, cast: Cast, now: datetime, *slugs: str) -> EventChange | None:
    """Everybody is told of it."""
    return keeping.tell(
        event, {"contracts": slugs}, None, "We plan ahead.", by=cast.kofi.id, now=now, version=fresh(event).version,
        secret=SECRET,
    )  # fmt: skip


def shown(event: Event) -> list[str]:
    return [one.title for one in pipeline.linked(event)]


def test_what_ends_or_may_end_within_two_years_can_be_chosen_and_nothing_that_is_not_public(
    register: dict[str, Contract], event: Event, cast: Cast, now: datetime
) -> None:
    slugs = [one.slug for one in register.values()]
    assert [slug for slug, _ in pipeline.choices(event, now)] == slugs[:2]
    link(event, cast, now, *slugs)
    assert shown(event) == ["Short breaks", "Leaving care"], "what is held, for one person or far away is not taken"


@pytest.mark.parametrize("key", ["EF-4", "EF-5"])
def test_the_table_takes_no_contract_that_is_held_or_for_one_person(
    register: dict[str, Contract], event: Event, key: str
) -> None:
    with writing(), pytest.raises(ValueError, match="everybody can read"):
        EventContract.put(event, [register[key].id])
    with writing():
        EventContract.put(event, [register["EF-1"].id])


def test_a_contract_that_is_held_later_is_shown_no_more_and_comes_back_when_it_is_let_go(
    register: dict[str, Contract], event: Event, cast: Cast, now: datetime
) -> None:
    one, two = (register[key] for key in PUBLIC)
    link(event, cast, now, one.slug, two.slug)
    with writing():
        one.hold("a name", "1" * 64, by=cast.dana.id, at=now, version=one.version)
    assert shown(event) == ["Leaving care"]
    assert link(event, cast, now, two.slug) is None, "nobody took it out"
    with writing():
        one.release("It is the name of a street.", by=cast.dana.id, at=now, version=one.version)
    assert shown(event) == ["Short breaks", "Leaving care"]


def test_it_is_chosen_beside_the_tender_told_with_a_reason_and_read_by_everybody(
    client: HouseClient, register: dict[str, Contract], event: Event, cast: Cast, now: datetime
) -> None:
    book(event, "Riverside", now)
    no_mail()
    here = client.as_(cast.kofi)
    form = here.get(f"/desk/events/{event.public_id}/tell/what")
    assert "Short breaks (ends 31 March 2027)" in form.main
    assert "Leaving care (ends 31 March 2031, may end early on 31 December 2027)" in form.main
    assert "J.S." not in form.main
    assert "For one person" not in form.main
    typed = {"contracts": register["EF-1"].slug, "reason": "We plan ahead."}
    assert "Everybody who booked is told" in here.submit(form, typed).main
    [mail] = mails()
    assert "contracts that end soon" in mail.text
    assert "Short breaks" not in mail.text
    read = client.get(f"/events/fairshire/{event.slug}/").main
    assert "Short breaks, ends 31 March 2027" in read
    assert "Contracts that end soon. We plan ahead." in read
    changed = EventChange.get().changes
    assert changed == {"contracts": [[], [register["EF-1"].slug]]}


def test_a_long_list_is_folded_with_how_many_are_chosen(
    client: HouseClient, event: Event, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [(f"ef-{number}", f"Contract {number}") for number in range(13)]
    address, folds = f"/desk/events/{event.public_id}/tell/what", "//details[.//input[@name='contracts']]/summary"
    for choices, folded in ((many, ["0 of 13 chosen"]), (many[:12], [])):
        monkeypatch.setattr(pipeline, "choices", lambda *_, those=choices: those)
        found = client.as_(cast.kofi).get(address).tree.xpath(folds)
        assert [" ".join(one.xpath("string()").split()).partition("? ")[2] for one in found] == folded


def test_the_public_page_links_the_contract_and_forgets_one_that_is_taken_down(
    register: dict[str, Contract], event: Event, cast: Cast, now: datetime, tmp_path: Path
) -> None:
    one, two = (register[key] for key in PUBLIC)
    link(event, cast, now, one.slug, two.slug)
    before = page(event, tmp_path / "before.sqlite")
    assert f'href="/contracts/fairshire/{one.slug}/">Short breaks</a>, ends 31 March 2027' in before
    work.ask_take_down(f"fairshire/{one.slug}", "UK GDPR, article 17", cast.dana.id, now)
    work.agree_take_down(f"fairshire/{one.slug}", cast.erin.id, now)
    after = page(event, tmp_path / "after.sqlite")
    assert "Short breaks" not in after
    assert "Leaving care</a>" in after
    assert shown(event) == ["Leaving care"]


def page(event: Event, path: Path) -> str:
    """What everybody reads on the site."""
    record(path)
    with open_record(path):
        return SiteClient(path).get(f"/events/fairshire/{event.slug}/").html
