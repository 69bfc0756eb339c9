"""By how much a contract may be extended, and how long it runs: `24`, `2 x 12 months`, “two further years”. Pure."""

import re

from portal.register.cells import Read, is_placeholder, placeholder

MONTHS_A = {"month": 1, "mth": 1, "mnth": 1, "mo": 1, "m": 1, "year": 12, "yr": 12, "y": 12}
MONTHS_A |= {"mis": 1, "misoedd": 1, "blwyddyn": 12, "flynedd": 12, "blynedd": 12, "blynyddoedd": 12}
UNIT = r"(months?|mo?n?ths?|mo|m|years?|yrs?|y|mis(?:oedd)?|blwyddyn|[fb]lynedd|blynyddoedd)(?:\(s\)|\b\.?)"
TIMES = re.compile(rf"(\d{{1,2}})\s*(?:[x×*@]|no\.?)\s*(\d{{1,3}})\s*-?\s*{UNIT}", re.IGNORECASE)
TIMES_BEHIND = re.compile(rf"(\d{{1,3}})\s*-?\s*{UNIT}\s*[x×*]\s*(\d{{1,2}})", re.IGNORECASE)
TWO_NUMBERS = re.compile(rf"(\d{{1,2}})\s+(\d{{1,3}})\s*-?\s*{UNIT}", re.IGNORECASE)
"""“two 12 month extensions”, “two one-year periods”."""

BARE_TIMES = re.compile(r"([1-9])\s*[x×*]\s*(6|12|18|24|36|48|60)", re.IGNORECASE)
UNCLEAR = re.compile(r"\d{1,3}(?:\s*\+\s*\d{1,3})+")
"""1+1 is years to some and months to others."""

PLAIN = re.compile(rf"(\d{{1,3}}(?:\s*\+\s*\d{{1,3}})*)\s*-?\s*{UNIT}", re.IGNORECASE)
LONGEST = 600
LONGEST_SAID = 400
"""Letters: nobody needs more to say how long, and whoever writes more says other things."""

NONE = re.compile(
    r"(?:no|none|nil|dim|nac oes|not extendable|(?:no|none|without)(?: further| more| additional)?"
    r"(?: extensions?)?(?: options?| periods?)?(?: (?:remain\w*|left|available|permitted|allowed|possible))?"
    r"|(?:all )?(?:extensions? )?(?:options? )?(?:used|exhausted|taken)(?: up)?)",
    re.IGNORECASE,
)
WORDS = (
    r"(?:an?|the|up to|options?|optional|extendable|extensions?|extend|extended|renewals?|available|possible|potential"
    r"|further|additional|maximum|max|plus|may be|can be|is|for|of|by|to|period|periods|terms?|increments?|each"
    r"|yes|y|ydy|oes"
    r"|with|it|contract|initial|mutual|agreement|at the councils? discretion|subject to (?:review|performance))"
)
CUT_OFF = re.compile(rf"^(?:{WORDS}\b|[+:,(&-])\s*|\s*(?:\b{WORDS}|(?<!\(s)\)|\.|,|:)$", re.IGNORECASE)
"""What stands before or behind the months and says nothing else."""

FILLING = re.compile(
    r"\b(?:further|additional|optional|possible|potential|available|periods?|terms?|extensions?|options?|of|for"
    r"|each|up to)\b",
    re.IGNORECASE,
)
"""“two further periods of 12 months”; never “to” alone: “1 to 3 years” is no length."""

AGAIN = re.compile(r"(?<!^)\s*(?:[(\[](?!s\))[^()\[\]]*\d[^()\[\]]*[)\]]|\bin .{0,12}increments)\.?\s*$", re.IGNORECASE)
"""“24 months (12+12)”: how the whole is made up."""

OTHER_TONGUE = re.compile(rf"\s*/\s*{UNIT}$", re.IGNORECASE)
"""“1 + 1 blynedd / years”"""

