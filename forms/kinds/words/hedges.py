"""What stands round a number: bounds, doubts, corrections, totals, units."""

import re
from functools import lru_cache
from itertools import pairwise

from forms.kinds.words.calendar_words import MONTH, WEEKDAY
from forms.kinds.words.words_to_number import Number

_FAR = 48
_BOUND_BEFORE = re.compile(
    r"(?:\b(?:more|less|fewer|greater|larger|bigger|higher|lower|smaller|older|younger|longer)(?: or equal)? than"
    r"(?: or equal to)?|\b(?:over|under|above|below|beyond|exceed(?:s|ing)?|in excess of|upwards of|at least|at most"
    r"|at the (?:least|most)|minimum(?: of)?|maximum(?: of)?|min|max|up to|no (?:more|less|fewer) than|as (?:many"
    r"|few) as"
    r"|not (?:more|less|fewer) than|give or take|plus or minus|not (?:only|just)|between"
    r"|equal to or (?:more|less) than|anything from"
    r"|more like)"
    r"|[<>≥≤]=?|^from) ?(?:about |around |the |an? |of |even )?$"
)
_BOUND_AFTER = re.compile(
    r"^(?: [a-z]+){0,2}(?: or (?:more|less|fewer|over|under|above|below|greater|higher|lower|equal)\b| ?\+(?! ?[£\d])"
    r"| plus(?=[.,;!?]|$)"
    r"| upwards?\b| and (?:over|above|under|up|upwards?|counting|rising)\b| (?:at (?:the )?(?:least|most)"
    r"|minimum|maximum|tops)\b"
    r"|-plus\b| (?:at )?max\b| (?:at )?min\b)"
)
_ABOUT_BEFORE = re.compile(
    r"(?:\b(?:about|around|roughly|approx(?:imately)?\.?|circa|ca\.?|c\.?|nearly|almost|some|close to|near|maybe"
    r"|perhaps"
    r"|in the (?:region|order|area) of|(?:something|somewhere) (?:like|around|near|in the region of)"
    r"|probably|prob|possibly|(?:could|might|may) be|guess|estimated?|say about|getting on for|not quite)|~|≈|±) ?"
    r"(?:at |of |it's |it was |the |an? |say )?$"
)
_ABOUT_AFTER = re.compile(
    r"^(?: [a-z]+){0,2}(?: or so\b| ?-?ish\b| ?-?odd\b| ?-?something\b"
    r"|,? give or take|,? plus or minus|,? roughly|,? approx| more or less|,? at a guess"
    r"|,? (?:i|we)(?:'d| would)? (?:think|guess|reckon|believe)|,? maybe|,? probably|,? perhaps| or thereabouts"
    r"|,? ballpark"
    r"| and a bit\b| and a few\b| and change\b)"
)
_DOUBT = re.compile(
    r"\b(?:i|we) (?:think|guess|reckon|believe|suppose)\b|\b(?:i|we)(?:'d| would) (?:say|put)\b"
    r"|\b(?:maybe|perhaps|probably|prob|possibly|roughly"
    r"|approximately"
    r"|ballpark|estimate|not (?:100%? )?sure|unsure|not certain|from memory|tbc|to be confirmed|provisional(?:ly)?"
    r"|est\b|off the top of|if memory serves|so far|unaudited|unconfirmed|disputed|false alarms?|subject to"
    r"|draft|give or take|awaiting"
    r"|(?:need|have|want|going) to (?:double[- ]?)?(?:check|confirm)|to be checked"
    r"|(?:had|got|did|said) (?:\w+ ){1,2}(?:in |for )?(?:the )?(?:last|previous) (?:quarter|period|return|year)"
    r"(?! (?:too|as well|also))"
    r"|(?:lots|loads|plenty|several|a few) (?:of )?(?:other|more|informal|small\w*|minor)?"
    r"|if (?:you|we) (?:count|include)|(?:that|which|it) was (?:in |for )?(?:the )?last (?:period|quarter|time|return)"
    r"|still (?:with us|here|living|there))\b"
)
_REJECTED_BEFORE = re.compile(
    r"(?:\brather than|\binstead of|\bnot|\b(?:is|was|are|were|do|did|does|have|has|had|need|wo|would|ca|could)n't"
    r"|\b(?:dont|didnt|isnt|wasnt|arent|havent|hasnt|cannot)|\bnever|\bwithout|\bno longer|\bexcept|\bapart from)"
    r"(?: (?:for|to|the|a|an|be|been|have|had|got|get|need|needed|want|book|booked|make|made|really|even|actually"
    r"|quite|as many as|exactly"
    r"|think|say|said|ask|asked|mean|meant|do|done|all|of|it's|it|is|us)){0,4} $"
)
_CHANGED_TO = re.compile(r"^(?: [a-z]+){0,3} to (?:just |only |be )?$")
_CHANGED_FROM = re.compile(r"\bfrom $")
_TO_BETWEEN = re.compile(
    r" ?[£$€]?(?:(?:-|~|\bto\b|\bor\b|\bthrough\b|\bthru\b|\btill\b|\buntil\b)(?: (?:maybe|even|about))?) ?[£$€]?$"
    r"|^,? (?:maybe|perhaps|possibly) $"
)
_TOTAL_BEFORE = re.compile(
    r"(?:\b(?:mak(?:es|ing)(?: (?:it|that|us))?|total(?:ling|s)?(?: (?:of|is|was))?|altogether|all in all|all told"
    r"|in all|adds up to|comes to|sum of)|(?<!\w)=)(?: (?:there (?:will be|are)|including myself|we are))? ?$"
)
_LEFT_OUT_BEFORE = re.compile(
    r"\b(?:all|every(?:one|body| one)|the lot)(?: of (?:them|those|ours?|it|(?:the|our) \w+))?,? (?:but|bar"
    r"|except(?: for)?|minus"
    r"|less|apart from|with the exception of|excluding"
    r"|save) (?:the |for )?$"
)
"""“All but one”: the one is none of those who are asked about."""
_ANOTHER_AFTER = re.compile(
    r"(?:\band|\bplus|\bthen|,|\.) (?:then |also )?(?:another(?! (?:\d|time\b|way\b|matter\b|thing\b))"
    r"|one more\b(?! (?:time|thing))|a second\b|the other (?:one|on|in)\b)"
)
"""“One came in August and another in September”: no one."""
_TOTAL_AFTER = re.compile(r"^(?: [a-z]+){0,3} (?:in total|total|altogether|all told|all together|in all)\b")
_RATE_AFTER = re.compile(
    r"^(?: [a-z-]+){0,2}(?: (?:an?|per|every|each) (?:day|night|week|month|year|quarter|hour|person|head|shift)\b"
    r"| each\b| apiece\b| per (?!cent)\w+|/ ?(?:wk|week|day|night|month|quarter|qtr|hour|hr|yr|year|head)\b"
    r"| (?:weekly|daily|monthly|nightly)\b| p/?w\b)"
)
_UNITS_OF_RATE = (
    "week|weekly|pw|p/w|wk", "month|monthly|pcm", "night|nightly", "day|daily", "hour|hourly|hr",
    "year|yearly|annual|annually",
)  # fmt: skip


