"""The register as a list: filtered, sorted, a page at a time; the same number of queries however long it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, Case, fn

from models.authority import Authority, Service
from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier, SupplierName
from portal.register.desk import words
from portal.register.desk.work import lacking, states

A_PAGE = 50
MOST_WORDS = 8


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words of title, reference or supplier; the key of a service (“-”: of none); a key of
    `words.STATES` and of `words.SORTS`; the page, from 1."""

    words: str = ""
    service: str = ""
    state: str = "all"
    sort: str = "need"
    page: int = 1


@dataclass(frozen=True)
class Line:
    """One contract in the list, with its suppliers and what it lacks (keys of `words.MISSING`)."""

    contract: Contract
    suppliers: tuple[str, ...]
    lacks: tuple[str, ...]
    ended: bool
    review_passed: bool
    soon: bool


@dataclass(frozen=True)
class Listed:
    """A page of the list: its lines, how many match and on how many pages, and of all contracts how many stand in each
    state."""

    lines: Sequence[Line]
    total: int
    page: int
    pages: int
    counts: Mapping[str, int]
    services: Sequence[Service]


def listed(authority: Authority, wanted: Wanted, today: date) -> Listed:
    """The page of the list that is wanted; a page that there is not is the nearest."""
    mine = Contract.authority == authority.id
    where = mine & _matching(wanted, today)
    total = Contract.select(Contract.id).join(Service, JOIN.LEFT_OUTER).where(where).count()
    pages = max(1, -(-total // A_PAGE))
    page = min(max(wanted.page, 1), pages)
    query = Contract.select(Contract, Service).join(Service, JOIN.LEFT_OUTER).where(where)
    found = list(query.order_by(*_order(wanted.sort, today)).paginate(page, A_PAGE))
    awards = Award.of(Contract.id << [one.id for one in found])
    lines = [_line(one, awards.get(one.id, []), today) for one in found]
    services = list(Service.select().where(Service.authority == authority.id).order_by(Service.title))
    return Listed(lines, total, page, pages, _counts(mine, today), services)


def _counts(mine: Any, today: date) -> dict[str, int]:
    conditions = states.conditions(today)
    sums = [fn.SUM(Case(None, ((condition, 1),), 0)).alias(state) for state, condition in conditions.items()]
    row: Any = Contract.select(*sums).where(mine).dicts().get()
    return {state: int(row[state] or 0) for state in conditions}


def _line(contract: Contract, awards: Sequence[Award], today: date) -> Line:
    ends = contract.ends_on
    ended = ends is not None and ends < today
    return Line(
        contract,
        tuple(dict.fromkeys(award.supplier.name for award in awards)),
        () if ended else lacking.of(contract, awards),
        ended,
        not ended and contract.review_on is not None and contract.review_on < today,
        ends is not None and today <= ends <= states.soon(today),
    )


def _matching(wanted: Wanted, today: date) -> Any:
    condition = states.conditions(today)[wanted.state]
    if wanted.service:
        there = Contract.service.is_null() if wanted.service == "-" else Service.key == wanted.service
        condition &= there
    for word in wanted.words.split()[:MOST_WORDS]:
        condition &= _says(word)
    return condition


def _says(word: str) -> Any:
    """That title, reference or a supplier holds a word, whatever its case. What is no letter or figure stands for any
    one character: ’ is found by ' and / by -."""
    pattern = "%" + re.sub(r"[^\w]", "_", word) + "%"
    named = (
        Award.select(1)
        .join(SupplierName, on=(SupplierName.supplier == Award.supplier))
        .where(Award.contract == Contract.id, SupplierName.name**pattern)
    )
    own = Contract.title**pattern | Contract.reference**pattern | Contract.supplier_words**pattern
    return own | fn.EXISTS(named)


def _order(sort: str, today: date) -> list[Any]:
    """By what is wanted; a nominal value is never first."""
    named: Any = Supplier.select(fn.MIN(fn.LOWER(Supplier.name))).join(Award).where(Award.contract == Contract.id)
    awarded = fn.EXISTS(Award.select(1).where(Award.contract == Contract.id))
    ends = [Contract.ends_on.is_null(), Contract.ends_on]
    counted = Case(None, ((Contract.value_kind.in_(("nominal", "unknown")), 1),), 0)
    orders: dict[str, list[Any]] = {
        "need": [states.rank(today), *ends],
        "end": ends,
        "value": [counted, Contract.value_pence.desc()],
        "title": [],
        "supplier": [~awarded, named],
        "changed": [fn.COALESCE(Contract.changed_at, Contract.created_at).desc()],
    }
    return [*orders.get(sort, orders["need"]), fn.LOWER(Contract.title), Contract.id]


def wanted_of(args: Mapping[str, str]) -> Wanted:
    """What is looked for, from the address of a page; what makes no sense is left out."""
    page = args.get("page", "")
    return Wanted(
        words=" ".join(args.get("words", "").split())[:200],
        service=args.get("service", ""),
        state=args.get("state", "") if args.get("state") in words.STATES else "all",
        sort=args.get("sort", "") if args.get("sort") in words.SORTS else "need",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )
