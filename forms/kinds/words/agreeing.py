"""Yes and no: the word at the head of the message decides; statements are only proposed."""

import re

from forms.asked import Asked
from forms.kinds.plain import plain
from forms.kinds.words import asides
from forms.kinds.words.all_or_any import by_count
from forms.kinds.words.nouns import stem
from forms.kinds.words.tokens import lower, tokens
from forms.reading import Reading, Span, Status, unreadable

_PREFACE = (
    r"^(?:(?:oh|ah+|well|um+|hm+|so|and|ok,|okay,|like|sorry,?|please,?|honestly,?|hi,?|hello,?|actually,?|wait,?"
    r"|i (?:said|meant|mean|am saying)"
    r"|i(?:'d| would|'ll| will| must| gotta| have to) (?:say|have to say)|my (?:answer|response)(?: to that)? is"
    r"|i think|the answer(?: to that)?(?: is|'s)|that(?:'d be| would be|'s| is)"
    r"|still|sadly|alas|thankfully|happily|luckily|fortunately|(?:i'?m |we'?re )?afraid|unfortunately"
    r"|regrettably|it is|its|definitely|most|certainly"
    r"|that is my|a|an|the|resounding"
    r"|definite|firm|big|\"|')[ ,.]*)*"
)
_NO_WAY = (
    r"(?:of course|definitely|absolutely|certainly|most certainly|surely|probably|maybe|why|perhaps"
    r"|obviously) not\b"
)
_NO = re.compile(
    _PREFACE
    + r"(?P<said>(?:no(?! (?:idea|clue|way of|earthly|opinion|more|comment))|nope|nah|naw|nay|noo+|never(?! mind)"
    r"|negative|nowt|no way|oh hell no|hell (?:no|nah)|disagree|(?:incorrect|untrue|false|wrong)(?=$|[,.;!])"
    r"|not (?:yet|really"
    r"|at all|true|right"
    r"|correct|as yet|now|today|needed|required|necessary|this time|any ?more|at the moment|currently|so)|"
    + _NO_WAY
    + r"|not(?=$|[,;]| (?:as yet|at present|presently|for now))))(?![\w'])"
)
_YES = re.compile(
    _PREFACE
    + r"(?P<said>(?:yes+|yeah+|yeh|ye|yep|yup|yea|yah|ya|aye|sure(?: thing)?|ok|okay|absolutely|definitely|defo"
    r"|certainly|correct|exactly|indeed|affirmative|agreed|of course"
    r"|true|very true|alright|all right|fine|perfect|awesome|great|right|uh huh|roger(?: that)?|accepted"
    r"|confirm(?:ed)?|by all means|you bet|you got it|totally|sounds (?:good|great|fine|ok)|go ahead"
    r"|please do|do (?:it|that)|let's do it|10-4|👌|👍|✅))(?![\w'])"
)
_HEADED_YES = re.compile(r"^(?:yes+|yeah+|yep|yup|yea|aye)\b")
_BOTH = re.compile(
    r"\b(?:yes,? and no|yes and no|no and yes|yes or (?:a )?no|maybe|perhaps|either|might be|may be|could (?:be"
    r"|go)|both|undecided|kind of|sort of|partly|in part|depends)\b"
)
_TAKES_BACK = re.compile(
    r"\b(?:yes|yeah|yep|no|nope)\b[ ,.!]+(?:but|well|actually|sorry(?=[ ,.]+\w)|wait|i mean|except|until"
    r"|till|apart|although|though|however|subject to|provided|providing|unless|as long as|conditional)\b"
)
_NO_TROUBLE = re.compile(
    r"^(?:that'?s |it'?s |that is |it is )?(?:no|not a) (?:problem|worries|trouble|objection|issue|bother)s?\b"
    r"|\b(?:do not|don'?t|wouldn'?t|would not|doesn'?t|didn'?t) (?:really )?(?:mind|bother|object)\b|^why not\b"
    r"|^can'?t complain\b"
)
_A_TROUBLE = re.compile(r"problem|worr|trouble|objection|issue|bother")
_OFFERED = re.compile(r"\b(?:would|could|can|shall|should|may|want|like|ok|okay|need|happy|agree)\b")
"""There “no problem” says yes; to “were there problems?” it says no."""
_DENIES = re.compile(
    r"\b(?:not|never|no longer|none|neither|nothing|isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t|didn'?t|won'?t"
    r"|can'?t|cannot|cant|dont|didnt|haven'?t|hasn'?t"
    r"|shouldn'?t|wouldn'?t|couldn'?t|ain'?t|false|wrong|incorrect|inaccurate|untrue|unnecessary|decline|skip"
    r"|refuse|no)\b"
)
_DENIES_PLAINLY = re.compile(
    r"^(?:(?:but|and|so|sorry|well|honestly|hey|look|are you sure) )*(?:(?:that|it|this|what you just said"
    r"|the (?:information|statement|answer)|you)(?:'s|s| is| are|'re| was| would be|'d be)?(?: actually"
    r"| definitely| totally| just| most)*"
    r" (?:not (?:it|right|true|correct|so|that|the case|what)|isn'?t (?:it|right|true|correct|so)|ain'?t (?:it"
    r"|right)|wrong|false|incorrect|inaccurate|untrue|a no|a negative))\b"
    r"|^i (?:do not|don'?t) (?:think so|thing so|believe so|believe that|think that|agree|like that)\b"
    r"|\bthe answer is no\b|\bso no$|[,.] no$|\bis false\b|\bprefer not\b|\bthat'?s not\b|\bit'?s not\b"
    r"|\bit is not\b|\bthat is not\b"
    r"|\b(?:that|it) isn'?t\b|\bno is the answer\b"
)
_AFFIRMS_PLAINLY = re.compile(
    r"^(?:(?:and|so|well|i think|i believe|i know|oh|also) )*(?:(?:that|it|this|what you just said|you"
    r"|the statement|that statement|that seems|that checks)(?:'s|s| is| are|'re| was| would be|'d be)?(?: actually"
    r"| definitely| totally| exactly| just| very| all| a)*"
    r" (?:right|true|correct|fine|ok|okay|good|great|perfect|it|so|fact|factual|accurate|valid|out|lovely|alright"
    r"|the correct|the same))\b(?=[,.!]|$| (?:with|for|by) (?:me|us)| yes| to me| so true| then| thanks?)"
    r"|\bi agree\b|\bthat works\b|\bworks for me\b|[,.] (?:yes|yeah|yep)\W*$"
    r"|\bit'?s ok(?:ay)?\b|\bthat'?s (?:right|correct|true|fine|ok|okay|it)\b|\bfor sure\b|^please let'?s do it\b"
    r"|^can we please\b"
)
_WANTS = re.compile(
    r"\b(?:i|we)(?:'d| would|'ll| will|'m| am|'re| are)?(?: really| definitely| also| just)* (?:want|need|like"
    r"|love|prefer|take|require|have|did|do|fine|ok|okay|alright|all right|happy|good|interested|am|are)\b"
    r"|\b(?:is|would be|be|sounds|works|'s) (?:\w+ )?(?:fine|ok|okay|good|great|nice|perfect|lovely|alright"
    r"|necessary)\b|\bplease (?:add|include|do)\b|\bwill do\b|\badd (?:it|the|an?)\b"
)
_THINKS_SO = re.compile(
    r"^(?:well,? |yes,? )?(?:i|we) (?:think|believe|hope|guess|suppose|imagine|would say"
    r"|reckon) (?:so|we do|we are|we did|we have|i do|i am)\b"
)
_MEANT_FOR_THE_FORM = re.compile(r"\b(?:you|your|repeat|again|hear|catch|understand|talking)\b")
_TELLS_A_STORY = re.compile(r"\b(?:have not|haven'?t|has not|hasn'?t|cannot|can'?t|cant|didn'?t get|did not get)\b")
_MIND = re.compile(r"\b(?:would|do|does) (?:you|anyone|they|it) (?:mind|bother|object)\b")
_COMMON = frozenset(
    ["the", "a", "an", "to", "you", "i", "we", "it", "is", "do", "would", "like", "want", "this", "that", "for",
     "in", "on", "of", "any", "and", "or", "be", "your", "my", "our", "have", "did", "was", "are", "with", "will",
     "need", "okay", "ok", "fine"]
)  # fmt: skip


