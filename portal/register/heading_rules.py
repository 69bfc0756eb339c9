"""What a heading in other words means: “Total Contract Value (£)”, “Date contract starts”, “Name of Contractor”. Pure.

Only for headings that `columns` does not know by heart. The rules read words, first match first; a heading that says
something of its own (“Previous end date”, “Supplier postcode”) is left to be said as unknown.
"""

import re
from functools import lru_cache

LONGEST = 160
"""Characters. What is longer is no heading."""

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
SPELT = (
    (re.compile(r"#|\b(?:no|nos|num|nr)\b\.?"), " number "),
    (re.compile(r"\b(?:refs?)\b\.?"), " reference "),
    (re.compile(r"\bp\.? ?a\b\.?"), " annual "),
    (re.compile(r"\bdept\b\.?"), " department "),
    (re.compile(r"\bext(?:ns?)?\b\.?"), " extension "),
    (re.compile(r"\btrans\b\.?"), " transaction "),
    (re.compile(r"\bproc\b\.?"), " procurement "),
    (re.compile("£"), " gbp "),
    (re.compile(r"\bnet of(?: recoverable)? vat\b|\b(?:ex|exc|excl|excluding|exclusive(?: of)?|without|less)\b\.? ?"
                r"(?:of )?vat\b\.?"), " "),
)  # fmt: skip

WELSH = {
    "cyfeirnod": "reference", "rhif": "number", "teitl": "title", "enw": "name", "cytundeb": "agreement",
    "cyflenwr": "supplier", "cyflenwyr": "suppliers", "contractwr": "contractor", "darparwr": "provider",
    "dyddiad": "date", "dechrau": "start", "cychwyn": "start", "gorffen": "end", "diwedd": "end", "ben": "end",
    "adolygu": "review", "dyfarnu": "award", "estyniad": "extension", "estyn": "extension", "ymestyn": "extension",
    "gwerth": "value", "cyfanswm": "total", "blynyddol": "annual", "taw": "vat", "disgrifiad": "description",
    "adran": "department", "cyfarwyddiaeth": "directorate", "categori": "category", "awdurdod": "authority",
    "cyngor": "council", "caffael": "procurement", "gaffael": "procurement", "llwybr": "route",
    "gweithdrefn": "procedure", "proses": "process", "broses": "process", "math": "type",
    "gyflenwr": "supplier", "gyflenwyr": "suppliers",
    "bbach": "sme",
    "swm": "amount", "talu": "payment", "taliad": "payment", "gyfrifol": "", "nwyddau": "goods",
    "gwasanaethau": "services",
    **dict.fromkeys(("y", "yr", "r", "o", "i", "dod", "gan", "ar"), ""),
}  # fmt: skip
"""Welsh words of headings: “Dyddiad dechrau’r contract” is the date that the contract starts."""

IN_THOUSANDS = re.compile(
    r"[£(]\s*0{3}|0{3}s?\b|£\s*(?:k|m|bn)\b|\((?:k|m)\)|\b(?:thousands?|millions?)\b", re.IGNORECASE
)
"""Values that are not in pounds: read as pounds they would be wrong a thousandfold."""

YEARS = re.compile(r"\b((?:19|20)\d\d) ?[-/–] ?((?:19|20)?\d\d)\b(?![-/]\d)")
ONE_PERIOD = re.compile(
    r"(?<![-/–.\d])\b20\d\d\b(?! ?[-/–.]\s?\d)|\bq(?:uarter)? ?[1-4]\b|\bfy ?\d\d|\b(?:year|yr) ?\d{1,2}\b",
    re.IGNORECASE,
)
ON_A_DAY = re.compile(r"\b(?:as (?:at|of)|at|prices?|until|to)\b", re.IGNORECASE)
"""“Value as at March 2026”, “at 2015/16 prices” say when the whole was looked at, “to 2028” how long it is."""

ELSEWHERE = re.compile(
    r"\b(?:previous|planned(?! (?:life|lifetime|length|duration|term)\b)|closing|deadline|phone|telephone"
    r"|address|postcode|post code|status|savings?|currency"
    r"|threshold|band|percent\w*|low|high|minimum|approv\w+|publish\w*|publication|modified|created|updated"
    r"|sign(?:ed|ature)?|bids?|received|count|parent|risk|comments?|notes?|remarks?|suitable|cost (?:code|centre)"
    r"|account|invoice\w*|payments?|manager|owner|officer|holder|(?<!the )lead$"
    r"|lead (?:name|contact|buyer|commissioner)"
    r"|sponsor|login|participating|user|spent|to date(?<!^to date)"
    r"|(?<!be )paid|remaining(?! extensions?)|actual|variation|modification|social value|value for money"
    r"|(?<!extension )duration(?! of (?:any |the )?(?:\w+ )?exten)|term months|term years)\b"
)
"""Words of columns that the register has no place for, or that another column of the file says better."""

