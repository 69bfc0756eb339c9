"""Options by their words, their aliases or something like them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from forms.asked import Asked, Option
from forms.kinds.plain import plain
from forms.kinds.words import asides, hedges
from forms.kinds.words.alike import alike
from forms.kinds.words.nouns import stem
from forms.kinds.words.tokens import Token, lower, tokens
from forms.kinds.words.words_to_number import ONES, TENS
from forms.reading import Reading, Span, Status, unreadable

_SMALL = frozenset(
    ["the", "a", "an", "of", "or", "and", "to", "for", "in", "on", "at", "with", "from", "by", "is", "are", "was",
     "were", "be", "it", "its", "i", "we", "they", "their", "our", "my", "us", "me", "who", "may", "have", "has",
     "had", "not", "been", "no", "only", "other", "another", "others", "one", "that", "this", "what", "did", "do",
     "does", "as", "so", "if", "but", "somewhere", "something", "else", "much", "than", "more", "less", "enough",
     "too", "very", "get", "got", "you", "your", "would", "will", "can", "could", "like", "want", "need", "please",
     "yes", "about", "there", "here", "some", "any", "all", "people", "them", "went", "go"]
)  # fmt: skip
_NEGATED = re.compile(
    r"\b(?:not|no|never|n't(?! mind)|isn'?t|wasn'?t|don'?t(?! mind)|without|except|rather than"
    r"|instead of|but not|nor|neither|(?:any|every)(?:thing|one|body|where) (?:but|bar)|all (?:but|bar)|apart from"
    r"|other than|as opposed to)(?: \w+){0,2} $"
)
_MODIFIED = re.compile(
    r"\b(?:very|quite|fairly|pretty|really|almost|nearly|extremely|hardly|barely|close to|used to be|formerly"
    r"|previously|last time|better than|worse than|less than|more than|from|was once|before) (?:a |an |the )?$"
)
"""“Very good” may be more than “Good”, and “from good to …” was good once."""
_NO_LONGER = re.compile(r"\b(?:now|no longer|until|any ?more|at first|originally|went from)\b")
_ALARMING = re.compile(r"\b(?:dead|died|death|dying|suicid\w*|killed|murder\w*|stab\w*|rape\w*|overdose\w*)\b")
_EXCEPTS = re.compile(r"\b(?:but|except|apart from|however|although|though)\b")
_ALL_WELL = re.compile(
    r"^(?:it'?s |it was |it is |we'?re |everything(?:'s| is| was)? |they'?re )?(?:all (?:good|fine|ok|okay|well"
    r"|great|sorted)|none(?: of (?:these|those|them|the above))?"
    r"|nothing(?: (?:really|at all|to report|this (?:time|quarter)))?"
    r"|no(?:ne)?(?: (?:problems?|issues?|complaints?|worries|concerns?))?(?: at all)?|nope|fine|good|great"
    r"|ok(?:ay)?|n/?a|can'?t complain|not really|no trouble)(?:,? (?:thanks|thank you|here|cheers|really"
    r"|this (?:time|quarter)|so far))*[.! ]*$"
)
_ORDINAL = re.compile(
    r"^(?:the |option |number |answer |choose |pick )*(first|second|third|fourth|fifth|last|1st"
    r"|2nd|3rd|4th|5th)(?: (?:one|option|choice))?(?: please)?[.!]?$"
    r"|^(?:option|number|answer) (\d)[.!]?$"
)
_ORDINALS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
    "last": -1,
}
_POLITE = re.compile(
    r"^(?:yes,? |it'?s |it is |just |the |an? |i think |my |our |we have |for |with |from "
    r"|well,? )+|(?:,? (?:please|thanks|thank you))+$|[.!]+$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to name an option."""

    option: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    own: bool
    """The option's words (or key) rather than an alias."""
    part: bool = False
    """Only what stands before a comma: “good” of “Good, with small gaps”."""


@dataclass(frozen=True, slots=True)
class Match:
    """An option found in a message; `strength` 3 its own words, 2 an alias, 1 something like them."""

    option: int
    first: int
    last: int
    strength: int
    negated: bool = False


def _marks(low: str) -> list[Token]:
    """The words of a text; “5-10” and “five to ten” are “5 to 10”."""
    found = tokens(_HYPHEN.sub(" ", low))
    return [
        token._replace(text="to" if token.kind == "mark" else _DIGITS.get(token.text, token.text),
                       suffix="" if token.suffix == "s" else token.suffix)
        for i, token in enumerate(found)
        if token.kind != "mark" or (
            token.text == "-" and 0 < i < len(found) - 1 and found[i - 1].kind == found[i + 1].kind == "figure"
        )
    ]  # fmt: skip


