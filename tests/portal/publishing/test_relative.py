"""A site works in whatever folder it is put: every link of every page, followed as a browser would."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client
from werkzeug.wrappers import Response

from models.public.record import write_record
from portal.publishing.building import build
from portal.publishing.relative import from_page, from_root
from portal.publishing.serving import PublishedSite
from portal.publishing.site import Site
from portal.publishing.slots import Folder
from tests.fixtures.page import parse
from tests.portal.publishing.released_rows import Rows

URL = "https://data.example/contracts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = Rows()
    rows.contract("a")
    rows.contract("b", title="Short breaks: “days / nights”")
    write_record(tmp_path / "record.sqlite", rows.record())
    made = Site("Fairshire", tmp_path / "record.sqlite", URL, "https://portal.example", ocid_prefix="ocds-213czf")
    outcome = build(made, Folder(tmp_path / "out"), processes=1)
    assert not outcome.failures, outcome.failures
    return tmp_path / "out"


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Address on the server and text of every page."""
    for path in folder.rglob("*.html"):
        yield f"/contracts/{path.relative_to(folder)}".removesuffix("index.html"), path.read_text()


def test_every_link_works_from_a_sub_folder(folder: Path) -> None:
    client = Client(DispatcherMiddleware(Response("none", 404), {"/contracts": PublishedSite(folder)}), Response)  # type: ignore[arg-type, dict-item]
    answered: dict[str, int] = {}
    followed = 0
    for at, html in pages(folder):
        for target in parse(html).xpath("//@href | //@src | //@action | //@data-rows"):
            if urlsplit(target).scheme or target.startswith("#"):
                continue
            path = urlsplit(urljoin(at, target)).path
            if path not in answered:
                answered[path] = client.get(path).status_code
            assert answered[path] == 200, f"{at} leads to {target}"
            followed += 1
    assert followed > 500
    assert len(answered) > 20
    assert client.get("/contracts/register").headers["Location"] == "/contracts/register/"


def test_pages_name_their_one_address_and_files_their_whole_one(folder: Path) -> None:
    for at, html in pages(folder):
        (canonical,) = parse(html).xpath("//link[@rel='canonical']/@href")
        assert canonical.startswith(f"{URL}/")
        if "/by-" not in at and not at.endswith("/contracts/register/"):  # the newest quarter, once more
            assert urlsplit(canonical).path == at
    sitemap = (folder / "sitemap-1.xml").read_text()
    assert f"<loc>{URL}/contracts/fairshire/a/</loc>" in sitemap
    feed = (folder / "changes.xml").read_text()
    assert f'href="{URL}/changes.xml"' in feed
    assert "<id>tag:data.example,2026:" in feed


@pytest.mark.parametrize("url", ["/", "/register/", "/register/2026-27-q2/by-value/2/", "/404.html"])
def test_what_was_made_relative_can_be_read_as_it_was_written(url: str) -> None:
    page = b'<a href="/">Home</a> <a href="/register/">R</a> <a href="https://x.example/">X</a> <a href="#top">T</a>'
    relative = from_page(page, url, URL)
    assert b'="/r' not in relative
    assert from_root(relative, url, URL) == page
