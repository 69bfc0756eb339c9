"""Opportunities: what can be bid for, what is being judged, what was decided; each with its questions and answers."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, render_template

from portal.publishing import events, words
from portal.publishing import opportunities as found
from portal.publishing.cells import text
from portal.publishing.pages import Address, mark_of, statements
from portal.publishing.register import Register, register

bp = Blueprint("opportunities", __name__)

SECTION = "/opportunities/"
COLUMNS = ("Question", "Answer", "Released", "Addendum", "Version", "Why it was corrected")


def addresses(of: Register) -> Iterator[Address]:
    """The list, each tender, and the answers of each as a file."""
    every, all_events = found.all_opportunities(), events.all_events()
    yield Address(SECTION, mark_of([one.data for one in every], sorted(of.newest)))
    for one in every:
        answered = [(a.slug, a.row, list(a.before)) for a in found.answers(one)]
        beside = [
            (e.url, e.row["title"], e.row["starts_at"]) for e in events.about(all_events, one.authority, one.slug)
        ]
        linked = statements.is_published(one.row["statement"], of)
        yield Address(one.url, mark_of(one.data, str(answered), beside, linked))
        yield Address(f"{one.url}answers.csv", mark_of(one.data, str(answered)))


@bp.get(SECTION)
def index() -> str:
    """By stage."""
    every = found.all_opportunities()
    stages = [(label, [one for one in every if one.row["stage"] == stage]) for stage, label in found.STAGES.items()]
    return render_template(
        "public/opportunities.html", section=SECTION, stages=[pair for pair in stages if pair[1]],
        instant=found.instant, followed=found.followed(),
    )  # fmt: skip


@bp.get("/opportunities/<authority>/<slug>/")
def page(authority: str, slug: str) -> str:
    """Everything that bidders are told, the same for all of them."""
    one = found.Opportunity.find(authority, slug) or abort(404)
    row = one.row
    return render_template(
        "public/opportunity.html",
        section=SECTION,
        crumbs=[("Opportunities", SECTION)],
        one=one,
        row=row,
        facts=list(_facts(row)),
        answers=found.answers(one),
        events=events.about(events.all_events(), authority, slug),
        statement=row["statement"] if statements.is_published(row["statement"], register()) else "",
        words=found,
        authorities=register().authorities,
    )


def _facts(row: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What, its value, and what adds to it; only what is known."""
    pairs = (
        ("Bids by", found.instant(row["closes_at"]), _counts(row)),
        ("Questions by", found.instant(row["questions_close_at"]), _answered(row)),
        ("Decision by", words.day(row["decision_by_on"]), ""),
        ("Feedback by", words.day(row["feedback_by_on"]), ""),
        ("Value", words.pounds(row["value_pence"]), "for the whole contract, extensions included"),
        ("How long", _long(row), row["length_why"]),
        ("Service", row["service"]["title"] if row["service"] else "", ""),
        ("Where", row["area"], ""),
        ("Who may take part", found.AUDIENCES[row["audience"]], row["framework"]),
        ("Rules", found.REGIMES[row["regime"]], ""),
        ("Reserved for", found.RESERVATIONS[row["reserved"]], row["reserved_area"]),
        ("Bought together with", ", ".join(row["jointly"]), ""),
        ("Bidding together", row["consortium"], ""),
        ("Staff (TUPE)", found.TUPE[row["tupe"]], row["tupe_words"]),
        ("Insurance", row["insurance"], row["insurance_why"]),
        ("Social value", row["social_value"], ""),
        ("Equality", row["equality"], ""),
        ("Instead of", row["expiring"], row["parity"]),
        ("Public notice", row["notice_id"], ""),
        ("CPV code", row["cpv_code"], ""),
    )
    return ((key, value, more if value else "") for key, value, more in pairs if value)


def _counts(row: dict[str, Any]) -> str:
    where = row["bids_go_to"] or "the portal that takes the bids"
    seen = found.instant(row["deadline_seen_at"] or row["published_at"])
    return f"The deadline that counts is the one in {where}. We show it as of {seen}."


def _answered(row: dict[str, Any]) -> str:
    last = f", the last by {words.day(row['answers_by_on'])}" if row["answers_by_on"] else ""
    return f"Each is answered within {row['answer_days']} working days{last}."


def _long(row: dict[str, Any]) -> str:
    first, last = words.day(row["starts_on"]), words.day(row["ends_on"])
    return f"{first} to {last}" if first and last else ""


@bp.get("/opportunities/<authority>/<slug>/answers.csv")
def answers(authority: str, slug: str) -> Response:
    """Questions and answers, one a line, every version."""
    one = found.Opportunity.find(authority, slug) or abort(404)
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for answer in found.answers(one):
        versions = [answer.row, *answer.before]
        for number, row in zip(range(len(versions), 0, -1), versions, strict=True):
            said = (row["question"], row["answer"], found.instant(row["at"]))
            writer.writerow([*map(text, said), row["addendum"] or "", number, text(row["why"])])
    return Response(out.getvalue().encode(), mimetype="text/csv")
