"""Words that count the other side: “one was late” to “how many on time”, “fully staffed” to “how many vacant”."""

import re
from functools import lru_cache

from forms.asked import Asked
from forms.kinds.words.nouns import stem

_SIDES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("education", "training", "employment"), ("neet", "not in education", "unemployed", "out of work")),
    (("on time", "in time"), ("late", "overdue", "not in time", "not on time")),
    (("lived in", "occupied", "filled", "full", "taken"), ("empty", "vacant", "void", "unoccupied", "free")),
    (("ready", "available", "usable"), ("not ready", "unavailable", "unusable", "out of use", "out of action")),
    (("planned",), ("unplanned", "not planned")),
    (("good", "happy", "satisfied"), ("unhappy", "not happy", "bad", "poor", "dissatisfied", "moaned", "grumbled")),
    (("trained", "up to date"), ("untrained", "out of date", "overdue", "expired", "lapsed", "not up to date")),
    (("checked", "have one", "cleared"), ("unchecked", "outstanding", "still waiting", "overdue", "not back")),
)
_FULL = re.compile(
    r"^(?:we(?:'re| are) )?(?:fully staffed|full(?:y)? (?:complement|team|house)|at full strength"
    r"|all (?:filled|posts filled))\b"
)
_EITHER_WAY = re.compile(r"\bor not\b|\bnot\b|\bwithout\b|n't\b|n’t\b")
_COUNTS_GAPS = re.compile(r"\b(?:vacan\w+|unfilled|gaps?)\b")


@lru_cache(maxsize=512)
def _other_side(nouns: tuple[str, ...], ask: str) -> re.Pattern[str] | None:
    """The words for those who are not asked about: by the question's nouns or, where these take no side, its words."""
    sides = [pair for good, bad in _SIDES for pair in ((good, bad), (bad, good))]
    for noun in nouns:
        for mine, theirs in sides:
            if noun in mine:
                return _any_of(theirs)
    for mine, theirs in sides:
        if _any_of(mine).search(ask) and not _any_of(theirs).search(ask) and not _EITHER_WAY.search(ask):
            return _any_of(theirs)
    return None


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")s?\b")


def counts_the_others(scope: str, asked: Asked) -> bool:
    """Whether a number with these words beside it counts those who are *not* asked about."""
    pattern = _other_side(tuple(asked.nouns), asked.ask.lower())
    return (pattern is not None and pattern.search(scope) is not None) or _turned_round(scope, tuple(asked.nouns))


def _turned_round(scope: str, nouns: tuple[str, ...]) -> bool:
    """“3 untrained” where the trained are counted, “3 planned” where the unplanned are."""
    mine = _stems(nouns)
    return any(_opposite(word) & mine for word in scope.split() if stem(word) not in mine)


@lru_cache(maxsize=512)
def _stems(nouns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(noun.lower()) for noun in nouns if " " not in noun)


@lru_cache(maxsize=4096)
def _opposite(word: str) -> frozenset[str]:
    """The stems of a word with and without the prefix that turns it round."""
    word = word.strip(",.;:!?()")
    bare = {stem(word.removeprefix(prefix)) for prefix in _PREFIXES if word.startswith(prefix) and len(word) > 6}
    return frozenset(bare | {stem(prefix + word) for prefix in _PREFIXES if len(word) > 4})


_PREFIXES = ("un", "in", "non-", "dis")


_SHORT = re.compile(
    r"\b(?:overdue|late(?=$|[.,;!?]| (?:for|in|on|by|back|again|this)\b)|outstanding"
    r"|miss(?:ed|ing)|cancell?(?:ed|ations?)|refus(?:ed|als?)|declined|fail(?:ed|ures?)"
    r"|lapsed|expired|incomplete|unfinished|absent|no[- ]?shows?|dropp?ed out|pulled out|bro(?:ke|ken) (?:down|up)"
    r"|breakdowns?|fell (?:through|apart)|disrupted|unplanned|vacant|void|empty|rejected|turned (?:away|down)"
    r"|awaiting|waiting|(?:being|to be) renewed|renewals?(?: due)?|postponed|withdrew|withdrawn|skipped)\b"
)
_DENIED = re.compile(
    r"^(?:\w+ ){0,4}?(?:\w+n't|(?:did|do|does|was|were|is|are|has|have|had|could|can|would) (?:not|never)|never|cannot"
    r"|not (?!just\b|only\b|all\b|count|includ|sure|certain|many\b|bad\b|much\b|too\b|that\b|really\b|far\b"
    r"|one\b)(?=[a-z])"
    r"|didnt|dont|doesnt|wasnt|werent|isnt|arent|hasnt|havent|hadnt|couldnt|cant)\b(?! (?:mind|know|worry))"
)
_ASKS_FOR_IT = re.compile(
    r"\b(?:not|no|never|without|cannot|can['’]?t|didn['’]?t|unable|others|still"
    r"|errors?|mistakes?|accidents?|incidents?|events?|complaints?|allegations?|concerns?|worr(?:y|ies)|breaches|gaps?)\b"
)


@lru_cache(maxsize=512)
def _asks_who_fell_short(ask: str, nouns: tuple[str, ...], unit: str) -> bool:
    asked = " ".join((ask, *nouns, unit)).lower()
    return _SHORT.search(asked) is not None or _ASKS_FOR_IT.search(asked) is not None


def falls_short(scope: str, asked: Asked) -> bool:
    """Whether the words beside a number say that it did not come about, though the question asks where it did."""
    if not (asked.ask or asked.nouns) or _asks_who_fell_short(asked.ask, tuple(asked.nouns), asked.unit):
        return False
    return _SHORT.search(scope) is not None or _DENIED.match(scope) is not None or _by_others(scope, asked.ask.lower())


def _by_others(scope: str, ask: str) -> bool:
    """“Two by staff” to “how many were chaired by young people?”."""
    by = _BY.search(scope)
    return by is not None and _BY.search(ask) is not None and stem(by[1]) not in {stem(word) for word in ask.split()}


_BY = re.compile(r"\bby (?:the |our |an? )?([a-z]{3,})")


def says_no_gaps(text: str, nouns: tuple[str, ...]) -> bool:
    """“Fully staffed” to a question that counts vacancies."""
    return _FULL.match(text) is not None and any(_COUNTS_GAPS.search(noun) for noun in nouns)