@lru_cache(maxsize=512)
def _rate_asked(ask: str) -> re.Pattern[str] | None:
    said = r"\b(?:(?:per|an?|each|every) (?:{0})|(?:{0}) (?:fee|cost|rate|price|charge|hours))\b"
    found = [words for words in _UNITS_OF_RATE if re.search(said.format(words), ask.lower())]
    return re.compile(rf"\b(?:{found[0]})\b") if len(found) == 1 else None


def rate_that_is_asked(ask: str, text: str) -> bool:
    """“£850 a week” to “what is your weekly fee?” is no other rate."""
    pattern = _rate_asked(ask)
    return pattern is not None and pattern.search(text) is not None


_COMPANIONS = re.compile(
    r"\b(?:myself|me)(?: and| plus| ?\+|, (?:my|the|her|his|our|and|a|an|plus|\d))"
    r"|\b(?:and|plus) myself\b"
    r"|\bmy [a-z]+ (?:and|plus) (?:my )?(?:\d|two|three|four|five|six)"
    r"|\b(?:and|plus) (?:me|i)(?=[.,!?]|$| (?:will|are|want))"
    r"|\b(?:mum|mother|dad|father) ?(?:and|plus|\+|&|with) ?(?:\d|two|three|four|five|six)"
    r"|\b(?:our|my|his|her|their|a|the) (?:son|daughter|baby|toddler|wife|husband|partner|mum|dad|child|boy|girl)"
    r" (?:and|plus) (?:\d|two|three|four|five|six)"
    r"|\b(?:and|plus) (?:an?|our|my|his|her|their) (?:baby|toddler|infant|newborn|child|boy|girl|son|daughter"
    r"|sibling)\b"
)
_MORE_AFTER = re.compile(
    r"^(?: [a-z]+)? (?:others?|more(?! than (?:enough|sufficient))|(?:fewer|less) than"
    r"|additional|extra|friends|mates|siblings|relatives)\b|^ of my\b"
)
_TO_COME = re.compile(
    r"\b(?:next (?:week|month|quarter|year|time|term)|tomorrow|later (?:this|in the)|soon|shortly"
    r"|(?:is|are|'s|'re) \w+ing (?:\w+ )?(?:next|soon|later)|(?:due|about|set|hoping|going|planning|planned|expected"
    r"|expecting|meant|waiting|ready|yet|still|hopes?|plans?|expects?|intends?) to (?!do with\b|(?:the|a|our|your)\b)"
    r"|(?:will|'ll|won't|shall) (?!do\b)\w+|to (?:come|follow)\b|on (?:the|their|his|her|its) way|in the pipeline"
    r"|coming (?:up|in)\b"
    r"|(?:is|are|'s|'re) (?:leaving|moving|going|starting|joining|coming|arriving)|upcoming|pending)\b"
    rf"|\b(?:starting|leaving|joining|coming|arriving|moving|ending)(?: (?:in|on|out|from|at|by))+ (?:{MONTH}|{WEEKDAY}"
    r"|the end\b)"
)
_FUTURE = re.compile(
    rf"\bby (?:{WEEKDAY}|tomorrow|next)\b|"
    r"\b(?:next (?:week|month|quarter|year|time)|(?:is|are) \w+ing (?:next|soon|later)|(?:is|are) (?:due|about) to)\b"
)
_OF_THE_PAST = re.compile(
    r"\b(?:did|was|were|had|have|has|came|took|made|went|left|held|given|lived|\w{3,}(?<!ne)ed)\b|\bthis quarter\b"
)
_OF_WHAT_IS_WANTED = re.compile(
    r"\b(?:will|would|shall|should|can|want|wish|wants|require[ds]?|please|going to|expect|expected|next|planned for)\b"
)
_FTE = re.compile(r"^ ?(?:fte|wte|full[- ]time equivalents?|whole[- ]time equivalents?)\b")


