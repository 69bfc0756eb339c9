"""Who may do what with the contracts register, its editions and its site; a part of the table of access_table.py."""

from collections.abc import Callable

Row = dict[str, str]


def register_rows(row: Callable[..., Row], public: Row) -> dict[str, Row]:
    """The lines of these rules; `row` makes one."""
    reads = row("403", yes="officer, manager, auditor, register editor, officer elsewhere")
    reads_one = row("403", yes="officer, manager, auditor, register editor", is_404="officer elsewhere")
    keeps = row("403", yes="manager, register editor")
    takes_down = row("403", yes="manager")
    return {
        # the contracts register
        "GET /desk/register/": reads,
        "GET /desk/register/new": keeps,
        "POST /desk/register/new": keeps,
        "GET /desk/register/contracts/<authority>/<slug>/": reads_one,
        "GET /desk/register/contracts/<authority>/<slug>/change": keeps,
        "POST /desk/register/contracts/<authority>/<slug>/change": keeps,
        "GET /desk/register/contracts/<authority>/<slug>/extend": keeps,
        "POST /desk/register/contracts/<authority>/<slug>/extend": keeps,
        "GET /desk/register/contracts/<authority>/<slug>/end": keeps,
        "POST /desk/register/contracts/<authority>/<slug>/end": keeps,
        "GET /desk/register/contracts/<authority>/<slug>/leave-out": keeps,
        "POST /desk/register/contracts/<authority>/<slug>/leave-out": keeps,
        "POST /desk/register/contracts/<authority>/<slug>/put-back": keeps,
        "GET /desk/register/contracts/<authority>/<slug>/<any(users, buyers):what>": keeps,
        "POST /desk/register/contracts/<authority>/<slug>/<any(users, buyers):what>": keeps,
        "GET /desk/register/services/": reads,
        "GET /desk/register/services/<authority>/<key>/": keeps,
        "POST /desk/register/services/<authority>/<key>/": keeps,
        "GET /desk/register/held/": reads,
        "GET /desk/register/held/released/": reads,
        "GET /desk/register/held/<authority>/<slug>/": keeps,
        "POST /desk/register/held/<authority>/<slug>/release": keeps,
        "POST /desk/register/held/<authority>/<slug>/redact": keeps,
        # register files
        "GET /desk/register/import": reads,
        "POST /desk/register/import": keeps,
        "GET /desk/register/import/<uuid:authority>/<digest>": keeps,
        "GET /desk/register/import/<uuid:authority>/<digest>/<part>": keeps,
        "POST /desk/register/import/<uuid:authority>/<digest>/take-in": keeps,
        "POST /desk/register/import/<uuid:authority>/<digest>/look-again": keeps,
        "POST /desk/register/import/<uuid:authority>/<digest>/throw-away": keeps,
        "GET /desk/register/findings/<uuid:taken_in>": reads_one,
        "GET /desk/register/findings/<uuid:taken_in>/all": reads_one,
        "GET /desk/register/findings/<uuid:taken_in>.csv": reads_one,
        "GET /desk/register/findings/<uuid:taken_in>/take-out": keeps,
        "POST /desk/register/findings/<uuid:taken_in>/take-out": keeps,
        "POST /desk/register/findings/<uuid:taken_in>/put-back": keeps,
        # spending files
        "GET /desk/register/spending/import/": reads,
        "POST /desk/register/spending/import/": keeps,
        "GET /desk/register/spending/import/<uuid:authority>/<digest>": keeps,
        "GET /desk/register/spending/import/<uuid:authority>/<digest>/<part>": keeps,
        "POST /desk/register/spending/import/<uuid:authority>/<digest>/take-in": keeps,
        "POST /desk/register/spending/import/<uuid:authority>/<digest>/look-again": keeps,
        "POST /desk/register/spending/import/<uuid:authority>/<digest>/throw-away": keeps,
        "GET /desk/register/spending/files/<uuid:taken_in>": reads_one,
        "GET /desk/register/spending/files/<uuid:taken_in>/findings": reads_one,
        "GET /desk/register/spending/files/<uuid:taken_in>/findings.csv": reads_one,
        "GET /desk/register/spending/files/<uuid:taken_in>/take-out": keeps,
        "POST /desk/register/spending/files/<uuid:taken_in>/take-out": keeps,
        # spending, and what a council says of itself
        "GET /desk/register/spending/": reads,
        "POST /desk/register/spending/payees": keeps,
        "POST /desk/register/spending/purposes": keeps,
        "GET /desk/register/buying/": keeps,
        "POST /desk/register/buying/": keeps,
        "GET /desk/register/colour/": keeps,
        "POST /desk/register/colour/": keeps,
        # suppliers
        "GET /desk/register/suppliers/<slug>/local": keeps,
        "POST /desk/register/suppliers/<slug>/local": keeps,
        "GET /desk/register/suppliers/": reads,
        "GET /desk/register/suppliers/<slug>/": reads_one,
        "GET /desk/register/suppliers/<slug>/change": keeps,
        "POST /desk/register/suppliers/<slug>/change": keeps,
        "GET /desk/register/suppliers/<slug>/provider": keeps,
        "POST /desk/register/suppliers/<slug>/provider": keeps,
        "POST /desk/register/suppliers/<slug>/unlink": keeps,
        "GET /desk/register/suppliers/<slug>/same-as": keeps,
        "POST /desk/register/suppliers/<slug>/same-as": keeps,
        "GET /desk/register/suppliers/<slug>/apart": keeps,
        "POST /desk/register/suppliers/<slug>/apart": keeps,
        "GET /desk/register/suppliers/merge": reads,
        "GET /desk/register/suppliers/merge/<a>/<b>": reads_one,
        "POST /desk/register/suppliers/merge/<a>/<b>": keeps,
        # its editions
        "GET /desk/editions/": reads,
        "GET /desk/editions/<authority>/<period>/": reads_one,
        "GET /desk/editions/<authority>/<period>/close": keeps,
        "POST /desk/editions/<authority>/<period>/close": keeps,
        "GET /desk/editions/<authority>/<period>/correct": keeps,
        "POST /desk/editions/<authority>/<period>/correct": keeps,
        "GET /desk/editions/ask-take-down/<authority>/<slug>": takes_down,
        "POST /desk/editions/ask-take-down/<authority>/<slug>": takes_down,
        "GET /desk/editions/take-down/<uuid:take_down>/": takes_down,
        "POST /desk/editions/take-down/<uuid:take_down>/agree": takes_down,
        "POST /desk/editions/take-down/<uuid:take_down>/withdraw": takes_down,
        # publishing the site
        "GET /desk/publishing/": reads,
        "POST /desk/publishing/": keeps,
        "GET /desk/publishing/<uuid:build>/": reads,
        # corrections of the public site
        "GET /corrections/new": public,
        "POST /corrections/new": public,
        "GET /corrections/<uuid:correction>/": public,
        "GET /desk/corrections/": reads,
        "GET /desk/corrections/<uuid:correction>/": reads_one,
        "POST /desk/corrections/<uuid:correction>/": keeps,
        "GET /desk/corrections/<uuid:correction>/take-out": keeps,
        "POST /desk/corrections/<uuid:correction>/take-out": keeps,
    }
