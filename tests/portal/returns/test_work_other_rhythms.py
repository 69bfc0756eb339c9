"""Sets of every rhythm: which periods fit, what is due when, and that nothing says quarter where it is none."""

from collections.abc import Callable
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from forms import library
from forms.question_set import QuestionSet
from models.authority import AdoptedSet, Authority
from models.calendar import working_day
from models.conflicts import OtherNation
from models.monitoring_return import Return
from models.period import Period
from models.provider import Home
from models.store import writing
from portal.returns.work import adopting, answering, choosing
from portal.returns.work.asking import Asked, CannotAsk
from tests.fixtures.cast import SET
from tests.portal.life import WHY, Life, mails

GRANTS = "small-grants-half-yearly"
RHYTHMS = ("month", "quarter", "half_year", "year")
LAST = {"month": "2026-09", "quarter": "2026-27-Q2", "half_year": "2026-27-H1", "year": "2025-26"}
Made = Callable[..., QuestionSet]


@pytest.fixture
def made(life: Life, monkeypatch: pytest.MonkeyPatch) -> Made:
    """The small set with another rhythm, or about one home, adopted by Fairshire."""

    def make(rhythm: str = "quarter", *, per_home: bool = False, nation: str = "England") -> QuestionSet:
        told = {"key": "made-up", "rhythm": rhythm, "per_home": per_home, "nation": nation}
        found = library.latest(GRANTS).model_copy(update=told)
        shelf = dict(library._shelf()) | {(found.key, found.version): found}
        monkeypatch.setattr(library, "_shelf", lambda: MappingProxyType(shelf))
        with writing():
            AdoptedSet.delete().where(AdoptedSet.set_key == found.key).execute()
            AdoptedSet.create(authority=life.cast.fairshire, set_key=found.key)
        return found

    return make


def asked(life: Life, **other: object) -> Return:
    return life.ask(**{"set_key": "made-up", "due_on": date(2026, 10, 21), **other})


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_the_last_whole_periods_of_the_set_are_offered(life: Life, made: Made, rhythm: str) -> None:
    made(rhythm)
    can = choosing.choices([life.cast.fairshire.id], life.now, "made-up")
    keys = [key for key, _ in can.periods]
    assert keys[0] == LAST[rhythm]
    assert len(keys) == choosing.OFFERED[rhythm]
    assert all(Period.parse(key).rhythm == rhythm for key in keys)
    assert can.due_on >= life.now.date()
    assert can.set_key == "made-up"


@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize("period", list(LAST.values()))
def test_only_a_period_of_its_own_rhythm_is_asked_for(life: Life, made: Made, rhythm: str, period: str) -> None:
    made(rhythm)
    if LAST[rhythm] == period:
        assert asked(life, period_key=period).period_key == period
        return
    with pytest.raises(CannotAsk, match="These questions are asked") as refused:
        asked(life, period_key=period)
    assert refused.value.field == "period_key"
    assert not Return.select().exists()


@pytest.mark.parametrize("nation", ["E", "S"])
@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_the_usual_due_day_is_a_working_day_of_the_nation(life: Life, made: Made, rhythm: str, nation: str) -> None:
    made(rhythm)
    with writing():
        Authority.update(nation=nation).where(Authority.id == life.cast.fairshire.id).execute()
    for days in range(0, 400, 9):
        can = choosing.choices([life.cast.fairshire.id], life.now + timedelta(days=days), "made-up")
        assert working_day(can.due_on, nation), can.due_on


def test_a_bank_holiday_of_one_nation_is_a_working_day_of_another(life: Life, made: Made) -> None:
    made()
    saint_andrew = date(2026, 11, 30)
    for nation, fine in (("S", False), ("E", True)):
        with writing():
            Authority.update(nation=nation).where(Authority.id == life.cast.fairshire.id).execute()
        made(nation={"S": "Scotland", "E": "England"}[nation])
        if fine:
            assert len(_chosen(life, due_on=saint_andrew).made) == 1
        else:
            with pytest.raises(CannotAsk, match="The next working day is Tuesday 1 December 2026") as refused:
                _chosen(life, due_on=saint_andrew)
            assert refused.value.field == "due_on"


