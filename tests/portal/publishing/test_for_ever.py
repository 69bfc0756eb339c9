"""An address once published answers for ever: ten more editions, in which everything happens that may happen."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from models.public.record import write_record
from portal.publishing import ever, paging
from portal.publishing.building import build
from portal.publishing.pages import supplier as supplier_page
from portal.publishing.pages import suppliers
from portal.publishing.serving import PublishedSite
from portal.publishing.site import ROOT, Site
from portal.publishing.slots import Slots
from tests.portal.publishing.released_rows import Rows, service, supplier

QUARTERS = [f"{year}-{(year + 1) % 100}-Q{number}" for year in (2026, 2027, 2028) for number in (1, 2, 3, 4)][:11]
BY_DIGEST = ("/assets/", "/charts/", "/sitemap")
"""What goes from here goes because the page that shows it has changed; a sitemap is a list of the others."""


def told(rows: Rows, quarter: str, number: int, chance: random.Random) -> None:
    """One more edition: contracts come, go and change, a supplier is merged, a service ends, one is taken down."""
    for n in chance.sample(range(40), 36 - 3 * number):  # fewer each time: lists grow shorter, pages and letters go
        who = supplier(f"{'ABCDEFGHIJ'[n % 10]} Care {n}")
        if n % 10 == number:
            who = supplier(f"Merged {n}", formerly=[who["slug"]])
        if n % 4 == 0:  # groups are renamed, and one is left by all
            who |= {
                "group_name": f"Group {number // 4}" if n % 8 else "Kite" * (number < 5),
                "group_source": "A letter",
            }
        what = service("Fostering" if n % 3 or number > 5 else "Advocacy")
        arrangement = "framework" if n % 7 == 0 and (n % 2 or number < 5) else "stand_alone"  # some are no more
        rows.contract(
            f"c{n}", period=quarter, title=f"Contract {n}, {'again' * (n % 2)}", service=what, suppliers=[who],
            value_pence=chance.randint(1, 10**7), arrangement=arrangement,
        )  # fmt: skip
    for title in ("Fostering",) if number > 5 else ("Fostering", "Advocacy"):
        rows.service(title, period=quarter)
    rows.contract(f"w{number}", period=quarter, authority="westmoor" if number < 7 else "fairshire")
    if number in (3, 6):
        rows.remove(f"w{number}", on="2028-01-01", reason="A court order", authority="westmoor")
        rows.correct(f"c{number}", "A name was misspelt.", on="2028-02-01", period=quarter)


def addresses(folder: Path) -> Iterator[str]:
    here = folder.resolve()
    for path in here.rglob("*"):
        if path.is_file():
            url = f"/{path.relative_to(here).as_posix()}".removesuffix("index.html")
            if not url.startswith(BY_DIGEST):
                yield url


def test_ten_more_editions_and_every_old_address_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for counted in (paging.pages, paging.page):
        monkeypatch.setattr(counted, "__defaults__", (10,))  # lists of several pages, without thousands of contracts
    rows, chance, published = Rows(), random.Random(1), set[str]()
    known = tmp_path / "addresses.txt"
    client = Client(PublishedSite(tmp_path / "public"), Response)
    for number, quarter in enumerate(QUARTERS):
        told(rows, quarter, number, chance)
        write_record(tmp_path / "record.sqlite", rows.record())
        outcome = build(
            Site("Fairshire", tmp_path / "record.sqlite", "https://c.example", ocid_prefix="ocds-213czf",
                 ever=ever.read(known)),
            Slots(tmp_path / "public", number * 5000.0), processes=1,
        )  # fmt: skip
        assert not outcome.failures, outcome.failures
        here = set(addresses(tmp_path / "public" / "live"))
        ever.keep(known, (f"{url}index.html"[1:] if url.endswith("/") else url[1:] for url in here))
        published |= here
    answers = {url: client.get(url).status_code for url in sorted(published)}
    assert {url: status for url, status in answers.items() if status not in (200, 410)} == {}
    assert [url for url, status in answers.items() if status == 410] == [
        "/contracts/westmoor/w3/",
        "/contracts/westmoor/w6/",
    ]
    assert len(answers) > 300
    assert client.get("/frameworks/fairshire/c14/").text.count("a framework no more"), "it was corrected later on"
    assert answers["/groups/kite/"] == answers["/groups/group-0/"] == 200, "one was left by all, one renamed"
    without = Site("Another name", tmp_path / "record.sqlite", "https://c.example", ocid_prefix="ocds-213czf")
    forgetful = build(without, Slots(tmp_path / "public", 10**6), processes=1)
    assert not forgetful.failures, forgetful.failures
    assert forgetful.counts.removed, forgetful
    assert [url for url in published if client.get(url).status_code == 404], "the control forgets what there was"


CORRECTED = "2026-27-Q2"


def long_lists(rows: Rows) -> None:
    """An edition of which nearly everything has several pages."""
    for n in range(40):
        who = supplier(f"{'AB'[n % 2]} Care {n if n % 2 else 0}", group_name="Kite", group_source="A letter")
        arrangement = "framework" if n == 0 else "stand_alone"
        rows.contract(f"c{n}", suppliers=[who], service=service("Advocacy"), arrangement=arrangement)
        rows.call_off(f"o{n}", "c0", suppliers=[who], service=service("Fostering"))
    rows.service("Advocacy")
    rows.service("Fostering")
    rows.spend(whole=True, on=5, off=7)


def test_what_a_correction_leaves_out_still_answers_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for counted in (paging.pages, paging.page):
        monkeypatch.setattr(counted, "__defaults__", (10,))
    for place in (supplier_page, suppliers):
        monkeypatch.setattr(place, "ALL_UP_TO", 20)
    monkeypatch.setattr(supplier_page, "PAGE", 10)
    words = tmp_path / "words"
    shutil.copytree(ROOT / "site", words)
    rows, known, client = Rows(), tmp_path / "addresses.txt", Client(PublishedSite(tmp_path / "public"), Response)
    long_lists(rows)
    at = 0.0

    def publish() -> set[str]:
        nonlocal at
        at += 5000
        write_record(tmp_path / "record.sqlite", rows.record())
        site = Site("Fairshire", tmp_path / "record.sqlite", "https://c.example", words=words, ever=ever.read(known))
        outcome = build(site, Slots(tmp_path / "public", at), processes=1)
        assert not outcome.failures, outcome.failures
        here = set(addresses(tmp_path / "public" / "live"))
        ever.keep(known, (f"{url}index.html"[1:] if url.endswith("/") else url[1:] for url in here))
        return here

    before = publish()
    for url in ("/groups/kite/2/", "/suppliers/a-care-0/3/", "/frameworks/fairshire/c0/4/", "/services/advocacy/4/",
                f"/register/{CORRECTED.lower()}/by-value/8/", "/services/fostering/coming-up/2/",
                "/suppliers/by-name/b/2/", "/contracts/fairshire/c3/", "/spending/fairshire/2026-27-q2/"):  # fmt: skip
        assert url in before, url
    now = Rows()
    now.contract("c1", suppliers=[supplier("Cedar")])
    rows.rewrite(now.edition(), "Columns had slipped: £1 too far.", on="2026-11-05")
    for text in ("market-position", "guidance"):
        next(iter(sorted((words / "content" / text).glob("*.md")))).unlink()
    after = publish()
    assert len(after) < len(before) * 2
    assert [url for url in sorted(before) if client.get(url).status_code != 200] == []
    for url in ("/groups/kite/2/", "/groups/kite/", "/suppliers/a-care-0/", "/contracts/fairshire/c3/"):
        page = client.get(url).text
        assert "was corrected on 5 November 2026" in page, url
        assert "Columns had slipped: £1 too far." in page
    assert "A Care" not in client.get("/suppliers/a-care-0/").text, "a correction does not say what stood there"
    listed = client.get("/sitemap-1.xml").text
    assert "/contracts/fairshire/c1/" in listed
    assert "/groups/kite/" not in listed, "what is gone answers, and is not looked for"
    rows.once.clear()
    publish()
    assert client.get("/groups/kite/2/").status_code == 404, "the control forgets what the correction left out"
