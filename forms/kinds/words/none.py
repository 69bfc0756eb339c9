"""The many ways to say none: “nil”, “nobody”, “no complaints”, “not once”, “none that I know of”."""

import re
from collections.abc import Sequence

from forms.kinds.words.nouns import Named
from forms.kinds.words.tokens import Token
from forms.kinds.words.words_to_number import Number

_ZERO_WORDS = frozenset(
    ["none", "nil", "nobody", "noone", "nothing", "nowt", "zilch", "nada", "zip", "neither", "never"]
)  # fmt: skip
_HARMLESS = re.compile(
    r"\bno (?:further action|problems?(?: at all)?|worries|need|doubt|matter|concerns?(?: raised)?|fault|rush|bother"
    r"|later than|more than|less than|fewer than|longer|surprises?|injur(?:y|ies)|harm)\b|\bnfa\b"
    r"|\bnot (?:a problem|just|only)\b|\bnever ?mind\b|\bnothing (?:to do with|else|more to)\b|\bnone of your\b"
    r"|\bnever heard of\b"
    r"|\bno,? (?:wait|sorry|actually|i|we|it|its|it's|that|thats|that's|please|just|make|book|need|the|there|change|try"
    r"|one more|hang on|hold on|scrap)\b"
    r"|\bno(?=,? not\b)"
    r"|^(?:oh |ahh?,? |well,? )?(?:no|nope|nah)\b(?!-one\b)(?:[.,!;:-]|$| no\b| nope\b)"
    r"|\bwhy not\b|\bif not\b|\bor not\b|\bdon'?t (?:mind|worry)\b|(?<=[,.!?;] )no[,.!]"
)
_NEGATIVE = re.compile(
    r"\b(?:no|nae|not|never|nor|without|neither|nobody|none|nothing|cannot)\b|n't\b"
    r"|\b(?:dont|didnt|isnt|wasnt|arent|havent|hasnt|cant|couldnt|wont|doesnt)\b"
)
_NOT_ANY = re.compile(
    r"\bnot (?:one(?! hundred)|once|any|a single(?: one)?|a one|a soul)\b|\bno[- ]one\b|\b(?:ha(?:ve|s|d)|did|do"
    r"|were|was|are|is)(?:n'?t|n't| not)"
    r"(?: (?:actually|yet|really|ever))? (?:had |have |got |been |get |lose |lost |seen |there |received? |taken |take "
    r"|made |make |held |hold |reported |recorded |spent |spend )*(?:any"
    r"|a single|[a-z]+ any(?:one|body))\b(?! (?:more|idea|of (?:that|this)))"
)
KNOWN = (
    r"to the best of (?:my|our) knowledge|(?:that )?(?:i am|we are|i'm|we're) aware of"
    r"|(?:so )?(?:as )?far as (?:i|we) (?:know|am aware|are aware)|(?:that|which) (?:i|we) (?:know|knew"
    r"|can think) of|to my knowledge|i think"
)
"""“… so far as I know”, at the end of a “nothing”."""
_ONLY_KNOWN = re.compile(
    r"\b(?:that|which) (?:i|we|i'm|we're)(?: a[mr]e?)? ?(?:know|knew|aware|heard|can (?:think|remember"
    r"|recall))(?: of| about)?\b"
    r"|\bto the best of (?:my|our) (?:knowledge|belief)\b|\b(?:i am|we are|i'm|we're) aware of\b"
    r"|\bas far as (?:i|we)\b.{0,16}|\b(?:to|in) (?:my|our) knowledge\b|\bafaik\b|\bi (?:think|believe|guess|hope"
    r"|suppose)\b"
    r"|\bnot (?:that (?:i|we)(?:'?m|'re)? ?(?:a[mr]e?)? ?)?aware(?: of)?(?: any)?\b|\bhopefully\b|\b(?:so far|yet)\b"
    r"|\bn(?:o|')t \w+ any(?:one|body)\b"
    r"|\bnot that (?:i|we) (?:know|can remember|recall)(?: of)?\b|\b(?:i|we) know of\b|\b(?:probably|maybe|perhaps)\b"
)
_NO_SHOW = re.compile(r"no-shows?\b|(?<=[a-z\d] )no shows?\b")
"""“Ten no-shows” holds no “none”."""
_NOT_AWARE = re.compile(
    r"\bnot (?:(?:that )?(?:i|we)(?:'?m|'re)? ?(?:a[mr]e?)? ?)?aware of any\b|\bnot that (?:i|we)(?:'?m"
    r"|'re)? ?(?:a[mr]e?)? ?(?:know|aware|can (?:remember|recall))\b"
    r"|\bunaware of any\b|\bdon'?t (?:know of|think there (?:are|were|was|have been)|think we(?:'ve)? (?:had"
    r"|have)) any\b"
)
_NOT_YET = re.compile(
    r"^(?:no,? )?(?:not (?:yet|done|started)|(?:(?:we|i|they)(?:'ve| have)? )?(?:have not|haven'?t"
    r"|not)(?: yet)? (?:been )?(?:done|started|tested|had|got|"
    r"finished|checked|managed|held)(?: (?:them|it|any|those|that|one))?(?: (?:yet|this quarter|so far))?)[.!]?$"
)
_NEUTRAL = frozenset(
    "this that the quarter period time month months year week at all of them these those us our ours we had have has "
    "i've we've i we so far thanks thank you please sorry to report again return returns here it was were there is "
    "are been either just really absolutely ever whatsoever happened in for say answer number total for me my "
    "luckily happily thankfully fortunately i'm we're pleased afraid zero nil none not one once any a single did "
    "get got on my side from here figure count and young people person kids lads".split()
)  # fmt: skip


