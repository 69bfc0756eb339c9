"""What DOCX and XLSX have in common: the list of content types, relationships, macros."""

from collections.abc import Iterable, Mapping

from portal.uploads.looking import archive, markup
from portal.uploads.looking.looked import Refused

TYPES = "[Content_Types].xml"
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}


def parts_of(content: bytes, kind: str) -> dict[str, bytes]:
    """Every part. Raises Refused for anything but that kind, and for macros."""
    parts = dict(archive.read(content))
    if TYPES not in parts:
        raise Refused("other_kind")
    types = {markup.attribute(one, "ContentType") or "" for one in markup.parse(parts[TYPES])}
    if any("macroEnabled" in one or "vbaProject" in one for one in types) or any(
        name.casefold().endswith("vbaproject.bin") for name in parts
    ):
        raise Refused("macros")
    if MAIN[kind] not in types:
        raise Refused("other_kind")
    for name, data in parts.items():
        if name.endswith(".rels"):
            _nothing_fetched(data)
    return parts


def _nothing_fetched(data: bytes) -> None:
    """A template or object that is fetched from elsewhere when somebody opens the file."""
    for one in markup.parse(data):
        target = (markup.attribute(one, "Target") or "").strip().casefold()
        outside = markup.attribute(one, "TargetMode") == "External"
        what = (markup.attribute(one, "Type") or "").rpartition("/")[2]
        elsewhere = target.startswith(("http:", "https:", "ftp:", "\\\\", "//", "file://///", "mhtml:"))
        if outside and elsewhere and what in ("attachedTemplate", "oleObject", "frame", "subDocument"):
            raise Refused("fetches")


def without(parts: Mapping[str, bytes], gone: Iterable[str]) -> dict[str, bytes]:
    """The parts but those; what pointed to them is taken away, too."""
    names = set(gone)
    kept = {name: data for name, data in parts.items() if name not in names}
    kept[TYPES] = _without(kept[TYPES], "PartName", {f"/{name}" for name in names})
    files = {name.rpartition("/")[2] for name in names}
    for name in [one for one in kept if one.endswith(".rels")]:
        kept[name] = _without(kept[name], "Target", files)
    return kept


def _without(data: bytes, attribute: str, names: set[str]) -> bytes:
    root = markup.parse(data)
    for one in list(root):
        target = markup.attribute(one, attribute) or ""
        if target in names or target.rpartition("/")[2] in names:
            root.remove(one)
    return markup.written(root)
