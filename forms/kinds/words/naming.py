"""Whether some words name a person: “May Few” does, “a few” does not, nor does “registered manager”."""

import re
from collections.abc import Sequence

from forms.given_names import GIVEN_NAMES

_NO_NAME = frozenset(
    """lots lot loads plenty several various someone somebody anyone anybody everyone everybody nobody none whoever
    maybe perhaps possibly probably hopefully people person persons colleague colleagues managers directors trustees
    carers workers leaders volunteers parents governors members others other another etc me my myself our ourselves us
    we you your them they their either about around approx approximately up quite half most both each every the an
    of one two three four five six seven eight nine ten eleven twelve dozen handful pair team teams group office board
    shift tbc tba n/a na nil yes no not unsure email guests he she his her am just only hi
    hello mum dad ltd limited cic cio plc""".split()
)
"""Nobody is called that, however it is written."""
_NO_NAME_IN_SMALL = frozenset(
    """a i i'll is are be will can could may might come comes coming bring brings confirm confirmed let know send sent
    sending from for at on to by with in this that later who whom which what how if yet as or also plus then see
    same whole available free""".split()
)
"""Nobody is called that where it begins with a small letter; “Will Price” and “A. Rowe” are somebody."""
_SURNAMES_TOO = frozenset("few many some couple staff all".split())
"""How many, or somebody’s surname after a given name."""
_DOES = frozenset(
    """manager deputy director lead leader officer worker coordinator co-ordinator trustee treasurer secretary owner
    administrator admin founder supervisor assistant ceo coo cfo md fd volunteer individual""".split()
)
"""What somebody does, and nobody is called."""
_DOES_WHAT = frozenset(
    """registered responsible nominated senior junior acting general regional area service services operations team
    safeguarding clinical practice finance business development quality support social outreach project home care
    managing executive chief contracts bid bids training family families youth residential fostering referral
    referrals placement placements staff the and""".split()
)
_UNNAMED = re.compile(
    r"\b(?:some(?:one|body)|any(?:one|body)|every(?:one|body)|whoever|maybe|perhaps|possibly|probably|hopefully"
    r"|tb[ca]|to be (?:confirmed|announced|decided)|not sure|unsure|(?:an)?other colleagues?|others|etc|nobody)\b"
    r"|(?:\+|\bplus|\band) ?(?:\d|one\b|two\b|an?other\b|team\b|staff\b|colleagues?\b)"
    r"|\b(?:an?|\d+|two|three|four|five|six|couple(?: of)?|few|some|several|many|lots of|both|all|another|more|one)"
    r"(?: (?:more|other|of|our|my|the))* (?:staff|people|persons?|colleagues?|others?|guests?|carers|workers|managers"
    r"|trustees|us|them)\b",
    re.IGNORECASE,
)
_TITLES = frozenset("dr rev revd mr mrs ms miss mx prof sir cllr fr sr".split())


def unnamed(said: str) -> bool:
    """Whether somebody is spoken of who has no name there: “maybe”, “plus one”, “a couple of staff”."""
    return _UNNAMED.search(said) is not None


def is_name(words: Sequence[str]) -> bool:
    """Whether these words may be somebody’s name, in capitals or not."""
    titled = _bare(words[0]) in _TITLES and len(words) > 1
    words = list(words[1:] if titled else words)
    bare = [_bare(word) for word in words]
    if titled and len(words) == 1 and words[0][:1].isupper() and bare[0] in _SURNAMES_TOO:
        return True
    if not 1 <= len(words) <= 6 or bare[0] in _SURNAMES_TOO or any(word in _NO_NAME for word in bare):
        return False
    if any(w[:1].islower() and b in _NO_NAME_IN_SMALL for w, b in zip(words[1:], bare[1:], strict=True)):
        return False
    small_first = words[0][:1].islower() and bare[0] in _NO_NAME_IN_SMALL - {"will", "may"}
    if small_first or all(does(word) for word in words):
        return False
    doubtful = [word for word, low in zip(words, bare, strict=True) if low in _SURNAMES_TOO]
    return not doubtful or (len(words) == len(doubtful) + 1 and (doubtful[0][:1].isupper() or known(words[0])))


def certain(words: Sequence[str]) -> bool:
    """Whether it is a name and nothing else; one unknown word in small letters may be anything."""
    return len(words) > 1 or words[0][:1].isupper() or known(words[0])


def known(word: str) -> bool:
    """Whether it is a given name of the list."""
    return "-".join(part.capitalize() for part in word.strip(".").split("-")) in GIVEN_NAMES


def does(word: str) -> bool:
    """Whether the word belongs to what somebody does: “registered”, “manager”."""
    return _bare(word) in _DOES | _DOES_WHAT


def name_and_role(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """“Rita Rowe registered manager”, and the other way round, parted; no role where none stands there."""
    told = [does(word) for word in words]
    if _bare(words[-1]) in _DOES and False in told:
        cut = len(told) - told[::-1].index(False)
        return list(words[:cut]), list(words[cut:])
    if told[0] and any(_bare(word) in _DOES for word in words) and False in told:
        cut = told.index(False)
        return list(words[cut:]), list(words[:cut])
    return list(words), []


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,()'")