def harmless_negations(text: str) -> list[tuple[int, int]]:
    """Stretches where “no” negates nothing that is asked: “no, …”, “no further action”."""
    return [match.span() for match in _HARMLESS.finditer(text)]


def negations(text: str) -> list[tuple[int, int]]:
    """Every negating word that is not harmless."""
    harmless = harmless_negations(text)
    return [
        match.span() for match in _NEGATIVE.finditer(text)
        if not any(start <= match.start() < end for start, end in harmless)
    ]  # fmt: skip


def nones(words: Sequence[Token], text: str, nouns: Sequence[Named], taken: set[int]) -> list[Number]:
    """“None” as numbers with value 0, so that they belong to nouns as other numbers do.

    A “no” before an unknown noun (“no kids”) is flagged `stranger`.
    """
    harmless = harmless_negations(text)
    not_any = [match.span() for match in _NOT_ANY.finditer(text)]
    found: list[Number] = []
    for i, token in enumerate(words):
        if i in taken or any(start <= token.start < end for start, end in harmless):
            continue
        span = next((s for s in not_any if s[0] == token.start), None)
        if span is not None:
            last = next((j for j in range(i, len(words)) if words[j].end >= span[1]), i) + 1
            found.append(_none(i, last, token.start, span[1]))
        elif token.text in _ZERO_WORDS:
            found.append(_none(i, i + 1, token.start, token.end))
        elif token.text in ("no", "nae") and not _NO_SHOW.match(text, token.start):
            found.append(_no(i, words, nouns))
    return found


def _none(first: int, last: int, start: int, end: int) -> Number:
    return Number(0, first, last, start, end, zero_word=True, worded=True)


def _no(i: int, words: Sequence[Token], nouns: Sequence[Named]) -> Number:
    number = _none(i, i + 1, words[i].start, words[i].end)
    near = next((noun for noun in nouns if i < noun.first <= i + 3), None)
    if near is None:
        number.flags.add("stranger")
    return number


def only_as_far_as_known(text: str) -> bool:
    """“none that I know of”: propose 0 rather than store it."""
    return _ONLY_KNOWN.search(text) is not None


def not_aware_of_any(text: str) -> bool:
    """“Not aware of any”: 0 without a word for none."""
    return _NOT_AWARE.search(text) is not None


def not_yet(text: str) -> bool:
    """“haven't done them yet”: nothing has been done, so 0 may be proposed."""
    return _NOT_YET.match(text) is not None


def neutral(word: str) -> bool:
    """Whether a word beside “none” changes nothing: “none this quarter, thanks”."""
    return word in _NEUTRAL
