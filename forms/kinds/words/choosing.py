"""Options by their words, their aliases or something like them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.asked import Asked, Option
from forms.kinds.plain import plain
from forms.kinds.words import asides, hedges
from forms.kinds.words.by_place import (
    all_of_them,
    by_initials,
    left_out,
    one_by_place,
    only_this,
    real_options,
    several_by_place,
    something_else,
)
from forms.kinds.words.naming_options import (
    SMALL,
    Match,
    covered,
    keys_of,
    marks_of,
    matches_in,
    phrases_of,
    spans_of,
    telling,
    with_told,
    words_of,
)
from forms.kinds.words.nouns import asked_words, stem
from forms.kinds.words.tokens import lower
from forms.reading import Reading, Span, Status, unreadable

_MODIFIED = re.compile(
    r"\b(?:very|quite|fairly|pretty|really|almost|nearly|extremely|hardly|barely|close to|used to be|formerly"
    r"|previously|^was|last time|better than|worse than|less than|more than|from|was once|before) (?:a |an |the )?$"
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
_POLITE = re.compile(
    r"^(?:yes,? |it'?s |it is |just |the |an? |my |our |we have |for |with |from "
    r"|well,? )+|(?:,? (?:please|thanks|thank you))+$|[.!]+$"
)


def _settled(said: str, asked: Asked) -> Reading | None:
    if not asked.options:
        return unreadable("no_options")
    return asides.settled(said, lower(said), asked)


def read_choice(text: str, asked: Asked) -> Reading:
    """Read one option's key."""
    said = plain(text)
    low = lower(said)
    early = (_whole_message(said, asked) if asked.options else None) or _settled(said, asked)
    early = early or (_part_of_one(low, asked) if len(words_of(_POLITE.sub("", low))) > 1 else None)
    if early is not None:
        return early
    if (aside := asides.without_value(low)) and not matches_in(low, asked.options):
        return aside
    if place := _by_place(said, low, asked.options):
        return place
    if meant := _after_correction(low, asked):
        return _proposed(_chosen(meant, matches_in(meant, asked.options), asked))
    if not any("/" in option.words for option in asked.options):
        low = _SLASH.sub(" or ", low)
    return _chosen(low, matches_in(low, asked.options), asked)


_SLASH = re.compile(r"(?<=[a-z]{2}) ?/ ?(?=[a-z]{2})")


def _proposed(reading: Reading) -> Reading:
    """What was said after a correction is only proposed; it stands later in the text than its spans say."""
    status = Status.approximate if reading.status is Status.exact else reading.status
    return replace(reading, status=status, spans=())


def _chosen(low: str, matches: Sequence[Match], asked: Asked) -> Reading:
    """One option of those that a message names, or a reason to ask."""
    positive = [match for match in matches if not match.negated]
    best = max((match.strength for match in positive), default=0)
    keys = keys_of([match for match in positive if match.strength == best], asked)
    spans = spans_of(low, positive)
    if len(keys) != 1:
        doubtful = Reading(Status.ambiguous, candidates=keys, spans=spans) if keys or matches else None
        return doubtful or _part_of_one(low, asked) or unreadable()
    either = _either(low, positive, asked, ("or", "and"))
    if len(either) > 1 or _ALARMING.search(low):
        return Reading(Status.ambiguous, candidates=either or keys, spans=spans)
    everything = keys_of(positive, asked)
    doubt = (
        len(everything) > 1
        or not _nothing_else(low, positive, asked)
        or len(matches) > len(positive)
        or best < 3
        or low.endswith("?")
        or _names_another(low, positive, asked)
        or asides.asks_back(low)
        or hedges.doubted(low)
        or _NO_LONGER.search(low) is not None
        or _MODIFIED.search(low[: spans[0].start]) is not None
        or _EXCEPTS.search(low, spans_of(low, positive)[0].end) is not None
    )
    return Reading(Status.approximate if doubt else Status.exact, keys[0], spans=spans)


def read_choices(text: str, asked: Asked) -> Reading:
    """Read keys of options, in the order of the options; “none” is the option that stands alone, if there is one."""
    said = plain(text)
    whole = _whole_message(said, asked)
    if whole is not None:
        return Reading(whole.status, (whole.value,), spans=whole.spans)
    low = lower(said)
    meant = _after_correction(low, asked)
    early = _settled(said, asked) or (_proposed(read_choices(meant, asked)) if meant else _several_at_once(low, asked))
    if early is not None:
        return early
    matches = with_told(low, matches_in(low, asked.options), asked)
    positive = [match for match in matches if not match.negated]
    keys = keys_of(positive, asked)
    if not keys:
        return (
            _nothing(low, asked)
            or asides.without_value(low)
            or (Reading(Status.ambiguous) if matches else unreadable())
        )
    spans = spans_of(low, positive)
    alone = [option.key for option in asked.options if option.only and option.key in keys]
    if (alone and len(keys) > 1) or _ALARMING.search(low) or asides.asks_back(low):
        return Reading(Status.ambiguous, candidates=tuple((key,) for key in keys), spans=spans)
    exact = len(matches) == len(positive) and all(match.strength == 3 for match in positive) and covered(low, positive)
    exact = exact and not low.endswith("?") and len(_either(low, positive, asked, ("or",))) < 2
    return Reading(Status.exact if exact else Status.approximate, keys, spans=spans)


def _whole_message(said: str, asked: Asked) -> Reading | None:
    """The message is an option's words, key or alias, and nothing else."""
    low = lower(said)
    for text in (low, _POLITE.sub("", low)):
        words = tuple(words_of(text))
        found = [phrase for phrase in phrases_of(asked.options) if phrase.words == words and words]
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


