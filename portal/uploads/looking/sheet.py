"""Workbooks (XLSX): hidden sheets, rows and columns, comments, copies of tables that a pivot keeps, other workbooks."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from portal.uploads.looking import markup, open_xml
from portal.uploads.looking.looked import Found, Looked, Refused, found

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
COMMENTS = re.compile(r"xl/(?:comments[^/]*|comments/[^/]+|threadedComments/[^/]+)\.xml")
PIVOT = re.compile(r"xl/pivotCache/pivotCacheDefinition[^/]*\.xml")
OTHERS = re.compile(r"xl/externalLinks/externalLink[^/]*\.xml")
INSIDE = re.compile(r"xl/(?:embeddings|activeX)/.+")
ON = ("1", "true")


@dataclass
class Hidden:
    """What one sheet hides, counted from 0; of columns only those up to the last one that a sheet can have."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    all_rows: bool = False


def look(content: bytes) -> Looked:
    """What is in it that is not seen when it is opened."""
    parts = open_xml.parts_of(content, "xlsx")
    return Looked("xlsx", content, tuple(_findings(parts)))


def _findings(parts: Mapping[str, bytes]) -> list[Found]:
    sheets = [name for name, state in _sheets(parts) if state != "visible"]
    rows = columns = comments = 0
    for name, data in parts.items():
        if SHEET.fullmatch(name):
            hidden = hides(data)
            rows += len(hidden.rows) + hidden.all_rows
            columns += len(hidden.columns)
        elif COMMENTS.fullmatch(name):
            comments += sum(1 for _ in markup.all_of(markup.parse(data), "comment", "threadedComment"))
    inside = [name.rpartition("/")[2] for name in parts if INSIDE.fullmatch(name)]
    return [
        *found("hidden_sheets", len(sheets), sheets),
        *found("hidden_rows", rows),
        *found("hidden_columns", columns),
        *found("comments", comments),
        *found("pivot_copies", sum(PIVOT.fullmatch(name) is not None for name in parts)),
        *found("other_workbooks", sum(OTHERS.fullmatch(name) is not None for name in parts)),
        *found("files_inside", len(inside), inside),
    ]


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name and state of each sheet: visible, hidden, veryHidden."""
    book = next((name for name in parts if name.casefold() == "xl/workbook.xml"), None)
    if book is None:
        raise Refused("other_kind")
    for sheet in markup.all_of(markup.parse(parts[book]), "sheet"):
        yield markup.attribute(sheet, "name") or "", markup.attribute(sheet, "state") or "visible"


def hides(data: bytes) -> Hidden:
    """What a sheet hides. Cells are not looked at; a large sheet does not stand in memory as a tree."""
    hidden = Hidden()
    tags = ("{*}row", "{*}col", "{*}sheetFormatPr")
    row = 0
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), tag=tags, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        ):
            match markup.local(element):
                case "row":
                    row = int(element.get("r") or row + 1)
                    if element.get("hidden") in ON:
                        hidden.rows.add(row - 1)
                case "col" if element.get("hidden") in ON or element.get("width") == "0":
                    first, last = int(element.get("min", "1")), min(int(element.get("max", "1")), 16_384)
                    hidden.columns |= set(range(first - 1, last))
                case "sheetFormatPr":
                    hidden.all_rows = element.get("zeroHeight") in ON
            element.clear()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("damaged") from error
    return hidden


def clean(content: bytes) -> bytes:
    """A new workbook with what is seen: values of visible cells, without formulas, colours and formats."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - heavy
    from xlsxwriter import Workbook  # noqa: PLC0415

    parts = open_xml.parts_of(content, "xlsx")
    files = dict(_files(parts))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "default_date_format": "d mmmm yyyy"}  # fmt: skip
    with Workbook(made, options) as new:
        for number, about in enumerate(book.sheets_metadata):
            if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
                continue
            page, seen = new.add_worksheet(about.name[:31]), book.get_sheet_by_index(number)
            _copy(seen, page, hides(parts[files[about.name]]))
    return made.getvalue()


def _files(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The part of each sheet, by the sheet’s name."""
    targets = {
        markup.attribute(one, "Id"): (markup.attribute(one, "Target") or "").removeprefix("/xl/")
        for one in markup.parse(parts["xl/_rels/workbook.xml.rels"])
    }
    for sheet in markup.all_of(markup.parse(parts["xl/workbook.xml"]), "sheet"):
        ids = [value for name, value in sheet.attrib.items() if name.endswith("}id")]
        yield markup.attribute(sheet, "name") or "", f"xl/{targets.get(ids[0] if ids else '')}"


def _copy(seen: object, page: object, hidden: Hidden) -> None:
    before = seen.start[1] if seen.start else 0  # type: ignore[attr-defined]
    shown = 0
    for row, cells in enumerate(seen.iter_rows()):  # type: ignore[attr-defined]
        if row in hidden.rows or (hidden.all_rows and not cells):
            continue
        kept = [value for column, value in enumerate(cells, before) if column not in hidden.columns]
        for column, value in enumerate(kept):
            if value != "":
                page.write(shown, column, value)  # type: ignore[attr-defined]
        shown += 1
