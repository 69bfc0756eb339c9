"""Which options a message names: by their words, their aliases, one telling word, or a word that means the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from forms.asked import Asked, Option
from forms.kinds.words.alike import alike
from forms.kinds.words.calendar_words import WEEKDAYS
from forms.kinds.words.nouns import stem
from forms.kinds.words.slips import one_slip, shared_start
from forms.kinds.words.tokens import Token, lower, tokens
from forms.kinds.words.words_to_number import ONES, TENS
from forms.reading import Span

SMALL = frozenset(
    ["the", "a", "an", "of", "or", "and", "to", "for", "in", "on", "at", "with", "from", "by", "is", "are", "was",
     "were", "be", "it", "its", "i", "we", "they", "their", "our", "my", "us", "me", "who", "may", "have", "has",
     "had", "not", "been", "no", "only", "other", "another", "others", "one", "that", "this", "what", "did", "do",
     "does", "as", "so", "if", "but", "somewhere", "something", "else", "much", "than", "more", "less", "enough",
     "too", "very", "get", "got", "you", "your", "would", "will", "can", "could", "like", "want", "need", "please",
     "yes", "about", "there", "here", "some", "any", "all", "people", "them", "went", "go", "every", "each", "once"]
)  # fmt: skip
_NEGATED = re.compile(
    r"\b(?:not|no|never|n't(?! mind)|isn'?t|wasn'?t|don'?t(?! mind)|without|except|rather than"
    r"|instead of|but not|nor|neither|(?:any|every)(?:thing|one|body|where) (?:but|bar)|all (?:but|bar)|apart from"
    r"|other than|as opposed to)(?: \w+){0,2} $"
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


def marks_of(low: str) -> list[Token]:
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


def words_of(text: str) -> list[str]:
    return [token.text.removesuffix("'s") + token.suffix for token in marks_of(lower(text.replace("’", "'")))]


_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=\d)")
"""“under-5s”, “over-18s”."""
_DIGITS = {word: str(n) for word, n in (ONES | TENS).items() if n > 1}


@lru_cache(maxsize=512)
def phrases_of(options: tuple[Option, ...]) -> tuple[Phrase, ...]:
    found = []
    for i, option in enumerate(options):
        named = re.split(r"[:()]", option.words)[0]
        ways = [(option.words, True, False), (named, True, False), (named.split(",")[0], False, "," in named)]
        ways += [(_ARTICLE.sub("", named), True, False)]
        ways += [(alias, False, False) for alias in (*option.aliases, option.key.replace("_", " "))]
        for text, own, part in ways:
            words = tuple(words_of(text))
            if words:
                found.append(Phrase(i, words, tuple(map(stem, words)), own, part))
    return tuple(sorted(set(found), key=lambda phrase: (-len(phrase.words), phrase.option, not phrase.own)))


_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)


def keys_of(matches: Sequence[Match], asked: Asked) -> tuple[str, ...]:
    chosen = {match.option for match in matches}
    return tuple(option.key for i, option in enumerate(asked.options) if i in chosen)


def spans_of(low: str, matches: Sequence[Match]) -> tuple[Span, ...]:
    words = marks_of(low)
    return tuple(Span(words[match.first].start, words[match.last - 1].end) for match in matches)


def covered(low: str, matches: Sequence[Match], also: frozenset[str] = frozenset()) -> bool:
    """Whether nothing but small words, and those whose stems are in `also`, stands beside the options."""
    words = words_of(low)
    inside = {i for match in matches for i in range(match.first, match.last)}
    return all(i in inside or word in SMALL or stem(word) in also for i, word in enumerate(words))


def matches_in(low: str, options: tuple[Option, ...]) -> list[Match]:
    """Options in a message: exact phrases first, then stems, then one telling word, then one that means the same."""
    marks = marks_of(low)
    words = [token.text.removesuffix("'s") + token.suffix for token in marks]
    phrases = phrases_of(options)
    meant = _mended(words, phrases)
    if meant != words:  # “requires improvment to be good” is not “Good”
        mended = _phrased(meant, phrases, [phrase.words for phrase in phrases], low, marks, worth=(2, 2))
        if any(meant[at] != words[at] for match in mended for at in range(match.first, match.last)):
            return [_own_no(match, mended, words) for match in mended]
    found = _phrased(words, phrases, [phrase.words for phrase in phrases], low, marks, worth=(3, 2))
    if not found:
        stems = [stem(word) for word in words]
        found = _phrased(stems, phrases, [phrase.stems for phrase in phrases], low, marks, worth=(2, 2))
    found = found or telling(words, phrases, low, marks) or _meaning(words, phrases, low, marks)
    return [_own_no(match, found, words) for match in found]


def _mended(words: list[str], phrases: Sequence[Phrase]) -> list[str]:
    """The words with those put right that have one letter wrong, where several words make an option."""
    known = {word for phrase in phrases if phrase.own and len(phrase.words) > 1 for word in phrase.words}
    meant = {word: _put_right(word, known) for word in set(words)}
    return [meant[word] for word in words]


def _put_right(word: str, known: set[str]) -> str:
    if len(word) < _LONG_ROOT or word in known or word in SMALL:
        return word
    found = [one for one in known if one not in SMALL and one_slip(word, one)]
    return found[0] if len(found) == 1 else word


def _own_no(match: Match, found: Sequence[Match], words: Sequence[str]) -> Match:
    """“No referrals and repairs”: the “no” is part of another option."""
    before = range(max(0, match.first - 4), match.first)
    denying = [at for at in before if _NEGATED.search(f"{words[at]} ")]
    inside = {i for other in found if other is not match and not other.negated for i in range(other.first, other.last)}
    return replace(match, negated=False) if match.negated and denying and set(denying) <= inside else match


def with_told(low: str, matches: list[Match], asked: Asked) -> list[Match]:
    """With those that are told by one word, in the rest of the message: “CAMHS and a school place”."""
    inside = {i for match in matches for i in range(match.first, match.last)}
    marks = marks_of(low)
    words = [token.text.removesuffix("'s") + token.suffix for token in marks]
    own = [phrase for phrase in phrases_of(asked.options) if phrase.own]
    told = telling(words, own, low, marks)
    told = [*told, *(one for one in _meaning(words, own, low, marks) if one.first not in {two.first for two in told})]
    return [*matches, *(one for one in told if one.first not in inside)] if matches else matches


def _phrased(
    words: list[str], phrases: Sequence[Phrase], forms: Sequence[tuple[str, ...]], low: str, marks: Sequence[Token],
    *, worth: tuple[int, int],
) -> list[Match]:  # fmt: skip
    taken: set[int] = set()
    found: list[Match] = []
    for phrase, form in zip(phrases, forms, strict=True):
        if len(form) == 1 and form[0] in SMALL:
            continue
        for at in range(len(words) - len(form) + 1):
            span = range(at, at + len(form))
            if words[at] != form[0] or tuple(words[at : at + len(form)]) != form or any(i in taken for i in span):
                continue
            taken.update(span)
            negated = _NEGATED.search(low[max(0, marks[at].start - 40) : marks[at].start]) is not None
            found.append(Match(phrase.option, at, at + len(form), worth[0] if phrase.own else worth[1], negated))
    return found


def telling(words: list[str], phrases: Sequence[Phrase], low: str, marks: Sequence[Token]) -> list[Match]:
    """A word that stands in the phrases of one option only, or is one letter or an ending away from such a word."""
    owners: dict[str, set[int]] = {}
    for phrase in phrases:
        for word, stemmed in zip(phrase.words, phrase.stems, strict=True):
            few = any(part.isdigit() and part not in words for part in phrase.words)
            if word not in SMALL and len(word) >= 3 and not (few and stemmed in _TIMES):  # “Every 2 weeks”
                owners.setdefault(stemmed, set()).add(phrase.option)
    found = []
    for i, word in enumerate(words):
        options = owners.get(stem(word), set()) if word not in SMALL else set()
        options = options or owners.get(stem(_day_in_full(word)), set())
        if not options and len(word) >= 5 and word not in SMALL:
            options = {phrase.option for phrase in phrases for known in phrase.words if one_slip(word, known)}
            options = options or {
                phrase.option for phrase in phrases for known in phrase.words if _one_family(word, known)
            }
        if len(options) == 1:
            negated = _NEGATED.search(low[max(0, marks[i].start - 40) : marks[i].start]) is not None
            found.append(Match(next(iter(options)), i, i + 1, 1, negated))
    return found


_TIMES = frozenset(map(stem, ["day", "week", "month", "quarter", "year", "days", "weeks", "months", "years", "times"]))


def _day_in_full(word: str) -> str:
    """“Wed”, “mondays”: a weekday as it is written in full."""
    short = word.removesuffix("s") if len(word) > len("tues") else word
    found = [day for day in WEEKDAYS if day.startswith(short)] if len(short) >= len("mon") else []
    return found[0] if len(found) == 1 else word


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


def _one_family(word: str, known: str) -> bool:
    """Long words that differ in their endings alone: “luxurious” and “luxury”, but not two professions in “psych-”."""
    if known in SMALL or min(len(word), len(known)) < _LONG_ROOT or word.startswith(_COMMON_STARTS):
        return False
    root = shared_start(word, known)
    negated = word.endswith("less") != known.endswith("less")
    return root >= _LONG_ROOT and not negated and max(len(word), len(known)) - root <= _LONGEST_ENDING


_LONG_ROOT, _LONGEST_ENDING = 5, 4
_COMMON_STARTS = ("every", "other", "under", "where", "there", "after")
"""“Everyone” and “everybody” are made of two words, not of a root and an ending."""