_PER_CENT = re.compile(r"^ ?(?:%|per ?cents?\b)")


def describe(number: Number, text: str) -> None:
    """Set the flags of one number from the words on both sides of it.

    Flags: bound, doubt, rejected, total, rate, more, fte.
    """
    before = text[max(0, number.start - _FAR) : number.start].rstrip("£$€")
    after = _PER_CENT.sub("", text[number.end : number.end + _FAR])
    flags = number.flags
    if _BOUND_BEFORE.search(before) or _BOUND_AFTER.search(after):
        flags.add("bound")
    if _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.search(after):
        number.about = True
    if _REJECTED_BEFORE.search(before):
        flags.add("rejected")
    if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.search(after):
        flags.add("total")
    if _RATE_AFTER.search(after):
        flags.add("rate")
    if _MORE_AFTER.search(after):
        flags.add("more")
    if _LEFT_OUT_BEFORE.search(before):
        flags.add("left_out")
    if _ANOTHER_AFTER.search(text, number.end):
        flags.add("another")
    if _FTE.search(after):
        flags.add("fte")


def pair_up(numbers: list[Number], text: str) -> None:
    """Flag “3 to 4”, “3-4”, “3 or 4” as a range; in “from 3 to 4” after a word of change only the last counts."""
    for left, right in pairwise(numbers):
        between = _PER_CENT.sub("", text[left.end : right.start])
        before = text[max(0, left.start - _FAR) : left.start]
        if _CHANGED_FROM.search(before) and _CHANGED_TO.match(between) and changes(text):
            left.flags.add("rejected")
        elif _TO_BETWEEN.match(between) or (
            between.rstrip("£$€") == " and " and before.rstrip("£$€").endswith("between ")
        ):
            left.flags.add("range")
            right.flags.add("range")
            right.flags.discard("bound")


