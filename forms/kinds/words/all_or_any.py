"""Yes and no told by how many: “all done”, “all but one”, “7 of 8” to “Have all …?”; “a couple”, “none” to “any …?”."""

import re

from forms.asked import Asked
from forms.kinds.words.nouns import stem
from forms.kinds.words.tokens import tokens
from forms.kinds.words.words_to_number import numbers

_ASKS_ALL = re.compile(
    r"^(?:have|has|had|do|does|did|are|is|were|was|can|could|will) (?:\w+ ){0,2}?(?:all|every\w*|each|both)\b"
)
_ASKS_ANY = re.compile(r"^(?:[\w’']+ ){1,6}?any(?:body|one|thing)?\b")
_ASKS_FOR_ONE = re.compile(r"^(?:do you (?:already |still )?(?:have|hold|keep)|is there|are there|have you(?: got)?)\b")
_NONE = re.compile(
    r"^(?:there (?:is|are|was|were|have been) )?(?:none|nothing|nobody|no[- ]?one|nil|not any|nowt|nae? \w+)"
    r"(?P<tail>(?:,? (?:at all|at present|at the moment|to report|whatsoever|this (?:quarter|time|month)|so far"
    r"|yet|currently"
    r"|now|thanks|thank you|thankfully))*)$"
)
_NO_THING = re.compile(r"^no (?:\w+ )?(\w{3,})(?:,? (?:at all|at present|at the moment|whatsoever|currently|thanks))*$")
_EVERY = re.compile(
    r"^(?:they(?:'re| are| have|'ve)? )?(?:all|every(?:one|body)?|each|both|100 ?%|the lot|every (?:single )?one)\b"
    r"(?!.*\b(?:but|bar|except|exception|excluding|apart|not|n't|overdue|late|outstanding|to do|due|booked"
    r"|pending|almost|nearly|soon)\b)"
)
_ALL_BUT = re.compile(
    r"^(?:they(?:'re| are| have|'ve)? )?(?:nearly |almost )?(?:all|every(?:one|body| one)?)\b.{0,24}?\b(?:but"
    r"|bar|except"
    r"|apart from|other than|with the exception|excluding)\b|^(?:nearly|almost) (?:all|every)|^(?:only "
    r"|just )?(?:most|some|a few|half|several)\b"
    r"(?! (?:probably|likely))|^none of (?:them|ours?)\b"
)
_ONE_IS_NOT = re.compile(r"\b(?:\w+n'?t|not|to do|to go|overdue|outstanding|out of date|missing|late|expired|lapsed)\b")
_OF = re.compile(r"^ (?:out )?of (?:the |our )?$|^ ?/ ?$")
_SOME = re.compile(
    r"^(?:(?:just|only|yes,?|we|i|they|have|had|received|got|did have) )*(?:a (?:couple|few)|some|several"
    r"|one or two|(?:\w+ )?\d{1,3}|one|two|three|four|five)\b"
)


def by_count(low: str, asked: Asked) -> tuple[str, bool] | None:
    """The answer that an amount gives to a question after “all” or “any”, and whether it is sure; or None."""
    ask = asked.ask.lower()
    if _ASKS_ALL.search(ask):
        found = _of_all(low)
        return None if found is None else (found, False)
    if _ASKS_ANY.search(ask):
        return _of_any(low, ask)
    return ("no", False) if _ASKS_FOR_ONE.match(ask) and _NONE.match(low) else None


def _of_all(low: str) -> str | None:
    figures = numbers(tokens(low))
    if len(figures) == 2 and not figures[0].first and _OF.match(low[figures[0].end : figures[1].start]):
        if figures[0].value > figures[1].value or low[figures[1].end :].strip(" .!"):
            return None
        return "yes" if figures[0].value == figures[1].value else "no"
    if _ALL_BUT.match(low):
        return "no"
    if _EVERY.match(low) and "n't" not in low:
        return "yes"
    short = len(figures) == 1 and not figures[0].first and figures[0].value > 0
    return "no" if short and _ONE_IS_NOT.search(low[figures[0].end :]) else None


def _of_any(low: str, ask: str) -> tuple[str, bool] | None:
    if none := _NONE.match(low):
        return "no", not none["tail"].strip(" ,")
    if (thing := _NO_THING.match(low)) and _means(thing[1], ask):
        return "no", False
    figures = numbers(tokens(low))
    if len(figures) == 1 and not figures[0].value:
        return ("no", False) if len(low.split()) == 1 else None
    words = low.split()
    return ("yes", False) if _SOME.match(low) and len(words) <= _A_FEW_WORDS and not _ONE_IS_NOT.search(low) else None


_A_FEW_WORDS = 5


def _means(word: str, ask: str) -> bool:
    """Whether “no worries” names what is asked about: the word, or one for worries where those are asked about."""
    asked = {stem(token.text) for token in tokens(ask) if token.kind == "word"}
    return stem(word) in asked or (stem(word) in _CARES and bool(_CARES & asked))


_CARES = frozenset(map(stem, ["worry", "worries", "concern", "concerns", "issue", "issues", "problem", "problems"]))
