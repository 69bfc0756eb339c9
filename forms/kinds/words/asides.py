"""Messages that answer without a value: don't know, don't have it, does not apply, as before, a question back."""

import re

from forms.asked import Asked
from forms.kinds.plain import too_long
from forms.kinds.words.tokens import tokens
from forms.kinds.words.words_to_number import numbers
from forms.reading import Reading, Span, Status, unreadable

_LOST = "\ufffd"
"""What stands for a letter that was lost on the way: it may have been a £ or a minus."""
_MARKUP = re.compile(r"^\s*\{.*\}\s*$|</?[a-z!][^<>]*>|\{\{|\}\}|\{%|\$\{", re.IGNORECASE)
"""Tags and templates: what stands in them nobody said."""
_WORDLESS = re.compile(r"^[^\w👌👍✅]*$")
_DONT_KNOW = re.compile(
    r"\b(?:do not|don'?t|dunno|didn'?t|do n't|can'?t|cannot|could ?n'?t|couldn'?t)\b(?: really| honestly| actually"
    r"| quite| even| exactly)*"
    r" ?(?:know|say|remember|recall|tell|decide|be (?:sure|certain)|think of|make up (?:my|our) mind|answer"
    r"|have (?:a clue|any (?:idea|clue)|an? (?:idea|answer|clue)|the (?:answer|foggiest)|that info\w*))\b"
    r"|\bdunno\b|\bi?dk\b|\b(?:no|not (?:a|an|the|any)|without a|haven'?t (?:a|an|the|got a)"
    r"|have(?: absolutely)? no) (?:idea|clue|foggiest|knowledge|earthly)\b"
    r"|\b(?:not|isn'?t|aren'?t)(?: really| quite| totally| entirely| completely| actually| at all| to| too| so"
    r"| 100 ?%| fully| yet)* (?:sure|certain|confident)\b"
    r"|\bunsure\b|\buncertain\b|\bunaware of\b|\bundecided\b|\bno ?body knows\b|\bwho knows\b|\bhell if i know\b"
    r"|\bbeats me\b|\bdrawing a blank\b"
    r"|\b(?:i|we)(?: will|'ll)(?: have to)? (?:know later|find out|check|think about it|get back)\b"
    r"|\b(?:unable|not able|not in a position) to (?:say|answer|tell|provide|give|supply|confirm|comment)\b"
    r"|^(?:it'?s |that'?s )?(?:hard|difficult|too early) to (?:say|tell)\b"
    r"|\b(?:could|can)(?:n'?t| ?not) (?:really )?(?:put|give)(?: you)? an? (?:exact )?(?:figure|number|date)\b"
    r"|\b(?:i|we)(?:'d| would|'ll| will)? (?:need to|have to|must) (?:check|ask|look (?:it|that|this) up|find out"
    r"|look (?:at|in|up|through|into))\b"
    r"|^(?:(?:i|we)(?:'ll| will)|will) check\b|^[a-z' ]{2,30} (?:would|will|might) know[.!]?$|^n ?/ ?k$"
    r"|^still (?:counting|checking|working it out)\b"
    r"|^(?:would |will |i |we )?(?:need|have) to (?:check|look|ask|count|work)\b"
    r"|^(?:the |our )?[a-z]+ (?:is |are )?not (?:in|here|ready|out|back) yet[.!]?$"
    r"|^(?!(?:yes|no|we|i|they|all|he|she|it|every\w*|who|that|none|nobody|do|does|did|can|could|would|will|is"
    r"|are|you)\b)(?:[a-z']+ ){1,3}(?:has|have"
    r"|holds?|keeps?)"
    r" (?:the [a-z]+|those|these|it|them)[.!]?$"
    r"|^(?:(?:please|best|better|you(?:'d| would| will|'ll)? (?:need|have|want) to),? )*ask"
    r" (?!for\b|about\b|if\b|that\b|me\b|again\b)[a-z' ]{2,30}[.!]?$"
    r"|^(?:we|i)(?: were|'ve been| have been)?(?: not|n'?t| never|'?ve not been| haven'?t been| have not been)"
    r" (?:been )?(?:told|informed|notified)(?: yet| about (?:it|that))?[.!]?$"
    r"|^(?!(?:yes|no|we|i|they|all|he|she|it|every\w*|who|that|none|nobody|do|does|did|can|could|would|will|is"
    r"|are|you)\b)[a-z' ]{2,30}"
    r" (?:has|have|holds?|keeps?|knows?|will have) (?:that|(?:the|this|that|these) (?:figures?|answer|details?"
    r"|data|numbers?|info))[.!]?$"
    r"|\b(?:will|i'll|we'll) (?:find out|let you know|confirm|get back)\b"
    r"|\blet me (?:check|ask|find out|look (?:it|that|this) up|get back)\b|\b(?:i'?ll|we'?ll|need to) ask\b"
    r"|\bhave doubts\b|\babove my pay\b|\bnot known\b|\bunknown\b|\bno way of knowing\b|\bsearch me\b"
    r"|\byour guess is\b|\bdoubts about\b"
    r"|\b(?:i|we) do not know\b|\b(?:i|we) have no way\b|\bhaven'?t the (?:foggiest|faintest)\b"
)
_NOT_AVAILABLE = re.compile(
    r"\b(?:do not|don'?t|didn'?t|cannot|can'?t|haven'?t|have not|never|not) (?:currently |yet |actually |normally "
    r"|usually )*(?:have|hold|keep|record|collect|get|got|find|count|track|monitor|log|know)(?:ed|ing)?"
    r"(?: access to)? (?:that|this|the|those|these|any|a|such)?[^.,;]{0,24}?\b(?:figures?|numbers?|data"
    r"|info(?:rmation)?|records?|stats|statistics|details|report|to hand|at hand|on me|with me)\b"
    r"|\bnot (?:yet |currently |now )?(?:available|recorded|collected|counted|kept|monitored|to hand|to be found"
    r"|minuted|documented|noted|logged|at hand)\b|\bunavailable\b"
    r"|\bno (?:data|figures?|records?|record of|information|info|stats|way of telling)\b"
    r"|^(?:sorry,? )?(?:(?:we|i) )?(?:do not|don'?t|haven'?t|have not|not)(?: got| have) (?:it|this|that|them|those"
    r"|these)(?: (?:yet|to hand|at the moment|right now|now|today|here))?[.!]?$"
    r"|^(?:we|i) (?:do not|don'?t|never) (?:record|collect|count|keep|track|monitor|log|measure)(?: (?:it|this"
    r"|that|them|those))?[.!]?$"
    r"|\b(?:still )?waiting (?:for|on) (?:the |our |my |that |a )?(?:final )?(?:figures?|numbers?|data|report|system"
    r"|manager|finance|office|invoices?|bills?|statements?|accounts?|accountant|treasurer|bank|matrix|head office"
    r"|certificates?|confirmation|paperwork)\b"
    r"|\bawaiting (?:the |our |final |some )*(?:figures?|numbers?|data|report|invoices?|statements?|accounts?"
    r"|certificates?"
    r"|confirmation|paperwork|information)\b"
    r"|\bnot something (?:that )?(?:we|i) (?:currently )?(?:monitor|record|collect|measure|count|track|hold|keep)\b"
    r"|\b(?:figures?|numbers?|data|report) (?:is|are|will be)(?: not|n't)? (?:ready|available|in|coming|there)\b"
    r"|\bwill (?:have|get) (?:it|them|that|the figures?) (?:by|on|next|in|soon)\b"
)
_NOT_TOLD = re.compile(
    r"\b(?:never|nobody|no[- ]?one|(?:do|does|did|has|have|had|was|were|is|are)(?:n'?t| not))"
    r"(?: (?:ever|really|actually|been|being|get|gets|got|even|yet|has|have|had|was|were|is|are|usually|normally)){0,3}"
    r" (?:ask(?:s|ed)?|t(?:ell|ells|old)|hears?|heard|inform(?:s|ed)?|say|says|said|lets? us know|knew|find out"
    r"|found out|count(?:s|ed)?|record(?:s|ed)?|log(?:s|ged)?|not(?:e|es|ed)|monitor(?:s|ed)?|track(?:s|ed)?"
    r"|k(?:eep|eeps|ept) (?:count|track|a (?:record|note|tally))|measured?)\b"
)
_DOES_NOT_APPLY = (
    r"(?:it |this |that |(?:this |the )?question )?(?:(?:is|'s) )?(?:n ?/ ?a|n\.a\.?|not (?:really )?applicable"
    r"|inapplicable"
    r"|(?:does not|doesn'?t|doesnt) apply)(?: (?:to|for|at|in|here) ?(?:(?:us|here|our|this|the|these|any"
    r"|supported|shared)"
    r"(?: [a-z]+){0,2})?)?"
)
_NOT_APPLICABLE = re.compile(
    rf"^(?:{_DOES_NOT_APPLY}|na|not relevant|not for us)(?:,? (?:thanks|thank you|cheers|sorry|yet|currently"
    rf"|at present|at the moment|this (?:time|quarter)))?[.! ]*$"
)
_BECAUSE = re.compile(
    rf"^(?:n ?/ ?a (?!for\b|at\b|in\b|to\b|but\b|except\b|no\b(?! ))(?=[a-z])|{_DOES_NOT_APPLY}(?:,| ?[-:;(.]"
    rf"| (?=(?:we|as|because|since|all|they|there|it|no(?= [a-z]))\b)))"
    r"(?![^.]*\b(?:but|except|apart|otherwise|yes)\b)(?!.*\bno\b(?! [a-z]))[^\d£%?]{3,60}$"
)
"""“N/A - we closed in June”: what follows only says why, so it holds no figure and no “but”."""
_AS_BEFORE = re.compile(
    r"^(?:it'?s |it is |still |they'?re |all |just |exactly |about |pretty much )*(?:no changes?|unchanged"
    r"|nothing(?:'s| has)? changed|(?:the )?same(?: again| one| figure| number| answer)?(?: as)?"
    r"|as (?:before|usual|last|it was|previously|per)|ditto|no different|hasn'?t changed|idem)"
    r"(?: (?:as )?(?:last|the last|before|previous|previously|usual|in|from|since|as|quarter|time|return|period"
    r"|month|year|it was|we said|again|please))*[.! ]*$"
)
_ASKING = re.compile(
    r"^(?:so |and |but |hi,? |hello,? |ok,? |okay,? |please |well,? )*(?:(?:is|was) (?:it|that|this"
    r"|£?\d[\d,.]*%? (?:ok(?:ay)?|right|enough|correct|fine))"
    r"|(?:would|could|might|should) (?:it|that) be(?! (?:possible|ok|okay|fine|alright|all right)\b)"
    r"|what(?:'s|s)?(?! about)|who(?:'s|se)?"
    r"|where(?:'s)?|when(?:'s)?|why(?! not)|which|how(?! about|'s (?:the|about|next))(?:'s)?"
    r"|(?:can|could|would|will) (?:you|u)(?: please)? (?:tell|explain|describe|show|look|give me (?:the|a list"
    r"|some)|define|read|play|remind)"
    r"|(?:i (?:need|want|would like|'d like)|i'd like|let me|would you let me) (?:to )?know\b|is anything"
    r"|are there any|how (?:are|do)|did (?:my|the|i)\b|do the"
    r"|tell me|explain|define|show me|look up|remind me|set (?:a|an|my|the)|play|turn|add (?:to|an|the)|translate"
    r"|convert|calculate|name|create|write|make a list)\b"
)
_ASKS_LATER = re.compile(
    r"[.!?] +(?:so |and |but )?(?:what(?! about)|why(?! not)|who|where|when"
    r"|how(?! about))\b[^.!?]*\?"
)
_ENDS_ASKING = re.compile(r"\?\W*$")
_REQUEST = re.compile(
    r"\b(?:can|could|may|might|will|would|shall|should|do|does|is|are|have) (?:you|i|we|there|it|us|my|our|the|they)\b"
)