def _chosen(life: Life, **other: object) -> Asked:
    values = {
        "authority": str(life.cast.fairshire.id),
        "providers": [str(life.cast.harbour.public_id)],
        "service": life.cast.service.key,
        "set_key": "made-up",
        "period_key": "2026-27-Q2",
        "tier": "core",
        "due_on": date(2026, 10, 21),
        "why": WHY,
    }
    chosen = choosing.Chosen(**values | other)  # type: ignore[arg-type]
    mine = [life.cast.fairshire.id]
    return choosing.ask_as_chosen(chosen, authorities=mine, by=life.cast.dana.id, now=life.now)


@pytest.mark.parametrize("rhythm", ["month", "half_year", "year"])
def test_mails_name_the_period_by_its_own_name(life: Life, made: Made, rhythm: str) -> None:
    made(rhythm)
    ret = asked(life, period_key=LAST[rhythm])
    answering.more_time(ret, by=life.cast.alice.id, now=life.now)
    label = Period.parse(LAST[rhythm]).label
    assert mails()
    assert all("quarter" not in mail.text + mail.subject for mail in mails())
    assert label in mails("alice@people.example")[0].text


def test_a_set_about_a_home_is_asked_for_each_home_that_is_chosen(life: Life, made: Made) -> None:
    made("month", per_home=True)
    with writing():
        second = Home.add(life.cast.harbour, "Quay House", "children’s home", None, by=None, at=life.now)
    both = [str(life.cast.home.public_id), str(second.public_id)]
    for already in ([], ["Harbour House", "Quay House"]):
        result = _chosen(life, homes=both, period_key="2026-09")
        assert result.already_names == already
    assert {ret.home_id for ret in Return.select()} == {life.cast.home.id, second.id}
    assert {ret.provider_id for ret in Return.select()} == {life.cast.harbour.id}


def test_a_set_about_a_home_is_not_asked_without_one(life: Life, made: Made) -> None:
    made(per_home=True)
    with pytest.raises(CannotAsk, match="Select at least one home") as refused:
        _chosen(life, period_key="2026-27-Q2")
    assert refused.value.field == "homes"


def test_homes_that_are_closed_are_not_offered_and_no_home_for_other_sets(life: Life, made: Made) -> None:
    made(per_home=True)
    fairshire = [life.cast.fairshire.id]
    names = [name for _, name in choosing.choices(fairshire, life.now, "made-up").homes]
    assert names == ["Harbour House, Harbour Young People", "Northgate House, Northgate Homes Ltd"]
    assert not choosing.choices(fairshire, life.now, SET).homes
    with writing():
        life.cast.home.close(by=None, at=life.now)
    assert len(choosing.choices(fairshire, life.now, "made-up").homes) == 1


def test_a_return_about_a_home_names_it(life: Life, made: Made) -> None:
    made("month", per_home=True)
    [ret] = _chosen(life, homes=[str(life.cast.home.public_id)], period_key="2026-09").made
    assert answering.fresh(ret).unit == "Harbour House, Harbour Young People"


def test_a_set_is_adopted_once_and_only_in_its_own_nation(life: Life, made: Made) -> None:
    made(nation="Scotland")
    with pytest.raises(OtherNation, match="another nation’s law"):
        adopting.adopt(life.cast.westmoor, "made-up", by=None, now=life.now)
    for _ in range(2):
        adopting.adopt(life.cast.westmoor, GRANTS, by=None, now=life.now)
    mine = AdoptedSet.select().where((AdoptedSet.authority == life.cast.westmoor) & (AdoptedSet.set_key == GRANTS))
    assert mine.count() == 1
    assert "made-up" in adopting.for_nation("S")
    assert "made-up" not in adopting.for_nation("E")