def _words(text: str) -> list[str]:
    return [token.text.removesuffix("'s") + token.suffix for token in _marks(lower(text.replace("’", "'")))]


_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=\d)")
"""“under-5s”, “over-18s”."""
_DIGITS = {word: str(n) for word, n in (ONES | TENS).items() if n > 1}


@lru_cache(maxsize=512)
def _phrases(options: tuple[Option, ...]) -> tuple[Phrase, ...]:
    found = []
    for i, option in enumerate(options):
        named = re.split(r"[:()]", option.words)[0]
        ways = [(option.words, True, False), (named, True, False), (named.split(",")[0], False, "," in named)]
        ways += [(_ARTICLE.sub("", named), True, False)]
        ways += [(alias, False, False) for alias in (*option.aliases, option.key.replace("_", " "))]
        for text, own, part in ways:
            words = tuple(_words(text))
            if words:
                found.append(Phrase(i, words, tuple(map(stem, words)), own, part))
    return tuple(sorted(set(found), key=lambda phrase: (-len(phrase.words), phrase.option, not phrase.own)))


_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)


def _settled(said: str, asked: Asked) -> Reading | None:
    if not asked.options:
        return unreadable("no_options")
    return asides.settled(said, lower(said), asked)


def read_choice(text: str, asked: Asked) -> Reading:
    """Read one option's key."""
    said = plain(text)
    early = (_whole_message(said, asked) if asked.options else None) or _settled(said, asked)
    if early is not None:
        return early
    low = lower(said)
    if (aside := asides.without_value(low)) and not _matches(low, asked.options):
        return aside
    if place := _by_place(low, asked.options):
        return place
    return _chosen(low, _matches(low, asked.options), asked)


def _chosen(low: str, matches: Sequence[Match], asked: Asked) -> Reading:
    """One option of those that a message names, or a reason to ask."""
    positive = [match for match in matches if not match.negated]
    best = max((match.strength for match in positive), default=0)
    keys = _keys([match for match in positive if match.strength == best], asked)
    spans = _spans(low, positive)
    if len(keys) != 1:
        doubtful = Reading(Status.ambiguous, candidates=keys, spans=spans) if keys or matches else None
        return doubtful or _part_of_one(low, asked) or unreadable()
    either = _either(low, positive, asked, ("or", "and"))
    if len(either) > 1 or _ALARMING.search(low):
        return Reading(Status.ambiguous, candidates=either or keys, spans=spans)
    everything = _keys(positive, asked)
    doubt = (
        len(everything) > 1
        or len(matches) > len(positive)
        or best < 3
        or low.endswith("?")
        or asides.asks_back(low)
        or hedges.doubted(low)
        or _NO_LONGER.search(low) is not None
        or _MODIFIED.search(low[: spans[0].start]) is not None
        or _EXCEPTS.search(low, _spans(low, positive)[0].end) is not None
    )
    return Reading(Status.approximate if doubt else Status.exact, keys[0], spans=spans)


def read_choices(text: str, asked: Asked) -> Reading:
    """Read keys of options, in the order of the options; “none” is the option that stands alone, if there is one."""
    said = plain(text)
    whole = _whole_message(said, asked)
    if whole is not None:
        return Reading(whole.status, (whole.value,), spans=whole.spans)
    early = _settled(said, asked)
    if early is not None:
        return early
    low = lower(said)
    matches = _with_told(low, _matches(low, asked.options), asked)
    positive = [match for match in matches if not match.negated]
    keys = _keys(positive, asked)
    if not keys:
        return (
            _nothing(low, asked)
            or asides.without_value(low)
            or (Reading(Status.ambiguous) if matches else unreadable())
        )
    spans = _spans(low, positive)
    alone = [option.key for option in asked.options if option.only and option.key in keys]
    if (alone and len(keys) > 1) or _ALARMING.search(low) or asides.asks_back(low):
        return Reading(Status.ambiguous, candidates=tuple((key,) for key in keys), spans=spans)
    exact = len(matches) == len(positive) and all(match.strength == 3 for match in positive) and _covered(low, positive)
    exact = exact and not low.endswith("?") and len(_either(low, positive, asked, ("or",))) < 2
    return Reading(Status.exact if exact else Status.approximate, keys, spans=spans)


