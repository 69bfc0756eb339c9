"""Which of several numbers answers the question in focus."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from forms.asked import Asked
from forms.kinds.words import hedges
from forms.kinds.words.counted import ANOTHER_THING, ANOTHER_UNIT, counts_time, shorter_than_a_day
from forms.kinds.words.none import neutral
from forms.kinds.words.nouns import HEAD, OURS, Named, asked_words, heads, stem
from forms.kinds.words.opposites import counts_the_others, falls_short
from forms.kinds.words.scene import Scene, after_out_of, out_of, parted_in_brackets, whose
from forms.kinds.words.whole import whole_of
from forms.kinds.words.words_to_number import Number

_PEOPLE = frozenset(
    ["people", "person", "persons", "young people", "lads", "lad", "girls", "girl", "boys", "boy", "kids", "kid",
     "children", "child", "adults", "adult", "men", "man", "women", "woman", "males", "females", "male", "female",
     "individuals", "hosts", "staff", "residents", "seniors", "guests", "daughters", "sons", "babies", "toddlers",
     "teenagers", "teens"]
)  # fmt: skip
_SAME = re.compile(
    r"\b(?:the |all |one )?same (?:(?:young|one) )?(?:lad|lass|girl|boy|person|kid|child|man|woman"
    r"|one|yp|individual)\b"
    r"|\b(?:all|both|each) (?:for|by|from|about|with|of|involving) (?:just |only )?(?:one|a single|the same)\b"
)
_MISLEADING_AFTER_NONE = frozenset(["left", "available", "free", "spare", "empty", "going", "remaining"])
_ADJECTIVE_AFTER = frozenset(["big", "new", "much", "really", "yet"])
"""“Nothing new” may say anything; “nothing formal” is none that is counted, and proposed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The number that answers, or why there is none.

    `among` holds the candidates when nothing could be chosen, `total` their sum when that may be proposed;
    `leftover` says that another number stays unexplained; `less_than_whole` that those were counted
    who are not asked for.
    """

    number: Number | None = None
    of: Number | None = None
    leftover: bool = False
    among: tuple[Number, ...] = ()
    total: int | float | None = None
    less_than_whole: bool = False
    percent_of: bool = False
    """“10% of 50”: neither figure answers."""
    others_only: bool = False
    """Every number belongs to a neighbouring question."""
    contrary: bool = False
    """Those were counted for whom it did *not* happen: “one cancelled”."""
    strays: bool = False
    """Beside “7 of 9” stands a number that belongs to nothing."""


def choose(scene: Scene) -> Choice:
    """Pick the number that belongs to the question; abstain when two could."""
    if scene.crowded:
        return Choice(among=tuple(scene.numbers))
    pool = [number for number in scene.numbers if "rejected" not in number.flags]
    if not pool:
        return _repeated(scene) or Choice(among=tuple(scene.numbers))
    plain = _repeated(scene) or _total(scene, pool) or _ratio(scene, pool) or _product(scene, pool)
    plain = plain or _companions(scene, pool)
    if plain:
        return plain
    happened = _in_the_period(scene, pool)
    choice = _by_noun(scene, _without_strangers(happened))
    if len(happened) < len(pool) and choice.number is not None and not choice.number.zero_word:
        return replace(choice, leftover=True)  # “7, 2 are coming next week”: are the 2 among the 7?
    return choice


def _total(scene: Scene, pool: list[Number]) -> Choice | None:
    totals = [number for number in pool if "total" in number.flags]
    if len(totals) > 1 and totals == pool[-len(totals) :]:  # “two in August three in total”
        totals = totals[-1:]
    if len(totals) != 1:
        return Choice(pool[0], leftover=True) if parted_in_brackets(scene, pool) else None
    total, last = totals[0], pool[-1]
    if any(out_of(scene, number) is total for number in pool):
        return None  # “7 of 60 total”
    if total is pool[0] and len(pool) > 2 and total.value == sum(number.value for number in pool[1:]):
        return Choice(total)  # “ten in total: 6 lads and 4 girls”
    again = last.value == total.value and " and " not in scene.low[total.end : last.start]  # “making 2 and two kids”
    return Choice(total) if total is last or again else Choice(among=tuple(pool))


def _companions(scene: Scene, pool: list[Number]) -> Choice | None:
    """“me and 4 others”: the speaker counts, too."""
    if hedges.with_companions(scene.low) and _counts_people(scene.asked, unknown=True):
        return Choice(among=tuple(pool))
    return None


def _counts_people(asked: Asked, *, unknown: bool) -> bool:
    words = {*heads(asked.ask), asked.unit}
    words.discard("")
    return bool(words & _PEOPLE) if words else unknown


def _repeated(scene: Scene) -> Choice | None:
    """“3, all the same lad”: one person, three times."""
    if not _SAME.search(scene.low):
        return None
    real = [number for number in scene.numbers if not number.zero_word]
    if _counts_people(scene.asked, unknown=False):
        return Choice(among=tuple(real), total=1)
    known = bool(scene.asked.unit or heads(scene.asked.ask))
    if known and len(real) == 1:
        return Choice(real[0], leftover=not _ALL_OF_THEM.search(scene.low))  # “3, same lad”: one more, or all three?
    return Choice(among=tuple(real))


_ALL_OF_THEM = re.compile(r"\b(?:all|each|every)\b")


def _in_the_period(scene: Scene, pool: list[Number]) -> list[Number]:
    """“none left us, one is leaving next week”: what is still to come does not count."""
    happened = [number for number in pool if not _to_come(scene, number)]
    return happened if happened and len({scene.clause[number.first] for number in pool}) > 1 else pool


def _to_come(scene: Scene, number: Number) -> bool:
    return hedges.in_future(scene.clause_text(number), scene.asked.ask)


def _without_strangers(pool: list[Number]) -> list[Number]:
    """“7 people and no kids”: the “no” negates something that nobody asked about."""
    real = [number for number in pool if not number.zero_word]
    return [number for number in pool if not (real and number.zero_word and "stranger" in number.flags)]


def _ratio(scene: Scene, pool: list[Number]) -> Choice | None:
    pairs = [(number, of) for number in pool if (of := out_of(scene, number)) is not None and of in pool]
    if len({(number.value, of.value) for number, of in pairs}) > 1:
        return Choice(among=tuple(pool))  # “July 3 of 3, August 2 of 3”
    for number, of in pairs:
        if "/" in scene.low[number.end : of.start] and not _out_of_that(scene.asked, number, of):
            return Choice(among=(number, of))
        others = [other for other in pool if other not in (number, of)]
        known = whole_of(scene.asked) if whole_of(scene.asked) is not None else scene.asked.max
        slash = "/" in scene.low[number.end : of.start]
        strays = any(whose(scene, other) is None and not _counts_its_own(other) for other in others)
        strays = strays or (slash and whole_of(scene.asked) is None)  # “1/4” may be a day
        return Choice(number, of, leftover=bool(others) or slash or of.value != known, strays=strays)
    return None


def _out_of_that(asked: Asked, number: Number, of: Number) -> bool:
    """Whether “9/12” can be 9 of 12: out of that many, or, asked for a ratio, out of nobody knows how many."""
    unknown = asked.kind == "ratio" and whole_of(asked) is None and number.value <= of.value
    return unknown or of.value == whole_of(asked)


def _counts_its_own(number: Number) -> bool:
    """“14 hosts, 12 rooms”: the 12 is explained by the thing that it counts."""
    return bool(number.flags & {ANOTHER_UNIT, ANOTHER_THING})


def _product(scene: Scene, pool: list[Number]) -> Choice | None:
    """“36 sessions x 3 hours” to “how many hours”: the product; to “how many sessions”: the 36."""
    sign = _TIMES_BETWEEN.match(scene.low[pool[0].end : pool[1].start]) if len(pool) == 2 else None
    if sign is None or (sign[1] == "of" and not counts_time(scene.asked)):
        return None
    ours = [number for number in pool if (noun := whose(scene, number)) is not None and noun.whose in (OURS, HEAD)]
    if len(ours) != 1 or pool[0].zero_word or pool[1].zero_word:
        return Choice(among=tuple(pool))
    other = pool[0] if ours[0] is pool[1] else pool[1]
    times = Choice(among=tuple(pool), total=pool[0].value * pool[1].value)
    if counts_time(scene.asked):  # “13 weeks x 2 nights”: a week is not counted in nights
        return replace(times, total=None) if ANOTHER_UNIT in other.flags else times
    if ANOTHER_UNIT not in other.flags:  # “4 children x 6 sessions”: were they together?
        return Choice(among=tuple(pool))
    lasts = other.last < len(scene.words) and shorter_than_a_day(stem(scene.words[other.last].text))
    return Choice(ours[0], leftover=True) if lasts else times


_TIMES_BETWEEN = re.compile(r"^ (?:[a-z]+ ){1,3}([x*×]|of) ?$")


def _by_noun(scene: Scene, pool: list[Number]) -> Choice:
    owners = [(number, whose(scene, number)) for number in pool]
    ours = [number for number, noun in owners if noun is not None and noun.whose == OURS]
    if not ours:
        ours = [number for number, noun in owners if noun is not None and noun.whose == HEAD]
    free = [number for number, noun in owners if noun is None]
    if ours:
        return _among_ours(scene, ours, free, {id(number): noun for number, noun in owners})
    if len(free) == 1:
        strangers = any("stranger" in number.flags for number in scene.numbers if number is not free[0])
        return single(scene, free[0], leftover=strangers, bound=False)
    if len(free) > 1:
        return _among_free(scene, free)
    return Choice(among=tuple(pool), others_only=True)


def _among_ours(scene: Scene, ours: list[Number], free: list[Number], owners: dict[int, Named | None]) -> Choice:
    real = [number for number in ours if not number.zero_word]
    nouns = [owners[id(number)] for number in real]
    distinct = len({noun.noun for noun in nouns if noun}) == len(real)
    if len(ours) > 1 and (len(_distinct(ours)) > 1 or distinct):
        if len(real) == len(ours) and distinct and not any(number.flags or number.unsure for number in real):
            return Choice(among=tuple(real), total=sum(number.value for number in real))
        return Choice(among=tuple(ours))
    if _once_more(scene, real):
        return Choice(among=tuple(real), total=sum(number.value for number in real))
    chosen = ours[0]
    return single(scene, chosen, leftover=any(_stray(scene, number, chosen) for number in free), bound=True)


def _once_more(scene: Scene, found: list[Number]) -> bool:
    """“once in July and once in September”: the same number twice, joined by “and”, with words between."""
    joined = [scene.low[a.end : b.start] for a, b in pairwise(found)]
    return bool(joined) and len(_distinct(found)) == 1 and all(_AND_AGAIN.match(between) for between in joined)


_AND_AGAIN = re.compile(r"^ (?:[a-z]+ ){0,4}(?:in|on|at|last|this) (?!and\b)\w+(?: .*\b)?(?:,| and|, and) $")


def _stray(scene: Scene, number: Number, chosen: Number) -> bool:
    """“3 children, 2 yours”: the 2 belongs to nothing. “five (5) children” says one thing twice."""
    if scene.clause[number.first] == scene.clause[chosen.first] or "more" in number.flags:
        return True
    whole = whole_of(scene.asked)
    leads = number.first == 0 and (whole is not None or _leads(scene, [number]))
    if leads and number.value >= chosen.value and whole in (None, number.value):
        return False  # “14, 2 vacant”: 2 of the 14
    return number.value != chosen.value and not _counts_its_own(number)


def _among_free(scene: Scene, free: list[Number]) -> Choice:
    """Several numbers without a noun of ours or theirs."""
    adjacent = any(scene.low[a.end : b.start].strip(" &") in ("", "and") for a, b in pairwise(free))  # “4 4” may be 44
    if adjacent or (len(_distinct(free)) > 1 and any(number.flags & {"range", "bound"} for number in free)):
        return Choice(among=tuple(free))
    if _side_by_side(scene, free) or _once_more(scene, free):
        return Choice(among=tuple(free), total=sum(number.value for number in free))
    if len(_distinct(free)) == 1:
        return Choice(among=tuple(free)) if _of_different_things(scene, free) else Choice(free[0])
    real = [number for number in free if not _pronoun(scene, number)]
    if len(real) == 1:
        return single(scene, real[0], leftover=True, bound=False)
    people = _the_people(scene, free)
    if people is not None:
        return single(scene, people, leftover=True, bound=False)
    return Choice(free[0], leftover=True) if _leads(scene, free) else Choice(among=tuple(free))


def _the_people(scene: Scene, free: list[Number]) -> Number | None:
    """The one number that counts people, where nothing else says what is asked for."""
    people = [number for number in free if _of_people(scene, number)]
    if len(people) != 1 or scene.asked.nouns or scene.asked.ask or scene.words[people[0].first].text == "one":
        return None
    return people[0] if people[0] is free[-1] or not _SINCE_THEN.search(scene.low) else None


_SINCE_THEN = re.compile(r"\b(?:now|down to|up to|just|only|instead)\b")


def _of_people(scene: Scene, number: Number) -> bool:
    """“3 people”, “3 of us”."""
    following = [word.text for word in scene.words[number.last : number.last + 2]]
    return bool(following) and (following[0] in _PEOPLE or following == ["of", "us"])


def _distinct(found: list[Number]) -> set[int | float]:
    return {number.value for number in found}


def _leads(scene: Scene, free: list[Number]) -> bool:
    """“11, one is all electric”: a bare number first, then a remark."""
    lead = free[0]
    people = _of_people(scene, lead) and _counts_people(scene.asked, unknown=False)
    last = lead.last + 1 if people else lead.last  # “7 kids, 3 from elsewhere”
    alone = lead.first == 0 and scene.clause[lead.first] != scene.clause[min(last, len(scene.words) - 1)]
    if alone and "(" not in scene.low and ")" not in scene.low and all(_in_a_remark(scene, one) for one in free[1:]):
        return True
    return lead.zero_word and all(_to_come(scene, number) for number in free[1:])


def _in_a_remark(scene: Scene, number: Number) -> bool:
    """Whether words stand beside a number: “8, 9” is no number and a remark."""
    first, last = scene.bounds(number)
    beside = [*scene.words[first : number.first], *scene.words[number.last : last]]
    return number.zero_word or any(word.kind == "word" for word in beside)


def _of_different_things(scene: Scene, found: list[Number]) -> bool:
    """“3 adults and 3 kids” are not 3, nor is “1 in, 1 out” one."""
    things = {_thing_after(scene, number) for number in found} - {""}
    return len(things) > 1


def _thing_after(scene: Scene, number: Number) -> str:
    following = scene.words[number.last].text if number.last < len(scene.words) else ""
    after = scene.words[number.last + 1] if number.last + 1 < len(scene.words) else None
    if following == "in" and (after is None or after.kind != "word" or after.text == "and"):
        return following
    return following if following.isalpha() and following not in _NO_THINGS else ""


_NO_THINGS = frozenset(
    ["please", "thanks", "yes", "and", "of", "in", "total", "not", "for", "but", "so", "it", "is", "if"]
)


def _side_by_side(scene: Scene, free: list[Number]) -> bool:
    """“2 lads 1 girl”, “two adults and three children”: different people, to be added up."""
    nouns = [scene.words[number.last].text if number.last < len(scene.words) else "" for number in free]
    if not set(nouns) <= _PEOPLE or len(set(nouns)) < len(nouns) or any(number.zero_word for number in free):
        return False
    return all(_JOINED.match(scene.low[a.end : b.start]) for a, b in pairwise(free))


def _pronoun(scene: Scene, number: Number) -> bool:
    """“… if you have one”: “one” at the end of a clause stands for a thing."""
    first = number.first
    if scene.words[first].text != "one" or number.last - first != 1 or first == 0:
        return False
    ends = number.last == len(scene.words) or scene.clause[number.last] != scene.clause[first]
    return ends and scene.words[first - 1].text in _BEFORE_PRONOUN


_JOINED = re.compile(r"^ [a-z]+,? ?(?:and|&|plus)? ?$")
_BEFORE_PRONOUN = frozenset(
    ["have", "need", "want", "got", "get", "like", "suitable", "big", "small", "good", "nice", "find"]
)  # fmt: skip


def single(scene: Scene, number: Number, *, leftover: bool, bound: bool) -> Choice:
    """The one number that is left, if its own words let it answer."""
    scope = _own_part(scene, number, scene.scope(number))
    others = counts_the_others(scope, scene.asked)
    beside = scope.replace(scene.low[number.start : number.end], "", 1) if number.zero_word else scope
    contrary = not others and falls_short(beside, scene.asked)
    if number.zero_word:
        _mark_zero(scene, number, bound=bound)
        return Choice(number, leftover=leftover, less_than_whole=others, contrary=contrary)
    percent_of = bool(scene.percents) and re.search(r"\bof (?:an? |the )?$", scene.low[: number.start]) is not None
    before = scene.words[number.first - 1].text if number.first else ""
    unlike = before == "all" and whole_of(scene.asked) not in (None, number.value)
    if unlike or after_out_of(scene, number):  # “all 7” of 12; “xyz out of 12”
        return Choice(among=(number,))
    if before == "the" and number.value == 1 and scene.words[number.first].text == "one":
        leftover = True  # “just the one”
    if _to_come(scene, number):
        return Choice(among=(number,))
    return Choice(number, leftover=leftover, less_than_whole=others, percent_of=percent_of, contrary=contrary)


def _own_part(scene: Scene, number: Number, scope: str) -> str:
    """“1 empty and 14 filled”: what stands before the 14 belongs to the 1, as the 14 has a noun of its own."""
    first, last = scene.bounds(number)
    after_another = any(other.last == first for other in scene.numbers)
    named = any(noun.whose == OURS and number.last <= noun.first < last for noun in scene.nouns)
    return scene.low[number.start : scene.words[last - 1].end] if after_another and named else scope


def _mark_zero(scene: Scene, number: Number, *, bound: bool) -> None:
    """Whether “none” is all that its clause says."""
    first, last = scene.bounds(number)
    inside = {i for noun in scene.nouns if noun.whose in (OURS, HEAD) for i in range(noun.first, noun.last)}
    rest = [
        scene.words[i].text for i in range(first, last)
        if i not in inside and not number.first <= i < number.last
        and scene.words[i].kind == "word" and not neutral(scene.words[i].text)
        and not (scene.words[number.first].text == "no" and "stranger" not in number.flags
                 and stem(scene.words[i].text) in asked_words(scene.asked.ask))
    ]  # fmt: skip
    word = scene.words[number.first].text
    if word == "neither" and whole_of(scene.asked) not in (None, 2):
        number.flags.add("loose")
    if not rest:
        return
    following = rest[0]
    known = bool(scene.asked.nouns or scene.asked.ask)
    if (
        (not bound and (following in _MISLEADING_AFTER_NONE or rest[-1] in _MISLEADING_AFTER_NONE))
        or (word == "nothing" and following in _ADJECTIVE_AFTER)
        or ("stranger" in number.flags and known)
        or (word == "never" and known and not inside & set(range(first, last)) and _somebody_else(scene, number))
    ):
        number.flags.add("unclear")
    else:
        number.flags.add("loose")


def _somebody_else(scene: Scene, never: Number) -> bool:
    """“The social worker never came”: about somebody who was not asked about."""
    before = scene.words[never.first - 1] if never.first else None
    return before is not None and before.kind == "word" and before.text not in _OURSELVES


_OURSELVES = frozenset(
    "we they he she it i you who there and but so has have had was were is are we've they've he's she's i've it's "
    "that this them us really actually almost".split()
)
