"""The layout and the error pages, rendered with nothing but what an error leaves them."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import html5lib
import jinja2
import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
ERRORS = sorted(path.stem for path in (TEMPLATES / "errors").glob("*.html"))
TYPED = [("version", "4"), ("places_ready", "all but one")]
KEEP = ("409", "429", "500", "503", "expired")
BRAND = SimpleNamespace(name="Fairshire County Council")


def parsed(html: str) -> Any:
    return html5lib.parse(html, namespaceHTMLElements=False)


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def page(templates: jinja2.Environment, source: str, **words: Any) -> str:
    return templates.from_string("{% extends 'layout.html' %}" + source).render(words)


def person(*names: str) -> SimpleNamespace:
    seats = tuple(SimpleNamespace(name=name, organisation=name.lower()) for name in names)
    return SimpleNamespace(name="Alice Ashby", seat=seats[0] if seats else None, organisations=seats)


def test_there_is_a_page_for_each_thing_that_goes_wrong() -> None:
    assert {"400", "403", "404", "405", "409", "410", "413", "429", "500", "503", "expired"} <= set(ERRORS)


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("typed", [(), TYPED], ids=["nothing typed", "something typed"])
def test_an_error_page_needs_nothing_and_has_one_heading(name: str, typed: Any, templates: jinja2.Environment) -> None:
    made = parsed(templates.get_template(f"errors/{name}.html").render(typed=typed, action="/returns/"))
    headings = made.findall(".//h1")
    assert len(headings) == 1
    assert text(made.find(".//title")).startswith(text(headings[0]))


@pytest.mark.parametrize("name", KEEP)
def test_an_error_page_gives_back_what_was_typed(name: str, templates: jinja2.Environment) -> None:
    made = parsed(templates.get_template(f"errors/{name}.html").render(typed=TYPED, action="/returns/1/places"))
    (form,) = [f for f in made.findall(".//main//form") if f.get("action") == "/returns/1/places"]
    assert form.get("method") == "post"
    assert set(TYPED) <= {(i.get("name"), i.get("value")) for i in form.iter("input")}
    assert [text(b) for b in form.iter("button")]


def test_an_old_token_after_signing_in_needs_one_more_press(templates: jinja2.Environment) -> None:
    source = templates.get_template("errors/expired.html")
    made = parsed(source.render(typed=TYPED, action="/x", brand=BRAND, who=person("Harbour")))
    (form,) = made.findall(".//main//form")
    assert form.get("data-again") is not None
    assert text(made.find(".//h1")) == "Press Save once more"
    assert "signed out" not in text(made.find(".//main"))


def test_two_versions_stand_beside_each_other(templates: jinja2.Environment) -> None:
    change = {"label": "Places ready", "theirs": "10", "yours": "11", "by": "Bob", "at": "4:05pm"}
    made = text(parsed(templates.get_template("errors/409.html").render(changes=[change], back="/x")).find(".//main"))
    assert "As it is now, by Bob, 4:05pm 10 What you typed 11" in made


@pytest.mark.parametrize(("trouble", "says"), [("full", "full"), ("locked", "busy"), ("broken", "cannot reach")])
def test_a_store_that_fails_says_how(trouble: str, says: str, templates: jinja2.Environment) -> None:
    assert says in templates.get_template("errors/503.html").render(trouble=trouble)


def test_the_title_ends_with_the_council(templates: jinja2.Environment) -> None:
    made = parsed(page(templates, "{% block title %}People{% endblock %}", brand=BRAND))
    assert text(made.find(".//title")) == "People – Fairshire County Council"
    assert made.get("lang") == "en-GB"


def test_a_title_says_that_there_is_a_problem_after_the_heading(templates: jinja2.Environment) -> None:
    made = parsed(page(templates, "{% block title %}People{% endblock %}", brand=BRAND, problem=True))
    assert text(made.find(".//title")) == "People – there is a problem – Fairshire County Council"


def test_who_is_signed_in_can_sign_out_by_a_form(templates: jinja2.Environment) -> None:
    made = parsed(page(templates, "", brand=BRAND, who=person("Harbour")))
    (form,) = [f for f in made.iter("form") if f.get("action") == "/account/logout"]
    assert form.get("method") == "post"
    assert form.find(".//input[@name='csrf_token']") is not None
    assert "Alice Ashby" in text(made.find(".//header"))
    assert made.find(".//details") is None


def test_who_belongs_to_several_organisations_can_switch(templates: jinja2.Environment) -> None:
    made = parsed(page(templates, "", brand=BRAND, who=person("Harbour", "Westbridge")))
    (form,) = [f for f in made.iter("form") if f.get("action") == "/switch"]
    assert [(b.get("name"), b.get("value")) for b in form.iter("button")] == [("organisation", "westbridge")]


def test_a_stranger_is_offered_to_sign_in(templates: jinja2.Environment) -> None:
    assert [a.get("href") for a in parsed(page(templates, "")).find(".//header").iter("a")] == ["/", "/account/login"]


def test_the_bar_marks_where_one_is(templates: jinja2.Environment) -> None:
    bar = [{"text": "Home", "href": "/"}, {"text": "Returns", "href": "/returns/", "current": True}]
    made = parsed(page(templates, "", navigation=bar))
    assert [text(a) for a in made.findall(".//nav//a[@aria-current='page']")] == ["Returns"]


def test_messages_are_told_apart_by_title_and_role(templates: jinja2.Environment) -> None:
    told = [("message", "Note this"), ("success", "Saved"), ("error", "Not saved")]
    overlay = templates.overlay()
    overlay.globals = templates.globals | {"get_flashed_messages": lambda with_categories=False: told}
    made = parsed(page(overlay, ""))
    banners = [e for e in made.iter("div") if "govuk-notification-banner" in (e.get("class") or "").split()]
    assert [(b.get("role"), text(b)) for b in banners] == [
        ("region", "Please note Note this"),
        ("alert", "Done Saved"),
        ("alert", "There is a problem Not saved"),
    ]
    ids = [e.get("id") for e in made.iter() if e.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [*(f"errors/{name}.html" for name in ERRORS)])
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(name: str, templates: jinja2.Environment) -> None:
    html = templates.get_template(name).render(typed=TYPED, action="/")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    sources = [e.get("src") or e.get("href") for e in parsed(html).iter() if e.tag in ("script", "link", "img")]
    assert sources
    assert all(source.startswith("/static/") for source in sources)
