"""Files as people and programs make them: clean ones, and one of each kind that hides something."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
import xlsxwriter
from pikepdf import Dictionary, Name
from PIL import Image
from pillow_heif import register_heif_opener

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
  ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
{more}</Types>"""
RELS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{more}</Relationships>"""
DOCUMENT = "application/vnd.openxmlformats-officedocument"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: Mapping[str, str | bytes], first: str = "") -> bytes:
    """A ZIP file; `first` is not packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == first else None)
    return made.getvalue()


class _Stream(io.RawIOBase):
    """Bytes that can only be written one behind the other."""

    def __init__(self) -> None:
        self.made = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.made += bytes(data)
        return len(data)


def streamed(content: bytes) -> bytes:
    """The same archive with the sizes of its parts behind them."""
    stream = _Stream()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(name, parts.read(name))
    return stream.made


def docx(body: str = "<w:p><w:r><w:t>All is well.</w:t></w:r></w:p>", **more: str) -> bytes:
    """A Word document. `more`: comments (the part), types, settings_rels, styles."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(more=more.get("types", "")),
        "_rels/.rels": RELS.format(
            more=f'<Relationship Id="r1" Type="{DOCUMENT}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    if "styles" in more:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{more["styles"]}</w:styles>'
    if "comments" in more:
        parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{more["comments"]}</w:comments>'
        parts["word/_rels/document.xml.rels"] = RELS.format(
            more=f'<Relationship Id="r2" Type="{DOCUMENT}/comments" Target="comments.xml"/>'
        )
    if "settings_rels" in more:
        parts["word/_rels/settings.xml.rels"] = RELS.format(more=more["settings_rels"])
    if "macros" in more:
        parts["word/vbaProject.bin"] = more["macros"]
    return zipped(parts)


def xlsx(make: Callable[[Any, Any], object] | None = None, extra: Mapping[str, str] | None = None) -> bytes:
    """A workbook with one sheet; `make` gets the book and the sheet; `extra` are parts that are put in afterwards."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Figures")
        sheet.write_row(0, 0, ["Quarter", "Moved in", "Note"])
        sheet.write_row(1, 0, ["Q1", 3, "fine"])
        sheet.write_row(2, 0, ["Q2", 4, "secret row"])
        if make:
            make(book, sheet)
    if not extra:
        return made.getvalue()
    with zipfile.ZipFile(made) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | dict(extra))


def _hidden_sheet(book: Any, _sheet: Any) -> None:
    book.add_worksheet("Names of children").hide()


def _very_hidden_sheet(book: Any, _sheet: Any) -> None:
    book.add_worksheet("Old list").very_hidden()


