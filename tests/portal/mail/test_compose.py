"""Mail texts: a subject in the first line, plain text, links that begin with the settings’ address."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from portal.mail import compose
from portal.settings import Settings

TEMPLATES = sorted(str(p.relative_to(compose.TEMPLATES)) for p in compose.TEMPLATES.rglob("*.txt"))
# What no mail may have: what was answered, remarked, decided.
PRIVATE = ("answer", "remark", "words", "value", "reason", "why", "said", "noticed")


def source(template: str) -> str:
    return (compose.TEMPLATES / template).read_text(encoding="utf-8")


def test_there_are_some() -> None:
    assert len(TEMPLATES) >= 18


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_begins_with_its_subject(template: str) -> None:
    first = source(template).split("\n")[0]
    assert re.fullmatch(r"Subject: \S.*", first), first


@pytest.mark.parametrize("template", TEMPLATES)
def test_none_asks_for_what_people_wrote(template: str) -> None:
    asked = set(re.findall(r"{{\s*(\w+)", source(template)))
    assert not asked & set(PRIVATE)


@pytest.mark.parametrize("template", TEMPLATES)
def test_links_begin_with_the_settings_address(template: str) -> None:
    for link in re.findall(r"(\S*)/(?:returns|desk|account|people)/", source(template)):
        assert link.startswith(("{{", "}}")), link
    assert "http" not in source(template)


@pytest.mark.parametrize("template", TEMPLATES)
def test_quotes_are_curly(template: str) -> None:
    words = re.sub(r"{{.*?}}|{%.*?%}", "", source(template))
    assert "'" not in words
    assert '"' not in words


def test_a_word_that_is_missing_is_a_mistake_and_not_a_gap(tmp_path: Path) -> None:
    compose.configure(Settings(data=tmp_path, address="https://evenhand.example/"))
    with pytest.raises(UndefinedError):
        compose.text("returns/withdrawn", council="Fairshire")


def test_the_text_is_rendered_when_it_is_put_and_has_no_html_signs(tmp_path: Path) -> None:
    compose.configure(Settings(data=tmp_path, address="https://evenhand.example/"))
    subject, text = compose.text("returns/arrived", reference="EH-X", read_by=None, id="1-2", provider="A & B <Ltd>")
    assert subject == "A return came in (EH-X)"
    assert "https://evenhand.example/desk/returns/1-2/" in text


def test_a_subject_is_one_line_whatever_is_in_it(tmp_path: Path) -> None:
    compose.configure(Settings(data=tmp_path))
    subject, _ = compose.text("returns/more_time", provider="Harbour\r\nBcc: all@evil.example", id="1")
    assert "\n" not in subject
    assert "\r" not in subject
