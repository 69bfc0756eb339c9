"""Suppliers in one cell: one name, or several joined by the comma that names contain. Pure.

A comma divides only where that is sure: after a legal form (“Ltd,”) or between names that are known to stand alone.
What is not sure stays one name, with a finding.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from portal.register import supplier_extras
from portal.register.cells import is_placeholder, is_redacted

NOBODY = re.compile(
    r"n/a\b.*|na|n\.a\.?|not applicable.*|various(\W.*)?"
    r"|(multiple|several|\d+) (suppliers?|providers?|contractors?|awards?|lots?)\b.*|multiple|several|suppliers?"
    r"|(the )?(contract|framework|lot|tender|procurement)?\s*(was |has |is )?(not|never|no)( yet)?( been)?"
    r" award(ed)?\b.*"
    r"|no (supplier|bids?|award)\b.*|abandoned|cancelled|withdrawn|tb[acd]\b.*|to be confirmed.*"
    r"|see (attached|above|below|description|separate|list|notes?|lots?|appendi\w+|annexe?|schedule|spreadsheet)\b.*"
    r"|(in[- ]?house|internal)( (provision|services?|team|provider|delivery))?|amrywiol"
    r"|(commercially |commercial )?(in )?(confidential|confidence|sensitive)|(awaiting|pending) award|award pending"
    r"|(currently )?(out to|under|in) (tender|evaluation|procurement)|to be (awarded|appointed|procured)|vacant"
    r"|(private )?individuals?|(a )?sole traders?|self|spot[- ](purchas\w+|contracts?|placements?)"
    r"|(all |\d+ |the )?(framework|dps|approved list|approved|appointed|spot) (suppliers?|providers?"
    r"|contractors?)( \(?\d+\)?)?"
    r"|(all|approved|appointed)? ?(suppliers?|providers?|contractors?) on (the )?(framework|dps|approved list|list)",
    re.IGNORECASE,
)
"""Words in place of a supplier, as they stand in real registers: `N/A EVENT DAY`, `Various Suppliers`."""

LEGAL_END = re.compile(
    r"\b(ltd|limited|plc|p\.l\.c|llp|l\.l\.p|cic|c\.i\.c|cio|inc|gmbh|cyf|cyfyngedig)\b\.?\)?\s*$", re.IGNORECASE
)
CONTINUES = re.compile(
    r"\s*"
    r"(t\s*/\s*as?\b|trading\b|c\s*/\s*o\b|part of\b|formerly\b|&|and\b|(ltd|limited|plc|llp|inc)\.?$)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*/\s*|\s+(?:and|&|\+|a'r|ac)\s+", re.IGNORECASE)
"""Stands between suppliers only where each piece ends as a company does; names contain it as well."""

COUNTED = re.compile(r"(?:^|(?<=[\s,]))(?:\(?(?:\d{1,2}|[a-z]|i{1,3}|iv|v)\)|\d{1,2}\.(?=\s)|[•▪◦*])\s*", re.IGNORECASE)
"""(1) … (2) …; 1. … 2. …; bullets."""

NO_NAME = re.compile(r"(?:co|company|sons?|partners?|associates|bros|brothers)\b\W*\w*\W*", re.IGNORECASE)
SURE_MARKS = re.compile(r"\s*[|;]\s*")
LOT = re.compile(
    r"lot\s+(?P<lot>[\w.]{1,6}(?:\s+[-–]\s+.*)?)(?:\s+[-–]\s+|:\s*)(?P<name>(?:(?!\s[-–]\s).)+)$", re.IGNORECASE
)
LOT_BEFORE = re.compile(r"lots?\s+(?P<lot>\d{1,2}[a-z]?|[a-h])\s+(?P<name>.+)$", re.IGNORECASE)
"""“Lot 1 Acme Ltd”, with nothing between them: only where a company ends so."""

LOT_BEHIND = re.compile(
    r"(?P<name>.+?)\s*(?:\(\s*lot\s+(?P<a>[\w.]{1,6})\s*\)|\s[-–]\s+lot\s+(?P<b>[\w.]{1,6}))$", re.IGNORECASE
)
NEXT_LOT = re.compile(r"\s*,\s*(?=lot\s+\w+(?:\s+[-–]\s|:|\s+\w))", re.IGNORECASE)


LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Suppliers:
    """`names` and their `lots` (“” where none is named), each once; `words` stand where no supplier is named."""

    names: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    words: str = ""
    findings: tuple[tuple[str, str, str], ...] = ()
    """(value, problem, action)"""

    numbers: tuple[tuple[str, str], ...] = ()
    """For each of the names what stood beside it: (company_number or charity_number, the number), or nothing."""


def folded(name: str) -> str:
    """For looking a name up: no capitals, single spaces. Ltd and Limited stay two names."""
    return " ".join(name.casefold().split())


def is_nobody(text: str) -> bool:
    """Whether a cell names no supplier."""
    said = is_placeholder(text) or is_redacted(text) or bool(NOBODY.fullmatch(text))
    return said and not LEGAL_END.search(text)


def read(text: str, known: Collection[str] = frozenset()) -> Suppliers:
    """The suppliers of a cell; `known` holds the folded names that stand alone in this file or in the register."""
    if not text:
        return Suppliers(findings=(("", "no supplier", "kept without one"),))
    if is_nobody(text):
        problem = "a redacted supplier" if is_redacted(text) else "words in place of a supplier"
        return Suppliers(words=text, findings=((text, problem, "kept as they are; no supplier made"),))
    return _read(text, known)


def _read(text: str, known: Collection[str]) -> Suppliers:
    names: list[str] = []
    lots: list[str] = []
    numbers: list[tuple[str, str]] = []
    findings: list[tuple[str, str, str]] = []
    if supplier_extras.without_address(text) != text:
        findings.append((text, "an address stands with the supplier", "left out"))
    for part in parts(text, known):
        lot, whole = _lot(part)
        name, number, odd = supplier_extras.taken_off(whole)
        findings += [(whole, *odd)] if odd else []
        if is_nobody(name):
            findings.append((part, "words in place of a supplier", "not kept as a supplier"))
        elif len(name) > LONGEST_NAME:
            findings.append((part, "longer than a name", "not kept as a supplier"))
        elif (folded(name), lot) not in {(folded(one), other) for one, other in zip(names, lots, strict=True)}:
            names.append(name)
            lots.append(lot)
            numbers.append(number)
            if "," in name and not _is_marked(text) and not _one_name(name):
                findings.append((name, "perhaps several suppliers, joined by commas", "kept as one name"))
            elif (
                len(COUNTED.findall(name)) > 1 or len([one for one in BETWEEN.split(name) if LEGAL_END.search(one)]) > 1
            ):
                findings.append((name, "perhaps several suppliers", "kept as one name"))
    if any(lots):
        findings.append((text, "lots stand with the suppliers", "read as lots"))
    words = "" if names else text
    if len(names) == 1 and _may_be_lines(text):
        findings.append((text, "perhaps several suppliers, on lines of their own", "kept as one name"))
    return Suppliers(tuple(names), tuple(lots), words, tuple(findings), tuple(numbers))


def _may_be_lines(text: str) -> bool:
    """Whether the lines of a cell that was kept as one name look like names of their own."""
    lines = supplier_extras.without_address(text).strip().split("\n")
    alone = [
        line for line in lines[1:] if line[:1].isupper() and not CONTINUES.match(line) and not LEGAL_END.fullmatch(line)
    ]
    return bool(alone)


def _one_name(name: str) -> bool:
    """“Knight, Kavanagh & Page”, “Fisher Scientific U.K., Limited”: the commas of one name."""
    first, _, rest = name.rpartition(",")
    if CONTINUES.match(rest):
        return "," not in first or _one_name(first)
    return bool(re.search(r",\s[^,]*(\s&\s|\sand\s)", name.lower())) and not re.search(r",\S", name)


def _lot(part: str) -> tuple[str, str]:
    if found := LOT.fullmatch(part):
        return " ".join(found["lot"].split()), found["name"]
    if found := LOT_BEHIND.fullmatch(part):
        return found["a"] or found["b"], found["name"]
    if (found := LOT_BEFORE.fullmatch(part)) and LEGAL_END.search(found["name"]):
        return found["lot"], found["name"]
    return "", part


def parts(text: str, known: Collection[str]) -> list[str]:
    """A cell divided where that is sure."""
    text = supplier_extras.without_address(text)
    marked = [one for one in SURE_MARKS.split(text) if one]
    if _is_marked(text) or folded(text) in known:
        return [" ".join(one.split()) for one in marked]
    marked = [one for one in SURE_MARKS.split(_lines_joined(_uncounted(text, known), known)) if one]
    commas = [name for one in marked for lot in NEXT_LOT.split(one) for name in _at_commas(lot, known)]
    return [name for one in commas for name in _at_words(one, known)]


def _ends(piece: str, known: Collection[str]) -> bool:
    """Whether a piece is a supplier for sure: it ends as a company does, or stands alone elsewhere."""
    plain = supplier_extras.taken_off(_lot(piece.strip(" ,."))[1].strip())[0]
    return bool(plain) and not NO_NAME.fullmatch(plain) and (bool(LEGAL_END.search(plain)) or folded(plain) in known)


def _uncounted(text: str, known: Collection[str]) -> str:
    """A list with numbers or bullets, where each of its items is a supplier for sure; else as it stands."""
    before, *items = COUNTED.split(text)
    items = [item.strip(" ,;\n") for item in items]
    if before.strip() or len(items) < 2 or not all(_ends(item, known) for item in items):
        return text
    return " | ".join(items)


def _at_words(text: str, known: Collection[str]) -> list[str]:
    """“Alpha Ltd and Beta Ltd”, “Alpha Ltd / Beta Ltd”: two only where both are sure."""
    pieces = BETWEEN.split(text)
    if len(pieces) == 1 or folded(text) in known:
        return [text]
    sure = all(_ends(piece, known) and _formal(piece.strip()) for piece in pieces[:-1])
    return [piece.strip(" ,") for piece in pieces] if sure and _ends(pieces[-1], known) else [text]


def _formal(name: str) -> bool:
    """Whether a name ends as a company does, whatever number stands behind it."""
    return bool(LEGAL_END.search(name) or LEGAL_END.search(supplier_extras.taken_off(name)[0]))


def _is_marked(text: str) -> bool:
    """Whether `|`, which the LGA asks for, or semicolons divide the cell; then its commas belong to the names."""
    return "|" in text or ";" in text.rstrip(" ;")


def _lines_joined(text: str, known: Collection[str]) -> str:
    """A line of its own is a supplier of its own only where each line is known or has a legal form."""
    lines = [line.strip(" ,") for line in text.split("\n") if line.strip(" ,")]
    names = all(_formal(line) or folded(line) in known for line in lines)
    return " | ".join(lines) if names else " ".join(lines)


def _at_commas(text: str, known: Collection[str]) -> list[str]:
    pieces = text.split(",")
    repeated = {folded(piece) for piece in pieces if pieces.count(piece) > 1}
    done, left = [], ""
    for number, piece in enumerate(pieces, 1):
        left = f"{left},{piece}" if left else piece
        if number == len(pieces) or _divides(left.strip(), pieces[number:], known, repeated):
            done.append(left.strip(" ,"))
            left = ""
    return [name for name in done if name]


def _divides(left: str, rest: list[str], known: Collection[str], repeated: Collection[str]) -> bool:
    """Whether the comma after `left` stands between two suppliers; one without a space joins more often."""
    following = rest[0]
    if CONTINUES.match(following):
        return False
    sure = _formal(left) or folded(left) in known or folded(left) in repeated
    formal = _formal(following)
    alone = folded(following) in known and (formal or " " in following.strip())
    if following.startswith(" "):
        return sure and (alone or _formal(rest[-1]))
    return sure or alone or folded(following) in repeated


def learn(cells: Collection[str], known: Collection[str] = frozenset()) -> set[str]:
    """The folded names that stand alone: `known`, cells without a comma, and what these divide for sure."""
    joined = {
        cell
        for cell in cells
        if any(mark in cell for mark in ",;|\n/") or BETWEEN.search(cell) or len(COUNTED.findall(cell)) > 1
    }
    names = {folded(cell) for cell in cells if cell not in joined and not is_nobody(cell)}.union(known)
    while True:
        found = {folded(_lot(part)[1]) for cell in joined for part in parts(cell, names) if "," not in part}
        if found <= names:
            return names
        names |= found
