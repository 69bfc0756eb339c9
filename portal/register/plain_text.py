"""Text of a cell as people meant it: entities, lost line breaks and doubly encoded letters put right. Pure."""

import html
import re
import unicodedata

ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
BULLETS = str.maketrans(dict.fromkeys("\uf0a7\uf0b7\uf0d8\uf0fc", "•"))
"""Bullets of Word’s symbol fonts."""

TWICE = re.compile(r"[ÂÃâð][\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
"""UTF-8 that somebody read as Windows-1252: “â€¢” is a bullet."""

LOST_QUOTE = re.compile(r"â€(?=[\s.,;:!?)\]]|$)")
"""The closing quotation mark, whose last byte is no letter of Windows-1252 and is lost on the way."""

ESCAPED_BREAK = re.compile(r"(?:\\+r)+(?:\\+n|\n|$)")
"""A line break that stands as backslash and r."""

LOST_BREAK = re.compile(
    r"""
      (?:rn){2,}(?:[ ]*(?:rn)+\b)*                                      # rnrn: stands in no English word
    | (?<=[.:;,!?)\]/*’'"\d])[ ]*rn(?:[ ]+rn\b)*(?=\s|$|[A-Z0-9•*(-])     # after a sentence, before the next
    | (?<=[a-z])(?<![aeiour])rn(?=\s|[A-Z•])                            # “sweepersrnLot”: no word ends so
    | (?<=[A-Z]{2})rn(?=\s|$|[A-Z•])                                    # small letters after capitals
    | (?<=\s)rn(?=\s|[A-Z•])                                            # alone between spaces
    """,
    re.VERBOSE,
)
LOST_TAB = re.compile(r"(?<=•)t(?=[A-Z])")
SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """Without what nobody sees, one kind of space, trimmed; line breaks stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", text).translate(BULLETS).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(char for char in text if char in "\n\t" or unicodedata.category(char)[0] != "C")
    return SPACES.sub(" ", seen).strip()


def without_entities(text: str) -> str:
    """`&amp;` and the like as the characters they stand for, also where they were escaped twice."""
    for _ in range(2):
        if not ENTITY.search(text):
            break
        text = ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def with_line_breaks(text: str) -> str:
    """`rnrn` and `\\r` before a line’s end are what is left of line breaks; only where they stand between words."""
    if "rn" not in text and "\\" not in text:
        return text
    text = ESCAPED_BREAK.sub("\n", text)
    broken = LOST_BREAK.sub(lambda found: "\n\n" if found[0].count("rn") > 1 else "\n", text)
    return broken if broken == text else LOST_TAB.sub(" ", broken)


def encoded_once(text: str) -> str:
    """Letters that were encoded twice on their way, put right; what cannot be undone stays."""
    if text.isascii():
        return text
    return LOST_QUOTE.sub("”", TWICE.sub(lambda found: _undone(found[0]), text))


def _undone(text: str) -> str:
    for end in range(len(text), 1, -1):
        try:
            return text[:end].encode("cp1252").decode("utf-8") + text[end:]
        except UnicodeError:
            continue
    return text


REPAIRS = (
    (without_entities, "HTML entities", "written as the characters they stand for"),
    (encoded_once, "letters that were encoded twice", "put right"),
    (with_line_breaks, "line breaks were lost (“rnrn”)", "line breaks put back"),
)


def repaired(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text put right, and for each thing that was done (problem, action)."""
    said = []
    for repair, problem, action in REPAIRS:
        after = repair(text)
        if after != text:
            said.append((problem, action))
            text = after
    if "\ufffd" in text:
        said.append(("characters that cannot be read in any encoding", "kept as “\ufffd”"))
    return clean(text), said


def beginning(text: str, letters: int) -> str:
    """The text; of a longer one so many letters, marked as cut, so that nobody takes half a number for a whole one."""
    return text if len(text) <= letters else f"{text[:letters]} …"