def odf(kind: str, content: str, styles: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument file."""
    spaces = " ".join(f'xmlns:{one}="{OFFICE}:{one}:1.0"' for one in ("office", "text", "table", "style"))
    root = "office:document-content"
    body = f"<office:body>{content}</office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    parts: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f'<?xml version="1.0"?><{root} {spaces}>{automatic}{body}</{root}>',
        "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    }
    return zipped({**parts, **(extra or {})}, first="mimetype")


def odt(inside: str = "<text:p>All is well.</text:p>", **more: Any) -> bytes:
    """A text."""
    return odf("text", f"<office:text>{inside}</office:text>", **more)


def ods(inside: str = '<table:table table:name="A"><table:table-row/></table:table>', **more: Any) -> bytes:
    """A workbook."""
    return odf("spreadsheet", f"<office:spreadsheet>{inside}</office:spreadsheet>", **more)


def pdf(make: Callable[[pikepdf.Pdf], object] | None = None, **how: Any) -> bytes:
    """A PDF of one page; `make` gets it before it is saved, `how` goes to `save`."""
    made, document = io.BytesIO(), pikepdf.new()
    document.add_blank_page()
    if make:
        make(document)
    document.save(made, static_id="encryption" not in how, **how)  # the same bytes each time
    return made.getvalue()


def _attach(document: pikepdf.Pdf) -> None:
    document.attachments["register of children.csv"] = b"J.S.,2010"


def _script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('hello')")


def _note(document: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="ask J.S.")
    document.pages[0].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))


def earlier_version() -> bytes:
    """A PDF that was changed by writing something behind its end: what was there before can be brought back."""
    before = pdf()
    start = before.rindex(b"startxref") + 10
    at = before[start:].split()[0].decode()
    update = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    table = len(before) + len(update)
    behind = f"xref\n1 1\n{len(before):010d} 00000 n \ntrailer << /Size 5 /Root 1 0 R /Prev {at} >>\n"
    behind += f"startxref\n{table}\n%%EOF\n"
    return before + update + behind.encode()


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 32)) -> bytes:
    """A photo, left half red, taken lying down, at 53.4° north, by somebody’s telephone."""
    made, image = io.BytesIO(), Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[0x0112], exif[0x010F] = 6, "Telephone of J.S."
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (53.0, 24.0, 0.0)
    if kind == "HEIF":
        register_heif_opener()
    image.info["exif"] = exif.tobytes()  # so HEIC says by a box of its own which way is up
    image.save(made, kind, exif=exif.tobytes())
    return made.getvalue()


PIVOT = {"xl/pivotCache/pivotCacheDefinition1.xml": "<pivotCacheDefinition/>"}
COMMENT = '<w:comment w:id="0" w:author="A"><w:p><w:r><w:t>Ask J.S.</w:t></w:r></w:p></w:comment>'
CHANGED = (
    '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>well</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="A"><w:r><w:delText>J.S. is ill</w:delText></w:r></w:del></w:p>'
)
VANISHED = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>J.S. lives at</w:t></w:r><w:r><w:t>Fine.</w:t></w:r></w:p>"
HIDDEN_TABLE = (
    '<table:table table:name="A"/><table:table table:name="B" table:style-name="h"><table:table-row/></table:table>'
)

HIDING: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "a hidden sheet": ("xlsx", "hidden_sheets", lambda: xlsx(_hidden_sheet)),
    "a sheet that Excel does not even list": ("xlsx", "hidden_sheets", lambda: xlsx(_very_hidden_sheet)),
    "hidden rows": ("xlsx", "hidden_rows", lambda: xlsx(lambda _, s: s.set_row(2, None, None, {"hidden": True}))),
    "hidden columns": (
        "xlsx", "hidden_columns", lambda: xlsx(lambda _, s: s.set_column(2, 2, None, None, {"hidden": True})),
    ),
    "comments in cells": ("xlsx", "comments", lambda: xlsx(lambda _, s: s.write_comment("A1", "Ask J.S."))),
    "a copy behind a pivot table": ("xlsx", "pivot_copies", lambda: xlsx(extra=PIVOT)),
    "comments in a text": ("docx", "comments", lambda: docx(comments=COMMENT)),
    "tracked changes": ("docx", "tracked_changes", lambda: docx(CHANGED)),
    "text that is not shown": ("docx", "hidden_text", lambda: docx(VANISHED)),
    "a file inside a PDF": ("pdf", "files_inside", lambda: pdf(_attach)),
    "a script in a PDF": ("pdf", "scripts", lambda: pdf(_script)),
    "an earlier version of a PDF": ("pdf", "earlier_versions", earlier_version),
    "notes in a PDF": ("pdf", "comments", lambda: pdf(_note)),
    "a comment in an OpenDocument text": (
        "odt", "comments", lambda: odt("<text:p>Well<office:annotation>J.S.</office:annotation></text:p>"),
    ),
    "changes in an OpenDocument text": (
        "odt", "tracked_changes",
        lambda: odt("<text:tracked-changes><text:changed-region/></text:tracked-changes><text:p>Fine</text:p>"),
    ),
    "hidden text in an OpenDocument text": (
        "odt", "hidden_text",
        lambda: odt(
            '<text:p>A <text:span text:style-name="x">J.S.</text:span></text:p>',
            styles='<style:style style:name="x"><style:text-properties text:display="none"/></style:style>',
        ),
    ),
    "a hidden OpenDocument sheet": (
        "ods", "hidden_sheets",
        lambda: ods(
            HIDDEN_TABLE,
            styles='<style:style style:name="h"><style:table-properties table:display="false"/></style:style>',
        ),
    ),
    "hidden rows of an OpenDocument sheet": (
        "ods", "hidden_rows",
        lambda: ods('<table:table><table:table-row table:visibility="collapse"/><table:table-row/></table:table>'),
    ),
    "cells that a spreadsheet would compute": (
        "csv", "formulas", lambda: b"place,note\r\nA,=cmd|' /C calc'!A0\r\nB,-5\r\n",
    ),
}  # fmt: skip
"""What hides something: the type of file, what is to be found, the file."""

CLEAN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a workbook": ("xlsx", xlsx),
    "a workbook with a chart, a filter and a frozen row": (
        "xlsx", lambda: xlsx(lambda _, s: (s.freeze_panes(1, 0), s.autofilter(0, 0, 2, 2), s.set_column(0, 0, 30))),
    ),
    "a text": ("docx", docx),
    "a text that was written as a stream, as some programs do": ("docx", lambda: streamed(docx())),
    "a text with a style that hides and nothing in it": (
        "docx",
        lambda: docx(styles='<w:style w:styleId="z"><w:rPr><w:vanish/></w:rPr></w:style>'),
    ),
    "a paragraph mark that is hidden, as Word writes after tables": (
        "docx", lambda: docx("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p><w:p/>"),
    ),
    "vanish that is switched off": (
        "docx", lambda: docx('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen.</w:t></w:r></w:p>'),
    ),
    "a template on somebody’s own disk": (
        "docx",
        lambda: docx(
            settings_rels=f'<Relationship Id="r" Type="{DOCUMENT}/attachedTemplate" '
            'Target="file:///C:\\Templates\\House.dotx" TargetMode="External"/>'
        ),
    ),
    "a PDF": ("pdf", pdf),
    "a PDF made for the web": ("pdf", lambda: pdf(linearize=True)),
    "a PDF whose objects are packed": ("pdf", lambda: pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    "an OpenDocument text": ("odt", odt),
    "an OpenDocument workbook": ("ods", ods),
    "a list with negative numbers and telephone numbers": ("csv", lambda: b"a,b\r\n-5,+44 1632 960100\r\n"),
    "a plain text in Windows letters": ("txt", lambda: "Caf\u00e9 \u201cFine\u201d".encode("cp1252")),
}  # fmt: skip
"""What hides nothing."""