def _whole_message(said: str, asked: Asked) -> Reading | None:
    """The message is an option's words, key or alias, and nothing else."""
    low = lower(said)
    for text in (low, _POLITE.sub("", low)):
        words = tuple(_words(text))
        found = [phrase for phrase in _phrases(asked.options) if phrase.words == words and words]
        if len({phrase.option for phrase in found}) == 1:
            sure = not low.endswith("?") and not all(phrase.part for phrase in found)
            status = Status.exact if sure else Status.approximate
            return Reading(status, asked.options[found[0].option].key, spans=(Span(0, len(said)),))
    return None


def _nothing(low: str, asked: Asked) -> Reading | None:
    if not _ALL_WELL.match(low):
        return None
    alone = [option.key for option in asked.options if option.only]
    if len(alone) == 1:
        return Reading(Status.approximate, (alone[0],), spans=(Span(0, len(low)),))
    return Reading(Status.none, None, spans=(Span(0, len(low)),)) if re.match(r"no|none|nothing", low) else None


def _by_place(low: str, options: Sequence[Option]) -> Reading | None:
    match = _ORDINAL.match(low)
    if match is None:
        return None
    at = _ORDINALS[match.group(1)] if match.group(1) else int(match.group(2)) - 1
    if not -1 <= at < len(options):
        return None
    return Reading(Status.approximate, options[at].key, spans=(Span(0, len(low)),), notes=("by_place",))


def _keys(matches: Sequence[Match], asked: Asked) -> tuple[str, ...]:
    chosen = {match.option for match in matches}
    return tuple(option.key for i, option in enumerate(asked.options) if i in chosen)


def _spans(low: str, matches: Sequence[Match]) -> tuple[Span, ...]:
    words = _marks(low)
    return tuple(Span(words[match.first].start, words[match.last - 1].end) for match in matches)


def _covered(low: str, matches: Sequence[Match]) -> bool:
    """Whether nothing but small words stands beside the options."""
    words = _words(low)
    inside = {i for match in matches for i in range(match.first, match.last)}
    return all(i in inside or word in _SMALL for i, word in enumerate(words))


def _matches(low: str, options: tuple[Option, ...]) -> list[Match]:
    """Options in a message: exact phrases first, then stems, then one telling word, then one that means the same."""
    marks = _marks(low)
    words = [token.text.removesuffix("'s") + token.suffix for token in marks]
    phrases = _phrases(options)
    found = _phrased(words, phrases, [phrase.words for phrase in phrases], low, marks, worth=(3, 2))
    if not found:
        stems = [stem(word) for word in words]
        found = _phrased(stems, phrases, [phrase.stems for phrase in phrases], low, marks, worth=(2, 2))
    found = found or _telling(words, phrases, low, marks) or _meaning(words, phrases, low, marks)
    return [_own_no(match, found, words) for match in found]


def _own_no(match: Match, found: Sequence[Match], words: Sequence[str]) -> Match:
    """“No referrals and repairs”: the “no” is part of another option."""
    before = range(max(0, match.first - 4), match.first)
    denying = [at for at in before if _NEGATED.search(f"{words[at]} ")]
    inside = {i for other in found if other is not match and not other.negated for i in range(other.first, other.last)}
    return replace(match, negated=False) if match.negated and denying and set(denying) <= inside else match


def _with_told(low: str, matches: list[Match], asked: Asked) -> list[Match]:
    """With those that are told by one word, in the rest of the message: “CAMHS and a school place”."""
    inside = {i for match in matches for i in range(match.first, match.last)}
    marks = _marks(low)
    words = [token.text.removesuffix("'s") + token.suffix for token in marks]
    own = [phrase for phrase in _phrases(asked.options) if phrase.own]
    told = _telling(words, own, low, marks)
    return [*matches, *(one for one in told if one.first not in inside)] if matches else matches


def _either(low: str, positive: Sequence[Match], asked: Asked, joints: tuple[str, ...]) -> tuple[str, ...]:
    """The options of “own tenancy or family”, where the second is told by one word; none without a joining word."""
    marks = _marks(low)
    words = [token.text.removesuffix("'s") + token.suffix for token in marks]
    inside = {i for match in positive for i in range(match.first, match.last)}
    if not any(word in joints and i not in inside for i, word in enumerate(words)):
        return ()
    others = [one for one in _telling(words, _phrases(asked.options), low, marks) if one.first not in inside]
    return _keys([*positive, *(one for one in others if not one.negated)], asked)