_SHORT = re.compile(
    r"^(?:(?:well|oh|and),? )?(?:i|we|they|he|she|it|there|all of (?:them|us)|everyone|everybody) "
    r"(?:(?P<yes>do|does|did|have|has|had|are|is|am|was|were|can|will|would)(?: so| indeed| too)?"
    r"|(?:(?:do|does|did|have|has|had|are|is|was|were|ca|could|would|wo)n['’]?t|(?:do|does|did|have|has|had|are|is|am|was"
    r"|were|can|will|would) not|cannot)(?: yet| really| at all)?)(?:,? (?:thanks|thank you|indeed))?$"
)
"""“We do”, “they haven't”: the short answers of English."""


def read_yes_no(text: str, asked: Asked) -> Reading:
    """Read “yes” or “no”.

    A message headed by a word for yes or no is exact; a statement (“I won't need it”) is approximate;
    doubt, both at once, or a “no” to “do you mind …?” is asked about.
    """
    said = plain(text)
    low = lower(said).rstrip(" .!?")
    early = asides.settled(said, low, asked) or _letter_or_short(said, low) or _corrected(low) or _welsh(said, low)
    early = early or (None if said.endswith("?") else _counted(low, asked)) or _headed(low, asked) or _not_known(low)
    if early is not None:
        return early
    stated = _stated(low, asked)
    if _BOTH.search(low) or (asides.asks_back(low) and stated.status is not Status.exact):
        return Reading(Status.ambiguous, candidates=("yes", "no"))
    return stated