LENGTH = re.compile(r"\b(?:extend\w*|extensions?)\b")
NOT_EXTENDED = re.compile(
    r"\b(?:disregard\w*|exclud\w*|exclusive|excl|exc|ex|without|before|initial|original|current|ignoring|prior|not)\b"
)
ENDS = re.compile(
    r"\b(?:ends?|ending|expir\w+|finish\w*|completion|terminat\w+|date to|(?:valid|effective"
    r"|contract) (?:to|until))\b|^to date$"
)
STARTS = re.compile(
    r"\b(?:starts?|starting|commenc\w+|begin\w*|(?:date|valid|effective|contract) from|contract effective)\b"
    r"|^from date$"
)
LATEST = re.compile(r"\b(?:max|maximum|latest|last possible|longest|potential|possible)\b")
A_YEAR = re.compile(r"\b(?:annual\w*|yearly|per (?:annum|year)|annum)\b")
THE_WHOLE = re.compile(r"\b(?:total|whole|lifetime|life|overall|full|length|aggregate|entire)\b")
SMALL = re.compile(r"\bsmes?\b|\bsmall\b.*\bmedium\b")
VOLUNTARY = re.compile(r"\b(?:vcses?|vcs|vcso|vco|voluntary|third sector)\b")
MONEY = re.compile(r"\b(?:values?|amounts?|costs?|spend|spending|sum|price|worth|budget|gbp)\b|^contract total$")
WITH_EXTENSIONS = re.compile(
    r" (?:inc|incl|including|inclusive of|with)(?: (?:all|any|the|possible|potential|optional|available))* extensions?"
    r"(?: options?)?\b"
)
"""The most that a contract may come to is its value where nothing else is said."""

WITHOUT_EXTENSIONS = re.compile(
    r" (?:(?:exc|excl|ex|excluding|exclusive of|not including|without|before)(?: \w+)? extensions?(?: options?"
    r"| periods?)?)\b"
)
NUMBER = r"(?:reference|number|id|identifier|urn|code)"
OF_CONTRACT = (
    r"(?:contracts?|agreements?|projects?|procurement|tender|notice|opportunity|award|framework|register|purchase|order"
    r"|po)"
)

