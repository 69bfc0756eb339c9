"""“Ask for returns” where a council has adopted several sets: the set comes first, and its periods with it."""

from types import MappingProxyType

import pytest

from forms import library
from models.authority import AdoptedSet, Authority
from models.monitoring_return import Return
from models.store import writing
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.portal.life import WHY, Life, url

NEW = "/desk/returns/new"
GRANTS = "small-grants-half-yearly"
MONTHLY = "made-up-monthly"


@pytest.fixture(autouse=True)
def several(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fairshire has adopted the grants’ set, and one that is about one home each month."""
    told = {"key": MONTHLY, "title": "Made up: every month", "rhythm": "month", "per_home": True}
    monthly = library.latest(GRANTS).model_copy(update=told)
    told_of_grants = library.ordinary(library.latest(GRANTS))
    monkeypatch.setattr(library, "ordinary", lambda found: {GRANTS: told_of_grants, MONTHLY: told_of_grants}[found.key])
    shelf = dict(library._shelf()) | {(MONTHLY, monthly.version): monthly}
    monkeypatch.setattr(library, "_shelf", lambda: MappingProxyType(shelf))
    with writing():
        for key in (GRANTS, MONTHLY):
            AdoptedSet.create(authority=life.cast.fairshire, set_key=key)


def test_the_set_is_chosen_first_with_links_and_no_script(client: HouseClient, life: Life) -> None:
    page = client.as_(life.cast.dana).get(NEW)
    assert page.h1 == "Which questions?"
    for key in (SET, GRANTS, MONTHLY):
        assert page.all(f"//a[@href='{NEW}?set={key}']"), key
    assert "Every month, for one home at a time" in page.main


def test_the_periods_are_those_of_the_set(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    for key, newest in (
        (SET, "July to September 2026"),
        (GRANTS, "April to September 2026"),
        (MONTHLY, "September 2026"),
    ):
        page = dana.get(f"{NEW}?set={key}")
        assert page.one("//select[@name='period_key']/option[1]").text == newest
        assert page.values(page.form())["set_key"] == [key]


def test_a_return_for_a_half_year_is_asked_for(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(f"{NEW}?set={GRANTS}")
    service = page.one("//select[@name='service']/option[1]").get("value")
    typed = {"providers": [str(life.cast.harbour.public_id)], "service": service, "why": WHY}
    after = dana.submit(page, typed)
    assert "1 provider asked." in after.main
    assert Return.get().period_key == "2026-27-H1"


def test_a_period_of_another_rhythm_is_refused_at_its_field(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(f"{NEW}?set={GRANTS}")
    typed = {**page.values(page.form()), "providers": [str(life.cast.harbour.public_id)], "why": WHY}
    after = dana.post(NEW, {**typed, "period_key": "2026-27-Q2"}, status=422)
    assert "asked twice a year. Choose a half-year, not July to September 2026." in after.error_at("period_key")
    assert not Return.select().exists()


def test_homes_are_chosen_where_the_set_is_about_a_home(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(f"{NEW}?set={MONTHLY}")
    assert not page.all("//*[@name='providers']")
    refused = dana.submit(page, {"why": WHY}, status=422)
    assert refused.errors == ["Select at least one home"]
    after = dana.submit(page, {"homes": [str(life.cast.home.public_id)], "why": WHY})
    assert "Asked about 1 home. Each provider gets a mail." in after.main
    assert "Harbour House, Harbour Young People" in after.main


@pytest.mark.parametrize("tail", ["", "check"])
def test_nothing_says_quarter_of_a_month(client: HouseClient, life: Life, tail: str) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(f"{NEW}?set={MONTHLY}")
    dana.submit(page, {"homes": [str(life.cast.home.public_id)], "why": WHY})
    shown = client.as_(life.cast.alice).get(url(Return.get(), tail))
    assert "September 2026" in shown.main
    assert "quarter" not in shown.main.lower()
    if not tail:
        assert "Harbour House, Harbour Young People for Fairshire County Council" in shown.main


def test_a_day_off_is_refused_with_the_next_working_day(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.get(f"{NEW}?set={SET}")
    typed = {"providers": [str(life.cast.harbour.public_id)], "why": WHY, "due_on": "24 October 2026"}
    after = dana.submit(page, typed, status=422)
    assert "Saturday 24 October 2026. The next working day is Monday 26 October 2026." in after.error_at("due_on")


def test_a_set_of_another_nation_is_refused_where_it_stands(client: HouseClient, life: Life) -> None:
    with writing():
        Authority.update(nation="S").where(Authority.id == life.cast.fairshire.id).execute()
    dana = client.as_(life.cast.dana)
    page = dana.get(f"{NEW}?set={GRANTS}")
    typed = {"providers": [str(life.cast.harbour.public_id)], "why": WHY}
    after = dana.submit(page, typed, status=422)
    assert after.errors == ["This set is written for another nation’s law. Choose one for yours."]
    assert "another nation’s law" in after.one("//*[@id='set_key']//*[@id='set_key-error']").xpath("string()")
    assert not Return.select().exists()
