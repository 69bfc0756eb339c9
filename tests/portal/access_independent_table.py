"""Lines of the access table for independent persons of homes, and for their reports that a council enters itself.

They fill in their own returns at the addresses where anybody does: tests/portal/independent/ looks at those.
"""

from collections.abc import Callable

Row = dict[str, str]


def independent_rows(row: Callable[..., Row]) -> dict[str, Row]:
    """`row` as in access_table."""
    ours = row("403", yes="lead, colleague", is_404="other provider")
    names = row("403", yes="lead", is_404="colleague, other provider")
    readers = row("403", yes="officer, manager, auditor, officer elsewhere")
    reads = row("403", yes="officer, manager, auditor", is_404="officer elsewhere")
    works = row("403", yes="officer, manager", is_404="auditor, officer elsewhere")
    enters = row("403", yes="officer, manager", is_404="officer elsewhere")
    everybody = row("yes", yes="anonymous")
    return {
        "GET /independent-persons/": row("403", yes="lead, colleague, other provider"),
        "GET /independent-persons/<uuid:home>/<authority>/": ours,
        "POST /independent-persons/<uuid:home>/<authority>/name": names,
        "POST /independent-persons/<uuid:home>/<authority>/end": names,
        "GET /independent-persons/reports/<uuid:return_id>/": ours,
        "POST /independent-persons/reports/<uuid:return_id>/reply": ours,
        "POST /independent-persons/reports/<uuid:return_id>/take-out/<uuid:reply_id>": ours,
        "GET /independent-persons/join/<token>": everybody,
        "POST /independent-persons/join/<token>": everybody,
        "GET /desk/independent-persons/": readers,
        "GET /desk/independent-persons/<uuid:home>/<authority>/": reads,
        "POST /desk/independent-persons/<uuid:home>/<authority>/name": works,
        "POST /desk/independent-persons/<uuid:home>/<authority>/end": works,
        "GET /desk/returns/<uuid:return_id>/report/": enters,
        "GET /desk/returns/<uuid:return_id>/report/<page>": enters,
        "POST /desk/returns/<uuid:return_id>/report/<page>": enters,
        "GET /desk/returns/<uuid:return_id>/report/check": enters,
        "POST /desk/returns/<uuid:return_id>/report/send": enters,
    }
