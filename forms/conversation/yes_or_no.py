"""Strictly yes, strictly no, or neither: how a proposal is answered."""

import re
from typing import Final, Literal

from forms.asked import Asked
from forms.kinds import KINDS
from forms.kinds.plain import plain
from forms.reading import Status

YesNo = Literal["yes", "no", ""]

_YES: Final = re.compile(
    r"(?:yes+|yeah|yep|yup|yea|aye|y|ok(?:ay)?|sure|correct|right|exactly|indeed|absolutely|definitely|certainly)\b",
    re.IGNORECASE,
)
_NO: Final = re.compile(
    r"(?:no|nope|never ?mind|forget it|nah|n|wrong|incorrect)\b(?! (?:problem|worries|doubt))", re.IGNORECASE
)
_NEUTRAL: Final = (
    r"i am|i'm|we are|we're|it's|that's|they|all|did|do|does|please|thanks|thank you|put|keep|store|save"
    r"|use|change|it|that|this|very|quite|absolutely|definitely|certain|certainly|still|as|is|indeed|of course|were|was"
    r"|again"
)
_MORE_YES: Final = re.compile(
    rf"(?:[ ,.!–-]*\b(?:{_NEUTRAL}|yes|yeah|yep|ok(?:ay)?|sure|right|correct|go ahead|fine|true|the same|same|good"
    r"|great|perfect)\b)*[ ,.!]*",
    re.IGNORECASE,
)
_MORE_NO: Final = re.compile(
    rf"(?:[ ,.!–-]*\b(?:{_NEUTRAL}|no|nope|not|wrong|incorrect|right|correct|true|sure)\b)*[ ,.!]*", re.IGNORECASE
)
_DENIED: Final = re.compile(r"[ ,]*(?:not|no|wrong|incorrect|isn't|don't)\b", re.IGNORECASE)
"""“Absolutely not” is no yes, whatever its first word."""
_NOT_AT_ALL: Final = re.compile(r"\W*not(?: at all)?\W*", re.IGNORECASE)
_AS_MEANT: Final = re.compile(
    r"(?:(?:that|it|this)(?:'s| is) "
    r"(?:what (?:i|we) (?:want|wanted|mean|meant|said)|factual|accurate|valid|a fact|a yes)"
    r"|(?:(?:it|that|this|all)(?:'s| is)? |they(?:'re| are) )?"
    r"still (?:right|correct|true|the same|so|is|are)(?: now)?)\W*",
    re.IGNORECASE,
)
_LIKE_A_NUMBER: Final = Asked("n", "number", "", none_is_zero=False)
_MOST_WORDS: Final = 6
_LONGEST_REST: Final = 120


def strictly(text: str) -> tuple[YesNo, str]:
    """Yes or no, and what else was said. “Yes, I am sure!” is a yes; “yes but 13” is not one alone."""
    said = plain(text)
    if _AS_MEANT.fullmatch(said):
        return "yes", ""
    return _headed(said) or _stated(said)


def _headed(said: str) -> tuple[YesNo, str] | None:
    """What its first word says, and whether the others only agree with it."""
    if head := _YES.match(said):
        after = said[head.end() :]
        if _DENIED.match(after):
            return ("no", "") if _NOT_AT_ALL.fullmatch(after) else ("", said)
        return "yes", _beside(after, _MORE_YES, _AS_MEANT)
    if head := _NO.match(said):
        return "no", _beside(said[head.end() :], _MORE_NO)
    return None


def _beside(after: str, *agreeing: re.Pattern[str]) -> str:
    """What was said beside the yes or no; “” where it says the same once more."""
    rest = after.strip(" ,.!–-")
    same = len(rest) <= _LONGEST_REST and any(pattern.fullmatch(rest) for pattern in agreeing)
    return "" if same else rest


def _stated(said: str) -> tuple[YesNo, str]:
    """“That’s correct”, “not at all”: as the reader of a yes-or-no has it, where it is sure and there is no figure."""
    if len(said.split()) > _MOST_WORDS or re.search(r"\d", said):
        return "", said
    found = KINDS["yes_no"].read(said, Asked("sure", "yes_no", "Is that right?"))
    if found.status is not Status.exact or KINDS["number"].read(said, _LIKE_A_NUMBER).value is not None:
        return "", said
    return found.value, ""
