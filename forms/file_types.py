"""The types of file that a question may take: what people call them, how their names end, what they are served as."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class FileType:
    """`words` stand in a sentence (“a PDF”), `endings` are those of names, `mime` is what it is served as.

    `picture`: drawn anew without where and when it was taken; asked about first.
    """

    words: str
    endings: tuple[str, ...]
    mime: str
    picture: bool = False


FILE_TYPES: Final[Mapping[str, FileType]] = MappingProxyType(
    {
        "pdf": FileType("PDF", (".pdf",), "application/pdf"),
        "docx": FileType("Word", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "xlsx": FileType("Excel", (".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "odt": FileType("OpenDocument text", (".odt",), "application/vnd.oasis.opendocument.text"),
        "ods": FileType("OpenDocument spreadsheet", (".ods",), "application/vnd.oasis.opendocument.spreadsheet"),
        "csv": FileType("CSV", (".csv",), "text/csv; charset=utf-8"),
        "txt": FileType("plain text", (".txt",), "text/plain; charset=utf-8"),
        "jpeg": FileType("JPEG picture", (".jpg", ".jpeg"), "image/jpeg", picture=True),
        "png": FileType("PNG picture", (".png",), "image/png", picture=True),
        "heic": FileType("iPhone picture (HEIC)", (".heic", ".heif"), "image/heic", picture=True),
    }
)
"""By key, as `types` of a question names them. A HEIC picture is kept as JPEG."""


def type_of(name: str) -> str | None:
    """The type that the end of a name promises; None where there is none."""
    end = name.casefold().strip()
    return next((key for key, one in FILE_TYPES.items() if end.endswith(one.endings)), None)


def size_words(size: int) -> str:
    """Bytes in words: “640 KB”, “1.2 MB”.

    >>> size_words(1_250_000)
    '1.2 MB'
    """
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".0 MB", " MB")