_EARLIER_BEFORE = re.compile(
    r"\b(?:up|down|rise|risen|rose|fall|fallen|fell|improv\w+|increas\w+|decreas\w+|drop\w*|changed|moved) from £?$"
    r"|\b(?:was|were|had|been) £?$|\b(?:last|previous) (?:time|quarter|year|month|return|period)(?: we)?"
    r"(?: (?:it|was|were|had|is))*:? £?$"
)
_EARLIER_AFTER = re.compile(
    r"^(?: ?%| ?per ?cent)?(?: [a-z]+)? (?:last|the last|in the last|previous|the previous) (?:time|quarter|year|month"
    r"|return|period)\b|^(?: ?%| ?per ?cent)? (?:previously|before)\b|^ last[.!]?$"
)


def leave_behind(numbers: list[Number], text: str, *, was_says_so: bool = True) -> None:
    """“80%, up from 75%”: of two, the one that tells how it was before is no answer; the other is proposed.

    Of shares “was 75%” says so; of counts it does not: “we had 5 but now 4” may be both.
    """
    live = [number for number in numbers if "rejected" not in number.flags]
    earlier = [
        number for number in live
        if (was_says_so and _EARLIER_BEFORE.search(text[max(0, number.start - _FAR) : number.start]))
        or _EARLIER_AFTER.match(text[number.end : number.end + _FAR])
    ]  # fmt: skip
    if len(live) == 2 and len(earlier) == 1:
        earlier[0].flags.add("rejected")
        next(number for number in live if number is not earlier[0]).about = True


_CHANGES = re.compile(
    r"\b(?:chang|updat|increas|decreas|reduc|amend|alter|correct|switch|mov)(?:e|ed|es|ing|ion)?\b"
    r"|\b(?:up|down|rose|risen|fell|fallen|went|gone) from\b"
)


_INSTEAD = re.compile(r"^[^.]{0,40}\binstead\b(?! of)")
_CORRECTS = re.compile(
    r"\b(?:no wait|wait|sorry|i mean|i meant|make that|correction|scratch that|scrap that|or rather|no actually"
    r"|oops|strike that|hang on|hold on|should (?:be|say|read|have been)|but (?:it'?s|it is|it was|actually|really))\b"
    r"|[,.;-] ?no,? |^(?: ?%| ?per ?cent)? no,? £?$"
)


def corrects(between: str) -> bool:
    """Whether the words between two values take the first one back."""
    return _CORRECTS.search(between) is not None


def corrected_at(text: str) -> int:
    """Where the last words end that take back what stands before them; 0 where nothing is taken back."""
    return max((match.end() for match in _TAKES_BACK.finditer(text)), default=0)


_TAKES_BACK = re.compile(
    r"\b(?:sorry|no,? wait|i mean|i meant|make that|correction|scratch that|scrap that|or rather|oops"
    r"|strike that|hang on|hold on)\b"
)


def correct(numbers: list[Number], text: str) -> None:
    """“5, no wait, 6”: the earlier number is taken back, the later one is proposed."""
    for left, right in pairwise(numbers):
        instead = right is numbers[-1] and _INSTEAD.search(text[right.end :])
        if (instead or _CORRECTS.search(text[left.end : right.start])) and "rejected" not in right.flags:
            left.flags.add("rejected")
            right.about = True


def changes(text: str) -> bool:
    """Whether the message speaks of changing something."""
    return _CHANGES.search(text) is not None


def doubted(text: str) -> bool:
    """Whether the person says that they only think so."""
    return _DOUBT.search(text) is not None


def with_companions(text: str) -> bool:
    """“me and 4 others”: the number does not count everybody."""
    return _COMPANIONS.search(text) is not None


def in_future(clause: str, ask: str = "") -> bool:
    """“one is leaving next week”: it has not happened in the period.

    To a question about what has happened (`ask`) more words speak of the future: a guest who “will come” does not.
    """
    return _FUTURE.search(clause) is not None or (_about_the_past(ask) and _TO_COME.search(clause) is not None)


@lru_cache(maxsize=512)
def _about_the_past(ask: str) -> bool:
    low = ask.lower()
    return _OF_THE_PAST.search(low) is not None and _OF_WHAT_IS_WANTED.search(low) is None
