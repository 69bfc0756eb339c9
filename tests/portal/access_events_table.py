"""Who may do what with events; a part of the table of access_table.py."""

from collections.abc import Callable

Row = dict[str, str]


def event_rows(row: Callable[..., Row], public: Row) -> dict[str, Row]:
    """The lines of the rules of events; `row` makes one."""
    seated = row("yes", is_403="no seat, independent person")
    lists = row("403", yes="officer, manager, auditor, procurement officer, officer elsewhere")
    reads = row("403", yes="officer, manager, auditor, procurement officer", is_404="officer elsewhere")
    invites = row("403", yes="officer, manager, auditor, procurement officer, officer elsewhere")  # hers does, too
    begins = row("403", yes="officer, manager, procurement officer, officer elsewhere")
    works = row("403", yes="officer, manager, procurement officer", is_404="officer elsewhere")
    organises = row("403", yes="procurement officer", is_404="officer elsewhere")
    desk = "/desk/events/<uuid:event>"
    part = f"{desk}/<any(what, where, when, sessions, notice, contact):part>"
    tell = f"{desk}/tell/<any(what, where, when, sessions, notice):part>"
    door = f"{desk}/door"
    met, buyers = f"{desk}/meetings", f"{desk}/meetings/buyers"
    mine = "/events/booking/<key>/meetings"
    both = {
        f"{mine}/": public,
        f"{met}/plan": works,
        f"{met}/left": works,
        f"{buyers}/new": works,
        f"{buyers}/<uuid:buyer>/change": works,
        f"{buyers}/<uuid:buyer>/wishes": works,
        f"{buyers}/<uuid:buyer>/leave": works,
        "/events/<authority>/<slug>/book": public,
        "/events/<authority>/<slug>/book/talk": public,
        "/events/booking/<key>/change": public,  # whoever has the link
        "/events/booking/<key>/hand-over": public,
        "/events/booking/<key>/feedback": public,
        f"{desk}/papers/": works,
        "/desk/events/new": begins,
        part: works,
        tell: works,
        f"{desk}/online": works,
        f"{desk}/cancel": works,
    }
    buyer = "/events/buyer/<uuid:buyer>/<key>"  # whoever has the link
    open_to_all = (
        *(f"{buyer}/", f"{buyer}/day.ics"),
        *("/events/", "/events/calendar.ics", "/events/<authority>/<slug>/", "/events/<authority>/<slug>/event.ics"),
        *("/events/booking/sent", "/events/booking/<key>/", "/events/booking/<key>/booking.ics"),
        *("/events/booking/<key>/ticket.svg", "/events/booking/<key>/timetable"),
    )
    return {
        **{f"GET {rule}": public for rule in open_to_all},
        "GET /events/<authority>/<slug>/book/check": public,
        "POST /events/<authority>/<slug>/book/send": public,
        "POST /events/<authority>/<slug>/book/talk/take-out": public,
        "GET /events/<authority>/<slug>/book/talk/transcript.txt": seated,
        "POST /events/<authority>/<slug>/book/discard": seated,
        "POST /events/booking/<key>/<any(confirm, accept, cancel):act>": public,
        **{f"{method} {rule}": line for rule, line in both.items() for method in ("GET", "POST")},
        "GET /events/<authority>/<slug>/papers/<uuid:paper>": row("404", is_404="anonymous"),  # no such file here
        "GET /desk/events/": lists,
        f"GET {desk}/": invites,
        f"GET {desk}/bookings": reads,
        f"GET {desk}/bookings.csv": reads,
        f"GET {desk}/bookings.xlsx": reads,
        "GET /events/ticket/<uuid:event>/<code>": public,
        f"GET {door}/": works,
        f"GET {door}/list": invites,
        **{f"POST {door}/{act}": works for act in ("<any(here, undo):act>", "walk-in", "sync", "close")},
        f"POST {mine}/take": public,
        f"POST {buyer}/cannot": public,
        f"POST {mine}/<uuid:meeting>/give-up": public,
        **{f"GET {met}/{page}": reads for page in ("", "organisations", "day")},
        f"POST {met}/<any(match, tell):act>": works,
        f"POST {met}/organisations/<uuid:booking>": works,
        **{f"GET {buyers}/<uuid:buyer>/{page}": reads for page in ("", "day.csv")},
        **_forum_rows(row, public, lists, reads, begins, works),
        f"GET {desk}/needs": organises,
        f"POST {desk}/publish": works,
        f"POST {desk}/take-over": works,
    }


def _forum_rows(
    row: Callable[..., Row], public: Row, lists: Row, reads: Row, begins: Row, works: Row
) -> dict[str, Row]:
    """Providers’ forums: everybody reads them, any provider joins, the desk keeps them as it keeps events."""
    forum = "/desk/forums/<uuid:forum>"
    more = f"{forum}/<any(paper, action, invite):what>"
    both = (f"{forum}/change", more, f"{forum}/actions/<uuid:action>/done")
    return {
        "GET /forums/": public,
        "GET /forums/<authority>/<slug>/": public,
        "GET /forums/<authority>/<slug>/papers/<uuid:paper>": row("404", is_404="anonymous"),  # it has no file
        "POST /forums/<authority>/<slug>/join": row("403", yes="lead, colleague, other provider"),
        "GET /desk/forums/": lists,
        **{f"{method} /desk/forums/new": begins for method in ("GET", "POST")},
        f"GET {forum}/": reads,
        **{f"{method} {rule}": works for rule in both for method in ("GET", "POST")},
        f"POST {forum}/papers/<uuid:paper>/withdraw": works,
    }