PLAIN: tuple[tuple[str, str, str], ...] = (
    # (field, words that must be there, words that must not)
    ("period", rf"^(?:{OF_CONTRACT} )*(?:period|dates|term)$|^(?:period|term|dates) of (?:the )?{OF_CONTRACT}$",
     r"\b(?:notice|tender|opportunity|award|purchase|order|po|extension)\b"),
    ("lot", r"^lot (?:name|title|number|reference|id)$", r"$^"),
    ("charity_number", r"\bcharity\b.*\b(?:number|reg\w*)\b|\bcharity commission\b", r"\b(?:company|companies)\b"),
    ("company_number", r"\b(?:company|companies house)\b.*\b(?:number|reg\w*|id)\b|\bcrn\b", r"\bcharity\b"),
    ("vat", r"\b(?:irrecoverable|recovered|recoverable|reclaimed)\b", r"^(?!.*\bvat\b)"),
    ("ocid", r"\bocid\b|\bopen contracting\b", r"$^"),
    ("cpv_label", r"\bcpv\b.*\b(?:label|description|title|text|name)\b", r"\bcodes?\b"),
    ("cpv_code", r"\bcpv\b", r"\b(?:additional|secondary)\b"),
    ("break_on", r"\bbreak\b", r"$^"),
    ("review_on", r"\breview\b", r"\b(?:review(?:er|ed)|by|frequency|period|last|previous|price)\b"),
    ("awarded_on", r"\baward(?:ed)?\b.*\b(?:date|on)\b|\bdate\b.*\baward(?:ed)?\b", r"\b(?:value|type)\b"),
    ("contact_email", r"\bcontact\b.*\be ?mail\b", r"\bsupplier\b"),
    ("department", r"\b(?:departments?|directorates?|division|business (?:unit|area)|service (?:unit|area)|team$"
     r"|organisational unit)\b",
     r"\b(?:contact|code|supplier)\b"),
    ("suppliers", r"\b(?:suppliers?|contractors?|providers?|vendors?|(?:winning|successful) (?:bidders?|tenderers?)"
     r"|recipients?|awarded to|company name|incumbent|other part(?:y|ies)(?: to)?|counterpart(?:y|ies)"
         r"|contracting part(?:y|ies)"
     r"|contracted (?:to|with|party))\b|^(?:name of )?(?:the )?(?:appointed |awarded )?company(?: name| appointed)?$",
     r"\b(?:numbers?|id|ids|code|type|category|size|group|contact|e ?mail|url|website|region|location|town|local|area"
     r"|references?|spend|values?|amount|rating|performance|dates?|charity|registered|description|service|county)\b"),
    ("reference", rf"^(?:(?:unique|our|internal|council|{OF_CONTRACT}) )*{NUMBER}(?: {NUMBER})*"
     rf"(?: (?:(?:of|for) )?(?:the )?{OF_CONTRACT})?$|^\w+ reference(?: number)?$",
     r"^code$|\b(?:supplier|vendor|provider|contractor|lot|file|customer|legal|officer|user|budget)\b(?= reference)"),
    ("title", rf"^(?:{OF_CONTRACT} )*(?:title|name)(?: (?:(?:of|for) )?(?:the )?(?:{OF_CONTRACT} ?)+)?$"
     rf"|^(?:contract )?requirement$|^project$"
     rf"|^(?:contract )?subject(?: matter)?(?: of (?:the )?(?:{OF_CONTRACT} ?)+)?$",
     r"^name$"),
    ("supplier_type", r"^(?:supplier|provider|contractor|organisation) type$"
     r"|^type (?:of )?(?:the )?(?:supplier|provider|contractor|organisation)$", r"$^"),
    ("process", r"^(?:type of )?process(?: type| used| followed)?$|^process procurement$"
     r"|\binvitation to (?:tender|quote)\b|\btender(?:ing)? process\b|\bit[tq] (?:or )?it[tq]\b", r"$^"),
    ("route", r"\b(?:procurement|tender|award|sourcing|procured|purchas\w+)\b.*"
     r"\b(?:route|method|procedure|process|approach)\b|\broute to market\b|\bprocured\b"
     r"|^procedure (?:type|used|followed)$|^type of procedure$"
     r"|\b(?:route|method|procedure|process|approach|type) of (?:the )?(?:procurement|award|sourcing|tender\w*"
         r"|purchas\w+)\b",
     r"$^"),
    ("description", r"\b(?:descriptions?|scope|goods and(?: or)? services)\b"
        r"|^(?:grant )?purpose(?: of (?:the )?(?:grant|award))?$", r"\bcategory\b"),
    ("category", r"\b(?:category|classification)\b", r"\bsupplier\b"),
    ("arrangement", r"^(?:type of (?:contract|agreement)|(?:contract|agreement) (?:type|arrangement))$", r"$^"),
    ("authority", r"^(?:name of )?(?:the )?(?:contracting |contract |buying |buyer |purchasing )*"
     r"(?:authority|council|buyer|organisation|body|health board|nhs board)(?: organisation| name| body)*$",
     r"^(?:organisation|body)(?: name)?$"),
)  # fmt: skip
_PLAIN = tuple((field, re.compile(there), re.compile(absent)) for field, there, absent in PLAIN)


@lru_cache(maxsize=4096)
def meaning(heading: str) -> str:
    """The field that a heading is in other words, or nothing."""
    if not heading or len(heading) > LONGEST or IN_THOUSANDS.search(heading):
        return ""
    words = words_of(heading)
    if ELSEWHERE.search(words):
        return ""
    found = _of_supplier(words) or _day_or_length(words) or _money(words) or _plain(words)
    return "" if found in ("value", "gross_value") and is_of_one_period(heading) else found


def before_explanation(heading: str) -> str:
    """“Contract Reference” of “Contract Reference – the unique number that we gave the contract”; else nothing.

    Only where at least four words follow, and none makes the heading another: “Supplier – registered address …”.
    """
    found = EXPLAINED.fullmatch(heading) if len(heading) <= LONGEST else None
    if not found or len(found[2].split()) < 4 or IN_THOUSANDS.search(heading):
        return ""
    if is_of_one_period(heading) or ELSEWHERE.search(words_of(found[1])) or ELSEWHERE.search(words_of(found[2])):
        return ""
    return found[1].strip()


EXPLAINED = re.compile(r"([^\[(:–—-]{3,60}?)\s*(?:[\[(:–—]|\s-)\s*(.+)")


def is_of_one_period(heading: str) -> bool:
    """Whether a heading of values speaks of one year or quarter among others: “2025/26 value”, “Spend Q3”."""
    if ON_A_DAY.search(heading):
        return False
    one_year = any((int(first) + 1) % 100 == int(then) % 100 for first, then in YEARS.findall(heading))
    return one_year or bool(ONE_PERIOD.search(heading))


OF_A_PIVOT = re.compile(r"^(?:sum|max|min|first) of (?=\S+ ?\S*$|.*\bdate\b)", re.IGNORECASE)
"""“Max of End Date”: what a pivot table makes of a heading."""


