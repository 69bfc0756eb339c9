"""Taking in a list: every row accounted for, the same again changes nothing, and a newer list wins."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.audit import AuditEvent
from models.conflicts import Stale
from models.ofsted import OfstedEntry, OfstedList, OfstedSaid
from models.provider import Dealing, Home
from models.store import writing
from portal.ofsted import work
from portal.register.bad_file import BadFile
from tests.fixtures.cast import Cast
from tests.fixtures.queries import Counting

FOLDER = Path(__file__).parents[2] / "data" / "ofsted"
NEW, OLD = "provider_at_march_2024.csv", "provider_at_march_2016.csv"
NOW = datetime(2026, 10, 5, 8)
URN = "2587047"


def take(name: str = NEW, content: bytes = b"", **more: Any) -> work.Compared:
    return work.take_in(content or (FOLDER / name).read_bytes(), by=None, now=NOW, name=name, **more)


def counts(found: work.Compared) -> tuple[int, ...]:
    one = found.counts
    return (one.read, one.new, one.changed, one.unchanged, one.rejected)


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    assert counts(take(dry_run=True)) == (21, 21, 0, 0, 0)
    assert OfstedEntry.select().count() == OfstedList.select().count() == 0, "tried only"
    assert counts(take()) == (21, 21, 0, 0, 0)
    before = list(OfstedEntry.select().order_by(OfstedEntry.id).dicts())
    again = take()
    assert (counts(again), again.write) == ((21, 0, 0, 21, 0), [])
    assert list(OfstedEntry.select().order_by(OfstedEntry.id).dicts()) == before
    assert [one.action for one in AuditEvent.select()][-2:] == ["ofsted.taken_in"] * 2


def test_a_newer_list_changes_what_it_says_otherwise_and_dates_the_rest(cast: Cast) -> None:
    take()
    changed = (FOLDER / NEW).read_bytes().replace(b"Private,,7, ,,", b"Private,,9, ,,", 1)
    found = take(content=changed.replace(b"31 March 2024", b"31 March 2025", 1))
    assert counts(found) == (21, 0, 1, 20, 0)
    assert {entry.as_at for entry in OfstedEntry.select()} == {date(2025, 3, 31)}
    assert OfstedEntry.by_urn([URN])[URN].places == 9


def test_an_older_list_says_nothing_of_what_a_newer_one_has_said(cast: Cast) -> None:
    take()
    older = (FOLDER / NEW).read_bytes().replace(b"Private,,7, ,,", b"Private,,9, ,,", 1)
    found = take(content=older.replace(b"31 March 2024", b"31 March 2023", 1))
    assert counts(found) == (21, 0, 0, 21, 0)
    assert [(one.value, one.problem) for one in found.findings] == [("21", "numbers of which a newer list is known")]
    assert OfstedEntry.by_urn([URN])[URN].places == 7
    assert counts(take(OLD)) == (12, 12, 0, 0, 0), "numbers that it alone names are new all the same"


def test_what_a_later_list_does_not_name_is_kept_and_said(cast: Cast) -> None:
    take(OLD)
    found = take()
    assert [(one.value, one.problem, one.action) for one in found.findings] == [
        ("12", "numbers of an earlier list that this one does not name", "kept")
    ]
    assert OfstedEntry.select().count() == 33


def test_a_bad_list_changes_nothing(cast: Cast) -> None:
    with pytest.raises(BadFile):
        take(content=b"Name,Postcode\nElm House,LA1 1AA\n")
    assert OfstedList.select().count() == 0


def many(number: int) -> bytes:
    rows = "".join(f"{2_700_000 + n},Children's home,Active,4,Good\n" for n in range(number))
    return (
        "As at 31 March 2025,,,,\nURN,Provision type,Registration status,Places,Overall effectiveness\n" + rows
    ).encode()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_four_thousand_rows_take_a_query_and_some_statements(cast: Cast, queries: Counting) -> None:
    with queries() as few:
        take(content=many(400))
    with queries() as more:
        assert counts(take(content=many(4000))) == (4000, 3600, 0, 400, 0)
    assert len(more) <= len(few) + 8, more


# With whom it is matched, and what they say


def at_home(cast: Cast, urn: str = URN) -> Home:
    with writing():
        Home.update(urn=urn).where(Home.id == cast.home.id).execute()
        Dealing.note(cast.fairshire.id, cast.harbour.id, NOW.date())
    found: Home = Home.get_by_id(cast.home.id)
    return found


def state(cast: Cast) -> str:
    [match] = work.of_providers([cast.harbour.id])
    return match.state


def test_a_home_is_matched_by_its_number_and_its_provider_has_a_word(cast: Cast) -> None:
    take()
    home = at_home(cast)
    assert state(cast) == "open"
    [match] = work.at_desk([cast.fairshire.id])
    alice = {"by": cast.alice.id, "now": NOW}
    work.say(cast.harbour.id, home.public_id, match.entry.digest, "", **alice)
    assert state(cast) == "right"
    work.say(cast.harbour.id, home.public_id, match.entry.digest, "8 places since June.", **alice)
    [match] = work.at_desk([cast.fairshire.id])
    assert (match.state, match.said and match.said.words) == ("different", "8 places since June.")
    assert OfstedSaid.select().count() == 1
    assert OfstedEntry.by_urn([URN])[URN].places == 7, "what a provider says changes no list"


def test_once_a_list_says_something_else_it_is_asked_anew(cast: Cast) -> None:
    take()
    home = at_home(cast)
    entry = OfstedEntry.by_urn([URN])[URN]
    work.say(cast.harbour.id, home.public_id, entry.digest, "", by=cast.alice.id, now=NOW)
    same = (FOLDER / NEW).read_bytes().replace(b"31 March 2024", b"31 March 2025", 1)
    take(content=same)
    assert state(cast) == "right", "the same facts in a newer list"
    take(content=same.replace(b"Private,,7, ,,", b"Private,,9, ,,", 1))
    assert state(cast) == "open"
    with pytest.raises(Stale):
        work.say(cast.harbour.id, home.public_id, entry.digest, "", by=cast.alice.id, now=NOW)


def test_a_council_sees_only_homes_of_providers_that_it_deals_with(cast: Cast) -> None:
    found = take()
    at_home(cast)
    assert work.at_desk([cast.westmoor.id]) == work.homes_of([cast.westmoor.id], found.numbers) == []
    assert [home.name for home in work.homes_of([cast.fairshire.id], found.numbers)] == ["Harbour House"]
    assert work.of_providers([cast.northgate.id]) == []


def test_a_home_that_is_closed_is_matched_no_more(cast: Cast) -> None:
    take()
    home = at_home(cast)
    with writing():
        home.close(by=cast.alice.id, at=NOW)
    assert work.at_desk([cast.fairshire.id]) == []
