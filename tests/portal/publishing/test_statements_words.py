"""Files of words: front matter that is checked, Markdown that is safe, and problems that name file and line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.publishing.markdown_html import Writer
from portal.publishing.statements_words import LARGEST, WordsError, read_folder, read_words, rendered
from tests.fixtures.page import parse

FRONT = """+++
title = "How to start"
summary = "Steps."
authority = "fairshire"
order = 2
next_review = 2027-10-04
contact = { name = "A team", email = "team@fairshire.example" }
changes = [{ on = 2026-10-12, what = "First." }, { on = 2026-11-12, what = "Second." }]
+++
"""


def written(folder: Path, text: str, name: str = "start.md") -> Path:
    path = folder / "site" / "content" / "guidance" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_its_front_matter_and_its_words(tmp_path: Path) -> None:
    words = read_words(written(tmp_path, f"{FRONT}\n## One\n\nText.\n"))
    assert (words.slug, words.front.title, words.front.service) == ("start", "How to start", "")
    assert [change.what for change in words.changes] == ["Second.", "First."]
    page = rendered(words, {}, None)
    assert page.headings == (("one", "One"),)
    assert '<p class="govuk-body">Text.</p>' in page.parts[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Text without front matter", r"start\.md, line 1: the file begins with front matter"),
        ("+++\ntitle = 1\n", r"start\.md, line 1: the file begins with front matter"),
        (FRONT.replace('summary = "Steps."', "summary = Steps."), r"start\.md, line 3: the front matter is not TOML"),
        (FRONT.replace('"Steps."', '"Steps'), r"start\.md, line 3: the front matter is not TOML"),
        (FRONT.replace("order = 2\n", ""), r"start\.md: front matter: order: Field required"),
        (FRONT.replace("summary", "sumary"), r"summary: Field required; sumary: Extra inputs are not permitted"),
        (FRONT.replace("2027-10-04", '"soon"'), r"start\.md: front matter: next_review: "),
        (FRONT.replace("team@fairshire.example", "nobody"), r"start\.md: front matter: contact\.email: "),
        (FRONT + "x" * LARGEST, r"start\.md is longer than 100,000 characters"),
    ],
)
def test_a_file_that_is_wrong_says_where_and_what(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(WordsError, match=rf"^site/content/guidance/.*{problem}|{problem}"):
        read_words(written(tmp_path, text))


def test_a_file_of_another_editor_is_read_or_named(tmp_path: Path) -> None:
    path = written(tmp_path, f"{FRONT}\nText with “quotes”.\n")
    words = read_words(path)
    path.write_bytes("\ufeff".encode() + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_words(path) == words
    path.write_bytes(f"{FRONT}\nText with “quotes”.\n".encode("cp1252"))
    with pytest.raises(WordsError, match=r"^site/content/guidance/start\.md, line 11: this is not UTF-8"):
        read_words(path)


def test_it_says_one_line_and_that_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(WordsError) as error:
        read_words(written(tmp_path, FRONT.replace('summary = "Steps."', "summary = Steps.")))
    assert str(error.value) == "site/content/guidance/start.md, line 3: the front matter is not TOML: Invalid value"


def test_guidance_has_no_placeholders(tmp_path: Path) -> None:
    for placeholder in ("{contracts}", "{table: ends}"):
        words = read_words(written(tmp_path, f"{FRONT}\nText\n\n{placeholder}\n"))
        with pytest.raises(WordsError, match=r"guidance/start\.md, line 13: .* is not a placeholder of this page"):
            rendered(words, {}, None)


def test_a_folder_is_read_in_the_order_of_its_front_matter(tmp_path: Path) -> None:
    written(tmp_path, FRONT, "a.md")
    folder = written(tmp_path, FRONT.replace("order = 2", "order = 1"), "z.md").parent
    assert [words.slug for words in read_folder(folder)] == ["z", "a"]


def test_the_same_heading_twice_has_two_ids() -> None:
    writer = Writer()
    writer.html("## More of\n\n## More of\n\n### “???”\n")
    assert [name for name, _ in writer.headings] == ["more-of", "more-of-2"]


def test_a_table_has_headers_for_rows_and_columns_and_labels_for_phones() -> None:
    html = Writer().html("| Kind | Places |\n|---|---:|\n| Flats | 84 |\n")
    assert '<th class="govuk-table__header govuk-table__header--numeric" scope="col">Places</th>' in html
    assert '<th class="govuk-table__header" scope="row">Flats</th>' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Places">84</td>' in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<a href=' javascript:alert(1)'>x</a>",
    "<p style='position:fixed'>x</p>",
    "<iframe src=//evil.example></iframe>",
    "![x](http://evil.example/p.png)",
    "<svg onload=alert(1)>",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_what_could_do_something_is_taken_out(source: str) -> None:
    html = Writer().html(source)
    for harm in ("<script", "onerror", "onload", "javascript:", "style=", "<iframe", "<img", "<svg", "data:"):
        assert harm not in html


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=200))
@settings(deadline=None)
def test_whatever_is_written_becomes_whole_html(source: str) -> None:
    body = Writer().html(source)
    parse(f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><div>{body}</div></body></html>')