def _part_of_one(low: str, asked: Asked) -> Reading | None:
    """“some” for “Some of them”: small words that stand together in the words of one option only."""
    words = tuple(_words(_POLITE.sub("", low)))
    if not words or len(words) > _A_FEW or "not" in words:
        return None
    owners = {
        phrase.option
        for phrase in _phrases(asked.options)
        if phrase.own and any(phrase.words[at : at + len(words)] == words for at in range(len(phrase.words)))
    }
    if len(owners) != 1:
        return None
    return Reading(Status.approximate, asked.options[owners.pop()].key, spans=(Span(0, len(low)),))


def _phrased(
    words: list[str], phrases: Sequence[Phrase], forms: Sequence[tuple[str, ...]], low: str, marks: Sequence[Token],
    *, worth: tuple[int, int],
) -> list[Match]:  # fmt: skip
    taken: set[int] = set()
    found: list[Match] = []
    for phrase, form in zip(phrases, forms, strict=True):
        if len(form) == 1 and form[0] in _SMALL:
            continue
        for at in range(len(words) - len(form) + 1):
            span = range(at, at + len(form))
            if words[at] != form[0] or tuple(words[at : at + len(form)]) != form or any(i in taken for i in span):
                continue
            taken.update(span)
            negated = _NEGATED.search(low[max(0, marks[at].start - 40) : marks[at].start]) is not None
            found.append(Match(phrase.option, at, at + len(form), worth[0] if phrase.own else worth[1], negated))
    return found


def _telling(words: list[str], phrases: Sequence[Phrase], low: str, marks: Sequence[Token]) -> list[Match]:
    """A word that stands in the phrases of one option only, or is one letter or an ending away from such a word."""
    owners: dict[str, set[int]] = {}
    for phrase in phrases:
        for word, stemmed in zip(phrase.words, phrase.stems, strict=True):
            if word not in _SMALL and len(word) >= 3:
                owners.setdefault(stemmed, set()).add(phrase.option)
    found = []
    for i, word in enumerate(words):
        options = owners.get(stem(word), set()) if word not in _SMALL else set()
        if not options and len(word) >= 5:
            options = {phrase.option for phrase in phrases for known in phrase.words if _one_slip(word, known)}
            options = options or {
                phrase.option for phrase in phrases for known in phrase.words if _one_family(word, known)
            }
        if len(options) == 1:
            negated = _NEGATED.search(low[max(0, marks[i].start - 40) : marks[i].start]) is not None
            found.append(Match(next(iter(options)), i, i + 1, 1, negated))
    return found


def _meaning(words: list[str], phrases: Sequence[Phrase], low: str, marks: Sequence[Token]) -> list[Match]:
    """A word that people use for one of an option’s: “prison” for “custody”."""
    owners: dict[int, set[int]] = {}
    for phrase in phrases:
        for _, _, groups in alike(list(phrase.words)):
            for group in groups:
                owners.setdefault(group, set()).add(phrase.option)
    found = []
    for first, last, groups in alike(words) if owners else ():
        options = set().union(*(owners.get(group, set()) for group in groups))
        if len(options) == 1:
            negated = _NEGATED.search(low[max(0, marks[first].start - 40) : marks[first].start]) is not None
            found.append(Match(options.pop(), first, last, 1, negated))
    return found


def _one_slip(word: str, known: str) -> bool:
    """One letter wrong, missing, doubled or swapped in a long word."""
    if len(known) < 5 or abs(len(word) - len(known)) > 1 or word[0] != known[0]:
        return False
    start = _shared_start(word, known)
    a, b = word[start:], known[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])


def _shared_start(word: str, known: str) -> int:
    """How many letters two words begin with together."""
    return next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))


def _one_family(word: str, known: str) -> bool:
    """Long words that differ in their endings alone: “luxurious” and “luxury”, but not two professions in “psych-”."""
    if known in _SMALL or min(len(word), len(known)) < _LONG_ROOT or word.startswith(_COMMON_STARTS):
        return False
    root = _shared_start(word, known)
    negated = word.endswith("less") != known.endswith("less")
    return root >= _LONG_ROOT and not negated and max(len(word), len(known)) - root <= _LONGEST_ENDING


_LONG_ROOT, _LONGEST_ENDING = 5, 4
_A_FEW = 3
_COMMON_STARTS = ("every", "other", "under", "where", "there", "after")
"""“Everyone” and “everybody” are made of two words, not of a root and an ending."""
