"""Amounts of money as people in the UK write them: “£1.2k”, “45p”, “3 pounds 50”, “a grand”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.asked import Asked
from forms.kinds.plain import plain
from forms.kinds.words import asides, hedges
from forms.kinds.words.counted import names_a_thing
from forms.kinds.words.explained import explained
from forms.kinds.words.none import KNOWN, negations
from forms.kinds.words.tokens import Token, lower, tokens
from forms.kinds.words.words_to_number import SCALES, Number, numbers
from forms.reading import Reading, Span, Status, unreadable

POUNDS, PENCE, FOREIGN, OTHER, BARE = "pounds", "pence", "foreign", "other", "bare"
_POUND_WORDS = frozenset(["£", "pound", "pounds", "quid", "gbp", "sterling", "squid"])
_PENCE_WORDS = frozenset(["p", "pence", "penny", "pennies"])
_FOREIGN_WORDS = frozenset(
    ["$", "€", "usd", "us", "eur", "euro", "euros", "dollar", "dollars", "buck", "bucks", "cent", "cents", "¢",
     "rupees", "rupee", "rs", "chf", "cny", "inr", "yen", "francs", "dimes", "dime", "nickel", "nickels", "riyals",
     "rials", "shekels", "ringgit", "ringgits", "myr", "rm", "kwd", "dinar", "dinars", "uah", "mnt", "lebanese",
     "egyptian", "kuwaiti", "malaysian", "malaysia", "tugriks", "tugrik", "geneh", "le", "egyptianpound",
     "saudiriyal", "sar", "egp", "lbp", "australian", "canadian", "irish", "scottish", "crowns", "zloty", "sen"]
)  # fmt: skip
_OTHER_UNITS = frozenset(
    ["%", "percent", "people", "hours", "hour", "days", "weeks", "nights", "months", "years", "young", "places",
     "hrs", "staff", "times", "beds", "rooms", "year", "month", "week", "day", "night", "minutes", "miles",
     "hosts", "placements", "children", "adults"]
)  # fmt: skip
_SPENT = frozenset(["costs", "expenses", "fees", "wages", "funds", "spends", "payments"])
"""“1200 costs” is money, “12 sessions” is none."""
_NICKNAMES = {
    "fiver": 500,
    "tenner": 1000,
    "pound": 100,
    "quid": 100,
    "penny": 1,
    "ton": 10_000,
    "monkey": 50_000,
    "pony": 2500,
}
_NICKNAME = re.compile(r"\b(?:a|an|one) (fiver|tenner|pound|quid|penny)\b(?! (?:of|coin))")
_NOTHING = re.compile(
    r"^(?:it'?s |it was |there (?:is|was) |(?:we )?(?:have |had |'ve )?(?:charged?|paid|spent|spend|got|claimed"
    r"|received|costs?) )*"
    r"£?(?:nothing|none|nil(?: (?:return|spend|spending|expenditure|costs?))?|nowt|zero|zilch|free(?: of charge)?"
    r"|no (?:charges?|costs?|fees?|money|spend(?:ing)?|expenditure|expenses|outlay)|nought"
    r"|not (?:a|one|even a|a single) (?:single )?(?:penny|pound|bean|sausage)"
    r"|(?:(?:we|i)(?:'ve)? )?(?:haven'?t|have not|didn'?t|did not|not) (?:yet )?(?:sp(?:ent|end)|paid|pay"
    r"|claim(?:ed)?|receive[d]?|charged?|cost) (?:any(?:thing)?|a penny|us anything)"
    r"|not any)(?: of (?:it|that|this|the (?:grant|money)))?"
    r"(?: (?:at all|this (?:quarter|time|year)|so far|yet|spent|paid|claimed|received|charged|incurred|thanks"
    r"|for us|to date|has been|was))*"
    rf"(?P<known>,? (?:{KNOWN}))?[.! ]*$"
)
_FEW_WORDS = 7
_ABOUT_MONEY = re.compile(
    r"\b(?:pay|paid|payment|costs?|amount|total|spen[dt]|price|charged?|fees?|budget|worth|owed?|owes|send|transfer|limit|rate|value)\b"
)
_AND_PENCE = re.compile(r"^ ?(?:pounds?|quid|gbp)?,? ?(?:and )?£?$")


@dataclass(slots=True)
class Amount:
    """One amount: whole pence where it is in our money."""

    number: Number
    money: str
    pence: int | None
    about: bool = False


def read_money(text: str, asked: Asked) -> Reading:
    """Read whole pence; “£1.2k” is approximate, a bound is a range, other money is asked about."""
    said = plain(text)
    low = lower(said)
    settled = asides.settled(said, low, asked)
    if settled is not None:
        return settled
    words = tokens(low)
    found = _amounts(low, words)
    if not found:
        return _without_amount(low, asked)
    if any(word.kind == "code" and i not in _taken(low, words) for i, word in enumerate(words)):
        return _ask(found, "not_money")
    return _decide(low, found, asked)


def _without_amount(low: str, asked: Asked) -> Reading:
    if nothing := _NOTHING.match(low):
        value = 0 if asked.none_is_zero else None
        if nothing["known"] and asked.none_is_zero:
            return Reading(Status.approximate, 0, spans=(Span(0, len(low)),))
        return Reading(Status.none, value, candidates=() if asked.none_is_zero else (0,), spans=(Span(0, len(low)),))
    if aside := asides.without_value(low):
        return aside
    if match := _NICKNAME.search(low):
        return Reading(Status.approximate, _NICKNAMES[match.group(1)], spans=(Span(*match.span()),))
    return unreadable()


def _taken(low: str, words: Sequence[Token]) -> set[int]:
    return {
        i for what in explained(low) for i, word in enumerate(words)
        if what.start <= word.start < what.end and not low[: what.start].rstrip().endswith("£")
    }  # fmt: skip


def _amounts(low: str, words: Sequence[Token]) -> list[Amount]:
    found: list[Amount] = []
    for number in numbers(words, _taken(low, words)):
        hedges.describe(number, low)
        found.append(_amount(number, words))
    hedges.pair_up([amount.number for amount in found], low)
    hedges.correct([amount.number for amount in found], low)
    return _with_pence(found, low)


def _amount(number: Number, words: Sequence[Token]) -> Amount:
    before = words[number.first - 1].text if number.first else ""
    if before == "." and number.first > 1:  # “Rs. 20”
        before = words[number.first - 2].text
    after = words[number.last].text if number.last < len(words) else ""
    if after in _PENCE_WORDS:
        money = PENCE
    elif after in _FOREIGN_WORDS or before in _FOREIGN_WORDS:
        money = FOREIGN
    elif before in ("£", "gbp") or after in _POUND_WORDS:
        money = POUNDS
    else:
        counted = after in _OTHER_UNITS or (names_a_thing(after, many=True) and after not in _SPENT)
        money = OTHER if counted else BARE
    if _minus(number, words):
        number.value = -number.value
    rounded = after == "p" or words[number.last - 1].text in SCALES or words[number.last - 1].suffix != ""
    return Amount(number, money, _pence(number, money), number.about or rounded)


def _minus(number: Number, words: Sequence[Token]) -> bool:
    """“minus £5”, “-£5”, “£-5”, but not the second of “£20-£30”."""
    at = number.first - 1
    signs = []
    while at >= 0 and words[at].text in ("£", "-", "minus", "negative"):
        signs.append(words[at].text)
        at -= 1
    after_a_figure = at >= 0 and words[at].kind == "figure"
    return any(sign != "£" for sign in signs) and not after_a_figure


def _pence(number: Number, money: str) -> int | None:
    if number.unsure or number.share or money in (FOREIGN, OTHER):
        return None
    pence = number.value * (1 if money == PENCE else 100)
    return round(pence) if abs(pence - round(pence)) < 1e-6 else None


def _with_pence(found: list[Amount], low: str) -> list[Amount]:
    """“3 pounds 50”, “£3 and 50p”: the second number is the pence of the first."""
    joined: list[Amount] = []
    for amount in found:
        last = joined[-1] if joined else None
        if last is not None and last.money == POUNDS and amount.money in (PENCE, BARE) and _follows(last, amount, low):
            last.pence = (last.pence or 0) + int(amount.number.value)
            last.about = last.about or amount.money == BARE
            last.number.end = amount.number.end
        else:
            joined.append(amount)
    return joined


def _follows(last: Amount, amount: Amount, low: str) -> bool:
    between = low[last.number.end : amount.number.start]
    whole = isinstance(last.number.value, int) and isinstance(amount.number.value, int)
    return (
        whole
        and 0 < amount.number.value < 100
        and _AND_PENCE.match(between) is not None
        and between.strip() not in ("", ",")
    ) or (whole and amount.money == PENCE and _AND_PENCE.match(between) is not None)


def _decide(low: str, found: list[Amount], asked: Asked) -> Reading:
    kept = [amount for amount in found if "rejected" not in amount.number.flags]
    if not kept:
        return _ask(found, "rejected")
    named = [amount for amount in kept if amount.money in (POUNDS, PENCE)]
    named = [amount for amount in named if not _INCLUDED.search(low[: amount.number.start])] or named
    named = [amount for amount in named if not _ONLY_QUOTED.search(low[: amount.number.start])] or named
    totals = [amount for amount in kept if "total" in amount.number.flags] or _part_of(low, kept) or _sum_first(named)
    pool = totals or named or [amount for amount in kept if amount.money == BARE]
    if note := _no_amount(low, kept, pool, asked):
        return _ask(kept, note)
    if any(_touching(a, b, low) for a, b in pairwise(kept)):
        return _ask(kept, "which_amount")  # “three fifty pounds”
    if any(amount.number.flags & {"range", "bound"} for amount in pool):
        return Reading(Status.range, candidates=_values(pool), spans=_spans(pool))
    pence = pool[0].pence
    if len({amount.pence for amount in pool}) > 1 or pence is None:
        return _ask(pool, "which_amount")
    below_nothing = asked.ask != "" and pence < 0
    quoted = _NOT_PAID.search(low) is not None and not _NOT_PAID.search(asked.ask.lower())
    return _judge(low, pool[0], asked.ask, leftover=len(kept) > len(pool) or below_nothing or quoted)


def _touching(left: Amount, right: Amount, low: str) -> bool:
    return left.money == BARE and low[left.number.end : right.number.start] == " "


def _no_amount(low: str, kept: list[Amount], pool: list[Amount], asked: Asked) -> str:
    """Why the figures say no amount of our money, or nothing."""
    if any(amount.money == FOREIGN for amount in kept):
        return "currency"
    strange = bool(pool) and pool[0].money == BARE and len(low.split()) > _FEW_WORDS and not _ABOUT_MONEY.search(low)
    if not pool or strange:
        return "not_money"
    differs = any(
        _DIFFERENCE_AFTER.match(low, amount.number.end) or _DIFFERENCE_BEFORE.search(low[: amount.number.start])
        for amount in kept
    )
    return "difference" if differs and not _ASKS_DIFFERENCE.search(asked.ask.lower()) else ""


def _part_of(low: str, kept: Sequence[Amount]) -> list[Amount]:
    """The first of “£12,400 of £15,000”, where it is the smaller."""
    if len(kept) != 2 or kept[0].pence is None or kept[1].pence is None or kept[0].pence > kept[1].pence:
        return []
    joined = _OUT_OF.match(low[kept[0].number.end : kept[1].number.start])
    return [kept[0]] if joined else []


_INCLUDED = re.compile(r"\b(?:of which|includ(?:ing|es|ed)|incl?\.?|with) (?:[a-z]+ ){0,3}£?$")
"""“£12,480, of which £3,000 was transport”."""
_ONLY_QUOTED = re.compile(
    r"\b(?:quot\w+|estimat\w+|budget\w*|forecast|planned|expected|allowed)(?: (?:was|of|for|is|at))* £?$"
)
_NOT_PAID = re.compile(
    r"\b(?:quot(?:e|ed|es|ation)|estimate[sd]?|budget(?:ed)?|forecast|to be paid|not paid|unpaid|owing|promised"
    r"|pledged|bids?|applied"
    r"|waiting (?:on|for)|refused"
    r"|rejected|declined|disallowed"
    r"|cancelled|refunded)\b"
)
"""“Quoted £900” is not what was spent, unless that is asked."""
_DIFFERENCE_AFTER = re.compile(
    r" ?(?:pounds?|quid)?,? (?:over(?!all)|under|short|overspent|underspent|in the red|left|remaining|unspent|still to"
    r"|to go|to spend|more than|less than|above|below|too much|too little)\b"
)
_DIFFERENCE_BEFORE = re.compile(
    r"\b(?:overspent|underspent|overspend|underspend|short|down|left with|remaining|saved)(?: by| of)? £?$"
    r"|\b(?:over|under) by £?$"
)
_ASKS_DIFFERENCE = re.compile(
    r"\b(?:left|remain\w*|unspent|overspen[dt]|underspen[dt]|shortfall|sav(?:ed|ings?)|owed?|balance)\b"
)
"""“£500 over” says no amount, unless the difference is asked about."""
_OUT_OF = re.compile(r"^ (?:pounds? |quid )?(?:out )?of (?:the |our |a )?(?:total |grant )?(?:of )?£?$")


def _sum_first(named: Sequence[Amount]) -> list[Amount]:
    """The first of “£18,250 (staff £15,000, travel £3,250)”: the others add up to it."""
    if len(named) < 3 or any(amount.pence is None for amount in named):
        return []
    first, *others = (amount.pence or 0 for amount in named)
    return [named[0]] if first == sum(others) else []


def _judge(low: str, amount: Amount, ask: str, *, leftover: bool) -> Reading:
    as_asked = hedges.rate_that_is_asked(ask, low[amount.number.end :])
    if amount.number.flags & ({"more", "left_out"} if as_asked else {"rate", "more", "left_out"}):
        return _ask([amount], "rate")
    if asides.asks_back(low) and amount.money == BARE:
        return _ask([amount], "question")
    about = amount.about or amount.number.about or _TAX.search(low) is not None
    doubt = about or leftover or hedges.doubted(low) or bool(asides.dont_know(low))
    negated = any(start < amount.number.start for start, _ in negations(low))
    sure = not (doubt or negated or asides.tentative(low) or asides.asks_back(low))
    return Reading(Status.exact if sure else Status.approximate, amount.pence, spans=_spans([amount]))


_TAX = re.compile(
    r"\b(?:vat|net of|gross|(?:before|after|minus|less|plus|excluding|excl\.?) (?:the |any )?"
    r"(?:tax|fees?|costs?|deductions?|refunds?|expenses))\b"
)
"""“£500 plus VAT” may mean two sums."""


def _values(found: Sequence[Amount]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(amount.pence for amount in found if amount.pence is not None))


def _spans(found: Sequence[Amount]) -> tuple[Span, ...]:
    return tuple(Span(amount.number.start, amount.number.end) for amount in found)


def _ask(found: Sequence[Amount], note: str) -> Reading:
    candidates = _values(found)
    if not candidates and len(found) == 1:
        candidates = tuple(round(value * 100) for value in found[0].number.candidates)
    return Reading(Status.ambiguous, candidates=candidates, spans=_spans(found), notes=(note,))
