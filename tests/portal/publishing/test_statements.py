"""Market position statements as pages: live figures in the words, tables, charts, and what may not be said."""

import re
from pathlib import Path
from typing import Any

import pytest

from portal.charts import bars
from portal.publishing.app import published
from portal.publishing.pages.statements import statement_of
from portal.publishing.statements import PLACEHOLDERS
from portal.publishing.statements_blocks import CHARTS, TABLES
from portal.publishing.statements_words import WordsError, read_words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Rows, service, supplier
from tests.portal.publishing.site_client import SiteClient

FRONT = """+++
title = "Fostering: what we need"
summary = "Homes for children."
authority = "fairshire"
service = "fostering"
order = 1
next_review = 2027-10-04
contact = { name = "Placements team", email = "placements@fairshire.example" }
changes = [
  { on = 2026-10-12, what = "First published." },
  { on = 2026-11-09, what = "A date was moved." },
]
+++
"""
FOSTERING = service("Fostering")
BODY = """
## What there is

We have {contracts} agreements with {suppliers} providers. They cost {spend}. As at {as_at}.
Small or medium: {sme_share_by_count}; by value: {sme_share_by_value}. Spot: {spot_people}, {spot_spend}.

{table: summary}

{chart: share-by-count}

{table: ends}
"""


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Writes a statement and says where the words are."""

    def to(body: str = BODY, name: str = "fostering", front: str = FRONT) -> Path:
        folder = tmp_path / "site" / "content" / "market-position"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_text(front + body, "utf-8")
        return tmp_path / "site"

    return to


def fostering(rows: Rows, count: int = 12, **facts: Any) -> None:
    """So many contracts of £10,000 a year each, each with another provider; every second one is small."""
    for n in range(count):
        who = [supplier(f"Agency {n}", sme="yes" if n % 2 else "no", vcse="no")]
        rows.contract(f"c{n}", **{"service": FOSTERING, "suppliers": who, "value_pence": 10_000_00, **facts})
    rows.service("Fostering")


def words_of(client: SiteClient) -> str:
    return str(client.get("/market-position/fostering/").text)


def test_figures_stand_in_the_sentences_with_their_day(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    said = words_of(site_client(words=write()))
    assert "We have 12 agreements with 12 providers. They cost £120,000 a year. As at 30 September 2026." in said
    assert "Small or medium: 6 of 12 contracts (50%), known for all; by value: £60,000 of £120,000 a year (50%)" in said
    assert "contracts register, July to September 2026" in said


def test_two_providers_are_words_and_no_figure(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows, 2)
    said = words_of(site_client(words=write()))
    assert "They cost not published: fewer than three providers, or almost only one, stand behind it." in said
    assert not re.search(r"£(10|20),000", said)
    assert "End within 24 months not published: fewer than three providers" in said


def test_unknown_and_nominal_values_are_said_and_not_added(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    frame = {"arrangement": "framework", "value_pence": 100, "value_kind": "nominal"}
    rows.contract("frame", service=FOSTERING, suppliers=[supplier("Agency 1"), supplier("Agency 2")], **frame)
    rows.contract("open", service=FOSTERING, suppliers=[supplier("Agency 3")], value_pence=None, value_kind="unknown")
    said = words_of(site_client(words=write()))
    assert "They cost £120,000 a year (not known for 1 contract)." in said
    assert "Frameworks and dynamic markets, whose value is not added 1" in said


def test_contracts_of_other_services_and_older_quarters_do_not_count(
    site_client: MakeSite, rows: Rows, write: Any
) -> None:
    fostering(rows, 4)
    rows.contract("other", service=service("Short breaks"), suppliers=[supplier("Agency 9")])
    rows.contract("old", period=BEFORE, service=FOSTERING, suppliers=[supplier("Agency 8")])
    assert "We have 4 agreements" in words_of(site_client(words=write()))


def test_what_ends_on_the_last_day_of_twelve_months_counts_as_everywhere_else(
    site_client: MakeSite, rows: Rows, write: Any
) -> None:
    fostering(rows, 3, ends_on="2027-09-30")
    fostering_later = {"service": FOSTERING, "suppliers": [supplier("Agency 9")]}
    rows.contract("day-after", ends_on="2027-10-01", **fostering_later)
    rows.contract("two-years", ends_on="2028-09-30", **fostering_later)
    rows.contract("too-late", ends_on="2028-10-01", **fostering_later)
    client = site_client(words=write())
    said = words_of(client)
    assert "End within 12 months 3 End within 24 months 5" in said
    assert "3 end within 12 months" in client.get("/services/fostering/").text


def test_providers_are_counted_as_on_the_page_of_the_service(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    rows.contract("chair", service=FOSTERING, suppliers=[], supplier_words="REDACTED PERSONAL DATA")
    client = site_client(words=write())
    assert "We have 13 agreements with 12 providers." in words_of(client)
    assert "13 contracts with 12 suppliers." in client.get("/services/fostering/").text


def test_a_provider_of_two_lots_is_one_provider_of_a_framework(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    lots = [supplier("Agency 1", lot="1"), supplier("Agency 1", lot="2"), supplier("Agency 2", lot="1")]
    rows.contract("frame", title="The framework", service=FOSTERING, arrangement="framework", suppliers=lots)
    said = words_of(site_client(words=write("{table: frameworks}")))
    assert re.search(r"The framework 2 \d", said)


def test_a_sum_says_what_is_not_in_it_only_where_something_is_not(
    site_client: MakeSite, rows: Rows, write: Any
) -> None:
    fostering(rows)
    words = write("{table: share-by-value}")
    assert "Not in it" not in words_of(site_client(words=words))
    rows.contract("open", service=FOSTERING, suppliers=[supplier("Agency 3")], value_pence=None, value_kind="unknown")
    assert "Not in it: 1 contract of unknown value." in words_of(site_client(words=words))


def test_what_ends_is_listed_with_its_latest_possible_day(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows, 3, ends_on="2030-03-31")
    days = {"ends_on": "2027-03-31", "last_possible_end": "2028-03-31", "title": "Homes in the north"}
    rows.contract("north", service=FOSTERING, **days)
    rows.contract("always", service=FOSTERING, ends_on=None, ends_note="until further notice", last_possible_end=None)
    client = site_client(words=write())
    said = words_of(client)
    assert "Homes in the north Harbour Young People 31 Mar 2027 31 Mar 2028" in said
    assert "Without a last day: 1." in said
    assert "c0" not in said


def test_purchases_for_one_person_are_totals_or_not_published(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    rows.totals(FOSTERING, people=14, suppliers=6, spend_pence=412_000_00, without_value=0)
    assert "Spot: about 14, £412,000." in words_of(site_client(words=write()))


def test_withheld_totals_say_that_they_are(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    rows.totals(FOSTERING)
    assert "Spot: not published: fewer than six people or three providers" in words_of(site_client(words=write()))


def test_the_spend_of_totals_may_be_withheld_alone(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    rows.totals(FOSTERING, people=14, suppliers=6, spend_pence=None, without_value=0)
    assert "Spot: about 14, not published: too few have a value" in words_of(site_client(words=write()))


def test_a_chart_has_words_and_a_table_beside_it(site_client: MakeSite, rows: Rows, write: Any, tmp_path: Path) -> None:
    fostering(rows)
    client = site_client(words=write(), charts=tmp_path / "charts")
    page = client.get("/market-position/fostering/")
    (image,) = page.tree.xpath("//figure/img")
    assert image.get("alt").startswith("Bar chart. Contracts by who has them. Small or medium: 6 contracts; ")
    assert page.tree.xpath("//figure//table/caption")
    assert client.bytes_at(image.get("src")).startswith(b"<svg")
    assert image.get("src") in client.addresses()


EVERY_BLOCK = "".join(
    f"\n{{{kind}: {name}}}\n" for kind, names in (("table", TABLES), ("chart", CHARTS)) for name in sorted(names)
)


def test_every_table_and_chart_can_stand_on_one_page(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    for n in range(4):
        rows.contract(f"s{n}", service=service("Short breaks"), suppliers=[supplier(f"Club {n}")], value_pence=400_000)
    rows.contract("lone", service=service("Advocacy"), suppliers=[supplier("Club 1")], value_pence=123_000_00)
    rows.contract("frame", service=FOSTERING, arrangement="framework", value_pence=None, value_kind="unknown")
    for title in ("Short breaks", "Advocacy"):
        rows.service(title)
    page = site_client(words=write(EVERY_BLOCK)).get("/market-position/fostering/")
    assert len(page.tree.xpath("//table")) == len(TABLES) + len(CHARTS)
    assert len(page.tree.xpath("//figure/img")) == len(CHARTS)
    assert "Short breaks 4 £16,000" in page.text
    assert "Advocacy not published: fewer than three providers" in page.text
    assert "£123,000" not in page.html
    assert page.text.count("As at 30 September 2026.") >= len(TABLES) + len(CHARTS)


def test_a_service_without_contracts_says_so_in_every_block(site_client: MakeSite, rows: Rows, write: Any) -> None:
    rows.contract("s", service=service("Short breaks"))
    page = site_client(words=write(EVERY_BLOCK)).get("/market-position/fostering/")
    assert "Contracts and frameworks in force 0" in page.text
    assert "Nothing in the register ends so soon." in page.text
    assert "The register holds none for this service." in page.text
    assert "What the contracts cost not published: the register holds no such contract" in page.text


def test_charts_are_drawn_once_for_many_builds_and_not_at_all_without_statements(
    site_client: MakeSite, rows: Rows, write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fostering(rows)
    words, kept = write(), tmp_path / "charts"
    urls = [url for url in site_client(words=words).addresses() if url.startswith("/charts/")]
    first = [site_client(words=words, charts=kept).bytes_at(url) for url in urls]
    monkeypatch.setattr(bars, "draw", lambda specs: pytest.fail("drawn again"))
    assert [site_client(words=words, charts=kept).bytes_at(url) for url in urls] == first
    without = site_client(words=tmp_path / "no words", charts=kept)
    assert not [url for url in without.addresses() if url.startswith("/charts/")]
    without.get("/market-position/")


def test_contact_review_changes_and_ideas_stand_beside_the_text(site_client: MakeSite, rows: Rows, write: Any) -> None:
    fostering(rows)
    page = site_client(words=write()).get("/market-position/fostering/")
    assert "placements@fairshire.example" in page.html
    assert "https://portal.fairshire.example/ideas/new?about=fairshire/fostering" in page.html
    assert page.text.index("A date was moved.") < page.text.index("First published.")
    without = site_client(words=write(), portal_url="").get("/market-position/fostering/")
    assert "/ideas/new" not in without.html


@pytest.mark.parametrize("wrong", ["{contrcts}", "{table: endings}", "{chart: pie}", "We have {table: ends} here"])
def test_an_unknown_placeholder_fails_with_file_and_line(
    site_client: MakeSite, rows: Rows, write: Any, wrong: str
) -> None:
    fostering(rows)
    client = site_client(words=write(f"\n## One\n\nTwo\n\n{wrong}\n"))
    assert "/market-position/fostering/" in client.addresses()
    client.app.config["PROPAGATE_EXCEPTIONS"] = True
    line = FRONT.count("\n") + 6
    with pytest.raises(WordsError, match=rf"^site/content/market-position/fostering\.md, line {line}: “\{{"):
        client.browser.get("/market-position/fostering/")


def test_a_file_that_cannot_be_read_fails_alone_and_is_still_tried(
    site_client: MakeSite, rows: Rows, write: Any
) -> None:
    fostering(rows)
    write(name="broken", front="no front matter\n")
    addresses = site_client(words=write()).addresses()
    assert addresses["/market-position/broken/"] == ""
    assert addresses["/market-position/fostering/"]


def test_statements_of_somebody_without_a_register_are_not_published(
    site_client: MakeSite, rows: Rows, write: Any
) -> None:
    rows.contract(authority="westmoor")
    client = site_client(words=write())
    assert [url for url in client.addresses() if url.startswith("/market-position/")] == ["/market-position/"]
    assert "No statement has been published yet." in client.get("/market-position/").text
    client.get("/market-position/fostering/", status=404)
    client.get("/market-position/never-written/", status=404)


def test_a_page_keeps_its_mark_until_something_that_it_shows_changes(
    site_client: MakeSite, rows: Rows, write: Any
) -> None:
    fostering(rows)
    first = site_client(words=write()).addresses()["/market-position/fostering/"]
    assert site_client(words=write()).addresses()["/market-position/fostering/"] == first
    rows.totals(FOSTERING, people=14, suppliers=6, spend_pence=412_000_00, without_value=0)
    second = site_client(words=write()).addresses()["/market-position/fostering/"]
    rows.contract("one-more", service=FOSTERING)
    third = site_client(words=write()).addresses()["/market-position/fostering/"]
    assert len({first, second, third}) == 3


def test_every_placeholder_is_explained_to_those_who_write() -> None:
    readme = (Path(__file__).parents[3] / "site" / "README.md").read_text("utf-8")
    explained = set(re.findall(r"^\| `(\{[^`]+\})` \|", readme, re.MULTILINE))
    known = {f"{{{name}}}" for name in PLACEHOLDERS}
    known |= {f"{{table: {name}}}" for name in TABLES} | {f"{{chart: {name}}}" for name in CHARTS}
    assert explained == known


SHIPPED = sorted((Path(__file__).parents[3] / "site" / "content" / "market-position").glob("*.md"))
SECTIONS = ("who this is for", "key messages", "the law", "what we have", "gaps", "more of", "how we buy", "quality")


def test_three_statements_are_shipped() -> None:
    assert [path.stem for path in SHIPPED] == ["fostering", "short-breaks", "supported-accommodation"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_statement_has_all_sections_and_the_length_of_a_letter(path: Path) -> None:
    words = read_words(path)
    text = path.read_text("utf-8")
    headings = " | ".join(re.findall(r"^## (.*)$", text, re.MULTILINE)).lower()
    assert not [section for section in SECTIONS if section not in headings]
    assert 1500 <= len(text.split()) <= 2500
    assert {("table", "summary"), ("chart", "ends"), ("chart", "share-by-count"), ("table", "spot")} <= {
        (block.kind, block.name) for block in words.blocks()
    }


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_statement_is_a_page_with_figures(site_client: MakeSite, rows: Rows, path: Path) -> None:
    words = read_words(path)
    title = words.front.title.partition(":")[0]
    for n in range(12):
        rows.contract(
            f"c{n}", service=service(title, words.front.service), suppliers=[supplier(f"Firm {n}", sme="yes")]
        )
    client = site_client()
    page = client.get(f"/market-position/{path.stem}/")
    assert "12 of 12 contracts (100%), known for all" in page.text
    with client.app.app_context():
        assert statement_of(client.register, words).figures.spend.value == 12 * 48_000_000
    assert any(address.url.startswith("/charts/") for address in published(client.app))