def dont_know(text: str) -> tuple[int, int] | None:
    """Where the person says that they don't know."""
    match = _DONT_KNOW.search(text)
    return match.span() if match else None


def only_dont_know(text: str) -> bool:
    """Whether the person says that they don't know, and nothing else."""
    match = _DONT_KNOW.search(text)
    if match is None:
        return False
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return all(word in _BESIDE_NOT_KNOWING for word in re.findall(r"[\w']+", rest))


_BESIDE_NOT_KNOWING = frozenset(
    "i we i'm we're im just really honestly sorry yet at the moment this that it to be at all right now about for one "
    "is are am still me us mate tbh thanks cheers".split()
)


def not_available(text: str) -> tuple[int, int] | None:
    """Where the person says that they don't have the figure."""
    match = _NOT_AVAILABLE.search(text)
    return match.span() if match else None


def not_looked(text: str, ask: str) -> bool:
    """“Haven't checked”: nobody knows, unless it is asked how many were checked."""
    return _NOT_LOOKED.match(text) is not None and "check" not in ask.lower()


_NOT_LOOKED = re.compile(
    r"^(?:(?:sorry|no),? )?(?:(?:i|we)(?:'ve| have)? )?(?:have not|haven'?t|not)(?: yet)?"
    r" (?:checked|looked|counted|worked (?:it|that|this) out|added (?:it|them) up)"
    r"(?: (?:it|yet|up|them|that))*[.!]?$"
)


