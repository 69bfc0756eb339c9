"""Word documents (DOCX): comments, tracked changes, hidden text, files inside."""

import re
from collections.abc import Mapping

from portal.uploads.looking import archive, markup, open_xml
from portal.uploads.looking.looked import Found, Looked, found

TEXTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
COMMENTS = re.compile(r"word/(?:comments\w*|people)\.xml")
INSIDE = re.compile(r"word/(?:embeddings|activeX)/.+")
ADDED, REMOVED = ("ins", "moveTo"), ("del", "moveFrom")
CHANGED = ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange",
           "tblPrExChange", "tblGridChange", "cellIns", "cellDel", "cellMerge")  # fmt: skip
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
MOVES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")


def look(content: bytes) -> Looked:
    """What is in it that is not seen on the page."""
    parts = open_xml.parts_of(content, "docx")
    return Looked("docx", content, tuple(_findings(parts)))


def _findings(parts: Mapping[str, bytes]) -> list[Found]:
    styles = _hidden_styles(parts)
    comments = changes = hidden = 0
    for name, data in parts.items():
        if name.startswith("word/comments") and COMMENTS.fullmatch(name):
            comments += sum(1 for _ in markup.all_of(markup.parse(data), "comment"))
        elif TEXTS.fullmatch(name):
            root = markup.parse(data)
            changes += sum(1 for _ in markup.all_of(root, *ADDED, *REMOVED, *CHANGED))
            hidden += sum(_is_hidden(run, styles) for run in markup.all_of(root, "r"))
    inside = [name.rpartition("/")[2] for name in parts if INSIDE.fullmatch(name)]
    return [
        *found("comments", comments),
        *found("tracked_changes", changes),
        *found("hidden_text", hidden),
        *found("files_inside", len(inside), inside),
    ]


def _is_on(element: markup.Element | None) -> bool:
    return element is not None and (markup.attribute(element, "val") or "true") not in ("0", "false", "off")


def _hidden_styles(parts: Mapping[str, bytes]) -> set[str]:
    if "word/styles.xml" not in parts:
        return set()
    styles = markup.all_of(markup.parse(parts["word/styles.xml"]), "style")
    return {markup.attribute(style, "styleId") or "" for style in styles if _is_on(style.find("{*}rPr/{*}vanish"))}


def _is_hidden(run: markup.Element, styles: set[str]) -> bool:
    """A run with words in it that are not shown, by itself or by its style."""
    if not any(text.text for text in markup.all_of(run, "t")):
        return False
    own = run.find("{*}rPr/{*}vanish")
    if own is not None:
        return _is_on(own)
    places = (run.find("{*}rPr/{*}rStyle"), run.getparent().find("{*}pPr/{*}pStyle"))
    return any(place is not None and markup.attribute(place, "val") in styles for place in places)


def clean(content: bytes) -> bytes:
    """The same without comments and hidden words, its changes taken as they stand; files inside stay."""
    parts = open_xml.parts_of(content, "docx")
    styles = _hidden_styles(parts)
    for name in parts:
        if TEXTS.fullmatch(name):
            parts[name] = _cleaned(parts[name], styles)
    kept = open_xml.without(parts, [name for name in parts if COMMENTS.fullmatch(name)])
    return archive.write(kept, open_xml.TYPES)


def _cleaned(data: bytes, styles: set[str]) -> bytes:
    root = markup.parse(data)
    for row in [row for row in markup.all_of(root, "tr") if row.find("{*}trPr/{*}del") is not None]:
        markup.remove(row)
    for one in list(markup.all_of(root, *REMOVED, *CHANGED, *MOVES, *MARKS)):
        markup.remove(one)
    for one in list(markup.all_of(root, *ADDED)):
        markup.unwrap(one)
    for run in [run for run in markup.all_of(root, "r") if _is_hidden(run, styles)]:
        markup.remove(run)
    return markup.written(root)
