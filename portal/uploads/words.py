"""What is said of a file: why it was not taken, what was found in it, where it is now. Also what it may be called."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from forms.file_types import FILE_TYPES
from forms.kinds.plain import visible
from portal.uploads.looking.looked import Found

LONGEST_NAME = 120

REFUSED: Mapping[str, str] = {
    "empty": "The file is empty. Choose another one.",
    "type": "Choose {types}. “{name}” is another type of file.",
    "too_large": "“{name}” is larger than {largest} MB. Save it with smaller pictures, or only the pages that matter.",
    "too_many": "There are {most} files here already. Remove one first.",
    "too_much": "This return has as many files as it can hold. Remove one that nobody needs.",
    "too_often": "You have added many files within an hour. Your answers are saved; add this file later.",
    "other_kind": "“{name}” is called one type of file and holds another. Save it again from the program that made it.",
    "two_kinds": "“{name}” holds something beside what it seems to be. Save it again from the program that made it.",
    "damaged": "“{name}” cannot be read: it is damaged. Save it again, or as a PDF.",
    "password": "“{name}” is protected by a password. Save it without one.",
    "macros": "“{name}” holds macros, small programs that we do not take. Save it without them, or as a PDF.",
    "fetches": "“{name}” fetches something from elsewhere when it is opened. Save it as a PDF.",
    "paths": "“{name}” is put together in a way that no office program does. Save it again, or as a PDF.",
    "bomb": "“{name}” would unpack to far more than we can look through. Save it again, or as a PDF.",
    "stays": "Not everything that is hidden in it can be taken away. Take it away yourself, or choose another file.",
    "ask_visible": "Say whether a young person or an address is visible, and choose “{name}” again.",
    "visible": "We did not keep “{name}”, because a young person or an address is visible in it. Take it again "
    "without them, or tell us in words.",
    "broken": "“{name}” could not be kept: something went wrong on our side. Your answers are saved; try again later.",
    "here": "“{name}” is here already.",
}
"""Why a file is not taken, and what to do about it."""

FOUND: Mapping[str, tuple[str, str]] = {
    "comments": ("a comment", "{count} comments"),
    "tracked_changes": ("a change that was tracked", "{count} changes that were tracked"),
    "hidden_text": ("a piece of text that is hidden", "{count} pieces of text that are hidden"),
    "hidden_sheets": ("a hidden sheet", "{count} hidden sheets"),
    "hidden_rows": ("a hidden row", "{count} hidden rows"),
    "hidden_columns": ("a hidden column", "{count} hidden columns"),
    "pivot_copies": ("a copy of the table behind a pivot table", "{count} copies of tables behind pivot tables"),
    "other_workbooks": ("figures of another workbook", "figures of {count} other workbooks"),
    "files_inside": ("a file inside the file", "{count} files inside the file"),
    "scripts": ("a script that runs when it is opened", "{count} scripts that may run"),
    "earlier_versions": ("an earlier version that can be read", "{count} earlier versions that can be read"),
    "formulas": ("a cell that a spreadsheet would compute", "{count} cells that a spreadsheet would compute"),
}  # fmt: skip
"""What nobody sees at first glance."""

CLEANED: Mapping[str, str] = {
    "xlsx": "You get a new workbook with what is seen: values, without formulas and colours.",
    "docx": "Changes are taken as they stand now.",
    "odt": "Changes are taken as they stand now.",
    "csv": "Such cells are shown as text.",
}
"""What taking it away does to the rest of the file, where it does anything."""


def refused(code: str, name: str, **more: Any) -> str:
    """Why a file was not taken, in a sentence or two."""
    return REFUSED.get(code, REFUSED["damaged"]).format(name=name, **more)


def found_line(found: Found) -> str:
    """One finding in words."""
    one, many = FOUND[found.what]
    line = one if found.count == 1 else many.format(count=found.count)
    return f"{line}: {', '.join(found.names)}" if found.names else line


def types(keys: Sequence[str]) -> str:
    """“PDF or Word”."""
    words = [FILE_TYPES[key].words for key in keys]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def accept(keys: Sequence[str]) -> str:
    """The same for the attribute of a file box."""
    return ",".join(ending for key in keys for ending in FILE_TYPES[key].endings)


def clean_name(said: str) -> str:
    """What the file is called where it comes from: shown, and given back; never a part of a path. Without what no
    name of a file may hold on any system."""
    last = visible(said).replace("\\", "/").rpartition("/")[2]
    kept = re.sub(r'[<>:"|?*\x00-\x1f\u2028\u2029]', "", last).replace("'", "’").strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1].strip()}{dot}{ending}" if dot and stem else kept[:LONGEST_NAME]


def named(name: str, kind: str) -> str:
    """The name with the ending of what the file has become: a HEIC picture is kept as JPEG."""
    endings = FILE_TYPES[kind].endings
    return name if name.casefold().endswith(endings) else f"{name.rpartition('.')[0] or name}{endings[0]}"