def not_told(text: str) -> tuple[int, int] | None:
    """Where the person says that nobody asked, told or counted: “the school never told us”."""
    match = _NOT_TOLD.search(text)
    return match.span() if match else None


def not_applicable(text: str) -> bool:
    """Whether the whole message says that the question does not apply."""
    if _NOT_APPLICABLE.match(text) is not None:
        return True
    return _BECAUSE.match(text) is not None and not numbers(tokens(text))


def as_before(text: str) -> bool:
    """Whether the whole message says “the same as last time”."""
    return _AS_BEFORE.match(text) is not None


def asks_back(text: str) -> bool:
    """“What is a place?”, “My card is lost. What now?”: a question, not an answer."""
    return _ASKING.match(text) is not None or _ASKS_LATER.search(text) is not None


def tentative(text: str) -> bool:
    """“10 people?”: an answer in a question's clothes, other than a polite request."""
    return _ENDS_ASKING.search(text) is not None and _REQUEST.search(text) is None


def settled(said: str, low: str, asked: Asked) -> Reading | None:
    """What is settled before anything is read: nothing, too much, “n/a”, “same as last time”."""
    if _LOST in said:
        return unreadable("lost_letters")
    if _WORDLESS.match(said) or too_long(said):
        return unreadable("too_long" if too_long(said) else "empty")
    if _MARKUP.search(said):
        return unreadable("markup")
    if not_applicable(low):
        return Reading(Status.not_applicable)
    return same_as_last(asked) if as_before(low) else None


def same_as_last(asked: Asked) -> Reading:
    """“No change”: last time's value is proposed where the question allows it."""
    if asked.last is None or not asked.same_again:
        return Reading(Status.ambiguous, notes=("same_again",))
    return Reading(Status.approximate, asked.last, notes=("same_again",))


def without_value(low: str) -> Reading | None:
    """The reading of a message that says that the figure is not there, or not known."""
    if span := not_available(low):
        return Reading(Status.not_available, spans=(Span(*span),))
    if span := dont_know(low):
        return Reading(Status.dont_know, spans=(Span(*span),))
    return None
