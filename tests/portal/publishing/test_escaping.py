"""Escaping only where it is needed gives what markupsafe gives, in every template of the public site."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from portal.publishing.app import SiteApp
from portal.publishing.escaping import SparingEnvironment, sparing
from portal.publishing.tables import record_of

TEXTS = st.text(st.sampled_from("ab &<>'\"’,\r\n;"), max_size=12)


class Html:
    def __html__(self) -> str:
        return "<b>&</b>"


@settings(max_examples=60)
@given(TEXTS | TEXTS.map(Markup) | st.integers() | st.none() | st.just(Html()))
def test_what_needs_no_escaping_is_all_that_is_left_as_it_is(value: object) -> None:
    assert str(sparing(value)) == str(escape(value))


def test_a_template_escapes_texts_and_trusts_markup_and_what_is_safe() -> None:
    environment = SiteApp(__name__).jinja_env
    assert isinstance(environment, SparingEnvironment)
    environment.autoescape = True
    template = environment.from_string(
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ x }}{{ m(x) }}{{ x|safe }}{% set y %}{{ x }}{% endset %}{{ y }}"
    )
    once = "&lt;b&gt;&#39;&#34;&amp;"
    assert template.render(x="<b>'\"&") == f"{once}<i>{once}</i><b>'\"&{once}"


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_a_record_is_written_as_the_csv_module_would_write_it(cells: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    assert record_of(cells) == out.getvalue()
