"""Who may do what: one line for each rule and method of the portal, compared with the portal both ways.

`yes`      the view answers (also with “you left something out”)
`sign in`  to the sign-in page; a form that was sent gets the page that keeps the words
`404`      it does not exist for this person        `403`      it does, and is not for them
"""

from tests.portal.access_events_table import event_rows
from tests.portal.access_independent_table import independent_rows
from tests.portal.access_outcomes_table import outcome_rows
from tests.portal.access_register_table import register_rows

WHO = {
    "anonymous": None,
    "lead": "alice",
    "colleague": "bob",
    "other provider": "charlie",
    "officer": "dana",
    "manager": "erin",
    "administrator": "frank",
    "auditor": "hana",
    "register editor": "joan",
    "procurement officer": "kofi",
    "evaluator": "lena",
    "officer elsewhere": "gita",
    "no seat": "ivan",
    "independent person": "mona",
}
Row = dict[str, str]


def row(rest: str, *, yes: str = "", **others: str) -> Row:
    """Outcomes by person: `rest` for all but those named; anonymous people sign in unless they are named."""
    outcomes = dict.fromkeys(WHO, rest) | {"anonymous": "sign in"}
    named = {"yes": yes} | {outcome.replace("_", " ").removeprefix("is "): who for outcome, who in others.items()}
    for outcome, people in named.items():
        for person in filter(None, (p.strip() for p in people.split(","))):
            assert person in WHO, person
            outcomes[person] = outcome
    return outcomes


PUBLIC = row("yes", yes="anonymous")
SIGNED_IN = row("yes")
PARTWAY = row("sign in")  # between password and second factor, where nobody of the table is
OUR_RETURN = row("404", yes="lead, colleague")
BOTH_SIDES = row("404", yes="lead, colleague, officer, manager, auditor")
READERS = row("403", yes="officer, manager, auditor, officer elsewhere")
ASKERS = row("403", yes="officer, manager, officer elsewhere")
READ_RETURN = row("403", yes="officer, manager, auditor", is_404="officer elsewhere")
WORKS_HERE = row("403", yes="officer, manager", is_404="officer elsewhere")
DECIDE = row("403", yes="officer, manager", is_404="auditor, officer elsewhere")
PROVIDERS = row("403", yes="lead, colleague, other provider")
OUR_FIGURES = OUR_HOME = row("403", yes="lead, colleague", is_404="other provider")
LEADS = row("403", yes="lead, other provider, administrator")
INVITES_PROVIDERS = row("403", yes="officer, manager, officer elsewhere")
OUR_LEAD = row("404", yes="lead")
READS_REGISTER = row("403", yes="officer, manager, auditor, register editor, officer elsewhere")
KEEPS_REGISTER = row("403", yes="manager, register editor")
READS_TENDERS = row("403", yes="procurement officer, evaluator, manager, auditor")
WRITES_TENDERS = row("403", yes="procurement officer, manager")
SEES_QUESTIONS = row("403", yes="officer, manager, auditor, administrator, officer elsewhere")
SEES_A_SET = row("403", yes="officer, manager, auditor, administrator", is_404="officer elsewhere")
CHANGES_QUESTIONS = row("403", yes="manager, administrator")
ASKS = row("403", yes="lead, colleague, other provider")
OWN_QUESTION = row("404", yes="lead, colleague", is_403="no seat, independent person")
ADMINISTRATOR = row("403", yes="administrator")

