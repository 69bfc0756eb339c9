"""Who may do what after the decision of a tender, and with following; joined into access_table.TABLE."""

from collections.abc import Callable

Row = dict[str, str]


def outcome_rows(row: Callable[..., Row], public: Row, writes: Row) -> dict[str, Row]:
    """The rules, made with the words of the table."""
    bidders, managers = row("404", yes="lead, colleague"), row("403", yes="manager")
    return {
        # following without an account
        "GET /follow/<any(tender, service, council):kind>/<authority>/<slug>/": public,
        "POST /follow/<any(tender, service, council):kind>/<authority>/<slug>/": public,
        "GET /follow/sent": public,
        "GET /follow/left": public,
        "GET /follow/leave/<key>": public,
        "POST /follow/leave/<key>": public,
        "GET /follow/link/<key>": public,
        "POST /follow/link/<key>": public,
        # after the decision
        "GET /tenders/<authority>/<slug>/feedback/": bidders,
        "GET /tenders/<authority>/<slug>/feedback/feedback.txt": bidders,
        "GET /desk/tenders/<uuid:tender>/outcome/": writes,
        "GET /desk/tenders/<uuid:tender>/outcome/new": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/new": writes,
        "GET /desk/tenders/<uuid:tender>/outcome/bidders/<uuid:bidder>": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/bidders/<uuid:bidder>": writes,
        "GET /desk/tenders/<uuid:tender>/outcome/bidders/<uuid:bidder>/sheet": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/bidders/<uuid:bidder>/sheet": writes,
        "GET /desk/tenders/<uuid:tender>/outcome/bidders/<uuid:bidder>/sheet.txt": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/check": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/feedback": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/release": writes,
        "GET /desk/tenders/<uuid:tender>/outcome/notice": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/notice": writes,
        "GET /desk/tenders/<uuid:tender>/outcome/contract": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/contract": writes,
        "GET /desk/tenders/<uuid:tender>/outcome/papers": managers,
        "POST /desk/tenders/<uuid:tender>/outcome/hold": managers,
        "POST /desk/tenders/<uuid:tender>/outcome/kept": managers,
        "GET /desk/tenders/<uuid:tender>/outcome/in-substance/<uuid:reply>": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/in-substance/<uuid:reply>": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/in-substance/<uuid:reply>/agree": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/in-substance/release": writes,
        "POST /desk/tenders/<uuid:tender>/outcome/sealed-file": managers,
    }
