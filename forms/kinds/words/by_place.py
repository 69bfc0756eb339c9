"""Options by their place or all at once: “the second one”, “option C”, “1 and 4”, “all but housing”."""

import re
from collections.abc import Sequence

from forms.asked import Option

_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SHORT = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")
_PLACES = {word: n for words in (_WORDS, _SHORT) for n, word in enumerate(words)} | {"last": -1}
_NUMBERS = {word: n for n, word in enumerate(_COUNTS)} | {str(n): n - 1 for n in range(1, 20)}
_LETTERS = {letter: n for n, letter in enumerate("abcdefghij")}
_PLACE, _NUMBER = "|".join(_PLACES), "|".join(sorted(_NUMBERS, key=len, reverse=True))
_ONE = re.compile(
    rf"(?:(?:the|option|number|answer|choose|pick) )*(?P<place>{_PLACE})(?: (?:one|option|choice|answer))?(?: please)?"
    rf"|(?:(?:option|number|answer|choice) |no\.? ?(?=\d))(?P<number>{_NUMBER})(?: please)?"
    r"|(?:option|letter|answer|choice) \(?(?P<letter>[a-j])\)?|\(?(?P<bracketed>[a-j])\)"
)
_JOINT = re.compile(r" ?(?:,|&|\+| and |,? and ) ?| ")
_ITEM = re.compile(rf"(?:(?P<place>{_PLACE})|(?P<number>\d{{1,2}})|(?P<letter>[a-j]))(?: (?:one|option)s?)?")
_LEAD = re.compile(r"^(?:(?:the|options?|numbers?|nos?\.?|answers?|just|both) )+")
_FIRST_FEW = re.compile(rf"(?:the )?(?P<end>first|last) (?P<count>{_NUMBER})(?: (?:options|ones|of them))?")
_ALL = (
    r"(?:yes,? )?(?:(?:all|each|every one)(?: (?:of )?(?:them|these|those|it|the above|the options)| the above)?"
    r"|everything|the (?:whole )?lot"
    rf"|all (?P<count>{_NUMBER})(?: of (?:them|these|those))?)"
)
_EVERY = re.compile(rf"{_ALL}(?: please)?")
_BUT = re.compile(
    rf"(?:{_ALL}|every(?:one|body)?),? (?:but|bar|except(?: for)?|apart from|other than|excluding"
    rf"|with the exception of|minus) (?P<rest>.{{1,80}})"
)
_BOTH = re.compile(r"(?:yes,? )?both(?: (?:of )?(?:them|these|those))?")
_ONLY_THIS = re.compile(
    r"(?:nothing|none|nobody|no[- ]?one|no (?:problems?|issues?))(?: (?:really|else|at all))?,? (?:but|bar"
    r"|except(?: for)?"
    r"|apart from|other than) (?P<rest>.{1,80})"
)
_OTHERWISE = re.compile(r"(?:other|something else|none|nothing|neither|don['’]?t know|not )", re.IGNORECASE)
_OTHER = re.compile(r"(?:an?|the|some )?other(?: (?:one|reason|thing))?|somewhere else|elsewhere|someone else")
_ELSE = re.compile(r"(?:some(?:thing|where|one|body) else|other)\b", re.IGNORECASE)


def one_by_place(low: str, count: int) -> int | None:
    """The index of the option that a whole message counts out, or None."""
    match = _ONE.fullmatch(low.rstrip(".! "))
    return None if match is None else _index(match, count)


def several_by_place(low: str, options: Sequence[Option]) -> tuple[int, ...]:
    """The indexes of “1, 3 and 4”, “A and C”, “the first two”; none where the options hold figures themselves."""
    text, count = low.rstrip(".! "), len(options)
    if any(re.search(r"\d", option.words) for option in options):
        return ()
    if few := _FIRST_FEW.fullmatch(text):
        many = _NUMBERS[few["count"]] + 1
        return () if many >= count else tuple(range(many) if few["end"] == "first" else range(count - many, count))
    if (one := one_by_place(text, count)) is not None:
        return (one,)
    parts = [_LEAD.sub("", part) for part in _JOINT.split(_LEAD.sub("", text)) if part not in ("", "the")]
    found = [_index(match, count) if (match := _ITEM.fullmatch(part)) else None for part in parts]
    indexes = [at for at in found if at is not None]
    return tuple(sorted(indexes)) if len(found) > 1 and len(set(indexes)) == len(found) else ()


def _index(match: re.Match[str], count: int) -> int | None:
    told = match.groupdict()
    letter = told.get("letter") or told.get("bracketed")
    if told.get("place"):
        at = _PLACES[told["place"]]
    elif told.get("number"):
        at = _NUMBERS.get(told["number"], count)
    else:
        at = _LETTERS[str(letter)]
    at = count - 1 if at < 0 else at
    return at if at < count else None


def real_options(options: Sequence[Option]) -> tuple[int, ...]:
    """Those that “all of them” means: not “Something else”, and none that stands alone."""
    return tuple(i for i, option in enumerate(options) if not option.only and not _OTHERWISE.match(option.words))


def all_of_them(low: str, options: Sequence[Option]) -> tuple[int, ...]:
    """What “all of them”, “all four” and “both” mean; empty where that is not said or does not fit."""
    text, real = low.rstrip(".! "), real_options(options)
    if _BOTH.fullmatch(text):
        return real if len(real) == len("ab") else ()
    match = _EVERY.fullmatch(text)
    if match is None or (match["count"] and _NUMBERS[match["count"]] + 1 != len(real)):
        return ()
    return real


def left_out(low: str) -> str:
    """The words after “all but”, or nothing."""
    match = _BUT.fullmatch(low.rstrip(".! "))
    return match["rest"] if match else ""


def only_this(low: str) -> str:
    """The words after “nothing but”, or nothing."""
    match = _ONLY_THIS.fullmatch(low.rstrip(".! "))
    return match["rest"] if match else ""


def something_else(low: str, options: Sequence[Option]) -> int | None:
    """“Other” means “Something else”, where one such option stands there."""
    found = [i for i, option in enumerate(options) if _ELSE.match(option.words)]
    return found[0] if len(found) == 1 and _OTHER.fullmatch(low.rstrip(".! ")) else None


def by_initials(said: str, options: Sequence[Option]) -> int | None:
    """“RI” for “Requires improvement”: capitals, and the first letters of one option only."""
    text = re.sub(r"(?<=[A-Z])\.(?=[A-Z]|$)", "", said.strip()).rstrip("!? ")
    if not (2 <= len(text) <= 5 and text.isalpha() and text.isupper()):
        return None
    initials = ["".join(word[0] for word in re.findall(r"[a-z]+", option.words.lower())) for option in options]
    found = [i for i, letters in enumerate(initials) if letters.startswith(text.lower())]
    return found[0] if len(found) == 1 else None
