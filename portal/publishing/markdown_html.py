"""Markdown that officers wrote, as safe HTML in the dress of the site: its classes, headings with ids, tables that a
phone can show. Pure."""

import re
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

CLASSES = {
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "table": "govuk-table eh-stacks",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
TAGS = {*CLASSES, "strong", "em", "li", "br", "code", "blockquote", "hr"}
ATTRIBUTES = {
    **{tag: {"class"} for tag in CLASSES},
    **{tag: {"class", "id"} for tag in ("h2", "h3", "h4")},
    "a": {"class", "href", "title"},
    "th": {"class", "scope"},
    "td": {"class", "data-label"},
}

Heading = tuple[str, str]
"""The id of a heading of the second level, and its words."""


class Writer:
    """Writes the parts of one page. `headings` are those of the second level, in their order."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._ids: set[str] = set()

    def html(self, source: str) -> Markup:
        """The HTML of some Markdown. Anything that is not plain text with headings, lists, links and tables is taken
        out, and so is an address that is not http, https, mailto or of this site."""
        # By their names extensions would be looked for in whatever is installed.
        extensions = [TableExtension(), SaneListExtension(), _Dress(self)]
        markdown = Markdown(extensions=extensions, output_format="html")
        clean = nh3.clean(
            markdown.convert(source),
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )
        return Markup(clean)  # noqa: S704  cleaned in the line above

    def name(self, words: str) -> str:
        """An id for a heading, each once."""
        plain = re.sub(r"[^a-z0-9]+", "-", words.lower().replace("’", "")).strip("-") or "section"
        found, number = plain, 2
        while found in self._ids:
            found, number = f"{plain}-{number}", number + 1
        self._ids.add(found)
        return found


class _Dress(Extension):
    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self.writer = writer

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library’s name
        md.treeprocessors.register(_Dresser(md, self.writer), "dress", 0)


class _Dresser(Treeprocessor):
    def __init__(self, md: Markdown, writer: Writer) -> None:
        super().__init__(md)
        self.writer = writer

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            _usable_table(table)
        for element in root.iter():
            if element.tag in CLASSES:
                element.set("class", f"{CLASSES[element.tag]} {element.get('class', '')}".strip())
            if element.tag in ("h2", "h3", "h4"):
                words = "".join(element.itertext())
                element.set("id", self.writer.name(words))
                if element.tag == "h2":
                    self.writer.headings.append((element.get("id", ""), words))


def _usable_table(table: Element) -> None:
    """Rows have headers; on a phone each cell says of what it is."""
    heads = list(table.iter("th"))
    labels = ["".join(head.itertext()) for head in heads]
    for head in heads:
        head.set("scope", "col")
        _aligned(head, "header")
    for row in table.iterfind("./tbody/tr"):
        for cell, label in zip(list(row), labels, strict=False):
            _aligned(cell, "cell")
            cell.set("data-label", label)
        first = row[0]
        first.tag = "th"
        first.attrib.pop("data-label", None)
        first.set("scope", "row")


def _aligned(cell: Element, part: str) -> None:
    if "right" in cell.attrib.pop("style", ""):
        cell.set("class", f"govuk-table__{part}--numeric")
