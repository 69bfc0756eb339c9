"""The form for asking: what the rule proposes stands at each provider, and may be departed from with a reason."""

from models.monitoring_return import Return
from models.sizing import Sizing
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url
from tests.portal.returns.buying import buys
from tests.portal.returns.test_ask_page import NEW, chosen


def test_the_rule_stands_at_each_provider_and_is_followed_unless_told_otherwise(
    client: HouseClient, life: Life
) -> None:
    buys(life, 84_000, 13)
    dana = client.as_(life.cast.dana)
    page = dana.get(NEW)
    assert "Supported accommodation: £84,000 a year, 13 places: standard return" in page.main
    assert "No contract in the register: short return" in page.main
    dana.submit(page, {key: value for key, value in chosen(life).items() if key != "tier"})
    assert Return.get().tier == "standard"


def test_another_length_asks_for_a_reason_and_keeps_everything_else(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.submit(dana.get(NEW), chosen(life, tier="full"), status=422)
    assert "Enter why you ask for another length than the rule says." in page.main
    assert page.values(page.form())["tier"] == ["full"]
    assert not Return.select().exists()
    dana.submit(page, {"tier_why": "You open three houses this quarter."})
    assert (Return.get().tier, Sizing.get().why) == ("full", "You open three houses this quarter.")


def test_the_provider_reads_the_reason_above_the_questions(client: HouseClient, life: Life) -> None:
    ret = life.ask(tier="full", tier_why="You open three houses this quarter.")
    page = client.as_(life.cast.alice).get(url(ret))
    assert "“You open three houses this quarter.”" in page.main


def test_a_reason_that_is_too_long_is_refused(client: HouseClient, life: Life) -> None:
    dana = client.as_(life.cast.dana)
    page = dana.submit(dana.get(NEW), chosen(life, tier="full", tier_why="x" * 401), status=422)
    assert any("Shorten this to 400 characters" in error for error in page.errors)
