"""Guidance: what is shipped, that it is published, and that it promises nothing that the site does not hold to."""

import re
from pathlib import Path
from typing import Any

import pytest

from forms import library
from forms.burden import burden
from portal.figures_rule import FEWEST_FOR_A_PERCENTAGE, FEWEST_SUPPLIERS, LARGEST_PERCENT
from portal.publishing.statements_words import read_words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows

FOLDER = Path(__file__).parents[3] / "site" / "content" / "guidance"
SHIPPED = sorted(FOLDER.glob("*.md"))


ABOUT_SETS = {
    "childrens-homes-return": "childrens-homes-quarterly",
    "childrens-homes-self-assessment": "childrens-homes-self-assessment-yearly",
    "independent-person-report": "independent-person-report-monthly",
    "independent-person-visit": "independent-person-monthly",
    "residential-child-care-scotland-return": "residential-child-care-half-yearly-scotland",
    "section-11-self-assessment": "section-11-safeguarding-yearly",
    "short-breaks-return": "short-breaks-quarterly",
    "small-grants-return": "small-grants-half-yearly",
    "supported-accommodation-return": "supported-accommodation-quarterly",
}


def test_six_pages_of_guidance_are_shipped_and_one_for_each_set_of_questions() -> None:
    general = ["contracts-and-frameworks", "corrections", "how-we-buy", "monitoring-returns", "reading-the-register"]
    assert [path.stem for path in SHIPPED] == sorted([*general, "small-numbers", *ABOUT_SETS])
    assert {path.stem: read_words(path).front.set for path in SHIPPED if path.stem in ABOUT_SETS} == ABOUT_SETS
    assert set(ABOUT_SETS.values()) == {found.key for found in library.all()}


def test_the_pages_about_a_set_name_only_pages_that_the_set_has() -> None:
    for stem, key in ABOUT_SETS.items():
        named = set(re.findall(r"\(([A-Z][A-Z0-9]\d\d)\)", (FOLDER / f"{stem}.md").read_text("utf-8")))
        assert named <= {page.code for page in library.latest(key).pages}, stem


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_page_of_guidance_is_listed_and_published(site_client: MakeSite, rows: Rows, path: Path) -> None:
    rows.contract()
    client = site_client()
    assert client.addresses()[f"/guidance/{path.stem}/"]
    page = client.get(f"/guidance/{path.stem}/")
    assert page.tree.xpath("//nav[@aria-labelledby='on-this-page']//a")
    assert f'href="/guidance/{path.stem}/"' in client.get("/guidance/").html


def test_links_between_shipped_words_lead_somewhere(site_client: MakeSite, rows: Rows) -> None:
    rows.contract()
    client = site_client()
    known = {url for url in client.addresses() if url.startswith(("/guidance/", "/market-position/"))}
    for url in sorted(known):
        links = re.findall(r'href="(/(?:guidance|market-position)/[^"#]*)"', client.get(url).html)
        assert not set(links) - known, url


def test_guidance_of_somebody_without_a_register_is_not_published(site_client: MakeSite, rows: Rows) -> None:
    rows.contract(authority="westmoor")
    client = site_client()
    assert [url for url in client.addresses() if url.startswith("/guidance/")] == ["/guidance/"]
    assert "No guidance has been published yet." in client.get("/guidance/").text
    client.get("/guidance/how-we-buy/", status=404)


def test_the_rules_that_guidance_tells_are_those_of_the_code() -> None:
    told = (FOLDER / "small-numbers.md").read_text("utf-8")
    words = {3: "three", 10: "ten"}
    assert f"at least {words[FEWEST_SUPPLIERS]} providers stand behind it" in told
    assert f"more than {LARGEST_PERCENT}% of it" in told
    assert f"at least {words[FEWEST_FOR_A_PERCENTAGE]} agreements underneath" in told


QUARTERLY = ("childrens-homes-quarterly", "short-breaks-quarterly", "supported-accommodation-quarterly")
ALL_TIERS = ("core", "standard", "full")


@pytest.mark.parametrize(
    ("page", "said", "sets", "tiers"),
    [
        ("guidance/monitoring-returns", "short return | up to {} boxes, {} minutes", QUARTERLY, ("core",)),
        ("guidance/monitoring-returns", "middle return | up to {} boxes, {} minutes", QUARTERLY, ("standard",)),
        ("guidance/monitoring-returns", "full return | up to {} boxes, {} minutes", QUARTERLY, ("full",)),
        ("market-position/supported-accommodation", "about {} boxes and {} minutes", QUARTERLY[2:], ("core",)),
        ("market-position/short-breaks", "and {} boxes.", QUARTERLY[1:2], ALL_TIERS),
    ],
)
def test_how_much_is_asked_is_what_the_sets_ask(page: str, said: str, sets: tuple[str, ...], tiers: Any) -> None:
    asked = [burden(key, library.latest(key).version)[tier] for key in sets for tier in tiers]
    words = said.format(max(one.boxes for one in asked), max(one.minutes for one in asked))
    assert words in (FOLDER.parent / f"{page}.md").read_text("utf-8")
