"""Names of suppliers, for comparing. Pure.

Two names that fold to the same are proposed for merging; a person decides. Entities of HTML (`&amp;`) are resolved
before.
"""

import re
import unicodedata

LEGAL_FORMS = frozenset(
    (
        *("ltd", "limited", "plc", "llp", "lp", "inc", "incorporated", "co", "company"),
        *("cic", "cio", "cbc", "cyf", "cyfyngedig", "ccc"),
    )
)
"""What a name may end with, in English and Welsh, however often (“Ford Motor Co. Ltd”)."""

IN_WORDS = (
    (re.compile(r"\bpublic limited company\b"), "plc"),
    (re.compile(r"\bcommunity interest company\b"), "cic"),
    (re.compile(r"\bcharitable incorporated organi[sz]ation\b"), "cio"),
    (re.compile(r"\bcwmni buddiannau cymunedol\b"), "cbc"),
    (re.compile(r"\blimited liability partnership\b"), "llp"),
)
TRADING_AS = re.compile(
    r"[\s,(]+(t\s*/\s*as?|ta|t\s*\.\s*a\.?|trading as|also known as|a\s*/\s*k\s*/\s*a|c\s*/\s*o)\s+.*"
)
"""Who it trades as, or is written to through, is not who it is."""
REMARKS = re.compile(r"\((?:[^()]*\b(?:part of|lots?|formerly|previously|known as)\b[^()]*)\)?")
SHORT_FORM = re.compile(r"\(([a-z]{2,6})\)")
LONE_LETTERS = re.compile(r"\b[a-z0-9](?: [a-z0-9])+\b")


def folded(name: str) -> str:
    """The name without what differs by habit: capitals, accents, stops, “&”, Ltd or Limited, “t/a …”, “The”.

    “A. C Entertainment Ltd.” and “AC ENTERTAINMENT LIMITED” both give “ac entertainment”. Never empty for a name that
    holds a letter or a digit.
    """
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = TRADING_AS.sub("", REMARKS.sub(" ", plain))
    plain = _without_short_form(plain)
    plain = re.sub(r"\bo['’`] ", "o", plain)
    plain = re.sub(r"['’`]", "", plain).replace("&", " and ").replace("+", " and ")
    words = _words(plain)
    for pattern, form in IN_WORDS:
        words = pattern.sub(form, words)
    return " ".join(_without_habit(words.split())) or _words(name.lower())


def _words(text: str) -> str:
    """Letters and digits with single spaces; initials stand together: “t. h. white” -> “th white”."""
    spaced = " ".join(re.findall(r"[^\W_]+", text))
    return LONE_LETTERS.sub(lambda found: found[0].replace(" ", ""), spaced)


def _without_short_form(name: str) -> str:
    """“greater manchester ecology unit (gmeu)” without its last word; other brackets tell firms apart."""
    found = SHORT_FORM.search(name)
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", name[: found.start()])) if found else ""
    return name.replace(found[0], " ") if found and found[1] in initials else name


def _without_habit(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    return words[1:] if len(words) > 1 and words[0] == "the" else words