def _by_place(said: str, low: str, options: Sequence[Option]) -> Reading | None:
    at = one_by_place(low, len(options))
    at = at if at is not None else something_else(low, options)
    at = at if at is not None else by_initials(said, options)
    if at is None:
        return None
    return Reading(Status.approximate, options[at].key, spans=(Span(0, len(low)),), notes=("by_place",))


def _several_at_once(low: str, asked: Asked) -> Reading | None:
    """“All of them”, “all but housing”, “nothing but housing”, “1 and 3”, “Monday to Friday”: proposed."""
    options = asked.options
    chosen: Sequence[int] = all_of_them(low, options)
    if rest := left_out(low):
        out = _named_in(rest, options)
        chosen = [at for at in real_options(options) if at not in out] if out else ()
    elif rest := only_this(low):
        chosen = _named_in(rest, options)
    chosen = chosen or several_by_place(low, options)
    if (other := something_else(low, options)) is not None:
        chosen = (other,)
    keys = tuple(options[at].key for at in chosen) or _run(low, asked)
    return Reading(Status.approximate, keys, spans=(Span(0, len(low)),), notes=("by_place",)) if keys else None


def _named_in(rest: str, options: tuple[Option, ...]) -> tuple[int, ...]:
    """The options that are all that some words name; none where a word stays unexplained."""
    matches = matches_in(rest, options)
    if matches and covered(rest, matches) and not any(match.negated for match in matches):
        return tuple(sorted({match.option for match in matches}))
    return several_by_place(f"option {rest}", options)


_UP_TO = re.compile(r" (?:to|through|thru|till|until) | ?- ?")


def _run(low: str, asked: Asked) -> tuple[str, ...]:
    """“Monday to Friday”: the options from one to the other."""
    if not _UP_TO.search(low):
        return ()
    matches = sorted(matches_in(low, asked.options), key=lambda match: match.first)
    if len(matches) != 2 or matches[0].option >= matches[1].option or not covered(low, matches):
        return ()
    first, last = spans_of(low, matches)
    if not _UP_TO.fullmatch(low[first.end : last.start]):
        return ()
    return tuple(option.key for option in asked.options[matches[0].option : matches[1].option + 1])


def _after_correction(low: str, asked: Asked) -> str:
    """“CAMHS, no sorry, housing”: what stands after the words that take the first back; else nothing."""
    end = hedges.corrected_at(low)
    if not end or not matches_in(low[:end], asked.options) or not matches_in(low[end:], asked.options):
        return ""
    return low[end:].strip(" ,.")


def _nothing_else(low: str, positive: Sequence[Match], asked: Asked) -> bool:
    """Whether nothing stands beside the option that could change it; one noun may follow it (“a luxury ride”)."""
    also = asked_words(asked.ask) | _HARMLESS
    if covered(low, positive, also):
        return True
    words, last = words_of(low), max(match.last for match in positive)
    noun = len(words) > last and re.fullmatch(r"[a-z]{3,}(?<!ed)(?<!ing)(?<!ly)", words[last])
    beside = [replace(match, last=match.last + 1) if match.last == last else match for match in positive]
    return bool(noun) and covered(low, beside, also)


_HARMLESS = frozenset(
    map(stem, "overall again mainly mostly just got still now she he her his him back moved into home place grade "
              "rated rating judgement report inspection ofsted answer option one think same all area areas".split())
)  # fmt: skip


def _names_another(low: str, positive: Sequence[Match], asked: Asked) -> bool:
    """“Online event”: a word beside the option tells another one."""
    words = words_of(low)
    inside = {i for match in positive for i in range(match.first, match.last)}
    chosen = {match.option for match in positive}
    told = telling(words, phrases_of(asked.options), low, marks_of(low))
    return any(one.first not in inside and one.option not in chosen for one in told)


def _either(low: str, positive: Sequence[Match], asked: Asked, joints: tuple[str, ...]) -> tuple[str, ...]:
    """The options of “own tenancy or family”, where the second is told by one word; none without a joining word."""
    marks = marks_of(low)
    words = [token.text.removesuffix("'s") + token.suffix for token in marks]
    inside = {i for match in positive for i in range(match.first, match.last)}
    if not any(word in joints and i not in inside for i, word in enumerate(words)):
        return ()
    others = [one for one in telling(words, phrases_of(asked.options), low, marks) if one.first not in inside]
    return keys_of([*positive, *(one for one in others if not one.negated)], asked)


def _part_of_one(low: str, asked: Asked) -> Reading | None:
    """“some” for “Some of them”: small words that stand together in the words of one option only."""
    words = tuple(words_of(_POLITE.sub("", low)))
    if "not" in words:
        return _not_so(words, asked, low)
    if not words or len(words) > _A_FEW:
        return None
    owners = {
        phrase.option
        for phrase in phrases_of(asked.options)
        if phrase.own and any(phrase.words[at : at + len(words)] == words for at in range(len(phrase.words)))
    }
    if len(owners) != 1:
        return None
    return Reading(Status.approximate, asked.options[owners.pop()].key, spans=(Span(0, len(low)),))


def _told(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if word == "not" or word not in SMALL | {"been", "being"})


def _not_so(words: tuple[str, ...], asked: Asked, low: str) -> Reading | None:
    """“Not inspected”, “not yet inspected” for “Not inspected yet”: an option that itself begins with “not”."""
    own = {phrase.option: phrase.words for phrase in phrases_of(asked.options) if phrase.own}
    found = [at for at, theirs in own.items() if theirs[: len(words)] == words or _told(theirs) == _told(words)]
    if len(found) != 1 or len(words) < 2:
        return None
    return Reading(Status.approximate, asked.options[found[0]].key, spans=(Span(0, len(low)),))


_A_FEW = 3
