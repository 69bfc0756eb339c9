"""The pages about the site: what every field says, how much is filled in, accessibility, privacy, cookies; and what is
said where something is not, or was removed."""

from pathlib import Path
from typing import Any

import pytest

from portal.publishing import about_words, fields
from portal.publishing.csv_columns import COLUMNS
from portal.publishing.pages.about_data import share
from portal.publishing.site import ROOT
from portal.publishing.statements_words import WordsError
from portal.releasing import rows as released
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Rows, supplier

LAW = "Section 12 of the Administration of Justice Act 1960"


@pytest.mark.parametrize(
    ("said", "shape"),
    [(fields.AUTHORITY, released.AuthorityRow), (fields.SERVICE, released.ServiceRow),
     (fields.TOTALS, released.TotalsRow), (fields.WITHHELD, released.WithheldRow)],
)  # fmt: skip
def test_every_public_field_beside_contracts_is_said_in_words(said: dict[str, str], shape: Any) -> None:
    assert said.keys() == shape.__annotations__.keys()


def test_every_field_and_where_it_is_blank_stands_on_the_page(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    page = site_client().get("/about-the-data/")
    described = set(page.all("//th[@scope='row']/text()"))
    assert {column.name for column in COLUMNS} | set(fields.TOTALS) | set(fields.WITHHELD) <= described
    assert all(column.blank in page.main for column in COLUMNS)


def test_the_page_says_what_is_left_out_and_where_it_is_counted(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    page = site_client().get("/about-the-data/")
    assert "A place for one child is never a row" in page.main
    assert "worth more than £5,000" in page.main
    assert "/register/2026-27-q2/withheld/" in page.links().values()
    assert page.links()["Open Government Licence v3.0"].startswith("https://www.nationalarchives.gov.uk/")


def test_the_statement_for_suppliers_is_a_block_that_may_be_emptied(
    rows: Rows, site_client: MakeSite, tmp_path: Path
) -> None:
    rows.contract()
    shown = site_client().get("/about-the-data/")
    assert shown.links()["Find a Tender"] == "https://www.find-tender.service.gov.uk/Search"
    words = tmp_path / "site"
    (words / "content" / "about").mkdir(parents=True)
    (words / "content" / "about" / "statement.md").write_text("")
    emptied = site_client(words=words).get("/about-the-data/")
    assert "Where else to look" not in emptied.main


def test_coverage_counts_the_rows_in_which_each_column_is_filled_in(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("a", suppliers=[supplier("Oak", sme="yes"), supplier("Elm")])
    rows.contract("b", review_on="2027-01-01")
    rows.withheld(spot=3, held=1)
    client = site_client()
    page = client.get("/about-the-data/coverage/fairshire/")
    lines = {line.xpath("th")[0].text: [cell.text for cell in line.xpath("td")] for line in page.all("//tbody/tr")}
    assert lines["ContractTitle"][:2] == ["3", "all"]
    assert lines["SMESupplier"] == ["1", "33%", "Blank where it is not known."]
    assert lines["ReviewDate"][:2] == ["1", "33%"]
    assert lines["ProclassCode"][:2] == ["0", "none"]
    assert "4 more contracts of the quarter are left out" in page.main
    assert client.get("/about-the-data/").all("//td[@data-label]/text()")[0].endswith("of 39")


@pytest.mark.parametrize(
    ("filled", "rows_in_all", "said"),
    [(0, 5, "none"), (5, 5, "all"), (1, 1000, "1%"), (999, 1000, "99%"), (1, 2, "50%"), (0, 0, "none")],
)
def test_a_share_is_all_or_none_only_where_it_is(filled: int, rows_in_all: int, said: str) -> None:
    assert share(filled, rows_in_all) == said


def test_an_authority_without_an_edition_has_no_coverage(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    site_client().get("/about-the-data/coverage/westmoor/", 404)


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_the_pages_of_words_say_whom_to_write_to(rows: Rows, site_client: MakeSite, name: str) -> None:
    rows.contract()
    page = site_client().get(f"/{name}/")
    assert page.links()["contracts@fairshire.example"] == "mailto:contracts@fairshire.example"


def test_the_accessibility_statement_has_what_the_law_asks_for(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    said = site_client().get("/accessibility/").main
    for part in ("partially compliant", "What we know does not work well", "Tell us what does not work",
                 "Equality and Human Rights Commission", "within 10 working days", "prepared on"):  # fmt: skip
        assert part in said


def test_there_are_no_cookies_and_the_page_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    assert "set no cookies" in client.get("/cookies/").main
    assert not [url for url in client.addresses() if "Set-Cookie" in client.browser.get(url, buffered=True).headers]


def test_the_mark_of_a_page_changes_with_its_words(rows: Rows, site_client: MakeSite, tmp_path: Path) -> None:
    rows.contract()
    before = site_client().addresses()
    rows.authority(contact_email="somebody@fairshire.example")
    after = site_client().addresses()
    assert {url for url in ("/privacy/", "/accessibility/", "/about-the-data/") if after[url] != before[url]} == {
        "/privacy/", "/accessibility/", "/about-the-data/",
    }  # fmt: skip


def test_words_that_are_no_page_are_refused_with_their_line(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "about"
    folder.mkdir(parents=True)
    (folder / "privacy.md").write_text("Privacy without a title\n")
    with pytest.raises(WordsError, match=r"about/privacy.md, line 1"):
        about_words.page(tmp_path, "privacy")
    (folder / "privacy.md").write_text("# Privacy\n" + "x" * 20_000)
    with pytest.raises(WordsError, match="longer than"):
        about_words.page(tmp_path, "privacy")
    assert about_words.block(tmp_path, "statement") == ""


def test_what_officers_write_is_cleaned(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "about"
    folder.mkdir(parents=True)
    (folder / "statement.md").write_text("<script>alert(1)</script>[here](javascript:alert(1)) **bold**")
    html = about_words.block(tmp_path, "statement")
    assert "<script" not in html
    assert "javascript:" not in html
    assert "<strong>bold</strong>" in html


def test_the_words_that_ship_are_all_there() -> None:
    folder = ROOT / "site" / "content" / "about"
    assert {path.stem for path in folder.glob("*.md")} == {
        "accessibility", "attribution", "cookies", "follow", "for-small-providers", "privacy", "statement",
    }  # fmt: skip


def test_a_page_that_is_not_there_has_a_page_that_says_so(site_client: MakeSite) -> None:
    page = site_client().get("/404.html")
    assert page.h1 == "Page not found"
    assert "noindex" in page.html


def test_a_contract_that_was_removed_leaves_a_page_and_a_line(rows: Rows, site_client: MakeSite) -> None:
    for period in (BEFORE, "2026-27-Q2"):
        rows.contract("lodgings", period=period, title="A child’s name")
    rows.contract("other")
    rows.remove("lodgings", on="2027-05-04", reason=LAW)
    client = site_client()
    page = client.get("/contracts/fairshire/lodgings/")
    assert page.h1 == "Removed for a legal reason on 4 May 2027"
    assert f"The reason given: {LAW}." in page.main
    assert "Fairshire County Council" in page.main
    assert client.bytes_at("/gone.txt") == b"/contracts/fairshire/lodgings/ 2027-05-04\n"
    assert not [url for url, content in client.everything().items() if "child’s name".encode() in content]


def test_nothing_was_removed_and_the_list_is_there_and_empty(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    assert client.bytes_at("/gone.txt") == b""
    client.get("/contracts/fairshire/nothing/", 404)
    client.get("/contracts/westmoor/lodgings/", 404)


def test_each_nation_is_told_its_own_law(rows: Rows, site_client: MakeSite) -> None:
    rows.authority(nation="S")
    scotland = site_client()
    assert "section 35 of the Procurement Reform (Scotland) Act 2014 asks" in scotland.get("/about-the-data/").main
    assert "Transparency Code 2015 asks" not in scotland.get("/about-the-data/").main
    assert "Find a Tender" not in scotland.get("/about-the-data/").main
    rows.authority(nation="E")
    england = site_client()
    assert "In England the Local Government Transparency Code 2015 asks" in england.get("/about-the-data/").main
    assert "Act 2014 asks for a register" not in england.get("/about-the-data/").main
    assert scotland.addresses()["/about-the-data/"] != england.addresses()["/about-the-data/"]