SPELT = {word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
SPELT |= {"twelve": "12", "eighteen": "18", "twenty four": "24", "twenty-four": "24", "thirty six": "36", "single": "1"}
IN_WORDS = re.compile(rf"\b({'|'.join(sorted(SPELT, key=len, reverse=True))})\b(?:\s*\((\d{{1,2}})\))?", re.IGNORECASE)
NO_UNIT = ("neither months nor years", "taken as months")


def _in_figures(found: re.Match[str]) -> str:
    """“two (2)” is 2; where the two say something else, neither is taken."""
    figure = SPELT[found[1].lower()]
    return found[0] if found[2] and found[2] != figure else figure


def months(text: str) -> Read[int]:
    """By how many months a contract may be extended: `24`, `2 x 12 months`, `12+12 months`, `2 years`."""
    if all(NONE.fullmatch(half.strip(" .")) for half in text.split("/")):
        return Read(0)
    if not text or is_placeholder(text):
        return placeholder(text) if text else Read()
    words = OTHER_TONGUE.sub("", IN_WORDS.sub(_in_figures, text))
    inside = AGAIN.search(words)
    whole = bare(FILLING.sub(" ", words[: inside.start()] if inside else words))
    number = _checked(_months(whole), inside[0]) if inside else _months(whole)
    if number is None and (found := BARE_TIMES.fullmatch(whole)):
        return Read(int(found[1]) * int(found[2]), *NO_UNIT)
    if number is None and UNCLEAR.fullmatch(whole):
        return Read(None, NO_UNIT[0], NOT_HOW_LONG[1])
    if number is None:
        return Read(None, *(NOT_HOW_LONG if YES.fullmatch(text.strip(" .")) else NO_LENGTH))
    return Read(number) if number <= LONGEST else Read(None, "more than fifty years", "not kept")


YES = re.compile(
    r"yes|y|true|ydy|oes|✓|✔|extendable|optional|extension(?: option)?(?: available)?|yes - see contract", re.IGNORECASE
)
NO_LENGTH = ("not a number of months", "not kept")
NOT_HOW_LONG = ("it may be extended, and not by how long", "not kept; write the months, such as 24")


def bare(words: str) -> str:
    """Without what says nothing else before or behind a length or a day: “Option to extend to 31/03/2029”. More than
    anybody needs to say it is left as it is: to cut it word by word would take long."""
    words = " ".join(words.split())
    while len(words) <= LONGEST_SAID and (shorter := CUT_OFF.sub("", words).strip()) != words:
        words = shorter
    return words


def _checked(number: int | None, inside: str) -> int | None:
    """The whole, where what stands behind it is no other number of months: “2 years (1+1)”, “(until 31/03/2029)”."""
    figures = [int(one) for one in re.findall(r"\d+", inside)]
    if number is None or not figures or re.search(r"\d{4}|[/x×]|increment", inside.lower()):
        return number
    return number if sum(figures) in (number, number // 12) else None


def months_or_years(text: str) -> Read[int]:
    """The same in a column whose heading does not say what it counts: `2` may be years as well, `24` may not."""
    if not re.fullmatch(r"\d{1,3}(\.0+)?", text) or int(float(text)) == 0:
        return months(text)
    number = int(float(text))
    return Read(number, *NO_UNIT) if number >= FEWEST_MONTHS else Read(None, NO_UNIT[0], NOT_HOW_LONG[1])


FEWEST_MONTHS = 6


def months_in(unit: int, text: str) -> Read[int]:
    """The same in a column whose heading says what it counts: `2` years are 24 months, `12+12` months as many."""
    name = "years" if unit == 12 else "months"
    return months(f"{text} {name}" if re.fullmatch(r"\d{1,3}(\.0+)?(\s*\+\s*\d{1,3})*", text) else text)


def _months(text: str) -> int | None:
    if re.fullmatch(r"\d{1,4}(\.0+)?", text):
        return int(float(text))
    if found := TIMES.fullmatch(text) or TWO_NUMBERS.fullmatch(text):
        return int(found[1]) * int(found[2]) * _unit(found[3])
    if found := TIMES_BEHIND.fullmatch(text):
        return int(found[1]) * int(found[3]) * _unit(found[2])
    pieces = [text] if PLAIN.fullmatch(text) else re.split(r"\+|\bplus\b|\band\b|,|&", text)
    parts = [PLAIN.fullmatch(bare(piece)) for piece in pieces if piece.strip()]
    if parts and all(parts):
        return sum(sum(map(int, part[1].split("+"))) * _unit(part[2]) for part in parts if part)
    return None


def _unit(word: str) -> int:
    word = word.lower()
    return MONTHS_A[word] if word in MONTHS_A else MONTHS_A[word.rstrip("s")]
