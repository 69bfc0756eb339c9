"""Number-like words that are something else: times, days, ages, rules, addresses, telephone numbers.

A reader of counts may say *exact* only when each number-like word of a message is either the answer or is
explained here.
"""

import re
from typing import NamedTuple

from forms.kinds.words.calendar_words import MONTH, WEEKDAY


class Explained(NamedTuple):
    """A stretch of the text that is no answer to “how many”, and what it is."""

    what: str
    start: int
    end: int


_SMALL = (
    r"(?:\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|couple(?: of)?|a couple(?: of)?|few|a few|half an?|several)"
)
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?)"
_AGE = (
    r"(?:1[0-9]|2[0-5]|sixteen|seventeen|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four|five))?|fifteen"
    r"|fourteen|thirteen)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_RULE = (
    r"(?:reg(?:ulation)?s?|sections?|sect?|(?<!')s|schedule|act|article|art|para(?:graph)?s?|clause|chapter|part"
    r"|annexe?"
    r"|appendix|standard|outcome|tier|band|level|grade|key stage|ks|stage|form|policy|episode|season|volume|track|top)"
)
_PLACE = (
    r"(?:flat|room|rm|unit|house|floor|door|plot|block|apartment|apt|suite|cottage|ward|zone|platform|gate|line"
    r"|bus|route|page|question|item|row|phase|cohort|category|priority|type|step|key stage|stage"
    r"|lot|version|class|exercise|case|invoice|inv|receipt|cheque|voucher|ref|reference|bed|box|account"
    r"|ticket no|number|num|nr|(?<![,;.\d] )no|nos|#)"
)
_WORDED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)"
_FIGURE = r"\d{1,6}[a-z]?(?:/\d{1,4})?"
_NUMBERED = (
    r"(?:flat|room|house|floor|plot|block|ward|page|phase|tier|level|grade|band|key stage|stage|step|type|category"
    r"|priority|cohort|class|standard|outcome|section|chapter|part|group|team|version)"
)
_PERIOD = r"(?<!this )(?<!last )(?<!next )(?<!the )(?<!per )(?<!each )(?<!\ba )(?:week|wk|quarter|qtr|day|year|yr|term)"
_PATTERNS = (
    ("link", r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+"),
    ("staffing", r"\b24 ?/ ?7\b|\b\d{1,2} ?: ?1\b|\bone[- ]to[- ]one\b|\b1[- ](?:to|2)[- ]1\b|\b9 ?(?:-|to|til+) ?5\b"
                 r"|\bnine (?:to|till) five\b|\b(?:24|twenty[- ]four)[- ](?:hours?|hr)\b"),
    ("idiom", r"(?<!just )(?<!only )(?<!just for )(?<!only for )\bthe one\b(?! of us)|\b(?:an?"
        r"|another) [a-z]+ one\b|\banother one\b|\bthanks a million\b"
              r"|\bone (?:more|last|final) (?:time|thing)\b|\bone another\b|\bone or the other\b"
              r"|\b(?:this|that|which|either|neither|other|new|current|existing|same|right|wrong|old|big|whole"
              r"|last) one\b"
              r"|\bone[- ](?:off|way|moment|sec|second|minute|min)\b|\b(?:a|on|my|just a) second(?: thoughts?)?\b"
              r"|\bsecond thoughts?\b|\bfirst of all\b|\bat first\b|\bfor the first time\b|\bin two minds\b"
              r"|\b(?:one|two) at a time\b|\bone by one\b|\b(?:square|day|number) one\b|\bat one point\b"
              r"|\bonce (?:more|again|upon|i|we|you|they|he|she|it|the|that|this)\b|\bat once\b|\b10-4\b"
              r"|\b(?:one|a) hundred per ?cent (?:sure|certain)\b|\b100 ?% (?:sure|certain|confident|positive)\b"
              r"|\bfor one thing\b"
              r"|\bup to (?:date|speed|scratch|standard)\b|\bpart[- ]time\b|\btwo[- ]way\b"),
    ("age", rf"\b{_AGE}(?:[- ]?(?:and|or|to|/|-)[- ]?{_AGE})?[- ]?(?:(?:years?|yrs?)[- ]?olds?|yo|y/o|yrs? old)s?\b"
            rf"|\b(?:aged?|turned|turning|turns|reached) {_AGE}(?: ?(?:and|or|to|-|/) ?{_AGE})?\b"
            rf"|\b(?:he|she|they)(?:'s|s| is|'re| are| was| were) (?:only |just |now )?{_AGE}\b(?! of)"
            r"|\b(?:under|over|below)[- ](?:1[68]|21|25)(?:'?s)?\b"
            r"|\b(?:1[6-9]|21|25) ?(?:\+(?!\s*\d)|plus\b(?!\s*\d)|(?:and|or) (?:over|above|under))"),
    ("date", rf"\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:t[\d:.+z-]+)?\b|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}"
        rf"|\d{{2}})\b"
             rf"|\b{_DAY}[ -]?(?:day )?(?:of )?(?:the )?,? ?{MONTH}\b\.?(?:,? ?(?:\d{{4}}|'\d{{2}})\b)?"
             rf"|\b{MONTH}\.?,? ?(?:the )?{_DAY}\b(?![,.:]\d| of (?:us|the|our|\d)"
             rf"| ?%| ?per ?cent)(?:,? ?\d{{4}}\b)?|\b{MONTH} ?\d{{4}}\b"
             rf"|\b{WEEKDAY},? (?:the )?\d{{1,2}}(?:st|nd|rd|th)\b"
             r"|\b(?:on|as of|as at|at|by|from|since|until|to) \d{1,2}/\d{1,2}\b(?!/)"
             r"|\b(?:in|since|of|by|until|till|during|from|year|for|before|after) (?:19|20)\d\d\b(?![/.-]\d)"
             r"|\b20\d\d ?[-/] ?(?:20)?\d\d\b|\b(?:q[1-4]|[1-4](?:st|nd|rd|th) (?:quarter|qtr))(?: (?:of )?20\d\d)?\b"),
    ("span", rf"\b(?:in|within|next|last|past|previous|coming|every|another|after)(?: the)?(?: about| around)?"
             rf"(?: next| last| past)? {_SMALL}[- ](?:more )?{_UNIT}\b"
             rf"|\b{_SMALL}[- ]{_UNIT}(?:'s?)? (?:ago|from (?:now|today|tomorrow)|time|later|earlier|back|notice"
             rf"|old|hence)\b"
             r"|\b(?:wednes|mon|tues|thurs|fri|satur|sun)days? in (?:a|one|two|three) weeks?\b"),
    ("time", r"\b\d{1,2} \d{2} ?(?:am|pm|a\.m\.?|p\.m\.?|night|tonight|in the|at night|hours)(?!\w)"
             r"|\b\d{1,2}(?: minutes?)? (?:to|till?) \d{1,2} ?(?:am|pm|a\.m|p\.m)(?!\w)"
             rf"|\b\d{{1,2}}[:.]\d{{2}} ?(?:am|pm|a\.m\.?|p\.m\.?)(?!\w)|\b\d{{1,2}} ?: ?\d{{2}}(?::\d{{2}})?\b"
             rf"|\b{_CLOCK} ?(?:am|pm|a\.m\.?|p\.m\.?|o'? ?clock)(?!\w)"
             rf"|\b(?:half|quarter|{_SMALL})(?: minutes?)? past {_CLOCK}\b|\b(?:half|quarter) to {_CLOCK}\b"
             rf"|\b(?:at|by|until|till|before|after|(?<!where )(?<!be )(?<!had )(?<!have )(?<!are )(?<!were )(?<!was )"
             rf"(?<!is )(?<!of )(?<=\w )around) {_CLOCK}(?=[.!?,;]|$| (?:tonight|tomorrow|today|this"
             rf"|in the|on "
             rf"|for |{WEEKDAY}))|\bat \d{{1,2}} ?-?ish\b|\b\d{{1,2}} (?:in the (?:morning|afternoon|evening)"
             rf"|at night)\b"),
    ("telephone", r"(?<![\w£$€])(?:\+44|\(?0\d{2,5}\)?)[\d ()-]{5,14}\d\b|\b\d{3} \d{3} \d{4}\b|\b0\d{6,}\b"
        r"|\b\d{8,}\b"),
    ("postcode", r"\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b"),
    ("address", r"\b\d{1,4}[a-z]?,? (?:(?!(?:on|of|in|to|at|our|by|are|is|were|was|and|from|for|with|who|still)\b)"
        r"[a-z']+ ){1,3}(?:road|rd|street|avenue|ave|lane|crescent|terrace|gardens|grove"
                r"|mews|drive|close|way|court|square|hill)\b(?=[\s.,;!?]|$)"),
    ("pointer", r"\bsee (?:answer |question |number |q ?)?\d{1,2}\b"),
    ("officer", r"\b(?:pc|dc|sgt|constable) ?\d{2,6}\b"),
    ("rule", rf"\b{_RULE}\.? ?\d{{1,3}}[a-z]?(?:\(\d+\))?s?\b"),
    ("label", rf"(?<![\w-])(?:{_PLACE}|{_PERIOD})\.? ?{_FIGURE}\b(?![,.]?\d)"
              rf"|(?<![\w-])(?:{_NUMBERED}|{_PERIOD}) {_WORDED}\b(?!-| (?:of|young|children|kids|people)\b)"
              rf"|(?<![\d\w-] )\b(?:years?|yrs|levels|grades|key stages|rooms|weeks) {_FIGURE}"
              rf"(?: ?(?:and|to|or|-|&|/) ?{_FIGURE})\b"),
    ("ordinal", r"\b\d+(?:st|nd|rd|th)\b|\b(?!(?:(?<=\ba )|(?<=\bone ))(?:third|fifth|tenth)(?: of\b"
    r"|\W*$))(?:first|second|third"
    r"|fourth|fifth|sixth|seventh|eighth|ninth"
        r"|tenth)(?:ly)?\b"),
)  # fmt: skip
_EXPLAINED = re.compile("|".join(f"(?P<{what}>{pattern})" for what, pattern in _PATTERNS))


def explained(lowered: str) -> list[Explained]:
    """What in a plain text in lower case is number-like but no count; from left to right, no overlaps."""
    return [Explained(match.lastgroup or "", match.start(), match.end()) for match in _EXPLAINED.finditer(lowered)]
