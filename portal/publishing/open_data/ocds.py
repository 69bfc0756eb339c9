"""The releases of an edition under the Open Contracting Data Standard 1.1.5: what it added to what was known before.

A release stands for one contract in one edition, and only where something about it changed; all editions together are
the whole history. Source: release-package-schema and release-schema of the standard’s tag 1__1__5, and its guidance.
SME is said by the extension partyScale, VCSE and gross amounts by the United Kingdom’s own.
"""

import json
from collections.abc import Iterator
from hashlib import sha256

import orjson

from models.public import record as tables
from portal.publishing.open_data import ocds_parts as parts
from portal.publishing.open_data.ocds_parts import Body, Row
from portal.publishing.register import Edition, Register
from portal.publishing.site import Site
from portal.publishing.tables import name as name_of
from portal.publishing.tables import url_of

EXTENSIONS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_partyDetails_scale_extension/master/"
    "extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/master/extension.json",
)
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

NOW = "SELECT slug, data FROM contract WHERE authority = ? AND period_key = ? ORDER BY slug"
BEFORE = (  # the newest of each that is older: SQLite gives `data` of the row that has the maximum
    "SELECT slug, data, MAX(period_key) FROM contract WHERE authority = ? AND period_key < ? "
    "GROUP BY slug ORDER BY slug"
)


def is_possible(site: Site) -> bool:
    """Whether there is a prefix to make identifiers with, and an address under which the package stands."""
    return bool(site.ocid_prefix and site.url)


def package(of: Register, edition: Edition, site: Site) -> Iterator[bytes]:
    """The release package of an edition, release by release."""
    authority = name_of(of, edition)
    head = {
        "uri": f"{site.url}{url_of(edition).removesuffix('contracts.csv')}ocds.json",
        "version": "1.1",
        "extensions": EXTENSIONS,
        "publishedDate": f"{edition.closed_at}Z",
        "publisher": {"name": authority},
        "license": OGL,
        "publicationPolicy": f"{site.url}/about-the-data/",
    }
    before = orjson.dumps(head)[:-1] + b',"releases":['
    for one in _releases(of, edition, authority, site):
        yield before + b"\n" + orjson.dumps(one)
        before = b","
    yield (b"" if before == b"," else before) + b"\n]}\n"


def _releases(of: Register, edition: Edition, authority: str, site: Site) -> Iterator[Body]:
    days = {key: one.last_day for (who, key), one in of.editions.items() if who == edition.authority}
    scene = parts.Scene(authority, edition.authority, site.ocid_prefix)
    for slug, now, before, key in _pairs(edition):
        row: Row = orjson.loads(now or before or "")
        if now is None and not _has_ended(row, edition.last_day):
            continue  # it is not listed any more, and nobody said that it ended
        if now == before and parts.status(row, edition.last_day) == parts.status(row, days[key]):
            continue
        body = parts.body(row, scene, edition.last_day)
        old = parts.body(orjson.loads(before), scene, days[key]) if before else None
        if body != old:
            yield _release(body, parts.tags(body, old), parts.ocid(row, scene), edition, slug)


def _pairs(edition: Edition) -> Iterator[tuple[str, str | None, str | None, str]]:
    """Slug, the row now, the newest one before, and its quarter: of all that have either."""
    where = (edition.authority, edition.period_key)
    now, before = _rows(NOW, where), _rows(BEFORE, where)
    one, other = next(now, None), next(before, None)
    while one or other:
        slug = min(row[0] for row in (one, other) if row)
        mine, theirs = one if one and one[0] == slug else None, other if other and other[0] == slug else None
        yield slug, mine[1] if mine else None, theirs[1] if theirs else None, theirs[2] if theirs else ""
        one, other = next(now, None) if mine else one, next(before, None) if theirs else other


def _rows(sql: str, where: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    found: Iterator[tuple[str, ...]] = tables.record.execute_sql(sql, where)
    return found


def _has_ended(row: Row, on: str) -> bool:
    ends = row["last_possible_end"] or row["ends_on"]
    return bool(ends and ends <= on)


def _release(body: Body, tags: list[str], ocid: str, edition: Edition, slug: str) -> Body:
    """Its identifier changes with what stands in it: a release that was given out never becomes another."""
    digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:12]
    return {
        "ocid": ocid,
        "id": f"{slug}-{edition.quarter}-{digest}",
        "date": f"{edition.closed_at}Z",
        "tag": tags,
        "initiationType": "tender",
        "language": "en",
        **body,
    }