_CORRECTED = re.compile(
    r"^(?:yes+|yeah|yep|yup|aye|no|nope|nah)[ ,.!-]+(?:(?:no|oh|oops|hang on|hold on)[ ,.]+)*(?:sorry|wait"
    r"|i mean|i meant"
    r"|make that|correction|scratch that)[ ,.!-]+(?:it'?s |that'?s |i meant? |should be )*"
    r"(?P<said>yes+|yeah|yep|yup|aye|no|nope|nah)(?! (?:and|or|but)\b)(?P<rest>(?:[ ,.!](?:\w+|')*){0,4})$"
)


def _corrected(low: str) -> Reading | None:
    """“No, sorry, yes”: the last word is proposed."""
    match = _CORRECTED.match(low)
    if match is None or _TAKES_BACK.search(match["said"] + match["rest"]):
        return None
    return _answer("no" if match["said"].startswith("n") else "yes", Status.approximate, *match.span("said"))


_WELSH = {"ydy": "yes", "ydi": "yes", "ydyn": "yes", "oes": "yes", "ie": "yes", "nac ydy": "no", "nac ydi": "no",
          "nac ydyn": "no", "nac oes": "no", "nag oes": "no", "nage": "no", "naddo": "no"}  # fmt: skip


def _welsh(said: str, low: str) -> Reading | None:
    """The short answers of Welsh are proposed."""
    value = None if said.endswith("?") else _WELSH.get(low.split(",", maxsplit=1)[0].strip())
    return None if value is None else _answer(value, Status.approximate, 0, len(low))


def _counted(low: str, asked: Asked) -> Reading | None:
    found = by_count(low, asked)
    return None if found is None else _answer(found[0], Status.exact if found[1] else Status.approximate, 0, len(low))


def _letter_or_short(said: str, low: str) -> Reading | None:
    """“y”, “we do”; but “yes?” only asks."""
    if said.endswith("?") and re.fullmatch(r"(?:yes|yeah|yep|no|nope|really)", low):
        return Reading(Status.ambiguous, candidates=("yes", "no"))
    if low in ("y", "n"):
        return _answer("yes" if low == "y" else "no", Status.exact, 0, 1)
    short = None if said.endswith("?") else _SHORT.match(low)
    return short and _answer("yes" if short["yes"] else "no", Status.exact, 0, len(low))


def _not_known(low: str) -> Reading | None:
    """“Not sure”, “we don't have that”; but “I think so” is a yes to propose."""
    if _THINKS_SO.match(low):
        return _answer("yes", Status.approximate, 0, len(low))
    return None if _AFFIRMS_PLAINLY.search(low) else asides.without_value(low)


def _answer(value: str, status: Status, start: int, end: int) -> Reading:
    return Reading(status, value, spans=(Span(start, end),))