TABLE: dict[str, Row] = {
    # home
    "GET /": PUBLIC,
    "GET /find": BOTH_SIDES,
    "GET /health": PUBLIC,
    # the questions, open to everybody
    "GET /questions/": PUBLIC,
    "GET /questions/<set_key>/<version>/": PUBLIC,
    "GET /questions/<set_key>/<version>/paper": PUBLIC,
    "GET /questions/<set_key>/<version>/try/<page>": PUBLIC,
    "POST /questions/<set_key>/<version>/try/<page>": PUBLIC,
    **event_rows(row, PUBLIC),
    **independent_rows(row),
    # tenders
    "GET /tenders/": PUBLIC,
    "GET /tenders/<authority>/<slug>/": PUBLIC,
    "GET /tenders/<authority>/<slug>/documents/<uuid:version>": row("404", is_404="anonymous"),  # no such file here
    "GET /desk/tenders/": READS_TENDERS,
    "GET /desk/tenders/new": WRITES_TENDERS,
    "POST /desk/tenders/new": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/": READS_TENDERS,
    "GET /desk/tenders/<uuid:tender>/<any(what, who, lots, judged, when, staff):part>": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/<any(what, who, lots, judged, when, staff):part>": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/set-aside/<check>": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/publish": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/jointly": row("403", is_404="procurement officer, manager"),  # nobody joins it
    "GET /desk/tenders/<uuid:tender>/documents/": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/documents/": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/addendum/<any(what, who, lots, judged, when, staff):part>": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/addendum/<any(what, who, lots, judged, when, staff):part>": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/deadline": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/deadline": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/decide": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/decide": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/panel": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/panel": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/declare": row("403", yes="evaluator, procurement officer, manager"),
    "POST /desk/tenders/<uuid:tender>/declare": row("403", yes="evaluator, procurement officer, manager"),
    # questions about tenders
    "GET /tenders/<authority>/<slug>/questions/": PUBLIC,
    "GET /tenders/<authority>/<slug>/questions/ask": ASKS,
    "POST /tenders/<authority>/<slug>/questions/ask": ASKS,
    "GET /tenders/<authority>/<slug>/questions/ask/check": ASKS,
    "POST /tenders/<authority>/<slug>/questions/ask/send": ASKS,
    "GET /tenders/<authority>/<slug>/questions/ask/talk": ASKS,
    "POST /tenders/<authority>/<slug>/questions/ask/talk": ASKS,
    "POST /tenders/<authority>/<slug>/questions/ask/talk/take-out": ASKS,
    "GET /tenders/<authority>/<slug>/questions/ask/talk/transcript.txt": ASKS,
    "POST /tenders/<authority>/<slug>/questions/ask/discard": ASKS,
    "GET /tenders/<authority>/<slug>/questions/<uuid:question>": OWN_QUESTION,
    "POST /tenders/<authority>/<slug>/questions/<uuid:question>/<any(withdraw, reword, helps):act>": OWN_QUESTION,
    "GET /desk/tenders/<uuid:tender>/questions/": READS_TENDERS,
    "GET /desk/tenders/<uuid:tender>/questions/<uuid:question>": READS_TENDERS,
    "POST /desk/tenders/<uuid:tender>/questions/<uuid:question>/name": row("403", yes="manager"),
    "POST /desk/tenders/<uuid:tender>/questions/<uuid:question>/rule": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/questions/<uuid:question>/claim": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/questions/<uuid:question>/time": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/questions/<uuid:question>/join": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/questions/came": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/questions/came": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/questions/draft": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/answers/<uuid:reply>": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/answers/<uuid:reply>": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/answers/<uuid:reply>/agree": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/answers/release": WRITES_TENDERS,
    "GET /desk/tenders/<uuid:tender>/answers/released/<slug>": WRITES_TENDERS,
    "POST /desk/tenders/<uuid:tender>/answers/released/<slug>": WRITES_TENDERS,
    **outcome_rows(row, PUBLIC, WRITES_TENDERS),
    # returns, the provider’s side
    "GET /returns/": SIGNED_IN,
    "GET /returns/<uuid:return_id>/": OUR_RETURN,
    "GET /returns/<uuid:return_id>/<page>": OUR_RETURN,
    "POST /returns/<uuid:return_id>/<page>": OUR_RETURN,
    "GET /returns/<uuid:return_id>/check": OUR_RETURN,
    "POST /returns/<uuid:return_id>/send": OUR_RETURN,
    "GET /returns/<uuid:return_id>/receipt/<int(max=9999):number>": BOTH_SIDES,
    "POST /returns/<uuid:return_id>/more-time": OUR_RETURN,
    "GET /returns/<uuid:return_id>/correct": OUR_RETURN,
    "POST /returns/<uuid:return_id>/correct": OUR_RETURN,
    "GET /returns/<uuid:return_id>/take-out/<key>": OUR_RETURN,
    "POST /returns/<uuid:return_id>/take-out/<key>": OUR_RETURN,
    # files of returns
    "GET /files/<uuid:upload_id>": BOTH_SIDES,
    "POST /files/<uuid:upload_id>": BOTH_SIDES,
    "GET /files/<uuid:upload_id>/take-out": OUR_RETURN,
    "POST /files/<uuid:upload_id>/take-out": OUR_RETURN,
    # returns, in one’s own words; a conversation is its person’s alone
    "GET /returns/<uuid:return_id>/talk": OUR_RETURN,
    "POST /returns/<uuid:return_id>/talk": OUR_RETURN,
    "GET /returns/<uuid:return_id>/talk/transcript.txt": OUR_RETURN,
    "GET /returns/<uuid:return_id>/talk/take-out/<int(max=99999):number>": OUR_LEAD,
    "POST /returns/<uuid:return_id>/talk/take-out/<int(max=99999):number>": OUR_LEAD,
    # figures over time
    "GET /returns/figures/": PROVIDERS,
    "GET /returns/figures/<council>/<set_key>/": OUR_FIGURES,
    "GET /returns/figures/<council>/<set_key>/<key>": OUR_FIGURES,
    "GET /returns/figures/returns.xlsx": PROVIDERS,
    "GET /returns/figures/returns.json": PROVIDERS,
    "GET /desk/figures/": READERS,
    "GET /desk/figures/<set_key>/": READERS,
    "GET /desk/figures/<set_key>/<key>": READERS,
    "GET /desk/figures/<set_key>/share/<period>": READERS,
    "POST /desk/figures/<set_key>/export": READERS,
    # returns, the authority’s side
    "GET /desk/returns/": READERS,
    "GET /desk/returns/new": ASKERS,
    "POST /desk/returns/new": ASKERS,
    "GET /desk/returns/<uuid:return_id>/": READ_RETURN,
    "GET /desk/returns/<uuid:return_id>/provider": READ_RETURN,
    "POST /desk/returns/<uuid:return_id>/accept": DECIDE,
    "POST /desk/returns/<uuid:return_id>/send-back": DECIDE,
    "POST /desk/returns/<uuid:return_id>/withdraw": DECIDE,
    "POST /desk/returns/<uuid:return_id>/more-time": DECIDE,
    # how much is asked of whom
    "GET /questions/how-much-we-ask/": PUBLIC,
    "GET /desk/risk/": READERS,
    "GET /desk/risk/<authority>/<uuid:provider>": row("403", yes="officer, manager", is_404="officer elsewhere"),
    "POST /desk/risk/<authority>/<uuid:provider>": row("403", yes="officer, manager", is_404="officer elsewhere"),
    # entered by telephone
    "GET /desk/returns/<uuid:return_id>/telephone": WORKS_HERE,
    "POST /desk/returns/<uuid:return_id>/telephone": WORKS_HERE,
    "GET /desk/returns/<uuid:return_id>/telephone/<page>": WORKS_HERE,
    "POST /desk/returns/<uuid:return_id>/telephone/<page>": WORKS_HERE,
    "GET /desk/returns/<uuid:return_id>/telephone/check": WORKS_HERE,
    "POST /desk/returns/<uuid:return_id>/telephone/hand-over": WORKS_HERE,
    "POST /desk/returns/<uuid:return_id>/telephone/drop": WORKS_HERE,
    # who looks after what
    "GET /desk/care/": READERS,
    "GET /desk/care/<authority>/": READ_RETURN,
    "POST /desk/care/<authority>/": WORKS_HERE,
    "GET /desk/care/<authority>/away": WORKS_HERE,
    "POST /desk/care/<authority>/away": WORKS_HERE,
    "POST /desk/care/<authority>/back": WORKS_HERE,
    # the council’s providers
    "GET /desk/providers/": READERS,
    "GET /desk/providers/<authority>/": READ_RETURN,
    "POST /desk/providers/<authority>/invite": WORKS_HERE,
    "GET /desk/providers/<authority>/import": WORKS_HERE,
    "POST /desk/providers/<authority>/import": WORKS_HERE,
    "GET /desk/providers/<authority>/import/<digest>": WORKS_HERE,
    "POST /desk/providers/<authority>/import/<digest>/take-in": WORKS_HERE,
    "POST /desk/providers/<authority>/import/<digest>/throw-away": WORKS_HERE,
    "POST /desk/providers/<authority>/same/<uuid:proposal>": WORKS_HERE,
    "GET /desk/providers/links": READS_REGISTER,
    "POST /desk/providers/links/<uuid:proposal>": KEEPS_REGISTER,
    # what we ask
    "GET /desk/questions/": SEES_QUESTIONS,
    "POST /desk/questions/<authority>/<set_key>/adopt": CHANGES_QUESTIONS,
    "POST /desk/questions/<authority>/<set_key>/stop": CHANGES_QUESTIONS,
    "GET /desk/questions/<authority>/<set_key>/newer": SEES_A_SET,
    "POST /desk/questions/<authority>/<set_key>/newer": CHANGES_QUESTIONS,
    "GET /desk/questions/<authority>/<set_key>/": SEES_A_SET,
    "GET /desk/questions/<authority>/<set_key>/change": CHANGES_QUESTIONS,
    "POST /desk/questions/<authority>/<set_key>/change": CHANGES_QUESTIONS,
    "POST /desk/questions/<authority>/<set_key>/back/<int(max=99999):number>": CHANGES_QUESTIONS,
    "GET /desk/questions/drop/": READERS,
    "POST /desk/questions/drop/<uuid:return_id>/done": row("403", yes="officer, manager", is_404="officer elsewhere"),
    "GET /desk/one-offs/": READERS,
    "GET /desk/one-offs/new": ASKERS,
    "POST /desk/one-offs/new/<authority>/<service>": row("403", yes="officer, manager", is_404="officer elsewhere"),
    "GET /desk/one-offs/<uuid:one_off>/": READ_RETURN,
    "GET /desk/one-offs/<uuid:one_off>.csv": READ_RETURN,
    "POST /desk/one-offs/<uuid:one_off>/close": DECIDE,
    **register_rows(row, PUBLIC),
    # ideas
    "GET /ideas/new": PUBLIC,
    "POST /ideas/new": PUBLIC,
    "GET /ideas/received": PUBLIC,
    "GET /desk/ideas/": row("403", yes="officer, manager, auditor, register editor, officer elsewhere"),
    "GET /desk/ideas/<uuid:idea>/take-out": row("403", yes="officer, manager", is_404="officer elsewhere"),
    "POST /desk/ideas/<uuid:idea>/take-out": row("403", yes="officer, manager", is_404="officer elsewhere"),
    # mail that could not be delivered
    "GET /desk/mail/": ADMINISTRATOR,
    "POST /desk/mail/<int(max=999999999):number>/try-again": ADMINISTRATOR,
    # the profile of an organisation
    "GET /profile/": PROVIDERS,
    "POST /profile/confirm": PROVIDERS,
    "GET /profile/<section>": PROVIDERS,
    "POST /profile/<section>": PROVIDERS,
    "GET /profile/homes/new": PROVIDERS,
    "POST /profile/homes/new": PROVIDERS,
    "GET /profile/homes/<uuid:home>": OUR_HOME,
    "POST /profile/homes/<uuid:home>": OUR_HOME,
    "GET /profile/homes/<uuid:home>/close": OUR_HOME,
    "POST /profile/homes/<uuid:home>/close": OUR_HOME,
    # what ends, and what Ofsted has
    "GET /profile/ends/": PROVIDERS,
    "GET /profile/ends/new": PROVIDERS,
    "POST /profile/ends/new": PROVIDERS,
    "POST /profile/ends/<what>": OUR_HOME,
    "POST /profile/ends/<uuid:ending>/stop": OUR_HOME,
    "GET /profile/ofsted/<uuid:home>": OUR_HOME,
    "POST /profile/ofsted/<uuid:home>": OUR_HOME,
    "GET /desk/ofsted/": READERS,
    "POST /desk/ofsted/": ASKERS,
    "GET /desk/ofsted/<digest>": ASKERS,
    "POST /desk/ofsted/<digest>/take-in": ASKERS,
    "POST /desk/ofsted/<digest>/throw-away": ASKERS,
    # a calendar: whoever has its secret address
    "GET /calendar/": PROVIDERS,
    "POST /calendar/new": PROVIDERS,
    "POST /calendar/stop": PROVIDERS,
    "GET /calendar/<key>.ics": PUBLIC,
    # people of an organisation
    "GET /people/": row("yes", is_403="no seat, independent person"),
    "GET /people/invite": LEADS,
    "POST /people/invite": LEADS,
    "GET /people/invite-provider": INVITES_PROVIDERS,
    "POST /people/invite-provider": INVITES_PROVIDERS,
    "POST /people/invitations/<uuid:invitation>/withdraw": OUR_LEAD,
    "GET /people/<uuid:membership>/remove": OUR_LEAD,
    "POST /people/<uuid:membership>/remove": OUR_LEAD,
    "GET /people/<uuid:membership>/hand-over": OUR_LEAD,
    "POST /people/<uuid:membership>/hand-over": OUR_LEAD,
    "GET /people/<uuid:membership>/roles": row("404", yes="administrator"),
    "POST /people/<uuid:membership>/roles": row("404", yes="administrator"),
    "GET /people/invitations/<token>": PUBLIC,
    "POST /people/invitations/<token>": PUBLIC,
    "POST /switch": row("404", yes="lead, colleague"),
    # one’s own account
    "GET /account/": SIGNED_IN,
    "GET /account/sign-ins": SIGNED_IN,
    "POST /account/sign-ins/<uuid:sign_in>/end": OUR_LEAD,
    "POST /account/sign-ins/end-others": SIGNED_IN,
    "GET /account/change": SIGNED_IN,
    "POST /account/change": SIGNED_IN,
    "GET /account/tf-setup": SIGNED_IN,
    "POST /account/tf-setup": SIGNED_IN,
    "GET /account/mf-recovery-codes": SIGNED_IN,
    "POST /account/mf-recovery-codes": SIGNED_IN,
    # signing in and registering
    "GET /account/login": PUBLIC,
    "POST /account/login": PUBLIC,
    "POST /account/logout": PUBLIC,
    "GET /account/us-signin": PUBLIC,
    "POST /account/us-signin": PUBLIC,
    "POST /account/us-signin/send-code": PUBLIC,
    "GET /account/reset": PUBLIC,
    "POST /account/reset": PUBLIC,
    "GET /account/reset/<token>": PUBLIC,
    "POST /account/reset/<token>": PUBLIC,
    "GET /account/tf-validate": PARTWAY,
    "POST /account/tf-validate": PARTWAY,
    "GET /account/tf-rescue": PUBLIC,
    "GET /account/mf-recovery": SIGNED_IN,
    "POST /account/mf-recovery": SIGNED_IN,
    "GET /account/help": PUBLIC,
    "GET /account/register": PUBLIC,
    "POST /account/register": PUBLIC,
    "GET /account/register/confirm": PUBLIC,
    "POST /account/register/confirm": PUBLIC,
    "GET /account/register/<token>": PUBLIC,
    "POST /account/register/<token>": PUBLIC,
}
