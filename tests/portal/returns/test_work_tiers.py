"""How long a return is: from contracts and risk, in words for officers and for providers."""

from collections.abc import Callable
from typing import Any

import pytest

from forms import library
from forms.proportion import Facts
from models.monitoring_return import Return
from models.period import Period
from models.risk import Risk
from models.sizing import Sizing
from models.store import writing
from portal.returns.work import sheet, tiers
from tests.fixtures.cast import SET
from tests.fixtures.queries import Counting
from tests.portal.life import THIS, Life
from tests.portal.returns.buying import buys

QUARTER = Period.parse(THIS)


def noted(life: Life, word: str, provider: Any = None) -> None:
    with writing():
        provider = provider or life.cast.harbour
        Risk.put(life.cast.fairshire.id, provider, word, "Seen.", by=life.cast.dana.id, at=life.now, seen=0)


def facts(life: Life) -> Facts:
    cast = life.cast
    return tiers.facts(cast.fairshire, cast.service, [cast.harbour.id], QUARTER)[cast.harbour.id]


def hint(life: Life, provider: Any = None) -> str:
    wanted = (provider or life.cast.harbour).id
    return tiers.hints([life.cast.fairshire], [wanted], QUARTER)[wanted]


@pytest.fixture
def because(life: Life) -> Callable[..., str]:
    """What Harbour reads above a return that was asked for with these facts."""

    def read(known: Facts, chosen: str = tiers.BY_RULE, why: str = "") -> str:
        Sizing.delete().execute()
        Return.delete().execute()
        ret = life.ask(tier="core")
        with writing():
            Sizing.delete().execute()
            Return.update(tier=tiers.tier(known, chosen)).where(Return.id == ret.id).execute()
            ret = Return.get_by_id(ret.id)
            tiers.keep(ret, known, why, life.now)
        found: Return = sheet.with_people(Return.select().where(Return.id == ret.id)).get()
        return tiers.because(found, library.latest(SET))

    return read


def test_contracts_in_the_register_and_the_risk_make_the_facts(life: Life) -> None:
    assert facts(life) == Facts(None, None, "medium")
    buys(life, 50_000, 8)
    buys(life, 34_000, 4)
    assert facts(life) == Facts(8_400_000, 12, "medium")
    noted(life, "high")
    assert facts(life) == Facts(8_400_000, 12, "high")


def test_the_tier_follows_the_rule_unless_an_officer_chose(life: Life) -> None:
    buys(life, 84_000, 12)
    assert tiers.tier(facts(life), tiers.BY_RULE) == "core"
    assert tiers.tier(facts(life), "full") == "full"
    known = {1: Facts(8_400_000, 12), 2: Facts(90_000_000, 12)}
    assert not tiers.against_the_rule(known, tiers.BY_RULE)
    assert tiers.against_the_rule(known, "core")
    assert not tiers.against_the_rule({1: known[1]}, "core")


def test_officers_read_what_the_rule_proposes_for_each_service(life: Life) -> None:
    assert hint(life) == "No contract in the register: short return"
    buys(life, 84_000, 12)
    assert hint(life) == "Supported accommodation: £84,000 a year, 12 places: short return"
    assert hint(life, life.cast.northgate) == "No contract in the register: short return"
    noted(life, "high", life.cast.northgate)
    expected = "No contract in the register, yearly value not known, high risk: full return"
    assert hint(life, life.cast.northgate) == expected


def test_hints_for_any_number_of_providers_cost_three_queries(life: Life, queries: Counting) -> None:
    buys(life, 84_000, 12)
    buys(life, 84_000, 12, life.cast.northgate)
    both = [life.cast.harbour.id, life.cast.northgate.id]
    with queries() as seen:
        tiers.hints([life.cast.fairshire], both, QUARTER)
    assert len(seen) == 3, seen


@pytest.mark.parametrize(
    ("known", "reads"),
    [
        (
            Facts(8_400_000, 12),
            "You are asked about 25 boxes four times a year because Fairshire County Council pays you £84,000 a year "
            "here for 12 places, and that is less than £100,000 a year.",
        ),
        (
            Facts(8_400_000, 20),
            "You are asked about 45 boxes four times a year because Fairshire County Council pays you £84,000 a year "
            "here for 20 places, and that is more than 12 places.",
        ),
        (
            Facts(None, 8, "low"),
            "You are asked about 25 boxes twice a year because no yearly value is known of what Fairshire County "
            "Council buys from you here, and what is not known makes no return longer. Twice a year, because Fairshire "
            "County Council thinks that the risk is low.",
        ),
        (Facts(8_400_000, 1, "high"), "You are asked about 47 boxes four times a year because the risk is high."),
    ],
)
def test_a_provider_reads_how_much_is_asked_and_why(because: Callable[..., str], known: Facts, reads: str) -> None:
    assert because(known) == reads


def test_a_provider_reads_why_an_officer_chose_another_length(because: Callable[..., str]) -> None:
    said = because(Facts(8_400_000, 12), "full", "You open three houses this quarter.")
    assert said.endswith(
        "because your contact chose the full return rather than the short return: “You open three houses this quarter.”"
    )


def test_a_return_from_before_the_rule_only_says_how_much(life: Life) -> None:
    ret = life.ask()
    with writing():
        Sizing.delete().execute()
    found: Return = sheet.with_people(Return.select().where(Return.id == ret.id)).get()
    said = tiers.because(found, library.latest(SET))
    assert said == "You are asked about 25 boxes four times a year: the short return."
