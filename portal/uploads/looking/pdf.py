"""PDF: files inside, scripts, earlier versions that can be brought back, comments."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from portal.uploads.looking.looked import Found, Looked, Refused, found

ENDS = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
NOTES = {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Stamp", "/Ink"}
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}
DEEPEST = 12
TAIL = 1024


def look(content: bytes) -> Looked:
    """What is in it that is not seen on the page."""
    with opened(content) as pdf:
        return Looked("pdf", content, tuple(_findings(pdf, content)))


def opened(content: bytes) -> Pdf:
    """The document. Raises Refused."""
    if not re.match(rb"%PDF-[12]\.\d", content):
        raise Refused("other_kind")
    if content[-TAIL:].rstrip(b"\r\n\t \0")[-5:] != b"%%EOF":
        raise Refused("two_kinds" if b"%%EOF" in content else "damaged")
    try:
        return Pdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("password") from error
    except pikepdf.PdfError as error:
        raise Refused("damaged") from error


def _findings(pdf: Pdf, content: bytes) -> list[Found]:
    if not len(pdf.pages):
        raise Refused("damaged")
    names = [str(name) for name in pdf.attachments]
    inside = len(names) + sum(one.get("/Subtype") == "/FileAttachment" for one in _annotations(pdf))
    scripts = sum(_runs(one) for one in pdf.objects)
    notes = sum(str(one.get("/Subtype")) in NOTES and "/Contents" in one for one in _annotations(pdf))
    # A file made for the web has one more end, which points to 0.
    versions = sum(int(place) > 0 for place in ENDS.findall(content)) - 1
    return [
        *found("files_inside", inside, names),
        *found("scripts", scripts),
        *found("comments", notes),
        *found("earlier_versions", max(versions, 0)),
    ]


def _annotations(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from (one for one in page.get("/Annots", ()) if isinstance(one, Dictionary))


def _runs(thing: Any, depth: int = 0) -> int:
    """How many actions that run something stand in an object, those of its own objects included."""
    if depth > DEEPEST:
        return 0
    if isinstance(thing, pikepdf.Array):
        return sum(_runs(one, depth + 1) for one in _direct(thing))
    if not isinstance(thing, Dictionary | pikepdf.Stream):
        return 0
    own = str(thing.get("/S", "")) in RUNS or "/XFA" in thing
    inner = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    return own + sum(_runs(one, depth + 1) for one in _direct(value for _, value in inner.items()))


def _direct(things: Any) -> Iterator[Any]:
    """What lies inside an object itself; what it refers to is an object that is looked at by itself."""
    kinds = (Dictionary, pikepdf.Array, pikepdf.Stream)
    return (one for one in things if isinstance(one, kinds) and not one.is_indirect)


def clean(content: bytes) -> bytes:
    """The same pages without them, written anew: nothing of an earlier version stays."""
    made = io.BytesIO()
    with opened(content) as pdf:
        root = pdf.Root
        for name in ("/OpenAction", "/AA", "/AF"):
            if name in root:
                del root[name]
        for name in ("/EmbeddedFiles", "/JavaScript"):
            if "/Names" in root and name in root.Names:
                del root.Names[name]
        _clean_form(root)
        for page in pdf.pages:
            _clean_page(pdf, page)
        pdf.remove_unreferenced_resources()
        pdf.save(made, static_id=True)
    return made.getvalue()


def _clean_form(root: Any) -> None:
    form = root.get("/AcroForm")
    if form is None:
        return
    if "/XFA" in form:
        del form["/XFA"]
    fields = list(form.get("/Fields", ()))
    while fields:
        field = fields.pop()
        _without_actions(field)
        fields += list(field.get("/Kids", ()))


def _clean_page(pdf: Pdf, page: Any) -> None:
    if "/AA" in page:
        del page["/AA"]
    kept = []
    for one in page.get("/Annots", ()):
        what = str(one.get("/Subtype"))
        if what in NOTES or what in ("/Popup", "/FileAttachment"):
            continue
        _without_actions(one)
        kept.append(one)
    if "/Annots" in page:
        page[Name.Annots] = pdf.make_indirect(pikepdf.Array(kept))


def _without_actions(thing: Any) -> None:
    if "/AA" in thing:
        del thing["/AA"]
    if "/A" in thing and _runs(thing["/A"]):
        del thing["/A"]
