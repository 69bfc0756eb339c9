"""The files of one return, looked up only when somebody asks for them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from forms.asked import Filed
from forms.file_types import FILE_TYPES, size_words
from models.upload import Upload
from portal.london import day
from portal.uploads.looking.looked import Found
from portal.uploads.words import CLEANED, found_line


@dataclass(frozen=True)
class Listed:
    """A file on the page of its question. `found` is what nobody sees at first glance; `cleaning` says what taking it
    away does to the rest."""

    ref: str
    words: str
    waits: bool
    found: Sequence[str]
    cleaning: str


class Files(Mapping[str, Filed]):
    """By digest, as `Situation.files` wants them; one query, made when the first is asked for."""

    def __init__(self, return_id: int) -> None:
        self._return_id = return_id

    @cached_property
    def rows(self) -> Sequence[Upload]:
        """Every file of the return but those that were refused, oldest first."""
        return Upload.of_return(self._return_id)

    @cached_property
    def _by_digest(self) -> Mapping[str, Filed]:
        # Where one was taken out and added again, the one that is there counts.
        rows = sorted(self.rows, key=lambda one: one.is_there)
        return {one.digest: Filed(shown(one), str(one.public_id) if one.is_there else "") for one in rows}

    def of(self, key: str) -> list[Upload]:
        """The files of one question that a page lists: those that count, and those that wait for a decision."""
        return [one for one in self.rows if one.key == key and one.state in ("waiting", "checked")]

    def listed(self, key: str) -> list["Listed"]:
        """The same for the page."""
        return [
            Listed(
                str(one.public_id), shown(one), one.state == "waiting", tuple(found_in(one)), CLEANED.get(one.kind, "")
            )
            for one in self.of(key)
        ]

    def waiting(self) -> list[Upload]:
        """Those that somebody has to decide about before they count."""
        return [one for one in self.rows if one.state == "waiting"]

    def __getitem__(self, digest: str) -> Filed:
        return self._by_digest[digest]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_digest)

    def __len__(self) -> int:
        return len(self._by_digest)


def shown(upload: Upload) -> str:
    """A file in a line: “Quality review.pdf (PDF, 1.2 MB)”; who took it out and when, once it is gone."""
    if upload.is_there:
        return f"{upload.name} ({FILE_TYPES[upload.kind].words}, {size_words(upload.size)})"
    when = day(upload.ended_at)
    if upload.ended_by is not None:
        return f"A file, taken out by {upload.ended_by.name} on {when}"
    return f"A file that was deleted on {when}: we keep it so long"


def found_in(upload: Upload) -> list[str]:
    """What was found in a file, a line each: “2 hidden sheets: Old list, Names”."""
    return [found_line(Found(what, count, tuple(names))) for what, count, names in json.loads(upload.found or "[]")]


def stored(findings: Sequence[Found]) -> str | None:
    """Findings as a row keeps them."""
    return json.dumps([[f.what, f.count, list(f.names)] for f in findings], ensure_ascii=False) if findings else None