def words_of(heading: str) -> str:
    """The words of a heading in one way of writing: small letters, short forms spelt out, Welsh in English."""
    text = CAMEL.sub(" ", OF_A_PIVOT.sub("", heading)).lower().replace("_", " ").replace("’", "'").replace("'s", "s")
    for shape, spelt in SPELT:
        text = shape.sub(spelt, text)
    said = [WELSH.get(word, word) for word in re.findall(r"[a-z]+", text)]
    return " ".join(" ".join(said).split())


def _of_supplier(words: str) -> str:
    """SME and VCSE, which some registers ask in one column."""
    small, voluntary = bool(SMALL.search(words)), bool(VOLUNTARY.search(words))
    if not (small or voluntary) or re.search(r"\b(?:number|spend|value|date|reg\w*)\b", words):
        return ""
    if small and voluntary:
        return "supplier_type"
    return "sme" if small else "vcse_kind" if "type" in words.split() else "vcse"


def _day_or_length(words: str) -> str:
    """The end and by how much it may move; the start."""
    if re.search(r"\b(?:award\w*|review|break|vat)\b", words) or OF_SOMETHING_ELSE.search(words):
        return ""
    longer = LENGTH.search(words)
    if ENDS.search(words):
        if longer and NOT_EXTENDED.search(words):
            return "ends_on"  # “without possible extensions”
        return "last_end_on" if longer or LATEST.search(words) else "ends_on"
    if longer:
        return _extension(words)
    return "starts_on" if STARTS.search(words) else ""


OF_SOMETHING_ELSE = re.compile(
    r"\b(?:tender\w*|advert\w*|procurement|opportunity|bidding|evaluation|standstill|warranty|financial year|notice)\b"
    r"|\bextensions?\b.*\b(?:start\w*|from|decision|request\w*|trigger\w*|reason)\b|\bstart\w*\b.*\bextension"
    r"|^(?!.*\b(?:months|years)\b).*\bnumber of (?:\w+ )?extensions?\b|\bextension number\b"
    r"|\bterminat\w+ (?:clause|reasons?|rights?)\b"
)
"""Days and numbers that are not those of the contract: “Tender start date”, “Number of extensions”."""


def _extension(words: str) -> str:
    if re.search(r"\b(?:dates?|until|to)$|\bextended to\b", words):
        return "last_end_on"
    if words.endswith("extended") or MONEY.search(words):
        return ""
    return "extension_years" if re.search(r"\byears?$", words) else "extension"


def _money(words: str) -> str:
    words = WITHOUT_EXTENSIONS.sub("", WITH_EXTENSIONS.sub("", words))
    if not MONEY.search(words) or re.search(
        r"\b(?:dates?|code|irrecoverable|recovered|extensions?|invitation|mechanism|type|basis|weight\w*|scores?|split|ratio"
        r"|increases?|uplift|indexation|liability|insurance|bond|indemnity|deposit|retention|income|rebate|levy|unit|hourly"
        r"|daily|weekly|monthly|quarterly|rates?|per (?:unit|hour|day|week|month|quarter|place|person))\b",
        words,
    ):
        return ""
    if "vat" in words.split():
        return "gross_value" if re.search(r"\b(?:inc|incl|including|inclusive|with|gross)\b", words) else ""
    if A_YEAR.search(words) and not is_either(words):
        return "yearly_value"
    return "value"


def is_either(heading: str) -> bool:
    """Whether a heading of values leaves open of what: “sum over the length … or the estimated annual spending”."""
    words = words_of(heading)
    return bool(A_YEAR.search(words) and (THE_WHOLE.search(words) or " contract " in f" {words} ") and " or " in words)


def _plain(words: str) -> str:
    return next((field for field, there, absent in _PLAIN if there.search(words) and not absent.search(words)), "")


OF_CONTRACT_LENGTH = re.compile(
    r"^(?:contract |agreement )?(?:length|duration|term)(?: of (?:the )?(?:contract"
    r"|agreement))?(?: in)?(?: (?:months|years))?$"
)
"""How long it runs: read only where no column has its end."""

NUMBERED = re.compile(r"\b(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|extension ?[1-9])\b", re.IGNORECASE)
"""One of several extensions, each in a column of its own."""


def is_numbered(heading: str) -> bool:
    """“Supplier 2”, “Additional suppliers”: one of several columns, each with another."""
    return bool(re.search(r"\d\W*$|\b(?:second|third|fourth|fifth|additional|other)\b", heading, re.IGNORECASE))


LEAST_GOOD = re.compile(
    r"^number$|\b(?:tender|notice|opportunity|procurement|purchase|order|po|estimated|original|initial|framework)\b"
)
BEST = re.compile(r"\b(?:contract|agreement|current|total|whole|lifetime)\b")


def rank(heading: str) -> int:
    """Which of several columns for one thing says it best: the smallest number."""
    words = words_of(heading)
    return 2 if LEAST_GOOD.search(words) or WITH_EXTENSIONS.search(words) else 0 if BEST.search(words) else 1