def _headed(low: str, asked: Asked) -> Reading | None:
    """What the first words decide."""
    if (trouble := _NO_TROUBLE.search(low)) and not low.startswith("no,"):
        return _no_trouble(trouble, asked)
    no, yes = _NO.match(low), _YES.match(low)
    match = no or yes
    if match is None:
        return None
    if yes and not no and not _HEADED_YES.match(low) and _doubtful_yes(low, yes) and not _takes_back(low):
        return None
    if _HALF_A_NO.match(low) or (not no and _DENIED_NEXT.match(low, match.end("said"))):
        return _answer("no", Status.approximate, 0, len(low))
    if (
        _HALF.search(low)
        or _NO_MORE.match(low)
        or _takes_back(low)
        or _BOTH_SIDES.search(low)
        or (no and _contradicts(low, asked))
        or (_MIND.search(asked.ask.lower()) and (no or not _GOES_AHEAD.search(low)))
    ):
        return Reading(Status.ambiguous, candidates=("yes", "no"))
    doubted = _HEDGED.match(low) or _NO_SUCH.match(low) or _HEDGED_AFTER.match(low, match.end("said"))
    status = Status.approximate if doubted else Status.exact
    return _answer("no" if no else "yes", status, *match.span("said"))


_GOES_AHEAD = re.compile(
    r"\b(?:go ahead|fine|ok(?:ay)?|alright|all right|sure|of course|please do|feel free|you can|happy)\b"
)
"""After “do you mind …?” a bare “yes” may mean either."""


def _no_trouble(trouble: re.Match[str], asked: Asked) -> Reading:
    """“I don’t mind” is a yes; “no problem” is one where something is offered."""
    offered = _OFFERED.search(asked.ask.lower()) or _MIND.search(asked.ask.lower())
    if asked.ask and not offered and _A_TROUBLE.search(trouble.group()):
        return Reading(Status.ambiguous, candidates=("yes", "no"))
    return _answer("yes", Status.exact, *trouble.span())


_BOTH_SIDES = re.compile(
    r"\b(?:yes|yeah|yep|aye)\b.{1,40}[,;.] ?(?:but |and )?(?:no|not) (?:yet )?(?:for|at|in|on|to|with)\b"
    r"|\bno\b.{1,40}[,;.] ?(?:but |and )?(?:yes|yep|yeah) (?:for|at|in|on|to|with)\b"
)
"""“Yes for the Leeds home, no for York”."""
_HEDGED_AFTER = re.compile(
    r"[ ,.-]*(?:i|we) (?:think|believe|guess|suppose|hope|reckon)\b|[ ,.-]*(?:probably|possibly|hopefully|mostly|mainly"
    r"|as far as|afaik|more or less|largely|almost|nearly|in theory|apparently|should be)\b"
)
_NO_SUCH = re.compile(
    r"no (?!(?:thanks|sorry|please|need|thank|nope|sir|its|this|always|as|was|is|has|does|perhaps|chance|way)\b)"
    r"(?:\w+ )?[a-z]{3,}s\W*$"
)
"""“No gaps” may say that all is well."""
_HEDGED = re.compile(r"(?:well,? |um+,? )?(?:i(?:'d| would) say|i think|i guess|i suppose)\b")


def _takes_back(low: str) -> bool:
    """“Yes and no”, “no, wait”."""
    return _TAKES_BACK.search(low) is not None or _YES_NO.search(low) is not None


_YES_NO = re.compile(
    r"\b(?:yes|yea|yeah|yep)(?: ?/ ?|,? (?:and |or )?)"
    r"(?:no(?! (?:problem|issue|worr|concern|trouble|change))|nah|nope)\b"
    r"|\b(?:no|nope|nah)(?: ?/ ?|,? (?:and |or )?)(?:yes|yea|yeah|yep)\b"
)
_DENIED_NEXT = re.compile(
    r" (?:we|i|they|it|he|she|there) (?:do|does|did|have|has|had|are|is|am|was|were|ca|wo|would|could|should|will)"
    r"(?:n'?t| not)\b"
)
"""“Of course we don't”: the head says yes and means no."""
_NO_MORE = re.compile(
    r"(?:yes+|yeah|yep|yup|aye)\b\W+(?:but )?(?:it'?s |they'?re |it is |they are )?(?:now )?(?:expired"
    r"|out of date|lapsed"
    r"|overdue|(?:in |only )?(?:a )?draft|being (?:updated|reviewed|renewed|written))\b"
)
"""“Yes, out of date”."""
_HALF = re.compile(r"\b(?:sort of|kind of|partly|in part|to some extent|half)\b(?! (?:an? )?(?:hour|day|term))")
_HALF_A_NO = re.compile(r"(?:well,? )?(?:probably|maybe|perhaps|possibly|likely) not\b")
_STRONG = frozenset(
    ["absolutely", "exactly", "indeed", "agreed", "affirmative", "of course", "correct", "definitely", "certainly"]
)


