"""A program of its own: a file on standard input; on standard output a line of JSON, then the file as it may be kept.

Run with `python -I`, with little memory, little time, and no right to write a file. Exit status 3 and the line
{"refused": code} where it is not taken. Arguments: what it should be (pdf, docx …) and `look` or `clean`.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from portal.uploads.looking.looked import Looked, Refused

MEMORY = 1536 * 1024 * 1024
SECONDS = 20


def main(kind: str, what: str) -> int:
    """Reads, looks and gives the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        looked = dealt_with(content, kind, what)
    except Refused as refused:
        return say({"refused": refused.code})
    except MemoryError:
        return say({"refused": "bomb"})
    except BaseException:  # a panic of a library is no Exception
        return say({"refused": "damaged"})
    said = {"kind": looked.kind, "found": [asdict(one) for one in looked.found]}
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode() + b"\n" + looked.content)
    sys.stdout.buffer.flush()
    return 0


def say(word: dict[str, str]) -> int:
    """The whole answer where a file is refused."""
    sys.stdout.buffer.write(json.dumps(word).encode() + b"\n")
    sys.stdout.buffer.flush()
    return 3


def dealt_with(content: bytes, kind: str, what: str) -> Looked:
    """Looked through; or cleaned, and looked through again. Raises Refused."""
    look, clean = _ways(kind)
    if what == "look":
        return look(content)
    looked = look(clean(content))
    if looked.found:
        raise Refused("stays")
    return looked


def _ways(kind: str) -> tuple[Callable[[bytes], Looked], Callable[[bytes], bytes]]:
    """How to look through and clean a file of that kind; only what it needs is loaded."""
    match kind:
        case "pdf":
            from portal.uploads.looking import pdf  # noqa: PLC0415

            return pdf.look, pdf.clean
        case "docx":
            from portal.uploads.looking import word  # noqa: PLC0415

            return word.look, word.clean
        case "xlsx":
            from portal.uploads.looking import sheet  # noqa: PLC0415

            return sheet.look, sheet.clean
        case "odt" | "ods":
            from portal.uploads.looking import open_document  # noqa: PLC0415

            return partial(open_document.look, kind=kind), partial(open_document.clean, kind=kind)
        case "csv" | "txt":
            from portal.uploads.looking import plain  # noqa: PLC0415

            return partial(plain.look, kind=kind), partial(plain.clean, kind=kind)
        case _:
            from portal.uploads.looking import image  # noqa: PLC0415

            return partial(image.look, kind=kind), lambda content: content
