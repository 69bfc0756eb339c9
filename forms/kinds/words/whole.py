"""Answers that are told from the whole: “all of them”, “both”, “all but one”, “half”, “full”, “most”."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from forms.asked import Asked
from forms.kinds.words.calendar_words import MONTH
from forms.kinds.words.counted import counts_times
from forms.kinds.words.none import negations
from forms.kinds.words.nouns import asked_words, stem
from forms.kinds.words.opposites import counts_the_others, falls_short
from forms.kinds.words.tokens import tokens
from forms.kinds.words.words_to_number import numbers

_ALL = (
    r"(?:all (?:of )?(?:them|it|those|these|us|ours?|the (?:young people|places|homes|hosts|staff|time|above))"
    r"|(?:we|they) all|all(?! (?:the|my|your|this|that|day|night|about|over|right|week|kinds?|sorts?|time)\b)"
    r"|every(?:one|body)|every (?:single )?one|each (?:and every )?one|the (?:whole )?lot|the whole thing"
    r"|fully|full|100 ?%)"
)
_BUT = re.compile(
    rf"\b{_ALL}\b(?P<between>[^.;!?]{{0,24}}?)[ ,](?:but|bar|except(?: for)?|apart from|save|minus|less|other than"
    r"|with the exception of|excluding)"
    r" (?P<rest>[^.,;!?(]{1,40}?)(?P<remark>$|(?:,(?! ?(?:\d|and\b))|[.;!?(]| - | as | because | where | since ).*)"
)
_EVERY = re.compile(rf"\b{_ALL}(?!\w)")
_ASKS = re.compile(r"^(?:has|have|had|are|is|was|were|do|does|did|will|can|could|would|should)\b")
_BOTH = re.compile(r"\bboth\b(?P<times> (?:of (?:those|these|the) )?times)?")
_CLAUSES = re.compile(r"[,.;:!?]")
_SAYS_NO = re.compile(r"^(?:no|nope|nah)(?: ?[,.;:!-]| (?=both|all|every))")
_VAGUE = re.compile(
    r"\b(?:most|mostly|many|several|some|loads|lots|plenty|tons|hardly any|few|(?:a )?handful|a bit|majority"
    r"|minority|various"
    r"|numerous|umpteen|nearly all|almost all|dozens|hundreds|thousands|a number of|not (?:all|many|every\w*|full)"
    r"|about (?:all|half)|nearly half|more than half|less than half|over half|under half|the rest|others)\b"
)
_ONE_OF = re.compile(r"^(?:the|my|our|that|this|her|his|a|an) (?:\w+ ){0,2}?\w+$")
_MANY = re.compile(r"^(?:the|my|our|those|these) (?:\w+ ){0,2}?\w+s$")
_NEGATIVE_QUESTION = re.compile(r"\b(?:have|has|had|with) no\b|\bwithout\b|\bdo(?:es)? not have\b|\bnot have\b")
_HAVE_IT = re.compile(
    r"^(?:no,? )?(?:(?:they|we) )?(?:all|each|every(?:one|body)) (?:of them )?(?:ha(?:ve|s)|got"
    r"|'ve got)(?: (?:one|it|them))?\b"
)
_HAVE_NOT = re.compile(
    r"\b(?:never (?:seen|had|got|been given|received)|none of (?:them|ours?) (?:ha(?:ve|s)|got)"
    r"|no[- ]?(?:one|body) has)"
    r"(?: (?:a|any|one|it|them))?\b"
)


@dataclass(frozen=True, slots=True)
class Share:
    """A value worked out from the whole; `value` is None where it cannot be worked out."""

    value: int | float | None
    start: int
    end: int
    sure: bool = False
    candidates: tuple[int | float, ...] = ()


def whole_of(asked: Asked) -> int | float | None:
    """What “all of them” means for this question, if it is known."""
    return asked.whole if asked.whole is not None else asked.of


@lru_cache(maxsize=512)
def _out_of(ask: str) -> int | None:
    found = _OF_YOUR.findall(ask.lower().replace(",", ""))
    return int(found[0]) if len(found) == 1 else None


def out_of_asked(asked: Asked) -> Asked:
    """The question, with “your 12 staff” as the whole where nothing else tells it."""
    if asked.of is not None or asked.whole is not None or (whole := _out_of(asked.ask)) is None:
        return asked
    return replace(asked, of=whole) if asked.kind == "ratio" else replace(asked, whole=whole)


_OF_YOUR = re.compile(
    rf"\bof (?:all )?(?:your|our|the|these|those|their) (\d{{1,6}})\b(?! ?(?:%|{MONTH}\b|months|weeks|days))"
)


def vague(text: str) -> bool:
    """“Most of them”, “loads”, “a few”: nothing that could be proposed."""
    return _VAGUE.search(text) is not None


def share_of(part: float, asked: Asked) -> int | float | None:
    """`part` of what the question is out of, if that comes to a figure that may be stored."""
    whole = asked.of if asked.of is not None else asked.whole
    if whole is None:
        return None
    value = round(whole * part, 6)
    if asked.decimals == 0 and abs(value - round(value)) > 1e-6:
        return None
    return round(value) if abs(value - round(value)) < 1e-6 else round(value, asked.decimals)


def negative_question(asked: Asked) -> bool:
    """“How many have no plan?”: there “all have one” means none."""
    return _NEGATIVE_QUESTION.search(asked.ask.lower()) is not None


def told_from_whole(text: str, asked: Asked) -> Share | None:
    """The share that a message without a number of its own tells, or None."""
    text = text.rstrip(" .!,")
    if _ASKS.match(text):
        return None
    if negative_question(asked):
        return _of_negative(text, asked)
    if match := _BUT.search(text):
        return _all_but(match, asked)
    return None if vague(text) else _both_or_all(text, asked)


def _both_or_all(text: str, asked: Asked) -> Share | None:
    whole = whole_of(asked)
    match = _BOTH.search(text)
    if match and (not match["times"] or (whole == 2 and counts_times(asked))):
        return Share(2 if whole in (None, 2) else None, *match.span(), candidates=(2,))
    if match := _EVERY.search(text):
        return Share(whole, *match.span())
    if (match := _EVERY_ONE.fullmatch(text)) and _asked_for(match["thing"], asked):
        return Share(whole, *match.span())
    if match := _QUARTER.fullmatch(text):
        return Share(share_of(0.25, asked), *match.span())
    return None


def _asked_for(thing: str, asked: Asked) -> bool:
    return bool({stem(thing), stem(f"{thing}s")} & asked_words(asked.ask))


_EVERY_ONE = re.compile(
    r"(?:yes,? )?(?:every (?:single )?|each )(?P<thing>[a-z]+)(?: (?:has|have|had|was|is|did)\b.{0,30})?"
)
_QUARTER = re.compile(r"(?:about |just |only )?(?:a|one) quarter(?: of (?:them|us|it|those|the \w+|our \w+))?")


def turned_round(text: str, share: Share, asked: Asked) -> Share:
    """“All overdue” to “how many were checked” tells the rest; after “no, both broke down” nothing is sure.

    Only the words beside the share are looked at: “all but the two that are late” tells who was *not*.
    """
    if share.value is None or share.sure:
        return share
    clause, after = _CLAUSES.split(text[: share.start])[-1], _CLAUSES.split(text[share.end :])[0].strip()
    whole = whole_of(asked)
    if whole is not None and share.value <= whole and counts_the_others(f"{clause} {after}", asked):
        return replace(share, value=whole - share.value)
    doubtful = _SAYS_NO.match(text) or negations(clause) or falls_short(after, asked) or falls_short(clause, asked)
    return replace(share, value=None, candidates=(share.value,)) if doubtful else share


def _of_negative(text: str, asked: Asked) -> Share | None:
    if match := _HAVE_IT.match(text):
        return Share(0, *match.span(), sure=True)
    if match := _HAVE_NOT.search(text):
        return Share(asked.whole if asked.whole is not None else asked.of, *match.span())
    if _EVERY.search(text):
        return Share(None, 0, len(text), candidates=tuple(n for n in (0, whole_of(asked)) if n is not None))
    return None


_OF_THEM = re.compile(r" of (?:the |our )?")


def _all_but(match: re.Match[str], asked: Asked) -> Share:
    whole, rest = whole_of(asked), match.group("rest")
    left_out = numbers(tokens(rest))
    if len(left_out) == 2 and _OF_THEM.fullmatch(rest[left_out[0].end : left_out[1].start]):  # “all but 1 of the 9”
        named = left_out.pop().value
        whole = named if whole in (None, named) else None
    if len(left_out) == 1 and not left_out[0].unsure and not left_out[0].share:
        less: int | float | None = left_out[0].value
    elif not left_out and _ONE_OF.match(rest) and not _MANY.match(rest):
        less = 1
    else:
        less = None
    if numbers(tokens(match.group("remark"))):
        less = None
    value = whole - less if whole is not None and less is not None and less <= whole else None
    return Share(value, match.start(), match.end("rest"))
