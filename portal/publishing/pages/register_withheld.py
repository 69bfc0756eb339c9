"""What is left out of a quarter, counted: purchases for one person, what is held, taken down, redacted; and the totals
of a half-year of what was bought for one person each."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, abort, render_template

from portal.publishing import quarter
from portal.publishing.pages import Address, mark_of
from portal.publishing.register import Register, Row, register
from portal.publishing.words import counted, pounds

bp = Blueprint("register_withheld", __name__)

COUNTS = ("spot", "held", "taken_down")


def addresses(of: Register) -> Iterator[Address]:
    """One for each quarter."""
    for slug, one in of.quarters.items():
        yield Address(f"/register/{slug}/withheld/", mark_of("withheld", quarter.mark(of, one)))


@bp.get("/register/<slug>/withheld/")
def register_withheld(slug: str) -> str:
    """What is left out, and why."""
    of = register()
    if slug not in of.quarters:
        abort(404)
    one = of.quarters[slug]
    rows, names = quarter.withheld(one), quarter.names(of)
    told = [(names[authority], row) for authority, row in rows.items() if _says(row)]
    found = quarter.totals(one)
    return render_template(
        "public/register-withheld.html",
        section="/register/",
        crumbs=[(f"Contracts register, {one.label}", f"/register/{slug}/")],
        quarter=one,
        several=len(one.editions) > 1,
        sums=_sums([row for _, row in told]),
        rows=sorted(told, key=lambda pair: pair[0]),
        redactions=_redactions([row for _, row in told]),
        half_year=next((row["label"] for rows in found.values() for row in rows), ""),
        ends_half_year=one.slug.endswith(("q2", "q4")),
        totals=[(names[authority], _total(row)) for authority, rows in sorted(found.items()) for row in rows],
    )


def _says(row: Row) -> bool:
    return bool(quarter.left_out(row) or sum(row["redacted"].values()))


def _sums(rows: list[Row]) -> dict[str, int]:
    return {name: sum(row[name] for row in rows) for name in COUNTS}


def _redactions(rows: list[Row]) -> dict[str, int]:
    """Words of the Code -> how many contracts bear them; only those that are used."""
    words = sorted({text for row in rows for text in row["redacted"]})
    sums = {text: sum(row["redacted"].get(text, 0) for row in rows) for text in words}
    return {text: count for text, count in sums.items() if count}


def _total(row: Row) -> dict[str, Any]:
    """A line of the totals, in words."""
    service = {"title": row["service"]["title"], "key": row["service"]["key"]} if row["service"] else None
    if row["withheld"]:
        return {"service": service, "withheld": True}
    without = "" if row["without_value"] == 0 else f"without {_unknown(row['without_value'])} of unknown value"
    return {
        "service": service,
        "withheld": False,
        "people": f"about {row['people']:,}",
        "suppliers": f"{row['suppliers']:,}",
        "spend": "Not published" if row["spend_pence"] is None else pounds(row["spend_pence"]),
        "note": without if row["spend_pence"] is not None else "",
    }


def _unknown(count: int | None) -> str:
    return "a few purchases" if count is None else f"about {counted(count, 'purchase')}"