def _doubtful_yes(low: str, match: re.Match[str]) -> bool:
    """“ok, but when?”, “right now it is closed”, “sure about that?”: no yes of its own."""
    rest = low[match.end() :]
    if not rest.strip(" ,.!"):
        return False
    if re.match(
        r"[,.!]? ?(?:i'?m not|not|but|so|what|how|when|why|who|where|if|as|(?:can|could|do|does|is"
        r"|are) (?:you|i|we|it|they|that|this|there))\b",
        rest,
    ):
        return True
    return (
        match.group("said") not in _STRONG
        and rest[0] not in ",.!"
        and not _AFFIRMS_PLAINLY.search(low)
        and len(rest.split()) > 3
    )


def _contradicts(low: str, asked: Asked) -> bool:
    """“No thanks, I have insurance” to “Do you have insurance?”: the no and the statement disagree."""
    question = re.search(
        r"\b(?:do|does|did) (?:you|they|it) (?:already |still |currently )?(have|use|keep"
        r"|hold)\b(.*)",
        asked.ask.lower(),
    )
    if question is None:
        return False
    claim = re.search(rf"\b(?:i|we) (?:already |do )?{question.group(1)}\b(?! (?:no|not|to)\b)(.*)", low)
    return claim is not None and bool(_content(claim.group(1)) & _content(question.group(2)) or "one" in claim.group(1))


def _content(text: str) -> set[str]:
    return {stem(word.text) for word in tokens(text) if word.kind == "word" and word.text not in _COMMON}


_IT_IS = re.compile(
    r"^(?:well,? |so,? )?(?:i can confirm (?:that )?)?(?:he|she|it|they|there|we|i|(?:the|our|all|both)(?: \w+){1,4}?)"
    r"(?:'s|'re|'ve|'m| (?:is|are|has|have|was|were|does|do|did|had|am))\b"
)


def _says_the_same(low: str, asked: Asked) -> bool:
    """“He’s in post” to “Is the manager in post?”: nothing but words of the question."""
    match = _IT_IS.match(low)
    said = _content(low[match.end() :]) if match else set()
    return bool(said) and said <= _content(asked.ask)


def _stated(low: str, asked: Asked) -> Reading:
    """A statement without a yes or no at its head."""
    whole = (0, len(low))
    if _DENIES_PLAINLY.search(low):
        return _answer("no", Status.exact if len(low.split()) <= 8 else Status.approximate, *whole)
    if _AFFIRMS_PLAINLY.search(low) and not _DENIES.search(low):
        return _answer("yes", Status.exact if len(low.split()) <= 6 else Status.approximate, *whole)
    about_it = bool(_content(low) & _content(asked.ask)) if asked.ask else False
    if _DENIES.search(low):
        first_person = re.match(
            r"^(?:(?:sorry|well|honestly|unfortunately|but|so),? )?(?:i|we|it|not|no"
            r"|looks like|there)\b",
            low,
        )
        confused = _AFFIRMS_PLAINLY.search(low) or re.search(r"\b(?:correct|right|true)\b", low)
        addressed = not asked.ask and (_MEANT_FOR_THE_FORM.search(low) or _TELLS_A_STORY.search(low))
        if not confused and not addressed and (about_it or (first_person and len(low.split()) <= 9)):
            return _answer("no", Status.approximate, *whole)
        return Reading(Status.ambiguous, candidates=("no",))
    if about_it and (_WANTS.search(low) or _says_the_same(low, asked)):
        return _answer("yes", Status.approximate, *whole)
    return unreadable()
