"""OpenDocument texts and workbooks (ODT, ODS): the same things as in Word’s and Excel’s files, under other names."""

import re
from collections.abc import Iterator, Mapping

from portal.uploads.looking import archive, markup
from portal.uploads.looking.looked import Found, Looked, Refused, found

MIME = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACROS = re.compile(r"(?:Basic|Scripts)/.+")
VERSIONS = re.compile(r"(?:Versions/.+|VersionList\.xml)")
PICTURES = re.compile(r"Thumbnails/.+")
INSIDE = re.compile(r"Object \d+")
TEXTS = ("content.xml", "styles.xml")
HIDING = ("collapse", "filter")


def look(content: bytes, kind: str) -> Looked:
    """What is in it that is not seen when it is opened."""
    return Looked(kind, content, tuple(_findings(_parts(content, kind))))


def _parts(content: bytes, kind: str) -> dict[str, bytes]:
    parts = dict(archive.read(content))
    if parts.get("mimetype", b"").strip() != MIME[kind] or "content.xml" not in parts:
        raise Refused("other_kind")
    if any(MACROS.fullmatch(name) for name in parts):
        raise Refused("macros")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Refused("password")
    return parts


def _findings(parts: Mapping[str, bytes]) -> list[Found]:
    roots = [markup.parse(parts[name]) for name in TEXTS if name in parts]
    styles = _Styles.of(roots)
    body = roots[0]
    sheets = [markup.attribute(one, "name") or "" for one in styles.hidden_sheets(body)]
    comments = sum(1 for root in roots for _ in markup.all_of(root, "annotation"))
    changes = sum(len(one) for root in roots for one in markup.all_of(root, "tracked-changes"))
    inside = [name for name in parts if INSIDE.fullmatch(name)]
    return [
        *found("comments", comments),
        *found("tracked_changes", changes),
        *found("hidden_text", sum(1 for root in roots for _ in styles.hidden_text(root))),
        *found("hidden_sheets", len(sheets), sheets),
        *found("hidden_rows", sum(_repeats(row, "rows") for row in _hidden(body, "table-row"))),
        *found("hidden_columns", sum(_repeats(one, "columns") for one in _hidden(body, "table-column"))),
        *found("earlier_versions", sum(VERSIONS.fullmatch(name) is not None for name in parts)),
        *found("files_inside", len(inside), inside),
    ]


def _hidden(root: markup.Element, name: str) -> Iterator[markup.Element]:
    return (one for one in markup.all_of(root, name) if markup.attribute(one, "visibility") in HIDING)


def _repeats(element: markup.Element, what: str) -> int:
    return int(markup.attribute(element, f"number-{what}-repeated") or 1)


class _Styles:
    """The styles that hide what has them: text, and whole sheets."""

    def __init__(self, text: set[str], sheets: set[str]) -> None:
        self.text, self.sheets = text, sheets

    @classmethod
    def of(cls, roots: list[markup.Element]) -> "_Styles":
        text, sheets = set(), set()
        for root in roots:
            for style in markup.all_of(root, "style"):
                name = markup.attribute(style, "name") or ""
                shown = {markup.local(one): markup.attribute(one, "display") for one in style}
                if shown.get("text-properties") == "none":
                    text.add(name)
                if shown.get("table-properties") == "false":
                    sheets.add(name)
        return cls(text, sheets)

    def hidden_sheets(self, root: markup.Element) -> list[markup.Element]:
        tables = markup.all_of(root, "table")
        return [one for one in tables if markup.attribute(one, "style-name") in self.sheets]

    def hidden_text(self, root: markup.Element) -> Iterator[markup.Element]:
        for one in markup.all_of(root, "span", "p", "h", "section", "hidden-text", "hidden-paragraph"):
            named = markup.local(one).startswith("hidden-")
            section = markup.local(one) == "section" and markup.attribute(one, "display") in ("none", "condition")
            by_style = markup.attribute(one, "style-name") in self.text and any(one.itertext())
            if named or section or by_style:
                yield one


def clean(content: bytes, kind: str) -> bytes:
    """The same without them; changes are taken as they stand."""
    parts = _parts(content, kind)
    roots = {name: markup.parse(parts[name]) for name in TEXTS if name in parts}
    styles = _Styles.of(list(roots.values()))
    body = roots["content.xml"]
    gone = [*styles.hidden_sheets(body), *_hidden(body, "table-row"), *_hidden(body, "table-column")]
    for name, root in roots.items():
        changes = markup.all_of(root, "annotation", "annotation-end", "tracked-changes", "change", "change-start",
                                "change-end")  # fmt: skip
        for one in [*changes, *styles.hidden_text(root), *(gone if root is body else ())]:
            markup.remove(one)
        parts[name] = markup.written(root)
    # A thumbnail shows the first page as it was.
    lost = [name for name in parts if VERSIONS.fullmatch(name) or PICTURES.fullmatch(name)]
    return archive.write(_without(parts, lost), "mimetype")


def _without(parts: Mapping[str, bytes], gone: list[str]) -> dict[str, bytes]:
    kept = {name: data for name, data in parts.items() if name not in gone}
    manifest = "META-INF/manifest.xml"
    if manifest in kept:
        root = markup.parse(kept[manifest])
        for entry in list(root):
            if markup.attribute(entry, "full-path") in gone:
                root.remove(entry)
        kept[manifest] = markup.written(root)
    return kept
